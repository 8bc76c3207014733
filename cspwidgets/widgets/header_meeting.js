// The dialog “Meeting”: a page to show, for both sides or for us only, and a place to write.

import { h } from "./dom.js";
import { headerDialog } from "./header_dialog.js";
import { keyedHost } from "./keyed.js";
import { meetingForm } from "./meeting_form.js";
import { meetingPrint, meetingSave } from "./meeting_paper.js";

const MEETING_PAGES = [
  ["agenda", "Agenda"],
  ["promises", "Promises"],
  ["handover", "Hand-over"],
];
const MEETING_AGAIN_MS = 150;

/** @param {import("./link.js").Link} link */
export function meetingDialog(link) {
  const pages = MEETING_PAGES.map(([page, text]) =>
    h("button", { type: "button", class: "csp-chip", "aria-pressed": String(page === "agenda"), data: { page }, text, on: { click: () => turn(page) } }),
  );
  const inside = /** @type {HTMLButtonElement} */ (
    h("button", { type: "button", class: "csp-chip", "aria-pressed": "false", text: "Show what is internal", on: { click: () => show(!isInside) } })
  );
  const write = h("button", { type: "button", class: "csp-chip", "aria-pressed": "true", text: "Write", on: { click: () => fold() } });
  const print = h("button", { type: "button", class: "csp-button", text: "Print or save as PDF", on: { click: () => ask("print") } });
  const save = h("button", { type: "button", class: "csp-button", on: { click: () => ask("save") } });
  const state = h("div", { class: "csp-meeting-state" });
  const audience = h("p", { class: "csp-meeting-audience", role: "status", "aria-live": "polite" });
  const paper = h("div", { class: "csp-meeting-paper", tabindex: "0", role: "region", "aria-label": "The page" });
  const host = keyedHost(paper);
  const form = meetingForm(link, { refuse: (sentence) => box.refuse(sentence), recorded });
  const bar = h(
    "div",
    { class: "csp-meeting-bar", role: "group", "aria-label": "What is shown" },
    h("span", { role: "group", "aria-label": "Page", class: "csp-meeting-pages" }, ...pages),
    inside,
    audience,
    h("span", { class: "csp-header-space" }),
    write,
    print,
    save,
  );
  const box = headerDialog("Meeting", bar, h("div", { class: "csp-meeting-columns" }, paper, form.node));
  box.node.classList.add("csp-meeting");
  box.node.querySelector(".csp-title")?.after(state);
  box.node.addEventListener("close", leave);
  const home = h("span", { hidden: true });
  let page = "agenda";
  let isInside = false;
  let again = 0;
  let shown = "";
  /** @type {Map<string, "look" | "print" | "save">} */
  const asked = new Map();
  let newest = "";

  /** @param {any} meta */
  function draw({ meeting }) {
    if (shown && shown !== link.plan) box.close();
    shown = link.plan;
    form.draw(meeting);
  }

  function open() {
    link.status.before(home);
    state.replaceChildren(link.status, link.conflicts);
    page = "agenda";
    form.say("");
    host.whole({ wait: "<p class='csp-soft'>The page is being drawn …</p>" }, ["wait"]);
    box.open();
    show(false);
    pages[0].focus();
  }

  /** Nothing internal is on the screen when it is opened next. */
  function leave() {
    form.leave();
    home.replaceWith(link.status);
    link.status.closest(".csp-header")?.querySelector(".csp-header-bar")?.after(link.conflicts);
    host.whole({}, []);
    asked.clear();
  }

  /** @param {string} to */
  function turn(to) {
    page = to;
    show(isInside);
  }

  /** @param {boolean} is */
  function show(is) {
    isInside = is;
    const isForUs = is || page === "handover";
    for (const chip of pages) chip.setAttribute("aria-pressed", String(chip.dataset.page === page));
    inside.setAttribute("aria-pressed", String(isForUs));
    inside.disabled = page === "handover";
    audience.textContent = isForUs ? "For us only: do not share this screen." : "For both sides: nothing internal is shown.";
    audience.classList.toggle("csp-meeting-inside", isForUs);
    save.hidden = isForUs && page !== "handover";
    save.textContent = page === "handover" ? "Save as a file" : "File to send";
    form.show(isForUs);
    look();
  }

  function look() {
    newest = ask("look");
  }

  /** Somebody changed the plan while it is shown. */
  function renew() {
    window.clearTimeout(again);
    if (box.node.open) again = window.setTimeout(look, MEETING_AGAIN_MS);
  }

  /** @param {"look" | "print" | "save"} what */
  function ask(what) {
    const id = link.rowId();
    asked.set(id, what);
    if (what !== "look") form.flush();
    link.tell("sheet", { id, page, shared: !isInside, file: what !== "look" });
    return id;
  }

  /** @param {{id: string, html?: string, name?: string, error?: string}} answer */
  function hear({ id, html = "", name = "", error = "" }) {
    const what = asked.get(id);
    asked.delete(id);
    if (what && error) box.refuse(error);
    if (error) return;
    if (what === "look" && id === newest) host.whole({ sheet: html }, ["sheet"]);
    if (what === "print") meetingPrint(box.node, html);
    if (what === "save") meetingSave(html, name);
  }

  function fold() {
    form.node.hidden = !form.node.hidden;
    write.setAttribute("aria-pressed", String(!form.node.hidden));
  }

  function recorded() {
    box.refuse("");
    look();
  }

  return { node: box.node, open, draw, hear, renew, done: form.done, refuse: form.refuse, flush: form.flush };
}

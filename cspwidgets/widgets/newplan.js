// “New plan”: from a journey, or from a file that is looked at before it is taken.

import { h } from "./dom.js";
import { headerDialog } from "./header_dialog.js";
import { newPlanFile } from "./newplan_file.js";
import { newPlanInput, newPlanMain, newPlanRow } from "./newplan_parts.js";

const NEW_PLAN_PATIENCE_MS = 8000;

/**
 * @typedef {{id: string, name: string, summary: string, weeks: string}} Journey
 * @typedef {{id: string, error?: string, field?: string, done?: string, journeys?: Journey[],
 *   reading?: import("./newplan_reading.js").FileTold}} NewPlanAnswer
 * @typedef {(kind: string, body: object, then: (answer: NewPlanAnswer) => void) => string} NewPlanAsk
 */

/** @param {import("./link.js").Link} link */
export function newPlanDialog(link) {
  /** @type {Map<string, {then: (answer: NewPlanAnswer) => void, timer: number}>} */
  const waiting = new Map();
  let isLate = false;
  const journeys = h("div", { class: "csp-newplan-journeys" });
  const name = newPlanInput("name", { required: true });
  const start = newPlanInput("start_on", { type: "date" });
  const make = newPlanMain("Make the plan", "submit");
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      { class: "csp-header-form", novalidate: true, on: { submit: send } },
      h("div", { class: "csp-newplan-pair" }, newPlanRow("Customer’s name", name), newPlanRow("First day (can be left open)", start)),
      h("fieldset", { class: "csp-newplan-set" }, h("legend", { text: "Journey" }), journeys),
      h("div", { class: "csp-header-buttons csp-newplan-foot" }, make),
    )
  );
  const file = newPlanFile({ ask, link, refuse, done });
  const ways = [newPlanWay("From a journey", form), newPlanWay("From a file", file.node)];
  const choice = h("div", { class: "csp-header-buttons csp-newplan-ways", role: "group", "aria-label": "Start from" }, ways.map((way) => way.chip));
  const box = headerDialog("New plan", choice, form, file.node);
  box.node.classList.add("csp-newplan");
  for (const way of ways) way.chip.addEventListener("click", () => choose(way));
  for (const kind of ["dragover", "drop"]) box.node.addEventListener(kind, (event) => event.preventDefault());
  box.node.addEventListener("drop", (event) => {
    event.stopPropagation();
    choose(ways[1]);
    file.bring(/** @type {DragEvent} */ (event).dataTransfer?.files[0]);
  });
  box.node.addEventListener("close", leave);

  /** @type {NewPlanAsk} */
  function ask(kind, body, then) {
    const id = link.rowId();
    const timer = window.setTimeout(() => {
      isLate = true;
      box.refuse("No answer yet: the kernel is busy or stopped. Wait, or run the notebook again.");
    }, NEW_PLAN_PATIENCE_MS);
    waiting.set(id, { then, timer });
    link.tell(`new_plan_${kind}`, { id, ...body });
    return id;
  }

  /** @param {NewPlanAnswer} answer */
  function hear(answer) {
    const one = waiting.get(answer.id);
    if (!one) return;
    waiting.delete(answer.id);
    window.clearTimeout(one.timer);
    if (isLate) box.refuse("");
    isLate = false;
    one.then(answer);
  }

  function open() {
    box.open();
    choose(ways[0]);
    file.reset();
    ask("offer", {}, (answer) => {
      if (answer.error) refuse(answer);
      else offer(answer.journeys ?? []);
    });
    name.focus();
  }

  /** @param {ReturnType<typeof newPlanWay>} chosen */
  function choose(chosen) {
    for (const { chip, panel } of ways) {
      chip.setAttribute("aria-pressed", String(chip === chosen.chip));
      panel.hidden = chip !== chosen.chip;
    }
    box.refuse("");
  }

  /** @param {Journey[]} offered */
  function offer(offered) {
    journeys.replaceChildren(...offered.map(newPlanJourney));
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    if (make.disabled) return;
    for (const field of form.elements) field.removeAttribute("aria-invalid");
    make.disabled = true;
    const data = Object.fromEntries(new FormData(form));
    ask("start", data, (answer) => {
      make.disabled = false;
      if (answer.error) refuse(answer);
      else done(answer.done ?? "");
    });
  }

  /** @param {NewPlanAnswer} answer */
  function refuse(answer) {
    box.refuse(answer.error ?? "");
    if (!answer.field) return;
    const found = form.elements.namedItem(answer.field);
    const field = /** @type {HTMLElement | null} */ (found instanceof RadioNodeList ? found[0] : found);
    field?.setAttribute("aria-invalid", "true");
    field?.focus();
  }

  /** @param {string} sentence */
  function done(sentence) {
    form.reset();
    box.close();
    link.tell("accounts");
    link.say(sentence);
  }

  function leave() {
    for (const { timer } of waiting.values()) window.clearTimeout(timer);
    waiting.clear();
    make.disabled = false;
    file.reset();
    link.tell("new_plan_leave", { id: link.rowId() });
  }

  return { node: box.node, open, hear };
}

/** @param {Journey} journey @param {number} place */
function newPlanJourney({ id, name, summary, weeks }, place) {
  const radio = h("input", { type: "radio", name: "journey", value: id, checked: place === 0 });
  return h(
    "label",
    { class: "csp-newplan-journey" },
    radio,
    h("span", {}, h("b", { text: name }), h("span", { class: "csp-soft", text: ` ${weeks}` }), h("span", { class: "csp-newplan-summary", text: summary })),
  );
}

/** @param {string} text @param {HTMLElement} panel */
function newPlanWay(text, panel) {
  return { chip: h("button", { type: "button", class: "csp-chip", text }), panel };
}

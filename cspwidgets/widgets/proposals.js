// “Customers like this one” beside the plan: proposals that one click takes over or leaves out.

import { guardKeys, h } from "./dom.js";
import { keyedHost } from "./keyed.js";
import { leadingFollow } from "./leading.js";
import { connectLink } from "./link.js";

const PROPOSALS_AFTER_MS = 700;
const PROPOSALS_SHOWN = 3;

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const title = h("h2", { class: "csp-title", tabindex: "-1" });
  const told = h("p", { class: "csp-soft" });
  const groups = /** @type {HTMLSelectElement} */ (h("select", { class: "csp-field", on: { change: () => compare(groups.value) } }));
  const compared = h("span", { class: "csp-soft" });
  const asked = h("label", { class: "csp-proposals-groups" }, compared, groups);
  const list = h("ul", {});
  const more = h("button", { type: "button", class: "csp-chip", "aria-expanded": "false", on: { click: open } });
  const said = h("p", { class: "csp-proposals-said", role: "status", "aria-live": "polite" });
  const who = h("summary", {});
  const names = h("p", {});
  const caveat = h("p", {});
  const again = h("button", { type: "button", class: "csp-leading", on: { click: () => link.ask("again") } });
  const foot = h("div", { class: "csp-proposals-foot" }, caveat, h("details", {}, who, names), again);
  const section = h("section", { class: "csp-proposals" }, title, told, asked, list, more, said, foot);
  const host = keyedHost(list);
  const link = connectLink({
    model,
    name: "proposals",
    on: {
      whole: ({ parts, order }) => {
        host.whole(parts, order);
        said.replaceChildren();
        isOpen = false;
        draw();
      },
      patch: (change) => {
        const place = acted ? items().indexOf(acted) : -1;
        host.patch(change);
        draw();
        if (acted?.isConnected !== false) return;
        acted = null;
        // Whoever has gone on to another view in the meantime is left there.
        const now = document.activeElement;
        if (root.contains(now) || !now?.closest(".csp")) focusNear(place);
      },
      reject: ({ message }) => say(message, true),
      other: ({ kind, words, table, row }) => {
        if (kind === "done") say(words, false, row && { table, row });
      },
    },
  });
  let isOpen = false;
  let timer = 0;
  /** @type {HTMLElement | null} the item whose button was pressed last */
  let acted = null;

  const items = () => /** @type {HTMLElement[]} */ ([...list.children]);

  function draw() {
    const { meta, order, read_only } = link.now;
    section.setAttribute("aria-label", meta.title);
    section.classList.toggle("is-read-only", read_only);
    title.textContent = meta.title;
    told.textContent = meta.told;
    told.hidden = !meta.told;
    compared.textContent = meta.compare;
    /** @type {[string, string][]} */
    const choices = meta.groups;
    groups.replaceChildren(...choices.map(([value, text]) => h("option", { value, text })));
    groups.value = meta.group;
    asked.hidden = !meta.groups.length;
    groups.disabled = meta.groups.length < 2;
    caveat.textContent = meta.caveat;
    who.textContent = meta.who;
    names.textContent = meta.names.join(", ");
    foot.hidden = !meta.groups.length;
    again.textContent = meta.again;
    again.hidden = !meta.declined || read_only;
    more.textContent = meta.more;
    more.hidden = isOpen || order.length <= PROPOSALS_SHOWN;
    items().forEach((item, place) => (item.hidden = !isOpen && place >= PROPOSALS_SHOWN));
    window.clearTimeout(timer);
    // The plan is on the screen first: comparing takes the kernel a moment.
    if (meta.ask) timer = window.setTimeout(() => link.tell("compare"), PROPOSALS_AFTER_MS);
  }

  /** @param {string} by */
  function compare(by) {
    link.tell("compare", { by });
  }

  function open() {
    isOpen = true;
    draw();
    items()[PROPOSALS_SHOWN]?.querySelector("button")?.focus();
  }

  /** After an item is gone, on to the one in its place. @param {number} place */
  function focusNear(place) {
    const shown = items().filter((item) => !item.hidden);
    const next = shown[Math.min(Math.max(place, 0), shown.length - 1)]?.querySelector("button");
    (next ?? title).focus();
  }

  /** @param {string} words @param {boolean} isWarning @param {{table: string, row: string}} [place] */
  function say(words, isWarning, place) {
    said.classList.toggle("csp-late", isWarning);
    const { show } = link.now.meta;
    const button = place && h("button", { type: "button", class: "csp-leading", data: { ...place }, text: show });
    said.replaceChildren(words, ...(button ? [" ", button] : []));
  }

  list.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button[data-act]"));
    const item = /** @type {HTMLElement | null} */ (button?.closest("li[data-id]"));
    if (!button || !item) return;
    acted = item;
    link.ask(button.dataset.act ?? "", { key: item.dataset.id });
  });
  const root = h("div", { class: "csp csp-card" }, section);
  guardKeys(root);
  link.undoKeys(root);
  leadingFollow(root, link);
  el.append(root);
  link.start();
  return () => {
    window.clearTimeout(timer);
    link.close();
  };
}

export default { render };

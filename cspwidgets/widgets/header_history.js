// The history: who changed what and when, and a way back that first shows what it would change.

import { h } from "./dom.js";
import { headerDialog } from "./header_dialog.js";

const HISTORY_LINES = 3;

/** @typedef {{revision: number, who: string, at: string, words: string, lines: string[]}} Entry */

/** @param {import("./link.js").Link} link */
export function historyDialog(link) {
  const list = h("ol", { class: "csp-history" });
  const box = headerDialog("History", list);
  /** @type {Map<number, HTMLElement>} */
  const places = new Map();
  let asked = 0;

  function open() {
    list.replaceChildren(h("li", { class: "csp-soft", text: "Reading the history …" }));
    box.open();
    link.ask("history");
  }

  /** @param {Entry[]} entries */
  function show(entries) {
    places.clear();
    list.replaceChildren(...entries.map(historyRow));
    if (!entries.length) list.append(h("li", { class: "csp-soft", text: "Nothing was changed yet." }));
    /** @type {HTMLElement | null} */ (list.querySelector("button") ?? box.node.querySelector("button"))?.focus();
  }

  /** @param {Entry} entry @param {number} place */
  function historyRow(entry, place) {
    const below = h("div", { class: "csp-history-preview", role: "status" });
    places.set(entry.revision, below);
    const back = h("button", {
      type: "button",
      class: "csp-button",
      "aria-label": `Bring back the plan as it was on ${entry.at}`,
      text: "Bring back …",
      on: { click: () => ask(entry.revision) },
    });
    return h(
      "li",
      {},
      h("div", { class: "csp-history-top" }, h("b", { text: entry.who }), h("time", { class: "csp-soft", text: entry.at }), h("span", { class: "csp-header-space" }), place > 0 && !link.readOnly && back),
      entry.words && h("p", { text: entry.words }),
      historyLines(entry.lines, HISTORY_LINES),
      below,
    );
  }

  /** @param {number} revision */
  function ask(revision) {
    asked = revision;
    link.ask("preview", { revision });
  }

  /** @param {number} revision @param {string[]} lines */
  function preview(revision, lines) {
    const below = places.get(revision);
    if (!below || revision !== asked) return;
    for (const other of places.values()) other.replaceChildren();
    const yes = h("button", { type: "button", class: "csp-button csp-button-main", text: "Bring it back", on: { click: () => bring(revision) } });
    const no = h("button", { type: "button", class: "csp-button", text: "Leave it", on: { click: () => below.replaceChildren() } });
    below.append(
      h("p", { text: lines.length ? "This would change:" : "Nothing would change: the plan is as it was then." }),
      historyLines(lines, 12),
      h("div", { class: "csp-header-buttons" }, lines.length > 0 && yes, no),
    );
    (lines.length ? yes : no).focus();
  }

  /** @param {number} revision */
  function bring(revision) {
    link.ask("bring_back", { revision });
    box.close();
  }

  return { node: box.node, open, show, preview, refuse: box.refuse };
}

/** @param {string[]} lines @param {number} most */
function historyLines(lines, most) {
  const rest = lines.length - most;
  const shown = lines.slice(0, most).map((line) => h("li", { dir: "auto", text: line }));
  if (rest > 0) shown.push(h("li", { class: "csp-soft", text: `and ${rest} more` }));
  return h("ul", { class: "csp-history-lines" }, shown);
}

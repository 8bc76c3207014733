// Undo and redo as buttons, and the first stages of an empty plan.

import { h, s } from "./dom.js";

const TOOLS_OFFER_MS = 12_000;

/** @param {{link: import("./link.js").Link, doc: import("./editor_doc.js").Doc}} parts */
export function editorTools({ link, doc }) {
  const undo = toolButton("Undo", "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6", () => link.undo());
  const redo = toolButton("Redo", "m15 7 5 5-5 5M20 12H10a6 6 0 0 0-6 6", () => link.redo());
  const element = h("div", { class: "csp-tools", role: "group", "aria-label": "Undo and redo" }, undo, redo);
  const begin = h("button", { type: "button", class: "csp-button csp-button-main", text: "Begin with the usual five stages", on: { click: stages } });
  const start = h("div", { class: "csp-start" }, h("p", { text: "No stages yet. A plan is a journey: name its stages, then what happens in each." }), begin);

  function stages() {
    link.edit(doc.meta.stages.map((name) => ({ kind: "add", table: "stages", row: link.rowId(), value: { name } })));
  }

  const news = h("div", { class: "csp-news", role: "status" });
  let timer = 0;

  function hush() {
    window.clearTimeout(timer);
    news.replaceChildren();
  }

  return {
    element, start, news, hush,
    /** Say something that stays until it is closed. @param {Node} words */
    tell(words) {
      hush();
      news.append(words);
    },
    /** Say what is gone, and how to have it back. @param {string} words */
    offerUndo(words) {
      hush();
      const back = () => {
        hush();
        link.undo();
      };
      news.append(h("p", { class: "csp-gone" }, words, h("button", { type: "button", class: "csp-button", text: "Undo", on: { click: back } })));
      timer = window.setTimeout(hush, TOOLS_OFFER_MS);
    },
    /** @param {import("./link.js").State} state */
    draw(state) {
      if (state.redo) hush(); // what was just told of is undone
      for (const [button, verb, what] of /** @type {[HTMLButtonElement, string, string][]} */ ([[undo, "Undo", state.undo], [redo, "Redo", state.redo]])) {
        button.disabled = !what;
        button.title = what ? `${verb}: ${what}` : `Nothing to ${verb.toLowerCase()}`;
      }
    },
    /** @param {string} table the one that is shown */
    offer(table) {
      element.hidden = link.readOnly;
      start.hidden = table !== "activities" || doc.rows("stages").length > 0;
      begin.hidden = link.readOnly;
    },
  };
}

/** @param {string} name @param {string} path @param {() => void} act */
function toolButton(name, path, act) {
  const icon = s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: path }));
  return /** @type {HTMLButtonElement} */ (h("button", { type: "button", class: "csp-tool", "aria-label": name, disabled: true, on: { click: act } }, icon));
}

// What narrows the book down: words, a CSM, the side that slips; and how to have all of it again.

import { BOOK_SIDES, bookCount } from "./book_words.js";
import { h } from "./dom.js";

/** @param {{change: (part: Partial<import("./book_pick.js").BookWish>) => void, clear: () => void,
 *   picture: () => boolean}} doors */
export function bookBar({ change, clear, picture }) {
  const words = /** @type {HTMLInputElement} */ (h("input", { type: "search", class: "csp-field", placeholder: "Find an account, a person, a reason", "aria-label": "Find" }));
  const csm = bookChoice("CSM", (value) => change({ csm: value }));
  const side = bookChoice("Slips on", (value) => change({ side: value }));
  const count = h("span", { class: "csp-soft", role: "status" });
  const all = h("button", { type: "button", class: "csp-button", text: "Show all", on: { click: clear } });
  const draws = h("button", { type: "button", class: "csp-chip", "aria-pressed": "false", text: "Picture", title: "Time left and grade of every account", on: { click: () => draws.setAttribute("aria-pressed", String(picture())) } });
  words.addEventListener("input", () => change({ words: words.value }));
  side.offer([["", "Any side"], ...Object.entries(BOOK_SIDES).map(([key, name]) => /** @type {[string, string]} */ ([key, name]))]);

  return {
    node: h("div", { class: "csp-book-bar", role: "search" }, words, csm.node, side.node, draws, all, count),
    /**
     * @param {import("./book_pick.js").BookRow[]} rows @param {number} chosen
     * @param {import("./book_pick.js").BookWish} wish
     */
    show(rows, chosen, wish) {
      const people = [...new Set(rows.map((row) => row.csm).filter(Boolean))].sort();
      csm.offer([["", "Any CSM"], ...people.map((name) => /** @type {[string, string]} */ ([name, name]))]);
      csm.node.hidden = people.length < 2;
      csm.set(wish.csm);
      side.set(wish.side);
      if (words.value !== wish.words) words.value = wish.words;
      all.hidden = chosen === rows.length;
      count.textContent = chosen === rows.length ? "" : `${chosen.toLocaleString("en")} of ${bookCount(rows.length, "account")}`;
    },
  };
}

/** @param {string} name @param {(value: string) => void} pick */
function bookChoice(name, pick) {
  const node = /** @type {HTMLSelectElement} */ (h("select", { class: "csp-field csp-book-choice", "aria-label": name }));
  node.addEventListener("change", () => pick(node.value));
  let offered = "";
  return {
    node,
    /** @param {[string, string][]} options */
    offer(options) {
      const now = JSON.stringify(options);
      if (now === offered) return;
      offered = now;
      const kept = node.value;
      node.replaceChildren(...options.map(([value, text]) => h("option", { value, text })));
      node.value = kept;
    },
    /** @param {string} value */
    set: (value) => { node.value = value; },
  };
}

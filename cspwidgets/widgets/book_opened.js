// The bar above an opened plan: back to the book as it was, or on to the next account of the list.

import { h } from "./dom.js";

/**
 * @param {{open: (account: string) => void, back: (account: string) => void}} doors
 */
export function bookOpened({ open, back }) {
  const home = h("button", { type: "button", class: "csp-button", text: "← The whole book", on: { click: leave } });
  const name = h("b", { dir: "auto" });
  const where = h("span", { class: "csp-soft", role: "status" });
  const before = h("button", { type: "button", class: "csp-button", text: "Previous", on: { click: () => step(-1) } });
  const after = h("button", { type: "button", class: "csp-button", text: "Next", on: { click: () => step(1) } });
  const node = h("div", { class: "csp-book-opened", hidden: true }, home, name, where, h("span", { class: "csp-book-space" }), before, after);
  /** @type {import("./book_pick.js").BookRow[]} */
  let rows = [];
  let at = -1;
  let account = "";
  /** @type {{box: Element, top: number} | null} */
  let scrolled = null;

  /** @param {number} by */
  function step(by) {
    const next = rows[at + by];
    if (next) open(next.account);
  }

  function leave() {
    node.hidden = true;
    back(account);
    const { box, top } = scrolled ?? {};
    if (box) box.scrollTop = top ?? 0;
    scrolled = null;
  }

  return {
    node,
    /** @param {string} wanted @param {import("./book_pick.js").BookRow[]} chosen @param {Element} root */
    show(wanted, chosen, root) {
      if (node.hidden) {
        rows = chosen;
        scrolled = bookScrolled(root);
        node.hidden = false;
        home.focus({ preventScroll: true });
        node.scrollIntoView({ block: "nearest" });
      }
      account = wanted;
      at = rows.findIndex((row) => row.account === wanted);
      name.textContent = rows[at]?.name ?? wanted;
      where.textContent = "opening …";
      /** @type {HTMLButtonElement} */ (before).disabled = at <= 0;
      /** @type {HTMLButtonElement} */ (after).disabled = at < 0 || at + 1 >= rows.length;
    },
    /** @param {{account: string, trouble: string}} answer */
    hear({ account: found, trouble }) {
      if (found !== account) return;
      where.textContent = trouble || (at < 0 ? "" : `${at + 1} of ${rows.length.toLocaleString("en")}`);
      where.classList.toggle("csp-late", Boolean(trouble));
    },
  };
}

/** What is scrolled around an element, and how far. @param {Element} node */
function bookScrolled(node) {
  for (let box = node.parentElement; box; box = box.parentElement) {
    if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) {
      return { box, top: box.scrollTop };
    }
  }
  return null;
}

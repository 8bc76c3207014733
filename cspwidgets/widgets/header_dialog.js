// A dialog over the page: the browser keeps the focus in it and closes it with Escape.

import { h } from "./dom.js";

/** @param {string} title @param {...Node} content */
export function headerDialog(title, ...content) {
  const error = h("p", { class: "csp-header-error", role: "alert" });
  const heading = h("h2", { class: "csp-title", text: title });
  const shut = h("button", { type: "button", class: "csp-button", "aria-label": "Close", text: "×", on: { click: close } });
  const node = /** @type {HTMLDialogElement} */ (
    h("dialog", { class: "csp-header-dialog", "aria-label": title }, h("div", { class: "csp-header-dialog-top" }, heading, shut), error, ...content)
  );
  // keys in here are nobody else's business
  node.addEventListener("keydown", (event) => event.stopPropagation());

  function open() {
    error.textContent = "";
    node.showModal();
  }

  function close() {
    node.close();
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    if (node.open) error.textContent = sentence;
  }

  return { node, open, close, refuse };
}

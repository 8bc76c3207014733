// A promised day moves with a reason: asks for it beside the field.

import { h } from "./dom.js";

/** @param {() => void} send */
export function editorPromise(send) {
  const reason = /** @type {HTMLInputElement} */ (h("input", {
    class: "csp-field", "aria-label": "Why the promise moves", placeholder: "Why does it move?", autocomplete: "off",
  }));
  const button = h("button", { type: "button", class: "csp-button", text: "Move the promise", on: { click: tell } });
  const element = h("span", { class: "csp-reason", hidden: true }, reason, button);
  let wasPromised = false;

  function tell() {
    if (!reason.value.trim()) return reason.focus();
    send();
    return undefined;
  }

  reason.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    tell();
  });

  return {
    element,
    /** @param {boolean} isPromised */
    watch: (isPromised) => { wasPromised = isPromised; },
    isMoving: () => wasPromised,
    isAsking: () => !element.hidden,
    reason: () => reason.value.trim(),
    ask() {
      element.hidden = false;
      reason.focus();
    },
    /** @param {HTMLElement} field where one goes on */
    close(field) {
      if (element.contains(document.activeElement)) field.focus();
      element.hidden = true;
      reason.value = "";
    },
  };
}

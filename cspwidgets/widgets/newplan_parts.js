// The pieces that every page of the "New plan" panel is made of.

import { h } from "./dom.js";

/** @param {string} text @param {"submit" | "button"} type */
export function newPlanMain(text, type) {
  return /** @type {HTMLButtonElement} */ (h("button", { type, class: "csp-button csp-button-main", text }));
}

/** @param {string} name @param {Record<string, any>} [more] */
export function newPlanInput(name, more = {}) {
  return /** @type {HTMLInputElement} */ (
    h("input", { class: "csp-field", type: "text", autocomplete: "off", dir: "auto", name, ...more })
  );
}

/** @param {string} text @param {Node} field */
export function newPlanRow(text, field) {
  return h("label", { class: "csp-header-row" }, h("span", { text }), field);
}

/** @param {string} key @param {[string, string][]} options @param {string} value @param {(value: string) => void} pick */
export function newPlanSelect(key, options, value, pick) {
  const select = /** @type {HTMLSelectElement} */ (
    h("select", { class: "csp-field", "data-key": key, on: { change: () => pick(select.value) } }, options.map(([id, text]) => h("option", { value: id, text })))
  );
  select.value = value;
  return select;
}

// What one tries first: drop a step, add a helper, move a date.

import { h } from "./dom.js";

/** @param {{link: import("./link.js").Link, tell(words: string): void}} parts */
export function whatIfVerbs({ link, tell }) {
  const step = /** @type {HTMLSelectElement} */ (h("select", { class: "csp-field" }));
  const due = /** @type {HTMLInputElement} */ (h("input", { class: "csp-field", type: "text", autocomplete: "off" }));
  const stepName = h("span");
  const dueName = h("span");
  const drop = whatIfButton(() => ask("drop"));
  const helper = whatIfButton(() => ask("helper"));
  const move = whatIfButton(sendDue);
  const node = h("div", { class: "csp-whatif-verbs", role: "group" },
    h("label", { class: "csp-whatif-step" }, stepName, step), drop, helper,
    h("div", { class: "csp-whatif-move" }, h("label", {}, dueName, due), move));
  let drawn = "";

  due.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") sendDue();
  });

  function sendDue() {
    if (due.value.trim()) ask("move", { typed: due.value });
    else due.focus();
  }

  /** @param {string} kind @param {object} [body] */
  function ask(kind, body = {}) {
    tell("");
    link.ask(kind, { step: step.value, ...body });
    due.value = "";
  }

  return {
    node,
    /** @param {string} id a step that somebody points at */
    choose(id) {
      if ([...step.options].some((option) => option.value === id)) step.value = id;
    },
    /** @param {import("./whatif.js").WhatIfMeta} meta */
    draw({ words, steps }) {
      node.setAttribute("aria-label", words.title);
      stepName.textContent = words.step;
      dueName.textContent = words.due;
      due.placeholder = words.hint;
      drop.textContent = words.drop;
      helper.textContent = words.helper;
      move.textContent = words.move;
      const sign = JSON.stringify(steps);
      if (sign === drawn) return;
      drawn = sign;
      const chosen = step.value;
      step.replaceChildren(...steps.map(([stage, rows]) => {
        const options = rows.map(([id, title]) => h("option", { value: id, text: title }));
        return h("optgroup", { label: stage || "–" }, options);
      }));
      const ids = steps.flatMap(([, rows]) => rows.map(([id]) => id));
      step.value = ids.includes(chosen) ? chosen : (ids[0] ?? "");
      for (const button of [drop, helper, move]) button.disabled = !ids.length;
    },
  };
}

/** @param {() => void} click */
function whatIfButton(click) {
  return /** @type {HTMLButtonElement} */ (h("button", { type: "button", class: "csp-button", on: { click } }));
}

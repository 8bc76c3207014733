// How a what-if ends: taken over, with a reason where promises move, or thrown away.

import { h } from "./dom.js";

/** @param {import("./link.js").Link} link */
export function whatIfEnd(link) {
  const over = whatIfEndButton(takeOver);
  const away = whatIfEndButton(throwAway);
  const reason = /** @type {HTMLInputElement} */ (h("input", { class: "csp-field", type: "text", autocomplete: "off", dir: "auto" }));
  const reasonName = h("span");
  const why = h("label", { class: "csp-whatif-reason", hidden: true }, reasonName, reason);
  const sure = h("span");
  const yes = whatIfEndButton(() => link.ask("throw_away"));
  const no = whatIfEndButton(goOn);
  const question = h("div", { class: "csp-whatif-sure", role: "group", hidden: true }, sure, no, yes);
  const buttons = h("div", { class: "csp-whatif-buttons" }, away, over);
  const node = h("div", { class: "csp-whatif-end" }, buttons, question, why);
  let changes = 0;

  reason.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") takeOver();
  });

  function takeOver() {
    reason.removeAttribute("aria-invalid");
    if (!why.hidden && !reason.value.trim()) {
      reason.setAttribute("aria-invalid", "true");
      reason.focus();
      return;
    }
    link.ask("take_over", { reason: reason.value });
  }

  function throwAway() {
    if (!changes) {
      link.ask("throw_away");
      return;
    }
    ask(true);
    no.focus();
  }

  function goOn() {
    ask(false);
    away.focus();
  }

  /** @param {boolean} isAsked */
  function ask(isAsked) {
    question.hidden = !isAsked;
    buttons.hidden = isAsked;
  }

  return {
    node,
    begin() {
      ask(false);
      reason.value = "";
    },
    /** @param {import("./link.js").Reject} reject */
    refuse(reject) {
      if (reject.field !== "reason") return;
      reason.setAttribute("aria-invalid", "true");
      reason.focus();
    },
    /** @param {import("./whatif.js").WhatIfMeta} meta */
    draw(meta) {
      const { words } = meta;
      changes = meta.changes.length;
      over.textContent = words.over;
      over.disabled = !changes;
      over.classList.toggle("csp-button-main", changes > 0);
      away.textContent = words.away;
      sure.textContent = words.sure;
      question.setAttribute("aria-label", words.sure);
      yes.textContent = words.yes;
      no.textContent = words.no;
      reasonName.textContent = `${words.reason} ${meta.promises.join(", ")}`;
      why.hidden = !meta.promises.length;
    },
  };
}

/** @param {() => void} click */
function whatIfEndButton(click) {
  return /** @type {HTMLButtonElement} */ (h("button", { type: "button", class: "csp-button", on: { click } }));
}

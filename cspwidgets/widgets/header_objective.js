// The objective, in the customer's words: a heading that turns into a field.

import { h } from "./dom.js";

/** @param {import("./link.js").Link} link */
export function headerObjective(link) {
  const text = h("button", { type: "button", class: "csp-header-text", dir: "auto", title: "Edit the objective", on: { click: edit } });
  const heading = h("h2", {}, text);
  const field = /** @type {HTMLTextAreaElement} */ (
    h("textarea", { class: "csp-field csp-header-field", rows: 2, dir: "auto", "aria-label": "Objective", hidden: true })
  );
  const error = h("p", { class: "csp-header-error", role: "alert", id: `csp-header-${Math.random().toString(36).slice(2)}` });
  field.setAttribute("aria-describedby", error.id);
  const kicker = h("p", { class: "csp-header-kicker" });
  const node = h("div", { class: "csp-header-objective" }, kicker, heading, field, error);
  let shown = "";
  let seen = ""; // what was shown when somebody began to type
  let sent = "";

  function edit() {
    if (link.readOnly) return;
    field.value = shown;
    open(true);
    field.select();
  }

  /** @param {boolean} isOpen */
  function open(isOpen) {
    if (isOpen) seen = shown;
    field.hidden = !isOpen;
    heading.hidden = isOpen;
    if (isOpen) field.focus();
  }

  /** @param {boolean} isKept @param {boolean} [stays] with the focus on the heading */
  function close(isKept, stays = true) {
    if (field.hidden) return;
    const typed = field.value.trim();
    open(false);
    if (stays) text.focus();
    if (!isKept || typed === seen) return;
    error.textContent = "";
    text.textContent = typed;
    sent = link.edit([{ kind: "set", table: "plan", row: "", field: "objective", typed, old: seen }]);
  }

  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      close(true);
    }
    if (event.key === "Escape") close(false);
  });
  field.addEventListener("blur", () => close(true, false));

  /** @param {string} objective @param {string} [named] what stands above it */
  function draw(objective, named) {
    if (named) kicker.textContent = named;
    shown = objective;
    text.textContent = objective || "No objective yet: what does the customer want to reach?";
    text.classList.toggle("csp-soft", !objective);
    if (link.readOnly) text.removeAttribute("title");
  }

  /** All is answered: what was typed here was saved, or gave way to somebody else's. */
  function settle() {
    if (sent && field.hidden && !link.isPending(sent)) draw(shown);
  }

  /** @param {import("./link.js").Reject} answer */
  function refuse(answer) {
    if (answer.id !== sent) return;
    error.textContent = answer.message;
    const typed = text.textContent ?? "";
    draw(shown);
    field.value = typed;
    open(true);
  }

  return { node, draw, settle, refuse };
}

// The form for a touch point: what kind, when, with whom, what was said and decided.

import { h } from "./dom.js";
import { headerDialog } from "./header_dialog.js";

const POINT_FIELDS = ["kind", "on", "people", "decisions", "notes"];

/** @param {import("./link.js").Link} link */
export function touchPointDialog(link) {
  const kind = /** @type {HTMLSelectElement} */ (h("select", { class: "csp-field", name: "kind" }));
  const on = pointInput("on", { placeholder: "17 Jul 2026, or w3" });
  const people = pointInput("people", { placeholder: "Names, with commas between", list: `csp-header-people-${Math.random().toString(36).slice(2)}` });
  const known = h("datalist", { id: people.getAttribute("list") });
  const decisions = h("textarea", { class: "csp-field", name: "decisions", rows: 3, dir: "auto" });
  const notes = h("textarea", { class: "csp-field", name: "notes", rows: 4, dir: "auto" });
  const save = h("button", { type: "submit", class: "csp-button csp-button-main", text: "Record" });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      { class: "csp-header-form", novalidate: true, on: { submit: send } },
      pointRow("Kind", kind),
      pointRow("Day", on),
      pointRow("People", people),
      pointRow("Decisions (the customer sees them)", decisions),
      pointRow("Notes (internal)", notes),
      known,
      h("p", { class: "csp-soft", text: "The plan is frozen as it is now, so that the next touch point can show what changed." }),
      h("div", { class: "csp-header-buttons" }, save),
    )
  );
  const box = headerDialog("Record a touch point", form);
  let sent = "";

  /** @param {any} meta */
  function draw({ kinds, people: names, today }) {
    if (box.node.open) return;
    kind.replaceChildren(.../** @type {[string, string][]} */ (kinds).map(([value, text]) => h("option", { value, text })));
    kind.value = "call";
    known.replaceChildren(.../** @type {string[]} */ (names).map((value) => h("option", { value })));
    /** @type {HTMLInputElement} */ (on).value = today;
  }

  function open() {
    if (link.readOnly) {
      link.warn("This view is only for looking; nothing was changed.");
      return;
    }
    for (const field of form.elements) field.removeAttribute("aria-invalid");
    box.open();
    kind.focus();
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    const data = new FormData(form);
    const typed = Object.fromEntries(POINT_FIELDS.map((name) => [name, data.get(name) ?? ""]));
    for (const field of form.elements) field.removeAttribute("aria-invalid");
    sent = link.ask("touch_point", { typed });
  }

  /** It is saved: the form can be emptied. @param {string} id */
  function done(id) {
    if (id !== sent) return;
    form.reset();
    box.close();
    draw(link.now.meta);
    link.say("The touch point is recorded.");
  }

  /** What was typed stays; the field says what is wrong. @param {import("./link.js").Reject} answer */
  function refuse(answer) {
    if (answer.id !== sent) return;
    box.refuse(answer.message);
    const field = /** @type {HTMLElement | null} */ (form.elements.namedItem(answer.field));
    field?.setAttribute("aria-invalid", "true");
    field?.focus();
  }

  return { node: box.node, open, draw, done, refuse };
}

/** @param {string} name @param {Record<string, any>} more */
const pointInput = (name, more) => h("input", { class: "csp-field", name, type: "text", autocomplete: "off", dir: "auto", ...more });

/** @param {string} text @param {Node} field */
const pointRow = (text, field) => h("label", { class: "csp-header-row" }, h("span", { text }), field);

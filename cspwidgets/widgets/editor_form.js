// Fields with labels: the details of a row, and the plan's own fields.

import { h } from "./dom.js";
import { actionSet } from "./editor_actions.js";
import { editorPromise } from "./editor_promise.js";
import { optionsFor } from "./editor_options.js";
import { textCell, textDay, textToDay, textTyped } from "./editor_text.js";

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {import("./editor_doc.js").Column} Column
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control
 * @typedef {{doc: Doc, link: import("./link.js").Link, table: string, id: string}} FormPlace
 * @typedef {{element: HTMLElement, column: Column, draw(): void, refuse(reject: import("./link.js").Reject): boolean}} Field
 * @typedef {{element: HTMLElement, draw(): void, refuse(reject: import("./link.js").Reject): boolean}} Form
 */

let formCount = 0;

/** @param {FormPlace & {close?: () => void}} place @returns {Form} */
export function editorForm({ close, ...place }) {
  const { doc, table, id } = place;
  const fields = formColumns(doc, table).map((column) => formField(place, column));
  const history = h("ul", { class: "csp-broken" });
  const title = h("b");
  const head = close && h("div", { class: "csp-fields-head" }, title,
    h("button", { type: "button", class: "csp-button csp-close", "aria-label": "Close the details", text: "×", on: { click: close } }));
  const element = h("div", { class: `csp-fieldset csp-fieldset-${table}`, role: "group", "aria-label": `Details of ${doc.name(formRow(place)) || "the plan"}` },
    head, h("div", { class: "csp-fields" }, fields.map((field) => field.element)), history);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && close) close();
    else if (event.key !== "Tab") event.stopPropagation();
    if (event.key === "Escape") event.stopPropagation();
  });

  function draw() {
    const row = doc.find(table, id);
    title.textContent = doc.name(row);
    for (const field of fields) field.draw();
    history.replaceChildren(...(row?.broken_promises ?? []).map((/** @type {any} */ promise) => h("li", {
      text: `Was promised for ${textDay(doc, textToDay(promise.promised_on))}, moved on ${textDay(doc, textToDay(promise.moved_on))}` +
        (promise.reason ? `: ${promise.reason}` : "."),
    })));
  }

  draw();
  return { element, draw, refuse: (reject) => fields.some((field) => field.refuse(reject)) };
}

/** The columns of the details, and what it waits for, which the grid may be too narrow to show. @param {Doc} doc @param {string} table */
function formColumns(doc, table) {
  const { grid, details } = doc.sheet(table);
  const [waits] = grid.filter((column) => column.field === "after");
  return details.flatMap((column) => (waits && column.field === "waiting_on" ? [column, waits] : [column]));
}

/** @param {FormPlace} place @returns {Row} */
const formRow = ({ doc, table, id }) => doc.find(table, id) ?? { id };

/** @param {FormPlace} place @param {Column} column @returns {Field} */
function formField(place, column) {
  const { doc, link, table } = place;
  const name = `csp-field-${(formCount += 1)}`;
  const control = link.readOnly ? null : formControl(column, name);
  const shown = h("span", { class: "csp-shown", id: name });
  const why = h("span", { class: "csp-why", id: `${name}-why`, hidden: true });
  const label = h("label", { for: control ? name : null }, column.label,
    column.internal && h("small", { class: "csp-tag", text: "Only us" }));
  const promise = column.field === "promised_on" && control ? editorPromise(() => send(promise?.reason() ?? "")) : null;
  const away = column.field === "link" ? h("a", { class: "csp-away", target: "_blank", rel: "noopener noreferrer", text: "Open the link" }) : null;
  const element = h("div", { class: `csp-labelled csp-labelled-${column.kind}`, data: { formField: column.field } }, label, control ?? shown, why, promise?.element, away);
  const isList = control instanceof HTMLSelectElement;
  let waiting = "";
  /** @type {ReturnType<typeof look> | null} what it held when somebody came to it */
  let seen = null;

  function draw() {
    const row = formRow(place);
    if (away) formAway(away, row.link ?? "");
    if (!control) shown.textContent = textCell(doc, row, column) || "–";
    else if (control !== document.activeElement && !waiting && why.hidden && !promise?.isAsking()) formFill(place, column, control);
    promise?.watch(row.promised_on !== undefined && !link.now.trial); // in a what-if it is asked in the end
  }

  /** @param {string} reason */
  function send(reason) {
    if (!control) return;
    const { old, was } = seen ?? look();
    const typed = control.value;
    forgive();
    seen = null;
    if (typed.trim() === was) return;
    const value = column.kind === "yes" ? typed === "true" : typed || null;
    const edit = actionSet(doc, table, formRow(place), column, isList ? { value } : { typed });
    waiting = link.edit([{ ...edit, old }], { reason });
  }

  function look() {
    const row = formRow(place);
    const old = doc.value(row, column);
    return { old, was: isList ? String(old ?? "") : textTyped(doc, row, column) };
  }

  function forgive() {
    why.hidden = true;
    control?.removeAttribute("aria-invalid");
    control?.removeAttribute("aria-describedby");
    if (control) promise?.close(control);
  }

  control?.addEventListener("focus", () => { seen = look(); });
  control?.addEventListener("input", () => { seen ??= look(); });
  control?.addEventListener("change", () => (promise?.isMoving() ? promise.ask() : send("")));
  control?.addEventListener("keydown", (/** @type {any} */ event) => {
    if (event.key === "Enter" && !(control instanceof HTMLTextAreaElement)) control.dispatchEvent(new Event("change"));
    if (event.key !== "Escape" || why.hidden) return;
    forgive();
    formFill(place, column, control);
    event.stopPropagation();
  });

  return {
    element, column, draw: () => {
      if (waiting && !link.isPending(waiting)) waiting = "";
      draw();
    },
    refuse(reject) {
      if (!waiting || reject.id !== waiting) return false;
      waiting = "";
      why.textContent = reject.message;
      why.hidden = false;
      control?.setAttribute("aria-invalid", "true");
      control?.setAttribute("aria-describedby", why.id);
      return true;
    },
  };
}

/** A link leads out only if it is one. @param {HTMLElement} away @param {string} link */
function formAway(away, link) {
  away.hidden = !/^(https?:\/\/|mailto:)/i.test(link);
  away.setAttribute("href", away.hidden ? "#" : link);
}

/** @param {Column} column @param {string} name @returns {Control} */
function formControl(column, name) {
  const isMenu = column.kind === "choice" || column.kind === "yes" || column.of === "stages";
  const facts = { class: "csp-field", id: name, placeholder: column.hint ?? null, autocomplete: "off" };
  if (isMenu) return /** @type {HTMLSelectElement} */ (h("select", { class: "csp-field", id: name }));
  if (column.kind === "long") return /** @type {HTMLTextAreaElement} */ (h("textarea", { ...facts, rows: "2" }));
  return /** @type {HTMLInputElement} */ (h("input", facts));
}

/** @param {FormPlace} place @param {Column} column @param {Control} control */
function formFill(place, column, control) {
  const { doc } = place;
  const row = formRow(place);
  if (!(control instanceof HTMLSelectElement)) {
    control.value = textTyped(doc, row, column);
    return;
  }
  const options = optionsFor(doc, column, row);
  const value = String(doc.value(row, column) ?? "");
  const empty = column.start === undefined || !options.some((option) => String(option.value) === value) ? [h("option", { value: "", text: "–" })] : [];
  control.replaceChildren(...empty, ...options.map((option) => h("option", { value: String(option.value), text: option.label })));
  control.value = value;
}

// How a file was read: what it is, whose, each column's meaning, what would change, what is asked.

import { h } from "./dom.js";
import { newPlanInput, newPlanRow, newPlanSelect } from "./newplan_parts.js";
import { newPlanQuestions } from "./newplan_questions.js";

/** So few changes are shown without asking. */
const READING_OPEN = 8;

/**
 * @typedef {{name: string, field: string, examples: string[]}} FileColumn
 * @typedef {{line: number, column: string, reason: string, cells: string}} FileRowLeft
 * @typedef {{kind: string, kinds: [string, string][], can_take: boolean, summary: string[],
 *   target: {id: string, name: string, is_new: boolean} | null, changes: string[],
 *   columns: FileColumn[], fields: [string, string][], sheet?: string, sheets: string[],
 *   header_line?: number, questions: import("./newplan_questions.js").FileQuestion[],
 *   remarks: string[], not_taken: FileRowLeft[], more_not_taken: number}} FileTold
 * @typedef {import("./newplan_file.js").FileSaid} FileSaid
 * @typedef {(news: Partial<FileSaid>, soon?: boolean) => void} FileSay
 */

/** @param {{say: FileSay, name(): string, plan(): string}} context the open account's name, and its id */
export function newPlanReading({ say, name, plan }) {
  const node = h("div", { class: "csp-newplan-reading" });
  const questions = newPlanQuestions(say);

  function clear() {
    questions.clear();
    node.replaceChildren();
  }

  /** @param {FileTold} told @param {FileSaid} said */
  function draw(told, said) {
    const back = readingPlace(node);
    const asked = questions.draw(told, said);
    const left = told.not_taken.map(readingLeft);
    if (told.more_not_taken) left.push(h("li", { class: "csp-soft", text: `and ${told.more_not_taken} more` }));
    node.replaceChildren(
      readingWhat(told),
      readingTarget(told, said),
      asked.first,
      readingList("What would change", told.summary, told.changes),
      asked.later,
      left.length ? readingScroll(`Not taken: ${left.length + Math.max(told.more_not_taken - 1, 0)}`, left) : "",
      told.columns.length ? readingColumns(told, said) : "",
    );
    back();
  }

  /** @param {FileTold} told */
  function readingWhat(told) {
    const isPlan = told.kind === "plan";
    const kinds = told.kinds.filter(([kind]) => isPlan === (kind === "plan"));
    const kind = newPlanSelect("kind", kinds, told.kind, (value) => say({ kind: value, columns: [], account: undefined }));
    const sheet = newPlanSelect("sheet", told.sheets.map((one) => [one, one]), told.sheet ?? "", (value) => say({ sheet: value, columns: [], header_line: undefined }));
    return h(
      "div",
      { class: "csp-newplan-facts" },
      isPlan
        ? h("p", { text: `This is ${kinds[0][1]}.` })
        : h("div", { class: "csp-newplan-pair" }, newPlanRow("This is", kind), told.sheets.length > 1 && newPlanRow("Sheet", sheet)),
      told.remarks.map((remark) => h("p", { class: "csp-soft", dir: "auto", text: remark })),
    );
  }

  /** @param {string} text @param {boolean} on @param {() => void} pick */
  const readingRadio = (text, on, pick) =>
    h("label", { class: "csp-newplan-radio" }, h("input", { type: "radio", name: "csp-newplan-into", checked: on, "data-key": text, on: { change: pick } }), h("span", { dir: "auto", text }));

  /** Usage is of the customers that the file names, or all of the open one. @param {FileSaid} said */
  function readingWhose(said) {
    const isOpen = said.account === plan();
    return h(
      "fieldset",
      { class: "csp-newplan-set" },
      h("legend", { text: "Whose usage it is" }),
      readingRadio("The customers’ that the file names", !isOpen, () => say({ account: undefined })),
      readingRadio(`All of it ${name()}’s`, isOpen, () => say({ account: plan() })),
    );
  }

  /** A task list goes into a new account, or into the open one. @param {FileTold} told @param {FileSaid} said */
  function readingTarget({ kind, target }, said) {
    if (kind === "usage") return readingWhose(said);
    if (kind !== "tasks" || !target) return "";
    const isOpen = target.id === plan();
    const field = newPlanInput("account", { "data-key": "account", "aria-label": "Customer’s name" });
    field.placeholder = target.name;
    field.value = said.account ?? target.name;
    field.addEventListener("input", () => say({ account: field.value }, true));
    const known = !isOpen && !target.is_new && h("p", { text: `There is a plan for ${target.name}: it would be updated.` });
    return h(
      "fieldset",
      { class: "csp-newplan-set" },
      h("legend", { text: "Goes into" }),
      readingRadio("A plan of its own, for", !isOpen, () => say({ account: undefined })),
      !isOpen && field,
      known,
      readingRadio(`The open plan, ${name()}`, isOpen, () => say({ account: plan() })),
    );
  }

  /** @param {FileTold} told @param {FileSaid} said */
  function readingColumns({ columns, fields }, said) {
    const rows = columns.map((column) => {
      /** @param {string} field */
      const mean = (field) => say({ columns: [...said.columns.filter(([one]) => one !== column.name), [column.name, field]] });
      const select = newPlanSelect(`column/${column.name}`, fields, column.field, mean);
      select.setAttribute("aria-label", `What ${column.name} means`);
      return h(
        "li",
        { class: column.field ? "" : "csp-newplan-unknown" },
        h("b", { dir: "auto", text: column.name }),
        h("span", { class: "csp-soft", dir: "auto", text: column.examples.join(", ") }),
        select,
      );
    });
    const list = h("ul", { class: "csp-newplan-columns", "aria-label": "Columns" }, rows);
    return h("section", {}, h("h3", { text: "What each column means" }), list);
  }

  return { node, draw, clear, isOpen: questions.isOpen };
}

/**
 * Where the reader is; the way back, once all of it is drawn again.
 * @param {HTMLElement} node
 */
function readingPlace(node) {
  const box = node.closest("dialog");
  const top = box?.scrollTop ?? 0;
  const was = node.querySelector("details");
  const old = /** @type {HTMLInputElement | null} */ (document.activeElement?.closest("[data-key]") ?? null);
  const caret = old?.type === "text" ? old.selectionStart : null;
  return () => {
    const details = node.querySelector("details");
    if (details && was) details.open = was.open;
    const fresh = old?.dataset.key && /** @type {HTMLInputElement | null} */ (node.querySelector(`[data-key="${CSS.escape(old.dataset.key)}"]`));
    if (fresh) fresh.focus({ preventScroll: true });
    if (fresh && caret !== null) fresh.setSelectionRange(caret, caret);
    if (box) box.scrollTop = top;
  };
}

/** @param {string} title @param {string[]} summary @param {string[]} changes */
function readingList(title, summary, changes) {
  if (!summary.length) return "";
  const lines = changes.map((text) => h("li", { dir: "auto", text }));
  return h(
    "section",
    { class: "csp-newplan-summary-box" },
    h("h3", { text: title }),
    h("div", { role: "status" }, summary.map((text) => h("p", { dir: "auto", text }))),
    lines.length > 0 && h("details", { open: lines.length <= READING_OPEN }, h("summary", { text: "Each change" }), readingLines("Each change", lines)),
  );
}

/** @param {string} title @param {HTMLElement[]} lines */
function readingScroll(title, lines) {
  return h("section", {}, h("h3", { text: title }), readingLines(title, lines));
}

/** A list that scrolls, also by keyboard. @param {string} name @param {HTMLElement[]} lines */
function readingLines(name, lines) {
  return h("ul", { class: "csp-newplan-lines", tabindex: 0, "aria-label": name }, lines);
}

/** @param {FileRowLeft} left */
function readingLeft({ line, column, reason, cells }) {
  const place = column ? `Line ${line}, ${column}: ` : `Line ${line}: `;
  return h("li", { dir: "auto" }, h("b", { text: place }), `${reason} `, h("span", { class: "csp-soft", text: cells }));
}

// What there is to pick from, for each kind of cell.

import { h } from "./dom.js";
import { listNumbers } from "./editor_list.js";
import { textMany, textShort, textWho } from "./editor_text.js";

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {import("./editor_doc.js").Column} Column
 * @typedef {import("./grid_pick.js").Option} Option
 */

/** @param {Doc} doc @param {Column} column @param {Row | undefined} row @returns {Option[]} */
export function optionsFor(doc, column, row) {
  if (column.kind === "yes") return [{ value: true, label: "Yes" }, { value: false, label: "No" }];
  if (column.kind === "choice" || column.kind === "measure") return (column.choices ?? []).map(([value, label]) => ({ value, label, mark: optionMark(column, value) }));
  if (column.kind === "owner") return optionsWho(doc);
  if (column.of === "activities") return optionsActivities(doc, row);
  const table = column.of ?? "";
  return doc.rows(table).map(({ id, name }) => ({ value: id, label: name, short: textShort(doc, table, id) }));
}

/** Whether a cell holds several rows, not one. @param {Column} column */
export const optionsAreSeveral = (column) => column.kind === "rows" && Array.isArray(column.start);

/** @param {Column} column @param {string} value */
function optionMark(column, value) {
  if (column.field === "side") return h("i", { class: "csp-side-dot", data: { side: value }, "aria-hidden": "true" });
  if (column.field === "state") return h("i", { class: "csp-mark", data: { state: value, kind: "step" }, "aria-hidden": "true" });
  return null;
}

/** People first, then the free words that stand elsewhere in the plan. @param {Doc} doc @returns {Option[]} */
function optionsWho(doc) {
  const people = doc.rows("people");
  const sides = new Map(doc.column("people", "side")?.choices);
  const words = new Set(["activities", "risks"].flatMap((table) => doc.rows(table)).map((row) => row.owner ?? "")
    .filter((owner) => owner && !doc.find("people", owner)));
  return [
    ...people.map((row) => ({ value: row.id, label: textWho(doc, row.id), note: row.title || sides.get(row.side ?? "customer") })),
    ...[...words].sort().map((text) => ({ value: text, label: text })),
  ];
}

/** Activities by their number in the grid; those chosen first. @param {Doc} doc @param {Row | undefined} row @returns {Option[]} */
function optionsActivities(doc, row) {
  const numbers = listNumbers(doc);
  const chosen = textMany(row?.after ?? []);
  const others = doc.rows("activities").filter((other) => other.id !== row?.id);
  const place = (/** @type {Row} */ other) => (chosen.includes(other.id) ? 0 : 1e6) + (numbers.get(other.id) ?? 0);
  return others.sort((one, other) => place(one) - place(other))
    .map((other) => ({ value: other.id, label: other.title, note: String(numbers.get(other.id) ?? ""), short: String(numbers.get(other.id) ?? other.title) }));
}

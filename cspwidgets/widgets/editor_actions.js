// What one can do to the plan, as edits: set, clear, add, remove, move. No elements in here.

import { listStages } from "./editor_list.js";

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {import("./editor_doc.js").Column} Column
 * @typedef {import("./link.js").WireEdit} WireEdit
 * @typedef {{stage: string, before: string | null}} Spot a place in the grid; before null: the last
 */

/** @param {string} table @param {Column} column */
const actionTable = (table, column) => column.table ?? table;

/** Set a field to what somebody typed, or to a value. @param {Doc} doc @param {string} table @param {Row} row @param {Column} column @param {{typed: string} | {value: any}} entered @returns {WireEdit} */
export function actionSet(doc, table, row, column, entered) {
  const place = { table: actionTable(table, column), row: column.table ? "" : row.id, field: column.field };
  return { kind: "set", ...place, ...entered, old: doc.value(row, column) };
}

/** Put a row at a place of the grid. An empty list: it stands there already. @param {Doc} doc @param {string} table @param {string} id @param {Spot} spot @returns {WireEdit[]} */
export function actionMove(doc, table, id, { stage, before }) {
  const row = doc.find(table, id);
  const ids = doc.rows(table).map((other) => other.id).filter((other) => other !== id);
  if (!row || before === id) return [];
  /** @type {WireEdit[]} */
  const edits = [];
  if (table === "activities" && row.stage !== stage) {
    edits.push({ kind: "set", table, row: id, field: "stage", value: stage, old: row.stage });
  }
  const after = before === null
    ? doc.rows(table).filter((other) => other.id !== id && (table !== "activities" || other.stage === stage)).at(-1)?.id
    : (ids[ids.indexOf(before) - 1] ?? "");
  const all = doc.rows(table).map((other) => other.id);
  const isThere = after === undefined || (all[all.indexOf(id) - 1] ?? "") === after;
  if (!isThere) edits.push({ kind: "move", table, row: id, after });
  return edits;
}

/** The place one line up or down, across stages. @param {Doc} doc @param {string} table @param {string} id @param {number} by @returns {Spot | null} */
export function actionNextSpot(doc, table, id, by) {
  if (table !== "activities") return actionNextRow(doc.rows(table), "", id, by);
  const stages = listStages(doc);
  const at = stages.findIndex(({ rows }) => rows.some((row) => row.id === id));
  if (at < 0) return null;
  const inside = actionNextRow(stages[at].rows, stages[at].id, id, by);
  if (inside) return inside;
  const next = stages[at + by];
  if (!next || next.id === "") return null;
  return { stage: next.id, before: by > 0 ? (next.rows[0]?.id ?? null) : null };
}

/** @param {Row[]} rows @param {string} stage @param {string} id @param {number} by @returns {Spot | null} */
function actionNextRow(rows, stage, id, by) {
  const at = rows.findIndex((row) => row.id === id);
  if (!rows[at + by]) return null;
  return { stage, before: by < 0 ? rows[at - 1].id : (rows[at + 2]?.id ?? null) };
}

/** Remove rows. @param {string} table @param {string[]} ids @returns {WireEdit[]} */
export const actionRemove = (table, ids) => ids.map((row) => ({ kind: "remove", table, row }));

/** Empty fields, but for those that a row cannot be without. @param {Doc} doc @param {string} table @param {string[]} ids @param {Column[]} columns @returns {WireEdit[]} */
export function actionClear(doc, table, ids, columns) {
  const rows = ids.map((id) => doc.find(table, id)).filter((row) => row !== undefined);
  return rows.flatMap((row) => columns
    .filter((column) => actionCanClear(column) && JSON.stringify(doc.value(row, column)) !== JSON.stringify(column.start ?? null))
    .map((column) => actionSet(doc, table, row, column, { typed: "" })));
}

/** @param {Column} column */
const actionCanClear = ({ field, kind }) =>
  kind !== "shown" && kind !== "choice" && !["title", "name", "outcome", "on", "value", "stage"].includes(field);

/** Add a row with what was entered for it. @param {Doc} doc @param {string} table @param {string} id @param {{stage: string, after: string}} place @param {Record<string, {typed: string} | {value: any}>} entered @returns {WireEdit} */
export function actionAdd(doc, table, id, place, entered) {
  /** @type {Record<string, any>} */
  const value = table === "activities" ? { stage: place.stage } : {};
  /** @type {Record<string, string>} */
  const typed = {};
  for (const [field, one] of Object.entries(entered)) {
    if ("typed" in one) typed[field] = one.typed;
    else value[field] = one.value;
  }
  return { kind: "add", table, row: id, value, typed, after: actionAfter(doc, table, place) };
}

/** Behind which row of the plan a new one comes. @param {Doc} doc @param {string} table @param {{stage: string, after: string}} place */
function actionAfter(doc, table, { stage, after }) {
  if (after || table !== "activities") return after;
  const rows = doc.rows(table);
  const first = rows.findIndex((row) => row.stage === stage);
  return first > 0 ? rows[first - 1].id : first === 0 ? "" : (rows.at(-1)?.id ?? "");
}

// Which lines the grid shows, from top to bottom: stages, rows, the open details, a line to add.

import { textMany, textPlain, textSameMonth, textWho } from "./editor_text.js";

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {{key: string, type: "stage" | "row" | "ghost" | "details", table: string, id: string,
 *   stage?: string, after?: string, number?: number, text?: string, done?: number, all?: number,
 *   folded?: boolean}} Line
 * @typedef {{side: string, when: string, mine: boolean, stage: string, words: string}} Filter
 * @typedef {{table: string, filter: Filter, folded: Map<string, boolean>, open: string,
 *   draft: {stage: string, after: string} | null}} Shown
 */

/** @returns {Filter} */
export const listNoFilter = () => ({ side: "", when: "", mine: false, stage: "", words: "" });

/** @param {Filter} filter */
export const listIsFiltered = (filter) =>
  Boolean(filter.side || filter.when || filter.mine || filter.stage || filter.words);

/** Whether a step is part of the route and still to be done. @param {Doc} doc @param {Row} row */
const listIsOpen = (doc, row) => row.kind !== "cadence" && !["done", "skipped"].includes(doc.state(row));

/** Whether an activity passes one kind of filter. @param {Doc} doc @param {Row} row @param {string} when */
export function listIsWhen(doc, row, when) {
  if (when === "late") return doc.late(row.id) > 0;
  const due = doc.due(row.id);
  return due !== undefined && due > 0 && listIsOpen(doc, row) && textSameMonth(due, doc.meta.today);
}

/** @param {Doc} doc @param {Row} row @param {Filter} filter */
function listPasses(doc, row, filter) {
  if (filter.side && (row.side ?? "both") !== filter.side) return false;
  if (filter.stage && row.stage !== filter.stage) return false;
  if (filter.mine && row.owner !== doc.meta.me) return false;
  if (filter.when && !listIsWhen(doc, row, filter.when)) return false;
  return !filter.words || listHasWords(doc, row, filter.words);
}

/** @param {Doc} doc @param {Row} row @param {string} words */
function listHasWords(doc, row, words) {
  const outcomes = textMany(row.serves ?? row.outcome ?? []).map((id) => doc.name(doc.find("outcomes", id)));
  const stage = doc.name(doc.find("stages", row.stage));
  const all = [...Object.values(row).filter((value) => typeof value === "string"),
    textWho(doc, row.owner ?? ""), stage, ...outcomes];
  const text = textPlain(all.join(" "));
  return textPlain(words).split(/\s+/).every((word) => text.includes(word));
}

/** Each activity's number, counted down the grid. @param {Doc} doc @returns {Map<string, number>} */
export function listNumbers(doc) {
  const stages = listStages(doc);
  const ids = stages.flatMap(({ rows }) => rows.map((row) => row.id));
  return new Map(ids.map((id, place) => [id, place + 1]));
}

/** The activities of each stage in the plan's order; those of no known stage come last. @param {Doc} doc */
export function listStages(doc) {
  /** @type {Map<string, Row[]>} */
  const byStage = new Map(doc.rows("stages").map((stage) => [stage.id, []]));
  /** @type {Row[]} */
  const lost = [];
  for (const row of doc.rows("activities")) (byStage.get(row.stage) ?? lost).push(row);
  const all = [...byStage].map(([id, rows]) => ({ id, rows }));
  return lost.length ? [...all, { id: "", rows: lost }] : all;
}

/** Whether a stage that nobody has opened or closed shows only its heading. @param {Doc} doc @param {Row[]} rows */
const listIsOver = (doc, rows) => rows.length > 0 && rows.every((row) => !listIsOpen(doc, row));

/** @param {Doc} doc @param {Shown} shown @param {boolean} readOnly @returns {Line[]} */
export function listLines(doc, shown, readOnly) {
  return shown.table === "activities"
    ? listActivities(doc, shown, readOnly)
    : listTable(doc, shown, readOnly);
}

/** @param {Doc} doc @param {Shown} shown @param {boolean} readOnly @returns {Line[]} */
function listTable(doc, shown, readOnly) {
  const { table, filter, draft } = shown;
  /** @type {Line[]} */
  const lines = [];
  if (draft && !draft.after) lines.push(listGhost(shown, "draft", draft));
  for (const row of doc.rows(table)) {
    if (filter.words && !listHasWords(doc, row, filter.words)) continue;
    lines.push({ key: `${table}/${row.id}`, type: "row", table, id: row.id }, ...listDetails(shown, row.id));
    if (draft?.after === row.id) lines.push(listGhost(shown, "draft", draft));
  }
  const text = doc.rows(table).length ? `Add a ${doc.sheet(table).one}, or paste rows from a sheet` : doc.sheet(table).empty;
  const last = { stage: "", after: doc.rows(table).at(-1)?.id ?? "" };
  if (!readOnly && !filter.words) lines.push(listGhost(shown, "ghost", last, text?.replace(/^Add a (?=[aeiou])/, "Add an ")));
  return lines;
}

/** @param {Doc} doc @param {Shown} shown @param {boolean} readOnly @returns {Line[]} */
function listActivities(doc, shown, readOnly) {
  const { filter, folded, draft } = shown;
  const isFiltered = listIsFiltered(filter);
  const numbers = listNumbers(doc);
  const stages = listStages(doc);
  /** @type {Line[]} */
  const lines = [];
  for (const { id: stage, rows } of stages) {
    const seen = isFiltered ? rows.filter((row) => listPasses(doc, row, filter)) : rows;
    if (isFiltered && seen.length === 0) continue;
    const isFolded = !isFiltered && (folded.get(stage) ?? listIsOver(doc, rows));
    lines.push(listHeading(doc, stage, rows, isFolded));
    if (isFolded) continue;
    if (draft?.stage === stage && !draft.after) lines.push(listGhost(shown, "draft", draft));
    for (const row of seen) {
      const line = { key: `activities/${row.id}`, table: "activities", id: row.id, stage };
      lines.push({ ...line, type: "row", number: numbers.get(row.id) }, ...listDetails(shown, row.id));
      if (draft?.after === row.id) lines.push(listGhost(shown, "draft", draft));
    }
    const isBare = rows.length === 0 && !readOnly && stage !== stages.at(-1)?.id;
    if (isBare) lines.push(listGhost(shown, `bare/${stage}`, { stage, after: "" }, "Nothing in this stage yet. Add the first"));
  }
  if (!readOnly && !isFiltered && doc.rows("stages").length) lines.push(listLastGhost(doc, shown));
  return lines;
}

/** @param {Doc} doc @param {Shown} shown */
function listLastGhost(doc, shown) {
  const stage = doc.rows("stages").at(-1)?.id ?? "";
  const after = doc.rows("activities").filter((row) => row.stage === stage).at(-1)?.id ?? "";
  const text = doc.rows("activities").length ? "Add an activity, or paste rows from a sheet" : doc.sheet("activities").empty;
  return listGhost(shown, "ghost", { stage, after }, text);
}

/** @param {Doc} doc @param {string} stage @param {Row[]} rows @param {boolean} folded @returns {Line} */
function listHeading(doc, stage, rows, folded) {
  const counted = rows.filter((row) => row.kind !== "cadence" && doc.state(row) !== "skipped");
  const done = counted.filter((row) => doc.state(row) === "done").length;
  return { key: `stages/${stage}`, type: "stage", table: "stages", id: stage, stage, done, all: counted.length, folded };
}

/** @param {Shown} shown @param {string} key @param {{stage: string, after: string}} place @param {string} [text] @returns {Line} */
const listGhost = (shown, key, { stage, after }, text) =>
  ({ key, type: "ghost", table: shown.table, id: "", stage, after, text });

/** @param {Shown} shown @param {string} id @returns {Line[]} */
const listDetails = ({ open, table }, id) =>
  open === id ? [{ key: `details/${id}`, type: "details", table, id }] : [];

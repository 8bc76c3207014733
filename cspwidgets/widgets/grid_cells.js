// What a cell looks like: words, a mark, chips, and what is wrong with it.

import { h } from "./dom.js";
import { marksAddress } from "./grid_marks.js";
import { textCell, textDue, textLate, textMany, textShort, textWeeks, textWho } from "./editor_text.js";

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {import("./editor_doc.js").Column} Column
 * @typedef {import("./editor_list.js").Line} Line
 * @typedef {{doc: Doc, marks: import("./grid_marks.js").Marks, numbers: Map<string, number>,
 *   answer(choice: import("./conflicts.js").Choice): void}} Drawing
 */

const CELL_GAINS = /** @type {Record<string, string>} */ ({
  achieved: "achieved", ahead: "ahead", on: "on the way", behind: "behind", off: "off",
  too_early: "too early to say", no_data: "not measured lately",
});

/** @type {WeakMap<Element, string>} what each cell shows, so that only a change is drawn */
const cellShown = new WeakMap();

/** @param {Element} cell */
export const cellForget = (cell) => cellShown.delete(cell);

/** Draw a cell if it shows something else. @param {Drawing} drawing @param {HTMLElement} cell @param {Line} line @param {Row} row @param {Column} column */
export function cellDraw(drawing, cell, line, row, column) {
  const { doc, marks } = drawing;
  const address = marksAddress(line.key, column.field);
  const refused = marks.refused(address);
  const pending = marks.pending(address);
  const question = marks.question(address);
  const kept = refused?.typed ?? pending;
  const content = kept === undefined ? cellContent(drawing, line, row, column) : [h("span", { text: kept })];
  const notes = refused ? [cellRefusal(cell, refused.message)] : question ? [cellQuestion(drawing, question)] : [];
  const looks = cellLooks(doc, row, column);
  const sign = JSON.stringify([looks, pending, refused, question?.item, ...content.map(cellSign)]);
  if (cellShown.get(cell) === sign) return;
  cellShown.set(cell, sign);
  cell.replaceChildren(...content, ...notes);
  cell.className = `csp-cell csp-cell-${column.field} ${looks}`;
  cell.toggleAttribute("data-pending", pending !== undefined);
  cell.toggleAttribute("data-asked", question !== undefined);
  if (refused) cell.setAttribute("aria-invalid", "true");
  else cell.removeAttribute("aria-invalid");
  if (notes.length) cell.setAttribute("aria-describedby", notes[0].id);
  else cell.removeAttribute("aria-describedby");
}

/** @param {Node} node */
const cellSign = (node) => (node instanceof Element ? node.outerHTML : node.textContent);

/** @param {Doc} doc @param {Row} row @param {Column} column */
function cellLooks(doc, row, column) {
  if (column.field !== "due_on") return column.kind === "number" ? "csp-num" : "";
  if (doc.late(row.id)) return "csp-overdue";
  return row.due_on && doc.state(row) !== "done" ? "" : "csp-derived";
}

/** @param {Drawing} drawing @param {Line} line @param {Row} row @param {Column} column @returns {Node[]} */
function cellContent({ doc, numbers }, line, row, column) {
  if (column.field === "weeks") return [h("span", { text: textWeeks(row.weeks ?? null) })];
  if (line.type === "stage" && column.field === "exit_criterion") return cellUntil(doc, row);
  if (column.field === "state") return [cellState(doc, row, column)];
  if (column.field === "side") return cellSide(doc, row, column);
  if (column.field === "due_on") return cellDue(doc, row);
  if (column.field === "title") return cellTitle(row);
  if (column.field === "now") return cellGain(doc, row);
  if (column.field === "exit_now") return cellCriterion(doc, row);
  if (column.field === "after") return cellAfter(doc, numbers, row);
  if (column.kind === "rows" && column.of !== "stages" && column.field !== "outcome") {
    return textMany(doc.value(row, column)).map((id) => cellChip(doc, column, id));
  }
  const text = textCell(doc, row, column);
  return text ? [h("span", { text })] : [];
}

/** @param {Doc} doc @param {Row} row @param {Column} column */
function cellState(doc, row, column) {
  const state = doc.state(row);
  return h("span", { class: "csp-mark", data: { state, kind: row.kind ?? "step" }, title: textCell(doc, row, column) },
    h("span", { class: "csp-hidden", text: textCell(doc, row, column) }));
}

/** @param {Doc} doc @param {Row} row @param {Column} column */
function cellSide(doc, row, column) {
  const side = doc.value(row, column);
  return [h("i", { class: "csp-side-dot", data: { side }, "aria-hidden": "true" }), h("span", { text: textCell(doc, row, column) })];
}

/** @param {Doc} doc @param {Row} row */
function cellUntil(doc, row) {
  const by = cellCriterion(doc, row);
  if (!row.exit_criterion && by.length) return by;
  return [h("span", { text: row.exit_criterion ? `until ${row.exit_criterion}` : "until when? Say what is true then" }), ...by];
}

/** What data says of an exit criterion. @param {Doc} doc @param {Row} row */
function cellCriterion(doc, row) {
  const [short, line] = doc.criterion(row.id) ?? [];
  if (!short) return [];
  return [h("small", { class: `csp-by-data ${short.endsWith("✓") ? "csp-word-achieved" : ""}`, title: line ?? null, text: short })];
}

/** @param {Row} row */
function cellTitle(row) {
  const words = row.title || "No name yet";
  const marks = [row.kind === "milestone" && "Milestone", row.kind === "cadence" && "Regular",
    row.visibility === "internal" && "Only us"].filter(Boolean);
  return [h("span", { text: words }), ...marks.map((mark) => h("small", { class: "csp-tag", text: mark }))];
}

/** @param {Doc} doc @param {Row} row */
function cellDue(doc, row) {
  const due = textDue(doc, row);
  const late = doc.late(row.id);
  const state = doc.state(row);
  const halted = ["waiting", "blocked"].includes(state) && (row.waiting_on || state === "blocked");
  const words = [due, late && textLate(late)].filter(Boolean).join(" · ");
  const who = row.waiting_on ? ` on ${textWho(doc, row.waiting_on)}` : "";
  return [
    words && h("span", { text: words }),
    halted && h("small", { class: "csp-halt", text: (state === "blocked" ? (who ? `blocked${who}` : "blocked") : `waiting${who}`) }),
  ].filter((node) => node instanceof Node);
}

/** @param {Doc} doc @param {Row} row */
function cellGain(doc, row) {
  const [current, word] = doc.gain(row.id) ?? [null, "no_data"];
  const figure = current === null ? "" : `${textCell(doc, row, { field: "", label: "", kind: "number", start: current })} `;
  return [h("span", { text: figure }), h("small", { class: `csp-word csp-word-${word}`, text: CELL_GAINS[word] ?? word })];
}

/** What a step waits for, as numbers to look at and names to hear. @param {Doc} doc @param {Map<string, number>} numbers @param {Row} row */
function cellAfter(doc, numbers, row) {
  const ids = textMany(row.after ?? []);
  if (!ids.length) return [];
  const names = ids.map((id) => doc.name(doc.find("activities", id)) || id);
  return [h("span", { title: names.join(", "), "aria-hidden": "true", text: ids.map((id) => numbers.get(id) ?? "?").join(", ") }),
    h("span", { class: "csp-hidden", text: names.join(", ") })];
}

/** @param {Doc} doc @param {Column} column @param {string} id */
function cellChip(doc, column, id) {
  const name = doc.name(doc.find(column.of ?? "", id)) || id;
  const short = textShort(doc, column.of ?? "", id);
  return h("span", { class: "csp-bit", title: name }, h("span", { "aria-hidden": short === name ? null : "true", text: short }),
    short !== name && h("span", { class: "csp-hidden", text: `${name}, ` }));
}

/** @param {HTMLElement} cell @param {string} message */
function cellRefusal(cell, message) {
  const id = cell.id ? `${cell.id}-why` : `csp-why-${Math.random().toString(36).slice(2)}`;
  return h("span", { class: "csp-why", id, role: "alert", text: message });
}

/** @param {Drawing} drawing @param {import("./conflicts.js").Question} question */
function cellQuestion({ answer }, question) {
  const who = question.by || "somebody else";
  /** @param {"mine" | "theirs"} take */
  const pick = (take) => (/** @type {Event} */ event) => {
    event.stopPropagation();
    answer({ item: question.item, take });
  };
  return h("span", { class: "csp-why csp-asked", id: `csp-asked-${question.item}` },
    h("button", { type: "button", class: "csp-button", on: { click: pick("mine") }, text: `Mine: ${question.mine || "empty"}` }),
    h("button", { type: "button", class: "csp-button", on: { click: pick("theirs") }, text: `${who}’s: ${question.theirs || "empty"}` }));
}

// The lines of a grid as elements: made once, moved and redrawn only where something changed.

import { h } from "./dom.js";
import { cellDraw } from "./grid_cells.js";
import { marksAddress } from "./grid_marks.js";

/**
 * @typedef {import("./editor_doc.js").Column} Column
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {import("./editor_list.js").Line} Line
 * @typedef {import("./grid_cells.js").Drawing & {table: string, readOnly: boolean, open: string,
 *   editing(): Element | null, details(id: string): HTMLElement,
 *   entered: Record<string, {text: string}>}} RowsDrawing
 */

/** @param {HTMLElement} body */
export function gridRows(body) {
  /** @type {Map<string, {node: HTMLElement, type: string}>} */
  let made = new Map();

  /** Make the grid show these lines. @param {RowsDrawing} drawing @param {Line[]} lines */
  function show(drawing, lines) {
    /** @type {typeof made} */
    const next = new Map();
    let place = body.firstElementChild;
    for (const line of lines) {
      const old = made.get(line.key);
      const node = old?.node ?? rowsMake(drawing, line);
      rowsDraw(drawing, node, line);
      next.set(line.key, { node, type: line.type });
      if (node === place) place = node.nextElementSibling;
      else body.insertBefore(node, place);
    }
    for (const [key, { node }] of made) if (!next.has(key)) node.remove();
    made = next;
  }

  return {
    show,
    clear() {
      made = new Map();
      body.replaceChildren();
    },
    /** @param {string} key */
    find: (key) => made.get(key)?.node,
  };
}

/** The heads of the columns. @param {Column[]} columns @param {boolean} hasDetails */
export function rowsHead(columns, hasDetails) {
  const words = (/** @type {Column} */ column) => h("div", {
    class: `csp-head csp-cell-${column.field} ${column.kind === "number" ? "csp-num" : ""}`, role: "columnheader",
    title: column.hint ?? null,
  }, h("span", { class: column.field === "state" ? "csp-hidden" : "", text: column.label }));
  return h("div", { class: "csp-row csp-heads", role: "row" },
    h("span", { class: "csp-grip", "aria-hidden": "true" }),
    columns.map(words),
    hasDetails && h("div", { class: "csp-head csp-cell-more", role: "columnheader" }, h("span", { class: "csp-hidden", text: "Details" })));
}

/** @param {RowsDrawing} drawing @param {Line} line @returns {HTMLElement} */
function rowsMake(drawing, line) {
  if (line.type === "stage") return rowsMakeStage(drawing, line);
  if (line.type === "ghost") return rowsMakeGhost(drawing, line);
  if (line.type === "details") return rowsMakeDetails(drawing, line);
  const { grid, details } = drawing.doc.sheet(line.table);
  return h("div", { class: "csp-row", role: "row", data: { key: line.key } },
    h("span", { class: "csp-grip", "aria-hidden": "true" }),
    grid.map((column) => rowsCell(column.field, { "data-label": column.label })),
    details.length > 0 && rowsCell("more", {},
      h("span", { class: "csp-chevron", "aria-hidden": "true" }), h("span", { class: "csp-hidden", text: "Details" })));
}

/** @param {string} field @param {Record<string, any>} [props] @param {...any} kids */
const rowsCell = (field, props = {}, ...kids) =>
  h("div", { class: `csp-cell csp-cell-${field}`, role: "gridcell", tabindex: "-1", data: { field }, ...props }, ...kids);

/** @param {RowsDrawing} drawing @param {Line} line */
function rowsMakeStage({ readOnly }, line) {
  const isKnown = line.id !== "";
  return h("div", { class: "csp-row csp-stage", role: "row", data: { key: line.key } },
    rowsCell("fold", {}, h("span", { class: "csp-chevron", "aria-hidden": "true" }), h("span", { class: "csp-hidden" })),
    isKnown ? [rowsCell("name"), rowsCell("weeks"), rowsCell("exit_criterion")] : h("div", { class: "csp-cell", role: "gridcell", text: "In no stage" }),
    h("div", { class: "csp-cell csp-count", role: "gridcell" }),
    isKnown && !readOnly && rowsCell("add", { title: "Add an activity to this stage" }, h("span", { "aria-hidden": "true", text: "+" }), h("span", { class: "csp-hidden", text: "Add an activity to this stage" })));
}

/** @param {RowsDrawing} drawing @param {Line} line */
function rowsMakeGhost({ doc }, line) {
  const { grid, needs } = doc.sheet(line.table);
  return h("div", { class: "csp-row csp-ghost", role: "row", data: { key: line.key } },
    h("span", { class: "csp-grip", "aria-hidden": "true", text: "+" }),
    grid.map(({ field, kind, label }) => (needs.includes(field)
      ? rowsCell(field, { "data-label": label, class: `csp-cell csp-cell-${field} ${kind === "number" ? "csp-num" : ""}` })
      : h("span", { class: `csp-none csp-none-${field}`, "aria-hidden": "true" }))));
}

/** @param {RowsDrawing} drawing @param {Line} line */
const rowsMakeDetails = ({ details }, line) =>
  h("div", { class: "csp-row csp-open", role: "row", data: { key: line.key } },
    h("div", { class: "csp-cell", role: "gridcell" }, details(line.id)));

/** @type {WeakMap<Element, {row: Row, sign: string}>} what each line shows, so that only a change is drawn */
const rowsShown = new WeakMap();

/** The line of a cell shows something else now. @param {Element} cell */
export const rowsForget = (cell) => cell.parentElement && rowsShown.delete(cell.parentElement);

/** Whether a line shows all this already; if not, it will. @param {RowsDrawing} drawing @param {HTMLElement} node @param {Line} line @param {Row} row */
function rowsIsShown({ doc, marks, numbers, open }, node, line, row) {
  const { key, number, done, all, folded } = line;
  const waits = (row.after ?? []).map((/** @type {string} */ id) => numbers.get(id));
  const sign = [number, done, all, folded, waits, doc.due(row.id), doc.late(row.id), open === row.id, doc.names, marks.sign(key)].join("|");
  const shown = rowsShown.get(node);
  rowsShown.set(node, { row, sign });
  return shown?.row === row && shown.sign === sign;
}

/** @param {RowsDrawing} drawing @param {HTMLElement} node @param {Line} line */
function rowsDraw(drawing, node, line) {
  const { doc, table, open } = drawing;
  if (line.type === "stage") return rowsDrawStage(drawing, node, line);
  if (line.type === "ghost") return rowsDrawGhost(drawing, node, line);
  if (line.type === "details") return;
  const row = doc.find(line.table, line.id);
  if (!row || rowsIsShown(drawing, node, line, row)) return;
  if (table === "activities") node.dataset.state = doc.state(row);
  const grip = /** @type {HTMLElement} */ (node.firstElementChild);
  const number = line.number === undefined ? "" : String(line.number);
  if (grip.dataset.number !== number) grip.dataset.number = number;
  rowsDrawCells(drawing, node, line, row);
  node.classList.toggle("csp-marked", drawing.marks.sign(line.key) !== "");
  const more = node.querySelector('[data-field="more"]');
  more?.setAttribute("aria-expanded", String(open === line.id));
}

/** @param {RowsDrawing} drawing @param {HTMLElement} node @param {Line} line @param {Row} row */
function rowsDrawCells(drawing, node, line, row) {
  const busy = drawing.editing();
  for (const column of drawing.doc.sheet(line.table).grid) {
    const cell = /** @type {HTMLElement | null} */ (node.querySelector(`:scope > [data-field="${column.field}"]`));
    if (cell && cell !== busy) cellDraw(drawing, cell, line, row, column);
  }
}

/** @param {RowsDrawing} drawing @param {HTMLElement} node @param {Line} line */
function rowsDrawStage(drawing, node, line) {
  const row = drawing.doc.find("stages", line.id);
  if (row && rowsIsShown(drawing, node, line, row)) return;
  if (row) rowsDrawCells(drawing, node, line, row);
  const count = /** @type {HTMLElement} */ (node.querySelector(".csp-count"));
  const isOver = line.all !== 0 && line.done === line.all;
  count.textContent = line.all ? `${line.done} of ${line.all}${isOver ? " ✓" : ""}` : "";
  const fold = /** @type {HTMLElement} */ (node.querySelector('[data-field="fold"]'));
  fold.setAttribute("aria-expanded", String(!line.folded));
  /** @type {HTMLElement} */ (fold.lastElementChild).textContent = line.folded ? "Show this stage" : "Hide this stage";
  node.classList.toggle("csp-folded", line.folded === true);
}

/** @param {RowsDrawing} drawing @param {HTMLElement} node @param {Line} line */
function rowsDrawGhost({ doc, marks, entered, editing }, node, line) {
  for (const [place, field] of doc.sheet(line.table).needs.entries()) {
    const cell = /** @type {HTMLElement} */ (node.querySelector(`[data-field="${field}"]`));
    const address = marksAddress(line.key, field);
    const why = marks.refused(address);
    const text = why?.typed ?? marks.pending(address) ?? entered[field]?.text ?? "";
    const shown = text || (place === 0 ? line.text : doc.column(line.table, field)?.label) || "";
    if (cell === editing() || cell.dataset.text === shown) continue;
    cell.dataset.text = shown;
    cell.classList.toggle("csp-entered", text !== "");
    cell.replaceChildren(h("span", { text: shown }), ...(why ? [h("span", { class: "csp-why", text: why.message })] : []));
  }
}

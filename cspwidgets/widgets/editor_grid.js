// The grid of one table: what is on it, where one is, and what one does to it.

import { h } from "./dom.js";
import { actionAdd, actionSet } from "./editor_actions.js";
import { listIsFiltered, listLines, listNumbers } from "./editor_list.js";
import { optionsAreSeveral, optionsFor } from "./editor_options.js";
import { textCell, textTyped } from "./editor_text.js";
import { cellForget } from "./grid_cells.js";
import { gridEdit } from "./grid_edit.js";
import { gridFocus } from "./grid_focus.js";
import { gridMarks, marksAddress } from "./grid_marks.js";
import { gridRows, rowsForget, rowsHead } from "./grid_rows.js";

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {import("./editor_doc.js").Column} Column
 * @typedef {import("./editor_list.js").Line} Line
 * @typedef {import("./editor_list.js").Shown} Shown
 * @typedef {{typed: string} | {value: any}} Entered
 * @typedef {ReturnType<typeof editorGrid>} Grid
 */

/**
 * @param {{doc: Doc, link: import("./link.js").Link, shown: Shown, root: HTMLElement,
 *   details(id: string): HTMLElement, entered(line: Line, column: Column, outcome: Entered): void}} parts
 *   `entered`: something was entered in a cell of a row that is there
 */
export function editorGrid({ doc, link, shown, root, details, ...parts }) {
  const body = h("div", { class: "csp-rows", role: "rowgroup" });
  const head = h("div", { class: "csp-heads-group", role: "rowgroup" });
  const grid = h("div", { class: "csp-grid", role: "grid" }, head, body);
  const bare = h("p", { class: "csp-bare", hidden: true });
  const marks = gridMarks();
  const rows = gridRows(body);
  const focus = gridFocus(body);
  const editing = gridEdit();
  /** @type {Line[]} */
  let lines = [];
  let table = "";
  let wantedCell = /** @type {import("./grid_focus.js").Place | null} */ (null);
  /** @type {Record<string, Entered & {text: string}>} what was entered for a row that is not there yet */
  let entered = {};

  /** Draw what changed; the focus stays where it is. */
  function redraw() {
    const had = focus.has();
    const line = focus.line();
    if (table !== shown.table) begin();
    const was = document.activeElement;
    lines = listLines(doc, shown, link.readOnly);
    rows.show(drawing(), lines);
    if (had && was instanceof HTMLElement && was.isConnected && was !== document.activeElement) was.focus({ preventScroll: true });
    head.hidden = lines.length === 0;
    bare.hidden = lines.length > 0 || (table === "activities" && doc.rows("stages").length === 0);
    bare.textContent = listIsFiltered(shown.filter) ? "Nothing matches. “All” shows everything again." : "Nothing here yet.";
    const target = wantedCell && focus.cellAt(wantedCell);
    if (target) {
      wantedCell = null;
      focus.go(target);
    }
    focus.settle(had, line);
  }

  function begin() {
    table = shown.table;
    rows.clear();
    entered = freshRow();
    const sheet = doc.sheet(table);
    grid.className = `csp-grid csp-grid-${table}`;
    grid.setAttribute("aria-label", `${sheet.label} of the plan`);
    grid.setAttribute("aria-readonly", String(link.readOnly));
    head.replaceChildren(rowsHead(sheet.grid, sheet.details.length > 0));
  }

  /** What a new row begins with. @returns {typeof entered} */
  function freshRow() {
    const column = doc.sheet(table).needs.includes("on") ? doc.column(table, "on") : undefined;
    const value = new Date(doc.meta.today * 864e5).toISOString().slice(0, 10);
    return column ? { on: { value, text: textCell(doc, { id: "", on: value }, column) } } : {};
  }

  const drawing = () => ({
    doc, marks, table, details, entered,
    numbers: listNumbers(doc),
    readOnly: link.readOnly,
    open: shown.open,
    editing: editing.cell,
    answer: (/** @type {import("./conflicts.js").Choice} */ choice) => void link.resolve([choice]),
  });

  /** Whatever a cell shows now, it is not what was drawn. @param {HTMLElement} cell */
  function drawAnew(cell) {
    cellForget(cell);
    rowsForget(cell);
    delete cell.dataset.text;
  }

  /** @param {string} key */
  const lineAt = (key) => lines.find((line) => line.key === key);

  /** Begin to edit a cell, with what is typed over it or with what it holds. @param {HTMLElement | null} cell @param {string} [typed] */
  function edit(cell, typed) {
    const line = cell && lineAt(focus.placeOf(cell).key);
    const column = cell && line && doc.column(line.table, cell.dataset.field ?? "");
    if (!cell || !line || !column || column.kind === "shown" || link.readOnly) return;
    const row = doc.find(line.table, line.id);
    const address = marksAddress(line.key, column.field);
    const kept = marks.refused(address)?.typed;
    const name = row ? doc.name(row) : `new ${doc.sheet(line.table).one}`;
    drawAnew(cell);
    cell.parentElement?.classList.add("csp-marked");
    editing.open({
      cell, typed, host: root, kind: column.kind, several: optionsAreSeveral(column),
      label: `${column.label} of ${name}`, hint: column.hint,
      text: kept ?? (row ? textTyped(doc, row, column) : (entered[column.field]?.text ?? "")),
      value: row ? doc.value(row, column) : null, options: optionsFor(doc, column, row),
      done(outcome, move) {
        const isStep = move && (move[0] || move[1]) && line.type !== "ghost";
        if (outcome) enter(line, column, outcome, row);
        else giveUp(line, address);
        // The focus goes before the drawing, or the page would be laid out twice.
        if (isStep) focus.step(move[0], move[1]);
        drawAnew(cell);
        redraw();
        if (outcome && move && line.type === "ghost") nextNeed(line);
        else if (move && !isStep) focus.go(focus.cellAt({ key: line.key, field: column.field }));
      },
    });
  }

  /** Escape: the cell is as it was, and a row that was only begun is gone. @param {Line} line @param {string} address */
  function giveUp(line, address) {
    marks.forgive(address);
    if (line.key !== "draft") return;
    shown.draft = null;
    entered = freshRow();
    wantedCell = { key: line.after ? `${line.table}/${line.after}` : `stages/${line.stage}`, field: doc.sheet(line.table).needs[0] };
  }

  /** In a new row: on to what it still needs; when it is added, back to the beginning. @param {Line} line */
  function nextNeed(line) {
    if (wantedCell || !lineAt(line.key)) return;
    const { needs } = doc.sheet(line.table);
    const missing = needs.find((field) => !entered[field]);
    const begun = needs.length > 1 && missing !== needs[0];
    const cell = focus.cellAt({ key: line.key, field: missing ?? needs[0] });
    focus.go(cell);
    if (begun) edit(cell);
  }

  /** @param {Line} line @param {Column} column @param {Entered} outcome @param {Row | undefined} seen the row as it was when somebody began to type */
  function enter(line, column, outcome, seen) {
    if (line.type === "ghost") return enterNew(line, column, outcome);
    const address = marksAddress(line.key, column.field);
    if (!seen) return undefined;
    const isSame = "typed" in outcome
      ? outcome.typed.trim() === textTyped(doc, seen, column)
      : JSON.stringify(outcome.value) === JSON.stringify(doc.value(seen, column));
    if (isSame) return marks.forgive(address);
    const id = link.edit([actionSet(doc, line.table, seen, column, outcome)]);
    marks.wait(address, shownText(column, outcome), id);
    return parts.entered(line, column, outcome);
  }

  /** @param {Column} column @param {Entered} outcome */
  const shownText = (column, outcome) =>
    "typed" in outcome ? outcome.typed : textCell(doc, { id: "", [column.field]: outcome.value }, column);

  /** @param {Line} line @param {Column} column @param {Entered} outcome */
  function enterNew(line, column, outcome) {
    const text = shownText(column, outcome);
    if (text.trim()) entered[column.field] = { ...outcome, text };
    else delete entered[column.field];
    const needs = doc.sheet(line.table).needs;
    const isWhole = needs.every((field) => entered[field]);
    if (isWhole) {
      const row = link.rowId();
      const id = link.edit([actionAdd(doc, line.table, row, { stage: line.stage ?? "", after: line.after ?? "" }, addFields())]);
      marks.wait(marksAddress(line.key, column.field), text, id);
      entered = freshRow();
      if (line.key !== "ghost") wantedCell = { key: `${line.table}/${row}`, field: column.field };
    }
    if (line.key === "draft" && (isWhole || !Object.keys(entered).length)) shown.draft = null;
  }

  const addFields = () => Object.fromEntries(Object.entries(entered).map(([field, { text: _, ...one }]) => [field, /** @type {Entered} */ (one)]));

  /** Make one change out of several edits. @param {import("./link.js").WireEdit[]} edits */
  function change(edits) {
    if (edits.length && !link.readOnly) link.edit(edits);
    return edits.length > 0;
  }

  /** The ids of the rows that are chosen, or of the one that has the focus. */
  function chosen() {
    const line = here();
    if (line?.type === "stage") return [line.id];
    return focus.range().keys.map(lineAt).filter((one) => one?.type === "row").map((one) => one?.id ?? "");
  }

  const here = () => lineAt(focus.place()?.key ?? "");

  return {
    element: grid, bare, body, marks, focus, editing, edit, redraw, change, chosen, here, lineAt,
    lines: () => lines,
    /** Go to a cell as soon as it is there. @param {import("./grid_focus.js").Place} place */
    want(place) {
      wantedCell = place;
    },
    /** Forget what was drawn: another plan is shown. */
    reset() {
      editing.leave();
      marks.clear();
      table = "";
    },
    /** Python said no to a change that was made here. @param {import("./link.js").Reject} reject */
    refuse(reject) {
      const pending = marks.settle(reject.id);
      const address = pending || (reject.row && reject.field ? marksAddress(`${reject.table}/${reject.row}`, reject.field) : "");
      if (address) marks.refuse(address, { typed: reject.typed, message: reject.message });
      redraw();
      const place = { key: address.slice(0, address.lastIndexOf(":")), field: address.slice(address.lastIndexOf(":") + 1) };
      const cell = focus.cellAt(place);
      if (pending && focus.has() && !editing.cell()) edit(cell);
      return cell !== null;
    },
  };
}

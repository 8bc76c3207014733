// What keys, clicks and taps do in the grid.

import { isTyping } from "./dom.js";

/**
 * @typedef {import("./editor_grid.js").Grid} Grid
 * @typedef {import("./editor_verbs.js").Verbs} Verbs
 */

const KEYS_PAGE = 10;

/** @param {Grid} grid @param {Verbs} verbs */
export function editorKeys(grid, verbs) {
  const { element, body, focus } = grid;
  element.addEventListener("keydown", (event) => {
    const isInGrid = /** @type {Element} */ (event.target).getAttribute("role") === "gridcell";
    if (!isInGrid || isTyping(event) || event.isComposing) return;
    if (keysMove(grid, event) || keysChange(grid, verbs, event) || keysEdit(grid, verbs, event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  body.addEventListener("click", (event) => keysClick(grid, verbs, event));
  body.addEventListener("dblclick", (event) => grid.edit(keysCell(event)));
  body.addEventListener("pointerdown", (event) => keysPress(grid, event));
  body.addEventListener("pointerover", (event) => {
    if (event.buttons !== 1 || event.pointerType !== "mouse" || !focus.has() || grid.editing.cell()) return;
    if (body.classList.contains("csp-dragging")) return;
    const cell = keysCell(event);
    const isRow = cell && grid.lineAt(focus.placeOf(cell).key)?.type === "row";
    if (cell && isRow && cell !== focus.cell()) focus.go(cell, { extend: true });
  });
}

/** @param {Event} event @returns {HTMLElement | null} */
function keysCell(event) {
  const cell = /** @type {Element} */ (event.target).closest('[role="gridcell"][data-field]');
  return /** @type {HTMLElement | null} */ (cell);
}

/** Arrows, Home, End, pages. @param {Grid} grid @param {KeyboardEvent} event */
function keysMove({ focus }, event) {
  const isMod = event.ctrlKey || event.metaKey;
  if (event.altKey) return false;
  const steps = /** @type {Record<string, [number, number]>} */ ({
    ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0],
    PageUp: [0, -KEYS_PAGE], PageDown: [0, KEYS_PAGE],
  });
  const step = steps[event.key];
  if (step && !isMod) focus.step(step[0], step[1], { extend: event.shiftKey });
  else if (event.key === "Home" || event.key === "End") focus.edge(event.key === "End", isMod);
  else return false;
  return true;
}

/** Add, remove, move, clear, tick off, open. @param {Grid} grid @param {Verbs} verbs @param {KeyboardEvent} event */
function keysChange(grid, verbs, event) {
  const isMod = event.ctrlKey || event.metaKey;
  const isUp = event.key === "ArrowUp";
  if (event.altKey && (isUp || event.key === "ArrowDown")) verbs.move(isUp ? -1 : 1);
  else if (event.altKey && event.key === "Enter") verbs.open();
  else if (isMod && event.key === "Enter") verbs.add();
  else if (isMod && (event.key === "Delete" || event.key === "Backspace")) verbs.remove();
  else if (event.key === "Delete" || event.key === "Backspace") verbs.clear();
  else if (event.key === " " && !isMod && keysAct(grid, verbs, true)) return true;
  else if (event.key === "Escape") keysEscape(grid);
  else return false;
  return true;
}

/** @param {Grid} grid */
function keysEscape(grid) {
  const place = grid.focus.place();
  grid.focus.unmark();
  if (place) grid.marks.forgive(`${place.key}:${place.field}`);
  grid.redraw();
}

/** Enter, F2, or typing over what is there. @param {Grid} grid @param {Verbs} verbs @param {KeyboardEvent} event */
function keysEdit(grid, verbs, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key === "Enter" || event.key === "F2") {
    if (!keysAct(grid, verbs, false)) grid.edit(grid.focus.cell());
  } else if (event.key.length === 1) {
    if (!keysAct(grid, verbs, false, true)) grid.edit(grid.focus.cell(), event.key === " " ? undefined : event.key);
  } else return false;
  return true;
}

/**
 * Cells that are no fields: they do something.
 * @param {Grid} grid @param {Verbs} verbs @param {boolean} isSpace @param {boolean} [isDry] only say whether it is one
 */
function keysAct(grid, verbs, isSpace, isDry = false) {
  const field = grid.focus.place()?.field;
  if (field === "fold" || field === "more") {
    if (!isDry) verbs.open();
  } else if (field === "add") {
    if (!isDry) verbs.add();
  } else if (field === "state" && isSpace) verbs.toggle();
  else return false;
  return true;
}

/** @param {Grid} grid @param {PointerEvent} event */
function keysPress(grid, event) {
  const cell = keysCell(event);
  if (!cell || event.button !== 0 || isTyping(event)) return;
  if (event.shiftKey) {
    event.preventDefault();
    grid.focus.go(cell, { extend: true });
  } else if (grid.focus.isRange()) grid.focus.unmark();
  // A press on the cell that has the focus already edits it, as in a sheet.
  cell.toggleAttribute("data-again", document.activeElement === cell && !event.shiftKey);
}

/** @param {Grid} grid @param {Verbs} verbs @param {MouseEvent} event */
function keysClick(grid, verbs, event) {
  const cell = keysCell(event);
  const target = /** @type {Element} */ (event.target);
  if (!cell || event.shiftKey || isTyping(event) || target.closest("button, a, .csp-pick")) return;
  if (cell.parentElement?.classList.contains("csp-open")) return;
  const field = cell.dataset.field ?? "";
  if (["fold", "more", "add"].includes(field)) {
    grid.focus.go(cell);
    keysAct(grid, verbs, false);
  } else if (field === "state" || cell.hasAttribute("data-again") || cell.parentElement?.classList.contains("csp-ghost")) {
    grid.edit(cell);
  }
}

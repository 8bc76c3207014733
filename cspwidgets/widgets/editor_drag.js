// Moving a row with the mouse or a finger, by its grip.

import { actionMove } from "./editor_actions.js";

/**
 * @typedef {import("./editor_grid.js").Grid} Grid
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_list.js").Line} Line
 * @typedef {{node: HTMLElement, isAfter: boolean}} Target
 */

const DRAG_EDGE = 36;

/** @param {{grid: Grid, doc: Doc, scroller: HTMLElement, readOnly(): boolean}} parts */
export function editorDrag({ grid, doc, scroller, readOnly }) {
  const { body } = grid;

  body.addEventListener("pointerdown", (event) => {
    const grip = /** @type {Element} */ (event.target).closest(".csp-grip");
    const node = /** @type {HTMLElement | null | undefined} */ (grip?.parentElement);
    const line = node && grid.lineAt(node.dataset.key ?? "");
    if (!grip || !line || line.type !== "row" || readOnly()) return;
    event.preventDefault();
    drag(event.pointerId, node, line);
  });

  /** @param {number} pointer @param {HTMLElement} node @param {Line} line */
  function drag(pointer, node, line) {
    /** @type {Target | null} */
    let target = null;
    body.classList.add("csp-dragging");
    node.classList.add("csp-dragged");

    /** @param {PointerEvent} event */
    const move = (event) => {
      if (event.pointerId !== pointer) return;
      dragScroll(scroller, event.clientY);
      const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(".csp-rows > .csp-row");
      if (!(over instanceof HTMLElement) || over.parentElement !== body) return;
      const { top, height } = over.getBoundingClientRect();
      mark({ node: over, isAfter: event.clientY > top + height / 2 });
    };

    /** @param {Target | null} next */
    function mark(next) {
      target?.node.classList.remove("csp-drop-before", "csp-drop-after");
      target = next;
      next?.node.classList.add(next.isAfter ? "csp-drop-after" : "csp-drop-before");
    }

    /** @param {boolean} isMeant */
    function end(isMeant) {
      const found = target;
      mark(null);
      body.classList.remove("csp-dragging");
      node.classList.remove("csp-dragged");
      stop.abort();
      if (isMeant && found) drop(line, found);
    }

    const stop = new AbortController();
    const { signal } = stop;
    window.addEventListener("pointermove", move, { signal });
    window.addEventListener("pointerup", () => end(true), { signal });
    window.addEventListener("pointercancel", () => end(false), { signal });
    window.addEventListener("keydown", (event) => event.key === "Escape" && end(false), { signal, capture: true });
  }

  /** @param {Line} line @param {Target} target */
  function drop(line, { node, isAfter }) {
    const over = grid.lineAt(node.dataset.key ?? "");
    if (!over || over.id === line.id) return;
    const mates = doc.rows(line.table).filter((row) => line.table !== "activities" || row.stage === over.stage)
      .map((row) => row.id).filter((id) => id !== line.id);
    const place = over.type === "stage" ? 0 : over.type === "row" ? mates.indexOf(over.id) + Number(isAfter) : mates.length;
    grid.change(actionMove(doc, line.table, line.id, { stage: over.stage ?? "", before: mates[place] ?? null }));
  }
}

/** Near its edge, let the grid scroll. @param {HTMLElement} scroller @param {number} y */
function dragScroll(scroller, y) {
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + DRAG_EDGE) scroller.scrollTop -= DRAG_EDGE / 3;
  if (y > bottom - DRAG_EDGE) scroller.scrollTop += DRAG_EDGE / 3;
}

// Where one is in a grid: one tab stop, arrows between cells, and a range of them.

/**
 * @typedef {{key: string, field: string}} Place
 * @typedef {ReturnType<typeof gridFocus>} Focus
 */

const FOCUS_CELL = '[role="gridcell"][data-field]';

/** @param {HTMLElement} body the grid's rows */
export function gridFocus(body) {
  /** @type {Place | null} */
  let at = null;
  /** @type {Place | null} */
  let anchor = null;
  /** @type {HTMLElement | null} the one cell that Tab leads to */
  let stop = null;
  /** @type {HTMLElement[]} the cells of the range */
  let painted = [];
  let wanted = "";

  const lines = () => /** @type {HTMLElement[]} */ ([...body.children]).filter((line) => !line.classList.contains("csp-open"));

  /** Whether a cell can be seen; while nothing of the grid can (it is drawn before it is shown), all count. @param {Element} cell */
  const isSeen = (cell) => cell.checkVisibility() || !body.checkVisibility();

  /** @param {Element} line @returns {HTMLElement[]} */
  const cellsOf = (line) =>
    /** @type {HTMLElement[]} */ ([...line.querySelectorAll(`:scope > ${FOCUS_CELL}`)]).filter(isSeen);

  /** @param {Element} cell @returns {Place} */
  const placeOf = (cell) => ({
    key: /** @type {HTMLElement} */ (cell.parentElement).dataset.key ?? "",
    field: /** @type {HTMLElement} */ (cell).dataset.field ?? "",
  });

  /** @param {Place | null} place @returns {HTMLElement | null} */
  const cellAt = (place) =>
    place && body.querySelector(`:scope > [data-key="${CSS.escape(place.key)}"] > ${FOCUS_CELL}[data-field="${place.field}"]`);

  /** Only this cell can be reached by Tab. @param {HTMLElement} cell */
  function mark(cell) {
    if (stop !== cell) {
      stop?.setAttribute("tabindex", "-1");
      cell.setAttribute("tabindex", "0");
      stop = cell;
    }
    at = placeOf(cell);
    if (!cell.parentElement?.classList.contains("csp-stage")) wanted = at.field;
  }

  /** @param {HTMLElement | null | undefined} cell @param {{extend?: boolean}} [options] */
  function go(cell, { extend = false } = {}) {
    if (!cell) return;
    anchor = extend ? (anchor ?? at) : null;
    mark(cell);
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    paint();
  }

  /** The cell in a line that one comes to from above or below. @param {HTMLElement} line @param {HTMLElement} from */
  function below(line, from) {
    const cells = cellsOf(line);
    const same = cells.find((cell) => cell.dataset.field === wanted);
    if (same && !line.classList.contains("csp-stage")) return same;
    const middle = focusMiddle(from);
    return cells.reduce((best, cell) =>
      Math.abs(focusMiddle(cell) - middle) < Math.abs(focusMiddle(best) - middle) ? cell : best);
  }

  /** Go some columns and lines further. @param {number} dx @param {number} dy @param {{extend?: boolean}} [options] */
  function step(dx, dy, options = {}) {
    const cell = cellAt(at);
    const line = cell?.parentElement;
    if (!cell || !line) return go(/** @type {HTMLElement | undefined} */ (cellsOf(lines()[0] ?? body)[0]));
    const all = lines();
    const next = all[Math.max(0, Math.min(all.indexOf(line) + dy, all.length - 1))];
    if (next !== line) return go(below(next, cell), options);
    const cells = cellsOf(line);
    return go(cells[Math.max(0, Math.min(cells.indexOf(cell) + dx, cells.length - 1))], options);
  }

  /** The rows and fields of the chosen range, or of the one cell. */
  function range() {
    const here = at;
    const from = anchor ?? here;
    if (!here || !from) return { keys: [], fields: [] };
    const rows = lines().filter((line) => line.dataset.key === here.key || isRow(line));
    const keys = rows.map((line) => line.dataset.key ?? "");
    const [top, bottom] = focusSpan(keys.indexOf(from.key), keys.indexOf(here.key));
    const first = rows[Math.max(top, 0)];
    const fields = cellsOf(first).map((cell) => cell.dataset.field ?? "");
    const [left, right] = focusSpan(fields.indexOf(from.field), fields.indexOf(here.field));
    return { keys: keys.slice(Math.max(top, 0), bottom + 1), fields: fields.slice(Math.max(left, 0), right + 1) };
  }

  function paint() {
    for (const cell of painted) cell.removeAttribute("aria-selected");
    painted = [];
    if (!anchor) return;
    const { keys, fields } = range();
    for (const key of keys) {
      for (const field of fields) {
        const cell = cellAt({ key, field });
        cell?.setAttribute("aria-selected", "true");
        if (cell) painted.push(cell);
      }
    }
  }

  body.addEventListener("focusin", (event) => {
    const cell = /** @type {Element} */ (event.target).closest(FOCUS_CELL);
    if (cell && cell.parentElement?.parentElement === body) mark(/** @type {HTMLElement} */ (cell));
  });

  return {
    go, step, range, paint, cellAt, placeOf,
    place: () => at,
    cell: () => cellAt(at),
    has: () => body.contains(document.activeElement),
    unmark() {
      anchor = null;
      paint();
    },
    isRange: () => anchor !== null,
    /** First or last cell of the line, or of the grid. @param {boolean} last @param {boolean} whole */
    edge(last, whole) {
      const line = whole ? lines().at(last ? -1 : 0) : cellAt(at)?.parentElement;
      if (line) go(cellsOf(line).at(last ? -1 : 0));
    },
    /** After a redraw: keep the one tab stop, and the focus if it was in here. @param {boolean} had @param {number} line */
    settle(had, line) {
      const cell = cellAt(at) ?? cellsOf(lines()[Math.min(Math.max(line, 0), lines().length - 1)] ?? body)[0];
      if (!cell) return;
      mark(/** @type {HTMLElement} */ (cell));
      if (had && !body.contains(document.activeElement)) /** @type {HTMLElement} */ (cell).focus({ preventScroll: true });
      paint();
    },
    line: () => {
      const cell = cellAt(at);
      return cell?.parentElement ? lines().indexOf(cell.parentElement) : 0;
    },
  };

  /** @param {HTMLElement} line */
  function isRow(line) {
    return !line.classList.contains("csp-stage") && !line.classList.contains("csp-ghost");
  }
}

/** @param {Element} cell */
function focusMiddle(cell) {
  const { left, width } = cell.getBoundingClientRect();
  return left + width / 2;
}

/** @param {number} one @param {number} other */
const focusSpan = (one, other) => [Math.min(one, other), Math.max(one, other)];

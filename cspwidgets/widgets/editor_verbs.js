// What one can do to the row that has the focus, or to those that are chosen.

import { actionClear, actionMove, actionNextSpot, actionRemove, actionSet } from "./editor_actions.js";
import { marksAddress } from "./grid_marks.js";

/**
 * @typedef {import("./editor_list.js").Line} Line
 * @typedef {ReturnType<typeof editorVerbs>} Verbs
 */

const VERBS_HALTED = ["waiting", "blocked"];

/**
 * @param {{grid: import("./editor_grid.js").Grid, doc: import("./editor_doc.js").Doc,
 *   link: import("./link.js").Link, shown: import("./editor_list.js").Shown, changed(): void,
 *   removed(words: string): void}} parts
 */
export function editorVerbs({ grid, doc, link, shown, changed, removed }) {
  const { body, focus, marks } = grid;

  /** Open the details of a row and go to a field there. @param {string} id @param {string} [field] */
  function openAt(id, field = "") {
    shown.open = id;
    changed();
    const wanted = field ? `[data-form-field="${field}"] ` : "";
    /** @type {HTMLElement | null} */ (body.querySelector(`.csp-open ${wanted}:is(input, textarea, select)`))?.focus();
  }

  return {
    openAt,
    /** Begin a new row below the one that has the focus. @param {Line | undefined} [line] */
    add(line = grid.here()) {
      if (link.readOnly) return;
      const last = doc.rows("stages").at(-1)?.id ?? "";
      shown.draft = { stage: line?.stage ?? last, after: line?.type === "row" ? line.id : "" };
      if (line?.type === "stage") shown.folded.set(line.id, false);
      if (line?.type === "ghost") shown.draft = null;
      grid.redraw();
      const ghost = body.querySelector(line?.type === "ghost" ? `[data-key="${line.key}"]` : '[data-key="draft"]');
      grid.edit(/** @type {HTMLElement | null} */ (ghost?.querySelector("[data-field]") ?? null));
    },
    remove() {
      const line = grid.here();
      const ids = grid.chosen();
      const [first, ...others] = ids.map((id) => doc.name(doc.find(line?.table ?? "", id)) || `one ${doc.sheet(line?.table ?? "").one}`);
      if (!line || !grid.change(actionRemove(line.table, ids))) return;
      focus.unmark();
      removed(others.length ? `Removed “${first}” and ${others.length} more.` : `Removed “${first}”.`);
    },
    clear() {
      const line = grid.here();
      if (!line || line.type === "ghost") return;
      const columns = focus.range().fields.map((field) => doc.column(line.table, field)).filter((column) => column !== undefined);
      for (const id of grid.chosen()) for (const { field } of columns) marks.forgive(marksAddress(`${line.table}/${id}`, field));
      grid.change(actionClear(doc, line.table, grid.chosen(), columns));
      grid.redraw();
    },
    /** @param {number} by */
    move(by) {
      const line = grid.here();
      if (!line || (line.type !== "row" && line.type !== "stage")) return;
      const spot = actionNextSpot(doc, line.table, line.id, by);
      if (!spot) return;
      if (line.type === "row") shown.folded.set(spot.stage, false);
      grid.change(actionMove(doc, line.table, line.id, spot));
    },
    /** Done, or not done after all. */
    toggle() {
      const line = grid.here();
      const row = line && doc.find(line.table, line.id);
      const column = doc.column("activities", "state");
      if (!row || !column || line.table !== "activities") return;
      grid.change([actionSet(doc, "activities", row, column, { value: doc.state(row) === "done" ? "not_started" : "done" })]);
    },
    /** Open or close the details of a row, or a stage. @param {Line | undefined} [line] */
    open(line = grid.here()) {
      if (line?.type === "stage") {
        shown.folded.set(line.id, !line.folded);
        changed();
      } else if (line?.type === "row" && shown.open === line.id) {
        shown.open = "";
        changed();
      } else if (line?.type === "row" && doc.sheet(line.table).details.length) openAt(line.id);
    },
    /** A step that waits says on whom. @param {Line} line @param {import("./editor_doc.js").Column} column @param {any} outcome */
    entered(line, column, outcome) {
      if (column.field === "state" && VERBS_HALTED.includes(outcome.value)) window.setTimeout(() => openAt(line.id, "waiting_on"));
    },
  };
}

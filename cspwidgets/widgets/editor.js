// The plan as a grid: reads like a list, edits like a sheet. Puts its pieces together.

import { guardKeys, h } from "./dom.js";
import { editorFilters, editorTabs } from "./editor_bar.js";
import { editorDoc } from "./editor_doc.js";
import { editorDrag } from "./editor_drag.js";
import { editorForm } from "./editor_form.js";
import { editorGrid } from "./editor_grid.js";
import { editorKeys } from "./editor_keys.js";
import { listNoFilter } from "./editor_list.js";
import { editorPaste, pasteSummary } from "./editor_paste.js";
import { editorTools } from "./editor_tools.js";
import { editorVerbs } from "./editor_verbs.js";
import { connectLink } from "./link.js";

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const doc = editorDoc();
  /** @type {import("./editor_list.js").Shown} */
  const shown = { table: "activities", filter: listNoFilter(), folded: new Map(), open: "", draft: null };
  const root = h("section", { class: "csp csp-editor" });
  const panel = h("div", { class: "csp-panel", role: "tabpanel", id: `csp-panel-${Math.random().toString(36).slice(2)}` });
  const scroller = h("div", { class: "csp-scroll" });
  let calm = "";
  let frame = 0;
  let isSettled = false;
  let plan = "";
  let trial = "";
  /** @type {import("./conflicts.js").Question[]} */
  let questions = [];
  /** @type {Map<string, import("./editor_form.js").Form>} what is open besides the grid, by its row */
  const forms = new Map();

  const link = connectLink({
    model, name: "editor",
    on: {
      whole(whole) {
        if (plan && plan !== whole.plan) begin();
        else if (trial !== whole.trial) empty();
        ({ plan, trial } = whole);
        doc.whole(whole);
        root.classList.toggle("csp-read-only", whole.read_only);
        root.setAttribute("aria-label", `Plan of ${whole.account}`);
        draw();
      },
      patch(patch) {
        for (const { key, fields } of doc.patch(patch)) grid.marks.arrive(key, fields);
        drawSoon();
      },
      ack({ id }) {
        isSettled = Boolean(grid.marks.settle(id)) || isSettled; // drawn with the patch that follows
      },
      reject(reject) {
        // Where the cell itself says what is wrong, the line above stays calm.
        if ([...forms.values()].some((form) => form.refuse(reject)) || grid.refuse(reject)) link.say(calm);
      },
      conflict(items) {
        if (!items.length && !questions.length) return;
        questions = items;
        grid.marks.ask(items);
        drawSoon();
      },
      state(state) {
        if (isSettled) drawSoon();
        calm = link.status.textContent ?? "";
        tools.draw(state);
      },
      reveal,
      other(message) {
        if (message.kind !== "pasted") return;
        tools.tell(pasteSummary(message, tools.hush));
        if (message.first) grid.want({ key: `${shown.table}/${message.first}`, field: doc.sheet(shown.table).needs[0] });
      },
    },
  });

  const grid = editorGrid({ doc, link, shown, root, details, entered: (...what) => verbs.entered(...what) });
  const verbs = editorVerbs({ grid, doc, link, shown, changed: draw, removed: (words) => tools.offerUndo(words) });
  const tabs = editorTabs({ doc, shown, panel: panel.id, changed: draw });
  const filters = editorFilters({ doc, shown, changed: narrow });
  const tools = editorTools({ link, doc });

  /** Another plan is shown: as if it were opened. */
  function begin() {
    Object.assign(shown, { filter: listNoFilter(), folded: new Map() });
    empty();
  }

  /** What was begun belongs to the plan before, or to its what-if. */
  function empty() {
    Object.assign(shown, { open: "", draft: null });
    forms.clear();
    grid.reset();
    tools.hush();
  }

  function narrow() {
    grid.redraw();
    filters.draw();
  }

  /** The details of a row. @param {string} id */
  function details(id) {
    const form = editorForm({ doc, link, table: shown.table, id, close: () => closeDetails(id) });
    forms.set(id, form);
    return form.element;
  }

  /** @param {string} id */
  function closeDetails(id) {
    shown.open = "";
    draw();
    grid.focus.go(grid.focus.cellAt({ key: `${shown.table}/${id}`, field: "more" }));
  }

  /** Draw in the next frame: what comes until then, also to other views, is drawn with it. */
  function drawSoon() {
    frame ||= requestAnimationFrame(draw);
  }

  function draw() {
    cancelAnimationFrame(frame);
    frame = 0;
    isSettled = false;
    for (const id of forms.keys()) if (id !== shown.open && (id || shown.table !== "plan")) forms.delete(id);
    tabs.draw();
    filters.draw();
    tools.offer(shown.table);
    if (shown.table === "plan") drawPlan();
    else {
      if (scroller.parentElement !== panel) panel.replaceChildren(scroller);
      grid.redraw();
    }
    for (const form of forms.values()) form.draw();
    // What is asked in a cell need not be asked above as well.
    link.conflicts.hidden = questions.every(({ table, row, field }) => grid.focus.cellAt({ key: `${table}/${row}`, field })?.isConnected);
  }

  function drawPlan() {
    if (forms.has("")) return;
    const form = editorForm({ doc, link, table: "plan", id: "" });
    forms.set("", form);
    panel.replaceChildren(form.element);
  }

  /** Show a row and put the focus on it. @param {{table: string, row: string}} place */
  function reveal({ table, row }) {
    const isSheet = table in doc.meta.sheets;
    const isStage = table === "stages" && row !== "";
    Object.assign(shown, { table: isSheet ? (isStage ? "activities" : table) : "plan", filter: listNoFilter(), draft: null });
    const stage = doc.find("activities", row)?.stage;
    if (table === "activities" && stage !== undefined) shown.folded.set(doc.find("stages", stage) ? stage : "", false);
    draw();
    const node = /** @type {HTMLElement | null} */ (grid.body.querySelector(`[data-key="${CSS.escape(`${table}/${row}`)}"]`));
    const cell = /** @type {HTMLElement | null | undefined} */ (node?.querySelector('[data-field="title"], [data-field="name"]') ?? node?.querySelector("[data-field]"));
    if (!node || !cell) return;
    grid.focus.go(cell);
    node.scrollIntoView({ block: "center" });
    node.classList.add("csp-revealed");
    window.setTimeout(() => node.classList.remove("csp-revealed"), 2500);
  }

  scroller.append(grid.element, grid.bare);
  panel.append(scroller);
  root.append(
    h("div", { class: "csp-top" }, tabs.element, h("div", { class: "csp-side" }, link.status, tools.element)),
    link.conflicts, filters.element, tools.news, tools.start, panel,
  );
  guardKeys(root);
  link.undoKeys(root);
  editorKeys(grid, verbs);
  editorPaste({ grid, doc, link, root });
  editorDrag({ grid, doc, scroller, readOnly: () => link.readOnly });
  el.append(root);
  link.start();
  return () => {
    grid.editing.leave();
    cancelAnimationFrame(frame);
    link.close();
  };
}

export default { render };

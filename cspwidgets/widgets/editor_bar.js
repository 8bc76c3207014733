// Above the grid: the tabs of the tables, and for activities chips that narrow the list.

import { h, roving } from "./dom.js";
import { listIsFiltered, listIsWhen, listNoFilter } from "./editor_list.js";

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_list.js").Shown} Shown
 */

/** So few rows need no search box. */
const BAR_FEW = 8;

/** The tabs; `Plan` is a form. @param {{doc: Doc, shown: Shown, panel: string, changed(): void}} parts */
export function editorTabs({ doc, shown, panel, changed }) {
  const element = h("div", { class: "csp-tabs", role: "tablist", "aria-label": "Parts of the plan" });
  const walk = roving(element, '[role="tab"]');
  let drawn = "";
  barArrows(element, walk, true);

  /** @param {string} table */
  const tab = (table) => {
    const count = doc.meta.sheets[table] ? doc.rows(table).length : 0;
    const isOn = shown.table === table;
    return h("button", {
      type: "button", role: "tab", class: "csp-tab", "aria-selected": String(isOn), "aria-controls": panel,
      tabindex: isOn ? "0" : "-1", data: { table }, on: { click: () => pick(table) },
    }, doc.sheet(table).label, count > 0 && h("small", { text: String(count) }));
  };

  /** @param {string} table */
  function pick(table) {
    if (shown.table === table) return;
    Object.assign(shown, { table, open: "", draft: null, filter: listNoFilter() });
    changed();
  }

  return {
    element, pick,
    draw() {
      const parts = [...Object.keys(doc.meta.sheets), "plan"];
      const sign = JSON.stringify([shown.table, parts.map((table) => doc.rows(table).length)]);
      if (sign === drawn) return;
      drawn = sign;
      const had = element.contains(document.activeElement);
      element.replaceChildren(...parts.map(tab));
      if (had) walk.to(walk.current());
    },
  };
}

/** The chips and the search box. @param {{doc: Doc, shown: Shown, changed(): void}} parts */
export function editorFilters({ doc, shown, changed }) {
  const chips = h("div", { class: "csp-chips", role: "toolbar", "aria-label": "Show only" });
  const walk = roving(chips, "button, select");
  let drawn = "";
  barArrows(chips, walk, false);
  const search = /** @type {HTMLInputElement} */ (h("input", {
    class: "csp-search", type: "search", placeholder: "Search", "aria-label": "Search the rows", autocomplete: "off",
  }));
  const hint = h("span", { class: "csp-hint csp-soft", text: "Enter edits · Alt ↑↓ moves · Ctrl Z undoes" });
  const element = h("div", { class: "csp-filters" }, chips, search, hint);
  search.addEventListener("input", () => {
    shown.filter.words = search.value;
    changed();
  });

  /** @typedef {{key: string, label: string, count: number, isOn: boolean, side?: string, act(): void}} Chip */

  /** @param {Chip} one */
  const chip = ({ key, label, count, isOn, side, act }) => h("button", {
    type: "button", class: "csp-chip", "aria-pressed": String(isOn), tabindex: "-1", data: { chip: key },
    on: { click: () => { act(); changed(); } },
  }, side && h("i", { class: "csp-side-dot", data: { side }, "aria-hidden": "true" }), `${label} ${count}`);

  /** @returns {Chip[]} */
  function chipsNow() {
    const { filter } = shown;
    const all = doc.rows("activities");
    const count = (/** @type {(row: import("./editor_doc.js").Row) => boolean} */ test) => all.filter(test).length;
    const toggle = (/** @type {"side" | "when"} */ key, /** @type {string} */ value) => () => { filter[key] = filter[key] === value ? "" : value; };
    const sides = (doc.column("activities", "side")?.choices ?? []).map(([side, label]) => ({
      key: side, side, label, count: count((row) => (row.side ?? "both") === side), isOn: filter.side === side, act: toggle("side", side),
    }));
    const mine = { key: "mine", label: "Mine", count: count((row) => row.owner === doc.meta.me), isOn: filter.mine, act: () => { filter.mine = !filter.mine; } };
    const whens = Object.entries({ late: "Late", month: "This month" }).map(([when, label]) => ({
      key: when, label, count: count((row) => listIsWhen(doc, row, when)), isOn: filter.when === when, act: toggle("when", when),
    }));
    const every = { key: "all", label: "All", count: all.length, isOn: !listIsFiltered(filter), act: () => { shown.filter = listNoFilter(); search.value = ""; } };
    return [every, ...[...sides, mine].filter((one) => one.count || one.isOn), ...whens];
  }

  function stages() {
    const select = /** @type {HTMLSelectElement} */ (h("select", { class: "csp-chip csp-chip-select", "aria-label": "Stage", tabindex: "-1", data: { chip: "stage" } },
      h("option", { value: "", text: "Any stage" }),
      doc.rows("stages").map((stage) => h("option", { value: stage.id, text: stage.name }))));
    select.value = shown.filter.stage;
    select.toggleAttribute("data-on", shown.filter.stage !== "");
    select.addEventListener("change", () => {
      shown.filter.stage = select.value;
      changed();
    });
    return select;
  }

  function drawChips() {
    const now = chips.hidden ? [] : chipsNow();
    const sign = JSON.stringify([now, shown.filter.stage, doc.rows("stages").map(({ id, name }) => [id, name])]);
    if (sign === drawn) return;
    drawn = sign;
    const had = chips.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.chip : undefined;
    chips.replaceChildren(...now.map(chip), ...(now.length ? [stages()] : []));
    walk.settle();
    if (had) walk.to(walk.all().find((node) => node.dataset.chip === had));
  }

  return {
    element, search,
    draw() {
      chips.hidden = shown.table !== "activities" || doc.rows("activities").length === 0;
      element.hidden = shown.table === "plan" || (chips.hidden && doc.rows(shown.table).length <= BAR_FEW);
      if (search.value !== shown.filter.words) search.value = shown.filter.words;
      drawChips();
    },
  };
}

/** Left and right among the buttons of a bar. @param {HTMLElement} bar @param {ReturnType<typeof roving>} walk @param {boolean} isTabs they act when they get the focus */
function barArrows(bar, walk, isTabs) {
  bar.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = walk.all();
    const next = all[(all.findIndex((node) => node === document.activeElement) + by + all.length) % all.length];
    event.preventDefault();
    event.stopPropagation();
    walk.to(next);
    if (isTabs) next?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  });
}

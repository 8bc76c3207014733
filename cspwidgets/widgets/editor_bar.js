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
      const had = element.contains(document.activeElement);
      element.replaceChildren(...[...Object.keys(doc.meta.sheets), "plan"].map(tab));
      if (had) walk.to(walk.current());
    },
  };
}

/** The chips and the search box. @param {{doc: Doc, shown: Shown, changed(): void}} parts */
export function editorFilters({ doc, shown, changed }) {
  const chips = h("div", { class: "csp-chips", role: "toolbar", "aria-label": "Show only" });
  const walk = roving(chips, "button, select");
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

  /** @param {string} key @param {string} label @param {number} count @param {boolean} isOn @param {() => void} act @param {Node | null} [mark] */
  const chip = (key, label, count, isOn, act, mark = null) => h("button", {
    type: "button", class: "csp-chip", "aria-pressed": String(isOn), tabindex: "-1", data: { chip: key },
    on: { click: () => { act(); changed(); } },
  }, mark, `${label} ${count}`);

  function drawChips() {
    const { filter } = shown;
    const all = doc.rows("activities");
    const count = (/** @type {(row: import("./editor_doc.js").Row) => boolean} */ test) => all.filter(test).length;
    const sides = doc.column("activities", "side")?.choices ?? [];
    const toggle = (/** @type {"side" | "when"} */ key, /** @type {string} */ value) => () => { filter[key] = filter[key] === value ? "" : value; };
    const made = [chip("all", "All", all.length, !listIsFiltered(filter), () => { shown.filter = listNoFilter(); search.value = ""; })];
    for (const [side, label] of sides) {
      const number = count((row) => (row.side ?? "both") === side);
      const dot = h("i", { class: "csp-side-dot", data: { side }, "aria-hidden": "true" });
      if (number || filter.side === side) made.push(chip(side, label, number, filter.side === side, toggle("side", side), dot));
    }
    const mine = count((row) => row.owner === doc.meta.me);
    if (mine || filter.mine) made.push(chip("mine", "Mine", mine, filter.mine, () => { filter.mine = !filter.mine; }));
    const whens = { late: "Late", month: "This month" };
    for (const [when, label] of Object.entries(whens)) {
      made.push(chip(when, label, count((row) => listIsWhen(doc, row, when)), filter.when === when, toggle("when", when)));
    }
    return [...made, stages()];
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

  return {
    element, search,
    draw() {
      const had = chips.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.chip : undefined;
      chips.hidden = shown.table !== "activities" || doc.rows("activities").length === 0;
      element.hidden = shown.table === "plan" || (chips.hidden && doc.rows(shown.table).length <= BAR_FEW);
      if (search.value !== shown.filter.words) search.value = shown.filter.words;
      chips.replaceChildren(...(chips.hidden ? [] : drawChips()));
      walk.settle();
      if (had) walk.to(walk.all().find((node) => node.dataset.chip === had));
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

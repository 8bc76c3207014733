// Cells to the clipboard and from it, as sheets do.

import { h, isTyping } from "./dom.js";
import { textCell } from "./editor_text.js";

/**
 * @typedef {import("./editor_grid.js").Grid} Grid
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {{added: number, changed: number, more: number, first: string,
 *   left: {line: number, label: string, typed: string, message: string}[]}} Pasted
 */

/** @param {{grid: Grid, doc: Doc, link: import("./link.js").Link, root: HTMLElement}} parts */
export function editorPaste({ grid, doc, link, root }) {
  const isHere = (/** @type {Event} */ event) => grid.focus.has() && !isTyping(event) && !grid.editing.cell();

  root.addEventListener("copy", (event) => {
    const text = isHere(event) ? pasteCopied(grid, doc) : "";
    if (!text) return;
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  });

  root.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isHere(event) || !text.trim() || link.readOnly) return;
    event.preventDefault();
    event.stopPropagation();
    link.ask("paste", { text, ...pasteTarget(grid, doc, text.split("\n").length) });
  });
}

/** What was taken of a paste and what was not, in words. @param {Pasted} pasted @param {() => void} close */
export function pasteSummary({ added, changed, left, more }, close) {
  const count = (/** @type {number} */ number, /** @type {string} */ what) => (number ? [`${number} ${number === 1 ? "row" : "rows"} ${what}`] : []);
  const taken = [...count(added, "added"), ...count(changed, "changed")].join(", ") || "nothing was taken";
  const missed = left.length + more;
  return h("div", { class: "csp-pasted", role: "group", "aria-label": "What was pasted" },
    h("p", {}, h("b", { text: `Pasted: ${taken}.` }),
      missed > 0 && ` ${missed === 1 ? "One thing was" : `${missed} things were`} left out:`,
      h("button", { type: "button", class: "csp-button csp-close", "aria-label": "Close", text: "×", on: { click: close } })),
    missed > 0 && h("ul", {}, left.map(({ line, label, typed, message }) => h("li", {},
      h("span", { class: "csp-soft", text: `Row ${line}, ${label}: ` }), typed && !message.includes(typed) && h("b", { text: `“${typed}” ` }), message)),
    more > 0 && h("li", { class: "csp-soft", text: `and ${more} more` })));
}

/** The chosen cells, a tab between cells and a line for each row. @param {Grid} grid @param {Doc} doc */
function pasteCopied(grid, doc) {
  const { keys, fields } = grid.focus.range();
  const rows = keys.map((key) => grid.lineAt(key)).filter((line) => line?.type === "row" || (line?.type === "stage" && keys.length === 1));
  return rows.map((line) => fields.map((field) => {
    const row = line && doc.find(line.table, line.id);
    const column = line && doc.column(line.table, field);
    return row && column ? pasteQuoted(textCell(doc, row, column)) : "";
  }).join("\t")).join("\n");
}

/** @param {string} text */
const pasteQuoted = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Where a paste goes: the cells to fill from here, and where new rows come. @param {Grid} grid @param {Doc} doc @param {number} most */
function pasteTarget(grid, doc, most) {
  const here = grid.here();
  const lines = grid.lines();
  const table = here?.type === "stage" ? "activities" : (here?.table ?? "activities");
  const fields = doc.sheet(table).grid.map((column) => column.field);
  const isRow = here?.type === "row";
  const start = isRow ? fields.indexOf(grid.focus.place()?.field ?? "") : fields.findIndex((field) => field !== "state");
  const below = isRow ? lines.slice(lines.indexOf(here)).filter((line) => line.type === "row").slice(0, most).map((line) => line.id) : [];
  return {
    table, columns: fields.slice(Math.max(start, 0)), rows: below,
    after: isRow ? here.id : (here?.after ?? ""), stage: here?.stage ?? doc.rows("stages").at(-1)?.id ?? "",
  };
}

// The figures of the whole book; each one is a filter.

import { BOOK_FIGURES, BOOK_LATER_DAYS, BOOK_SOON_DAYS } from "./book_pick.js";
import { bookCount, bookSums } from "./book_words.js";
import { h } from "./dom.js";

/** @param {{today: string, pick: (figure: string) => void}} doors */
export function bookFigures({ today, pick }) {
  const keys = ["", ...Object.keys(BOOK_FIGURES)];
  const tiles = new Map(keys.map((key) => [key, bookTile(() => pick(key))]));

  return {
    node: h("div", { class: "csp-book-figures", role: "group", "aria-label": "The whole book" }, ...[...tiles.values()].map(({ node }) => node)),
    /** @param {import("./book_pick.js").BookRow[]} rows @param {string} chosen */
    show(rows, chosen) {
      for (const [key, tile] of tiles) {
        const counted = key ? rows.filter((row) => BOOK_FIGURES[key](row, today)) : rows;
        tile.write(counted.length, ...bookFigureWords(key, counted));
        tile.node.setAttribute("aria-pressed", String(key === chosen));
        tile.node.hidden = key === "silent" && !rows.some((row) => row.opened);
      }
    },
  };
}

/** @param {() => void} click */
function bookTile(click) {
  const [figure, name, more] = [h("b", {}), h("span", {}), h("small", { class: "csp-soft" })];
  const node = h("button", { type: "button", class: "csp-book-figure", on: { click } }, figure, name, more);
  return {
    node,
    /** @param {number} count @param {string} said @param {string} beside */
    write(count, said, beside) {
      figure.textContent = count.toLocaleString("en");
      name.textContent = said;
      more.textContent = beside;
    },
  };
}

/** @param {string} key @param {import("./book_pick.js").BookRow[]} rows @returns {[string, string]} */
function bookFigureWords(key, rows) {
  const sums = bookWorth(rows);
  const worth = sums ? `${sums} a year` : "";
  if (key === "behind") return ["behind", bookWhose(rows)];
  if (key === "soon") return [`at risk, renewing in ${BOOK_SOON_DAYS} days`, worth];
  if (key === "later") return [`at risk, renewing in ${BOOK_LATER_DAYS} days`, worth];
  if (key === "due") return [rows.length === 1 ? "has something due this week" : "have something due this week", bookDueWords(rows)];
  if (key === "silent") return ["not opened by the customer", "for two weeks or more"];
  return [rows.length === 1 ? "account" : "accounts", worth ? `value ${worth}` : ""];
}

/** @param {import("./book_pick.js").BookRow[]} rows */
function bookWorth(rows) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.value_a_year);
  return bookSums(sums);
}

/** @param {import("./book_pick.js").BookRow[]} rows */
function bookWhose(rows) {
  const count = (/** @type {string} */ side) => rows.filter(({ slips_on: on }) => on === side || on === "both").length;
  const told = [`${count("customer")} on the customer’s side`, `${count("vendor")} on ours`];
  if (count("partner")) told.push(`${count("partner")} on a partner’s`);
  return rows.length ? told.join(", ") : "";
}

/** @param {import("./book_pick.js").BookRow[]} rows */
function bookDueWords(rows) {
  const count = (/** @type {string} */ side) => rows.reduce((sum, row) => sum + row.due_this_week[side].length, 0);
  return rows.length ? `${bookCount(count("customer"), "step")} of customers, ${count("vendor")} of ours` : "";
}

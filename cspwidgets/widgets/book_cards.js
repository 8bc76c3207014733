// Beside the list: what is due this week, the renewals ahead, who has not looked, what is found.

import { bookSlack } from "./book_list.js";
import { BOOK_LATER_DAYS, bookIsRenewing } from "./book_pick.js";
import { bookCount, bookDay } from "./book_words.js";
import { h } from "./dom.js";

const BOOK_FEW = 4;
const BOOK_MORE = 50;
/** @type {[string, string][]} */
const BOOK_DUE_SIDES = [["customer", "Customers"], ["vendor", "Us"], ["partner", "Partners"]];

/**
 * @param {{today: string, meanings: Record<string, string>, open: (account: string) => void,
 *   find: (code: string) => void}} doors
 */
export function bookCards({ today, meanings, open, find }) {
  const due = BOOK_DUE_SIDES.map(([side, name]) => ({ side, list: bookShort(name, side) }));
  const renewals = bookShort("");
  const silent = bookShort("");
  const found = bookShort("");
  const quiet = bookCardOf("Not opened by the customer", "", silent.node);
  const cards = {
    due: bookCardOf("Due this week", "by whose turn it is", ...due.map(({ list }) => list.node)),
    renewals: bookCardOf("Renewals ahead", `in ${BOOK_LATER_DAYS} days, against the likely finish`, renewals.node),
    found: bookCardOf("Findings", "accounts with each", found.node),
  };

  /** @param {import("./book_pick.js").BookRow} row @param {string} note @param {boolean} isLate @param {string} [title] */
  const lead = (row, note, isLate, title = "") =>
    h("li", {},
      h("span", { class: "csp-book-item" },
        title && h("span", { dir: "auto", text: title }),
        h("button", { type: "button", class: "csp-leading", dir: "auto", text: row.name || row.account, on: { click: () => open(row.account) } })),
      h("span", { class: isLate ? "csp-late" : "csp-soft", text: note }));

  return {
    node: h("div", { class: "csp-book-cards" }, cards.due, cards.renewals, quiet, cards.found),
    /** @param {import("./book_pick.js").BookRow[]} rows @param {string} code */
    show(rows, code) {
      for (const { side, list } of due) {
        const steps = rows.flatMap((row) => row.due_this_week[side].map((step) => ({ row, step })));
        steps.sort((one, other) => (one.step.due_on < other.step.due_on ? -1 : 1));
        const late = rows.reduce((sum, row) => sum + row.late[side], 0);
        const nothing = late ? `nothing new, ${late.toLocaleString("en")} late already` : "nothing";
        list.show(steps, nothing, ({ row, step }) =>
          lead(row, step.late_days ? `${bookCount(step.late_days, "day")} late` : bookDay(step.due_on, today), step.late_days > 0, step.title));
        list.node.hidden = side === "partner" && !steps.length && !late;
        list.add(late && steps.length ? `and ${late.toLocaleString("en")} late already` : "");
      }
      const ahead = rows.filter((row) => bookIsRenewing(row, today, BOOK_LATER_DAYS));
      ahead.sort((one, other) => ((one.renewal_on ?? "") < (other.renewal_on ?? "") ? -1 : 1));
      renewals.show(ahead, "No renewal in this time.", (row) => {
        const slack = bookSlack(row);
        const day = bookDay(row.renewal_on ?? "", today);
        return lead(row, slack ? `${day}, ${slack}` : day, (row.slack_days ?? 0) < 0);
      });
      const unseen = rows.filter((row) => (row.silent_days ?? 0) > 0);
      unseen.sort((one, other) => (other.silent_days ?? 0) - (one.silent_days ?? 0));
      silent.show(unseen, "", (row) => lead(row, row.opened ?? "", false));
      quiet.hidden = !unseen.length;
      found.show(bookByCode(rows), "Nothing is found.", ([name, count]) =>
        h("li", {},
          h("button", { type: "button", class: "csp-leading", "aria-pressed": String(name === code), title: name, text: meanings[name] ?? name, on: { click: () => find(name === code ? "" : name) } }),
          h("span", { class: "csp-soft", text: String(count) })));
    },
  };
}

/** @param {import("./book_pick.js").BookRow[]} rows @returns {[string, number][]} */
function bookByCode(rows) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) for (const code of new Set(row.findings)) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** @param {string} name @param {string} beside @param {...HTMLElement} kids */
function bookCardOf(name, beside, ...kids) {
  return h("section", { class: "csp-card", "aria-label": name },
    h("h2", { class: "csp-title" }, name, " ", h("small", { text: beside })), ...kids);
}

/** A list that shows its first few, and more when it is asked. @param {string} name @param {string} [side] */
function bookShort(name, side = "") {
  const count = h("span", { class: "csp-soft" });
  const head = h("h3", {}, side && h("span", { class: `csp-dot ${side}` }), name, " ", count);
  const list = h("ul", {});
  const more = h("button", { type: "button", class: "csp-chip" });
  let shown = BOOK_FEW;
  let draw = () => {};
  more.addEventListener("click", () => {
    shown += BOOK_MORE;
    draw();
  });
  const beside = h("span", { class: "csp-late" });
  head.append(" ", beside);
  return {
    /** @param {string} words */
    add: (words) => { beside.textContent = words; },
    node: h("div", { class: "csp-book-short" }, name && head, list, more),
    /** @template T @param {T[]} items @param {string} nothing @param {(item: T) => HTMLElement} line */
    show(items, nothing, line) {
      shown = BOOK_FEW;
      draw = () => {
        const left = items.length - shown;
        count.textContent = items.length ? items.length.toLocaleString("en") : nothing;
        list.replaceChildren(...items.slice(0, shown).map(line));
        if (!items.length && !name) list.append(h("li", { class: "csp-soft", text: nothing }));
        more.hidden = left <= 0;
        more.textContent = `${Math.min(left, BOOK_MORE).toLocaleString("en")} more`;
      };
      draw();
    },
  };
}

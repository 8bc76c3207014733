// The list of accounts: a table of one page of them, by mouse and by keys.

import { BOOK_SIDES, bookDay } from "./book_words.js";
import { h, roving } from "./dom.js";

const BOOK_PAGE = 20;
/** @type {[string, string][]} */
const BOOK_COLUMNS = [
  ["need", "Card"], ["name", "Account"], ["", "Why it needs you"],
  ["finish", "Arrives"], ["renewal", "Renewal"], ["value", "Value a year"], ["findings", "Look"],
];

/**
 * @param {{today: string, open: (account: string) => void, sort: (column: string) => void}} doors
 */
export function bookList({ today, open, sort }) {
  const heads = new Map(BOOK_COLUMNS.map(([key, name]) => [key, bookHead(key, name, sort)]));
  const body = h("tbody", {});
  const table = h("table", { class: "csp-book-table", role: "table" },
    h("caption", { class: "csp-hidden", text: "Accounts. Arrow keys move, Enter opens the plan." }),
    h("thead", {}, h("tr", {}, ...heads.values())), body);
  const where = h("span", { class: "csp-soft" });
  const back = h("button", { type: "button", class: "csp-button", text: "Previous page", on: { click: () => turn(-1) } });
  const on = h("button", { type: "button", class: "csp-button", text: "Next page", on: { click: () => turn(1) } });
  const pages = h("div", { class: "csp-book-pages" }, back, where, on);
  const nothing = h("p", { class: "csp-book-nothing csp-soft" });
  const names = roving(body, ".csp-book-name");
  /** @type {import("./book_pick.js").BookRow[]} */
  let rows = [];
  let page = 0;

  /** @param {number} step */
  function turn(step) {
    const last = Math.max(Math.ceil(rows.length / BOOK_PAGE) - 1, 0);
    const next = Math.min(Math.max(page + step, 0), last);
    if (next === page) return false;
    page = next;
    draw();
    return true;
  }

  function draw() {
    const begin = page * BOOK_PAGE;
    const shown = rows.slice(begin, begin + BOOK_PAGE);
    const focused = body.contains(document.activeElement) && /** @type {HTMLElement} */ (document.activeElement).dataset.account;
    body.replaceChildren(...shown.map((row) => bookLine(row, today)));
    names.settle();
    if (focused) focus(focused);
    pages.hidden = rows.length <= BOOK_PAGE;
    where.textContent = `${begin + 1}–${begin + shown.length} of ${rows.length.toLocaleString("en")}`;
    /** @type {HTMLButtonElement} */ (back).disabled = page === 0;
    /** @type {HTMLButtonElement} */ (on).disabled = begin + BOOK_PAGE >= rows.length;
  }

  /** @param {string} account */
  function focus(account) {
    names.to(names.all().find((node) => node.dataset.account === account) ?? names.all()[0]);
  }

  body.addEventListener("click", (event) => {
    const line = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("tr"));
    if (line?.dataset.account && !String(window.getSelection())) open(line.dataset.account);
  });
  body.addEventListener("keydown", (event) => {
    const all = names.all();
    const at = all.findIndex((node) => node === event.target);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const jumps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (event.key in jumps) {
      const next = jumps[/** @type {keyof jumps} */ (event.key)];
      if (next >= all.length && turn(1)) names.to(names.all()[0]);
      else if (next < 0 && turn(-1)) names.to(names.all().at(-1));
      else names.to(all[Math.min(Math.max(next, 0), all.length - 1)]);
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      if (turn(event.key === "PageDown" ? 1 : -1)) names.to(names.all()[0]);
    } else return;
    event.preventDefault();
  });

  return {
    node: h("div", { class: "csp-book-list" }, table, nothing, pages),
    focus,
    /**
     * @param {import("./book_pick.js").BookRow[]} chosen @param {import("./book_pick.js").BookWish} wish
     * @param {{isNew: boolean, empty: string}} told `isNew`: another choice, so from its beginning
     */
    show(chosen, wish, { isNew, empty }) {
      rows = chosen;
      page = isNew ? 0 : Math.min(page, Math.max(Math.ceil(rows.length / BOOK_PAGE) - 1, 0));
      for (const [key, head] of heads) {
        if (key) head.setAttribute("aria-sort", key !== wish.sort ? "none" : wish.down ? "descending" : "ascending");
      }
      nothing.textContent = rows.length ? "" : empty;
      table.hidden = !rows.length;
      draw();
    },
  };
}

/** @param {string} key @param {string} name @param {(column: string) => void} sort */
function bookHead(key, name, sort) {
  const click = () => sort(key);
  return h("th", { scope: "col", class: `is-${key || "why"}` },
    key ? h("button", { type: "button", class: "csp-book-sort", text: name, on: { click } }) : name);
}

/** @param {import("./book_pick.js").BookRow} row @param {string} today */
function bookLine(row, today) {
  const arrives = row.finish_on ? bookDay(row.finish_on, today) : "";
  const late = row.behind && row.slip_days ? `${row.slip_days} days behind` : "";
  const renewal = row.renewal_on ? bookDay(row.renewal_on, today) : "";
  return h("tr", { data: { account: row.account } },
    h("td", { class: "is-need" }, ...bookCard(row)),
    h("th", { scope: "row", class: "is-name" },
      h("button", { type: "button", class: "csp-book-name", dir: "auto", tabindex: "-1", text: row.name || row.account, data: { account: row.account } }),
      row.csm && h("span", { class: "csp-soft", dir: "auto", text: row.csm })),
    h("td", { class: "is-why", dir: "auto", text: row.why }),
    h("td", { class: "is-finish", data: { name: "Arrives" } }, arrives, late && h("span", { class: "csp-late", title: bookSideTitle(row) }, row.slips_on && h("span", { class: `csp-dot ${row.slips_on}` }), late)),
    h("td", { class: "is-renewal", data: { name: "Renewal" } }, renewal, h("span", { class: bookIsTight(row) ? "csp-late" : "csp-soft", text: bookSlack(row) })),
    h("td", { class: "is-value", data: { name: "Value a year" }, text: row.value_a_year ? row.value : "" }),
    h("td", { class: "is-findings", data: { name: "Look" }, text: row.findings.length ? String(row.findings.length) : "" }),
  );
}

/** @param {import("./book_pick.js").BookRow} row */
function bookCard({ letter, points }) {
  if (!letter) return [h("span", { class: "csp-soft", text: "–", title: "No grade yet" })];
  return [
    h("b", { class: `csp-book-letter is-${letter.toLowerCase()}`, text: letter }),
    h("span", { class: "csp-book-points", text: points === null ? "" : String(points) }),
  ];
}

/** @param {import("./book_pick.js").BookRow} row */
function bookSideTitle({ slips_on: side }) {
  return side ? `Slips on: ${BOOK_SIDES[side]}` : "";
}

/** @param {import("./book_pick.js").BookRow} row */
function bookIsTight({ slack_days: slack }) {
  return slack !== null && slack < 0;
}

/** @param {import("./book_pick.js").BookRow} row */
export function bookSlack({ slack_days: slack }) {
  if (slack === null) return "";
  const days = `${Math.abs(slack)} ${Math.abs(slack) === 1 ? "day" : "days"}`;
  return slack < 0 ? `${days} too late` : `${days} to spare`;
}

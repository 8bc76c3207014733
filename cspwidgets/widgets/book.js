// The whole book in a page: figures, the list worst first, and what to do this week beside it.
//
// Python reads and grades; finding, sorting and picking happen here, so they answer at once. When
// an account is opened the book steps aside, and is as it was when one comes back.

import { bookBar } from "./book_bar.js";
import { bookCards } from "./book_cards.js";
import { bookChart } from "./book_chart.js";
import { bookFigures } from "./book_figures.js";
import { bookList } from "./book_list.js";
import { bookOpened } from "./book_opened.js";
import { bookChosen, bookWish } from "./book_pick.js";
import { bookCount, bookDay } from "./book_words.js";
import { guardKeys, h } from "./dom.js";

const BOOK_REFRESH_MS = 60_000;

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const front = Math.random().toString(36).slice(2);
  const today = model.get("today");
  /** @type {Map<string, import("./book_pick.js").BookRow>} */
  const rows = new Map();
  let wish = bookWish();
  /** @type {import("./book_pick.js").BookRow[]} */
  let chosen = [];
  let isDone = false;

  const status = h("p", { class: "csp-soft", role: "status" });
  const figures = bookFigures({ today, pick: (figure) => change({ figure: wish.figure === figure ? "" : figure }) });
  const list = bookList({ today, open, sort });
  const cards = bookCards({ today, meanings: model.get("meanings"), open, find: (code) => change({ code }) });
  const chart = bookChart({ ask: () => tell("chart"), pick: (picked) => change({ picked }) });
  const bar = bookBar({ change, clear: showAll, picture: () => chart.toggle() });
  const opened = bookOpened({ open, back });
  const book = h("div", { class: "csp-book-whole" },
    h("div", { class: "csp-book-head" }, h("h1", { text: "The whole book" }), status),
    figures.node, bar.node, chart.node,
    h("div", { class: "csp-book-columns" }, list.node, cards.node));
  const root = h("div", { class: "csp csp-book" }, opened.node, book);

  /** @param {string} kind @param {object} [body] */
  const tell = (kind, body = {}) => model.send({ kind, front, ...body });

  /** @param {Partial<import("./book_pick.js").BookWish>} part */
  function change(part) {
    wish = { ...wish, ...part };
    show(true);
  }

  function showAll() {
    wish = bookWish();
    chart.clear();
    show(true);
  }

  /** @param {string} column */
  function sort(column) {
    change({ sort: column, down: wish.sort === column && !wish.down });
  }

  function show(isNew = false) {
    const all = [...rows.values()];
    chosen = bookChosen(all, wish, today);
    figures.show(all, wish.figure);
    bar.show(all, chosen.length, wish);
    list.show(chosen, wish, { isNew, empty: bookEmpty(all.length, isDone) });
    cards.show(chosen, wish.code);
    if (isDone) chart.show(wish.picked ? bookChosen(all, { ...wish, picked: null }, today) : chosen);
  }

  /** @param {string} account */
  function open(account) {
    opened.show(account, chosen, root);
    book.hidden = true;
    tell("open", { account });
  }

  /** @param {string} account */
  function back(account) {
    book.hidden = false;
    tell("close");
    tell("refresh");
    list.focus(account);
  }

  /** @param {any} message */
  function receive(message) {
    if (message.kind === "opened") opened.hear(message);
    if (message.kind === "chart") void chart.hear(message);
    if (message.kind !== "rows") return;
    for (const row of message.put) rows.set(row.account, row);
    for (const account of message.cut) rows.delete(account);
    isDone = message.done;
    const count = isDone ? `as of ${bookDay(today, "")}` : `reading ${rows.size.toLocaleString("en")} of ${bookCount(message.total, "account")} …`;
    status.textContent = message.trouble || count;
    status.classList.toggle("csp-late", Boolean(message.trouble));
    if (message.put.length || message.cut.length || isDone) show();
  }

  const refresh = () => {
    if (document.visibilityState === "visible" && !book.hidden) tell("refresh");
  };
  const timer = window.setInterval(refresh, BOOK_REFRESH_MS);
  document.addEventListener("visibilitychange", refresh);
  guardKeys(root);
  el.append(root);
  model.on("msg:custom", receive);
  show();
  tell("hello");
  return () => {
    window.clearInterval(timer);
    document.removeEventListener("visibilitychange", refresh);
    model.off("msg:custom", receive);
    chart.close();
    tell("bye");
  };
}

/** @param {number} count @param {boolean} isDone */
function bookEmpty(count, isDone) {
  if (!isDone) return "Reading the book …";
  if (count) return "No account is like that. “Show all” brings all of them back.";
  return "There are no accounts yet. Begin one in the plan notebook with “New plan”, or load the demo with: csp demo";
}

export default { render };

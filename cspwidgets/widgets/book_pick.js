// Which accounts of the book are chosen, and in which order.

import { bookDaysTo } from "./book_words.js";

/**
 * @typedef {{activity: string, title: string, due_on: string, late_days: number}} BookStep
 * @typedef {{account: string, name: string, csm: string, letter: string | null,
 *   points: number | null, why: string, slip: string, slip_days: number | null,
 *   slips_on: string | null, behind: boolean, finish_on: string | null, renewal_on: string | null,
 *   slack_days: number | null, at_risk: boolean, over: boolean, value_a_year: number,
 *   value: string, currency: string, findings: string[], rank: any[], opened?: string,
 *   silent_days?: number, late: Record<string, number>, due_this_week: Record<string, BookStep[]>}} BookRow
 * @typedef {{words: string, csm: string, side: string, figure: string, code: string,
 *   picked: Set<string> | null, sort: string, down: boolean}} BookWish
 */

export const BOOK_SOON_DAYS = 90;
export const BOOK_LATER_DAYS = 180;

/** Nothing is asked for: everybody, worst first. @returns {BookWish} */
export function bookWish() {
  return { words: "", csm: "", side: "", figure: "", code: "", picked: null, sort: "need", down: false };
}

/** What each figure counts. @type {Record<string, (row: BookRow, today: string) => boolean>} */
export const BOOK_FIGURES = {
  behind: (row) => row.behind,
  soon: (row, today) => bookIsRenewing(row, today, BOOK_SOON_DAYS) && row.at_risk,
  later: (row, today) => bookIsRenewing(row, today, BOOK_LATER_DAYS) && row.at_risk,
  due: (row) => Object.values(row.due_this_week).some((steps) => steps.length > 0),
  silent: (row) => (row.silent_days ?? 0) > 0,
};

/** @param {BookRow} row @param {string} today @param {number} days */
export function bookIsRenewing(row, today, days) {
  if (row.over || !row.renewal_on) return false;
  const ahead = bookDaysTo(today, row.renewal_on);
  return ahead >= 0 && ahead <= days;
}

/** @param {Iterable<BookRow>} rows @param {BookWish} wish @param {string} today @returns {BookRow[]} */
export function bookChosen(rows, wish, today) {
  const words = bookPlain(wish.words).split(/\s+/).filter(Boolean);
  const counts = BOOK_FIGURES[wish.figure] ?? (() => true);
  const found = [...rows].filter((row) => {
    if (wish.picked && !wish.picked.has(row.account)) return false;
    if (wish.csm && row.csm !== wish.csm) return false;
    if (wish.side && row.slips_on !== wish.side && row.slips_on !== "both") return false;
    if (wish.code && !row.findings.includes(wish.code)) return false;
    if (!counts(row, today)) return false;
    if (!words.length) return true;
    const text = bookPlain(`${row.name} ${row.account} ${row.csm} ${row.why} ${row.findings.join(" ")}`);
    return words.every((word) => text.includes(word));
  });
  return found.sort(bookOrder(wish));
}

/** Small letters without accents, so that "sao" finds "São". @param {string} text */
function bookPlain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What a column sorts by; the first click shows what needs you most. @type {Record<string, (row: BookRow) => any>} */
const BOOK_KEYS = {
  name: (row) => row.name.toLowerCase(),
  finish: (row) => row.finish_on,
  renewal: (row) => row.renewal_on,
  value: (row) => -row.value_a_year,
  findings: (row) => -row.findings.length,
};

/** @param {BookWish} wish */
function bookOrder({ sort, down }) {
  const key = BOOK_KEYS[sort];
  const turn = down ? -1 : 1;
  /** @param {BookRow} one @param {BookRow} other */
  return (one, other) => {
    const byNeed = bookByNeed(one, other);
    if (!key) return turn * byNeed;
    const [left, right] = [key(one), key(other)];
    if (left === right) return byNeed;
    if (left === null || right === null) return left === null ? 1 : -1; // what is not known stays last
    return turn * (left < right ? -1 : 1);
  };
}

/** @param {BookRow} one @param {BookRow} other */
function bookByNeed(one, other) {
  for (const [place, left] of one.rank.entries()) {
    const right = other.rank[place];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

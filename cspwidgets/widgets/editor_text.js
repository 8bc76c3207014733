// How values read: in a cell, and as the text that editing begins with.

/**
 * @typedef {import("./editor_doc.js").Doc} Doc
 * @typedef {import("./editor_doc.js").Row} Row
 * @typedef {import("./editor_doc.js").Column} Column
 */

const TEXT_DAY_MS = 864e5;
const TEXT_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const textNumber = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A day as people say it, with the year when it is another than today's. @param {Doc} doc @param {number} day */
export function textDay(doc, day) {
  const words = textWholeDay(day);
  const year = String(textDate(doc.meta.today).getUTCFullYear());
  return words.endsWith(` ${year}`) ? words.slice(0, -year.length - 1) : words;
}

/** @param {number} day */
const textDate = (day) => new Date(day * TEXT_DAY_MS);

/** @param {number} day */
function textWholeDay(day) {
  const date = textDate(day);
  return `${date.getUTCDate()} ${TEXT_MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Days since 1970 of an ISO day. @param {string} iso */
export const textToDay = (iso) => Date.parse(`${iso}T00:00:00Z`) / TEXT_DAY_MS;

/** Whether two days are in one month. @param {number} one @param {number} other */
export function textSameMonth(one, other) {
  return textDate(one).toISOString().slice(0, 7) === textDate(other).toISOString().slice(0, 7);
}

/** @param {Doc} doc @param {string} id the id of a person, or free words */
export const textWho = (doc, id) => doc.name(doc.find("people", id)) || id;

/** A short name for a chip. @param {Doc} doc @param {string} table @param {string} id */
export function textShort(doc, table, id) {
  if (table === "outcomes" && /^[a-z][a-z_-]{1,11}$/.test(id)) return id.replaceAll(/[_-]/g, " ");
  const name = doc.name(doc.find(table, id)) || id;
  return name.length <= 18 ? name : (/^.{1,18}(?=\s)/u.exec(name)?.[0] ?? name);
}

/** What stands in a cell, in words. @param {Doc} doc @param {Row} row @param {Column} column @returns {string} */
export function textCell(doc, row, column) {
  const value = doc.value(row, column);
  if (column.field === "due_on") return textDue(doc, row);
  if (value === null || value === "") return "";
  switch (column.kind) {
    case "choice": return column.choices?.find(([key]) => key === value)?.[1] ?? value;
    case "measure": return column.choices?.find(([key]) => key === value)?.[1] ?? value.replace(/^feature:/, "Feature: ");
    case "yes": return value ? "Yes" : "";
    case "date": return textDay(doc, textToDay(value));
    case "number": return textNumber.format(value);
    case "share": return `${textNumber.format(value * 100)} %`;
    case "owner": return textWho(doc, value);
    case "rows": return textMany(value).map((id) => doc.name(doc.find(column.of ?? "", id)) || id).join(", ");
    case "dates": return value.join(", ");
    default: return value;
  }
}

/** The text that editing a cell begins with; Python reads it again. @param {Doc} doc @param {Row} row @param {Column} column @returns {string} */
export function textTyped(doc, row, column) {
  const value = doc.value(row, column);
  if (value === null || value === "") return "";
  if (column.kind === "date") return textWholeDay(textToDay(value));
  if (column.kind === "number") return String(value);
  return textCell(doc, row, column);
}

/** One id or several, as several. @param {string | string[]} value @returns {string[]} */
export const textMany = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/** When a step is due, without how late it is. @param {Doc} doc @param {Row} row */
export function textDue(doc, row) {
  const due = doc.due(row.id);
  if (due === undefined) return row.kind === "cadence" && doc.state(row) !== "skipped" ? "regularly" : "";
  return due < 0 ? `week ${-due}` : textDay(doc, due);
}

/** @param {number} days */
export const textLate = (days) => `${days} ${days === 1 ? "day" : "days"} late`;

/** A number of weeks, or that there is no end. @param {number | null} weeks */
export const textWeeks = (weeks) =>
  weeks === null ? "ongoing" : `${textNumber.format(weeks)} ${weeks === 1 ? "week" : "weeks"}`;

/** Letters without case and accents, for searching. @param {string} text */
export const textPlain = (text) => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

// Days, amounts and counts as the book says them.

const BOOK_DAY_MS = 86_400_000;
const BOOK_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** @type {Record<string, string>} */
export const BOOK_SIDES = { customer: "Customer", vendor: "Us", partner: "Partner", both: "Both" };

/** An ISO day in few signs; the year only where it is another. @param {string} day @param {string} today */
export function bookDay(day, today) {
  const [year, month, date] = day.split("-");
  const told = `${Number(date)} ${BOOK_MONTHS[Number(month) - 1]}`;
  return today.startsWith(year) ? told : `${told} ${year}`;
}

/** Days from one ISO day to another. @param {string} from @param {string} to */
export function bookDaysTo(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / BOOK_DAY_MS);
}

/** @param {number} count @param {string} one @param {string} [many] */
export function bookCount(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

/** Sums by currency, the largest first: "$1.2m + £779k". @param {Map<string, number>} sums */
export function bookSums(sums) {
  const found = [...sums].filter(([, sum]) => sum !== 0).sort((one, other) => other[1] - one[1]);
  return found.map(([currency, sum]) => bookMoney(sum, currency)).join(" + ");
}

/** @param {number} sum @param {string} currency */
function bookMoney(sum, currency) {
  const few = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
  const figure = few.format(sum).replace("K", "k").replace("M", "m").replace("B", "bn");
  if (!/^[A-Z]{3}$/.test(currency)) return figure;
  const sign = new Intl.NumberFormat("en", { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find(({ type }) => type === "currency");
  const shown = sign?.value ?? currency;
  return /^[A-Z]{3}$/.test(shown) ? `${shown} ${figure}` : `${shown}${figure}`;
}

// From px to working days of the plan and back, and from those to days of the calendar.

/**
 * @typedef {{knots: [number, number][], start: string | null, holidays: string[]}} Scale
 */

/** The px at which a working-day offset stands. @param {Scale} scale @param {number} offset */
export function daysToPx({ knots }, offset) {
  return daysAlong(knots, offset, 0, 1);
}

/** The working-day offset that stands at a px. @param {Scale} scale @param {number} px */
export function daysFromPx({ knots }, px) {
  return daysAlong(knots, px, 1, 0);
}

/**
 * The calendar day of a working-day offset, as an ISO day; none in a plan without a start.
 * @param {Scale} scale @param {number} offset
 * @returns {string | null}
 */
export function daysDate({ start, holidays }, offset) {
  if (!start) return null;
  const day = new Date(`${start}T00:00:00Z`);
  const off = new Set(holidays);
  const step = offset < 0 ? -1 : 1;
  const isWorking = () =>
    day.getUTCDay() % 6 !== 0 && !off.has(day.toISOString().slice(0, 10));
  const walk = (/** @type {number} */ by) => day.setUTCDate(day.getUTCDate() + by);
  while (!isWorking()) walk(1);
  for (let left = Math.abs(offset); left > 0; left -= 1) {
    do walk(step);
    while (!isWorking());
  }
  return day.toISOString().slice(0, 10);
}

/** A day in words: "Fri 7 Aug". @param {string | null} iso */
export function daysWords(iso) {
  if (!iso) return "";
  const options = /** @type {const} */ ({ weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString("en-GB", options);
}

/**
 * Piecewise straight between the knots; beyond them, as between the last two.
 * @param {[number, number][]} knots @param {number} value @param {0 | 1} from @param {0 | 1} to
 */
function daysAlong(knots, value, from, to) {
  let place = knots.findIndex((knot) => knot[from] > value);
  if (place < 0) place = knots.length - 1;
  let [left, right] = [knots[Math.max(place - 1, 0)], knots[Math.max(place, 1)]];
  const span = right[from] - left[from];
  return span ? left[to] + ((value - left[from]) / span) * (right[to] - left[to]) : left[to];
}

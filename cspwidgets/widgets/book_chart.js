// The picture of the book: what is drawn around in it is what the list shows.
//
// Python gives its form and the script that draws it, when it is first asked for; the data is what
// this page has already. It stands above the list, so that it stays in its place under the hand.

import { BOOK_SIDES } from "./book_words.js";
import { h } from "./dom.js";

const BOOK_NARROW_PX = 1040;
/** @typedef {{script: string, trouble: string, forms: Record<string, Record<string, any>>}} BookPicture */

/**
 * @param {{ask: () => void, pick: (picked: Set<string> | null) => void}} doors
 */
export function bookChart({ ask, pick }) {
  const said = h("p", { class: "csp-soft", role: "status", text: "Drawing …" });
  const place = h("div", { class: "csp-book-drawing" });
  const all = h("button", { type: "button", class: "csp-button", text: "Select none", hidden: true, on: { click: clear } });
  const node = h("section", { class: "csp-card csp-book-chart", hidden: true, "aria-label": "The picture of the book" },
    h("h2", { class: "csp-title" }, "Time left and grade ", h("small", { text: "draw around accounts, or click a bar: the list follows" }), all),
    said, place);
  /** @type {BookPicture | null} */
  let picture = null;
  /** @type {any} */
  let embed = null;
  /** @type {any} */
  let view = null;
  let drawn = "";
  /** @type {import("./book_pick.js").BookRow[]} */
  let rows = [];
  let frame = 0;

  const resized = new ResizeObserver(() => void draw());
  const themed = new MutationObserver(() => void draw());
  resized.observe(node);
  themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });

  /** Draw it, where it is not drawn so already. */
  async function draw() {
    if (!picture || !embed || !node.clientWidth) return;
    const wanted = `${bookScheme()} ${node.clientWidth < BOOK_NARROW_PX ? "narrow" : "wide"}`;
    if (wanted === drawn) return;
    drawn = wanted;
    const [scheme, shape] = wanted.split(" ");
    const form = { ...picture.forms[scheme][shape], datasets: { book: rows.map(bookDot) } };
    const made = await embed(place, form, { actions: false, renderer: "canvas" });
    view?.finalize();
    view = made.view;
    for (const name of ["brush", "by_side", "by_csm"]) view.addSignalListener(name, soon);
    pick(null);
    all.hidden = true;
  }

  function soon() {
    window.cancelAnimationFrame(frame);
    frame = window.requestAnimationFrame(tell);
  }

  function tell() {
    const wish = { brush: view.signal("brush"), side: view.signal("by_side"), csm: view.signal("by_csm") };
    const isAny = Object.values(wish).some((part) => Object.keys(part ?? {}).length > 0);
    all.hidden = !isAny;
    pick(isAny ? new Set(rows.filter((row) => bookIsDrawnAround(row, wish)).map((row) => row.account)) : null);
  }

  function clear() {
    drawn = "";
    pick(null);
    all.hidden = true;
    void draw();
  }

  return {
    node,
    /** Show it or put it away; gives whether it is shown. */
    toggle() {
      node.hidden = !node.hidden;
      if (node.hidden) clear();
      else if (!picture) ask();
      return !node.hidden;
    },
    clear: () => {
      if (!all.hidden) clear();
    },
    /** @param {import("./book_pick.js").BookRow[]} now */
    show(now) {
      const isSame = now.length === rows.length && now.every((row, place) => row === rows[place]);
      rows = now;
      if (view && !isSame) void view.data("book", rows.map(bookDot)).runAsync();
    },
    /** @param {BookPicture} message */
    async hear(message) {
      if (message.trouble) {
        said.textContent = message.trouble;
        return;
      }
      const address = URL.createObjectURL(new Blob([message.script], { type: "text/javascript" }));
      embed = (await import(address)).bookEmbed;
      URL.revokeObjectURL(address);
      picture = message;
      said.hidden = true;
      await draw();
    },
    close() {
      resized.disconnect();
      themed.disconnect();
      view?.finalize();
    },
  };
}

function bookScheme() {
  const lab = document.body.dataset.jpThemeLight;
  const isDark = lab ? lab === "false" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  return isDark ? "dark" : "light";
}

/** @param {import("./book_pick.js").BookRow} row */
function bookDot(row) {
  const { account, name, why, points, slack_days: slack } = row;
  return { account, name: name || account, why, points, slack, side: bookSideWord(row), csm: row.csm || "Nobody" };
}

/** @param {import("./book_pick.js").BookRow} row */
function bookSideWord({ slips_on: side }) {
  return side ? BOOK_SIDES[side] : "Nobody";
}

/** @param {import("./book_pick.js").BookRow} row @param {{brush: any, side: any, csm: any}} wish */
function bookIsDrawnAround(row, { brush, side, csm }) {
  if (side?.side && !side.side.includes(bookSideWord(row))) return false;
  if (csm?.csm && !csm.csm.includes(row.csm || "Nobody")) return false;
  return bookIsWithin(row.slack_days, brush?.slack) && bookIsWithin(row.points, brush?.points);
}

/** @param {number | null} value @param {number[] | undefined} ends */
function bookIsWithin(value, ends) {
  if (!ends) return true;
  return value !== null && value >= Math.min(...ends) && value <= Math.max(...ends);
}

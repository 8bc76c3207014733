// The route in a page: shows the fragments that Python draws, and lets fingers and keys move bars.

import { guardKeys, h, s } from "./dom.js";
import { keyedHost } from "./keyed.js";
import { connectLink } from "./link.js";
import { timelineLinks } from "./timeline_links.js";
import { timelineMoves } from "./timeline_moves.js";

const TIMELINE_HINT = "Drag, or Shift ← → moves a day · Shift Alt ← → a week · Alt ← → lengthens · Enter opens";

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const link = connectLink({ model, name: "timeline", on: { whole, patch, reject: () => moves.refused() } });
  const frame = h("div", { class: "csp-timeline-frame" });
  const details = h("p", { class: "csp-timeline-details csp-soft", text: TIMELINE_HINT });
  const foot = h("div", { class: "csp-timeline-foot" }, details, link.status);
  const root = h("section", { class: "csp csp-card csp-timeline", "aria-label": "Route" }, frame, link.conflicts, foot);
  const road = s("svg", { class: "csp-route", role: "group" });
  const text = h("div", { class: "csp-timeline-directions" });
  const bars = s("g", {});
  const drawn = keyedHost(bars, { svg: true });
  const written = keyedHost(text);
  const links = timelineLinks({ idsOf: () => acts().map(idOf), barOf, nodeOf: (id) => drawn.get(`act:${id}`) });
  const moves = timelineMoves({ link, road, barOf, nodeOf: (id) => drawn.get(`act:${id}`), open });
  let here = "";
  let isDrawing = false;

  /** @param {string} id @returns {import("./timeline_moves.js").Bar | undefined} */
  function barOf(id) {
    const { [`bar:${id}`]: bar, [`at:${id}`]: at } = link.now.parts;
    if (!bar || !at) return undefined;
    const [x, y, width, row, start, finish] = at;
    return { ...bar, x, y, width, row, start, finish };
  }

  /** Bars are drawn at the origin. @param {string[]} keys of the parts that are new */
  function place(keys) {
    for (const key of keys) {
      const id = key.replace(/^(act|at):/, "");
      const [node, at] = [drawn.get(`act:${id}`), link.now.parts[`at:${id}`]];
      if (node instanceof SVGElement && at) node.style.translate = `${at[0]}px ${at[1]}px`;
    }
  }

  /** @param {string} id */
  function open(id) {
    link.reveal("activities", id);
  }

  function whole() {
    const { parts, order, meta } = link.now;
    const isRoad = meta.form === "road";
    if (isRoad) drawn.whole(parts, order);
    else written.whole(parts, order);
    place(order);
    frame.replaceChildren(isRoad ? road : text);
    settle();
  }

  /** @param {import("./link.js").Patch} change */
  function patch(change) {
    const isRoad = link.now.meta.form === "road";
    if (isRoad !== (frame.firstChild === road)) {
      whole();
      return;
    }
    moves.arrived(Object.keys(change.put));
    isDrawing = true; // a bar that is swapped loses the focus for a moment: nobody left it
    (isRoad ? drawn : written).patch(change);
    isDrawing = false;
    place(Object.keys(change.put));
    moves.again();
    settle();
  }

  function settle() {
    const { meta } = link.now;
    details.hidden = meta.form !== "road";
    if (meta.form !== "road") return;
    road.setAttribute("viewBox", `0 0 ${meta.width} ${meta.height}`);
    road.setAttribute("width", meta.width);
    road.setAttribute("height", meta.height);
    road.setAttribute("aria-label", meta.label);
    const all = acts();
    const now = all.find((node) => node.dataset.id === here) ?? all[0];
    for (const node of all) node.setAttribute("tabindex", node === now ? "0" : "-1");
    links.show(document.activeElement === now ? here : "");
  }

  const acts = () => /** @type {SVGElement[]} */ ([...bars.querySelectorAll("[data-id]")]);

  /** @param {Event} event @returns {SVGElement | null} */
  const actOf = (event) => /** @type {Element} */ (event.target).closest?.("[data-id]") ?? null;

  /** @param {SVGElement | null} act */
  function tell(act) {
    const said = act?.getAttribute("aria-label") ?? TIMELINE_HINT;
    details.textContent = said;
    details.classList.toggle("csp-soft", !act);
  }

  /**
   * The next bar in a direction: along its lane, or the nearest in the lane above or below.
   * @param {SVGElement} from @param {string} key
   */
  function neighbour(from, key) {
    const lanes = [...new Set(acts().map((node) => barOf(idOf(node))?.lane))];
    const mine = barOf(idOf(from));
    if (!mine) return undefined;
    const inLane = (/** @type {string | undefined} */ lane) =>
      acts().filter((node) => barOf(idOf(node))?.lane === lane);
    const along = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (along) {
      const lane = inLane(mine.lane);
      return lane[lane.indexOf(from) + along];
    }
    const next = inLane(lanes[lanes.indexOf(mine.lane) + (key === "ArrowDown" ? 1 : -1)]);
    const far = (/** @type {SVGElement} */ node) => Math.abs((barOf(idOf(node))?.x ?? 0) - mine.x);
    return next.sort((a, b) => far(a) - far(b))[0];
  }

  guardKeys(root);
  link.undoKeys(root);
  road.addEventListener("pointerover", (event) => {
    const act = actOf(event);
    tell(act);
    links.show(act ? idOf(act) : here);
  });
  road.addEventListener("pointerleave", () => tell(null));
  // On the frame: an svg that listens for the focus is a stop of Tab of its own in Chromium.
  frame.addEventListener("focusin", (event) => {
    const act = actOf(event);
    if (!act) return;
    here = idOf(act);
    for (const node of acts()) node.setAttribute("tabindex", node === act ? "0" : "-1");
    tell(act);
    links.show(here);
  });
  frame.addEventListener("focusout", () => {
    if (isDrawing) return;
    moves.commit();
    links.show("");
    tell(null);
  });
  road.addEventListener("pointerdown", (event) => {
    const act = actOf(event);
    if (act && event.button === 0) moves.grab(event, act);
  });
  road.addEventListener("dblclick", (event) => {
    const act = actOf(event);
    if (act) open(idOf(act));
  });
  road.addEventListener("keydown", (event) => {
    const act = actOf(event);
    if (!act || event.ctrlKey || event.metaKey) return;
    if (moves.key(event, idOf(act)) || walk(event, act)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });

  /** @param {KeyboardEvent} event @param {SVGElement} act */
  function walk(event, act) {
    if (event.key === "Enter" || event.key === " ") {
      open(idOf(act));
      return true;
    }
    if (!event.key.startsWith("Arrow")) return false;
    neighbour(act, event.key)?.focus();
    return true;
  }

  road.append(bars, links.layer);
  el.append(root);
  link.start();
  link.watchWidth(frame);
  return () => link.close();
}

/** @param {SVGElement} node */
const idOf = (node) => /** @type {string} */ (node.dataset.id);

export default { render };

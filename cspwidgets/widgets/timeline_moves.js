// Moving bars: by dragging and by keys. A move is first a draft that everybody can see, then an
// edit. Several key presses in a row make one draft, and so one change that can be undone.

import { daysDate, daysFromPx, daysToPx, daysWords } from "./timeline_days.js";

const MOVES_SETTLE_MS = 500;
const MOVES_EDGE_PX = 8;
const MOVES_SLACK_PX = 3;
const MOVES_WEEK = 5;

/**
 * @typedef {{lane: string, row: number, x: number, y: number, width: number, height: number,
 *   start: number, finish: number, after: string[], title: string, due_on: string | null, days: number | null,
 *   ended: boolean, milestone: boolean}} Bar
 * @typedef {{id: string, kind: "move" | "stretch", days: number}} Draft
 * @typedef {{link: import("./link.js").Link, road: SVGElement, open(id: string): void,
 *   barOf(id: string): Bar | undefined, nodeOf(id: string): Element | undefined}} Parts
 */

/** @param {Parts} parts */
export function timelineMoves({ link, road, barOf, nodeOf }) {
  /** @type {Draft | null} */
  let draft = null;
  let timer = 0;
  /** Moves that are sent and not drawn yet, so that a quick second one starts where they end.
   * @type {Map<string, {move: number, stretch: number}>} */
  const sent = new Map();

  const scale = () => /** @type {import("./timeline_days.js").Scale} */ (link.now.meta);

  /** Why a bar cannot be moved; empty when it can. @param {Bar} bar @param {Draft["kind"]} kind */
  function refusal(bar, kind) {
    if (link.readOnly) return "This view is only for looking.";
    if (!scale().start) {
      return "The plan has no start day yet, so its steps have no dates to move. Set the start first.";
    }
    if (bar.ended) return `“${bar.title}” is over: its days are what they were. Enter opens it.`;
    if (kind === "stretch" && bar.milestone) return `“${bar.title}” is a milestone: it has no length.`;
    return "";
  }

  /** @param {Bar} bar @param {string} id */
  function facts(bar, id) {
    const late = sent.get(id) ?? { move: 0, stretch: 0 };
    const last = Math.max(Math.ceil(bar.finish - 1e-9) - 1, 0) + late.move + late.stretch;
    return { last, first: Math.floor(bar.start) + late.move, length: bar.finish - bar.start + late.stretch };
  }

  /** Show a draft: the bar goes along, and the status line says the days. @param {Draft} next */
  function show(next) {
    const bar = barOf(next.id);
    const node = nodeOf(next.id);
    if (!bar || !node) return;
    const { first, last, length } = facts(bar, next.id);
    const least = next.kind === "move" ? -last : Math.ceil(1 - length);
    draft = { ...next, days: Math.max(next.days, least) };
    const by = daysToPx(scale(), bar.finish + draft.days) - daysToPx(scale(), bar.finish);
    const shape = node.querySelector(".bar");
    node.classList.add("moving");
    if (draft.kind === "move") node.setAttribute("transform", `translate(${by} 0)`);
    else shape?.setAttribute("width", String(Math.max(bar.width + by, 4)));
    const begin = daysWords(daysDate(scale(), first + (draft.kind === "move" ? draft.days : 0)));
    const end = daysWords(daysDate(scale(), last + draft.days));
    const size = draft.kind === "stretch" ? `, ${Math.round(length + draft.days)} days` : "";
    link.say(`${bar.title}: ${bar.milestone ? end : `${begin} to ${end}`}${size}`);
  }

  /** Put the bar back where Python drew it. */
  function cancel() {
    window.clearTimeout(timer);
    if (!draft) return false;
    rest(draft.id);
    draft = null;
    return true;
  }

  /** @param {string} id a bar that lies where Python drew it */
  function rest(id) {
    const bar = barOf(id);
    const node = nodeOf(id);
    node?.classList.remove("moving");
    node?.removeAttribute("transform");
    if (bar) node?.querySelector("rect.bar")?.setAttribute("width", String(bar.width));
  }

  /** Make the draft an edit. */
  function commit() {
    window.clearTimeout(timer);
    const bar = draft && barOf(draft.id);
    if (!draft || !bar || !draft.days) {
      cancel();
      return;
    }
    const { id, kind, days } = draft;
    const { last, length } = facts(bar, id);
    const was = sent.get(id) ?? { move: 0, stretch: 0 };
    const due = { value: daysDate(scale(), last + days), old: sent.has(id) ? undefined : bar.due_on };
    /** @type {import("./link.js").WireEdit[]} */
    const edits = [];
    if (kind === "stretch") {
      edits.push(movesEdit(id, "days", { value: Math.round(length + days), old: was.stretch ? undefined : bar.days }));
    }
    if (kind === "move" || bar.due_on) edits.push(movesEdit(id, "due_on", due));
    sent.set(id, { ...was, [kind]: was[kind] + days });
    draft = null;
    link.edit(edits);
  }

  /** Python has drawn these: what was sent of them is no longer in the air. @param {string[]} keys */
  function arrived(keys) {
    for (const key of keys) sent.delete(key.replace(/^(at|bar):/, ""));
  }

  /** Python has refused: every bar goes back to where it was drawn. */
  function refused() {
    for (const id of sent.keys()) rest(id);
    sent.clear();
  }

  /** Show the draft on bars that were drawn anew. */
  function again() {
    if (draft) show(draft);
  }

  /** @param {string} id @param {Draft["kind"]} kind @param {number} days */
  function nudge(id, kind, days) {
    const bar = barOf(id);
    const refused = bar ? refusal(bar, kind) : "";
    if (!bar || refused) {
      link.warn(refused);
      return;
    }
    if (draft && (draft.id !== id || draft.kind !== kind)) commit();
    show({ id, kind, days: (draft?.days ?? 0) + days });
    window.clearTimeout(timer);
    timer = window.setTimeout(commit, MOVES_SETTLE_MS);
  }

  /** A key on a bar; true when it was a move. @param {KeyboardEvent} event @param {string} id */
  function key(event, id) {
    if (event.key === "Escape") {
      if (cancel()) link.say("Left where it was.");
      return true;
    }
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way || !(event.shiftKey || event.altKey)) return false;
    if (!event.shiftKey) nudge(id, "stretch", way);
    else nudge(id, "move", way * (event.altKey ? MOVES_WEEK : 1));
    return true;
  }

  /** Begin to drag a bar. @param {PointerEvent} event @param {SVGElement} act */
  function grab(event, act) {
    const id = /** @type {string} */ (act.dataset.id);
    const bar = barOf(id);
    const shape = act.querySelector("rect.bar")?.getBoundingClientRect();
    if (!bar) return;
    const isEdge = shape && shape.width > 2 * MOVES_EDGE_PX && shape.right - event.clientX < MOVES_EDGE_PX;
    const kind = isEdge ? "stretch" : "move";
    const zoom = scaleOf();
    const from = event.clientX;
    let isMoving = false;
    commit();
    act.focus();

    /** @param {PointerEvent} now */
    const move = (now) => {
      const px = (now.clientX - from) * zoom;
      if (!isMoving && Math.abs(px) < MOVES_SLACK_PX) return;
      const refused = isMoving ? "" : refusal(bar, kind);
      if (refused) {
        link.warn(refused);
        end();
        return;
      }
      isMoving = true;
      const finish = daysFromPx(scale(), daysToPx(scale(), bar.finish) + px);
      show({ id, kind, days: Math.round(finish - bar.finish) });
    };
    const drop = () => {
      end();
      commit();
    };
    /** @param {KeyboardEvent} now */
    const escape = (now) => {
      if (now.key !== "Escape") return;
      now.preventDefault();
      now.stopPropagation();
      end();
      if (cancel()) link.say("Left where it was.");
    };
    const give = () => {
      end();
      cancel();
    };
    /** @type {[string, any][]} */
    const listeners = [["pointermove", move], ["pointerup", drop], ["pointercancel", give], ["keydown", escape]];
    const end = () => listeners.forEach(([kind, call]) => window.removeEventListener(kind, call, true));
    listeners.forEach(([kind, call]) => window.addEventListener(kind, call, true));
  }

  const scaleOf = () => link.now.meta.width / road.getBoundingClientRect().width;

  return { key, grab, commit, arrived, again, refused };
}

/** @param {string} row @param {string} field @param {{value: any, old: any}} values */
function movesEdit(row, field, { value, old }) {
  const seen = old === undefined ? {} : { old };
  return { kind: /** @type {const} */ ("set"), table: "activities", row, field, value, ...seen };
}

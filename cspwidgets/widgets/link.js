// The line between a front and Python: edits go out and wait for an answer, nothing is lost.
//
// An edit stays in the page's session storage until Python says that it is saved. After a reload
// or a restart of the kernel it is sent again with the same id, which makes that harmless.

import { conflictPanel } from "./conflicts.js";
import { h, isTyping } from "./dom.js";
import { linkNoShelf, linkShelf } from "./shelf.js";
import { wirePatch, wirePatched } from "./wire.js";

const ACK_MS = 4000;
const WIDTH_STEP = 40;

/**
 * @typedef {{get(key: string): any, send(message: object): void,
 *   on(event: string, call: (message: any) => void): void,
 *   off(event: string, call: (message: any) => void): void}} Model
 * @typedef {{version: number, revision: number, plan: string, account: string, trial: string,
 *   read_only: boolean, parts: Record<string, any>, order: string[], meta: Record<string, any>}} Whole
 * @typedef {{version: number, revision: number, put: Record<string, any>, cut: string[],
 *   order?: string[], moves?: Move[], meta?: Record<string, any>}} Patch `order` if there are moves
 * @typedef {import("./wire.js").Move} Move
 * @typedef {{seq: number, id: string, table: string, row: string, field: string,
 *   message: string, typed: string}} Reject
 * @typedef {{seq: number, id: string, revision: number}} Ack
 * @typedef {{saved: "saved" | "saving" | "not_saved" | "conflict" | "trial", at: string, message: string,
 *   undo: string, redo: string}} State
 * @typedef {{kind: "set" | "add" | "remove" | "move", table: string, row?: string, field?: string,
 *   typed?: any, value?: any, old?: any, after?: string}} WireEdit
 * @typedef {{whole(whole: Whole): void, patch(patch: Patch): void, reject?(reject: Reject): void,
 *   ack?(ack: Ack): void, state?(state: State): void, other?(message: any): void,
 *   conflict?(items: import("./conflicts.js").Question[]): void,
 *   reveal?(place: {table: string, row: string}): void}} LinkEvents
 * @typedef {ReturnType<typeof connectLink>} Link
 */

/**
 * @param {{model: Model, name: string, on: LinkEvents}} options
 *   `name`: the view's name, under which its unsaved edits are kept
 */
export function connectLink({ model, name, on }) {
  const front = linkId();
  const status = h("div", { class: "csp-status", role: "status", "aria-live": "polite" });
  const { panel, show } = conflictPanel((choices) => ask("resolve", { choices }));
  /** @type {Map<string, {message: any, timer: number, shelf: ReturnType<typeof linkShelf>}>} */
  const pending = new Map();
  /** @type {Whole} */
  let whole = model.get("snapshot");
  let shelf = shelfOf();
  /** @type {HTMLElement | null} */
  let marked = null;
  let sequence = 0;
  let width = 0;
  /** @type {ResizeObserver | null} */
  let observer = null;

  /** @param {string} text @param {"" | "warn" | "saved"} [tone] */
  function write(text, tone = "") {
    status.textContent = text;
    status.classList.toggle("csp-warn", tone === "warn");
    status.classList.toggle("csp-saved", tone === "saved");
    status.setAttribute("role", tone === "warn" ? "alert" : "status");
  }

  /** What is tried in a what-if is nowhere kept: after a reload it would become an edit. */
  function shelfOf() {
    return whole.trial ? linkNoShelf : linkShelf(whole.plan, name);
  }

  /** @param {any} message */
  function post(message) {
    const timer = window.setTimeout(() => {
      write("Not saved yet: the kernel is busy or stopped. What you typed is kept in this page " +
        "and sent again when the notebook runs.", "warn");
    }, ACK_MS);
    pending.set(message.id, { message, timer, shelf });
    model.send({ ...message, trial: whole.trial, front, seq: (sequence += 1) });
    return message.id;
  }

  /** @param {string} kind @param {object} [body] @returns {string} */
  const ask = (kind, body = {}) => post({ kind, id: linkId(), ...body });

  /** @param {string} kind @param {object} [body] */
  const tell = (kind, body = {}) => model.send({ kind, front, ...body });

  /** @param {WireEdit[]} edits @param {{reason?: string}} [options] @returns {string} */
  function edit(edits, { reason = "" } = {}) {
    const message = { kind: "edits", id: linkId(), plan: whole.plan, edits, reason };
    shelf.put(message);
    return post(message);
  }

  /** @param {string} id */
  function settle(id) {
    const waiting = pending.get(id);
    window.clearTimeout(waiting?.timer);
    (waiting?.shelf ?? shelf).drop(id);
    return pending.delete(id);
  }

  /** @param {State} state */
  function tellState(state) {
    if (state.saved === "trial") write(state.message);
    else if (state.saved === "saved") write(`Saved, ${state.at}`, "saved");
    else if (state.saved === "conflict") write("Somebody changed the same thing: please choose.", "warn");
    else write(state.message ? `Not saved yet: ${state.message}` : "Not saved yet.", "warn");
    // Python has all of it: these no longer wait for a kernel, but for the store or a choice.
    for (const { timer } of pending.values()) window.clearTimeout(timer);
    on.state?.(state);
  }

  /** @param {Whole} news */
  function takeWhole(news) {
    const isOther = news.plan !== whole.plan || news.trial !== whole.trial;
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    // What is being typed ends as one of the plan that it was begun on.
    if (isOther && active?.matches("input, textarea") && marked?.contains(active)) active.blur();
    whole = news;
    if (isOther) shelf = shelfOf();
    mark();
    on.whole(news);
    if (isOther) sendKept();
  }

  /** A view of a what-if is seen to be one. */
  const mark = () => marked?.classList.toggle("csp-trial", Boolean(whole.trial));

  /** What an earlier page or kernel could not save of this plan. */
  function sendKept() {
    for (const message of shelf.all()) if (!pending.has(message.id)) post({ ...message, again: true });
  }

  /** @type {Record<string, (message: any) => void>} */
  const takers = {
    whole: takeWhole,
    patch: (news) => {
      const patch = wirePatch(whole, news);
      whole = wirePatched(whole, patch);
      on.patch(patch);
    },
    ack: (ack) => {
      if (settle(ack.id)) on.ack?.(ack);
    },
    reject: (reject) => {
      const mine = settle(reject.id);
      if (!mine && reject.id) return;
      write(reject.message, "warn");
      on.reject?.(reject);
    },
    state: tellState,
    conflict: ({ items }) => {
      show(items);
      on.conflict?.(items);
    },
    reveal: (place) => on.reveal?.(place),
  };

  /** @param {any} message */
  const take = (message) => (takers[message.kind] ?? on.other ?? (() => {}))(message);

  /** One message, or several that came together; one that fails must not starve the others. @param {any} message */
  function receive(message) {
    for (const one of message.kind === "several" ? message.messages : [message]) {
      try {
        take(one);
      } catch (error) {
        reportError(error);
      }
    }
  }

  const leave = () => tell("bye");

  function start() {
    model.on("msg:custom", receive);
    window.addEventListener("pagehide", leave);
    mark();
    on.whole(whole);
    tell("hello", { plan: whole.plan, trial: whole.trial, version: whole.version, width });
    sendKept();
  }

  function close() {
    observer?.disconnect();
    model.off("msg:custom", receive);
    window.removeEventListener("pagehide", leave);
    for (const { timer } of pending.values()) window.clearTimeout(timer);
    leave();
  }

  /** Tell Python how wide this is, in steps, now and whenever it changes. @param {Element} node */
  function watchWidth(node) {
    observer = new ResizeObserver(([entry]) => {
      const now = Math.floor(entry.contentRect.width / WIDTH_STEP) * WIDTH_STEP;
      if (now && now !== width) tell("width", { width: (width = now) });
    });
    observer.observe(node);
  }

  /** Undo and redo by the usual keys, in a view that shows which of the two it undoes. @param {HTMLElement} root */
  function undoKeys(root) {
    marked = root;
    root.addEventListener("keydown", (event) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event)) return;
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      event.stopPropagation();
      ask(key === "y" || event.shiftKey ? "redo" : "undo");
    });
  }

  return {
    status, conflicts: panel, start, close, edit, ask, tell, watchWidth, undoKeys,
    undo: () => ask("undo"),
    redo: () => ask("redo"),
    /** @param {import("./conflicts.js").Choice[]} choices */
    resolve: (choices) => ask("resolve", { choices }),
    /** @param {string} table @param {string} row */
    reveal: (table, row) => tell("reveal", { table, row }),
    /** @param {string} text */
    say: (text) => write(text),
    /** @param {string} text */
    warn: (text) => write(text, "warn"),
    /** @param {string} id */
    isPending: (id) => pending.has(id),
    rowId: () => `n${linkId().slice(0, 10)}`,
    get readOnly() { return whole.read_only; },
    get plan() { return whole.plan; },
    /** All that Python has drawn, up to date. */
    get now() { return whole; },
  };
}

function linkId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

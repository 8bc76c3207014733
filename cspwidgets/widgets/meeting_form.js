// Where one writes during a meeting: saved as a draft in the plan as one goes, then recorded.

import { h } from "./dom.js";

const FORM_PAUSE_MS = 3000;
const FORM_TEXTS = ["decisions", "shared_notes", "internal_decisions", "notes"];
const FORM_INSIDE = ["internal_decisions", "notes"];

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} FormField */

/**
 * @param {import("./link.js").Link} link
 * @param {{refuse(sentence: string): void, recorded(): void}} on
 */
export function meetingForm(link, { refuse: complain, recorded }) {
  const list = `csp-meeting-people-${Math.random().toString(36).slice(2)}`;
  const known = h("datalist", { id: list });
  /** @type {Record<string, FormField>} */
  const fields = {
    kind: formField("select", "kind", {}),
    on: formField("input", "on", { type: "text", placeholder: "17 Jul 2026, or w3" }),
    people: formField("input", "people", { type: "text", placeholder: "Names, with commas between", list }),
    decisions: formField("textarea", "decisions", { rows: 4 }),
    shared_notes: formField("textarea", "shared_notes", { rows: 4 }),
    internal_decisions: formField("textarea", "internal_decisions", { rows: 3 }),
    notes: formField("textarea", "notes", { rows: 5 }),
  };
  const told = h("p", { class: "csp-soft csp-meeting-told", role: "status", "aria-live": "polite" });
  const record = h("button", { type: "submit", class: "csp-button csp-button-main", text: "Record" });
  const discard = h("button", { type: "button", class: "csp-button", text: "Throw the draft away", on: { click: throwAway } });
  const shared = h("fieldset", {}, h("legend", { text: "Both sides see this" }), formRow("Decisions", fields.decisions), formRow("Notes for both sides", fields.shared_notes));
  const inside = h("fieldset", {}, h("legend", { text: "For us only" }), formRow("Internal decisions", fields.internal_decisions), formRow("Notes", fields.notes));
  const hidden = h("p", { class: "csp-soft csp-meeting-told" });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      { class: "csp-meeting-form", novalidate: true, "aria-label": "Write during the meeting", on: { submit: send, input: typed, change: flush, focusout: flush } },
      h("div", { class: "csp-meeting-pair" }, formRow("Kind", fields.kind), formRow("Day", fields.on)),
      formRow("Who attends", fields.people),
      known,
      shared,
      hidden,
      told,
      h("div", { class: "csp-header-buttons" }, record, discard),
      h("p", { class: "csp-soft csp-meeting-told", text: "Recording freezes the plan as it is now, so that the next meeting shows what changed." }),
    )
  );
  /** What Python is known to have, or was sent. @type {Record<string, string>} */
  let sent = {};
  /** The draft in the plan; "" before something is typed. */
  let row = "";
  let isKnown = false;
  let plan = "";
  let recording = "";
  let timer = 0;
  /** What was typed of a plan that is not shown now. @type {Map<string, Record<string, string>>} */
  const kept = new Map();

  /** @param {any} meeting */
  function draw({ kinds, people, today, drafts }) {
    // Before anything is compared: the first option of a list chooses itself, and nobody typed it.
    if (fields.kind.children.length === 0) {
      fields.kind.append(.../** @type {[string, string][]} */ (kinds).map(([value, text]) => h("option", { value, text })));
    }
    if (plan !== link.plan) change();
    known.replaceChildren(.../** @type {string[]} */ (people).map((value) => h("option", { value })));
    const mine = drafts.find((/** @type {any} */ one) => one.row === row);
    const isOnItsWay = row && !mine && (!isKnown || link.isPending(recording));
    if (!isOnItsWay) take(mine ?? drafts.at(-1) ?? { row: "", kind: "call", on: today[1], people: "" });
    if (link.readOnly) for (const field of form.elements) field.setAttribute("disabled", "");
  }

  /** Show what the plan has, but where somebody types. @param {any} draft */
  function take(draft) {
    const waits = dirty();
    row = draft.row;
    isKnown = Boolean(row);
    discard.hidden = !row;
    for (const [name, field] of Object.entries(fields)) {
      const value = draft[name] ?? "";
      if (waits.includes(name)) continue;
      if (field.value.trim() !== value) field.value = value;
      sent[name] = field.value;
    }
  }

  function change() {
    if (plan && dirty().length) kept.set(plan, values());
    plan = link.plan;
    [row, sent, isKnown] = ["", {}, false];
    const before = kept.get(plan) ?? {};
    kept.delete(plan);
    for (const [name, field] of Object.entries(fields)) field.value = before[name] ?? "";
    if (!Object.keys(before).length) sent = values();
  }

  const values = () => Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));

  const dirty = () => Object.keys(fields).filter((name) => fields[name].value !== (sent[name] ?? ""));

  function typed() {
    window.clearTimeout(timer);
    timer = window.setTimeout(flush, FORM_PAUSE_MS);
    say("");
  }

  /** Save what is typed, each field by itself, so that a day that cannot be read holds back no note. */
  function flush() {
    window.clearTimeout(timer);
    const waits = dirty();
    if (!waits.length || link.readOnly) return;
    if (!row) begin();
    for (const name of waits) {
      const typed = fields[name].value;
      const seen = FORM_TEXTS.includes(name) ? { old: (sent[name] ?? "").trim() } : {};
      fields[name].removeAttribute("aria-invalid");
      sent[name] = typed;
      link.edit([{ kind: "set", table: "touch_points", row, field: name, typed, ...seen }]);
    }
    say("Kept as a draft in the plan until you record it.");
  }

  function begin() {
    row = link.rowId();
    isKnown = false;
    discard.hidden = false;
    const value = { kind: "call", on: link.now.meta.meeting.today[0], draft: true };
    link.edit([{ kind: "add", table: "touch_points", row, value }]);
  }

  /** It can be undone like any other change. */
  function throwAway() {
    window.clearTimeout(timer);
    if (row) link.edit([{ kind: "remove", table: "touch_points", row }]);
    empty();
    say("The draft is thrown away; Undo brings it back.");
  }

  function empty() {
    row = "";
    discard.hidden = true;
    for (const field of Object.values(fields)) field.value = "";
    sent = values();
    complain("");
  }

  /** A draft in which nothing is written is none. */
  function leave() {
    flush();
    if (row && ["people", ...FORM_TEXTS].every((name) => !fields[name].value.trim())) throwAway();
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    window.clearTimeout(timer);
    const typedNow = values();
    for (const name of FORM_INSIDE) if (!inside.isConnected) delete typedNow[name];
    for (const field of Object.values(fields)) field.removeAttribute("aria-invalid");
    complain("");
    recording = link.ask("touch_point", { row, typed: typedNow });
  }

  /** @param {string} id */
  function done(id) {
    if (id !== recording) return;
    recording = "";
    empty();
    draw(link.now.meta.meeting);
    say("The touch point is recorded; the page now says what was decided.");
    link.say("The touch point is recorded.");
    recorded();
  }

  /** What was typed stays; the field says what is wrong. @param {import("./link.js").Reject} answer */
  function refuse(answer) {
    const isOurs = answer.id === recording || (answer.table === "touch_points" && answer.row === row);
    if (!isOurs) return;
    complain(answer.message);
    const field = fields[answer.field];
    field?.setAttribute("aria-invalid", "true");
    if (answer.id === recording) field?.focus();
  }

  /** What is internal is in the page only where it may be seen. @param {boolean} isInside */
  function show(isInside) {
    flush();
    if (isInside) shared.after(inside);
    else inside.remove();
    hidden.textContent = isInside ? "" : "Internal notes are written where “Show what is internal” is on.";
    hidden.hidden = isInside;
  }

  /** @param {string} words */
  function say(words) {
    told.textContent = words;
  }

  return { node: form, draw, show, flush, leave, done, refuse, say };
}

/** @param {string} tag @param {string} name @param {Record<string, any>} more @returns {FormField} */
const formField = (tag, name, more) => /** @type {any} */ (h(tag, { class: "csp-field", name, autocomplete: "off", dir: "auto", ...more }));

/** @param {string} text @param {Node} field */
const formRow = (text, field) => h("label", { class: "csp-header-row" }, h("span", { text }), field);

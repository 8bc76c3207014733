// Editing in place: a line of text, a short list, or a list one can type into.

import { h } from "./dom.js";
import { gridPick } from "./grid_pick.js";
import { textMany } from "./editor_text.js";

/**
 * @typedef {import("./grid_pick.js").Option} Option
 * @typedef {{typed: string} | {value: any} | null} Outcome what was entered; null: leave it as it was
 * @typedef {{cell: HTMLElement, host: HTMLElement, label: string, kind: string, several: boolean,
 *   text: string, typed?: string, value: any, hint?: string, options: Option[],
 *   done(outcome: Outcome, move: [number, number] | null): void}} Wish `move` null: one went away
 * @typedef {ReturnType<typeof gridEdit>} Editing
 */

export function gridEdit() {
  /** @type {{cell: HTMLElement, leave(): void} | null} */
  let now = null;

  return {
    cell: () => now?.cell ?? null,
    /** Commit what is being edited, as when one clicks elsewhere. */
    leave: () => now?.leave(),
    /** @param {Wish} wish */
    open(wish) {
      now?.leave();
      const { cell, done } = wish;
      cell.classList.add("csp-editing");
      /** @type {End} */
      const end = (outcome, move = [0, 0]) => {
        if (now?.cell !== cell) return;
        now = null;
        cell.classList.remove("csp-editing");
        done(outcome, move);
      };
      const isMenu = wish.kind === "choice" || wish.kind === "yes";
      const isList = wish.kind === "rows" || wish.kind === "owner" || wish.kind === "measure";
      now = { cell, leave: () => {} };
      now.leave = (isMenu ? editMenu : isList ? editList : editText)(wish, end);
    },
  };
}

/** @typedef {(outcome: Outcome, move?: [number, number] | null) => void} End */

/** Where Enter and Tab lead, or null for another key. @param {KeyboardEvent} event @returns {[number, number] | null} */
function editMove(event) {
  const by = event.shiftKey ? -1 : 1;
  if (event.key === "Enter" && !event.altKey) return [0, by];
  if (event.key === "Tab") return [by, 0];
  return null;
}

/** @param {Wish} wish @param {End} end */
function editText(wish, end) {
  const { cell, kind, label, hint } = wish;
  const isLong = kind === "long" || kind === "text";
  const input = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (h(isLong ? "textarea" : "input", {
    "aria-label": label, placeholder: hint ?? null, rows: isLong ? "1" : null, spellcheck: "false",
    inputmode: kind === "number" ? "decimal" : null, autocomplete: "off",
    "aria-describedby": cell.getAttribute("aria-describedby"), "aria-invalid": cell.getAttribute("aria-invalid"),
  }));
  const why = cell.querySelector(".csp-why");
  input.value = wish.typed ?? wish.text;
  cell.replaceChildren(input, ...(why ? [why] : []));
  const grow = () => {
    if (!isLong) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
  };
  grow();
  input.focus();
  if (wish.typed === undefined) input.select();
  input.addEventListener("input", grow);
  const leave = () => end({ typed: input.value }, null);
  input.addEventListener("blur", leave);
  input.addEventListener("keydown", (/** @type {any} */ event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const move = editMove(event);
    if (event.key === "Escape") end(null);
    else if (move) end({ typed: kind === "text" ? input.value.replaceAll("\n", " ") : input.value }, move);
    else if (event.key === "Enter" && kind === "long") return editNewline(input, grow, event);
    else return;
    event.preventDefault();
  });
  return leave;
}

/** Alt+Enter breaks the line, as in a sheet. @param {HTMLInputElement | HTMLTextAreaElement} input @param {() => void} grow @param {Event} event */
function editNewline(input, grow, event) {
  event.preventDefault();
  input.setRangeText("\n", input.selectionStart ?? 0, input.selectionEnd ?? 0, "end");
  grow();
}

/** A short list of all there is. @param {Wish} wish @param {End} end */
function editMenu(wish, end) {
  const pick = gridPick({
    anchor: wish.cell, host: wish.host, label: wish.label, options: wish.options,
    chosen: [wish.value], pick: (value) => close({ value }),
  });
  /** @type {End} */
  const close = (outcome, move) => {
    list.removeEventListener("blur", leave);
    pick.close();
    end(outcome, move);
  };
  const { list } = pick;
  const leave = () => close(null, null);
  list.tabIndex = -1;
  list.focus({ preventScroll: true });
  if (!pick.active()) pick.move(1);
  if (wish.typed) pick.jump(wish.typed);
  list.addEventListener("blur", leave);
  list.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const chosen = pick.active();
    const move = editMove(event);
    if (event.key === "ArrowDown") pick.move(1);
    else if (event.key === "ArrowUp") pick.move(-1);
    else if (event.key === "Escape") close(null);
    else if (event.key === " " || event.key === "Enter") close(chosen ? { value: chosen.value } : null);
    else if (move) close(chosen ? { value: chosen.value } : null, move);
    else if (event.key.length === 1) pick.jump(event.key);
    else return;
    event.preventDefault();
  });
  return leave;
}

/** A list that one types into: one, or several as chips. @param {Wish} wish @param {End} end */
function editList(wish, end) {
  const { cell, several } = wish;
  let chosen = wish.kind === "rows" ? [...textMany(wish.value)] : [];
  const input = /** @type {HTMLInputElement} */ (h("input", {
    role: "combobox", "aria-label": wish.label, "aria-expanded": "true", "aria-autocomplete": "list",
    autocomplete: "off", spellcheck: "false", placeholder: wish.hint ?? null,
    "aria-describedby": cell.getAttribute("aria-describedby"), "aria-invalid": cell.getAttribute("aria-invalid"),
  }));
  const chips = h("span", { class: "csp-chosen" });
  const why = cell.querySelector(".csp-why");
  cell.replaceChildren(chips, input, ...(why ? [why] : []));
  input.value = wish.typed ?? (several ? "" : wish.text);
  const pick = gridPick({
    anchor: cell, host: wish.host, label: wish.label, options: wish.options, several,
    chosen: several ? chosen : [wish.value], pick: take,
  });
  input.setAttribute("aria-controls", pick.list.id);

  const known = (/** @type {any} */ value) => wish.options.find((option) => option.value === value);

  /** @param {any} value */
  function take(value) {
    if (!several) return close({ value });
    chosen = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    input.value = "";
    pick.choose(chosen, "");
    draw();
  }

  function draw() {
    const named = chosen.map((value) => known(value)?.short ?? value);
    chips.replaceChildren(...(several ? named.map((text) => h("span", { class: "csp-bit", text })) : []));
  }

  /** What the field holds as it stands. @returns {Outcome} */
  function entered() {
    const typed = input.value.trim();
    if (!several) return typed === wish.text ? null : { typed };
    if (!typed) return { value: chosen };
    const names = chosen.map((value) => known(value)?.label ?? value);
    return { typed: [...names, typed].join(", ") };
  }

  /** @type {End} */
  const close = (outcome, move) => {
    input.removeEventListener("blur", leave);
    pick.close();
    end(outcome, move);
  };
  const leave = () => close(entered(), null);
  draw();
  input.focus();
  if (wish.typed === undefined) input.select();
  else pick.filter(input.value);
  input.addEventListener("input", () => pick.filter(input.value));
  input.addEventListener("blur", leave);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const option = pick.active();
    const move = editMove(event);
    if (event.key === "ArrowDown") pick.move(1);
    else if (event.key === "ArrowUp") pick.move(-1);
    else if (event.key === "Escape") close(null);
    else if (event.key === "Backspace" && !input.value && chosen.length && several) take(chosen.at(-1));
    else if (event.key === " " && several && !input.value && option) take(option.value);
    else if (event.key === "Enter" && option && several) take(option.value);
    else if (move && option && (!several || input.value)) {
      if (several) take(option.value);
      close(several ? { value: chosen } : { value: option.value }, move);
    } else if (move) close(entered(), move);
    else return;
    event.preventDefault();
  });
  return leave;
}

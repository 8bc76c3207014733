// A list to pick from, over everything else: for one of a few, one of many, or several.

import { h } from "./dom.js";
import { textPlain } from "./editor_text.js";

/**
 * @typedef {{value: any, label: string, note?: string, short?: string, mark?: Element | null}} Option
 * @typedef {ReturnType<typeof gridPick>} Pick
 */

let pickCount = 0;

/**
 * @param {{anchor: HTMLElement, host: HTMLElement, label: string, options: Option[], chosen: any[],
 *   several?: boolean, pick(value: any): void}} wish
 */
export function gridPick({ anchor, host, label, options, chosen, several = false, pick }) {
  const id = `csp-pick-${(pickCount += 1)}`;
  const list = h("div", {
    class: "csp csp-pick", role: "listbox", id, "aria-label": label, popover: "manual",
    "aria-multiselectable": several ? "true" : null,
  });
  /** @type {{option: Option, node: HTMLElement}[]} */
  let shown = [];
  let active = -1;

  /** @param {Option} option @param {number} place */
  function item(option, place) {
    const isChosen = chosen.includes(option.value);
    const node = h("div", { class: "csp-option", role: "option", id: `${id}-${place}`, "aria-selected": String(isChosen) },
      option.mark ?? null, h("span", { text: option.label }), option.note && h("small", { text: option.note }));
    node.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays where one types
    node.addEventListener("click", () => pick(option.value));
    return { option, node };
  }

  /** Show the options whose words begin with what was typed. @param {string} typed */
  function filter(typed) {
    const words = textPlain(typed).split(/\s+/).filter(Boolean);
    const fits = (/** @type {Option} */ option) => {
      const text = ` ${textPlain(`${option.label} ${option.note ?? ""}`)}`;
      return words.every((word) => text.includes(` ${word}`) || (word.length > 2 && text.includes(word)));
    };
    shown = options.filter(fits).slice(0, 60).map(item);
    list.replaceChildren(...shown.map(({ node }) => node));
    list.classList.toggle("csp-none", shown.length === 0);
    activate(typed && shown.length ? 0 : -1);
    place();
  }

  /** @param {number} next */
  function activate(next) {
    shown[active]?.node.removeAttribute("data-active");
    active = next;
    const node = shown[active]?.node;
    node?.setAttribute("data-active", "");
    node?.scrollIntoView({ block: "nearest" });
    if (node) holder().setAttribute("aria-activedescendant", node.id);
    else holder().removeAttribute("aria-activedescendant");
  }

  const holder = () => (list.contains(document.activeElement) || list === document.activeElement ? list : anchor.querySelector("input") ?? list);

  function place() {
    const box = anchor.getBoundingClientRect();
    const height = list.offsetHeight;
    const isBelow = box.bottom + height + 8 < window.innerHeight || box.top < height;
    const left = Math.max(8, Math.min(box.left, window.innerWidth - list.offsetWidth - 8));
    list.style.left = `${left}px`;
    list.style.top = `${isBelow ? box.bottom + 3 : box.top - height - 3}px`;
  }

  host.append(list);
  list.showPopover();
  filter("");
  if (!several && chosen.length) activate(shown.findIndex(({ option }) => chosen.includes(option.value)));
  window.addEventListener("scroll", place, true);
  window.addEventListener("resize", place);

  return {
    list, filter,
    /** @param {number} by */
    move: (by) => shown.length && activate((active + by + (by < 0 && active < 0 ? 1 : 0) + shown.length) % shown.length),
    active: () => shown[active]?.option,
    /** Go to the next option that begins with a letter. @param {string} letter */
    jump(letter) {
      const order = shown.map((_, step) => (active + 1 + step) % shown.length);
      const found = order.find((place) => textPlain(shown[place].option.label).startsWith(textPlain(letter)));
      if (found !== undefined) activate(found);
    },
    /** The options were chosen anew. @param {any[]} values @param {string} typed */
    choose(values, typed) {
      const at = active;
      chosen = values;
      filter(typed);
      if (!typed) activate(at);
    },
    close() {
      window.removeEventListener("scroll", place, true);
      window.removeEventListener("resize", place);
      list.remove();
    },
  };
}


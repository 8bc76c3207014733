// Small tools for elements: build them, keep JupyterLab's keys away, walk among them.

const SVG_NS = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Kid */
/** @typedef {Record<string, any>} Props */

/**
 * An HTML element. `class`, `text`, `on` (listeners), `data` are special; anything else is an
 * attribute: true writes it empty, false, null and undefined leave it out.
 * @param {string} tag
 * @param {Props} [props]
 * @param {...(Kid | Kid[])} kids
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...kids) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), props, kids));
}

/**
 * An SVG element, with the same props as `h`.
 * @param {string} tag
 * @param {Props} [props]
 * @param {...(Kid | Kid[])} kids
 * @returns {SVGElement}
 */
export function s(tag, props = {}, ...kids) {
  return /** @type {SVGElement} */ (fill(document.createElementNS(SVG_NS, tag), props, kids));
}

/**
 * @param {Element & {dataset: DOMStringMap}} node
 * @param {Props} props
 * @param {(Kid | Kid[])[]} kids
 */
function fill(node, props, kids) {
  for (const [name, value] of Object.entries(props)) {
    if (name === "text") node.textContent = value;
    else if (name === "class") node.setAttribute("class", value);
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name === "on") listen(node, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, String(value));
    }
  }
  for (const kid of kids.flat()) {
    if (kid !== null && kid !== undefined && kid !== false) {
      node.append(kid instanceof Node ? kid : String(kid));
    }
  }
  return node;
}

/**
 * @param {Element} node
 * @param {Record<string, EventListener>} listeners
 */
function listen(node, listeners) {
  for (const [kind, listener] of Object.entries(listeners)) node.addEventListener(kind, listener);
}

/**
 * Keep JupyterLab's command keys away from a widget. They match the focused element itself, so
 * the mark must sit on it: without it, `dd` with focus on a bar deletes the notebook's cell.
 * @param {HTMLElement} root
 */
export function guardKeys(root) {
  root.addEventListener("focusin", (event) => {
    /** @type {Element} */ (event.target).setAttribute("data-lm-suppress-shortcuts", "true");
  });
}

/**
 * Whether a key belongs to a field that somebody types in.
 * @param {Event} event
 */
export function isTyping(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
}

/**
 * One tab stop among many: only the current one has tabindex 0.
 * @param {Element} container
 * @param {string} selector
 */
export function roving(container, selector) {
  const all = () => /** @type {(HTMLElement | SVGElement)[]} */ ([
    ...container.querySelectorAll(selector),
  ]);
  /** @param {HTMLElement | SVGElement} next */
  const mark = (next) => {
    for (const node of all()) node.setAttribute("tabindex", node === next ? "0" : "-1");
  };
  container.addEventListener("focusin", (event) => {
    const found = /** @type {Element} */ (event.target).closest(selector);
    if (found) mark(/** @type {HTMLElement} */ (found));
  });
  return {
    all,
    current: () => all().find((node) => node.getAttribute("tabindex") === "0"),
    /** @param {HTMLElement | SVGElement | undefined} next */
    to: (next) => {
      if (!next) return;
      mark(next);
      next.focus();
    },
    /** After the members changed: see that exactly one can be reached by Tab. */
    settle: () => {
      const nodes = all();
      const now = nodes.find((node) => node.getAttribute("tabindex") === "0") ?? nodes[0];
      if (now) mark(now);
    },
  };
}

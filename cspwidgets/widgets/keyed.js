// Fragments of SVG or HTML drawn in Python, each with a key: swaps the ones that changed.

/** @typedef {Record<string, any>} Fragments texts are drawn; other parts are facts beside them */

const KEYED_UNSAFE = "script,foreignObject,iframe,object,embed,link,meta,base,form,image,animate,set";

/**
 * @param {Element} root where the fragments stand
 * @param {{svg?: boolean, dress?: (node: Element) => void}} [options]
 *   `dress` gets each new node before it is shown
 */
export function keyedHost(root, { svg = false, dress = () => {} } = {}) {
  /** @type {Map<string, Element>} */
  let nodes = new Map();

  /** @param {string} key @param {string} text */
  const make = (key, text) => {
    const node = keyedParse(text, svg);
    node.setAttribute("data-key", key);
    dress(node);
    return node;
  };

  /** @param {Fragments} parts @param {string[]} order */
  function whole(parts, order) {
    const texts = order.filter((key) => typeof parts[key] === "string");
    nodes = new Map(texts.map((key) => [key, make(key, parts[key])]));
    root.replaceChildren(...nodes.values());
  }

  /** @param {{put: Fragments, cut: string[], order?: string[], moves?: import("./wire.js").Move[]}} change */
  function patch({ put, cut, order = [], moves = [] }) {
    const focus = keyedFocus(root);
    for (const key of cut) {
      nodes.get(key)?.remove();
      nodes.delete(key);
    }
    for (const [key, text] of Object.entries(put)) {
      if (typeof text !== "string") continue;
      const node = make(key, text);
      const old = nodes.get(key);
      if (old instanceof HTMLDetailsElement && old.open) node.setAttribute("open", "");
      if (old) old.replaceWith(node);
      else root.append(node);
      nodes.set(key, node);
    }
    for (const [key] of moves) {
      const node = nodes.get(key);
      const before = order.slice(0, order.indexOf(key)).findLast((other) => nodes.has(other));
      const behind = before && nodes.get(before);
      if (node && behind) behind.after(node);
      else if (node) root.prepend(node);
    }
    if (focus) keyedRefocus(nodes.get(focus.key), focus.path);
  }

  return { whole, patch, get: (/** @type {string} */ key) => nodes.get(key) };
}

/**
 * Parse inside a template: nothing runs or loads there. Python has escaped every text; this is
 * the second lock, for state that came out of somebody else's notebook.
 * @param {string} text
 * @param {boolean} svg
 * @returns {Element}
 */
function keyedParse(text, svg) {
  const template = document.createElement("template");
  template.innerHTML = svg ? `<svg xmlns="http://www.w3.org/2000/svg">${text}</svg>` : text;
  const outer = template.content.firstElementChild;
  const node = (svg ? outer?.firstElementChild : outer) ?? document.createElement("span");
  return document.importNode(keyedClean(node), true);
}

/** @param {Element} node */
function keyedClean(node) {
  for (const bad of node.querySelectorAll(KEYED_UNSAFE)) bad.remove();
  if (node.matches(KEYED_UNSAFE)) return document.createElement("span");
  for (const part of [node, ...node.querySelectorAll("*")]) {
    for (const { name, value } of [...part.attributes]) {
      const isLink = /^(xlink:)?href$|^src/i.test(name);
      const isSafeLink = /^(#|https?:|mailto:)/i.test(value.trim());
      const fetches = /url\(\s*["']?(?!#)/i.test(value);
      if (/^on/i.test(name) || fetches || (isLink && !isSafeLink)) part.removeAttribute(name);
    }
  }
  return node;
}

/**
 * Where the focus is: the key of its fragment and the way down to it.
 * @param {Element} root
 */
function keyedFocus(root) {
  const active = document.activeElement;
  const top = active?.closest("[data-key]");
  if (!active || !top || !root.contains(top)) return null;
  /** @type {number[]} */
  const path = [];
  for (let node = active; node !== top; node = /** @type {Element} */ (node.parentElement)) {
    path.unshift([.../** @type {Element} */ (node.parentElement).children].indexOf(node));
  }
  return { key: /** @type {string} */ (top.getAttribute("data-key")), path };
}

/** @param {Element | undefined} top @param {number[]} path */
function keyedRefocus(top, path) {
  /** @type {Element | undefined} */
  let node = top;
  for (const index of path) node = node?.children[index] ?? node;
  if (!node || node === document.activeElement) return;
  if (!node.hasAttribute("tabindex")) node.setAttribute("tabindex", "-1");
  /** @type {HTMLElement} */ (node).focus({ preventScroll: true });
}

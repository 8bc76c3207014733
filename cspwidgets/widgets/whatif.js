// What if: a calm band above the route, while the views below it show a copy of the plan.

import { guardKeys, h } from "./dom.js";
import { keyedHost } from "./keyed.js";
import { leadingDress, leadingFollow } from "./leading.js";
import { connectLink } from "./link.js";
import { whatIfEnd } from "./whatif_end.js";
import { whatIfVerbs } from "./whatif_verbs.js";

/**
 * @typedef {{id: string, lines: string[]}} WhatIfChange
 * @typedef {{open: boolean, words: Record<string, string>, steps: [string, [string, string][]][],
 *   changes: WhatIfChange[], promises: string[], overtaken: boolean}} WhatIfMeta
 */

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const title = h("h2", { class: "csp-title", tabindex: "-1" });
  const calm = h("p", { class: "csp-soft" });
  const others = h("p", { class: "csp-whatif-others", role: "status" });
  const told = h("p", { class: "csp-whatif-told", role: "status" });
  const shown = h("div", { class: "csp-whatif-shown" });
  const tried = h("ul", { class: "csp-whatif-tried" });
  const triedHead = h("h3");
  const root = h("section", { class: "csp csp-whatif", hidden: true });
  const host = keyedHost(shown, { dress: leadingDress });
  const link = connectLink({
    model, name: "whatif",
    on: {
      whole: ({ parts, order }) => {
        host.whole(parts, order);
        draw();
      },
      patch: (change) => {
        host.patch(change);
        draw();
      },
      ack: () => link.say(""),
      reject: (reject) => end.refuse(reject),
      reveal: ({ table, row }) => table === "activities" && verbs.choose(row),
      other: (message) => message.kind === "told" && (told.textContent = message.text),
    },
  });
  const verbs = whatIfVerbs({ link, tell: (words) => (told.textContent = words) });
  const end = whatIfEnd(link);
  let isOpen = false;

  function draw() {
    const meta = /** @type {WhatIfMeta} */ (link.now.meta);
    const begins = meta.open && !isOpen;
    isOpen = meta.open;
    root.hidden = !isOpen;
    el.style.display = isOpen ? "" : "none"; // else the gap between the views would be there twice
    if (!isOpen) return;
    const { words, changes } = meta;
    root.setAttribute("aria-label", words.title);
    title.textContent = words.title;
    calm.textContent = `${words.calm} ${words.lost}`;
    others.textContent = meta.overtaken ? words.overtaken : "";
    triedHead.textContent = words.tried;
    tried.replaceChildren(...(changes.length ? changes.map(change) : [h("li", { class: "csp-soft", text: `${words.nothing} ${words.or}` })]));
    verbs.draw(meta);
    end.draw(meta);
    if (begins) begin();
  }

  function begin() {
    told.textContent = "";
    end.begin();
    if (document.hasFocus()) title.focus({ preventScroll: true });
  }

  /** @param {WhatIfChange} change */
  function change({ id, lines }) {
    const { words } = /** @type {WhatIfMeta} */ (link.now.meta);
    const what = lines.join("; ");
    const out = h("button", {
      type: "button", class: "csp-whatif-out", text: words.out, "aria-label": words.out_of.replace("{what}", what),
      on: { click: () => takeOut(id) },
    });
    return h("li", {}, h("span", {}, lines.map((line) => h("span", { dir: "auto", text: line }))), out);
  }

  /** @param {string} id */
  function takeOut(id) {
    link.ask("take_out", { change: id });
    title.focus({ preventScroll: true }); // the button that was pressed is gone in a moment
  }

  /** @param {BeforeUnloadEvent} event what was tried lives in this page */
  function stay(event) {
    if (isOpen && /** @type {WhatIfMeta} */ (link.now.meta).changes.length) event.preventDefault();
  }

  root.append(
    h("div", { class: "csp-whatif-head" }, h("div", {}, title, calm), end.node),
    others, verbs.node, link.status, told, link.conflicts, shown,
    h("div", {}, triedHead, tried),
  );
  guardKeys(root);
  link.undoKeys(root);
  leadingFollow(root, link);
  window.addEventListener("beforeunload", stay);
  el.append(root);
  link.start();
  return () => {
    window.removeEventListener("beforeunload", stay);
    link.close();
  };
}

export default { render };

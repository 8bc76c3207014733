// The page as the customer will see it, in a frame that can reach nothing, and the button to publish it.

import { h } from "./dom.js";

const PAGE_WIDTHS = [
  ["phone", "Phone"],
  ["wide", "Wide"],
];

/**
 * @param {{requests: import("./page_ask.js").PageRequests, refuse(sentence: string): void,
 *   say(words: string): void, published(): void}} options
 */
export function pageLook({ requests, refuse, say, published }) {
  const language = /** @type {HTMLSelectElement} */ (h("select", { class: "csp-field csp-page-language", "aria-label": "Language", on: { change: () => begin() } }));
  const widths = PAGE_WIDTHS.map(([width, text]) =>
    h("button", { type: "button", class: "csp-chip", "aria-pressed": String(width === "phone"), data: { width }, text, on: { click: () => show(width) } }),
  );
  const publish = /** @type {HTMLButtonElement} */ (h("button", { type: "button", class: "csp-button csp-button-main", on: { click: press } }));
  const working = h("progress", { class: "csp-header-working", "aria-label": "The page is being drawn" });
  const glass = h("div", { class: "csp-page-glass" });
  const node = h(
    "section",
    { class: "csp-page-look", "aria-label": "What the customer will see" },
    h("div", { class: "csp-page-bar" }, h("h3", { text: "What they will see" }), h("span", { role: "group", "aria-label": "Width", class: "csp-page-widths" }, ...widths), language, h("span", { class: "csp-header-space" }), publish),
    glass,
  );
  let asked = "";
  /** "" while it is drawn, then what the button does */
  let next = "";

  /** @param {[string, string][]} languages */
  function draw(languages) {
    language.replaceChildren(...languages.map(([value, text]) => h("option", { value, text })));
    language.hidden = languages.length < 2;
  }

  /** Have the page drawn as it would be published now. @param {string} [tongue] of the page before */
  function begin(tongue) {
    if (tongue) language.value = tongue;
    glass.replaceChildren(working, h("p", { class: "csp-soft", text: "Drawing the page …" }));
    offer("", "Publish this page");
    const id = requests.ask("look", { language: language.value }, {
      done: ({ html, note }) => {
        if (id !== asked) return;
        take(html);
        say(note);
      },
      refuse: (sentence) => {
        if (id !== asked) return;
        glass.replaceChildren(h("p", { class: "csp-soft", text: "The page could not be drawn; nothing was changed." }));
        offer("look", "Look again");
        refuse(sentence);
      },
    });
    asked = id;
  }

  /** No script but the page's own runs in there, and it can reach neither Jupyter nor anything else. @param {string} html */
  function take(html) {
    const frame = h("iframe", { title: "What the customer will see", sandbox: "allow-scripts", referrerpolicy: "no-referrer", srcdoc: html });
    glass.replaceChildren(frame);
    offer("publish", "Publish this page");
  }

  function press() {
    if (next === "look") begin();
    if (next !== "publish") return;
    offer("", "Publishing …");
    requests.ask("publish", { look: asked }, {
      done: () => {
        offer("look", "Look again");
        published();
      },
      refuse: (sentence) => {
        offer("look", "Look again");
        refuse(sentence);
      },
    });
  }

  /** @param {string} what @param {string} text */
  function offer(what, text) {
    next = what;
    publish.textContent = text;
    publish.setAttribute("aria-disabled", String(!what));
  }

  /** @param {string} width */
  function show(width) {
    for (const chip of widths) chip.setAttribute("aria-pressed", String(chip.dataset.width === width));
    node.closest("dialog")?.classList.toggle("csp-page-wide", width === "wide");
  }

  function clear() {
    asked = "";
    glass.replaceChildren();
  }

  return { node, draw, begin, clear };
}

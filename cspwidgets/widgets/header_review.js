// The form for a quarterly review: which quarter, for whom, in which language; then its files.

import { h } from "./dom.js";
import { headerDialog } from "./header_dialog.js";

const REVIEW_QUESTIONS = [
  ["period", "Quarter"],
  ["audience", "For"],
  ["language", "Language"],
];

/** @typedef {{name: string, type: string, label: string, size: number, data: string}} ReviewFile */

/** @param {import("./link.js").Link} link */
export function reviewDialog(link) {
  const fields = REVIEW_QUESTIONS.map(([name]) => h("select", { class: "csp-field", name }));
  const make = /** @type {HTMLButtonElement} */ (
    h("button", { type: "submit", class: "csp-button csp-button-main", text: "Make the review" })
  );
  const working = h("progress", { class: "csp-header-working", "aria-label": "The review is being made", hidden: true });
  const told = h("p", { class: "csp-soft", role: "status", "aria-live": "polite" });
  const files = h("ul", { class: "csp-header-files", "aria-label": "Files of the review" });
  const form = /** @type {HTMLFormElement} */ (
    h(
      "form",
      { class: "csp-header-form", novalidate: true, on: { submit: send } },
      ...fields.map((field, k) => h("label", { class: "csp-header-row" }, h("span", { text: REVIEW_QUESTIONS[k][1] }), field)),
      h("div", { class: "csp-header-buttons" }, make, working),
      told,
      files,
    )
  );
  const box = headerDialog("Quarterly review", form);
  let sent = "";
  /** @type {string[]} */
  let addresses = [];

  /** @param {any} meta */
  function draw({ review }) {
    if (box.node.open || !review) return;
    for (const field of fields) {
      const choices = /** @type {[string, string][]} */ (review[/** @type {string} */ (field.getAttribute("name"))] ?? []);
      field.replaceChildren(...choices.map(([value, text]) => h("option", { value, text })));
    }
  }

  function open() {
    if (!sent) forget();
    box.open();
    fields[0].focus();
  }

  /** The files of a plan are not offered beside another one. */
  function forget() {
    for (const address of addresses) URL.revokeObjectURL(address);
    addresses = [];
    files.replaceChildren();
    told.textContent = "A page, a PDF and slides that can be edited. It takes some seconds.";
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    if (sent) return;
    forget();
    box.refuse("");
    sent = Math.random().toString(36).slice(2);
    link.tell("review", { id: sent, given: Object.fromEntries(new FormData(form)) });
    busy(true);
    told.textContent = "The review is being made…";
  }

  /** @param {{id: string, error?: string, files?: ReviewFile[]}} answer */
  function hear({ id, error, files: made = [] }) {
    if (id !== sent) return;
    sent = "";
    busy(false);
    told.textContent = error ? "" : "The review is made. Choose what to download:";
    if (error) box.refuse(error);
    files.replaceChildren(...made.map((file) => h("li", {}, download(file))));
    if (box.node.open) /** @type {HTMLElement | null} */ (files.querySelector("a"))?.focus();
    else if (!error) link.say("The quarterly review is made.");
  }

  /** @param {ReviewFile} file */
  function download(file) {
    const bytes = Uint8Array.from(atob(file.data), (letter) => letter.charCodeAt(0));
    const href = URL.createObjectURL(new Blob([bytes], { type: file.type }));
    addresses.push(href);
    const size = `${Math.max(1, Math.round(file.size / 1000))} KB`;
    return h("a", { class: "csp-button", href, download: file.name, "aria-label": `Download ${file.label}, ${size}` }, file.label, " ", h("span", { class: "csp-soft", text: size }));
  }

  /** @param {boolean} is */
  function busy(is) {
    working.hidden = !is;
    make.disabled = is;
  }

  return { node: box.node, open, draw, hear };
}

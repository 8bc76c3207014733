// A sheet on paper or as a file: the same page, made in Python, which can only be read.

import { h } from "./dom.js";

const PAPER_STAYS_MS = 60000;

/**
 * Print a page from a frame in which no script runs.
 * @param {HTMLElement} place
 * @param {string} html
 */
export function meetingPrint(place, html) {
  const frame = /** @type {HTMLIFrameElement} */ (
    h("iframe", { class: "csp-meeting-print", title: "To print", tabindex: "-1", "aria-hidden": "true", sandbox: "allow-same-origin allow-modals", referrerpolicy: "no-referrer", srcdoc: html })
  );
  frame.addEventListener("load", () => {
    frame.contentWindow?.print();
    window.setTimeout(() => frame.remove(), PAPER_STAYS_MS);
  });
  place.querySelector(".csp-meeting-print")?.remove();
  place.append(frame);
}

/** @param {string} html @param {string} name */
export function meetingSave(html, name) {
  const href = URL.createObjectURL(new Blob([html], { type: "text/html" }));
  h("a", { href, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(href), PAPER_STAYS_MS);
}

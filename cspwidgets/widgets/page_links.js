// Who has a link, who opened it when; a new one for a person, whose address is shown once.

import { h } from "./dom.js";
import { pageConfirm } from "./page_ask.js";

/** @typedef {{id: string, person: string, opened: string, works: string, is_working: boolean, is_silent: boolean}} LinkRow */

/**
 * @param {{requests: import("./page_ask.js").PageRequests, refuse(sentence: string): void,
 *   say(words: string): void}} options
 */
export function pageLinks({ requests, refuse, say }) {
  const list = h("ul", { class: "csp-page-links", "aria-label": "Links" });
  const ended = h("ul", { class: "csp-page-links" });
  const past = h("details", { class: "csp-page-past" }, h("summary", {}), ended);
  const person = h("input", { class: "csp-field", name: "person", type: "text", autocomplete: "off", dir: "auto", maxlength: 120, required: true, list: `csp-page-people-${Math.random().toString(36).slice(2)}`, placeholder: "One person, or their role" });
  const known = h("datalist", { id: person.getAttribute("list") });
  const expires = h("select", { class: "csp-field", name: "expires" });
  const pinned = h("input", { type: "checkbox", name: "pinned" });
  const make = /** @type {HTMLButtonElement} */ (h("button", { type: "submit", class: "csp-button", text: "Make a link" }));
  const fields = h(
    "fieldset",
    { class: "csp-header-form csp-page-new" },
    h("legend", { text: "A new link" }),
    h("label", { class: "csp-header-row" }, h("span", { text: "For" }), person),
    h("label", { class: "csp-header-row" }, h("span", { text: "Works" }), expires),
    h("label", { class: "csp-page-check" }, pinned, h("span", { text: "Always show the page that is published now" })),
    known,
    h("div", { class: "csp-header-buttons" }, make),
  );
  const form = /** @type {HTMLFormElement} */ (h("form", { novalidate: true, on: { submit: send } }, fields));
  const hint = h("p", { class: "csp-soft csp-page-hint" });
  const once = h("div", { class: "csp-page-once" });
  const heading = h("h3", { text: "Links", tabindex: -1 });
  const node = h("section", { "aria-label": "Links" }, heading, hint, list, past, form, once);
  let working = 0;

  /** @param {[string, string][]} expiries @param {string[]} people */
  function draw(expiries, people) {
    expires.replaceChildren(...expiries.map(([value, text]) => h("option", { value, text })));
    known.replaceChildren(...people.map((value) => h("option", { value })));
  }

  /** @param {LinkRow[]} rows @param {boolean} isPublished */
  function tell(rows, isPublished) {
    const alive = rows.filter((row) => row.is_working);
    const over = rows.filter((row) => !row.is_working);
    working = alive.length;
    list.replaceChildren(...alive.map(linkRow));
    ended.replaceChildren(...over.map(linkRow));
    past.hidden = !over.length;
    /** @type {HTMLElement} */ (past.firstElementChild).textContent = `${over.length} ended`;
    hint.textContent = !isPublished ? "Publish the page first; then give each person a link of their own." : alive.length ? "" : "Nobody has a link yet. Give each person one of their own.";
    /** @type {HTMLFieldSetElement} */ (fields).disabled = !isPublished;
  }

  /** @param {LinkRow} row */
  function linkRow(row) {
    const end = pageConfirm({
      button: "End …",
      name: `End the link of ${row.person}`,
      question: `End the link of ${row.person}? It stops at once and cannot be brought back; you can make a new one.`,
      yes: "End it",
      no: "Keep it",
      act: () => requests.ask("revoke", { link: row.id }, { done: () => over(row.person), refuse }),
    });
    return h(
      "li",
      {},
      h("div", {}, h("b", { dir: "auto", text: row.person }), h("span", { class: row.is_silent ? "csp-late" : "csp-soft", text: row.opened }), h("span", { class: "csp-soft", text: row.works })),
      row.is_working && end.node,
    );
  }

  /** @param {string} name */
  function over(name) {
    say(`The link of ${name} is ended.`);
    heading.focus();
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    const data = new FormData(form);
    if (make.disabled || !form.reportValidity()) return;
    clear();
    make.disabled = true;
    const given = { person: data.get("person"), expires: data.get("expires"), pinned: data.has("pinned") };
    requests.ask("link", { given }, {
      done: ({ address, person: name }) => {
        make.disabled = false;
        form.reset();
        tellOnce(address, name);
      },
      refuse: (sentence) => {
        make.disabled = false;
        refuse(sentence);
        person.focus();
      },
    });
  }

  /** @param {string} address @param {string} name */
  function tellOnce(address, name) {
    const field = /** @type {HTMLInputElement} */ (h("input", { class: "csp-field", type: "text", readonly: true, value: address, "aria-label": `The link for ${name}`, on: { focus: () => field.select() } }));
    const copy = h("button", { type: "button", class: "csp-button csp-button-main", text: "Copy", "aria-label": `Copy the link for ${name}`, on: { click: () => void copyIt(field) } });
    once.replaceChildren(
      h("p", {}, h("b", { text: `The link for ${name}` }), h("span", { class: "csp-soft", text: " is shown only now. Who has it sees the page, without a login: send it to them alone." })),
      h("div", { class: "csp-page-copy" }, field, copy),
    );
    copy.focus();
    say(`The link for ${name} is made.`);
  }

  /** @param {HTMLInputElement} field */
  async function copyIt(field) {
    try {
      await navigator.clipboard.writeText(field.value);
      say("Copied.");
    } catch {
      field.focus();
      say("Press Ctrl+C (or ⌘C) to copy it.");
    }
  }

  /** The address is told once: it goes with the dialog. */
  function clear() {
    once.replaceChildren();
  }

  return { node, draw, tell, clear, count: () => working, begin: () => person.focus() };
}

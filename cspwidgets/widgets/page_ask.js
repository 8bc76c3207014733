// What the customer's page asks of Python, and a question before what cannot be taken back.

import { h } from "./dom.js";

const PAGE_ANSWER_MS = 60000;

/**
 * @typedef {{done(answer: any): void, refuse(sentence: string): void}} PageAnswer
 * @typedef {ReturnType<typeof pageRequests>} PageRequests
 */

/** Requests that wait for an answer under their id. @param {import("./link.js").Link} link */
export function pageRequests(link) {
  /** @type {Map<string, PageAnswer & {timer: number}>} */
  const waiting = new Map();

  /** @param {string} act @param {object} body @param {PageAnswer} answer */
  function ask(act, body, answer) {
    const id = link.rowId();
    const timer = window.setTimeout(() => settle(id)?.refuse("No answer came: the kernel is busy or stopped. Look here again before you repeat it."), PAGE_ANSWER_MS);
    waiting.set(id, { ...answer, timer });
    link.tell("page", { act, id, account: link.plan, ...body });
    return id;
  }

  /** @param {string} id */
  function settle(id) {
    const answer = waiting.get(id);
    window.clearTimeout(answer?.timer);
    waiting.delete(id);
    return answer;
  }

  /** @param {{id: string, error?: string}} message */
  function hear(message) {
    const answer = settle(message.id);
    if (message.error) answer?.refuse(message.error);
    else answer?.done(message);
  }

  return { ask, hear };
}

/**
 * A button that asks before it acts. The focus is on the answer that changes nothing.
 * @param {{button: string, name: string, question: string, yes: string, no: string, act(): void}} words
 */
export function pageConfirm({ button, name, question, yes, no, act }) {
  const begin = h("button", { type: "button", class: "csp-button", "aria-label": name, text: button, on: { click: ask } });
  const node = h("div", { class: "csp-page-confirm" }, begin);

  function ask() {
    const stay = h("button", { type: "button", class: "csp-button", text: no, on: { click: leave } });
    const go = h("button", { type: "button", class: "csp-button csp-page-end", text: yes, on: { click: () => (leave(), act()) } });
    node.replaceChildren(h("div", { role: "group", "aria-label": question }, h("p", { text: question }), h("div", { class: "csp-header-buttons" }, go, stay)));
    stay.focus();
  }

  function leave() {
    node.replaceChildren(begin);
    begin.focus();
  }

  return { node };
}

// The panel that asks "mine or theirs?" when two people changed the same thing.

import { h } from "./dom.js";

/**
 * @typedef {{item: number, table: string, row: string, field: string, what: string,
 *   mine: string, theirs: string, by: string, why: "changed" | "removed"}} Question
 * @typedef {{item: number, take: "mine" | "theirs"}} Choice
 */

/** @param {(choices: Choice[]) => void} answer */
export function conflictPanel(answer) {
  const list = h("ul", { class: "csp-questions" });
  const panel = h(
    "section",
    { class: "csp-conflicts", role: "alertdialog", "aria-label": "Two people changed this", hidden: true },
    h("p", { class: "csp-conflicts-head", text: "Somebody else changed the same thing." }),
    list,
  );

  /** @param {Question} question */
  const row = (question) => {
    /** @param {"mine" | "theirs"} take */
    const choose = (take) => () => answer([{ item: question.item, take }]);
    const who = question.by || "somebody else";
    return h(
      "li",
      {},
      h("b", { text: question.what }),
      conflictChoice("Keep mine", question.mine, choose("mine")),
      conflictChoice(`Take ${who}’s`, question.theirs, choose("theirs")),
    );
  };

  /** @param {Question[]} questions */
  function show(questions) {
    list.replaceChildren(...questions.map(row));
    panel.hidden = questions.length === 0;
  }

  return { panel, show };
}

/** @param {string} verb @param {string} value @param {() => void} pick */
function conflictChoice(verb, value, pick) {
  return h(
    "button",
    { type: "button", class: "csp-button csp-choice", on: { click: pick } },
    h("span", { class: "csp-soft", text: verb }),
    h("span", { class: "csp-choice-value", text: value || "nothing" }),
  );
}

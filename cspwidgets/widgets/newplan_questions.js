// What only a person can say about a file. An answered question stays, so that it can be changed.

import { h } from "./dom.js";
import { newPlanInput, newPlanRow, newPlanSelect } from "./newplan_parts.js";

/**
 * @typedef {import("./newplan_file.js").FileSaid} FileSaid
 * @typedef {{about: string, sentence: string, must_answer: boolean, names: string[],
 *   readings: [boolean, [string, string][]][]}} FileQuestion
 */

/** @type {[string, string][]} */
const QUESTION_SIDES = [["", "not said"], ["customer", "the customer’s"], ["vendor", "ours"], ["partner", "a partner’s"]];

/** @param {import("./newplan_reading.js").FileSay} say */
export function newPlanQuestions(say) {
  /** @type {Map<string, FileQuestion>} every question that this file asked */
  const seen = new Map();
  let isOpen = false;

  /** @param {import("./newplan_reading.js").FileTold} told @param {FileSaid} said */
  function draw({ questions, header_line: line }, said) {
    const asked = new Set(questions.map(({ about }) => about));
    for (const question of questions) {
      const names = new Set([...(seen.get(question.about)?.names ?? []), ...question.names]);
      seen.set(question.about, { ...question, names: [...names] });
    }
    if (!asked.has("columns")) seen.delete("columns");
    isOpen = questions.some((question) => question.must_answer);
    /** @param {boolean} must @param {string} name */
    const list = (must, name) => {
      const some = [...seen.values()].filter((question) => question.must_answer === must);
      const rows = some.map((question) => row(question, said, asked.has(question.about), line ?? 1));
      return rows.length ? h("ul", { class: "csp-newplan-questions", "aria-label": name }, rows) : "";
    };
    return { first: list(true, "Questions that must be answered"), later: list(false, "Questions that can be left open") };
  }

  /** @param {FileQuestion} question @param {FileSaid} said @param {boolean} isAsked still @param {number} line */
  function row(question, said, isAsked, line) {
    const must = question.must_answer && isAsked;
    const hint = must ? "Must be answered." : isAsked ? "Can be left open." : "Answered.";
    return h(
      "li",
      { class: must ? "csp-newplan-must" : "" },
      h("p", { dir: "auto" }, h("b", { text: question.sentence }), " ", h("span", { class: "csp-soft", text: hint })),
      answers[question.about]?.(question, said, line),
    );
  }

  /** @type {Record<string, (question: FileQuestion, said: FileSaid, line: number) => Node>} */
  const answers = {
    day_first: ({ readings }, said) =>
      h("div", { class: "csp-header-buttons", role: "group", "aria-label": "Day or month first" }, readings.map(([isDay, examples]) => days(isDay, examples, said.day_first === isDay))),
    start_on: (_question, said) => newPlanRow("First day of week 1", field("start_on", said.start_on, { type: "date" })),
    currency: (_question, said) => newPlanRow("Currency (three letters, as EUR)", field("currency", said.currency, { maxlength: 3 })),
    metric: (_question, said) => newPlanRow("What is counted", field("metric", said.metric, { placeholder: "Monthly active users", maxlength: 120 })),
    sides: (question, said) =>
      h("div", { class: "csp-newplan-sides" }, newPlanRow("Our mail domain", field("own_domain", said.own_domain, { placeholder: "ours.example" })), question.names.map((name) => side(name, said))),
    columns: (_question, _said, line) => newPlanRow("Line with the columns’ names", lineField(line)),
  };

  /** @param {boolean} isDay @param {[string, string][]} examples @param {boolean} isChosen */
  function days(isDay, examples, isChosen) {
    const read = examples.slice(0, 2).map(([words, day]) => h("span", { class: "csp-soft", text: `${words} is ${day}` }));
    return h(
      "button",
      { type: "button", class: "csp-button csp-choice csp-newplan-days", "aria-pressed": String(isChosen), "data-key": `day_first/${isDay}`, on: { click: () => say({ day_first: isDay }) } },
      h("b", { text: isDay ? "Day first" : "Month first" }),
      read,
    );
  }

  /** @param {"start_on" | "currency" | "own_domain" | "metric"} name @param {string | undefined} value @param {Record<string, any>} more */
  function field(name, value, more) {
    const made = newPlanInput(name, { "data-key": name, ...more });
    made.value = value ?? "";
    // a day has a year of one digit while it is typed
    made.addEventListener("input", () => (name !== "start_on" || made.value > "1900") && say({ [name]: made.value }, true));
    made.addEventListener("blur", () => made.value === (value ?? "") || say({ [name]: made.value }, true));
    return made;
  }

  /** @param {number} line */
  function lineField(line) {
    const made = newPlanInput("header_line", { type: "number", min: 1, "data-key": "header_line" });
    made.value = String(line);
    made.addEventListener("input", () => made.valueAsNumber >= 1 && say({ header_line: made.valueAsNumber, columns: [] }, true));
    return made;
  }

  /** @param {string} name @param {FileSaid} said */
  function side(name, said) {
    const now = said.sides.find(([one]) => one === name)?.[1] ?? "";
    /** @param {string} value */
    const put = (value) => {
      const others = said.sides.filter(([one]) => one !== name);
      say({ sides: value ? [...others, [name, value]] : others });
    };
    return newPlanRow(name, newPlanSelect(`side/${name}`, QUESTION_SIDES, now, put));
  }

  return { draw, clear: () => seen.clear(), isOpen: () => isOpen };
}

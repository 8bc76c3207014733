// The way from a file: bring it in pieces, show how it was read, read it again, take it over.

import { h } from "./dom.js";
import { newPlanMain } from "./newplan_parts.js";
import { newPlanReading } from "./newplan_reading.js";

const FILE_MAX_BYTES = 10_000_000;
const FILE_PIECE_BYTES = 3_000_000;
const FILE_PAUSE_MS = 500;

/**
 * What a person said about the file; `cspwidgets/portfolio/beginnings.py` reads it.
 * @typedef {{kind?: string, account?: string, sheet?: string, header_line?: number,
 *   columns: [string, string][], day_first?: boolean, start_on?: string, own_domain?: string,
 *   sides: [string, string][], currency?: string, metric?: string}} FileSaid
 */

/**
 * @param {{ask: import("./newplan.js").NewPlanAsk, link: import("./link.js").Link,
 *   refuse(answer: import("./newplan.js").NewPlanAnswer): void, done(sentence: string): void}} to
 */
export function newPlanFile({ ask, link, refuse, done }) {
  const input = /** @type {HTMLInputElement} */ (
    h("input", { type: "file", class: "csp-newplan-input", accept: ".csv,.tsv,.txt,.xlsx,.xml,.parquet,.yaml,.yml", on: { change: () => bring(input.files?.[0]) } })
  );
  const label = h("span", {});
  const drop = h("label", { class: "csp-newplan-drop" }, input, label);
  const told = h("p", { class: "csp-soft", role: "status" });
  const take = newPlanMain("Take it over", "button");
  const reading = newPlanReading({ say, name: () => link.now.account, plan: () => link.plan });
  const foot = h("div", { class: "csp-header-buttons csp-newplan-foot" }, take, told);
  const node = h("div", { class: "csp-newplan-file" }, drop, reading.node, foot);
  take.addEventListener("click", send);
  /** @type {FileSaid} */
  let said = { columns: [], sides: [] };
  let file = "";
  let asked = "";
  let shown = "";
  let timer = 0;

  function reset() {
    window.clearTimeout(timer);
    said = { columns: [], sides: [] };
    file = asked = shown = input.value = told.textContent = "";
    label.replaceChildren(h("b", { text: "Choose a file" }), " or drop it here: a plan (YAML, Project XML), a task list, an account list or product usage (CSV, XLSX, Parquet)");
    reading.clear();
    foot.hidden = take.disabled = true;
  }

  /** @param {File | undefined} chosen */
  async function bring(chosen) {
    if (!chosen) return;
    reset();
    refuse({ id: "", error: "" });
    if (chosen.size > FILE_MAX_BYTES) {
      const size = (chosen.size / 1e6).toFixed(0);
      refuse({ id: "", error: `This file has ${size} MB, and up to 10 MB are read here; take it in with “csp import” in a terminal.` });
      return;
    }
    const mine = (file = link.rowId());
    label.replaceChildren(h("b", { dir: "auto", text: chosen.name }), " Choose or drop another");
    foot.hidden = false;
    told.textContent = "Reading …";
    for (let number = 0; number * FILE_PIECE_BYTES < Math.max(chosen.size, 1); number += 1) {
      const start = number * FILE_PIECE_BYTES;
      const data = await filePiece(chosen.slice(start, start + FILE_PIECE_BYTES));
      if (file !== mine) return;
      if (data === null) return fail({ id: "", error: "The file could not be read from the disk; choose it once more." });
      ask("piece", { file, name: chosen.name, number, data }, (answer) => {
        if (!answer.error || file !== mine) return;
        file = asked = "";
        fail(answer);
      });
    }
    if (file === mine) read();
  }

  function read() {
    window.clearTimeout(timer);
    take.disabled = true;
    told.textContent = "Reading …";
    asked = ask("read", { file, said }, (answer) => {
      if (answer.id !== asked) return;
      if (!answer.reading) return fail(answer);
      refuse({ id: "", error: "" });
      shown = answer.id;
      reading.draw(answer.reading, said);
      take.disabled = !answer.reading.can_take;
      told.textContent = reading.isOpen() ? "Answer the question first." : "Nothing is saved before you take it over.";
    });
  }

  /** Something else was said about the file: read it again. @param {Partial<FileSaid>} news @param {boolean} [soon] */
  function say(news, soon = false) {
    said = { ...said, ...news };
    take.disabled = true;
    asked = "";
    window.clearTimeout(timer);
    if (soon) timer = window.setTimeout(read, FILE_PAUSE_MS);
    else read();
  }

  function send() {
    take.disabled = true;
    told.textContent = "Saving …";
    ask("take", { reading: shown }, (answer) => {
      if (answer.error) fail(answer);
      else done(answer.done ?? "");
    });
  }

  /** @param {import("./newplan.js").NewPlanAnswer} answer */
  function fail(answer) {
    take.disabled = true;
    told.textContent = "Nothing was taken.";
    refuse(answer);
  }

  reset();
  return { node, bring, reset };
}

/** The bytes in base64; null if the browser may not read them. @param {Blob} blob @returns {Promise<string | null>} */
function filePiece(blob) {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ""));
    reader.onerror = () => resolve(null);
    reader.readAsDataURL(blob);
  });
}

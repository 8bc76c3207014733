// The head of the notebook: account, saved state, undo, the forms, the objective, the headline.

import { guardKeys, h } from "./dom.js";
import { historyDialog } from "./header_history.js";
import { meetingDialog } from "./header_meeting.js";
import { headerObjective } from "./header_objective.js";
import { pageDialog } from "./header_page.js";
import { reviewDialog } from "./header_review.js";
import { connectLink } from "./link.js";
import { newPlanDialog } from "./newplan.js";
import { shelfKeepOpen, shelfOpen } from "./shelf.js";

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const link = connectLink({
    model,
    name: "header",
    on: { whole: draw, patch: draw, state: tellState, other, ack: (ack) => meeting.done(ack.id), reject: refuse },
  });
  const picker = /** @type {HTMLSelectElement} */ (
    h("select", { class: "csp-field csp-header-picker", "aria-label": "Account", on: { change: choose } })
  );
  const undo = headerButton("Undo", () => link.undo());
  const redo = headerButton("Redo", () => link.redo());
  const history = historyDialog(link);
  const meeting = meetingDialog(link);
  const review = reviewDialog(link);
  const whatIf = headerButton("What if …", () => link.ask("what_if"));
  whatIf.classList.add("csp-header-try");
  const makeReview = headerButton("Quarterly review", review.open);
  const page = pageDialog(link);
  const publish = headerButton("Publish", page.open);
  publish.classList.add("csp-button-main");
  const objective = headerObjective(link);
  const fresh = newPlanDialog(link);
  const begin = headerButton("New plan", fresh.open);
  const lead = h("p", { class: "csp-header-lead" });
  let keeps = false;
  const others = h("span", { class: "csp-header-others" }, headerButton("History", history.open), headerButton("Meeting", meeting.open), makeReview, publish);
  const bar = h(
    "div",
    { class: "csp-header-bar", role: "group", "aria-label": "This plan" },
    picker,
    begin,
    link.status,
    h("span", { class: "csp-header-space" }),
    undo,
    redo,
    others,
  );
  const head = h("div", { class: "csp-header-main" }, objective.node, h("div", { class: "csp-header-ahead" }, lead, whatIf));
  const root = h("section", { class: "csp csp-header", "aria-label": "Plan" }, bar, link.conflicts, head, history.node, meeting.node, review.node, page.node, fresh.node);

  function draw() {
    const { meta, plan, account, trial } = link.now;
    const [where, arrival, help] = meta.headline;
    lead.replaceChildren(h("b", { text: where }), ` ${arrival} `, h("span", { class: "csp-soft", text: help }));
    objective.draw(meta.objective, meta.kicker);
    meeting.draw(meta);
    review.draw(meta);
    drawTrial(Boolean(trial));
    whatIf.textContent = meta.what_if;
    makeReview.hidden = !meta.review;
    page.draw(meta);
    publish.hidden = !meta.page || link.readOnly;
    begin.hidden = !meta.begins || link.readOnly || Boolean(trial);
    if (picker.value !== plan) showAccounts([[plan, account]]);
    if (picker.length < 2) ask();
    if (keeps) shelfKeepOpen(plan);
  }

  /** While something is tried, what is for the plan itself waits. @param {boolean} isTrial */
  function drawTrial(isTrial) {
    const isOver = others.hidden && !isTrial;
    others.hidden = isTrial;
    whatIf.hidden = isTrial || link.readOnly;
    const isBeside = document.activeElement?.closest(".csp:not(.csp-whatif)");
    if (isOver && document.hasFocus() && !isBeside) whatIf.focus(); // the band that had it is gone
  }

  /** Go back to the plan that was open here before a reload or a restart. */
  function comeBack() {
    const { meta, plan } = link.now;
    const before = shelfOpen();
    keeps = meta.returns;
    if (keeps && before && before !== plan) link.ask("choose", { account: before });
    else if (keeps) shelfKeepOpen(plan);
  }

  function ask() {
    link.tell("accounts");
  }

  /** @param {[string, string][]} accounts */
  function showAccounts(accounts) {
    const { plan } = link.now;
    picker.replaceChildren(
      ...accounts.map(([id, name]) => h("option", { value: id, selected: id === plan, text: name })),
    );
    picker.value = plan;
  }

  function choose() {
    link.ask("choose", { account: picker.value });
  }

  /** @param {import("./link.js").State} state */
  function tellState(state) {
    headerOffer(undo, "Undo", state.undo);
    headerOffer(redo, "Redo", state.redo);
    objective.settle();
    meeting.renew();
  }

  /** @param {any} message */
  function other(message) {
    if (message.kind === "accounts") showAccounts(message.accounts);
    if (message.kind === "new_plan") fresh.hear(message);
    if (message.kind === "review") review.hear(message);
    if (message.kind === "sheet") meeting.hear(message);
    if (message.kind === "page") page.hear(message);
    if (message.kind === "history") history.show(message.entries);
    if (message.kind === "preview") history.preview(message.revision, message.lines);
  }

  /** @param {import("./link.js").Reject} answer */
  function refuse(answer) {
    picker.value = link.now.plan;
    if (keeps) shelfKeepOpen(link.now.plan);
    history.refuse(answer.message);
    meeting.refuse(answer);
    objective.refuse(answer);
  }

  guardKeys(root);
  link.undoKeys(root);
  el.append(root);
  link.start();
  comeBack();
  window.addEventListener("pagehide", meeting.flush);
  return () => {
    meeting.flush();
    window.removeEventListener("pagehide", meeting.flush);
    link.close();
  };
}

/** @param {string} text @param {() => void} click */
function headerButton(text, click) {
  return /** @type {HTMLButtonElement} */ (
    h("button", { type: "button", class: "csp-button", text, on: { click } })
  );
}

/** @param {HTMLButtonElement} button @param {string} verb @param {string} title */
function headerOffer(button, verb, title) {
  button.disabled = !title;
  button.title = title ? `${verb}: ${title}` : `Nothing to ${verb.toLowerCase()}`;
}

export default { render };

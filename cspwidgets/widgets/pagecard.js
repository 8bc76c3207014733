// The card “The customer's page” beside the plan: is it published, behind, opened?

import { guardKeys, h } from "./dom.js";
import { connectLink } from "./link.js";

const PAGECARD_MS = 1500;

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const told = h("p", { class: "csp-pagecard-told" });
  const link = connectLink({ model, name: "pagecard", on: { whole: soon, patch: soon, other: hear } });
  const root = h("div", { class: "csp csp-card" }, h("section", { "aria-label": "The customer’s page" }, h("h2", { class: "csp-title", text: "The customer’s page" }), told));
  let timer = 0;
  let shown = "";

  /** Ask a moment after the last change: the answer takes longer than an edit. */
  function soon() {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, shown === link.plan ? PAGECARD_MS : 0);
  }

  function ask() {
    if (document.visibilityState === "visible") link.tell("page");
  }

  /** @param {any} message */
  function hear({ act, account, state, error }) {
    if (act !== "news" || account !== link.plan) return;
    shown = account;
    if (error) told.replaceChildren(h("span", { class: "csp-soft", text: error }));
    else if (!state.published) told.replaceChildren("Not published yet. ", h("span", { class: "csp-soft", text: "“Publish” shows what they would see." }));
    else {
      told.replaceChildren(`${state.published} `, h("span", { class: state.is_silent ? "csp-late" : "", text: state.opened }), " ", h("span", { class: "csp-soft", text: state.behind }));
    }
  }

  guardKeys(root);
  link.undoKeys(root);
  document.addEventListener("visibilitychange", ask);
  el.append(root);
  link.start();
  return () => {
    window.clearTimeout(timer);
    document.removeEventListener("visibilitychange", ask);
    link.close();
  };
}

export default { render };

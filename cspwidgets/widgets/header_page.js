// The dialog “The customer's page”: what they will see, who has a link, and one button to publish.

import { h } from "./dom.js";
import { headerDialog } from "./header_dialog.js";
import { pageConfirm, pageRequests } from "./page_ask.js";
import { pageLinks } from "./page_links.js";
import { pageLook } from "./page_look.js";

/** @typedef {import("./page_links.js").LinkRow} LinkRow */
/** @typedef {{published: string, opened: string, is_silent: boolean, behind: string, language: string, links: LinkRow[]}} PageState */

/** @param {import("./link.js").Link} link */
export function pageDialog(link) {
  const requests = pageRequests(link);
  const state = h("p", { class: "csp-page-state" });
  const told = h("p", { class: "csp-page-told", role: "status", "aria-live": "polite" });
  const look = pageLook({ requests, refuse, say, published });
  const links = pageLinks({ requests, refuse, say });
  const back = pageConfirm({
    button: "Take the page back …",
    name: "Take the page back: nobody will see it",
    question: "Nobody sees the page any more, until you publish it again. The links are kept.",
    yes: "Take it back",
    no: "Leave it",
    act: () => requests.ask("take_back", {}, { done: () => say("The page is taken back."), refuse }),
  });
  const aside = h("div", { class: "csp-page-side" }, links.node, back.node);
  const box = headerDialog("The customer’s page", state, told, h("div", { class: "csp-page-columns" }, look.node, aside));
  box.node.classList.add("csp-page");
  box.node.addEventListener("close", () => {
    look.clear();
    links.clear();
  });
  let shown = "";

  /** @param {any} meta */
  function draw({ page, people }) {
    if (!page) return;
    if (shown !== link.plan) {
      shown = link.plan;
      box.close();
    }
    if (box.node.open) return;
    look.draw(page.languages);
    links.draw(page.expiries, people);
  }

  function open() {
    box.open();
    say("");
    state.textContent = "";
    requests.ask("state", {}, {
      done: ({ state: now }) => {
        tell(now);
        look.begin(now.language);
      },
      refuse,
    });
  }

  /** @param {PageState} now */
  function tell(now) {
    const first = now.published || "Nothing is published yet.";
    state.replaceChildren(h("b", { text: first }), " ", h("span", { class: now.is_silent ? "csp-late" : "", text: now.opened }), " ", h("span", { class: "csp-soft", text: now.behind }));
    links.tell(now.links, Boolean(now.published));
    back.node.hidden = !now.published;
  }

  /** @param {any} message */
  function hear(message) {
    if (message.act !== "news") requests.hear(message);
    else if (message.account === link.plan && message.state) tell(message.state);
  }

  function published() {
    say("Published. Whoever has a link sees this page now.");
    if (!links.count()) links.begin();
  }

  /** @param {string} words */
  function say(words) {
    told.textContent = words;
    if (words) box.refuse("");
  }

  /** @param {string} sentence */
  function refuse(sentence) {
    told.textContent = "";
    if (box.node.open) box.refuse(sentence);
    else link.warn(sentence);
  }

  return { node: box.node, open, draw, hear };
}

// Opens a link: hands its secret in once, for the page and a cookie that only the server can read.
// The page then takes the secret out of the address.
//
// It stands at the end of the shell and is no module: so the browser asks some milliseconds sooner.

(() => {
  "use strict";

  const AGAIN_MILLISECONDS = 2000;
  const UNSAID_MILLISECONDS = 300;

  const words = document.querySelector("main");
  const ahead = document.createElement("style");

  /** @param {"opening" | "refused" | "away"} state */
  function show(state) {
    document.body.dataset.state = state;
    words?.removeAttribute("hidden");
  }

  /** Say nothing at first: a page that is there at once would only be seen to flicker. */
  function keepQuiet() {
    words?.setAttribute("hidden", "");
    setTimeout(() => words?.removeAttribute("hidden"), UNSAID_MILLISECONDS);
  }

  /**
   * Try again a while later; not everybody at the same moment.
   * @param {() => void} attempt
   */
  function later(attempt) {
    show("away");
    setTimeout(attempt, AGAIN_MILLISECONDS * (1 + Math.random()));
  }

  async function open() {
    const secret = location.hash.slice(1);
    if (!secret) {
      show("refused");
      return;
    }
    try {
      const asked = fetch(`${location.pathname}/open`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ secret }),
        credentials: "same-origin",
        redirect: "error",
      });
      if (!ahead.isConnected) readAhead();
      const answer = await asked;
      if (answer.ok) {
        enter(await answer.text());
      } else if (answer.status < 500) {
        show("refused");
      } else {
        later(open);
      }
    } catch {
      later(open);
    }
  }

  /** While the page is on its way, read its style sheet, which lies in the shell as letters. */
  function readAhead() {
    ahead.media = "not all";
    ahead.textContent = document.querySelector("script[type='text/css']")?.textContent ?? "";
    document.head.append(ahead);
  }

  /**
   * Put the page where this shell is. To load it as a document of its own would take a third
   * longer: the browser would begin anew; and its style sheet has been read already. No script that
   * comes as text runs; the page's own, which is its first, is made once more, and runs if the
   * policy knows its digest. On a wide screen the drawings of the route stand in their places at
   * once: all below them would jump later.
   * @param {string} page
   */
  function enter(page) {
    removeEventListener("hashchange", again);
    const root = document.documentElement;
    const made = document.createElement("html");
    const isWide = matchMedia("(min-width: 640px)").matches;
    made.innerHTML = isWide ? page.replaceAll(/<\/?noscript>/g, "") : page;
    root.lang = /<html lang="([\w-]+)"/.exec(page)?.[1] ?? root.lang;
    const [head, body] = made.children;
    const style = head.querySelector("style");
    if (style?.textContent === ahead.textContent) {
      style.remove();
      ahead.media = "";
    }
    const letters = head.querySelector("script");
    const script = document.createElement("script");
    script.type = "module";
    script.textContent = letters?.textContent ?? "";
    letters?.replaceWith(script);
    for (const old of [...document.head.children]) if (old !== ahead) old.remove();
    document.head.append(...head.childNodes);
    document.body.replaceWith(body);
  }

  function again() {
    location.reload();
  }

  /** See whether the plans can be reached again; only then leave what is on the screen. */
  async function look() {
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      if (answer.status < 500) {
        again();
        return;
      }
    } catch {
      // not reached at all: as if it had said so
    }
    later(look);
  }

  document.querySelector("[data-until-script]")?.remove();
  if (document.body.dataset.state === "opening") {
    keepQuiet();
    open();
  } else if (document.body.dataset.state === "away") {
    later(look);
  }
  // A second link opened in the same tab changes only what follows the `#`.
  addEventListener("hashchange", again);
})();

// The page is whole without this. With it, steps can be filtered, bars say what they are, and the
// dates and the page can be taken along. Nothing is asked of anybody, but for one word to our own
// server: that the page was looked at.

const SEEN_SECONDS = 5;
const GAP = 10;

/**
 * Every element of a kind below another.
 * @param {string} selector
 * @param {ParentNode} [below]
 * @returns {HTMLElement[]}
 */
function all(selector, below = document) {
  return [...below.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);
}

/**
 * The bars of the route in every width; only one drawing is on the screen.
 * @returns {SVGGElement[]}
 */
function bars() {
  return [...document.querySelectorAll(".csp-route .act[data-row]")].filter(
    (each) => each instanceof SVGGElement,
  );
}

/** The stages in the list of all steps, that open and close. */
function stages() {
  return [...document.querySelectorAll(".csp-stage")].filter(
    (each) => each instanceof HTMLDetailsElement,
  );
}

/**
 * The line of a step in the list of all.
 * @param {string} row
 */
function line(row) {
  return document.getElementById(`step-${row}`);
}

/**
 * Put the drawings of the route, and what closed stages hold, in their places. Until then they are
 * letters to the browser: they are half of the page, and a phone shows none of them.
 */
function unfold() {
  for (const folded of document.querySelectorAll("noscript")) {
    folded.outerHTML = folded.textContent ?? "";
  }
}

/** Filters: "mine", "this month", "late"; what does not match is hidden, and pale on the route. */
function filters() {
  const group = document.querySelector(".csp-filters");
  if (!(group instanceof HTMLElement)) return;
  const me = group.querySelector("select");
  const told = group.querySelector("[data-shown]");
  const opened = new Set(stages().filter((stage) => stage.open));
  /** @type {Set<string>} */
  const chosen = new Set();
  /** @type {Record<string, (step: HTMLElement) => boolean>} */
  const tests = {
    mine: ({ dataset }) =>
      me?.value ? dataset.owner === me.value : ["customer", "both"].includes(dataset.side ?? ""),
    month: ({ dataset }) => "month" in dataset,
    late: ({ dataset }) => "late" in dataset,
  };

  function show() {
    const shown = new Set();
    const steps = all(".csp-steps li[data-row]");
    for (const step of steps) {
      step.hidden = [...chosen].some((name) => !tests[name](step));
      if (!step.hidden) shown.add(step.dataset.row);
    }
    for (const stage of stages()) {
      stage.hidden = all("li[data-row]", stage).every((step) => step.hidden);
      stage.open = chosen.size ? !stage.hidden : opened.has(stage);
    }
    for (const bar of bars()) bar.classList.toggle("faded", !shown.has(bar.dataset.row));
    if (me) me.hidden = !chosen.has("mine");
    if (told instanceof HTMLElement) {
      const words = (told.dataset.shown ?? "").replace("##", String(steps.length));
      told.textContent = chosen.size ? words.replace("#", String(shown.size)) : "";
    }
  }

  for (const button of all("button", group)) {
    button.addEventListener("click", () => {
      const name = button.dataset.filter ?? "";
      if (!chosen.delete(name)) chosen.add(name);
      button.setAttribute("aria-pressed", String(chosen.has(name)));
      show();
    });
  }
  me?.addEventListener("change", show);
  group.hidden = false;
}

/** Bars: what one is, under a finger, a pointer or the keyboard; Enter leads to its line. */
function details() {
  const tip = document.createElement("div");
  tip.className = "csp csp-tip";
  tip.id = "csp-tip";
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);

  /** @param {SVGGElement} bar */
  function show(bar) {
    const step = line(bar.dataset.row ?? "");
    if (!step) return;
    const more = step.querySelectorAll("p");
    tip.replaceChildren(...[...words(bar), ...more].map((part) => part.cloneNode(true)));
    for (const hidden of all(".csp-hidden", tip)) hidden.classList.remove("csp-hidden");
    tip.hidden = false;
    const there = bar.getBoundingClientRect();
    const most = document.documentElement.clientWidth - tip.offsetWidth - GAP;
    const left = Math.max(GAP, Math.min(there.left, most));
    const above = there.top - tip.offsetHeight - GAP;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : there.bottom + GAP) + scrollY}px`;
  }

  /** @param {SVGGElement} bar */
  function words(bar) {
    const step = line(bar.dataset.row ?? "");
    return [...(step?.querySelectorAll("i > span, b, :is(div, summary) > span, time") ?? [])];
  }

  function hide() {
    tip.hidden = true;
  }

  /** @param {EventTarget | null} target */
  function bar(target) {
    const found = target instanceof Element ? target.closest(".act[data-row]") : null;
    return found instanceof SVGGElement ? found : null;
  }

  for (const svg of document.querySelectorAll(".csp-route")) {
    const here = bars().filter((each) => svg.contains(each) && line(each.dataset.row ?? ""));
    if (!here.length) continue;
    svg.setAttribute("role", "group");
    here.forEach((each, place) => {
      each.setAttribute("role", "button");
      each.setAttribute("aria-label", words(each).map((part) => part.textContent).join(", "));
      each.setAttribute("tabindex", place ? "-1" : "0");
    });
    svg.addEventListener("keydown", (event) => {
      if (!(event instanceof KeyboardEvent)) return;
      const now = here.findIndex((each) => each === document.activeElement);
      const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
      const by = Object.entries(steps).find(([key]) => key === event.key)?.[1];
      if (now >= 0 && by) {
        const next = here[(now + by + here.length) % here.length];
        here[now].setAttribute("tabindex", "-1");
        next.setAttribute("tabindex", "0");
        next.focus();
        event.preventDefault();
      } else if (now >= 0 && ["Enter", " "].includes(event.key)) {
        lead(here[now].dataset.row ?? "");
        event.preventDefault();
      }
    });
  }
  document.addEventListener("pointerover", (event) => {
    const found = bar(event.target);
    if (found) show(found);
    else if (event.pointerType === "mouse" && !tip.matches(":hover")) hide();
  });
  document.addEventListener("click", (event) => {
    const found = bar(event.target);
    if (found) show(found);
    else hide();
  });
  document.addEventListener("focusin", (event) => {
    const found = bar(event.target);
    if (found?.matches(":focus-visible")) show(found);
    else hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}

/**
 * Show a step in the list of all, opened.
 * @param {string} row
 */
function lead(row) {
  const step = line(row);
  if (!step) return;
  const stage = step.closest("details");
  if (stage) stage.open = true;
  const own = step.querySelector("details");
  if (own) own.open = true;
  step.scrollIntoView({ block: "center" });
  step.querySelector("summary")?.focus({ preventScroll: true });
}

/** Titles in the short lists lead to the step in the long one. */
function links() {
  for (const step of all(":is(.csp-next, .csp-promise) li[data-row]")) {
    const row = step.dataset.row ?? "";
    const title = step.querySelector("b");
    if (!title || !line(row)) continue;
    const link = document.createElement("a");
    link.href = `#step-${encodeURIComponent(row)}`;
    link.append(...title.childNodes);
    title.append(link);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      lead(row);
    });
  }
}

/** What can be taken along: the dates (from our server), and the page on paper, with every step. */
function along() {
  const button = document.querySelector(".csp-print");
  if (button instanceof HTMLElement) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  const calendar = document.querySelector(".csp-calendar");
  if (calendar instanceof HTMLAnchorElement && "served" in document.body.dataset) {
    calendar.href = `${location.pathname}/calendar.ics`;
    calendar.hidden = false;
  }
  /** @type {HTMLDetailsElement[]} */
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = stages().filter((stage) => !stage.open && !stage.hidden);
    for (const stage of closed) stage.open = true;
  });
  addEventListener("afterprint", () => {
    for (const stage of closed) stage.open = false;
  });
}

/** Take the secret out of the address: it would be on every print and picture of the screen. */
function discreet() {
  const isSecret = /^#[\w-]{43}$/.test(location.hash);
  if (isSecret) history.replaceState(null, "", location.pathname);
}

/**
 * Do something when the page has been painted.
 * @param {() => void} work
 */
function painted(work) {
  requestAnimationFrame(() => setTimeout(work));
}

/** Tell our server once that the page was looked at, after five seconds on the screen. */
function seen() {
  if (!("served" in document.body.dataset)) return;
  let left = SEEN_SECONDS;
  const clock = setInterval(() => {
    if (document.visibilityState !== "visible") return;
    left -= 1;
    if (left > 0) return;
    clearInterval(clock);
    fetch(`${location.pathname}/open`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ seen: true }),
      credentials: "same-origin",
    }).catch(() => undefined);
  }, 1000);
}

if (matchMedia("print, (min-width: 640px)").matches) unfold();
filters();
along();
painted(() => {
  unfold();
  discreet();
  links();
  details();
});
addEventListener("hashchange", discreet);
seen();

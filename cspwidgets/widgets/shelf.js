// What a page keeps through reloads and restarts, in its session storage: the edits that are not
// known to be saved, and which plan was open.

const SHELF_OPEN = "csp.open";

/** A shelf that keeps nothing. */
export const linkNoShelf = { all: () => /** @type {any[]} */ ([]), put: (/** @type {any} */ _message) => {}, drop: (/** @type {string} */ _id) => {} };

/** @param {string} plan @param {string} view */
export function linkShelf(plan, view) {
  const place = `csp.pending.${plan}.${view}`;

  /** @returns {any[]} */
  function all() {
    try {
      return JSON.parse(window.sessionStorage.getItem(place) ?? "[]");
    } catch {
      return []; // storage that is switched off or was damaged: the page still works
    }
  }

  /** @param {any[]} messages */
  function keep(messages) {
    try {
      if (messages.length) window.sessionStorage.setItem(place, JSON.stringify(messages));
      else window.sessionStorage.removeItem(place);
    } catch {
      // full or switched off: the edits still wait in the page, only a reload would lose them
    }
  }

  return {
    all,
    /** @param {any} message */
    put: (message) => keep([...all(), message]),
    /** @param {string} id */
    drop: (id) => keep(all().filter((message) => message.id !== id)),
  };
}

/** The plan that was open in this page before, or nothing. @returns {string | null} */
export function shelfOpen() {
  try {
    return window.sessionStorage.getItem(SHELF_OPEN);
  } catch {
    return null;
  }
}

/** @param {string} plan */
export function shelfKeepOpen(plan) {
  try {
    window.sessionStorage.setItem(SHELF_OPEN, plan);
  } catch {
    // then the notebook begins with the account that it chooses itself
  }
}

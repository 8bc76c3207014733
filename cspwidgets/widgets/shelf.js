// Where a page keeps the edits that are not known to be saved: its session storage.

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

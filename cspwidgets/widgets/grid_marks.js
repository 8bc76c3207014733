// What sits on a cell besides its value: something on its way, something that cannot be right,
// something that two people changed. Cells are named "table/row:field".

/**
 * @typedef {{message: string, typed: string}} Refused
 * @typedef {import("./conflicts.js").Question} Question
 * @typedef {ReturnType<typeof gridMarks>} Marks
 */

/** @param {string} key @param {string} field */
export const marksAddress = (key, field) => `${key}:${field}`;

export function gridMarks() {
  /** @type {Map<string, {typed: string, id: string}>} */
  const pending = new Map();
  /** @type {Map<string, Refused>} */
  const refused = new Map();
  /** @type {Map<string, Question>} */
  let questions = new Map();

  /** @param {string} id the change whose answer came @returns {string} the cell it was made in */
  function settle(id) {
    for (const [address, { id: waiting }] of pending) {
      if (waiting === id) {
        pending.delete(address);
        return address;
      }
    }
    return "";
  }

  return {
    settle,
    /** @param {string} address @param {string} typed @param {string} id */
    wait(address, typed, id) {
      refused.delete(address);
      pending.set(address, { typed, id });
    },
    /** @param {string} address @param {Refused} why */
    refuse: (address, why) => refused.set(address, why),
    /** @param {string} address */
    forgive: (address) => refused.delete(address),
    /** Some fields of a row came anew from Python: what was on its way to them is there. @param {string} key @param {string[]} fields */
    arrive(key, fields) {
      for (const field of fields) pending.delete(marksAddress(key, field));
    },
    clear() {
      pending.clear();
      refused.clear();
      questions.clear();
    },
    /** @param {Question[]} items */
    ask(items) {
      questions = new Map(items.map((item) => [marksAddress(`${item.table}/${item.row}`, item.field), item]));
    },
    /** @param {string} address */
    pending: (address) => pending.get(address)?.typed,
    /** @param {string} address */
    refused: (address) => refused.get(address),
    /** @param {string} address */
    question: (address) => questions.get(address),
    /** All that sits on the cells of a row, as one text that changes with it. @param {string} key */
    sign(key) {
      if (!pending.size && !refused.size && !questions.size) return "";
      const all = [...pending, ...refused, ...questions].filter(([address]) => address.startsWith(`${key}:`));
      return all.length ? JSON.stringify(all) : "";
    },
  };
}

// What Python sends of a change is as little as can be; here it becomes what the views work with.

/**
 * @typedef {[key: string, after: string]} Move
 * @typedef {{version: number, revision: number, put: Record<string, any>, cut: string[],
 *   some?: Record<string, [place: number, value: any][]>, moves?: Move[],
 *   meta?: Record<string, any>, forget?: string[]}} News
 */

/**
 * A change with whole parts and the whole order.
 * @param {import("./link.js").Whole} whole
 * @param {News} news
 * @returns {import("./link.js").Patch}
 */
export function wirePatch({ parts, order, meta }, { some = {}, moves, forget = [], ...news }) {
  const lists = Object.entries(some).map(([key, items]) => {
    const list = [...parts[key]];
    for (const [place, value] of items) list[place] = value;
    return [key, list];
  });
  const patch = { ...news, put: { ...news.put, ...Object.fromEntries(lists) } };
  if (news.meta || forget.length) {
    const kept = Object.entries(meta).filter(([key]) => !forget.includes(key));
    patch.meta = { ...Object.fromEntries(kept), ...news.meta };
  }
  if (!moves && !news.cut.length) return patch;
  return { ...patch, moves: moves ?? [], order: wireOrder(order, news.cut, moves ?? []) };
}

/**
 * @param {import("./link.js").Whole} whole
 * @param {import("./link.js").Patch} patch
 * @returns {import("./link.js").Whole}
 */
export function wirePatched(whole, { version, revision, put, cut, order, meta }) {
  const parts = { ...whole.parts, ...put };
  for (const key of cut) delete parts[key];
  return { ...whole, version, revision, parts, order: order ?? whole.order, meta: meta ?? whole.meta };
}

/** @param {string[]} order @param {string[]} cut @param {Move[]} moves */
function wireOrder(order, cut, moves) {
  const gone = new Set([...cut, ...moves.map(([key]) => key)]);
  const made = order.filter((key) => !gone.has(key));
  for (const [key, after] of moves) made.splice(after ? made.indexOf(after) + 1 : 0, 0, key);
  return made;
}

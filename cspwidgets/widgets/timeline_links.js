// What a bar waits for and what waits for it, drawn while the bar has the focus or the pointer.

import { s } from "./dom.js";

/**
 * @param {Pick<import("./timeline_moves.js").Parts, "barOf" | "nodeOf"> & {idsOf(): string[]}} parts
 */
export function timelineLinks({ idsOf, barOf, nodeOf }) {
  const layer = s("g", { class: "links", "aria-hidden": "true" });

  /** @param {string} id the bar whose links are shown; none when empty */
  function show(id) {
    layer.replaceChildren();
    for (const node of layer.parentNode?.querySelectorAll(".chosen") ?? []) {
      node.classList.remove("chosen");
    }
    if (!id) return;
    const waiting = idsOf().filter((other) => barOf(other)?.after.includes(id));
    const pairs = [...(barOf(id)?.after ?? []).map((before) => [before, id]), ...waiting.map((after) => [id, after])];
    for (const [before, after] of pairs) {
      const [from, to] = [barOf(before), barOf(after)];
      if (!from || !to) continue;
      layer.append(s("path", { class: "link", d: timelinePath(from, to) }));
      nodeOf(before === id ? after : before)?.classList.add("chosen");
    }
  }

  return { layer, show };
}

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @param {Box} from @param {Box} to
 */
function timelinePath(from, to) {
  const [x0, y0] = [from.x + from.width, from.y + from.height / 2];
  const [x1, y1] = [to.x, to.y + to.height / 2];
  const bend = Math.min(Math.max(Math.abs(x1 - x0) / 2, 8), 60);
  return `M${x0} ${y0}C${x0 + bend} ${y0} ${x1 - bend} ${y1} ${x1} ${y1}`;
}

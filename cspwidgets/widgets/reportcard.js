// The report card in a page: lines that open, and lead to the rows that they come from.

import { guardKeys, h } from "./dom.js";
import { keyedHost } from "./keyed.js";
import { leadingDress, leadingFollow } from "./leading.js";
import { connectLink } from "./link.js";

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const card = h("section", { class: "csp-report", "aria-label": "Report card" });
  const host = keyedHost(card, { dress: leadingDress });
  const link = connectLink({
    model,
    name: "reportcard",
    on: { whole: ({ parts, order }) => host.whole(parts, order), patch: (change) => host.patch(change) },
  });
  const root = h("div", { class: "csp csp-card" }, card);
  guardKeys(root);
  link.undoKeys(root);
  leadingFollow(root, link);
  el.append(root);
  link.start();
  return () => link.close();
}

export default { render };

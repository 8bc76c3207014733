// Adoption in a page: what Python drew, in step with the plan.

import { guardKeys, h } from "./dom.js";
import { keyedHost } from "./keyed.js";
import { connectLink } from "./link.js";

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const panel = h("section", { class: "csp-adoption", "aria-label": "Adoption" });
  const host = keyedHost(panel);
  const link = connectLink({
    model,
    name: "adoption",
    on: { whole: ({ parts, order }) => host.whole(parts, order), patch: (change) => host.patch(change) },
  });
  const root = h("div", { class: "csp csp-card" }, panel);
  guardKeys(root);
  link.undoKeys(root);
  el.append(root);
  link.start();
  return () => link.close();
}

export default { render };

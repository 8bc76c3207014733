// The findings in a page: a list of buttons, each leading to its row.

import { guardKeys, h } from "./dom.js";
import { keyedHost } from "./keyed.js";
import { leadingFollow } from "./leading.js";
import { connectLink } from "./link.js";

/** @param {{model: import("./link.js").Model, el: HTMLElement}} context */
function render({ model, el }) {
  const count = h("small", {});
  const list = h("ul", {});
  const host = keyedHost(list);
  const section = h("section", { class: "csp-findings", "aria-label": "Worth a look" }, h("h2", {}, "Worth a look ", count), list);
  const link = connectLink({
    model,
    name: "findings",
    on: {
      whole: ({ parts, order }) => {
        host.whole(parts, order);
        tell();
      },
      patch: (change) => {
        host.patch(change);
        tell();
      },
    },
  });

  function tell() {
    const found = link.now.order.length;
    count.textContent = found ? `${found} ${found === 1 ? "finding" : "findings"}` : "nothing found";
  }

  const root = h("div", { class: "csp csp-card" }, section);
  guardKeys(root);
  link.undoKeys(root);
  leadingFollow(root, link);
  el.append(root);
  link.start();
  return () => link.close();
}

export default { render };

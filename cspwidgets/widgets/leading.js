// What leads to a row of the plan: anything that names its table and row.

import { h } from "./dom.js";

/** Make a button of the name of each row in a fragment. @param {Element} node */
export function leadingDress(node) {
  for (const item of node.querySelectorAll("li[data-row]")) {
    const name = item.firstElementChild;
    if (!name || item.querySelector("button")) continue;
    const button = h("button", { type: "button", class: "csp-leading", dir: "auto", text: name.textContent });
    name.replaceWith(button);
  }
}

/** Follow what is clicked. @param {HTMLElement} root @param {import("./link.js").Link} link */
export function leadingFollow(root, link) {
  root.addEventListener("click", (event) => {
    const clicked = /** @type {Element} */ (event.target).closest("button");
    const place = /** @type {HTMLElement | null} */ (clicked?.closest("[data-row]"));
    if (clicked && place) link.reveal(place.dataset.table ?? "", place.dataset.row ?? "");
  });
}

"""What axe-core finds on a page that keeps somebody from using it."""

from __future__ import annotations

from axe_playwright_python.base import AXE_FILE_PATH  # type: ignore[import-untyped]
from playwright.sync_api import Page

_RUN = """async (selector) => {
    const isSeen = (node) => node.checkVisibility();
    const include = [...document.querySelectorAll(selector)].filter(isSeen);
    if (!include.length) throw new Error(`nothing on the page is ${selector}`);
    const { violations } = await axe.run({ include });
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical")
        .flatMap(({ id, nodes }) => nodes.map(({ html, any }) =>
            [id, html.slice(0, 160), any.map(({ message }) => message).join(" ")].join(" | ")));
}"""


def serious(page: Page, selector: str = ".csp") -> list[str]:
    """Each serious or critical violation in what is visible of `selector`: rule, place, why."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE_FILE_PATH))
    found: list[str] = page.evaluate(_RUN, selector)
    return found

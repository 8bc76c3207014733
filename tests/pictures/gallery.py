"""Write a page with every case of every picture, to look at.

python tests/pictures/gallery.py gallery.html              every case
python tests/pictures/gallery.py gallery.html ordinary     only these
python tests/pictures/gallery.py gallery.de.html           in German
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from cspwidgets.journey.checks import check  # noqa: E402
from cspwidgets.journey.standing import Standing  # noqa: E402
from cspwidgets.language import ENGLISH, Language  # noqa: E402
from cspwidgets.pictures import findings, headline, nextsteps, reportcard, value  # noqa: E402
from cspwidgets.pictures.page import route_block  # noqa: E402
from cspwidgets.pictures.sides import SideNames  # noqa: E402
from support.picture_cases import CASES, case  # noqa: E402
from support.sheets import page_of  # noqa: E402

LAYOUT = """
body{margin:0;background:var(--csp-ground)}
main{max-width:1648px;margin:0 auto;padding:20px 24px 40px}
main>article{display:grid;gap:18px;padding-bottom:60px} main>article>p{font-size:13px}
.pair{display:grid;grid-template-columns:minmax(0,1fr) 300px;gap:18px;align-items:start}
.pair>div{display:grid;gap:14px}
@media(max-width:900px){.pair{grid-template-columns:minmax(0,1fr)}}
@media(max-width:640px){main{padding:14px 14px 30px}}
"""


def page(names: tuple[str, ...], language: Language = ENGLISH) -> str:
    """The whole page as HTML."""
    shown = "".join(_case(name, case(name, language)) for name in names)
    return page_of(f"<main>{shown}</main>", more_css=LAYOUT)


def _case(name: str, standing: Standing) -> str:
    names = SideNames.for_customer(standing.plan, standing.language)
    found = check(standing.plan, standing.on, standing.schedule)[:4]
    cards = [reportcard.html(standing, names=names), reportcard.html(standing)]
    return (
        f'<article id="{escape(name)}"><p class="csp-soft">{escape(name)}</p>'
        f"{headline.html(standing)}"
        f'<div class="csp-card">{route_block(standing, names=names)}</div>'
        f"{nextsteps.html(standing, names=names)}{value.html(standing, names=names)}"
        f'<div class="pair"><div><div class="csp-card">{cards[0]}</div></div>'
        f'<div><div class="csp-card">{cards[1]}</div>'
        f'<div class="csp-card">{findings.html(found)}</div></div></div></article>'
    )


if __name__ == "__main__":
    chosen = tuple(sys.argv[2:]) or CASES
    file = Path(sys.argv[1])
    spoken = Language.of(file.suffixes[-2].removeprefix(".")) if file.suffixes[1:] else ENGLISH
    file.write_text(page(chosen, spoken), "utf-8", errors="replace")

"""The review that is made by the button in the plan notebook: three files, nothing recorded."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

from cspwidgets.journey.period import Period
from cspwidgets.language.catalogue import names
from cspwidgets.settings import Settings
from cspwidgets.widgets.review import ReviewDesk, ReviewFile

_log = logging.getLogger(__name__)

_KINDS = {
    "html": ("text/html", "Page (HTML)"),
    "pdf": ("application/pdf", "PDF"),
    "pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "Slides (PowerPoint)",
    ),
}
_AUDIENCES = (("customer", "The customer"), ("internal", "Our own people"))


def review_desk(settings: Settings) -> ReviewDesk:
    """What the panel “Quarterly review” asks of the portfolio."""
    return ReviewDesk(choices=partial(_choices, settings), make=partial(_make, settings))


def _choices(settings: Settings) -> Mapping[str, Sequence[tuple[str, str]]]:
    now = Period.around(settings.today())
    before = Period.around(now.first_on - timedelta(days=1))
    languages = sorted(names().items(), key=lambda each: each[0] != settings.language)
    return {
        "period": (
            (str(now), f"{now}, this quarter"),
            (str(before), f"{before}, the last one"),
        ),
        "audience": _AUDIENCES,
        "language": languages,
    }


def _make(settings: Settings, account: str, given: Mapping[str, str]) -> Sequence[ReviewFile]:
    from nbformat import reads

    from cspwidgets.kernels.engine import execute
    from cspwidgets.portfolio.reviewjob import Job, own_notebook, warm_server, writers
    from cspwidgets.reports.order import FORMATS, stem

    notebook = reads(own_notebook(), as_version=4)
    with warm_server(given["language"]) as server:
        made = execute(notebook, {"account": account, **given}, server=server)
    name = stem(account, given["period"], audience=given["audience"], language=given["language"])
    write = writers(Job(out="", notebook=b""), settings)
    return [
        ReviewFile(
            name=f"{name}.{suffix}",
            kind=_KINDS[suffix][0],
            label=_KINDS[suffix][1],
            data=write[suffix](made, _log.warning),
        )
        for suffix in FORMATS
    ]

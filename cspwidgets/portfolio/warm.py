"""Makes a review of an invented account, so that the process that forks the others has it all warm.

Loading what a review needs takes ten times as long as the review; a fork has it for nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from cspwidgets.plan.codec import plan_from_json
from cspwidgets.plan.model import Plan
from cspwidgets.plan.shift import STORY_ON
from cspwidgets.portfolio.book import Portfolio
from cspwidgets.settings import Settings, shared_folder

# Python runs faster what it has run a few times, and what it learned is forked too. Each time costs
# as much as a review, and is made up for by a dozen of them.
_TIMES = 3


def warm_up(language: str) -> None:
    """Make a review in a language, a few times, in a store that is thrown away."""
    plan = _invented()
    with TemporaryDirectory() as folder:
        settings = replace(
            Settings.from_environment(),
            database_url=f"sqlite:///{Path(folder) / 'plans.sqlite'}",
            home=Path(folder),
            fixed_today=STORY_ON,
        )
        book = Portfolio.open(settings)
        book.create(plan)
        for _ in range(_TIMES):
            for section in book.reviews.review(plan.id, language=language).sections:
                section._repr_mimebundle_()
        book.store.close()


def _invented() -> Plan:
    # Our own file: it needs none of the care for a stranger's, which takes twelve times as long.
    text = (shared_folder("templates") / "demo" / "northwind.yaml").read_text("utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    del data["csp_plan"]
    return plan_from_json(json.dumps(data, default=str))

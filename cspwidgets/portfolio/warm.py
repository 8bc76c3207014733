"""Makes a review of an invented account, so that the process that forks the others has it all warm.

Loading what a review needs takes ten times as long as the review; a fork has it for nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from cspwidgets.language.catalogue import tags
from cspwidgets.plan.codec import plan_from_yaml
from cspwidgets.plan.shift import STORY_ON
from cspwidgets.portfolio.book import Portfolio
from cspwidgets.settings import Settings, shared_folder


def warm_up() -> None:
    """Make a review in every language, in a store that is thrown away."""
    plan = plan_from_yaml(
        (shared_folder("templates") / "demo" / "northwind.yaml").read_text("utf-8")
    )
    with TemporaryDirectory() as folder:
        settings = replace(
            Settings.from_environment(),
            database_url=f"sqlite:///{Path(folder) / 'plans.sqlite'}",
            home=Path(folder),
            fixed_today=STORY_ON,
        )
        book = Portfolio.open(settings)
        book.create(plan)
        for tag in tags():
            review = book.reviews.review(plan.id, language=tag)
            for section in review.sections:
                section._repr_mimebundle_()
        book.store.close()

"""A batch of reviews in a process of its own, to be killed; its notebook is small and quick.

    python -m support.batching OUT [--cluster ADDRESS] [--slow SECONDS]

The store is the environment's. Accounts whose id begins with "broken" fail in the second cell.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from nbformat import writes
from nbformat.v4 import new_code_cell, new_notebook

from cspwidgets.journey.period import Period
from cspwidgets.plan.model import Account
from cspwidgets.portfolio import Portfolio
from cspwidgets.portfolio.reviewbatch import Request
from cspwidgets.reports.order import Order
from support.plans import small_plan

PERIOD = Period(2026, 3)
BROKEN = 5

_PARAMETERS = 'account = ""\nperiod = ""\nas_of = ""\naudience = ""\nlanguage = ""'
_CHECK = """
import time
time.sleep({seconds})
if account.startswith("broken"):
    raise ValueError(f"nothing is known of {{account}}")
"""
_SHOW = """
from IPython.display import display
head = {"title": "Quarterly review", "account": account, "name": account.title(),
        "vendor": "RouteWise", "period": period, "period_in_words": period, "audience": audience,
        "language": language, "as_of": as_of, "as_of_in_words": as_of}
section = {"kind": "cover", "title": "Quarterly review", "blocks": [], "notes": "", "head": head}
display({"application/vnd.csp.section+json": section, "text/plain": "cover"}, raw=True)
"""


def stand_in(seconds: float = 0.0) -> bytes:
    """A review's notebook that shows a title page and nothing else."""
    parameters = new_code_cell(_PARAMETERS, id="parameters", metadata={"tags": ["parameters"]})
    check = new_code_cell(_CHECK.format(seconds=seconds), id="check")
    cells = [parameters, check, new_code_cell(_SHOW, id="show")]
    kernel = {"kernelspec": {"name": "python3", "language": "python", "display_name": "Python 3"}}
    return writes(new_notebook(cells=cells, metadata=kernel)).encode()


def fill(book: Portfolio, accounts: Iterable[str]) -> None:
    """Keep small plans for accounts of these ids."""
    plan = small_plan()
    many = (replace(plan, id=name, account=Account(name=name.title())) for name in accounts)
    book.store.create_many(many, who="Ada", at=datetime(2026, 7, 1, tzinfo=UTC), change_id="fill")


def accounts(count: int, broken: int = BROKEN) -> list[str]:
    """The ids of that many accounts, some of them broken."""
    good = [f"account-{number:03d}" for number in range(count - broken)]
    return good + [f"broken-{number}" for number in range(broken)]


def order(account: str = "acme", **different: object) -> Order:
    """An order of a review's page."""
    made = Order(
        account=account,
        name=account.title(),
        period=str(PERIOD),
        as_of="2026-07-17",
        audience="customer",
        language="en",
        formats=("html",),
        fingerprint=f"{account}:1",
    )
    return replace(made, **different)  # type: ignore[arg-type]


def main() -> None:
    """Make the reviews of every account of the store."""
    asked = argparse.ArgumentParser()
    asked.add_argument("out")
    asked.add_argument("--cluster", default="")
    asked.add_argument("--slow", type=float, default=0.0)
    words = asked.parse_args()
    book = Portfolio.open()
    batch = book.review_batch(
        Request(
            period=PERIOD,
            out=words.out,
            cluster=words.cluster,
            jobs=4,
            notebook=stand_in(words.slow),
        )
    )
    for outcome in batch.run():
        print(outcome.status, outcome.account, outcome.reason, flush=True)
    batch.write_summary()
    sys.exit(1 if batch.summary()["failed"] else 0)


if __name__ == "__main__":
    main()

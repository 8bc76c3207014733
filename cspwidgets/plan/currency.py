"""The one currency in which a plan speaks of money."""

from __future__ import annotations

from cspwidgets.plan.model import Plan


def currency_of(plan: Plan) -> str:
    """The account's currency, else that of its first outcome with one; empty when there is none.

    Money in any other is a finding, and is never added up.
    """
    named = (outcome.currency for outcome in plan.outcomes if outcome.currency)
    return plan.account.currency or next(named, "")

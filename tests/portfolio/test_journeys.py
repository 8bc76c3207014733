"""Journeys to start from, one learned from finished plans among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cspwidgets.errors import UnreadableFile
from cspwidgets.journey.forecast import forecast
from cspwidgets.plan.template import template_to_yaml
from cspwidgets.plan.words import Side
from cspwidgets.portfolio import Portfolio
from support.journeys import finished_plans
from support.saver import Front


@pytest.fixture
def taught(book: Portfolio) -> Portfolio:
    """A book with fifteen finished plans of slow customers, and the journey learned from them."""
    for plan in finished_plans(15, 1):
        book.create(plan)
    file = book.journeys.learned_file
    file.parent.mkdir()
    file.write_text(template_to_yaml(book.learn().template), "utf-8")
    return book


def test_new_plan_in_the_notebook_takes_over_the_pace_that_was_learned(taught: Portfolio):
    front = Front(taught.board("plan-000").header)
    front.say("new_plan_offer")
    names = [row["name"] for row in front.last("new_plan")["journeys"]]
    assert names[0] == "The journey of our most successful customers"
    assert len(names) == len(set(names)) == 6
    front.say("new_plan_start", name="Acme", journey="learned", start_on="2026-08-03")
    plan = taught.plan("acme").plan
    assert plan.pace_prior.customer > 1.2
    assert plan.pace_prior == taught.template("learned").pace_prior


def test_the_forecast_of_such_a_plan_is_as_slow_as_the_customers_were(taught: Portfolio):
    plan = taught.new("Acme", template="learned", start_on=date(2026, 8, 3)).plan
    usual = replace(plan, pace_prior=type(plan.pace_prior)())
    learned, plain = (forecast(each, date(2026, 8, 3)) for each in (plan, usual))
    assert learned.finish_on > plain.finish_on
    assert learned.safe_on > plain.safe_on
    assert learned.paces[Side.CUSTOMER] == pytest.approx(plan.pace_prior.customer)
    assert plain.paces[Side.CUSTOMER] == pytest.approx(1.0)


def test_a_journey_of_ones_own_that_cannot_be_read_is_named(taught: Portfolio):
    taught.journeys.learned_file.write_text("csp_template: 1\n")
    with pytest.raises(UnreadableFile, match="id"):
        taught.templates()

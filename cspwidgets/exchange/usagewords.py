"""The columns of usage exports: whose, when, what is counted; months may be columns too."""

from __future__ import annotations

import re

from cspwidgets.exchange.periods import is_period
from cspwidgets.exchange.vocabulary import LEFT_OUT, UNKNOWN, Vocabulary, plain
from cspwidgets.journey.adoption import ACTIVE, ASSIGNED, DAILY, SEATS
from cspwidgets.plan.measures import FEATURE

PERIOD = "period"
FIGURE = "figure"

METRICS = {
    SEATS: (
        "seats", "licenses", "licences", "seats bought", "seats purchased", "purchased seats",
        "licensed seats", "seats licensed", "licensed users", "total seats", "total licenses",
        "licenses purchased", "seats contracted", "contracted seats", "seat count", "lizenzen",
    ),
    ASSIGNED: (
        "assigned", "assigned seats", "seats assigned", "seats used", "used seats",
        "licenses assigned", "assigned licenses", "licenses used", "provisioned users",
        "provisioned seats", "zugewiesene lizenzen",
    ),
    ACTIVE: (
        "active 28d", "active users", "mau", "monthly active users", "active users 28d",
        "active users 30d", "active 30d", "28 day active users", "30 day active users",
        "users active in 28 days", "active users (28 days)", "monthly users", "aktive nutzer",
        "active users (monthly)",
    ),
    DAILY: (
        "daily active", "dau", "daily active users", "active users 1d", "users active today",
        "täglich aktive nutzer",
    ),
}  # fmt: skip
"""The usage metrics that measures are made of, and what exports call them."""

_KNOWN = {plain(name): metric for metric, names in METRICS.items() for name in (metric, *names)}
_FEATURE = re.compile(r"feature\s*[:\-–]\s*(.+)", re.IGNORECASE)


class UsageVocabulary(Vocabulary):
    """A vocabulary that also knows a column whose name is a day, a month or a quarter."""

    __slots__ = ()

    def fields(self, names: list[str]) -> list[str]:
        """The field of each column."""
        found = Vocabulary.fields(self, names)
        return [
            PERIOD if one == UNKNOWN and is_period(name) else one
            for name, one in zip(names, found, strict=True)
        ]


USAGE = UsageVocabulary(
    kind="usage",
    unknown="not kept: no figures stand in it",
    meanings={
        "account": "the customer",
        "source_id": "the customer's id",
        "on": "the day, week or month",
        "year": "the year",
        "month": "the month of the year",
        "metric": "what is counted",
        "feature": "the feature that is used",
        "value": "the figure",
        PERIOD: "figures of that time",
        FIGURE: "a figure, under its own name",
        SEATS: "seats bought",
        ASSIGNED: "seats given to people",
        ACTIVE: "people active in 28 days",
        DAILY: "people active on that day",
    },
    names={
        "source_id": (
            "account id", "customer id", "company id", "sfdc account id", "salesforce id",
            "crm id", "gsid", "client id", "tenant id", "organization id", "org id", "accountid",
            "account id 18", "record id", "kundennummer", "kunden-id",
        ),
        "account": (
            "account name", "customer name", "company name", "account", "customer", "company",
            "client", "client name", "tenant", "tenant name", "organization", "organisation",
            "organization name", "org", "kunde", "kundenname", "firma", "name",
        ),
        "on": (
            "date", "day", "usage date", "snapshot date", "as of", "as of date", "metric date",
            "activity date", "event date", "reporting date", "report date", "report refresh date",
            "month", "usage month", "period", "month start", "year month", "reporting month",
            "week", "usage week", "week start", "week starting", "week ending", "timestamp",
            "time", "datum", "tag", "monat", "woche", "ds", "billing month",
        ),
        "year": ("year", "usage year", "jahr"),
        "month": ("month of year", "month number"),
        "metric": (
            "metric", "metric name", "measure", "kpi", "usage metric", "measure name", "kennzahl",
            "event", "event name",
        ),
        "feature": ("feature", "feature name", "module", "funktion"),
        "value": (
            "value", "metric value", "count", "usage", "measure value", "quantity", "total",
            "usage value", "users", "wert", "anzahl", "event count",
        ),
        **METRICS,
        LEFT_OUT: (
            "id", "usage id", "row id", "subscription id", "created at", "updated at",
            "report period",
        ),
    },
)  # fmt: skip


def metric_of(name: str) -> str:
    """What a metric is called here: one that measures are made of, else its name as it is.

    Examples
    --------
    >>> metric_of("Monthly Active Users"), metric_of("Feature: Reports"), metric_of("API calls")
    ('active_28d', 'feature:Reports', 'API calls')
    """
    words = " ".join(name.split())
    if match := _FEATURE.fullmatch(words):
        return FEATURE + match[1]
    return _KNOWN.get(plain(words), words)


def metric_words(metric: str) -> str:
    """What a metric is called to a person.

    Examples
    --------
    >>> metric_words("active_28d"), metric_words("feature:Reports"), metric_words("API calls")
    ('people active in 28 days', 'feature Reports', 'API calls')
    """
    if metric.startswith(FEATURE):
        return f"feature {metric.removeprefix(FEATURE)}"
    return USAGE.meanings[metric] if metric in METRICS else metric

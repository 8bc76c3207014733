"""Strings that break programs, kept by the store: the same when they come back, or one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cspwidgets.errors import CspError
from cspwidgets.plan.edits import set_field
from cspwidgets.store.records import Change
from cspwidgets.store.store import Store
from support.naughty import NAUGHTY, NO_TEXT, plan_full_of

AT = datetime(2026, 7, 17, tzinfo=UTC)


@pytest.mark.slow
def test_plans_and_edits_full_of_them_are_kept_or_refused(store: Store):
    refused = set()
    for number, (name, text) in enumerate(NAUGHTY.items()):
        plan = replace(plan_full_of("plain"), id=f"p{number}")
        full = replace(plan_full_of(text), id=f"full{number}")
        first = store.create(plan, who="Ada", at=AT, change_id=f"a{number}")
        edits = (set_field(plan, "activities", "a1", "title", text),)
        change = Change(id=f"b{number}", edits=edits, who="Ada", at=AT, words="Renamed")
        try:
            saved = store.save(plan.id, change, base=first.revision)
            assert saved.plan.activities[0].title == text, name
            assert store.history(plan.id)[0].change.edits[0].value == text, name
            store.create(full, who="Ada", at=AT, change_id=f"c{number}")
            assert store.load(full.id).plan == full, name
        except CspError:
            refused.add(name)
            assert store.load(plan.id).plan == plan, name
    assert refused <= NO_TEXT
    assert len(store.accounts()) == 2 * len(NAUGHTY) - len(refused)

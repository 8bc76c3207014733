"""What a new CSM has to know on the first day."""

from __future__ import annotations

from cspwidgets.journey.checks import check
from cspwidgets.journey.handover import handover
from cspwidgets.journey.standing import stand
from support.demo import UGLY, demo_plan, ugly_plan
from support.plans import TODAY


def test_a_hand_over_tells_what_is_owed_due_promised_and_at_risk():
    now = stand(demo_plan("northwind"), TODAY)
    found = handover(now, check(now.plan, TODAY, now.schedule, last_edit_on=TODAY))
    assert [row.on.isoformat() for row in found.told] == ["2026-05-28", "2026-04-09", "2026-03-04"]
    assert all(row.kind.value == "cadence" for row in found.rhythm)
    assert {row.id for row in found.due}.isdisjoint(row.id for row in found.owed)
    assert [len(side.open) for side in found.promises] == [4, 1]
    assert all(gain.word.value in ("behind", "off") for _, gain in found.off)
    assert found.findings


def test_any_plan_can_be_handed_over():
    for file in UGLY.glob("*.yaml"):
        now = stand(ugly_plan(file.stem), TODAY, draws=0)
        found = handover(now, ())
        assert found.now is now

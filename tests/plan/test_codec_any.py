"""Any plan that the model can hold comes back from its file and from the store exactly."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspwidgets.plan.codec import plan_from_json, plan_from_yaml, plan_to_json, plan_to_yaml
from cspwidgets.plan.model import TABLES, Plan

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(date, st.dates(date(1900, 1, 1), date(2200, 1, 1)))

IDS = st.text("ab1-é", min_size=1, max_size=3)
ROWS = {
    name: st.lists(st.builds(kind, id=IDS), max_size=2, unique_by=lambda row: row.id).map(tuple)
    for name, kind in TABLES.items()
}


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.builds(Plan, **ROWS))
def test_any_plan_comes_back_from_its_file_and_from_the_store_exactly(plan: Plan):
    assert plan_from_json(plan_to_json(plan)) == plan
    assert plan_from_yaml(plan_to_yaml(plan)) == plan

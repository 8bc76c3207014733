"""Customer Success Plans: one model for the plan, the route, the value and the review.

>>> import cspwidgets as csp
>>> plan = csp.Plan(id="acme", account=csp.Account(name="Acme"))
>>> csp.plan_from_yaml(csp.plan_to_yaml(plan)) == plan
True
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing and importlib would make the import three times as dear
    from typing import Any

__version__ = "0.1.0"

_ROOMS = {
    "Account": "plan.model",
    "Activity": "plan.model",
    "Agreement": "plan.model",
    "Comparison": "journey.comparison",
    "CspError": "errors",
    "CustomerPage": "sharing.page",
    "Edit": "plan.edits",
    "Measurement": "plan.model",
    "Outcome": "plan.model",
    "Person": "plan.model",
    "Plan": "plan.model",
    "Portfolio": "portfolio",
    "Risk": "plan.model",
    "Settings": "settings",
    "Side": "plan.words",
    "Stage": "plan.model",
    "Standing": "journey.standing",
    "Template": "plan.template",
    "TouchPoint": "plan.model",
    "Workbook": "workbook",
    "apply": "plan.edits",
    "check": "journey.checks",
    "compare": "journey.comparison",
    "plan_from_template": "plan.template",
    "plan_from_yaml": "plan.codec",
    "plan_to_yaml": "plan.codec",
    "stand": "journey.standing",
    "template_from_yaml": "plan.template",
}

__all__ = sorted(_ROOMS)


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'cspwidgets' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"cspwidgets.{_ROOMS[name]}"), name)


def __dir__() -> list[str]:
    return [*globals(), *_ROOMS]

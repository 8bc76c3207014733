"""A template: a journey with pace and no dates, as a file, and a new plan made of it.

A template says what a practitioner knows before meeting the customer: the stages and their weeks,
who does what after what, how others did it, which outcomes to fill in. It knows no day, no number
and no person; owners are roles in words ("Executive sponsor").
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, ClassVar

from cspwidgets.errors import UnreadableFile
from cspwidgets.plan.codec import STRICT, as_python, check_ids, expect_format, read_as
from cspwidgets.plan.measures import OUTCOME
from cspwidgets.plan.model import Account, Activity, Outcome, Person, Plan, Stage
from cspwidgets.plan.scales import AdoptionCurves, PacePrior, Weights
from cspwidgets.plan.words import ActivityKind, ActivityState, Direction, Role, Side, Visibility
from cspwidgets.plan.yamltext import Document, read_yaml, write_yaml

FORMAT = 1
"""The version of the template format, written as `csp_template`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateOutcome:
    """A metric to fill in with the customer: no baseline, no target, no day, no money."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    name: str
    unit: str = ""
    direction: Direction = Direction.HIGHER
    weight: float = 1.0
    must_have: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateActivity:
    """What somebody in a `role` does, `days` working days long, after others, for outcomes."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    title: str
    stage: str
    side: Side = Side.BOTH
    kind: ActivityKind = ActivityKind.STEP
    role: str = ""
    days: float | None = None
    after: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()
    advice: str = ""
    link: str = ""
    visibility: Visibility = Visibility.SHARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A journey to start a plan from.

    `summary` says for whom it is; `source` says where it came from (a practitioner's experience,
    or the finished plans that it was learned from). `pace_prior` is what new plans start with;
    `adoption_curves` are the firm's own targets for them.
    """

    __pydantic_config__: ClassVar = STRICT

    id: str
    name: str
    summary: str = ""
    source: str = ""
    weights: Weights = field(default_factory=Weights)
    pace_prior: PacePrior = field(default_factory=PacePrior)
    adoption_curves: AdoptionCurves = field(default_factory=AdoptionCurves)
    outcomes: tuple[TemplateOutcome, ...] = ()
    stages: tuple[Stage, ...] = ()
    activities: tuple[TemplateActivity, ...] = ()


def plan_from_template(
    template: Template,
    *,
    id: str,  # noqa: A002 (the field of `Plan` that it becomes)
    account: Account,
    start_on: date | None = None,
) -> Plan:
    """A new plan that walks the template's journey; the outcomes' numbers are still to fill in."""
    return Plan(
        id=id,
        account=account,
        start_on=start_on,
        template=template.id,
        weights=template.weights,
        pace_prior=template.pace_prior,
        adoption_curves=template.adoption_curves,
        outcomes=tuple(Outcome(**_shared(row, Outcome)) for row in template.outcomes),
        stages=template.stages,
        activities=tuple(
            Activity(**_shared(row, Activity), owner=row.role) for row in template.activities
        ),
    )


def template_from_plan(plan: Plan) -> Template:
    """The journey that a plan walked, without its days, numbers, people, notes and skipped steps.

    A step that waited for a skipped one waits for what that one waited for.
    """
    roles = {person.id: _in_words(person) for person in plan.people}
    return Template(
        id=plan.id,
        name=f"The journey of {plan.account.name}",
        source=f"The plan of {plan.account.name}",
        weights=plan.weights,
        pace_prior=plan.pace_prior,
        adoption_curves=plan.adoption_curves,
        outcomes=tuple(TemplateOutcome(**_shared(row, TemplateOutcome)) for row in plan.outcomes),
        stages=plan.stages,
        activities=tuple(
            replace(
                TemplateActivity(**_shared(row, TemplateActivity)),
                role=roles.get(row.owner, row.owner),
                after=_live_before(plan, row),
            )
            for row in plan.activities
            if row.state is not ActivityState.SKIPPED
        ),
    )


def template_to_yaml(template: Template) -> str:
    """The template as one readable YAML text; `template_from_yaml` gives the same back."""
    return write_yaml({"csp_template": FORMAT, **as_python(template)})


def template_from_yaml(text: str, *, file: str = "") -> Template:
    """Read a template from YAML.

    Raises
    ------
    UnreadableFile
        It is no template, or a row points at something that is not there; with the line.
    """
    document = read_yaml(text, file=file)
    data = expect_format(document, "csp_template", FORMAT, what="a journey template", file=file)
    template: Template = read_as(Template, data, document, file=file)
    check_ids(template, ("outcomes", "stages", "activities"), document, file=file)
    _check_references(template, document, file)
    return template


def _shared(row: Any, kind: type) -> dict[str, Any]:
    # The fields that both know by the same name.
    return {f.name: getattr(row, f.name) for f in fields(kind) if hasattr(row, f.name)}


def _in_words(person: Person) -> str:
    if person.role is Role.CSM:
        return "CSM"
    if person.role is not None:
        return person.role.value.replace("_", " ").capitalize()
    return person.title or person.side.value.capitalize()


def _live_before(plan: Plan, activity: Activity) -> tuple[str, ...]:
    known = {row.id: row for row in plan.activities}
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(activity.after)
    while waiting:
        name = waiting.pop(0)
        if name in seen or name not in known:
            continue
        seen.add(name)
        if known[name].state is ActivityState.SKIPPED:
            waiting.extend(known[name].after)
        else:
            found[name] = None
    return tuple(found)


def _check_references(template: Template, document: Document, file: str) -> None:
    stages = {row.id for row in template.stages}
    outcomes = {row.id for row in template.outcomes}
    activities = {row.id for row in template.activities}
    for index, stage in enumerate(template.stages):
        if stage.exit_measure.startswith(OUTCOME):
            named = {stage.exit_measure.removeprefix(OUTCOME)} - outcomes
            _refuse(named, ("stages", index, "exit_measure"), document, file)
    for index, row in enumerate(template.activities):
        wanted = {"stage": {row.stage} - stages, "serves": set(row.serves) - outcomes}
        wanted["after"] = set(row.after) - (activities - {row.id})
        for name, missing in wanted.items():
            _refuse(missing, ("activities", index, name), document, file)


def _refuse(missing: set[str], place: tuple[str, int, str], document: Document, file: str) -> None:
    if missing:
        (table, index, name), line = place, document.line(place)
        raise UnreadableFile(
            f"{table}, row {index + 1}, {name} (line {line}): "
            f"{min(missing)!r} is not in this template. Mend the id or add its row.",
            file=file,
            place=f"line {line}",
        )

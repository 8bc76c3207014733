"""The plan after a task list has been taken in, and the edits that lead there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from cspwidgets.exchange.imported import Imported, Kept, NotTaken
from cspwidgets.exchange.matching import Wanted, candidates, match
from cspwidgets.exchange.merge import Said, merged, removed_here
from cspwidgets.exchange.printable import is_shown_as
from cspwidgets.exchange.reading import left
from cspwidgets.exchange.route import NO_STAGE, Route
from cspwidgets.exchange.stagepace import add_stages, stage_named, with_pace
from cspwidgets.exchange.step import Step
from cspwidgets.exchange.steps import StepReader
from cspwidgets.plan.difference import difference
from cspwidgets.plan.model import Activity, Plan, Stage
from cspwidgets.plan.slug import new_id


def update(into: Plan, route: Route, reader: StepReader, *, said: Said | None) -> Imported:
    """Take the work of a file into a plan."""
    return _Update(into, route, reader, said).result()


class _Update:
    def __init__(self, into: Plan, route: Route, reader: StepReader, said: Said | None) -> None:
        self.into = into
        self.route = route
        self.reader = reader
        self.said = said
        self.removed = removed_here(said, into.activities)
        self.present = {one.id: one for one in into.activities}
        self.names = {stage.id: stage.name for stage in into.stages}
        self.has_stages = any(name != NO_STAGE for name in route.stages)
        self.stages = self._stages()
        self.ids = self._match()
        self.kept: list[Kept] = []
        self.not_taken: list[NotTaken] = []

    def result(self) -> Imported:
        activities = self._activities()
        starts = self.into.start_on or self._first_day()
        plan = replace(
            self.into,
            start_on=starts,
            people=tuple(self.reader.parties.people),
            stages=self._paced(starts),
            activities=activities,
        )
        remarks = []
        if starts and not self.into.start_on:
            remarks.append(f"The plan starts on {starts.isoformat()}.")
        elif starts is None and any(one.due_on for one in activities):
            remarks.append("The plan has no start, so its days do not show; set its start.")
        return Imported(
            plan=plan,
            edits=difference(self.into, plan),
            mapping=self.reader.columns,
            taken=sum(name not in self.removed for name in self.ids.values()),
            not_taken=tuple(self.not_taken),
            kept=tuple(self.kept),
            missing=self._missing(),
            remarks=tuple(remarks),
        )

    def _stages(self) -> tuple[Stage, ...]:
        names: dict[str, str] = {}
        for name, step in zip(self.route.stages, self.route.work, strict=True):
            if not self._stays(step):
                names.setdefault(name, step.stage_id)
        if not self.has_stages and self.into.stages:
            return self.into.stages
        return add_stages(self.into.stages, names)

    def _match(self) -> dict[int, str]:
        """An id for each row of work: the activity that it is, or a new one."""
        present = {one.id: _fields(one) for one in self.into.activities}
        wanted = [
            Wanted(
                title=step.title,
                stage=self.route.stages[n] if self.has_stages else "",
                own_id=step.own_id,
                source_id=self.route.source_ids[n],
                row_id=self.route.row_ids[n],
            )
            for n, step in enumerate(self.route.work)
        ]
        found = match(wanted, candidates({**self.removed, **present}, self.names))
        taken = {*present, *self.removed}
        for n, step in enumerate(self.route.work):
            if n not in found:
                wish = step.own_id if step.own_id not in taken else ""
                found[n] = wish or new_id(step.title, "step", taken=taken)
                taken.add(found[n])
        return found

    def _activities(self) -> tuple[Activity, ...]:
        present = dict(self.present)
        order = [one.id for one in self.into.activities]
        previous = ""
        for n, step in enumerate(self.route.work):
            name = self.ids[n]
            self._report(step)
            if name in self.removed:
                reason = "it was removed here after an earlier import"
                self.not_taken.append(left(step.line, reason))
                continue
            if name in present:
                present[name] = self._changed(present[name], n)
            else:
                present[name] = self._new(n, previous, present)
                order.insert(order.index(previous) + 1 if previous else len(order), name)
            previous = name
        return tuple(present[name] for name in order)

    def _new(self, n: int, previous: str, present: dict[str, Activity]) -> Activity:
        step = self.route.work[n]
        says = {**step.guessed, **self._says(n)}
        if not says.get("stage"):
            before = present[previous].stage if previous else ""
            says["stage"] = before or (self.stages[0].id if self.stages else "")
        return Activity(id=self.ids[n], **{name: says[name] for name in says})

    def _changed(self, activity: Activity, n: int) -> Activity:
        step = self.route.work[n]
        says = self._says(n)
        if step.own_id:
            return replace(activity, **says)
        changed, kept = merged("activities", activity, says, self.said)
        self.kept += kept
        return changed if isinstance(changed, Activity) else activity

    def _says(self, n: int) -> dict[str, Any]:
        step = self.route.work[n]
        says = dict(step.values)
        if not step.own_id:
            says["notes"] = self.reader.notes(step)
            says["source_id"] = self.route.source_ids[n] or self.route.row_ids[n]
            if self.reader.columns.has("after") or self.route.after[n]:
                says["after"] = tuple(self.ids[m] for m in self.route.after[n])
        else:
            self._own_links(says, n)
        if stage := self._stage(step, n):
            says["stage"] = stage
        return says

    # Ids of the plan stay as they are; what a person wrote beside them may be a title.
    def _own_links(self, says: dict[str, Any], n: int) -> None:
        if "after" not in says:
            return
        titles = {step.title.casefold(): self.ids[m] for m, step in enumerate(self.route.work)}
        known = {one.id for one in self.into.activities} | set(self.ids.values())
        says["after"] = tuple(
            name if name in known else titles.get(name.casefold(), name) for name in says["after"]
        )

    def _stage(self, step: Step, n: int) -> str:
        stays = self._stays(step)
        if stays or (not step.own_id and not self.has_stages and self.into.stages):
            return stays
        named = self.route.stages[n]
        for stage in self.stages:
            if stage.id == step.stage_id and stage.name == named:
                return stage.id
        found = stage_named(self.stages, named)
        return found.id if found else ""

    # Where a row of our own export leaves its activity: also in a stage that is gone.
    def _stays(self, step: Step) -> str:
        here = self.present.get(step.own_id)
        if here is None:
            return ""
        name = self.names.get(here.stage, here.stage)
        return here.stage if is_shown_as(name, step.stage) else ""

    def _first_day(self) -> date | None:
        starts = [step.start for step in self.route.work if step.start]
        ends = [step.finish for step in self.route.work if step.finish]
        answered = self.reader.times.week_one
        if self.into.activities:
            return answered
        return answered or min(starts or ends, default=None)

    def _paced(self, starts: date | None) -> tuple[Stage, ...]:
        if self.into.stages:
            return self.stages
        spans: dict[str, tuple[int, int]] = {}
        for n, step in enumerate(self.route.work):
            stage = stage_named(self.stages, self.route.stages[n])
            span = self._span(step, starts)
            if stage and span:
                known = spans.get(stage.id, span)
                spans[stage.id] = (min(known[0], span[0]), max(known[1], span[1]))
        return with_pace(self.stages, spans)

    def _span(self, step: Step, starts: date | None) -> tuple[int, int] | None:
        first, last = step.weeks
        if starts is None:
            return (5 * (first.number - 1), 5 * last.last) if first and last else None
        begin, end = step.start or step.finish, step.finish or step.start
        if begin is None or end is None:
            return None
        calendar = self.reader.times.calendar
        after = end + timedelta(days=1)
        return calendar.between(starts, begin), calendar.between(starts, after)

    def _missing(self) -> tuple[str, ...]:
        if self.said is None:
            return ()
        here = {one.id for one in self.into.activities}
        known = [name for name in self.said.added("activities") if name in here]
        return tuple(name for name in known if name not in self.ids.values())

    def _report(self, step: Step) -> None:
        for column, words, reason in step.unread:
            self.not_taken.append(
                NotTaken(line=step.line.number, reason=reason, cells=(words,), column=column)
            )


def _fields(activity: Activity) -> dict[str, Any]:
    names: Iterable[str] = ("title", "stage", "source_id")
    return {name: getattr(activity, name) for name in names}

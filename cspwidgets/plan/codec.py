"""Where outside data becomes a plan, and a plan becomes data: YAML files, the store's JSON.

The only room that knows pydantic. Unknown keys are refused, texts are checked, and each mistake
is told with its place ("activities, row 13, days (line 88)").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from cspwidgets.errors import PlanError, UnreadableFile
from cspwidgets.plan import model, scales
from cspwidgets.plan.edits import SINGLETONS, Edit
from cspwidgets.plan.model import TABLES, Plan, Row
from cspwidgets.plan.yamltext import Document, read_yaml, write_yaml

FORMAT = 1
"""The version of the YAML format, written as `csp_plan`; raised when old files must be changed."""

STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
"""What each class that is read from outside carries as `__pydantic_config__`."""

for _kind in (
    *TABLES.values(),
    Plan,
    model.Account,
    model.BrokenPromise,
    model.AgreedStep,
    scales.Weights,
    scales.EvidenceFactors,
    scales.PacePrior,
    scales.AdoptionCurves,
    scales.GradeOverride,
):
    # pydantic reads its configuration off the class; the model itself stays free of pydantic.
    _kind.__pydantic_config__ = STRICT  # type: ignore[union-attr]


def plan_to_yaml(plan: Plan) -> str:
    """The plan as one readable YAML text; `plan_from_yaml` gives the same plan back."""
    return write_yaml({"csp_plan": FORMAT, **as_python(plan)})


def plan_from_yaml(text: str, *, file: str = "") -> Plan:
    """Read a plan from YAML.

    Raises
    ------
    UnreadableFile
        With every mistake's place and what was expected there.
    """
    document = read_yaml(text, file=file)
    data = expect_format(document, "csp_plan", FORMAT, what="a success plan", file=file)
    plan: Plan = read_as(Plan, data, document, file=file)
    check_ids(plan, TABLES, document, file=file)
    return plan


def plan_to_json(plan: Plan) -> bytes:
    """The plan as the store keeps it: JSON without what is at its default.

    Raises
    ------
    PlanError
        A field holds what is not of its type.
    """
    try:
        return _adapter(Plan).dump_json(plan, exclude_defaults=True, warnings="error")
    except PydanticSerializationError as error:
        raise _unfit(f"the plan {plan.id!r}", error) from error


def plan_from_json(data: bytes | str) -> Plan:
    """Read what `plan_to_json` wrote.

    Raises
    ------
    PlanError
        The text is no plan.
    """
    try:
        plan: Plan = _adapter(Plan).validate_json(data)
    except ValidationError as error:
        raise PlanError(f"The stored plan cannot be read: {_sentences(error, None)}") from error
    return plan


def edit_to_data(edit: Edit) -> dict[str, Any]:
    """An edit as JSON-ready data, for the history and for browsers."""
    data: dict[str, Any] = {"kind": edit.kind, "table": edit.table, "row": edit.row}
    if edit.kind == "set":
        data["field"] = edit.field
        data["value"] = value_to_data(edit.table, edit.field, edit.value)
        data["old"] = value_to_data(edit.table, edit.field, edit.old)
        return data
    if edit.kind in ("add", "move"):
        data["after"] = edit.after
    row = edit.value if edit.kind == "add" else edit.old
    if row is not None:
        data["value" if edit.kind == "add" else "old"] = row_to_data(row)
    return data


def edit_from_data(data: Mapping[str, Any]) -> Edit:
    """Read what `edit_to_data` wrote, or what a browser sent.

    Raises
    ------
    PlanError
        A key is missing or unknown, or a value is not of the field's type.
    """
    read = dict(data)
    kind, table = read.get("kind"), read.get("table")
    unknown = set(read) - {field.name for field in fields(Edit)}
    if kind not in ("set", "add", "remove", "move") or unknown:
        raise PlanError(f"That is no edit: {sorted(unknown) or kind!r} is not known.")
    if table not in TABLES and not (kind == "set" and table in SINGLETONS):
        raise PlanError(f"A plan has no table {table!r}.")
    if kind == "set":
        for key in ("value", "old"):
            read[key] = value_from_data(table, str(read.get("field", "")), read.get(key))
    else:
        for key in ("value", "old"):
            if read.get(key) is not None:
                read[key] = row_from_data(table, read[key])
    return Edit(**read)


def row_to_data(row: Row) -> dict[str, Any]:
    """A row of a table as JSON-ready data, without what is at its default."""
    kind: Any = type(row)
    data: dict[str, Any] = _plain(kind, row, exclude_defaults=True)
    return data


def row_from_data(table: str, data: Any) -> Any:
    """Read a row of a table; raises `PlanError` when it is none."""
    return _validated(TABLES[table], data, f"a row of {table}")


def value_to_data(table: str, field: str, value: Any) -> Any:
    """A field's value as JSON-ready data."""
    if value is None:
        return None
    return _plain(field_type(table, field), value)


def value_from_data(table: str, field: str, data: Any) -> Any:
    """Read a field's value; raises `PlanError` when it does not fit the field.

    `None` passes, so that an edit may leave `old` out; the model's own types say where a value
    may be missing, and `cells.py` is what people's typing goes through.
    """
    kind = field_type(table, field)
    return None if data is None else _validated(kind, data, f"{field!r} of {table}")


@cache
def field_type(table: str, field: str) -> Any:
    """The type of a field of a table (or of `plan`, `account`, …); `PlanError` if there is none."""
    holder = TABLES.get(table) or (Plan if table == "plan" else None)
    if holder is None and table in SINGLETONS:
        holder = get_type_hints(Plan)[table]
    hints = get_type_hints(holder) if holder else {}
    if field not in hints:
        raise PlanError(f"{table!r} has no field {field!r}.")
    return hints[field]


def expect_format(document: Document, key: str, known: int, *, what: str, file: str) -> Any:
    """The document's data without its format line, or `UnreadableFile` when it is another file."""
    data = document.data
    if not isinstance(data, dict) or key not in data:
        raise UnreadableFile(
            f"This is not {what}: the line “{key}: {known}” is missing at its top.", file=file
        )
    if data[key] != str(known):
        raise UnreadableFile(
            f"The file is of format {data[key]!r}; this version reads {known}. "
            "Upgrade the workbook, or export the file again.",
            file=file,
        )
    return {name: value for name, value in data.items() if name != key}


def read_as(kind: type, data: Any, document: Document, *, file: str) -> Any:
    """Validate YAML data as `kind`; `UnreadableFile` names every mistake with its line."""
    try:
        return _adapter(kind).validate_python(data)
    except ValidationError as error:
        first = document.line(_path(error.errors(include_url=False)[0]["loc"]))
        raise UnreadableFile(
            _sentences(error, document), file=file, place=f"line {first}" if first else ""
        ) from error


def _plain(kind: Any, value: Any, *, exclude_defaults: bool = False) -> Any:
    try:
        return _adapter(kind).dump_python(
            value, mode="json", exclude_defaults=exclude_defaults, warnings="error"
        )
    except PydanticSerializationError as error:
        raise _unfit(repr(value), error) from error


def _unfit(what: str, error: PydanticSerializationError) -> PlanError:
    found = str(error).splitlines()[-1].strip()
    return PlanError(f"What is in {what} does not fit its field: {found}")


def as_python(value: Any) -> dict[str, Any]:
    """A plan, or another of our dataclasses, as data for `write_yaml`, without defaults."""
    data: dict[str, Any] = _adapter(value.__class__).dump_python(value, exclude_defaults=True)
    return _lists(data)  # type: ignore[no-any-return]


def check_ids(holder: Any, tables: Iterable[str], document: Document, *, file: str) -> None:
    """Raise `UnreadableFile` when two rows of one table of `holder` have the same id, or none."""
    for table in tables:
        seen: dict[str, int] = {}
        for index, row in enumerate(getattr(holder, table)):
            if row.id in seen or not row.id:
                line = document.line((table, index, "id"))
                what = f"the id {row.id!r} stands twice" if row.id else "an id is empty"
                raise UnreadableFile(
                    f"In {table}, {what} (line {line}). Give each row an id of its own.",
                    file=file,
                    place=f"line {line}",
                )
            seen[row.id] = index


def _lists(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _lists(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_lists(value) for value in data]
    return data


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _validated(kind: Any, data: Any, what: str) -> Any:
    try:
        return _adapter(kind).validate_python(data)
    except ValidationError as error:
        raise PlanError(f"{data!r} is not valid as {what}: {_sentences(error, None)}") from error


def _sentences(error: ValidationError, document: Document | None) -> str:
    found = error.errors(include_url=False, include_context=False)
    told = [_sentence(mistake, document) for mistake in found[:5]]
    if len(found) > 5:
        told.append(f"and {len(found) - 5} more")
    return "; ".join(told) + "."


def _sentence(mistake: Any, document: Document | None) -> str:
    path = _path(mistake["loc"])
    words = ", ".join(f"row {part + 1}" if isinstance(part, int) else part for part in path)
    line = document.line(path) if document else None
    place = f"{words} (line {line})" if line else words
    if mistake["type"] == "unexpected_keyword_argument":
        return f"{place}: this key is not known"
    if mistake["type"] in ("missing", "missing_keyword_only_argument"):
        return f"{place}: this is missing"
    wanted = mistake["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    return f"{place}: found {_short(mistake['input'])}, expected {wanted}"


def _path(location: tuple[Any, ...]) -> tuple[str | int, ...]:
    return tuple(part for part in location if isinstance(part, str | int))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"

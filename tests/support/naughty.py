"""Strings that break programs, and a plan that has one of them in every text field."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any, get_type_hints

from cspwidgets.plan.cells import PEOPLE, REFERENCES
from cspwidgets.plan.model import (
    TABLES,
    Account,
    Activity,
    Measurement,
    Outcome,
    Person,
    Plan,
    Risk,
    Stage,
    TouchPoint,
    UsagePoint,
)
from cspwidgets.plan.words import Side, TouchPointKind

DAY = date(2026, 3, 4)

NAUGHTY = {
    "NUL": "a\x00b",
    "control characters": "a\x01\x02\x07\x08\x0b\x0c\x1b\x7f\x85z",
    "a lone high surrogate": "a\ud800b",
    "a lone low surrogate": "a\udfffb",
    "no characters": "a\ufffe\uffff\ufdd0b",
    "a byte order mark": "\ufeffa",
    "line ends": "one\ntwo\r\nthree\rfour\u0085five\u2028six\u2029seven",
    "blanks around": " \t a b \u00a0\u3000 ",
    "only a line end": "\n",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "right to left": "\u202eab\u202c \u05d0\u05d1 \u0627\u0644 \u2067x\u2069",
    "combining": "Z\u0351\u036b\u0343A\u0335\u0321L e\u0301 \u00e9",
    "emoji": "👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👍🏿 ☺",
    "beyond the first plane": "𝕿𝖊𝖘𝖙 𠜎 𐐷",
    "other scripts": "Ω≈ç√ 社會科學院 ซึ่ง สวัสดี नमस्ते ⁰⁴⁵ ①",
    "upper and lower": "ẞ İ ı ŉ ǅ ﬁ",
    "a formula": "=1+1",
    "a formula that asks": '=HYPERLINK("http://x.example","y")',
    "signs before": "-1 +2 @SUM(A1)",
    "a formula with a tab": "\t=1+1",
    "an apostrophe": "'=1",
    "two apostrophes": "''+1",
    "quotation marks": '"a" \'b\' “c” ``d`` "',
    "separators": "a,b;c\td|e",
    "NA": "NA",
    "N/A": "#N/A",
    "None": "None",
    "null": "null",
    "nan": "NaN",
    "true": "true",
    "no": "no",
    "nothing": "~",
    "a dash": "-",
    "leading zeros": "007",
    "an exponent": "1e5",
    "hexadecimal": "0x1F",
    "a number with a comma": "1,000.50",
    "infinity": "Infinity",
    "a long number": "12345678901234567890",
    "a day": "2026-02-03",
    "an ambiguous day": "01/02/2026",
    "a moment": "2026-02-03T04:05:06Z",
    "a time as sixty": "12:30:45",
    "a path": "../../etc/passwd",
    "a path of Windows": "C:\\con\\..\\nul",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;&#0;]]>",
    "SQL": "'; DROP TABLE plans;--",
    "a template": "{{ 7*7 }} ${7*7} #{7} {% raw %} %(a)s {0} {name}",
    "YAML": "- a: &b *b !!python/object [x, {y: z}] | > # % @ `",
    "JSON": '{"a": [1, null]}\\u0000\\n',
    "ICS": "END:VEVENT\r\nBEGIN:VALARM\r\nX:1;\\,\\n",
    "a link": "javascript:alert(1)",
    "backslashes": "\\ \\\\ \\n \\",
    "very long": "ab " * 12_000 + "end",
}
"""By what is naughty about it."""

NO_TEXT = {"a lone high surrogate", "a lone low surrogate"}
"""What no encoding has: refused wherever text becomes bytes."""


def plan_full_of(text: str) -> Plan:
    """A plan with that text in every text field of every row; ids and words of ours stay.

    What is very long stands in one title alone.
    """
    plan = Plan(
        id="northwind",
        account=Account(name=""),
        start_on=DAY,
        people=(Person(id="p1", name="", side=Side.CUSTOMER),),
        outcomes=(Outcome(id="o1", name="", baseline=1, target=2, by=DAY),),
        measurements=(Measurement(id="m1", outcome="o1", on=DAY, value=1),),
        usage=(UsagePoint(id="u1", metric="", on=DAY, value=1),),
        stages=(Stage(id="s1", name="", weeks=2), Stage(id="s2", name="", weeks=2)),
        activities=(
            Activity(id="a1", title="Step", stage="s1", owner="p1", due_on=DAY),
            Activity(id="a2", title="Step", stage="s2", owner="Dana", due_on=DAY, after=("a1",)),
        ),
        touch_points=(TouchPoint(id="t1", kind=TouchPointKind.QBR, on=DAY),),
        risks=(Risk(id="r1", name="", raised_on=DAY),),
    )
    if len(text) > 10_000:
        first, *others = plan.activities
        return replace(plan, activities=(replace(first, title=text), *others))
    rows: dict[str, Any] = {
        table: tuple(_filled(row, table, text) for row in getattr(plan, table)) for table in TABLES
    }
    account = _filled(plan.account, "account", text)
    return _filled(replace(plan, account=account, **rows), "plan", text)


def plan_of_all() -> Plan:
    """A plan with a stage and an activity for each of the strings, in every text field of it."""
    stages, steps = [], []
    for number, text in enumerate(NAUGHTY.values()):
        stages.append(Stage(id=f"s{number}", name=text if len(text) < 10_000 else "Long", weeks=1))
        step = Activity(id=f"a{number}", title=text, stage=f"s{number}", owner="p1", due_on=DAY)
        steps.append(step if len(text) > 10_000 else _filled(step, "activities", text))
    person = Person(id="p1", name="Dana", side=Side.CUSTOMER)
    return Plan(
        id="northwind", account=Account(name="Northwind"), start_on=DAY, people=(person,),
        stages=tuple(stages), activities=tuple(steps),
    )  # fmt: skip


def _filled(row: Any, table: str, text: str) -> Any:
    hints = get_type_hints(type(row))
    known = {"id", "shown", "template", "currency", "source_id"}
    texts = [
        one.name
        for one in fields(row)
        if hints[one.name] is str
        and one.name not in known
        and (table, one.name) not in REFERENCES
        and (table, one.name) not in PEOPLE
    ]
    return replace(row, **dict.fromkeys(texts, text))

"""A plan as files that people edit: a CSV of its activities, or a workbook with all its tables.

Exports hold internal fields too; they are for those who run the plan, not for the customer. A
name that begins with "=" stays a name: text is never written as a formula.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from cspwidgets.exchange.formulas import as_text_cell, harmless
from cspwidgets.exchange.planrows import Sheet, Value, activities_sheet, sheets
from cspwidgets.exchange.printable import fitting, printable
from cspwidgets.journey.schedule import Schedule
from cspwidgets.plan.model import Plan


def to_csv(plan: Plan, schedule: Schedule | None = None) -> bytes:
    """The activities as CSV, in UTF-8 that Excel recognises.

    Parameters
    ----------
    schedule
        Adds the planned days of what is not pinned.
    """
    sheet = activities_sheet(plan, schedule)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([name for name, _ in sheet.columns])
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(plan: Plan, schedule: Schedule | None = None) -> bytes:
    """The plan as a workbook: activities, stages, outcomes, measurements, people."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets(plan, schedule):
        _write(book.create_sheet(sheet.name), sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _write(target: Any, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    target.append([name for name, _ in sheet.columns])
    for number, (_, width) in enumerate(sheet.columns, start=1):
        head = target.cell(row=1, column=number)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", start_color="1F3A5F")
        head.alignment = Alignment(vertical="center", wrap_text=True)
        target.column_dimensions[get_column_letter(number)].width = width
    target.freeze_panes = "A2"
    top = Alignment(vertical="top", wrap_text=True)
    for row, values in enumerate(sheet.rows, start=2):
        for column, value in enumerate(values, start=1):
            if value is not None and value != "":
                _fill(target.cell(row=row, column=column), value, top)
    if sheet.rows:
        target.auto_filter.ref = target.dimensions


def _fill(cell: Any, value: Value, alignment: Any) -> None:
    cell.alignment = alignment
    if isinstance(value, str):
        cell.value = fitting(as_text_cell(value))
        cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
        cell.quotePrefix = value[:1] in "=+-@"
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return harmless(printable(value)) if isinstance(value, str) else f"{value:.15g}"

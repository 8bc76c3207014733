"""The card as an analyst would make it from tables: what the benchmark holds ours against."""

from __future__ import annotations

from datetime import date

from cspwidgets.plan.model import Plan


def card_with_pandas(plan: Plan, finish_on: date, on: date) -> dict[str, float]:
    """The points of the five subjects, from data frames of a plan's rows.

    `finish_on` is the projected finish, made beforehand. It leaves out what is odd (outcomes to be
    kept, curves, caps, overrides, reasons), so it does less than ours.
    """
    import pandas as pd

    steps = pd.DataFrame(
        [(row.id, row.side.value, row.state.value, row.days or 0.0) for row in plan.activities],
        columns=["id", "side", "state", "days"],
    )
    promised = pd.DataFrame(
        [(row.id, row.promised_on, row.finished_on) for row in plan.activities],
        columns=["id", "promised", "finished"],
    )
    for column in ("promised", "finished"):
        promised[column] = pd.to_datetime(promised[column])
    agreed = pd.DataFrame(
        [(row.activity, pd.Timestamp(row.finish_on)) for row in plan.agreements[-1].steps],
        columns=["id", "agreed"],
    )
    table = steps.merge(promised, on="id").merge(agreed, on="id", how="left")
    done = table["state"] == "done"
    share = table.loc[done, "days"].sum() / table["days"].sum()
    due = table["agreed"] < pd.Timestamp(on)
    expected = table.loc[due, "days"].sum() / table["days"].sum()
    kept = done & (table["finished"] <= table["promised"])
    broken = (table["promised"] < pd.Timestamp(on)) & ~kept
    points = {"value": _value(plan, on), "progress": 100 * min(1.0, share / (expected or 1.0))}
    agreed_on = pd.Timestamp(plan.agreements[-1].finish_on)
    slip = len(pd.bdate_range(agreed_on, pd.Timestamp(finish_on))) - 1
    points["pace"] = 100.0 - max(slip, 0)
    for side in ("customer", "vendor"):
        mine = table["side"].isin([side, "both"])
        known = (kept & mine).sum() + (broken & mine).sum()
        points[side] = 100 * (kept & mine).sum() / known if known else 0.0
    return points


def _value(plan: Plan, on: date) -> float:
    import pandas as pd

    measured = pd.DataFrame(
        [(row.outcome, pd.Timestamp(row.on), row.value) for row in plan.measurements],
        columns=["id", "on", "value"],
    )
    newest = measured[measured["on"] <= pd.Timestamp(on)].sort_values("on").groupby("id").last()
    aims = pd.DataFrame(
        [(row.id, row.baseline, row.target, row.weight, row.by) for row in plan.outcomes],
        columns=["id", "baseline", "target", "weight", "by"],
    ).set_index("id")
    table = aims.join(newest, how="inner")
    start = pd.Timestamp(plan.start_on)
    way = (pd.to_datetime(table["by"]) - start).dt.days
    expected = ((pd.Timestamp(on) - start).days / way).clip(0, 1)
    gain = (table["value"] - table["baseline"]) / (table["target"] - table["baseline"])
    ratio = (gain / expected).clip(0, 1)
    return float(100 * (ratio * table["weight"]).sum() / table["weight"].sum())

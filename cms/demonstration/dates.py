"""Dates of the demonstration: told relative to the day on which it is loaded."""

import re
from datetime import date, timedelta

from startups.content_tree.source import SourceFile
from startups.core.calendar import add_months

STEP = re.compile(r"([+-]\d+) (year|month|week|day)s?")
RELATIVE_DATE = re.compile(
    r"^(?P<key>[ \t]*(?:-[ \t]+)?(?:start|end|date):[ \t]*)"
    r"""["']?(?P<steps>[+-]\d+[^"'\n]*?)["']?[ \t]*$""",
    re.MULTILINE,
)


def resolve(expression: str, *, on: date) -> date:
    """``-14 months -3 days`` counted from ``on``, in calendar months.

    Raises ValueError when it is no such expression.
    """
    if STEP.sub("", expression).strip() or not STEP.search(expression):
        raise ValueError(f"{expression!r} is no relative date")
    steps = {unit: 0 for unit in ("year", "month", "week", "day")}
    for number, unit in STEP.findall(expression):
        steps[unit] += int(number)
    months = steps["year"] * 12 + steps["month"]
    return add_months(on, months) + timedelta(days=steps["week"] * 7 + steps["day"])


def with_dates(source: SourceFile, *, on: date) -> SourceFile:
    """The file with its relative dates resolved."""
    head = RELATIVE_DATE.sub(
        lambda match: match["key"] + resolve(match["steps"], on=on).isoformat(), source.raw_head
    )
    text = source.parts["opening"] + head + source.parts["closing"] + source.body
    return SourceFile(source.path, text)

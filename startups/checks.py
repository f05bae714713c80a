"""The domain's own system checks."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from startups.money.year_end import last_day


@register(Tags.security)
def private_files_are_not_served(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """No folder whose files have an address holds the private ones, nor lies within them."""
    private = Path(settings.PRIVATE_MEDIA_ROOT).resolve()
    return [
        Error(
            f"PRIVATE_MEDIA_ROOT ({private}) and {name} are one inside the other.",
            hint="Private documents would be served to anybody: keep them beside, not below.",
            id="startups.E001",
        )
        for name in ("MEDIA_ROOT", "STATIC_ROOT")
        if _overlap(private, Path(getattr(settings, name)).resolve())
    ]


@register(Tags.compatibility)
def budget_days_are_days(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """The last days of the budget year are a month and a day that every year has."""
    return [
        Error(f"{name} must be a month and a day, such as 12-15.", id="startups.E002")
        for name in ("BUDGET_LAST_ORDER", "BUDGET_LAST_PAYMENT")
        if not _is_day(getattr(settings, name))
    ]


def _is_day(rule: str) -> bool:
    try:
        last_day(rule, 2025)  # not a leap year: 02-29 is no day of every year
    except ValueError:
        return False
    return True


def _overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)

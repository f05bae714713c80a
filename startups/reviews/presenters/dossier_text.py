"""How what a dossier holds is said to people: values, where they come from, how old they are."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startups.core.formats import euros, long_day
from startups.figures.enums import Direction
from startups.figures.presenters.figures import change_amount, figure_text
from startups.figures.trends import YearChange
from startups.reviews.enums import MONEY_ITEMS, AnswerState, Confidence, DossierItem
from startups.reviews.models import DossierAnswer
from startups.reviews.selectors.figure_summaries import FigureSummary

DAYS_SAID = 60
DAYS_IN_A_MONTH = 30.44


def value_text(item: str, value: str) -> str:
    """The value of an item as it is read: ``120 000,00 €``, ``6 months``, a label."""
    if not value:
        return ""
    if item in MONEY_ITEMS:
        return euros(Decimal(value))
    if item == DossierItem.ASK_MONTHS:
        return _months(int(value))
    if item == DossierItem.CONFIDENCE:
        return str(Confidence(value).label)
    return value


def _months(count: int) -> str:
    if not count:
        return _("None: the team asks to stop or to hand over")
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": count}


def age_text(day: date, on: date) -> str:
    """How long before ``on`` something was true: in days, then in months."""
    days = (on - day).days
    if days <= 0:
        return _("today")
    if days <= DAYS_SAID:
        return ngettext("%(count)s day old", "%(count)s days old", days) % {"count": days}
    months = round(days / DAYS_IN_A_MONTH)
    return ngettext("%(count)s month old", "%(count)s months old", months) % {"count": months}


def origin_text(answer: DossierAnswer, on: date) -> str:
    """Where a value comes from and how old it is; who wrote it, when the team did."""
    if answer.state == AnswerState.CORRECTED and answer.answered_on:
        return f"{answer.answered_by or _('A command')}, {long_day(answer.answered_on)}"
    if not answer.source:
        return ""
    source = _(answer.source)
    if answer.source_on is None:
        return source
    return f"{source}, {long_day(answer.source_on)} ({age_text(answer.source_on, on)})"


def change_text(figure: FigureSummary, *, is_first: bool) -> tuple[str, str]:
    """What became of a figure since the last review, and whether that is better.

    The second is ``better``, ``worse``, ``same`` or ``unknown``.
    """
    if figure.value is None:
        return _("Not measured yet."), "unknown"
    if is_first:
        return _("No earlier review to compare with."), "unknown"
    if figure.before is None or figure.before_day is None:
        return _("Not measured at the last review: nothing to compare with."), "unknown"
    if figure.day == figure.before_day:
        return _("Not measured since the last review."), "unknown"
    change = YearChange(figure.before_day, figure.before, figure.value)
    better = change.is_better(Direction(figure.direction))
    words = {
        "before": figure_text(figure.before, figure.unit),
        "day": long_day(figure.before_day),
        "amount": change_amount(change, figure.unit),
    }
    if better is None:
        return _("Same as at the last review: %(before)s on %(day)s.") % words, "same"
    sentence = _sentence(better, rising=change.difference > 0)
    return sentence % words, "better" if better else "worse"


def _sentence(better: bool, *, rising: bool) -> str:
    if better:
        return (
            _("Better than at the last review: up %(amount)s from %(before)s on %(day)s.")
            if rising
            else _("Better than at the last review: down %(amount)s from %(before)s on %(day)s.")
        )
    return (
        _("Worse than at the last review: up %(amount)s from %(before)s on %(day)s.")
        if rising
        else _("Worse than at the last review: down %(amount)s from %(before)s on %(day)s.")
    )

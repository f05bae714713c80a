"""How the codes and the amounts of minutes are said to people."""

from datetime import date, time
from decimal import Decimal

from django import template
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from startups.figures.presenters.figures import figure_text
from startups.lifecycle.enums import Phase
from startups.reviews.enums import Confidence, DecisionKind, DossierItem
from startups.reviews.presenters.dossier_text import value_text
from startups.reviews.sessions.minutes import Minutes

register = template.Library()


@register.filter
def decision_label(kind: str) -> str:
    return str(DecisionKind(kind).label)


@register.filter
def phase_label(phase: str) -> str:
    return str(Phase(phase).label)


@register.filter
def confidence_label(code: str) -> str:
    return str(Confidence(code).label) if code else str(_("Not said"))


@register.filter
def figure(value: Decimal | None) -> str:
    return "–" if value is None else figure_text(value)


@register.filter
def asked_months(value: str) -> str:
    return value_text(DossierItem.ASK_MONTHS, value) or "–"


@register.filter
def asked_amount(value: str) -> str:
    return value_text(DossierItem.ASK_AMOUNT, value) or "–"


@register.filter
def hours(meeting: Minutes) -> str:
    """``14:00 – 16:30``, or what is known of it; for anything with ``starts_at``."""
    known: list[time] = [hour for hour in (meeting.starts_at, meeting.ends_at) if hour]
    return " – ".join(time_format(hour, "H:i") for hour in known)


@register.filter
def iso(day: date) -> str:
    """For ``datetime`` attributes."""
    return day.isoformat()

"""Lengths of time as people say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAYS_A_MONTH = 365.25 / 12
FIRST_IN_MONTHS = 60
FIRST_IN_YEARS = 24


def duration(days: int) -> str:
    """``45 jours``, ``5 mois``, ``2 ans et 3 mois``: exact days up to two months, then rounded."""
    if days < FIRST_IN_MONTHS:
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
    months = round(days / DAYS_A_MONTH)
    if months < FIRST_IN_YEARS:
        return _months(months)
    years, months = divmod(months, 12)
    years_text = ngettext("%(number)s year", "%(number)s years", years) % {"number": years}
    if not months:
        return years_text
    return _("%(years)s and %(months)s") % {"years": years_text, "months": _months(months)}


def _months(months: int) -> str:
    return ngettext("%(number)s month", "%(number)s months", months) % {"number": months}

"""What is said of the end of an envelope, on the pages of the staff and of the team."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startups.core.formats import euros, long_day
from startups.money.forecast import Forecast, ForecastOutcome

REASONS: Mapping[ForecastOutcome, Promise] = {
    ForecastOutcome.FORECAST: gettext_lazy("by what the last months cost"),
    ForecastOutcome.PERIOD_ENDS: gettext_lazy("the period granted ends before the money runs out"),
    ForecastOutcome.OVER_COMMITTED: gettext_lazy("more is ordered than granted since that day"),
    ForecastOutcome.CONSUMED: gettext_lazy("what was granted is used up"),
    ForecastOutcome.NOTHING_GRANTED: gettext_lazy("nothing is granted"),
    ForecastOutcome.NOT_STARTED: gettext_lazy("cannot be told: the period granted has not begun"),
    ForecastOutcome.NO_COST_YET: gettext_lazy("cannot be told: no month has cost anything yet"),
}
"""How the day was found, or why it cannot be told."""


def ending_text(forecast: Forecast) -> str:
    """When an envelope runs out, in a sentence; empty where nothing was granted."""
    if forecast.outcome == ForecastOutcome.NOTHING_GRANTED:
        return ""
    sentences = {
        ForecastOutcome.FORECAST: _(
            "At the pace of the last months, %(burn)s a month, the envelope runs out on %(day)s "
            "(between %(earliest)s and %(latest)s)."
        ),
        ForecastOutcome.PERIOD_ENDS: _(
            "The period granted ends on %(day)s, before the money runs out at the pace of the "
            "last months, %(burn)s a month."
        ),
        ForecastOutcome.OVER_COMMITTED: _("More is ordered than granted since %(day)s."),
        ForecastOutcome.CONSUMED: _(
            "What was granted is used up, by what the months until now cost."
        ),
        ForecastOutcome.NOT_STARTED: _(
            "The period granted has not begun: when the envelope runs out cannot be told. It ends "
            "on %(limit)s at the latest."
        ),
        ForecastOutcome.NO_COST_YET: _(
            "No month has cost anything yet: when the envelope runs out cannot be told. It ends on "
            "%(limit)s at the latest."
        ),
    }
    return sentences[forecast.outcome] % _values(forecast)


def _values(forecast: Forecast) -> dict[str, str]:
    days = {name: getattr(forecast, name) for name in ("day", "earliest", "latest", "limit")}
    texts = {name: long_day(day) if day else "–" for name, day in days.items()}
    return texts | {"burn": euros(forecast.burn) if forecast.burn is not None else "–"}

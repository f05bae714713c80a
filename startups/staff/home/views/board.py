"""The portfolio by phase: one column a phase, one card a startup."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.lifecycle.enums import ACTIVE, NOT_STARTED, PHASE_ORDER, Phase
from startups.permissions import Permission
from startups.portfolio.selectors.filters import most_pressing_first
from startups.portfolio.selectors.rows import PortfolioRow
from startups.staff.decorators import for_staff
from startups.staff.home.cards import Card, card
from startups.staff.home.forms import BoardForm
from startups.staff.home.pages import show
from startups.staff.home.scopes import rows_for
from startups.web.requests import rights

SHOWN = 12
# What is not started yet, then the phases in which a team is at work.
ON_THE_BOARD: list[Phase | None] = [None, *(phase for phase in PHASE_ORDER if phase in ACTIVE)]


@dataclass(frozen=True)
class BoardColumn:
    """A phase (None: not started), its first cards, and where all of them are."""

    phase: Phase | None
    code: str
    count: int
    cards: list[Card]
    all_address: str


@for_staff
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    form = BoardForm(request.GET, incubators=rights(request).incubators(Permission.READ_RECORD))
    rows = rows_for(request, form.sought)
    return show(
        request,
        "board",
        _("Board"),
        form=form,
        columns=[_column(phase, rows, form.query) for phase in ON_THE_BOARD],
        is_narrowed=bool(form.known),
    )


def _column(phase: Phase | None, rows: Iterable[PortfolioRow], query: str) -> BoardColumn:
    in_phase = most_pressing_first(row for row in rows if row.phase == phase)
    code = phase.value if phase else NOT_STARTED
    address = f"{reverse('staff:table')}?phase={code}" + (f"&{query}" if query else "")
    return BoardColumn(phase, code, len(in_phase), [card(row) for row in in_phase[:SHOWN]], address)

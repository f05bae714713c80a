"""What needs the reader today: the first page of the staff."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.permissions import Permission
from startups.portfolio.enums import NeedKind
from startups.portfolio.selectors.needs import Need, needs_today
from startups.staff.decorators import for_staff
from startups.staff.home.pages import show
from startups.staff.home.scopes import kinds_for, scope_of
from startups.web.requests import day_of, rights

SHOWN = 10
BUDGET_PARTS: Mapping[NeedKind, str] = {
    NeedKind.ENVELOPE: "enveloppes",
    NeedKind.ORDER: "commandes",
    NeedKind.CONTRACT: "marches",
}


@dataclass(frozen=True)
class TodaySection:
    """What needs somebody of one kind: the first of them, and where the others are."""

    kind: NeedKind
    needs: list[Need]
    count: int
    all_address: str


@for_staff
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    on, held = day_of(request), rights(request)
    kinds = kinds_for(held)
    by_kind = needs_today(scope=scope_of(request), on=on)
    return show(
        request,
        "today",
        _("Today"),
        on=on,
        is_home=True,
        sections=[_section(kind, by_kind[kind]) for kind in kinds if kind in by_kind],
        quiet=[kind.label for kind in kinds if kind not in by_kind],
        count=sum(len(needs) for needs in by_kind.values()),
        sees_mails=held.may_somewhere(Permission.STEER_REVIEW),
    )


def _section(kind: NeedKind, needs: list[Need]) -> TodaySection:
    return TodaySection(kind, needs[:SHOWN], len(needs), _all_address(kind))


def _all_address(kind: NeedKind) -> str:
    """Where all of a kind can be seen, found and taken away."""
    if kind in BUDGET_PARTS:
        return reverse("budget:watch_part", args=(BUDGET_PARTS[kind],))
    route, query = {
        NeedKind.SIGN: ("reviews:list", "state=submitted"),
        NeedKind.READ: ("reviews:list", "state=submitted"),
        NeedKind.REVIEW: ("reviews:list", ""),
        NeedKind.SESSION: ("sessions:list", ""),
        NeedKind.CONDITION: ("staff:table", "conditions=overdue"),
        NeedKind.STATEMENT: ("statements:list", "state=submitted"),
        NeedKind.STATEMENT_EXPECTED: ("statements:list", "state=expected"),
        NeedKind.PAGE: ("staff:table", "text=waiting"),
        NeedKind.NO_INTRAPRENEUR: ("staff:table", "phase=active&intrapreneur=no"),
        NeedKind.STALE: ("staff:table", "phase=active&text=stale"),
    }[kind]
    address = reverse(route)
    return f"{address}?{query}" if query else address

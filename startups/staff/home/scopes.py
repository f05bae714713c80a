"""What whoever asks is to the portfolio, for the questions of the home pages."""

from django.db.models import Q
from django.http import HttpRequest

from startups.permissions import Permission, Rights
from startups.portfolio.enums import NeedKind
from startups.portfolio.selectors.confidence import Sight
from startups.portfolio.selectors.filters import PortfolioFilter, among, matching
from startups.portfolio.selectors.needs import NeedScope
from startups.portfolio.selectors.rows import PortfolioRow, portfolio_rows
from startups.registry.models import StartupIncubator
from startups.web.requests import rights

# What a member of the committee is asked who steers nothing.
COMMITTEE_NEEDS = (NeedKind.READ, NeedKind.SESSION)


def scope_of(request: HttpRequest) -> NeedScope:
    """The startups and incubators of whoever asks, by what they may do to them; no query."""
    held = rights(request)
    return NeedScope(
        reader=request.user,
        steered=held.startups(Permission.STEER_REVIEW),
        heard=held.startups(Permission.GIVE_OPINION),
        sessions=held.incubators(Permission.READ_SESSION),
        held=held.incubators(Permission.HOLD_SESSION),
    )


def kinds_for(held: Rights) -> list[NeedKind]:
    """What can need somebody with these rights, in the order in which it is told."""
    steers = held.may_somewhere(Permission.STEER_REVIEW)
    return [kind for kind in NeedKind if steers or kind in COMMITTEE_NEEDS]


def sight_of(request: HttpRequest) -> Sight:
    """Whose opinions whoever asks may read; no query."""
    held = rights(request)
    return Sight(
        reader=request.user,
        all_of=held.startups(Permission.SIGN_DECISION),
        some_of=held.startups(Permission.READ_OPINIONS),
    )


def own_startups(held: Rights) -> Q:
    """What makes a startup one's own: an incubator that one serves, or a team that one is in."""
    tied = StartupIncubator.objects.filter(incubator__in=held.managed | held.reviewed)
    return Q(pk__in=tied.values("startup")) | Q(pk__in=held.led | held.edited)


def rows_for(request: HttpRequest, sought: PortfolioFilter) -> list[PortfolioRow]:
    """What is looked for, among the startups whose record whoever asks may read."""
    held = rights(request)
    startups = among(held.startups(Permission.READ_RECORD), sought, own=own_startups(held))
    return matching(portfolio_rows(startups, sight=sight_of(request), on=held.on), sought)

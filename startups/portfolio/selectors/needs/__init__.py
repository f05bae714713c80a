"""What needs a member of the staff on a day: the one answer of their pages and weekly mail.

``needs_today`` asks everything. Each question is a module, and leads to where it is answered.
"""

from datetime import date

from startups.portfolio.enums import NeedKind

from .conditions import conditions_overdue
from .kinds import Need, NeedScope, group
from .money import money_needs
from .pages import pages_waiting
from .portfolio import portfolio_needs
from .reviews import review_needs, reviews_due
from .sessions import sessions_coming
from .statements import statement_needs

__all__ = ["Need", "NeedKind", "NeedScope", "group", "needs_today", "reviews_due"]


def needs_today(*, scope: NeedScope, on: date) -> dict[NeedKind, list[Need]]:
    """Everything that needs the reader of ``scope`` on the day ``on``, by kind, in their order.

    Within a kind the latest first, then by due day. A constant number of queries, whatever the
    number of startups.
    """
    return group(
        [
            *review_needs(scope=scope, on=on),
            *conditions_overdue(startups=scope.steered, on=on),
            *sessions_coming(scope=scope, on=on),
            *statement_needs(startups=scope.steered, on=on),
            *money_needs(startups=scope.steered, incubators=scope.held, on=on),
            *pages_waiting(startups=scope.steered),
            *portfolio_needs(startups=scope.steered, on=on),
        ]
    )

"""What the pages of the staff about statements share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from startups.money.half_years import HalfYear
from startups.money.statements.models import Statement
from startups.web.pages import Pages

pages = Pages("staff/statements")
show, show_form = pages.show, pages.show_form


def title_of(statement: Statement) -> str:
    half = HalfYear(statement.year, statement.half)
    return _("Budget statement of %(startup)s: %(half)s") % {
        "startup": statement.startup.name,
        "half": half.label,
    }


def steps(statement: Statement | None = None) -> list[tuple[str, str]]:
    """The breadcrumb to a page: the list, then the statement that it is about."""
    breadcrumb = [(_("Budget statements"), reverse("statements:list"))]
    if statement:
        breadcrumb.append((title_of(statement), reverse("statements:page", args=(statement.pk,))))
    return breadcrumb

"""The main menu and the foot of every page, in one query whatever the number of pages."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from .addresses import FRENCH, INCUBATORS, PHASES, SPONSORS, STARTUPS, french, page_address

ACCESSIBILITY = "accessibilite"
# The site's root is at depth 1, the home page at 2: what the menu shows is just below it.
MENU_DEPTH = 3


@dataclass(frozen=True)
class Link:
    """A page to go to. ``here`` is what ``aria-current`` says of it: page, true or nothing.

    ``french`` tells that its label is French while the interface is not.
    """

    label: str
    address: str
    here: str = ""
    french: bool = False


@dataclass(frozen=True)
class Navigation:
    """What every page leads to. ``accessibility`` is the statement, where there is one."""

    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    accessibility: Link | None


def navigation(path: str) -> Navigation:
    """The links of a page at ``path``; one query."""
    rows = [_Row(*values) for values in _pages()]
    here = french(path)
    return Navigation(
        menu=tuple(_link(row, here) for row in rows if row.menu and row.depth == MENU_DEPTH),
        footer=tuple(_link(row, here) for row in rows if row.footer and not row.is_statement),
        accessibility=next((_link(row, here) for row in rows if row.is_statement), None),
    )


@dataclass(frozen=True)
class _Row:
    slug: str
    title: str
    url_path: str
    depth: int
    menu: bool
    footer: bool | None

    @property
    def path(self) -> str:
        """Slugs from below the home page, whose own slug comes first in ``url_path``."""
        return self.url_path.strip("/").partition("/")[2]

    @property
    def is_statement(self) -> bool:
        return self.slug == ACCESSIBILITY and self.footer is not None


def _pages() -> QuerySet[Page]:
    statement = Q(slug=ACCESSIBILITY, standardpage__isnull=False)
    in_menu = Q(show_in_menus=True, depth=MENU_DEPTH)
    chosen = in_menu | Q(standardpage__show_in_footer=True) | statement
    return (
        Page.objects.live()
        .filter(chosen)
        .order_by("path")
        .values_list(
            "slug", "title", "url_path", "depth", "show_in_menus", "standardpage__show_in_footer"
        )
    )


def _link(row: _Row, here: str) -> Link:
    label = section_label(row.path) or row.title
    address = page_address(row.path)
    is_french = get_language() != FRENCH and label == row.title
    return Link(label, address, _current(french(address), here), is_french)


def section_label(path: str) -> str:
    """The name of a section of the site in the language of the interface."""
    return {
        STARTUPS: _("Startups"),
        INCUBATORS: _("Incubators"),
        SPONSORS: _("Sponsors"),
        PHASES: _("Phases"),
    }.get(path.strip("/"), "")


def _current(address: str, here: str) -> str:
    if address == here:
        return "page"
    return "true" if here.startswith(address) else ""

"""Loads the demonstration portfolio: content files of our own, then what they cannot say."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model

from cms.models import HomeHighlight, HomePage, StandardPage, StartupPage
from cms.services import StartupPages, ensure_site
from incubator.indexing import indexed_at_the_end
from startups.content_tree.models import ContentFile
from startups.content_tree.services import ImportOutcome, import_tree
from startups.content_tree.tree import ContentTree, read_tree
from startups.core.calendar import add_months
from startups.people.models import Person
from startups.people.services.people import record_consent
from startups.registry.models import Startup

from .accounts import load_accounts
from .dates import with_dates
from .documents import load_documents
from .figures import load_figures
from .money.loading import load_money
from .pending_items import load_waiting
from .reviews import load_reviews

HERE = Path(__file__).parent
# Remembers the day that the demonstration is told from, so that loading it again on another
# day changes nothing. No content file of that folder is ever read or exported.
DAY_FILE = "_demonstration/day"
REASON = "demonstration"


def loaded_day() -> date | None:
    """The day that the demonstration in the database is told from; None when it is not there."""
    stored = ContentFile.objects.filter(path=DAY_FILE).first()
    return date.fromisoformat(stored.text) if stored else None


def demonstration_tree(*, on: date) -> ContentTree:
    """The content files of the demonstration, dated relative to ``on``."""
    items = read_tree(HERE / "content")
    return ContentTree(with_dates(item.source, on=on) for item in items)


@transaction.atomic
def load_demonstration(*, on: date, password: str) -> ImportOutcome:
    """Loads everything, all or nothing. Loaded twice, the second changes nothing.

    ``password`` is for the demonstration's accounts. Raises ContentError.
    """
    day = loaded_day() or on
    with indexed_at_the_end():
        return _load(day, password)


def _load(day: date, password: str) -> ImportOutcome:
    extras = yaml.safe_load((HERE / "extras.yaml").read_text(encoding="utf-8"))
    ensure_site()
    outcome = import_tree(tree=demonstration_tree(on=day), pages=StartupPages(), on=day)
    ContentFile.objects.get_or_create(path=DAY_FILE, defaults={"text": day.isoformat()})
    load_accounts(password, on=day)
    load_consents(extras["consents"], on=day)
    load_pictures(extras["pictures"])
    load_home(extras["home_highlights"])
    load_pages(extras["pages"])
    load_figures(on=day)
    load_documents(on=day)
    load_waiting(extras["waiting"], on=day)
    load_money(on=day)
    load_reviews(on=day)
    return outcome


def load_consents(ghids: list[str], *, on: date) -> None:
    """Those who agreed to be named, three months before the day."""
    for person in Person.objects.filter(ghid__in=ghids):
        record_consent(person=person, on=add_months(on, -3), actor=None, reason=REASON)


def load_pictures(pictures: dict[str, dict[str, str]]) -> None:
    """The pictures of startup pages; a picture that is there already is left alone."""
    images = get_image_model()
    pages = StartupPage.objects.filter(startup__ghid__in=pictures, picture=None)
    for page in pages.select_related("startup"):
        picture = pictures[page.startup.ghid]
        path = HERE / "pictures" / picture["file"]
        with path.open("rb") as file:
            image = images.objects.filter(title=picture["file"]).first() or images.objects.create(
                title=picture["file"], file=ImageFile(file, name=path.name)
            )
        page.picture, page.picture_alt = image, picture["alt"]
        page.save_revision(log_action=True).publish()


def load_home(ghids: list[str]) -> None:
    """The startups put forward on the home page, unless somebody chose some."""
    home = HomePage.objects.get()
    if home.highlights.exists():
        return
    startups = {startup.ghid: startup for startup in Startup.objects.filter(ghid__in=ghids)}
    home.highlights = [
        HomeHighlight(startup=startups[ghid], sort_order=place) for place, ghid in enumerate(ghids)
    ]
    home.save_revision(log_action=True).publish()


def load_pages(pages: list[dict[str, Any]]) -> None:
    """The free pages."""
    home = HomePage.objects.get()
    for page in pages:
        if not StandardPage.objects.filter(slug=page["slug"]).exists():
            home.add_child(
                instance=StandardPage(
                    title=page["title"],
                    slug=page["slug"],
                    introduction=page["introduction"],
                    content=[("text", page["body"])],
                    show_in_menus=page.get("menu", False),
                    show_in_footer=page.get("footer", True),
                )
            )

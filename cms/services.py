"""Makes, changes and redirects the pages of the public site."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page, Site, Workflow, WorkflowPage, WorkflowTask

from incubator.indexing import indexed_at_the_end
from startups.content_tree.services import PageTarget, PageText
from startups.registry.models import Startup
from startups.registry.services.publication import record_published_bodies
from startups.registry.services.search import refresh_search_text

from .addresses import INCUBATORS, PHASES, SPONSORS, STARTUPS
from .models import (
    HomePage,
    IncubatorsPage,
    ManagerApproval,
    PhasesPage,
    PortfolioPage,
    SponsorsPage,
    StartupPage,
)

HOME_INTRODUCTION = (
    "Des petites équipes publiques transforment un irritant en service numérique. Tous les six "
    "mois, on regarde l’impact et on décide : continuer, changer, transmettre ou arrêter."
)
APPROVAL = "Relecture par un responsable de portefeuille"
SECTIONS: tuple[tuple[type[Page], str, str, str], ...] = (
    (
        PortfolioPage,
        STARTUPS,
        "Startups d’État",
        "Tous les produits du réseau, de l’investigation à la transmission ou à l’arrêt.",
    ),
    (
        IncubatorsPage,
        INCUBATORS,
        "Incubateurs",
        "Les structures publiques qui accompagnent les équipes.",
    ),
    (
        SponsorsPage,
        SPONSORS,
        "Sponsors",
        "Les administrations qui portent et financent les produits.",
    ),
    (
        PhasesPage,
        PHASES,
        "Phases",
        "Les étapes de la vie d’une startup d’État, et ce que chacune veut dire.",
    ),
)


@transaction.atomic
def ensure_site() -> HomePage:
    """The home page and its sections, made where they are missing. Safe to run again."""
    home = HomePage.objects.first() or _make_home()
    for model, slug, title, introduction in SECTIONS:
        if not model.objects.exists():
            page = model(title=title, slug=slug, introduction=introduction, show_in_menus=True)
            home.add_child(instance=page)
    _ensure_approval(PortfolioPage.objects.get())
    return home


def _ensure_approval(section: PortfolioPage) -> None:
    """Pages of startups are published through the approval of a manager."""
    if WorkflowPage.objects.filter(page=section).exists():
        return
    task = ManagerApproval.objects.first() or ManagerApproval.objects.create(name=APPROVAL)
    workflow = Workflow.objects.create(name=APPROVAL)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=section)


def _make_home() -> HomePage:
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    home = HomePage(title=settings.SITE_NAME, slug="accueil", introduction=HOME_INTRODUCTION)
    root.add_child(instance=home)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname = settings.SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
    site.site_name, site.root_page = settings.SITE_NAME, home
    site.save()
    # Wagtail's own greeting, as long as nobody has built anything on it.
    if welcome and type(welcome.specific) is Page and welcome.is_leaf():
        welcome.delete()
    return home


@transaction.atomic
def hold_pages(texts: Sequence[PageText], *, on: date, actor: Any, reason: str) -> int:
    """Gives each startup its page with that text; returns how many pages were written.

    A page that is missing is made and published; one that says something else is changed
    and published, with a revision. Side effects: Wagtail's audit log, the published text.
    """
    if not texts:
        return 0
    section = _portfolio_section()
    existing = {page.startup_id: page for page in StartupPage.objects.select_related("startup")}
    written = 0
    with indexed_at_the_end():
        for text in texts:
            page = existing.get(text.startup.pk)
            if page is None:
                _make_page(section, text, actor=actor, reason=reason)
                written += 1
            else:
                written += _change_page(page, text, actor=actor, reason=reason)
    record_published_bodies(bodies={text.startup.pk: text.body for text in texts})
    return written


def _portfolio_section() -> PortfolioPage:
    ensure_site()
    return PortfolioPage.objects.get()


def _make_page(section: PortfolioPage, text: PageText, *, actor: Any, reason: str) -> StartupPage:
    now = timezone.now()
    page = StartupPage(
        title=text.startup.name,
        slug=text.startup.slug,
        startup=text.startup,
        body=text.body,
        owner=actor,
        locale=section.locale,
        first_published_at=now,
        last_published_at=now,
    )
    section.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=actor, data={"reason": reason})
    return page


def _change_page(page: StartupPage, text: PageText, *, actor: Any, reason: str) -> bool:
    if (page.title, page.body) == (text.startup.name, text.body):
        return False
    page.title, page.body = text.startup.name, text.body
    revision = page.save_revision(user=actor, changed=True)
    log(
        instance=page, action="wagtail.edit", user=actor, data={"reason": reason}, revision=revision
    )
    revision.publish(user=actor, skip_permission_checks=True)
    return True


def open_page(startup: Startup, *, on: date, actor: Any, reason: str) -> None:
    """The page of a startup that has just been opened, still without text."""
    hold_pages([PageText(startup, "")], on=on, actor=actor, reason=reason)
    refresh_search_text(startups=[startup.pk], on=on)


@transaction.atomic
def redirect(targets: Mapping[str, PageTarget]) -> int:
    """Makes each former address lead permanently to its target; returns how many changed.

    Addresses that are no longer claimed go on leading where they did.
    """
    existing = {entry.old_path: entry for entry in Redirect.objects.filter(site=None)}
    pages = {page.slug: page for page in StartupPage.objects.only("slug", "pk")} if targets else {}
    changed = 0
    for path, target in targets.items():
        entry = existing.get(Redirect.normalise_path(path)) or Redirect(
            old_path=Redirect.normalise_path(path), automatically_created=True
        )
        existing[entry.old_path] = entry
        changed += _point(entry, target, pages)
    return changed


def _point(entry: Redirect, target: PageTarget, pages: Mapping[str, StartupPage]) -> bool:
    page = pages.get(target.slug) if target.kind == "startup" else None
    link = "" if page else f"/{INCUBATORS}/{target.slug}/"
    if entry.pk and (entry.redirect_page_id, entry.redirect_link) == (page and page.pk, link):
        return False
    entry.redirect_page, entry.redirect_link, entry.is_permanent = page, link, True
    entry.save()
    return True


class StartupPages:
    """The keeper of pages that an import asks (``startups.content_tree.services``)."""

    hold_pages = staticmethod(hold_pages)
    redirect = staticmethod(redirect)

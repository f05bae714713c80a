"""The home page: what this is, figures of the portfolio, startups put forward, news."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from cms.addresses import STARTUPS
from cms.presenters.home import HomeView, figures, news
from cms.presenters.structured import website_data
from cms.seo import page_meta
from cms.views.public import public_startups
from startups.lifecycle.selectors.advances import recently_advanced
from startups.lifecycle.selectors.portfolio import portfolio_counts
from startups.lifecycle.selectors.timeline import latest_changes
from startups.public.faceting import FacetEntry
from startups.public.selectors.entries import catalogue
from startups.registry.models import Incubator, Startup

from .base import BasePage
from .startup import StartupPage

NEWS = 8
CARDS = 6


class HomePage(BasePage):
    """The root of the public site."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = models.TextField(_("text (Markdown)"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        InlinePanel("highlights", heading=_("Startups put forward"), max_num=6),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")

    @property
    def meta_description(self) -> str:
        return self.search_description or self.introduction

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's own context, and the portfolio on the day."""
        context = super().get_context(request, *args, **kwargs)
        meta = replace(page_meta(self), data=(website_data(),))
        return context | {"view": self.view(context["on"]), "meta": meta}

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Finds the page of a startup in one query rather than one for each step of the way."""
        match path_components:
            case [section, slug] if section == STARTUPS:
                page = StartupPage.at(f"{self.url_path}{section}/{slug}/")
                if page is not None:
                    return RouteResult(page)
        return super().route(request, path_components)

    def view(self, on: date) -> HomeView:
        """What the page shows of the public portfolio on the day ``on``; eight queries."""
        public: dict[str, Any] = {"on": on, "startups": public_startups()}
        chosen = [highlight.startup_id for highlight in self.highlights.all()]
        return HomeView(
            figures=figures(
                portfolio_counts(**public), Incubator.objects.filter(hidden=False).count()
            ),
            startups=_entries(chosen or recently_advanced(limit=CARDS, **public), on),
            chosen=bool(chosen),
            news=news(latest_changes(limit=NEWS, **public)),
        )


def _entries(keys: list[int], on: date) -> list[FacetEntry]:
    """The startups of these keys, in their order."""
    entries = catalogue(on=on, startups=public_startups().filter(pk__in=keys)).entries
    return sorted(entries, key=lambda entry: keys.index(entry.id))


class HomeHighlight(Orderable):
    """A startup put forward on the home page."""

    page = ParentalKey(HomePage, related_name="highlights", on_delete=models.CASCADE)
    startup = models.ForeignKey(
        Startup, models.PROTECT, related_name="+", verbose_name=_("startup")
    )

    panels = [FieldPanel("startup")]

    class Meta(Orderable.Meta):
        verbose_name = _("startup put forward")

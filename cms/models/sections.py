"""The sections of the public site: startups, incubators, sponsors and phases.

Each is one page that an editor introduces; what stands below it comes from the facts and
is served by the section's own routes, so that no page can disagree with them.
"""

from dataclasses import replace
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms.addresses import page_address
from cms.forms import listing
from cms.navigation import section_label
from cms.seo import Crumb, PageMeta, page_meta
from cms.views import incubators, phases, portfolio, sponsors

from .base import BasePage, today


class SectionPage(RoutablePageMixin, BasePage):
    """A section: one page of each kind, below the home page."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        abstract = True

    @property
    def meta_description(self) -> str:
        return self.search_description or self.introduction

    @property
    def label(self) -> str:
        """The section's name in the language of the interface."""
        return section_label(self.slug) or self.title

    @property
    def crumb(self) -> Crumb:
        """The step that leads to what stands below this section."""
        return Crumb(self.label, page_address(self.slug))

    def meta(self) -> PageMeta:
        """What the head of the page says, in the language of the interface."""
        return replace(page_meta(self), title=self.seo_title or self.label)

    def show(
        self, request: HttpRequest, context: dict[str, Any] | None, template: str | None = None
    ) -> HttpResponse:
        """Answers with ``context``; 404 where there is nothing to show."""
        if context is None:
            raise Http404
        context.setdefault("meta", self.meta())
        return self.render(request, template=template, context_overrides=context)


class PortfolioPage(SectionPage):
    """The list of startups, and the parent of their pages."""

    subpage_types = ["cms.StartupPage"]
    template = "cms/portfolio_page.html"

    class Meta:
        verbose_name = _("list of startups")

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        address = page_address(self.slug)
        if tidier := listing.tidied(address, request.GET):
            return redirect(tidier)
        context = portfolio.context(address, request.GET, self.meta(), on=today())
        return self.show(request, context)


class IncubatorsPage(SectionPage):
    """The incubators, and a route to each that is not hidden."""

    template = "cms/incubators_page.html"

    class Meta:
        verbose_name = _("incubators")

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, incubators.index_context(on=today()))

    @path("<slug:slug>/")
    def incubator_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        context = incubators.incubator_context(slug, self.crumb, on=today())
        return self.show(request, context, "cms/incubator.html")


class SponsorsPage(SectionPage):
    """The sponsors, and a route to each."""

    template = "cms/sponsors_page.html"

    class Meta:
        verbose_name = _("sponsors")

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, sponsors.index_context(on=today()))

    @path("<slug:slug>/")
    def sponsor_route(self, request: HttpRequest, slug: str) -> HttpResponse:
        context = sponsors.sponsor_context(slug, self.crumb, on=today())
        return self.show(request, context, "cms/sponsor.html")


class PhasesPage(SectionPage):
    """The phases of a startup's life, and a route to each."""

    template = "cms/phases_page.html"

    class Meta:
        verbose_name = _("phases")

    @path("")
    def index_route(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, phases.index_context(on=today()))

    @path("<slug:code>/")
    def phase_route(self, request: HttpRequest, code: str) -> HttpResponse:
        context = phases.phase_context(code, self.crumb, on=today())
        return self.show(request, context, "cms/phase.html")

"""The sections of the public site: startups, incubators, sponsors and phases.

Each is one page that an editor introduces; what stands below it comes from the facts and
is served by the section's own routes, so that no page can disagree with them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin

from .base import BasePage


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


class PortfolioPage(SectionPage):
    """The list of startups, and the parent of their pages."""

    subpage_types = ["cms.StartupPage"]
    template = "cms/portfolio_page.html"

    class Meta:
        verbose_name = _("list of startups")


class IncubatorsPage(SectionPage):
    """The incubators, and a route to each that is not hidden."""

    template = "cms/incubators_page.html"

    class Meta:
        verbose_name = _("incubators")


class SponsorsPage(SectionPage):
    """The sponsors, and a route to each."""

    template = "cms/sponsors_page.html"

    class Meta:
        verbose_name = _("sponsors")


class PhasesPage(SectionPage):
    """The phases of a startup's life, and a route to each."""

    template = "cms/phases_page.html"

    class Meta:
        verbose_name = _("phases")

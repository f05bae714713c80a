"""The home page: what this is, figures of the portfolio, startups put forward, news."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from startups.models import Startup

from .base import BasePage


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


class HomeHighlight(Orderable):
    """A startup put forward on the home page."""

    page = ParentalKey(HomePage, related_name="highlights", on_delete=models.CASCADE)
    startup = models.ForeignKey(Startup, models.PROTECT, related_name="+", verbose_name=_("startup"))

    panels = [FieldPanel("startup")]

    class Meta(Orderable.Meta):
        verbose_name = _("startup put forward")

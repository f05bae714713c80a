"""The public page of a startup: its text and picture. The facts are the startup's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from startups.models import Startup

from .base import BasePage


class StartupPage(BasePage):
    """One-to-one with a startup; made by ``cms.services`` when it opens, never by hand."""

    startup = models.OneToOneField(
        Startup, models.PROTECT, related_name="page", verbose_name=_("startup"), editable=False
    )
    body = models.TextField(
        _("text (Markdown)"),
        blank=True,
        help_text=_("The problem, the solution, where it stands, what was learnt."),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who do not see it. Empty when the picture only decorates."),
    )

    content_panels = [
        FieldPanel("title", read_only=True),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Illustration")
        ),
    ]
    parent_page_types = ["cms.PortfolioPage"]
    subpage_types: list[str] = []
    is_creatable = False
    template = "cms/startup_page.html"

    class Meta:
        verbose_name = _("startup page")
        verbose_name_plural = _("startup pages")

    @property
    def meta_description(self) -> str:
        return self.search_description or self.startup.mission

    @property
    def noindex(self) -> bool:
        return self.startup.noindex

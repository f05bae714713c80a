"""The public page of a startup: its text and picture. The facts are the startup's."""

from dataclasses import replace
from datetime import date
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.permissions import StartupPageTester
from cms.presenters.startup import StartupView, startup_view
from cms.presenters.structured import startup_data
from cms.seo import PageMeta, page_meta
from startups.figures.selectors.figures import public_figures
from startups.public.selectors.public_history import public_course
from startups.public.selectors.startup_record import startup_record
from startups.registry.models import Startup

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

    @classmethod
    def at(cls, url_path: str) -> Self | None:
        """The published page at this path of the tree, with its startup; one query."""
        pages = cls.objects.live().filter(url_path=url_path)
        return pages.select_related("startup__published_text", "picture", "share_image").first()

    def permissions_for_user(self, user: Any) -> StartupPageTester:
        return StartupPageTester(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's own context, and the startup's record as the public sees it."""
        context = super().get_context(request, *args, **kwargs)
        view = self.view(context["on"])
        return context | {"view": view, "meta": self.described(view)}

    def view(self, on: date) -> StartupView:
        """What the page shows on the day ``on``; six queries."""
        text = getattr(self.startup, "published_text", None)
        return startup_view(
            startup_record(self.startup, on=on),
            public_figures(startup=self.startup, on=on),
            public_course(self.startup, on=on),
            on=on,
            changed_on=text.changed_on if text else None,
        )

    def described(self, view: StartupView) -> PageMeta:
        """What the head of the page says; at most one query, for a picture to share."""
        return replace(
            page_meta(self),
            data=(startup_data(view),),
            feed=reverse("startup_feed", args=(self.startup.slug,)),
            feed_title=gettext("Events of %(startup)s") % {"startup": self.startup.name},
            kind="article",
        )

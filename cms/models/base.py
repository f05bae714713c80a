"""What every public page shares: introduction, picture for sharing, and the day it is read."""

from datetime import date
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


def today() -> date:
    """The civil date in Paris. The one place of the public site that reads the clock."""
    return timezone.localdate()


class BasePage(Page):
    """A page of the public site."""

    share_image = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture for sharing"),
        help_text=_("Shown by social networks. Wide pictures (1200 × 630) are best."),
    )

    promote_panels = [*Page.promote_panels, FieldPanel("share_image")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"on": today()}

    @property
    def meta_description(self) -> str:
        """What search engines and shared links say of the page."""
        return self.search_description

    @property
    def noindex(self) -> bool:
        """Whether search engines are asked to keep out."""
        return False

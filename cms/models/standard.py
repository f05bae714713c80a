"""Free editorial pages: the approach, how to propose an idea, legal notices …"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.blocks import PAGE_BLOCKS

from .base import BasePage


class StandardPage(BasePage):
    """A page whose text editors compose from a short list of blocks."""

    introduction = models.TextField(_("introduction"), blank=True)
    content = StreamField(PAGE_BLOCKS, blank=True, verbose_name=_("content"))
    show_in_footer = models.BooleanField(_("linked from the foot of every page"), default=False)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("content")]
    promote_panels = [*BasePage.promote_panels, FieldPanel("show_in_footer")]
    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    template = "cms/standard_page.html"

    class Meta:
        verbose_name = _("free page")
        verbose_name_plural = _("free pages")

    @property
    def meta_description(self) -> str:
        return self.search_description or self.introduction

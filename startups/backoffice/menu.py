"""The back office in Wagtail's menu."""

from typing import Any

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from startups.backoffice.views.quality import URL as DATA_QUALITY
from startups.backoffice.viewsets.institutions import (
    IncubatorViewSet,
    OrganisationViewSet,
    PersonViewSet,
    TeamViewSet,
)
from startups.backoffice.viewsets.staff import StaffViewSet
from startups.backoffice.viewsets.startups import StartupViewSet
from startups.backoffice.viewsets.vocabularies import vocabulary_viewsets
from startups.registry.models import Startup
from startups.web.record_rights import RecordAction, may
from startups.web.requests import rights


class VocabularyGroup(ModelViewSetGroup):
    """The lists of words."""

    menu_label = _("Vocabularies")
    menu_name = "vocabularies"
    menu_icon = "tag"
    add_to_admin_menu = False

    def __init__(self) -> None:
        self.registerables = vocabulary_viewsets()


class PortfolioGroup(ModelViewSetGroup):
    """What the portfolio is made of."""

    menu_label = _("Portfolio")
    menu_name = "portfolio"
    menu_icon = "folder-open-inverse"
    menu_order = 50
    items = (
        StartupViewSet,
        IncubatorViewSet,
        OrganisationViewSet,
        PersonViewSet,
        TeamViewSet,
        StaffViewSet,
        VocabularyGroup,
    )


class StaffHomeItem(MenuItem):
    """A link to the pages of the staff."""

    def __init__(self) -> None:
        super().__init__(
            _("Desk"), reverse_lazy("staff:today"), name="desk", icon_name="desktop", order=10
        )

    def is_shown(self, request: Any) -> bool:
        held = rights(request)
        return held.is_staff


class DataQualityItem(MenuItem):
    """The report of findings, under Reports."""

    def __init__(self) -> None:
        super().__init__(
            _("Data quality"),
            reverse(DATA_QUALITY),
            name="data-quality",
            icon_name="warning",
            order=100,
        )

    def is_shown(self, request: Any) -> bool:
        return may(request.user, RecordAction.VIEW, Startup)

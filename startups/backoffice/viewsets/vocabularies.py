"""Vocabularies: words that an administrator adds, translates, agrees on, and may delete."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn

from startups.backoffice.filters import term_filters
from startups.backoffice.forms.records import term_form
from startups.backoffice.records.vocabularies import describe_term
from startups.backoffice.selectors.listed import terms_listed
from startups.endings.models import HandoverCheck, HandoverItem
from startups.money.models import Activity, Commitment, Resource
from startups.people.models import Membership
from startups.registry.models import (
    MinistryDomain,
    Organisation,
    OrganisationKind,
    Role,
    StartupTechnology,
    StartupTheme,
    StartupUserType,
    Technology,
    Theme,
    UserType,
)

from .base import FactViewSet

# The model of a vocabulary, its place in addresses, and what uses it by which field.
VOCABULARIES: tuple[tuple[Any, str, Any, str], ...] = (
    (Theme, "themes", StartupTheme, "term"),
    (UserType, "user-types", StartupUserType, "term"),
    (Technology, "technologies", StartupTechnology, "term"),
    (MinistryDomain, "ministry-domains", Organisation, "ministry_domain"),
    (OrganisationKind, "organisation-kinds", Organisation, "kind"),
    (Role, "roles", Membership, "role"),
    (HandoverItem, "handover-items", HandoverCheck, "item"),
    (Activity, "activities", Commitment, "activity"),
    (Resource, "resources", Commitment, "resource"),
)


class TermViewSet(FactViewSet):
    """A vocabulary. A word that is used is never deleted: what uses it would lose it."""

    icon = "tag"
    deletable = True
    searched = ("name", "name_en", "word", "code")
    describe = staticmethod(describe_term)
    list_display = [
        "name",
        Column("name_en", label=_("Name (English)"), sort_key="name_en"),
        Column("code", label=_("Code"), sort_key="code"),
        NumberColumn("use_count", label=_("Uses"), sort_key="use_count"),
        BooleanColumn("official", label=_("In the agreed list"), sort_key="official"),
    ]
    export_headings = {
        "code": _("code"),
        "word": _("word in content files"),
        "name": _("name (French)"),
        "name_en": _("name (English)"),
        "use_count": _("Uses"),
        "official": _("in the agreed list"),
    }
    list_export = list(export_headings)


def vocabulary_viewset(model: Any, name: str, ties: Any, field: str) -> TermViewSet:
    """The viewset of one vocabulary."""
    return TermViewSet(
        name,
        model=model,
        form=term_form(model),
        filterset_class=term_filters(model),
        prepare=partial(terms_listed, ties=ties, field=field),
    )


def vocabulary_viewsets() -> list[TermViewSet]:
    """One viewset a vocabulary."""
    return [vocabulary_viewset(*entry) for entry in VOCABULARIES]

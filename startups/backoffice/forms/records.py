"""The forms of everything but startups: incubators, organisations, people, teams, terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from startups.people.models import Person, Team
from startups.people.services.identifiers import new_identifier
from startups.registry.models import Incubator, Organisation, Term

from .base import FactForm
from .members import membership_rows
from .rows import RowSet


class IdentifiedForm(FactForm):
    """A record whose identifier is given once, when it is created."""

    ghid = forms.CharField(
        label=_("Identifier"),
        max_length=200,
        help_text=_("Given once: it names its content file, for ever."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["ghid"]

    def clean_ghid(self) -> str:
        self.instance.ghid = new_identifier(
            model=type(self.instance), ghid=self.cleaned_data["ghid"]
        )
        return self.instance.ghid


class IncubatorForm(IdentifiedForm):
    layout = (
        ("identity", _("Identity"), ("name", "ghid", "short_description", "owner", "hidden")),
        (
            "contact",
            _("Contact and links"),
            ("contact", "postal_address", "website_url", "source_code_url"),
        ),
        ("text", _("Presentation"), ("body",)),
    )

    class Meta(FactForm.Meta):
        model = Incubator
        fields = (
            "name",
            "short_description",
            "owner",
            "hidden",
            "contact",
            "postal_address",
            "website_url",
            "source_code_url",
            "body",
        )


class OrganisationForm(IdentifiedForm):
    layout = (
        ("identity", _("Identity"), ("name", "ghid", "acronym", "kind", "ministry_domain")),
        ("numbers", _("Numbers and links"), ("siren", "siret", "directory_url")),
        ("text", _("Presentation"), ("body",)),
    )

    class Meta(FactForm.Meta):
        model = Organisation
        fields = (
            "name",
            "acronym",
            "kind",
            "ministry_domain",
            "siren",
            "siret",
            "directory_url",
            "body",
        )


class PersonForm(IdentifiedForm):
    layout = (
        ("identity", _("Identity"), ("name", "ghid", "user")),
        ("consent", _("Consent"), ("consent_given_on",)),
    )

    class Meta(FactForm.Meta):
        model = Person
        fields = ("name", "user", "consent_given_on")

    def row_sets(self) -> dict[str, RowSet]:
        data = self.data if self.is_bound else None
        return {"memberships": membership_rows(self.instance, data)}


class TeamForm(IdentifiedForm):
    layout = (("identity", _("Identity"), ("name", "ghid", "mission", "incubator")),)

    class Meta(FactForm.Meta):
        model = Team
        fields = ("name", "mission", "incubator")


TERM_FIELDS = ("name", "name_en", "word", "position", "official")


class TermForm(FactForm):
    """A word of a vocabulary. Its code is given once: content files are read by it."""

    code = forms.CharField(
        label=_("Code"),
        max_length=200,
        help_text=_("Given once, in lower case: content files are read by it."),
    )
    layout = (("word", _("Word"), ("name", "name_en", "code", "word", "position", "official")),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]
        else:
            self.fields["word"].required = False

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().lower()
        known = type(self.instance)._default_manager.filter(code=code)
        if known.exists():
            raise forms.ValidationError(_("This vocabulary already has that code."))
        self.instance.code = code
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("word"):
            cleaned["word"] = cleaned.get("code", "")
        return cleaned


def term_form(term: type[Term]) -> type[TermForm]:
    """The form of one vocabulary."""
    meta = type("Meta", (FactForm.Meta,), {"model": term, "fields": TERM_FIELDS})
    return type(f"{term.__name__}Form", (TermForm,), {"Meta": meta})

"""Vocabularies that an administrator extends without code."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, filled_constraint


class Term(DomainModel):
    """A word of a vocabulary.

    ``code`` identifies it, in lower case: words that differ only in case are one term.
    ``word`` is how content files write it.
    """

    code = models.CharField(_("code"), max_length=200, unique=True)
    word = models.CharField(_("word in content files"), max_length=200)
    name = models.CharField(_("name (French)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=100)
    official = models.BooleanField(
        _("in the agreed list"),
        default=False,
        help_text=_("Terms met in an import that nobody has agreed on are not in the list yet."),
    )

    class Meta:
        abstract = True
        ordering = ("position", "name")
        constraints = [
            filled_constraint("code", "%(class)s_code_filled", _("A term needs a code.")),
            filled_constraint("name", "%(class)s_name_filled", _("A term needs a name.")),
        ]

    def __str__(self) -> str:
        return self.label

    @cached_property
    def label(self) -> str:
        """The name in the language of the interface."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class Theme(Term):
    """A field of public policy."""

    class Meta(Term.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class UserType(Term):
    """Whom a product is for."""

    class Meta(Term.Meta):
        verbose_name = _("user type")
        verbose_name_plural = _("user types")


class Technology(Term):
    """What a product is made with."""

    class Meta(Term.Meta):
        verbose_name = _("technology")
        verbose_name_plural = _("technologies")


class MinistryDomain(Term):
    """The ministry that an organisation belongs to."""

    class Meta(Term.Meta):
        verbose_name = _("ministry domain")
        verbose_name_plural = _("ministry domains")


class OrganisationKind(Term):
    """What sort of administration an organisation is."""

    class Meta(Term.Meta):
        verbose_name = _("kind of organisation")
        verbose_name_plural = _("kinds of organisation")


class Role(Term):
    """What somebody does in a team. One role is the intrapreneur's."""

    INTRAPRENEUR = "intraprenariat"

    class Meta(Term.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

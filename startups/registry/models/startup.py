"""The startup: the facts about a product, apart from the page that tells of it."""

from typing import Any, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint, filled_constraint
from startups.registry.enums import OpennessItem, OpennessState


class Openness(NamedTuple):
    """One aspect of openness of a startup, with its link where there is one."""

    item: OpennessItem
    state: OpennessState
    url: str


def state_field(item: OpennessItem) -> models.CharField:
    """The field that keeps the state of one aspect of openness."""
    return models.CharField(
        item.label, max_length=20, choices=OpennessState.choices, default=OpennessState.UNKNOWN
    )


def url_field(label: Any) -> models.URLField:
    """A link; kept as given, since imported ones may be wrong. Forms check it."""
    return models.URLField(label, max_length=1000, blank=True)


class Startup(DomainModel):
    """A *startup d'État*. ``ghid``, the name of its content file, never changes."""

    ghid = models.CharField(_("identifier"), max_length=200, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=200, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    mission = models.TextField(_("mission"), blank=True)
    problem = models.TextField(
        _("problem"), blank=True, help_text=_("The irritant that the product removes.")
    )
    contact = models.CharField(_("contact address"), max_length=300, blank=True)
    noindex = models.BooleanField(_("hidden from search engines"), default=False)

    website_url = url_field(_("website"))
    dashboard_url = url_field(_("quality dashboard"))
    source_code_state = state_field(OpennessItem.SOURCE_CODE)
    source_code_url = url_field(_("source code link"))
    statistics_state = state_field(OpennessItem.STATISTICS)
    statistics_url = url_field(_("usage statistics link"))
    budget_state = state_field(OpennessItem.BUDGET)
    budget_url = url_field(_("budget link"))
    impact_state = state_field(OpennessItem.IMPACT)
    impact_url = url_field(_("impact link"))
    accessibility_state = state_field(OpennessItem.ACCESSIBILITY)
    accessibility_url = url_field(_("accessibility statement link"))
    security_state = state_field(OpennessItem.SECURITY)
    security_url = url_field(_("security link"))

    incubators = models.ManyToManyField(
        "startups.Incubator", through="startups.StartupIncubator", related_name="startups"
    )
    sponsors = models.ManyToManyField(
        "startups.Organisation", through="startups.Sponsorship", related_name="startups"
    )
    user_types = models.ManyToManyField(
        "startups.UserType", through="startups.StartupUserType", related_name="startups"
    )
    themes = models.ManyToManyField(
        "startups.Theme", through="startups.StartupTheme", related_name="startups"
    )
    technologies = models.ManyToManyField(
        "startups.Technology", through="startups.StartupTechnology", related_name="startups"
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("startup")
        verbose_name_plural = _("startups")
        constraints = [
            filled_constraint("ghid", "startup_ghid_filled", _("A startup needs an identifier.")),
            filled_constraint("name", "startup_name_filled", _("A startup needs a name.")),
            *(
                choice_constraint(
                    item.state_field,
                    OpennessState,
                    f"startup_{item.state_field}_known",
                    _("This is not a state of openness."),
                )
                for item in OpennessItem
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **kwargs: Any) -> "Startup":
        startup = super().from_db(db, field_names, values, **kwargs)
        startup._stored_ghid = startup.__dict__.get("ghid")
        return startup

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuses a changed identifier: addresses, files and other systems hang on it."""
        stored = getattr(self, "_stored_ghid", None)
        if stored is not None and stored != self.ghid:
            raise ValueError(f"The identifier of a startup never changes: {stored!r}.")
        super().save(*args, **kwargs)
        self._stored_ghid: str | None = self.ghid

    def openness(self) -> list[Openness]:
        """Every aspect of openness, in the order of display."""
        return [
            Openness(
                item,
                OpennessState(getattr(self, item.state_field)),
                getattr(self, item.url_field),
            )
            for item in OpennessItem
        ]

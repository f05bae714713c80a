"""What a committee member thinks of a dossier, apart from what the team says."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from startups.core.models.base import DomainModel, choice_constraint
from startups.reviews.enums import Confidence

from .review import Review


class Opinion(DomainModel):
    """One member's confidence and opinion; theirs to change until the decision is signed."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="opinions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confidence = models.CharField(_("confidence"), max_length=20, choices=Confidence.choices)
    text = models.TextField(_("opinion"), blank=True)
    given_on = models.DateField(_("given on"))

    class Meta:
        ordering = ("review_id", "pk")
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        constraints = [
            choice_constraint(
                "confidence", Confidence, "opinion_confidence_known", _("Unknown confidence.")
            ),
            models.UniqueConstraint(
                fields=["review", "author"],
                name="opinion_given_once",
                violation_error_message=_("You gave an opinion already: change it."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_confidence_display()

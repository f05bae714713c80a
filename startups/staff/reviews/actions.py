"""What whoever reads a review may do next, by their rights and by the state of the review."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from startups.permissions import Permission, Rights
from startups.reviews.enums import WITH_THE_TEAM, ReviewState
from startups.reviews.models import Review


@dataclass(frozen=True)
class Action:
    """A link to a page; ``main`` is what one most likely came for."""

    label: str
    address: str
    main: bool = False


def actions_on(review: Review, rights: Rights) -> list[Action]:
    """The pages that are open to somebody with ``rights``, in the order of use."""
    return [*_deciding(review, rights), *_preparing(review, rights), *_steering(review, rights)]


def _deciding(review: Review, rights: Rights) -> Iterator[Action]:
    startup = review.startup
    if review.state == ReviewState.DECIDED:
        yield Action(_("Read the decision"), _at("decision", review), main=True)
    if review.state == ReviewState.SUBMITTED and rights.may(Permission.SIGN_DECISION, startup):
        yield Action(_("Sign the decision"), _at("decide", review), main=True)
    if review.state == ReviewState.SUBMITTED and rights.may(Permission.STEER_REVIEW, startup):
        yield Action(_("Return for completion"), _at("return", review))


def _preparing(review: Review, rights: Rights) -> Iterator[Action]:
    """The dossier is filled in in the pages of the team; the staff may help."""
    if review.state not in WITH_THE_TEAM or not rights.may(
        Permission.PREPARE_REVIEW, review.startup
    ):
        return
    address = reverse("team_reviews:index", args=(review.startup.slug,))
    yield Action(_("Open the dossier in the team's space"), address)


def _steering(review: Review, rights: Rights) -> Iterator[Action]:
    if not review.is_open or not rights.may(Permission.STEER_REVIEW, review.startup):
        return
    if not review.postponed_to:
        yield Action(_("Postpone"), _at("postpone", review))
    yield Action(_("Cancel the review"), _at("cancel", review))


def _at(name: str, review: Review) -> str:
    return reverse(f"reviews:{name}", args=(review.pk,))

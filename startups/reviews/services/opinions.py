"""What a committee member thinks of a dossier: given once, changed until the decision."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign, update_facts
from startups.registry.services.journal import record_act
from startups.reviews.enums import Confidence, ReviewState
from startups.reviews.models import Opinion, Review
from startups.reviews.services.reviews.steering import lock_review


@transaction.atomic
def give_opinion(*, review: Review, author: Actor, confidence: str, text: str, on: date) -> Opinion:
    """Writes the opinion of ``author`` on a submitted review, or changes the one they gave.

    Side effects: history, and the journal, which says that an opinion was given and not what it
    says: the team reads the journal. Raises ValidationError when the review is not submitted,
    or without a confidence.
    """
    if author is None:
        raise ValidationError(_("An opinion is somebody's."), code="author")
    if confidence not in Confidence.values:
        raise ValidationError({"confidence": _("Say how confident you are.")})
    locked = lock_review(review, {ReviewState.SUBMITTED})
    values = {"confidence": confidence, "text": text.strip(), "given_on": on}
    opinion = Opinion.objects.filter(review=locked, author=author).first()
    if opinion is None:
        opinion = Opinion(review=locked, author=author, **values)
        sign(opinion, actor=author, reason=_("opinion given")).save()
    elif not _differs(opinion, confidence, text):
        return opinion
    else:
        update_facts(instance=opinion, values=values, actor=author, reason=_("opinion changed"))
    record_act(startup=locked.startup, kind=ActKind.OPINION_GIVEN, on=on, actor=author)
    return opinion


def _differs(opinion: Opinion, confidence: str, text: str) -> bool:
    return (opinion.confidence, opinion.text) != (confidence, text.strip())

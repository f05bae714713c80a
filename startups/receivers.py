"""What follows from an act in other subjects than its own: who listens to whom, in one place."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.dispatch import receiver

from incubator.accounts.signals import invitation_accepted
from startups.core.services.notices import notices_written
from startups.endings.services.publication import publish_ending, unpublish_ending
from startups.lifecycle.enums import TransitionNeed
from startups.lifecycle.models import PhasePeriod
from startups.lifecycle.signals import phase_changed, phase_written, planned_phase_dropped
from startups.people.services.linking import link_account
from startups.reviews.services.reviews.planning import plan_reviews

from .tasks import send_notices


@receiver(invitation_accepted)
def link_invited(sender: object, invitation: Any, user: Any, **kwargs: Any) -> None:
    """The account of whoever accepts becomes that of the person who was invited."""
    link_account(purpose=invitation.purpose, email=invitation.email, user=user)


@receiver(notices_written)
def deliver(sender: object, **kwargs: Any) -> None:
    send_notices.enqueue()


@receiver(phase_written)
def publish_dossier(
    sender: object,
    period: PhasePeriod,
    needs: Collection[TransitionNeed],
    on: date,
    actor: Any,
    reason: str,
    **kwargs: Any,
) -> None:
    """An end is published with its dossier; without a complete one it is refused."""
    publish_ending(period=period, needs=needs, on=on, actor=actor, reason=reason)


@receiver(planned_phase_dropped)
def take_dossier_back(
    sender: object, period: PhasePeriod, actor: Any, reason: str, **kwargs: Any
) -> None:
    unpublish_ending(period=period, actor=actor, reason=reason)


@receiver(phase_changed)
def plan_next_review(
    sender: object, period: PhasePeriod, on: date, actor: Any, **kwargs: Any
) -> None:
    """By the rule of the new phase, unless a decision changed it: that one plans the next."""
    if period.decision_id is None:
        plan_reviews(on=on, startups=[period.startup_id], actor=actor)

"""Tells the team, the managers and the committee of a decision, once it is signed."""

from datetime import date

from startups.core.services.notices import announce_notices, write_notice
from startups.people.selectors.audience import committee_of, managers_of, team_of
from startups.reviews.models import Decision

from .plan import DecisionPlan


def tell_of_decision(*, decision: Decision, plan: DecisionPlan, on: date) -> None:
    """Writes a notice to each; the private reasons are not in a mail."""
    startup = decision.review.startup
    readers = {
        *team_of(startup, on=on),
        *managers_of(startup, on=on),
        *committee_of(startup, on=on),
    }
    for reader in sorted(readers, key=lambda user: user.pk):
        write_notice(
            recipient=reader,
            key=f"decision-{decision.pk}",
            template="mail/decision_signed.txt",
            context={"decision": decision, "startup": startup, "plan": plan, "on": on},
            on=on,
        )
    announce_notices()

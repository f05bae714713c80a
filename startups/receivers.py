"""What the domain does when it hears of accounts."""

from typing import Any

from django.dispatch import receiver

from incubator.accounts.signals import invitation_accepted
from startups.services.linking import link_account
from startups.services.notices import notices_written
from startups.tasks import send_notices


@receiver(invitation_accepted)
def link_invited(sender: object, invitation: Any, user: Any, **kwargs: Any) -> None:
    """The account of whoever accepts becomes that of the person who was invited."""
    link_account(purpose=invitation.purpose, email=invitation.email, user=user)


@receiver(notices_written)
def deliver(sender: object, **kwargs: Any) -> None:
    send_notices.enqueue()

"""Keeps pages and facts in step: what is published is told to the domain, names follow."""

from datetime import date
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import WorkflowState
from wagtail.signals import (
    page_published,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from cms.models.base import today
from startups.registry.models import Startup
from startups.registry.services.publication import record_published_bodies
from startups.registry.services.search import refresh_search_text
from startups.signals import startup_opened

from .models import StartupPage
from .moderation import tell_step
from .services import open_page


@receiver(page_published, sender=StartupPage)
def tell_published_body(sender: type[StartupPage], instance: StartupPage, **kwargs: Any) -> None:
    """Hands the published text to search, lists and exports."""
    if record_published_bodies(bodies={instance.startup_id: instance.body}, on=today()):
        refresh_search_text(startups=[instance.startup_id], on=None)


@receiver(post_save, sender=Startup)
def follow_name(sender: type[Startup], instance: Startup, created: bool, **kwargs: Any) -> None:
    """A renamed startup renames its page; its draft, if any, will say the new name too."""
    if created:
        return
    page = StartupPage.objects.filter(startup=instance).exclude(title=instance.name).first()
    if page:
        page.title = instance.name
        page.save(update_fields=["title", "draft_title"])


@receiver(startup_opened)
def give_page(
    sender: type[Startup], startup: Startup, on: date, actor: Any, reason: str, **kwargs: Any
) -> None:
    """A startup opened by hand gets its page, in the same transaction."""
    open_page(startup, on=on, actor=actor, reason=reason)


@receiver(workflow_submitted, sender=WorkflowState)
def tell_submission(sender: type[WorkflowState], instance: Any, user: Any, **kwargs: Any) -> None:
    tell_step(state=instance, step="submitted", actor=user, on=today())


@receiver(workflow_rejected, sender=WorkflowState)
def tell_return(sender: type[WorkflowState], instance: Any, user: Any, **kwargs: Any) -> None:
    tell_step(state=instance, step="rejected", actor=user, on=today())


@receiver(workflow_approved, sender=WorkflowState)
def tell_approval(sender: type[WorkflowState], instance: Any, user: Any, **kwargs: Any) -> None:
    tell_step(state=instance, step="approved", actor=user, on=today())


def replace_notices() -> None:
    """Disconnects Wagtail's own mails about moderation: ``cms.moderation`` writes better ones."""
    for signal, name in (
        (workflow_submitted, "submitted"),
        (workflow_rejected, "rejected"),
        (workflow_approved, "approved"),
    ):
        uid = f"workflow_state_{name}_email_notification"
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)

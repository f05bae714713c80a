"""What follows from each step of a page's approval: the journal, and mail to whoever is next.

Wagtail's own notices are switched off (they go to groups, which we do not use); these go to
the people of the startup, with the difference in words.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.models import WorkflowState

from incubator.accounts.languages import language_of
from startups.core.enums import ActKind
from startups.people.enums import StaffRole
from startups.people.models import Membership, StaffAssignment
from startups.permissions import in_force
from startups.registry.models import Role, Startup
from startups.registry.services.journal import record_act

from .addresses import absolute, startup_address
from .differences import difference
from .models import StartupPage

STEPS = {
    "submitted": (ActKind.PAGE_SUBMITTED, "mail/page_submitted.txt"),
    "rejected": (ActKind.PAGE_RETURNED, "mail/page_returned.txt"),
    "approved": (ActKind.PAGE_PUBLISHED, "mail/page_published.txt"),
}


def tell_step(*, state: WorkflowState, step: str, actor: Any, on: date) -> None:
    """Journals a step of approval and, once it is committed, writes to those concerned.

    A submission is told to the managers, an answer to whoever asked and to the team.
    """
    page = state.content_object.specific
    if not isinstance(page, StartupPage):
        return
    kind, template = STEPS[step]
    comment = state.current_task_state.comment if state.current_task_state else ""
    record_act(startup=page.startup, kind=kind, on=on, actor=actor, reason=comment)
    readers = managers(page.startup, on=on) if step == "submitted" else team(page.startup, on=on)
    asked = [] if step == "submitted" or state.requested_by is None else [state.requested_by]
    context = _context(page, actor=actor, comment=comment, step=step)
    transaction.on_commit(lambda: _send(template, context, [*readers, *asked], but=actor))


def managers(startup: Startup, *, on: date) -> list[Any]:
    """The accounts of those who may approve the page; administrators where there is none."""
    assignments = StaffAssignment.objects.filter(
        in_force(on=on), role=StaffRole.MANAGER, incubator__startups=startup
    )
    return list(_accounts(assignments.values("person"))) or list(
        get_user_model().objects.filter(is_superuser=True, is_active=True)
    )


def team(startup: Startup, *, on: date) -> list[Any]:
    """The accounts of those who keep the page up to date."""
    members = Membership.objects.filter(in_force(on=on), startup=startup)
    writers = members.filter(edits=True) | members.filter(role__code=Role.INTRAPRENEUR)
    return list(_accounts(writers.values("person")))


def _accounts(people: Any) -> QuerySet[Any]:
    return get_user_model().objects.filter(is_active=True, person__in=people)


def _context(page: StartupPage, *, actor: Any, comment: str, step: str) -> dict[str, Any]:
    draft = page.get_latest_revision_as_object()
    return {
        "startup": page.startup,
        "actor": actor,
        "comment": comment,
        "difference": difference(page.startup.published_text.body, draft.body),
        "edit_address": absolute(reverse("wagtailadmin_pages:edit", args=(page.pk,))),
        "public_address": absolute(startup_address(page.startup.slug)),
        "site": settings.SITE_NAME,
    }


def _send(template: str, context: dict[str, Any], readers: Iterable[Any], *, but: Any) -> None:
    """One mail a reader, in their language; none to whoever acts."""
    for reader in dict.fromkeys(readers):
        if reader == but:
            continue
        with translation.override(language_of(reader)):
            text = render_to_string(template, context | {"reader": reader})
            subject, _blank, body = text.partition("\n")
            send_mail(subject.strip(), body.strip() + "\n", None, [reader.email])

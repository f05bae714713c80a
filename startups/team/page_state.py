"""Where the public page of a startup stands between draft and publication.

The page belongs to the public site, which the domain does not know: it is met here as the
``page`` of the startup, with the state of approval that Wagtail gives every page.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from startups.registry.models import Startup

IN_PROGRESS, NEEDS_CHANGES = "in_progress", "needs_changes"


class PageStage(StrEnum):
    """What may be said of a page."""

    ABSENT = "absent"
    RETURNED = "returned"
    WAITING = "waiting"
    DRAFT = "draft"
    PUBLISHED = "published"

    @property
    def label(self) -> Any:
        return {
            PageStage.ABSENT: _("There is no page yet."),
            PageStage.RETURNED: _("Sent back by a manager, to be completed."),
            PageStage.WAITING: _("Submitted: waiting for a manager’s approval."),
            PageStage.DRAFT: _("The draft has changes that are not submitted yet."),
            PageStage.PUBLISHED: _("Published as it is."),
        }[self]


@dataclass(frozen=True)
class PageState:
    """``since`` is the day of the last step; ``comment`` is what a manager said."""

    stage: PageStage
    since: date | None = None
    comment: str = ""
    has_picture: bool = False
    edit_address: str = ""


def page_state(startup: Startup) -> PageState:
    """The state of the page of ``startup``; three queries at most."""
    page: Any = getattr(startup, "page", None)
    if page is None:
        return PageState(PageStage.ABSENT)
    step = page.current_workflow_state
    stage, since, comment = _stage(page, step)
    return PageState(
        stage=stage,
        since=timezone.localtime(since).date() if since else None,
        comment=comment,
        has_picture=bool(page.picture_id),
        edit_address=reverse("wagtailadmin_pages:edit", args=(page.pk,)),
    )


def _stage(page: Any, step: Any) -> tuple[PageStage, Any, str]:
    if step and step.status == NEEDS_CHANGES:
        task = step.current_task_state
        return PageStage.RETURNED, task and task.finished_at, task.comment if task else ""
    if step and step.status == IN_PROGRESS:
        task = step.current_task_state
        return (
            PageStage.WAITING,
            (task or step) and (task.started_at if task else step.created_at),
            "",
        )
    if page.has_unpublished_changes:
        return PageStage.DRAFT, page.latest_revision_created_at, ""
    return PageStage.PUBLISHED, page.last_published_at, ""

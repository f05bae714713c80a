"""Pages whose draft waits for a manager's approval.

The page belongs to the public site, which the domain does not know: it is met here as the
``page`` of the startup, with the state of approval that Wagtail gives every page.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import WorkflowState

from startups.portfolio.enums import NeedKind
from startups.registry.models import Startup

from .kinds import Need


def pages_waiting(*, startups: QuerySet[Startup]) -> Iterator[Need]:
    """The pages of ``startups`` that were submitted and not answered; two queries."""
    own = startups.filter(page__isnull=False)
    keys = own.annotate(page_key=Cast("page__pk", CharField())).values("page_key")
    rows = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id__in=keys,
    )
    waiting = {int(row.object_id): row for row in rows.select_related("current_task_state")}
    named = startups.filter(page__in=list(waiting)).values_list("page__pk", "name")
    for key, name in named:
        yield Need(
            kind=NeedKind.PAGE,
            subject=name,
            since=_since(waiting[key]),
            route="wagtailadmin_pages:edit",
            args=(key,),
        )


def _since(state: Any) -> Any:
    task = state.current_task_state
    return timezone.localtime(task.started_at if task else state.created_at).date()

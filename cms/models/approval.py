"""The approval of a startup's page: by a manager, and not by whoever edited it last."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from startups.permissions import Permission
from startups.web.requests import rights_today


def may_moderate(user: Any, page: Any) -> bool:
    """Whether ``user`` may approve or send back pages of that startup today."""
    return bool(user.is_active and rights_today(user).may(Permission.PUBLISH_PAGE, page.startup))


def edited_last(user: Any, page: Any) -> bool:
    """Whether the newest version of ``page`` is by ``user``."""
    revision = page.get_latest_revision()
    return revision is not None and revision.user_id == user.pk


class ManagerApprovalState(TaskState):
    """Guards approval itself, whatever the road that leads to it."""

    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Approves the newest version. Raises PermissionDenied, saying why."""
        page = self.workflow_state.content_object.specific
        if not may_moderate(user, page):
            raise PermissionDenied(_("Only a manager of this startup approves its page."))
        if edited_last(user, page):
            raise PermissionDenied(_("You edited this page last: somebody else must approve it."))
        return super().approve(user=user, update=update, comment=comment)

    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> Any:
        """Sends the page back. Raises PermissionDenied, saying why."""
        if not may_moderate(user, self.workflow_state.content_object.specific):
            raise PermissionDenied(_("Only a manager of this startup sends its page back."))
        return super().reject(user=user, update=update, comment=comment)

    class Meta:
        verbose_name = _("approval by a manager")


class ManagerApproval(Task):
    """A step of moderation that managers of the page's startup carry out."""

    task_state_class = ManagerApprovalState

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return may_moderate(user, obj.specific)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Nobody changes under a manager's eyes what they are about to approve."""
        return not may_moderate(user, obj.specific)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not may_moderate(user, obj.specific):
            return []
        actions = [("reject", _("Send back with a comment"), True)]
        if not edited_last(user, obj):
            actions += [
                ("approve", _("Approve and publish"), False),
                ("approve", _("Approve and publish, with a comment"), True),
            ]
        return actions

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        from cms.models import StartupPage

        startups = rights_today(user).startups(Permission.PUBLISH_PAGE)
        pages = StartupPage.objects.filter(startup__in=startups.values("pk"))
        keys = [str(pk) for pk in pages.values_list("pk", flat=True)]
        return TaskState.objects.filter(
            task=self,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__object_id__in=keys,
        )

    @classmethod
    def get_description(cls) -> Any:
        return _("Managers of the startup approve its page; not the one who edited it last")

    class Meta:
        verbose_name = _("approval by a manager")
        verbose_name_plural = _("approvals by a manager")

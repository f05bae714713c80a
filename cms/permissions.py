"""Who may do what to pages: a startup's page asks the table of rights, others stay Wagtail's.

Wagtail asks in two ways: a tester for one page, and a policy for sets of pages (explorer,
choosers, reports, search). Both answer here, from ``startups.permissions``.
"""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from startups.permissions import Permission
from startups.web.requests import rights_today

EDITING = frozenset({"change"})


class StartupPageTester(PagePermissionTester):
    """What somebody may do to the page of a startup.

    It is published through its approval only, and never disappears: not even an
    administrator publishes it directly, moves, copies, unpublishes or deletes it.
    """

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        self.rights = rights_today(user)

    def _may(self, permission: Permission) -> bool:
        return bool(self.user.is_active and self.rights.may(permission, self.page.startup))

    def can_edit(self) -> bool:
        return self._may(Permission.EDIT_PAGE)

    def can_submit_for_moderation(self) -> bool:
        return self.can_edit() and super().can_submit_for_moderation()

    def can_lock(self) -> bool:
        return self._may(Permission.PUBLISH_PAGE)

    def can_unlock(self) -> bool:
        return self._may(Permission.PUBLISH_PAGE) or (self.can_edit() and self.user_has_lock())

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return self._may(Permission.PUBLISH_PAGE)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_move_to(self, destination: Page) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_copy_to(self, destination: Page, recursive: bool = False) -> bool:
        return False

    def can_add_subpage(self) -> bool:
        return False

    def can_publish_subpage(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False


class PortfolioPagePolicy(PagePermissionPolicy):
    """Wagtail's policy, with the pages of startups that somebody may edit added to theirs."""

    def _own(self, user: Any) -> QuerySet[Page]:
        """The startup pages that ``user`` may edit."""
        startups = rights_today(user).startups(Permission.EDIT_PAGE)
        return self.model._default_manager.filter(startuppage__startup__in=startups.values("pk"))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        if super().user_has_any_permission(user, actions):
            return True
        return bool(EDITING & set(actions)) and rights_today(user).may_somewhere(
            Permission.EDIT_PAGE
        )

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Page) -> bool:
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        return bool(EDITING & set(actions)) and self._own(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Page]:
        pages = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not user.is_active or not EDITING & set(actions):
            return pages
        return self.model._default_manager.filter(
            Q(pk__in=pages.values("pk")) | Q(pk__in=self._own(user).values("pk"))
        )

    def instances_with_direct_explore_permission(self, user: Any) -> list[Page]:
        pages = list(super().instances_with_direct_explore_permission(user))
        return pages if user.is_superuser else [*pages, *self._own(user)]

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        if user.is_superuser or not user.is_active:
            return super().explorable_instances(user)
        direct = self.instances_with_direct_explore_permission(user)
        root = self.explorable_root_instance(user)
        if root is None:
            return self.model._default_manager.none()
        paths = {page.path[:length] for page in direct for length in range(4, len(page.path), 4)}
        chosen = self.instances_user_has_any_permission_for(user, {"add", "change", "publish"})
        return self.model._default_manager.filter(
            Q(pk__in=chosen.values("pk")) | Q(path__in=paths), path__startswith=root.path
        )

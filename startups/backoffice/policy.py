"""Tells Wagtail's generic views, buttons and reports what the table of rights says."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from startups.registry.models import Term
from startups.web.record_rights import RULES, RecordAction, may, visible


class BackOfficePolicy(BasePermissionPolicy):
    """``web.record_rights`` in the words of a permission policy.

    It does not protect the views by itself (see ``backoffice.gate``): it keeps Wagtail's own
    questions from being answered by its table of groups.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in set(RecordAction) and may(user, RecordAction(action), self.model)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> Any:
        """Administrators: nothing here is decided by asking who else there is."""
        return get_user_model().objects.filter(is_active=True, is_superuser=include_superusers)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return action in set(RecordAction) and may(user, RecordAction(action), instance)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        return any(self.user_has_permission_for_instance(user, a, instance) for a in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        return visible(user, self.model._default_manager.all())

    def instances_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Any]:
        return self.instances_user_has_any_permission_for(user, [action])


def register_policies() -> None:
    """Gives every kind of record of the back office this policy, before Wagtail asks for one."""
    for model in (*RULES, *Term.__subclasses__()):
        register_permission_policy(model, BackOfficePolicy(model), exact_class=True)

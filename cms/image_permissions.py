"""Who may do what to pictures: whoever edits a startup's page adds some, and keeps their own.

A picture may be chosen by whoever added it, and by those who may edit a page that shows it;
nobody browses the pictures of others.
"""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from startups.permissions import Permission
from startups.web.requests import rights_today

CHOOSING = frozenset({"choose"})
OWNING = frozenset({"change", "delete"})


def may_add(user: Any) -> bool:
    """Whether ``user`` edits the page of some startup today."""
    return bool(user.is_active and rights_today(user).may_somewhere(Permission.EDIT_PAGE))


class PicturePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy, with what the editors of startup pages may do added to it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        if super().user_has_permission(user, action):
            return True
        return action in {"add"} | CHOOSING | OWNING and may_add(user)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        return self._granted(user, set(actions)).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        pictures = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser:
            return pictures
        granted = self._granted(user, set(actions))
        return self.model._default_manager.filter(
            Q(pk__in=pictures.values("pk")) | Q(pk__in=granted.values("pk"))
        )

    def collections_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        collections = super().collections_user_has_any_permission_for(user, actions)
        if user.is_superuser or "add" not in actions or not may_add(user):
            return collections
        return collections | Collection.objects.filter(depth=1)

    def _granted(self, user: Any, actions: set[str]) -> QuerySet[Any]:
        """The pictures that the table of rights, and no group, gives ``user``."""
        pictures = self.model._default_manager
        if not may_add(user) or not actions & (CHOOSING | OWNING):
            return pictures.none()
        own = Q(uploaded_by_user=user)
        if not actions & CHOOSING:
            return pictures.filter(own)
        startups = rights_today(user).startups(Permission.EDIT_PAGE)
        return pictures.filter(own | Q(pk__in=shown_by(startups)))


def shown_by(startups: Any) -> Any:
    """The keys of the pictures that the pages of ``startups`` show."""
    from .models import StartupPage

    pages = StartupPage.objects.filter(startup__in=startups.values("pk"), picture__isnull=False)
    return pages.values("picture")

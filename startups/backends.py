"""Opens the door of the admin to whoever has something to do there today."""

from typing import Any

from django.contrib.auth.backends import BaseBackend

from startups.web.requests import rights_today

ADMIN_ACCESS = "wagtailadmin.access_admin"


class RightsBackend(BaseBackend):
    """Grants access to the admin, and nothing else: each view asks about its object.

    It signs nobody in. The answer is kept on the user object, which lives for one request.
    """

    def authenticate(self, request: Any, **credentials: Any) -> None:
        return None

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is not None or not user_obj.is_active or user_obj.is_anonymous:
            return set()
        return {ADMIN_ACCESS} if rights_today(user_obj).roles else set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        return set()

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return perm in self.get_user_permissions(user_obj, obj)

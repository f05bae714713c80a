"""The base of every viewset of the back office: gated, writing through services only.

Wagtail generates the views; here each is put behind the gate (``backoffice.gate``), and those
that would write past the services or show more than was asked are left out: no copy, no
usage (what is tied to a record is on the record), deletion only where ``deletable``.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import URLPattern
from django.utils.functional import cached_property
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet

from startups.backoffice.decorators import gated
from startups.backoffice.views.lists import FactIndexView
from startups.backoffice.views.record import RecordView
from startups.backoffice.views.writing import FactCreateView, FactDeleteView, FactEditView
from startups.web.record_rights import RecordAction, may

NEVER = frozenset({"copy", "usage", "reorder"})
ACTS = {
    "add_view_class": RecordAction.ADD,
    "edit_view_class": RecordAction.CHANGE,
    "delete_view_class": RecordAction.DELETE,
}


class FactViewSet(ModelViewSet):
    """One kind of record. Subclasses say its form, columns, filters and what its page shows.

    ``prepare`` (of a queryset), ``look_up`` (of a queryset and a query) and ``describe`` (of a
    record, and the day ``on``) are static: the views call them.
    """

    index_view_class = FactIndexView
    add_view_class = FactCreateView
    edit_view_class = FactEditView
    delete_view_class = FactDeleteView
    inspect_view_class = RecordView
    inspect_view_enabled = True
    copy_view_enabled = False
    # Indexing references would add queries to every write of the import.
    add_to_reference_index = False
    list_per_page = 50

    deletable = False
    form: Any = None
    add_form: Any = None
    searched: Sequence[str] = ()
    prepare: Callable[..., Any] | None = None
    look_up: Callable[..., Any] | None = None
    describe: Callable[..., Sequence[Any]] | None = None

    @cached_property
    def url_prefix(self) -> str:
        return f"portfolio/{self.name}"

    @cached_property
    def url_namespace(self) -> str:
        return f"backoffice_{self.name}"

    @cached_property
    def export_filename(self) -> str:
        return self.name

    def get_form_class(self, for_update: bool = False) -> Any:
        return self.form if for_update else self.add_form or self.form

    def construct_view(self, view_class: Any, **kwargs: Any) -> Any:
        return super().construct_view(gated(view_class, self.act_of(view_class)), **kwargs)

    def act_of(self, view_class: Any) -> RecordAction:
        """What a view does to its object; those that do nothing show it."""
        acts = (act for name, act in ACTS.items() if getattr(self, name) is view_class)
        return next(acts, RecordAction.VIEW)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        common = super().get_common_view_kwargs(**kwargs)
        common["usage_url_name"] = None
        if not self.deletable:
            common["delete_url_name"] = None
        return common

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        ours = {
            "searched": self.searched,
            "prepare": self.prepare,
            "look_up": self.look_up,
        }
        return super().get_index_view_kwargs(**ours, **kwargs)

    def get_inspect_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_inspect_view_kwargs(describe=self.describe, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        never = NEVER if self.deletable else NEVER | {"delete"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in never]

    def get_permissions_to_register(self) -> Any:
        """None for the editor of groups: rights do not come from Wagtail's table."""
        return super().get_permissions_to_register().none()

    @cached_property
    def menu_item_class(self) -> type[MenuItem]:
        model = self.model

        def is_shown(_self: MenuItem, request: Any) -> bool:
            return may(request.user, RecordAction.VIEW, model)

        return type("FactMenuItem", (MenuItem,), {"is_shown": is_shown})

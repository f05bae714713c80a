"""Lists: their rows lead to the record, are searched without accents, and can be exported."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic

from startups.core.selectors.matching import matching
from startups.tables.exports import SafeExport
from startups.web.record_rights import RecordAction, may, visible


class FactIndexView(SafeExport, generic.IndexView):
    """The list of a viewset; ``prepare`` adds what its columns show, at a constant cost."""

    prepare: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    searched: Sequence[str] = ()
    look_up: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = visible(self.request.user, super().get_base_queryset())
        return self.prepare(rows) if self.prepare else rows

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        if self.look_up:
            return self.look_up(queryset, self.search_query)
        return matching(queryset, self.searched, self.search_query)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Ends every order with the key, so that pages neither repeat nor skip a row."""
        ordered = super().order_queryset(queryset)
        return ordered.order_by(*(ordered.query.order_by or self.model._meta.ordering), "pk")

    def get_heading(self, queryset: Any, field: str) -> str:
        return capfirst(super().get_heading(queryset, field))

    def _get_title_column(
        self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any
    ) -> Any:
        buttons = self._get_title_column_class(column_class)
        return self._get_custom_column(field_name, buttons, get_url=self.get_inspect_url, **kwargs)

    def get_edit_url(self, instance: Any) -> str | None:
        return self._url(self.edit_url_name, RecordAction.CHANGE, instance)

    def get_delete_url(self, instance: Any) -> str | None:
        return self._url(self.delete_url_name, RecordAction.DELETE, instance)

    def get_inspect_url(self, instance: Any) -> str | None:
        return self._url(self.inspect_url_name, RecordAction.VIEW, instance)

    def _url(self, name: str | None, act: RecordAction, instance: Any) -> str | None:
        if name and may(self.request.user, act, instance):
            return reverse(name, args=(quote(instance.pk),))
        return None

    @cached_property
    def add_url(self) -> str | None:
        allowed = self.add_url_name and may(self.request.user, RecordAction.ADD, self.model)
        return reverse(self.add_url_name) if allowed else None

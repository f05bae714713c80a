"""Pages that say what an act will do before it is done, and do it once it is confirmed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from startups.web.forms.errors import add_errors


class ConfirmForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        help_text=_("Kept in the history, with your name."),
    )


class ConfirmView(WagtailAdminTemplateMixin, FormView):
    """Asks, then acts. Subclasses say what about, what will happen, and do it in ``perform``.

    Who may is asked before anything is loaded (``backoffice.gate``, or a ``setup`` of their own).
    """

    template_name = "backoffice/confirm.html"
    form_class: Any = ConfirmForm
    model: Any = None
    pk: Any = None  # what routes of a viewset give
    index_url_name: str | None = None
    submit_label: Any = _("Confirm")
    is_grave = False

    @cached_property
    def object(self) -> Any:
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    @property
    def lead(self) -> Any:
        """The question, in a sentence."""
        return ""

    @property
    def consequences(self) -> Sequence[Any]:
        """What will happen, each in a sentence."""
        return ()

    @property
    def obstacle(self) -> Any:
        """Why it cannot be done; nothing when it can."""
        return ""

    def perform(self, form: Any) -> Any:
        """Does it; returns what is said of it. What it refuses goes into the form."""
        raise NotImplementedError

    def back(self) -> str:
        """The address to go back to, whatever was answered."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.obstacle:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            message = self.perform(form)
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)
        messages.success(self.request, message)
        return redirect(self.back())

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[Any]:
        return []

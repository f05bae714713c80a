"""Adding, editing and deleting a record: always through the services, with a reason."""

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic

from startups.backoffice import log
from startups.backoffice.forms.base import DEFAULT_REASON
from startups.backoffice.records.vocabularies import uses_in_words
from startups.registry.services.editing import delete_record
from startups.web.pages import attempt
from startups.web.requests import rights

FORM = "backoffice/form.html"


class WritesFacts:
    """What adding and editing share: who signs, and how a refusal is shown."""

    request: Any
    form: Any

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        form.allow(rights(self.request))
        return form

    def signature(self) -> dict[str, Any]:
        return {"actor": self.request.user, "on": timezone.localdate()}

    def refused(self, form: Any) -> HttpResponse:
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return self.form_invalid(form)  # type: ignore[attr-defined]


class FactCreateView(WritesFacts, generic.CreateView):
    """Adds a record."""

    template_name = FORM
    inspect_url_name: str | None = None
    log_action = log.CREATED

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        created = attempt(form, lambda: self._create(form))
        if created is None:
            return self.refused(form)
        self.object = created
        return self.save_action()

    def _create(self, form: Any) -> Any:
        created = form.create(**self.signature())
        log.note(
            self.log_action,
            instance=created,
            user=self.request.user,
            reason=form.chosen_reason,
            fields=[],
        )
        return created

    def get_success_url(self) -> str:
        return reverse(self.inspect_url_name, args=(self.object.pk,))


class FactEditView(WritesFacts, generic.EditView):
    """Edits a record; tells when nothing differs, and then writes nothing."""

    template_name = FORM

    def form_valid(self, form: Any) -> HttpResponse:
        self.form = form
        changed = attempt(form, lambda: self._write(form))
        if changed is None:
            return self.refused(form)
        if not changed:
            messages.info(self.request, _("Nothing differs from what is recorded."))
            return redirect(self.get_success_url())
        return self.save_action()

    def _write(self, form: Any) -> list[str]:
        changed = form.write(**self.signature())
        if changed:
            log.note(
                log.EDITED,
                instance=self.object,
                user=self.request.user,
                reason=form.chosen_reason,
                fields=changed,
            )
        return changed

    def get_success_url(self) -> str:
        return reverse(self.inspect_url_name, args=(self.object.pk,))


class FactDeleteView(generic.DeleteView):
    """Deletes a record that nothing is tied to; says what is tied to it otherwise."""

    template_name = "backoffice/confirm_delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        uses = uses_in_words(self.object)
        return super().get_context_data(**kwargs) | {"uses": uses, "is_protected": bool(uses)}

    def form_valid(self, form: Any) -> HttpResponse:
        # Its name is needed after it is gone.
        success = redirect(self.get_success_url())
        message = self.get_success_message()
        try:
            with transaction.atomic():
                self._delete()
        except ProtectedError:
            messages.error(self.request, self.refusal)
            return redirect(self.get_delete_url())
        messages.success(self.request, message)
        return success

    refusal = gettext_lazy("It is in use, so it cannot be deleted.")

    def _delete(self) -> None:
        signature: dict[str, Any] = {"user": self.request.user, "reason": DEFAULT_REASON}
        log.note(log.DELETED, instance=self.object, fields=[], **signature)
        delete_record(instance=self.object, actor=self.request.user, reason=DEFAULT_REASON)

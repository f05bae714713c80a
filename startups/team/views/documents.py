"""The private documents of a startup: listed, added, withdrawn, and handed out."""

from collections.abc import Mapping
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from startups.documents.models import PrivateDocument
from startups.documents.selectors.documents import documents_of
from startups.documents.services.documents import add_document, withdraw_document
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.team.forms.documents import DocumentForm, WithdrawalForm
from startups.team.pages import show, show_form
from startups.web.decorators import on_startup, private
from startups.web.pages import attempt, done
from startups.web.requests import day_of, rights

FORM = require_http_methods(["GET", "HEAD", "POST"])
# Whatever is in a file, nothing of it runs here, should a browser show it all the same.
INERT: Mapping[str, Any] = {
    "default-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "sandbox": True,
}


@on_startup(Permission.READ_RECORD)
@require_safe
def documents(request: HttpRequest, startup: Startup) -> HttpResponse:
    return show(
        request,
        "documents",
        _("Private documents"),
        startup=startup,
        documents=documents_of(startup),
        may_edit=rights(request).may(Permission.EDIT_DOCUMENTS, startup),
    )


@on_startup(Permission.EDIT_DOCUMENTS)
@FORM
def add(request: HttpRequest, startup: Startup) -> HttpResponse:
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        added = attempt(
            form,
            lambda: add_document(
                startup=startup, actor=request.user, on=day_of(request), **form.cleaned_data
            ),
        )
        if added:
            message = _("“%(title)s” is kept.") % {"title": added.title}
            return done(request, message, "team:documents", slug=startup.slug)
    title = _("Add a document")
    return show_form(request, "document_add", title, form, startup=startup, steps=_steps(startup))


@on_startup(Permission.EDIT_DOCUMENTS)
@FORM
def withdraw(request: HttpRequest, startup: Startup, document: int) -> HttpResponse:
    private_document = get_object_or_404(startup.documents.filter(withdrawn_on=None), pk=document)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        attempt(
            form,
            lambda: withdraw_document(
                document=private_document,
                actor=request.user,
                reason=form.cleaned_data["reason"],
                on=day_of(request),
            ),
        )
        if not form.errors:
            message = _("“%(title)s” is withdrawn.") % {"title": private_document.title}
            return done(request, message, "team:documents", slug=startup.slug)
    title = _("Withdraw a document")
    context: dict[str, Any] = {
        "startup": startup,
        "document": private_document,
        "steps": _steps(startup),
    }
    return show_form(request, "document_withdraw", title, form, **context)


@private
@csp_override(INERT)
@require_safe
def download(request: HttpRequest, slug: str, document: int) -> Any:
    """The file, to be saved. Whoever may not read it is not told that it is there (404)."""
    rows = PrivateDocument.objects.select_related("startup")
    private_document = get_object_or_404(rows, pk=document, startup__slug=slug, withdrawn_on=None)
    if not rights(request).may(Permission.READ_RECORD, private_document.startup):
        raise Http404
    try:
        content = private_document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=private_document.name,
        content_type=private_document.media_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )


def _steps(startup: Startup) -> list[tuple[str, str]]:
    return [(_("Private documents"), reverse("team:documents", args=(startup.slug,)))]

"""Private documents are joined to the dossier: a new file, or one that is kept already."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.services.dossiers import add_to_dossier, join_document, take_off_document
from startups.team.forms.documents import DocumentForm
from startups.team.reviews.pages import address, in_preparation, show, steps
from startups.web.decorators import on_startup
from startups.web.pages import REFUSED, attempt, done, not_done
from startups.web.requests import day_of


@on_startup(Permission.PREPARE_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, startup: Startup) -> HttpResponse:
    review = in_preparation(startup)
    if review is None:
        return redirect(address("index", startup))
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        joined = attempt(
            form,
            lambda: add_to_dossier(
                review=review, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if joined:
            message = _("“%(title)s” is joined to the dossier.") % {"title": joined.document.title}
            return done(request, message, _back(startup))
    attached = {row.document_id for row in review.dossier.documents.all()}
    return show(
        request,
        "document_add",
        _("Join a document"),
        status=REFUSED if form.is_bound and form.errors else 200,
        startup=startup,
        form=form,
        others=startup.documents.filter(withdrawn_on=None).exclude(pk__in=attached),
        steps=steps(startup, form=True),
    )


@on_startup(Permission.PREPARE_REVIEW)
@require_POST
def join(request: HttpRequest, startup: Startup) -> HttpResponse:
    review, key = in_preparation(startup), request.POST.get("document", "")
    if review is None:
        return redirect(address("index", startup))
    rows = startup.documents.filter(withdrawn_on=None)
    private_document = get_object_or_404(
        rows, pk=int(key) if key.isascii() and key.isdigit() else 0
    )
    try:
        join_document(
            review=review, document=private_document, on=day_of(request), actor=request.user
        )
    except ValidationError as error:
        return not_done(request, error, _back(startup))
    message = _("“%(title)s” is joined to the dossier.") % {"title": private_document.title}
    return done(request, message, _back(startup))


@on_startup(Permission.PREPARE_REVIEW)
@require_POST
def take_off(request: HttpRequest, startup: Startup, document: int) -> HttpResponse:
    review = in_preparation(startup)
    if review is None:
        return redirect(address("index", startup))
    private_document = get_object_or_404(startup.documents.all(), pk=document)
    try:
        take_off_document(review=review, document=private_document, actor=request.user)
    except ValidationError as error:
        return not_done(request, error, _back(startup))
    message = _("“%(title)s” is taken off the dossier; it is still kept.")
    return done(request, message % {"title": private_document.title}, _back(startup))


def _back(startup: Startup) -> str:
    return f"{address('dossier', startup)}#part-documents"

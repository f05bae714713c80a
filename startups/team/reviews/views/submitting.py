"""The last look before a dossier goes to the committee."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.presenters.dossier_view import dossier_view
from startups.reviews.selectors.dossier_gaps import missing_of
from startups.reviews.services.dossiers import submit_dossier
from startups.team.reviews.pages import address, in_preparation, show, steps
from startups.web.decorators import on_startup
from startups.web.pages import REFUSED, done
from startups.web.requests import day_of


@on_startup(Permission.PREPARE_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, startup: Startup) -> HttpResponse:
    review, on = in_preparation(startup), day_of(request)
    if review is None:
        return redirect(address("index", startup))
    refusal: list[str] = []
    if request.method == "POST":
        try:
            submit_dossier(review=review, on=on, actor=request.user)
        except ValidationError as error:
            refusal = error.messages
        else:
            message = _("The dossier is submitted: the incubator has the ball.")
            return done(request, message, address("index", startup))
    return show(
        request,
        "submit",
        _("Submit the dossier"),
        status=REFUSED if refusal else 200,
        startup=startup,
        review=review,
        refusal=refusal,
        missing=missing_of(review),
        dossier=dossier_view(review, on=on),
        steps=steps(startup, form=True),
    )

"""A dossier as the committee reads it: a draft to its team, or that of a past review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.permissions import Permission
from startups.registry.models import Startup
from startups.reviews.models import Review
from startups.reviews.presenters.dossier_view import dossier_view
from startups.team.reviews.pages import show, steps
from startups.web.decorators import on_startup
from startups.web.requests import day_of


@on_startup(Permission.READ_RECORD)
@require_safe
def read(request: HttpRequest, startup: Startup, review: int) -> HttpResponse:
    rows = Review.objects.filter(startup=startup).select_related("startup", "decision")
    own_review = get_object_or_404(rows, pk=review)
    return show(
        request,
        "read",
        _("Dossier as the committee reads it"),
        startup=startup,
        review=own_review,
        decision=getattr(own_review, "decision", None),
        dossier=dossier_view(own_review, on=day_of(request)),
        steps=steps(startup),
    )

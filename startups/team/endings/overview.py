"""The two ways a startup ends, and where each dossier stands; corrections of what is published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from startups.endings.services.corrections import correct_ending
from startups.lifecycle.models import PhasePeriod
from startups.permissions import Permission
from startups.registry.models import Startup
from startups.web.decorators import on_startup
from startups.web.pages import REFUSED, attempt, done
from startups.web.requests import day_of, demand

from .forms import DossierCorrectionForm
from .kinds import KINDS
from .pages import show_ending, state_of


@on_startup(Permission.READ_RECORD)
@require_safe
def index(request: HttpRequest, startup: Startup) -> HttpResponse:
    states = [state_of(request, startup, kind, kind.draft(startup)) for kind in KINDS]
    return show_ending(request, startup, "index", _("End of the startup"), states=states)


@on_startup(Permission.READ_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, startup: Startup, period: int) -> HttpResponse:
    """A correction published below a dossier: an administrator's act."""
    demand(request, Permission.ADMINISTER)
    ended = _ended(startup, period, request)
    form = DossierCorrectionForm(request.POST or None)
    if form.is_valid():
        corrected = attempt(
            form,
            lambda: correct_ending(
                period=ended, on=day_of(request), actor=request.user, **form.cleaned_data
            ),
        )
        if corrected:
            message = _("The correction is published.")
            return done(request, message, "team_endings:index", slug=startup.slug)
    status = REFUSED if form.errors else 200
    title = _("Correct a published dossier")
    return show_ending(request, startup, "correct", title, status=status, form=form, period=ended)


def _ended(startup: Startup, key: int, request: HttpRequest) -> PhasePeriod:
    """The period of an end of this startup that took effect."""
    rows = startup.phases.filter(pk=key, start__lte=day_of(request))
    period = rows.exclude(stopdossier=None, handoverdossier=None).first()
    if period is None:
        raise Http404
    return period

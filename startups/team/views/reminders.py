"""How often whoever is signed in wants reminders."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from startups.reminders.services.mail_preferences import choose_rhythm, rhythm_of
from startups.team.forms.reminders import RhythmForm
from startups.team.pages import show_form
from startups.web.decorators import private
from startups.web.pages import attempt, done


@private
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = RhythmForm(posted, initial={"rhythm": rhythm_of(request.user)})
    if form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        if attempt(form, lambda: choose_rhythm(user=request.user, rhythm=rhythm)):
            return done(request, _("Your choice is recorded."), "team:reminders")
    return show_form(request, "reminders", _("My reminders"), form)

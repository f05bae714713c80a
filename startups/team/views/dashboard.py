"""The dashboard of a startup: what is asked, what is missing, what changed lately."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from startups.core.differences import pieces
from startups.endings.selectors.endings_begun import endings_begun
from startups.lifecycle.phases import phase_in_force
from startups.people.selectors.team import TeamToday, team_of
from startups.permissions import Permission
from startups.portfolio.completeness import Check, Content, Place, missing
from startups.portfolio.selectors.lately import Lately, lately
from startups.registry.models import Startup
from startups.team.duties import Duty, Situation, duties
from startups.team.page_state import PageState, page_state
from startups.team.pages import show
from startups.team.reviews.asked import review_asked
from startups.team.statements.asked import statements_asked
from startups.web.decorators import on_startup
from startups.web.requests import day_of, rights

ACTS_SHOWN = 8
CHANGES_SHOWN = 5


@on_startup(Permission.READ_RECORD)
@require_safe
def dashboard(request: HttpRequest, startup: Startup) -> HttpResponse:
    on, held = day_of(request), rights(request)
    phase = phase_in_force(list(startup.phases.all()), on)
    team, page = team_of(startup, on=on), page_state(startup)
    text = getattr(startup, "published_text", None)
    situation = Situation(
        on=on,
        phase=phase,
        touched_on=text.changed_on if text else None,
        team=team,
        page=page,
        may_publish=held.may(Permission.PUBLISH_PAGE, startup),
        reader=request.user.pk,
        review=review_asked(startup),
        endings=endings_begun(startup),
        statements=statements_asked(startup, on=on),
    )
    places = _places(startup, page)
    content = content_of(startup, body=text.body if text else "", team=team, page=page)
    return show(
        request,
        "dashboard",
        _("Dashboard"),
        startup=startup,
        phase=phase,
        page_state=page,
        touched_on=situation.touched_on,
        may_edit=held.may(Permission.EDIT_FACTS, startup),
        duties=[_duty(duty, places) for duty in duties(situation)],
        gaps=[_gap(check, places) for check in missing(content, phase)],
        lately=[_entry(row) for row in lately(startup, limit=ACTS_SHOWN)],
    )


def content_of(startup: Startup, *, body: str, team: TeamToday, page: PageState) -> Content:
    """What the page says, for ``completeness``."""
    return Content(
        mission=startup.mission,
        problem=startup.problem,
        contact=startup.contact,
        website=startup.website_url,
        body=body,
        has_picture=page.has_picture,
        has_intrapreneur=team.has_intrapreneur,
        openness={aspect.item: (aspect.state, aspect.url) for aspect in startup.openness()},
    )


def _places(startup: Startup, page: PageState) -> dict[str, str]:
    """The address of each place where something is done."""
    return {
        Place.FACTS: reverse("team:facts", args=(startup.slug,)),
        Place.TEAM: reverse("team:team", args=(startup.slug,)),
        Place.PAGE: page.edit_address,
        "review": reverse("team_reviews:index", args=(startup.slug,)),
        "me": f"{reverse('team:my_data')}#consent",
        "stop": reverse("team_endings:stop", args=(startup.slug,)),
        "handover": reverse("team_endings:handover", args=(startup.slug,)),
        "statements": reverse("team_statements:index", args=(startup.slug,)),
    }


def _duty(duty: Duty, places: dict[str, str]) -> dict[str, Any]:
    return {"duty": duty, "address": places[duty.place]}


def _gap(check: Check, places: dict[str, str]) -> dict[str, Any]:
    anchor = f"#id_{check.field}" if check.field else ""
    return {"check": check, "address": f"{places[check.place]}{anchor}"}


def _entry(row: Lately) -> dict[str, Any]:
    """An act ready for the template: its first changes, as what went and what came."""
    changes = [
        {
            "subject": change.subject,
            "differences": [
                (difference.label, pieces(difference.before, difference.after))
                for difference in change.differences
            ],
        }
        for change in row.changes[:CHANGES_SHOWN]
    ]
    return {"told": row, "changes": changes, "more": max(0, len(row.changes) - CHANGES_SHOWN)}

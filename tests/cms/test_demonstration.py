"""The demonstration gives each role something to do, and loading it again changes nothing."""

import sys
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.urls import clear_url_caches, resolve
from django.utils import timezone
from django.views.static import serve

from cms.demonstration.accounts import ACCOUNTS, STARTUP
from cms.demonstration.loader import loaded_day
from cms.demonstration.money.loading import money_story
from cms.demonstration.no_mail import no_mail, no_trail
from cms.models import ManagerApprovalState, StartupPage
from incubator.accounts.models import Invitation
from startups.core.models import Notice
from startups.money.enums import StatementState
from startups.money.models import Commitment
from startups.money.statements.models import Statement
from startups.people.models import Person, StaffAssignment
from startups.people.selectors.staff import AssignmentState, state_of
from startups.people.selectors.team import team_of
from startups.registry.models import Startup
from startups.reviews.enums import ReviewState
from startups.reviews.models import Review
from startups.team.page_state import PageStage, page_state

pytestmark = pytest.mark.django_db

# The last of a month that has it every four years.
DAY = date(2024, 2, 29)
# Others on which counting months, half-years and closed accounts could go wrong.
AWKWARD_DAYS = (date(2026, 8, 31), date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29))


def load(on: date) -> None:
    call_command("load_demonstration", on=on, password="mot de passe d’essai", verbosity=0)


@pytest.fixture
def files(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def day(files: None, django_capture_on_commit_callbacks: Any) -> date:
    """The day on which everything was loaded as the command does."""
    with django_capture_on_commit_callbacks(execute=True):
        load(DAY)
    return DAY


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def rows() -> dict[str, int]:
    """How many rows of each kind there are; sign-ins and searches apart."""
    kinds = [m for m in apps.get_models() if m._meta.managed and not m._meta.proxy]
    return {kind._meta.label: kind._base_manager.count() for kind in kinds}


def test_each_role_has_something_to_do_and_loading_again_changes_nothing(
    day: date, django_capture_on_commit_callbacks: Any
) -> None:
    manager = get_user_model().objects.get(email=ACCOUNTS[1].email)
    page = StartupPage.objects.get(startup__ghid="carnet-de-digue")
    startup = Startup.objects.get(ghid=STARTUP)

    assert page_state(page.startup).stage is PageStage.WAITING
    task = page.current_workflow_task_state.specific
    assert isinstance(task, ManagerApprovalState)
    assert "approve" in [name for name, _l, _m in task.task.specific.get_actions(page, manager)]

    waiting = [row for row in team_of(startup, on=day).current if row.asked]
    assert [row.membership.person.ghid for row in waiting] == ["marguerite.estournel"]
    assert waiting[0].asked.answered_on is None

    invited = Person.objects.get(ghid="idriss.belkhir")
    assert Invitation.objects.get(email=invited.email).is_open(now=noon(day))

    ending = [
        a for a in StaffAssignment.objects.all() if state_of(a, on=day) is AssignmentState.ENDING
    ]
    assert [str(row.person) for row in ending] == ["Ghislaine Peyrat"]

    task.approve(user=manager)
    before = rows()
    with django_capture_on_commit_callbacks(execute=True):
        load(day + timedelta(days=2))

    assert rows() == before
    fresh = Startup.objects.get(ghid="carnet-de-digue")
    assert page_state(fresh).stage is PageStage.PUBLISHED, "what was dealt with is not asked again"
    assert "lettre d'intention" in fresh.published_text.body


@pytest.mark.thorough
@pytest.mark.parametrize("on", AWKWARD_DAYS, ids=str)
def test_it_loads_on_any_day(on: date, files: None) -> None:
    load(on)

    assert loaded_day() == on
    assert Review.objects.filter(state=ReviewState.DECIDED).count() == 6
    ordering = Commitment.objects.values("startup").distinct().count()
    assert ordering == len(money_story()["startups"])
    assert Statement.objects.filter(state=StatementState.VALIDATED).exists()
    assert not Notice.objects.filter(sent_at=None).exists()


def test_queries_are_not_kept_while_it_loads(settings: Any) -> None:
    settings.DEBUG = True
    with no_trail():
        Startup.objects.exists()
        assert not connection.queries
    Startup.objects.exists()
    assert len(connection.queries) == 1


def test_pictures_are_served_by_the_process_that_loaded_it(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    monkeypatch.delitem(sys.modules, "incubator.urls", raising=False)
    clear_url_caches()
    try:
        with no_trail():
            resolve("/")
        assert resolve("/media/images/digue.png").func is serve
    finally:
        sys.modules.pop("incubator.urls", None)
        clear_url_caches()


def test_its_mails_go_nowhere(mailoutbox: Any) -> None:
    message = mail.EmailMessage("Objet", "Texte", to=["personne@portefeuille.example"])

    with no_mail():
        message.send()
    assert mail.outbox == []
    message.send()
    assert len(mail.outbox) == 1

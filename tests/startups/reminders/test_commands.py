"""The commands of the daily run."""

from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError

from startups.core.models import Notice
from startups.reviews.enums import ReviewState
from startups.reviews.models import Review

from .making import House, make_house, silence

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 1)  # six months after the phase started


def said(*arguments: str) -> list[str]:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def house() -> House:
    house = make_house()
    silence(house.manager, house.editor)
    return house


def test_reviews_are_planned_once(house: House) -> None:
    assert said("plan_reviews", "--on", "2026-01-02") == ["1 planned, 0 moved, 0 dropped"]
    assert said("plan_reviews", "--on", "2026-01-02") == ["0 planned, 0 moved, 0 dropped"]
    assert [(row.state, row.due_on) for row in Review.objects.all()] == [(ReviewState.PLANNED, DUE)]


def test_a_dry_run_says_what_would_be_sent(house: House) -> None:
    call_command("plan_reviews", on=DUE, stdout=StringIO())
    key = f"review-{Review.objects.get().pk}-prepare-due"
    line = f"lead@people.example  {key}"
    assert said("send_reminders", "--on", f"{DUE}", "--dry-run") == [
        line,
        "1 to be written, nothing sent",
    ]
    assert (Notice.objects.count(), len(mail.outbox)) == (0, 0)
    assert said("send_reminders", "--on", f"{DUE}") == [line, "1 written, 1 sent"]
    assert said("send_reminders", "--on", f"{DUE}") == ["0 written, 0 sent"]
    assert [message.to for message in mail.outbox] == [["lead@people.example"]]


def test_the_daily_run_does_it_all_and_can_be_repeated(house: House) -> None:
    assert said("daily", "--on", "2026-01-15") == [
        "Reviews: 1 planned, 0 moved, 0 dropped",
        "Reminders: 1 written",
        "Mails: 1 sent",
    ]
    assert said("daily", "--on", "2026-01-15") == [
        "Reviews: 0 planned, 0 moved, 0 dropped",
        "Reminders: 0 written",
        "Mails: 0 sent",
    ]


def test_a_server_that_refuses_mail_loses_nothing(house: House, settings: Any) -> None:
    refusing = {"BACKEND": "tests.startups.reminders.refusing.Refusing"}
    settings.MAILERS = {"default": refusing}
    assert said("daily", "--on", "2026-01-15")[1:] == ["Reminders: 1 written", "Mails: 0 sent"]
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    assert said("daily", "--on", "2026-01-16")[1:] == ["Reminders: 0 written", "Mails: 1 sent"]


def test_what_waits_for_an_account_that_closed_is_never_sent(house: House) -> None:
    waiting = Notice.objects.create(
        recipient=house.lead, key="review-1-x", subject="S", body="B", written_on=DUE
    )
    house.lead.is_active = False
    house.lead.save()
    assert said("send_reminders", "--on", "2026-01-02") == ["0 written, 0 sent"]
    waiting.refresh_from_db()
    assert waiting.sent_at is None


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("daily", "--on", "demain")

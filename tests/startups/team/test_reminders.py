"""Each chooses how often reminders come, for themselves alone, and reads what was sent."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from startups.core.models import Notice
from startups.portfolio.models import SavedView
from startups.reminders.enums import Frequency
from startups.reminders.models import MailPreference
from startups.reminders.services.mail_preferences import rhythm_of

pytestmark = pytest.mark.django_db
PAGE = reverse("team:reminders")


@pytest.mark.parametrize("role", ["intrapreneur", "manager", "committee", "nobody"])
def test_each_chooses_for_themselves(cast, sign_in, role) -> None:
    client = sign_in(role)
    assert rhythm_of(cast.users[role]) == Frequency.EACH

    for rhythm in (Frequency.WEEKLY, Frequency.NEVER):
        assert client.post(PAGE, {"rhythm": rhythm})["Location"] == PAGE
        assert rhythm_of(cast.users[role]) == rhythm
        ticked = BeautifulSoup(client.get(PAGE).text, "html.parser").select(
            "[name=rhythm][checked]"
        )
        assert [box["value"] for box in ticked] == [rhythm]

    assert MailPreference.objects.get().user == cast.users[role]


@pytest.mark.parametrize("sent", [{}, {"rhythm": "hourly"}, {"user": "1"}])
def test_what_is_no_choice_is_refused(cast, sign_in, sent) -> None:
    response = sign_in("editor").post(PAGE, sent)

    assert response.status_code == 422
    assert not MailPreference.objects.exists()


def test_a_stranger_is_sent_to_sign_in(client) -> None:
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE, {"rhythm": "never"}).status_code == 302
    assert not MailPreference.objects.exists()


def test_each_reads_the_mails_that_were_sent_to_them(cast, sign_in, today) -> None:
    for role in ("editor", "intrapreneur"):
        Notice.objects.create(
            recipient=cast.users[role],
            key="review-1-prepare-14",
            subject=f"Pour {role}",
            body="Le dossier",
            written_on=today,
        )
    SavedView.objects.create(user=cast.users["editor"], name="Mes retards", query="late=on")
    client = sign_in("editor")

    page = client.get(reverse("team:my_data")).text
    data = json.loads(client.get(reverse("team:my_data_download")).content)

    assert "Pour editor" in page
    assert "Pour intrapreneur" not in page
    assert [row["subject"] for row in data["mails"]] == ["Pour editor"]
    assert data["saved_views"] == [{"name": "Mes retards", "query": "late=on"}]

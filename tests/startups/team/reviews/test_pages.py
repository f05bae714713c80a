"""The other pages about a review: at a glance, read, submitted, with documents."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from startups.documents.models import PrivateDocument
from startups.reviews.enums import DossierItem, ReviewState
from startups.reviews.models import DossierDocument, Review
from startups.reviews.services.dossiers import submit_dossier
from startups.reviews.services.reviews.steering import (
    cancel_review,
    postpone,
    return_for_completion,
)
from tests.factories import make_decision, make_review
from tests.startups.documents.making import make_document
from tests.startups.reviews.dossiers.making import SAID, complete, make_past_review

from ..conftest import everything
from ..sending import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in) -> Client:
    return sign_in("intrapreneur")


def submitted(review: Review, cast: Any, today: Any) -> Review:
    complete(review, actor=cast.users["editor"], on=today)
    return submit_dossier(review=review, on=today, actor=cast.users["editor"])


class TestOverview:
    def test_it_counts_down_and_says_the_rule(self, client, address, planned) -> None:
        response = client.get(address("index"))

        assert (response.context["days_left"], response.context["late"]) == (30, 0)
        assert str(planned.get_due_basis_display()) in response.text
        assert response.context["is_with_team"]
        assert address("begin") in response.text

    def test_it_says_how_late_it_is_also_after_a_postponement(
        self, client, address, cast, planned, today
    ) -> None:
        Review.objects.filter(pk=planned.pk).update(due_on=today - timedelta(days=12))
        assert client.get(address("index")).context["late"] == 12

        postpone(
            review=planned,
            to=today + timedelta(days=8),
            on=today,
            actor=cast.users["manager"],
            reason="Séance déplacée <i>",
        )
        response = client.get(address("index"))

        assert (response.context["late"], response.context["days_left"]) == (0, 8)
        assert "Séance déplacée &lt;i&gt;" in response.text

    def test_it_lists_what_is_left_with_the_way_to_each(self, client, address, review) -> None:
        response = client.get(address("index"))

        missing = response.context["missing"]
        assert missing
        assert all(f'href="{address("dossier")}#{row.anchor}"' in response.text for row in missing)

    def test_a_returned_dossier_shows_its_comment(self, client, address, review, cast, today):
        submitted(review, cast, today)
        assert client.get(address("index")).context["returned"] is None

        return_for_completion(
            review=review, on=today, actor=cast.users["manager"], comment="Préciser les coûts."
        )
        response = client.get(address("index"))

        assert response.context["returned"].comment == "Préciser les coûts."
        assert response.context["is_with_team"]
        assert [move.to_state for move in response.context["moves"]] == [
            "planned",
            "preparing",
            "submitted",
            "preparing",
        ]

    def test_once_submitted_the_incubator_has_the_ball(self, client, address, review, cast, today):
        submitted(review, cast, today)

        response = client.get(address("index"))

        assert not response.context["is_with_team"]
        assert response.context["missing"] == []
        assert address("dossier") not in response.text

    def test_past_reviews_are_read_with_their_decision(
        self, client, address, past, planned, cast, today
    ) -> None:
        cancel_review(review=planned, on=today, actor=cast.users["manager"], reason="Fusion.")

        response = client.get(address("index"))

        assert set(response.context["past"]) == {past, planned}
        assert "Les usages progressent." in response.text
        assert "Fusion." in response.text
        assert address("read", review=past.pk) in response.text

    def test_a_startup_without_review_says_so(self, client, address) -> None:
        response = client.get(address("index"))

        assert response.context["review"] is None
        assert response.status_code == 200

    def test_who_only_reads_gets_no_button(self, sign_in, address, review) -> None:
        text = sign_in("committee").get(address("index")).text

        assert address("dossier") not in text
        assert address("read", review=review.pk) in text

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_takes_the_same_number_of_queries(
        self, client, address, review, cast, today, count
    ) -> None:
        for number in range(count):
            make_past_review(cast.ours, on=today - timedelta(days=400 + 200 * number))

        assert queries(client, address("index")) == 15


class TestBegin:
    def test_it_leads_to_the_form_filled_in(self, client, address, planned, cast) -> None:
        response = client.post(address("begin"))

        planned.refresh_from_db()
        assert response["Location"] == address("dossier")
        assert planned.state == ReviewState.PREPARING
        assert planned.moves.last().actor == cast.users["intrapreneur"]
        assert planned.dossier.answers.get(item=DossierItem.RISKS).value

    def test_once_is_enough(self, client, address, review) -> None:
        before = everything()

        assert client.post(address("begin"))["Location"] == address("index")
        assert everything() == before

    def test_without_a_review_there_is_nothing_to_begin(self, client, address) -> None:
        assert client.post(address("begin")).status_code == 404


class TestReading:
    def test_the_team_reads_it_as_the_committee_does(self, client, address, review) -> None:
        response = client.get(address("read", review=review.pk))

        assert SAID[DossierItem.RISKS] in response.text
        assert "Objectif 1" in response.text

    def test_the_dossier_of_another_startup_is_not_found(self, client, address, cast, today):
        other = make_past_review(cast.theirs, on=today)

        assert client.get(address("read", review=other.pk)).status_code == 404

    def test_a_decision_is_read_without_its_private_reasons(
        self, client, address, cast, today
    ) -> None:
        decided = make_review(cast.ours, ReviewState.DECIDED, due=today)
        make_decision(decided, public_reasons="Dit à tous.", private_reasons="Entre nous.")

        for there in (address("read", review=decided.pk), address("index")):
            text = client.get(there).text
            assert "Dit à tous." in text
            assert "Entre nous." not in text


class TestSubmitting:
    def test_incomplete_it_lists_what_is_missing_with_links(self, client, address, review):
        for response in (client.get(address("submit")), client.post(address("submit"))):
            missing = response.context["missing"]
            assert len(missing) > 10
            for row in missing:
                assert f'href="{address("dossier")}#{row.anchor}"' in response.text
        assert response.status_code == 422
        review.refresh_from_db()
        assert review.state == ReviewState.PREPARING

    def test_complete_it_is_shown_then_submitted(self, client, address, review, cast, today):
        complete(review, actor=cast.users["editor"], on=today)

        shown = client.get(address("submit"))
        review.refresh_from_db()
        assert (shown.context["missing"], review.state) == ([], ReviewState.PREPARING)
        assert SAID[DossierItem.RISKS] in shown.text

        response = client.post(address("submit"))
        review.refresh_from_db()
        assert response["Location"] == address("index")
        assert (review.state, review.submitted_on) == (ReviewState.SUBMITTED, today)
        assert review.submitted_by == cast.users["intrapreneur"]

    def test_twice_changes_nothing(self, client, address, review, cast, today) -> None:
        submitted(review, cast, today)
        before = everything()

        assert client.post(address("submit"))["Location"] == address("index")
        assert everything() == before


class TestDocuments:
    def test_a_new_file_is_kept_and_joined(self, client, address, review, cast) -> None:
        file = SimpleUploadedFile("budget.pdf", b"%PDF-1.7 budget", "application/pdf")

        response = client.post(address("document_add"), {"title": "Budget", "file": file})

        row = DossierDocument.objects.get(dossier__review=review)
        assert response["Location"] == f"{address('dossier')}#part-documents"
        assert (row.document.title, row.document.startup) == ("Budget", cast.ours)
        assert row.document.uploaded_by == cast.users["intrapreneur"]
        download = reverse("team:document", args=(cast.ours.slug, row.document.pk))
        assert download in client.get(address("dossier")).text
        assert download in client.get(address("read", review=review.pk)).text

    def test_a_wrong_file_is_refused_and_nothing_joined(self, client, address, review) -> None:
        file = SimpleUploadedFile("budget.pdf", b"MZ not a pdf", "application/pdf")

        response = client.post(address("document_add"), {"title": "Budget", "file": file})

        assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
        assert not PrivateDocument.objects.exists()

    def test_one_that_is_kept_is_joined_once_and_taken_off(
        self, client, address, review, cast
    ) -> None:
        kept = make_document(cast.ours)

        for _time in range(2):
            client.post(address("document_join"), {"document": kept.pk})
        assert DossierDocument.objects.filter(document=kept).count() == 1

        client.post(address("document_take_off", document=kept.pk))
        assert not DossierDocument.objects.exists()
        assert PrivateDocument.objects.filter(pk=kept.pk, withdrawn_on=None).exists()

    @pytest.mark.parametrize("key", ["", "x", "0", "theirs"])
    def test_that_of_another_startup_is_not_joined(self, client, address, review, cast, key):
        theirs = make_document(cast.theirs)

        response = client.post(
            address("document_join"), {"document": theirs.pk if key == "theirs" else key}
        )

        assert response.status_code == 404
        assert not DossierDocument.objects.exists()

    def test_nothing_is_joined_once_it_is_submitted(self, client, address, review, cast, today):
        kept = make_document(cast.ours)
        submitted(review, cast, today)

        client.post(address("document_join"), {"document": kept.pk})

        assert not DossierDocument.objects.exists()


WRITERS = {"administrator", "manager", "intrapreneur", "editor"}
READERS = WRITERS | {"committee"}
READING = ("index", "read")
WRITING = (
    "begin",
    "dossier",
    "save_unit",
    "state",
    "submit",
    "document_add",
    "document_join",
    "document_take_off",
)


class TestAccess:
    @pytest.mark.parametrize("name", [*READING, *WRITING])
    def test_strangers_read_nothing_and_write_nothing(
        self, cast, sign_in, address, review, name
    ) -> None:
        kept = make_document(cast.ours)
        keys = {"read": {"review": review.pk}, "document_take_off": {"document": kept.pk}}
        there = address(name, **keys.get(name, {}))
        allowed = READERS if name in READING else WRITERS
        before = everything()
        for role in set(cast.users) | {"anonymous"}:
            if role in allowed:
                continue
            for verb in ("get", "post"):
                response = getattr(sign_in(role), verb)(there)
                assert response.status_code == (302 if role == "anonymous" else 403), role
                assert SAID[DossierItem.RISKS] not in response.text
        assert everything() == before

    @pytest.mark.parametrize("role", sorted(READERS))
    def test_readers_read(self, sign_in, address, review, role) -> None:
        for there in (address("index"), address("read", review=review.pk)):
            assert sign_in(role).get(there).status_code == 200

    @pytest.mark.parametrize("role", sorted(WRITERS))
    def test_writers_write(self, sign_in, address, review, role) -> None:
        for name in ("dossier", "state", "submit", "document_add"):
            assert sign_in(role).get(address(name)).status_code == 200

    def test_one_s_right_is_to_one_s_own_startup(self, cast, sign_in, address, review) -> None:
        make_review(cast.theirs, ReviewState.PLANNED)

        theirs = reverse("team_reviews:dossier", args=(cast.theirs.slug,))

        assert sign_in("intrapreneur").get(theirs).status_code == 403
        assert sign_in("other_intrapreneur").get(address("dossier")).status_code == 403

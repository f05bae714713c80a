"""The two drafts: written in several goes, by one version after another, until they publish."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from startups.core.enums import ActKind
from startups.core.versions import Stale
from startups.endings.enums import Matter
from startups.endings.models import HandoverDossier, StopDossier, StopMatter
from startups.endings.selectors.ending_values import values_at, writers_since
from startups.endings.selectors.endings import handover_gaps, missing_of_stop, stop_gaps
from startups.endings.services.handover import write_handover
from startups.endings.services.stop import write_stop
from startups.lifecycle.enums import Phase
from startups.registry.models import JournalEntry
from tests.factories import make_phase, make_startup, make_stop_dossier

pytestmark = pytest.mark.django_db


def write(startup, today, cast, seen=0, role="intrapreneur", **values):
    return write_stop(startup=startup, values=values, seen=seen, on=today, actor=cast.users[role])


def write_over(startup, today, cast, seen=0, role="manager", **values):
    return write_handover(
        startup=startup, values=values, seen=seen, on=today, actor=cast.users[role]
    )


def test_a_draft_is_written_in_several_goes_and_journalled(startup, today, cast) -> None:
    write(startup, today, cast, why="Trop peu d’usages.")
    write(startup, today, cast, seen=1, data_outcome="Effacées", data_owner="Camille")

    draft = StopDossier.objects.get()
    matter = StopMatter.objects.get()
    assert (draft.version, draft.why, draft.period) == (2, "Trop peu d’usages.", None)
    assert (matter.matter, matter.outcome, matter.owner) == (Matter.DATA, "Effacées", "Camille")
    acts = JournalEntry.objects.filter(kind=ActKind.STOP_DOSSIER_WRITTEN).order_by("pk")
    assert [(act.actor, act.on) for act in acts] == [(cast.users["intrapreneur"], today)] * 2
    assert StopDossier.history.filter(history_user=cast.users["intrapreneur"]).count() == 2
    assert StopMatter.history.get().history_user == cast.users["intrapreneur"]


def test_the_journal_never_says_whose_the_matters_are(startup, today, cast, stop_values) -> None:
    write(startup, today, cast, **stop_values)

    assert "Camille" not in JournalEntry.objects.get().detail


def test_nothing_different_writes_nothing(startup, today, cast) -> None:
    write(startup, today, cast, why="Trop peu d’usages.")
    again = write(startup, today, cast, seen=1, why="Trop peu d’usages.")

    assert again.changed == []
    assert StopDossier.objects.get().version == 1
    assert JournalEntry.objects.count() == 1
    assert StopDossier.history.count() == 1


def test_an_old_version_is_refused_and_changes_nothing(startup, today, cast) -> None:
    write(startup, today, cast, why="Le mien")
    for seen in (0, 2, -1):
        with pytest.raises(Stale):
            write(startup, today, cast, seen=seen, role="editor", why="Le sien")

    assert StopDossier.objects.get().why == "Le mien"


@pytest.mark.parametrize(
    ("lacking", "gap"),
    [
        ("cause", "cause"),
        ("why", "why"),
        ("advice", "advice"),
        ("users_owner", "users_outcome"),
        ("code_by", "code_outcome"),
        ("contracts_outcome", "contracts_outcome"),
    ],
)
def test_what_is_missing_is_said_with_its_field(
    startup, today, cast, stop_values, lacking, gap
) -> None:
    values = stop_values | {lacking: None if lacking.endswith("_by") else ""}
    write(startup, today, cast, **values)

    assert [found.field for found in stop_gaps(StopDossier.objects.get())] == [gap]


def test_a_complete_dossier_lacks_nothing(startup, today, cast, stop_values) -> None:
    values = stop_values | {
        "domain_outcome": "",
        "domain_owner": "",
        "domain_by": None,
        "domain_not_applicable": "Pas de nom de domaine",
    }
    write(startup, today, cast, **values)

    assert missing_of_stop(StopDossier.objects.get()) == []
    assert missing_of_stop(None) != []


def test_a_matter_is_settled_or_does_not_apply_not_both(startup, today, cast) -> None:
    with pytest.raises(ValidationError) as refused:
        write(startup, today, cast, data_outcome="Effacées", data_not_applicable="Aucune")

    assert list(refused.value.message_dict) == ["data_not_applicable"]
    assert not StopDossier.objects.exists()


def test_an_item_is_settled_or_waived_not_both(startup, today, cast, handover_values) -> None:
    waiver = next(name for name in handover_values if name.endswith("_waiver"))
    with pytest.raises(ValidationError) as refused:
        write_over(startup, today, cast, **handover_values | {waiver: "Sans objet"})

    assert list(refused.value.message_dict) == [waiver]
    assert not HandoverDossier.objects.exists()


def test_a_published_dossier_is_never_written_again(today, cast, stop_values) -> None:
    startup = make_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    end = make_phase(startup, Phase.STOPPED, "2021-01-01")
    published = make_stop_dossier(startup, period=end)

    with pytest.raises(ValidationError) as refused:
        write(startup, today, cast, **stop_values)

    assert refused.value.code == "phase"
    assert StopDossier.objects.get() == published


def test_a_planned_end_closes_the_draft_already(today, cast, stop_values) -> None:
    startup = make_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    end = make_phase(startup, Phase.STOPPED, today + timedelta(days=30))
    make_stop_dossier(startup, period=end)

    with pytest.raises(ValidationError):
        write(startup, today, cast, **stop_values)


def test_a_restarted_startup_has_a_draft_of_its_own(today, cast) -> None:
    startup = make_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    make_stop_dossier(startup, period=make_phase(startup, Phase.STOPPED, "2021-01-01"))
    make_phase(startup, Phase.CONSTRUCTION, "2022-01-01")

    write(startup, today, cast, why="Cette fois")

    assert StopDossier.objects.filter(period=None).get().why == "Cette fois"
    assert StopDossier.objects.count() == 2


@pytest.mark.parametrize("phase", [Phase.INVESTIGATION, Phase.STOPPED, Phase.TRANSFERRED])
def test_nobody_hands_over_what_cannot_be(today, cast, handover_values, phase) -> None:
    startup = make_startup(phases=[(phase, "2020-01-01")])

    with pytest.raises(ValidationError) as refused:
        write_over(startup, today, cast, **handover_values)
    assert refused.value.code == "phase"


def test_a_hand_over_lacks_its_signature_last(startup, today, cast, handover_values) -> None:
    write_over(startup, today, cast, **handover_values)

    dossier = HandoverDossier.objects.get()
    assert [gap.field for gap in handover_gaps(dossier)] == [""]
    assert {check.checked_by for check in dossier.checks.all()} == {cast.users["manager"]}
    details = JournalEntry.objects.get().detail
    assert "Zoé" not in details
    assert "zoe@" not in details


@pytest.mark.parametrize(
    "role", ["manager", "committee", "intrapreneur", "editor", "member", "administrator"]
)
@pytest.mark.parametrize("spelling", ["{}", "  {}", "{upper}", "{plus}"])
def test_nobody_inside_is_the_owner(startup, today, cast, role, spelling) -> None:
    email = cast.users[role].email
    local, domain = email.split("@")
    address = spelling.format(email, upper=email.upper(), plus=f"{local}+x@{domain}")

    with pytest.raises(ValidationError) as refused:
        write_over(startup, today, cast, owner_email=address)

    assert list(refused.value.message_dict) == ["owner_email"]
    assert not HandoverDossier.objects.exists()


@pytest.mark.parametrize("role", ["former_manager", "former_intrapreneur", "other_manager"])
def test_who_has_left_or_is_elsewhere_may_own(startup, today, cast, role) -> None:
    write_over(startup, today, cast, owner_email=cast.users[role].email)

    assert HandoverDossier.objects.get().owner_email == cast.users[role].email


def test_any_change_makes_the_signature_void(startup, today, cast, handover_values) -> None:
    item = next(name for name in handover_values if name.endswith("_evidence"))
    changes = {"summary": "Autre", item: "Autre preuve", "owner_title": "Cheffe"}
    write_over(startup, today, cast, **handover_values)
    for name, value in changes.items():
        draft = HandoverDossier.objects.get()
        draft.countersigned_on = date(2026, 1, 1)
        draft.save()

        written = write_over(startup, today, cast, seen=draft.version, **{name: value})

        draft.refresh_from_db()
        assert written.voided
        assert (draft.countersigned_on, draft.link_digest) == (None, "")


def test_another_address_makes_the_link_worthless(startup, today, cast, handover_values) -> None:
    write_over(startup, today, cast, **handover_values)
    HandoverDossier.objects.update(link_digest="x", link_sent_on=today)

    write_over(startup, today, cast, seen=1, summary="Autre")
    assert HandoverDossier.objects.get().link_digest == "x"

    write_over(startup, today, cast, seen=2, owner_email="autre@direction.example")
    assert HandoverDossier.objects.get().link_digest == ""


def test_an_earlier_version_is_read_in_the_histories(startup, today, cast) -> None:
    write(startup, today, cast, why="Un", data_outcome="Un")
    write(startup, today, cast, seen=1, role="editor", why="Deux", data_outcome="Deux")
    write(startup, today, cast, seen=2, role="manager", code_outcome="Trois")
    draft = StopDossier.objects.get()

    told = [
        (values["why"], values["data_outcome"], values["code_outcome"])
        for values in (values_at(draft, version) for version in (1, 2, 3))
    ]

    assert told == [("Un", "Un", ""), ("Deux", "Deux", ""), ("Deux", "Deux", "Trois")]
    assert values_at(draft, 9) == {}
    assert writers_since(draft, 1) == ["Editor", "Manager"]

"""What the public reads of committees and of ends, in each state; and what it never reads."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startups.core.calendar import add_months
from startups.endings.enums import Matter
from startups.figures.enums import ImpactLevel
from startups.lifecycle.enums import Phase
from startups.public.selectors.public_history import public_course
from startups.registry.models import Startup
from startups.reviews.enums import (
    AnswerState,
    Confidence,
    DecisionKind,
    DossierItem,
    ReviewState,
    Verdict,
)
from startups.reviews.models import (
    DecisionCorrection,
    DossierAnswer,
    Opinion,
    TargetAmendment,
    TargetVerdict,
)
from startups.reviews.services.decisions.signing import sign_decision
from tests import clock
from tests.factories import (
    make_account,
    make_decision,
    make_handover_dossier,
    make_organisation,
    make_phase,
    make_published_startup,
    make_review,
    make_startup,
    make_stop_dossier,
    make_target,
)
from tests.startups.figures.making import make_indicator, make_series
from tests.startups.reviews.test_signing import draft

from .pages import links, part, read, structured, words

pytestmark = pytest.mark.django_db

ON = date(2026, 8, 20)
SECRET = "Motsecret"


def decide(startup: Startup, on: str, kind: str = DecisionKind.CONTINUE, **fields: Any) -> Any:
    review = make_review(startup, ReviewState.DECIDED, on)
    return make_decision(review, kind, **fields)


def judge(decision: Any, target: Any, verdict: str = Verdict.MET, **fields: Any) -> Any:
    """The verdict on ``target`` in the review of ``decision``."""
    values = {"verdict": verdict, "fact": "1 250 usagers en mai", "value": Decimal(1250)}
    return TargetVerdict.objects.create(review=decision.review, target=target, **values | fields)


def reviews(startup: Startup, on: date = ON) -> Any:
    return public_course(startup, on=on).reviews


def page_of(client: Any, startup: Startup) -> Any:
    return read(client, f"/startups/{startup.slug}/")


def test_untouched_startup_shows_nothing_of_it(client) -> None:
    page = page_of(client, make_published_startup())

    assert page.find(id="going") is None
    assert page.find(id="dossier") is None
    assert "going.css" not in str(page)


def test_targets_in_progress_are_told_with_their_course_and_day(client) -> None:
    startup = make_published_startup()
    today = clock.today()
    decision = decide(startup, f"{today - timedelta(days=10)}", stop_condition="Sous 100 usagers")
    target = make_target(decision)
    make_review(startup, ReviewState.PLANNED, date(2999, 12, 15))

    section = part(page_of(client, startup), "going")

    told = words(section.find(class_="target"))
    assert "Doubler le nombre d’utilisateurs" in told
    assert "utilisateurs par mois : 500 → 1 000" in told.replace("\u202f", " ").replace("\xa0", " ")
    assert str(target.due_on.year) in told
    assert "Sous 100 usagers" in words(section)
    assert "décembre 2999" in words(section)
    assert "15" not in words(section.find(class_="going__next"))


def test_a_verdict_waits_for_the_decision_of_its_review(client) -> None:
    startup = make_published_startup()
    target = make_target(decide(startup, "2026-01-10"))
    running = make_review(startup, ReviewState.SUBMITTED, "2026-07-10")
    TargetVerdict.objects.create(
        review=running, target=target, verdict=Verdict.MISSED, fact=f"{SECRET} du dossier"
    )

    assert reviews(startup).targets[0].verdict is None
    assert SECRET not in str(page_of(client, startup))

    running.state, running.decided_on = ReviewState.DECIDED, date(2026, 7, 10)
    running.save()
    make_decision(running, signed_on=date(2026, 7, 12))

    judged = reviews(startup).decisions[0].judged
    assert [row.verdict.verdict for row in judged] == [Verdict.MISSED]
    assert reviews(startup, on=date(2026, 7, 11)).targets[0].verdict is None


def test_verdicts_are_told_with_the_decision_that_held_them(client) -> None:
    startup = make_published_startup()
    first = decide(startup, "2025-06-01")
    targets = [make_target(first, place, wording=f"Cible {place}") for place in (1, 2)]
    second = decide(startup, "2025-12-01", public_reasons="Bon semestre.")
    judge(second, targets[0])
    judge(second, targets[1], Verdict.MISSED, fact="Aucun déploiement", value=None)
    make_target(second, wording="Cible suivante")

    section = part(page_of(client, startup), "going")

    latest, earliest = section.find_all(class_="decision")
    assert "1 décembre 2025" in words(latest)
    assert "Bon semestre." in words(latest)
    told = [words(row) for row in latest.find_all(class_="target")]
    assert "1 250 usagers en mai" in told[0]
    assert "Aucun déploiement" in told[1]
    assert earliest.find(class_="target") is None
    current = [words(row) for row in section.find("ul", class_="targets").find_all("li")]
    assert len(current) == 1
    assert "Cible suivante" in current[0]


def test_a_provisional_decision_leaves_the_targets_in_force() -> None:
    startup = make_startup()
    target = make_target(decide(startup, "2026-01-10", stop_condition="Sous 100"))
    provisional = decide(
        startup, "2026-07-10", DecisionKind.PROVISIONAL, months=2, evidence_asked="Un usage"
    )
    judge(provisional, target, Verdict.PARTLY)

    found = reviews(startup)

    assert [row.aim.wording for row in found.targets] == [target.wording]
    assert found.targets[0].verdict.verdict == Verdict.PARTLY
    assert found.stop_condition == "Sous 100"


def test_an_amendment_is_told_with_its_day_its_reason_and_what_it_said(client) -> None:
    startup = make_published_startup()
    target = make_target(decide(startup, "2026-01-10"))
    for wording, on in (("Tripler les usages", "2026-02-01"), ("Quadrupler", "2026-03-01")):
        TargetAmendment.objects.create(
            target=target,
            wording=wording,
            measure="usages",
            target_value=Decimal(1500),
            due_on=date(2999, 1, 1),
            amended_on=on,
            amended_by=make_account(),
            reason=f"Pour {wording}",
        )

    told = part(page_of(client, startup), "going").find(class_="target")

    assert words(told.find(class_="target__wording")) == "Quadrupler"
    first, second = (words(row) for row in told.find_all(class_="target__amendment"))
    assert "1 février 2026" in first
    assert "Pour Tripler les usages" in first
    assert "Doubler le nombre d’utilisateurs" in first
    assert "Tripler les usages (usages" in second


def test_a_correction_of_reasons_is_told_as_one_and_the_others_are_not(client) -> None:
    startup = make_published_startup()
    decision = decide(startup, "2026-01-10", public_reasons="Première version.")
    correction: dict[str, Any] = {
        "decision": decision,
        "corrected_on": date(2026, 1, 20),
        "corrected_by": make_account(),
        "reason": f"{SECRET} motif",
    }
    DecisionCorrection.objects.create(**correction, private_reasons=f"{SECRET} privé")
    DecisionCorrection.objects.create(**correction, public_reasons="Version corrigée.")

    page = page_of(client, startup)

    corrections = [words(row) for row in page.find_all(class_="correction")]
    assert len(corrections) == 1
    assert "20 janvier 2026" in corrections[0]
    assert "Version corrigée." in corrections[0]
    assert "Première version." in words(page.main)
    assert SECRET not in str(page)


def test_the_timeline_leads_to_the_decision_instead_of_telling_it_twice(client) -> None:
    startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2025-09-01")])
    review = make_review(startup, due="2026-06-01")
    reasons = "Les usages doublent deux fois."
    values = draft(public_reasons=reasons)
    decision = sign_decision(review=review, draft=values, on=ON, actor=make_account())

    page = page_of(client, startup)

    assert str(page.main).count(reasons) == 1
    event = part(page, "lifeline").find(class_="events__item")
    assert f"#decision-{decision.pk}" in links(event).values()
    assert page.find(id=f"decision-{decision.pk}") is not None
    # The feed has no decisions: there the event tells all.
    assert reasons in client.get(f"/startups/{startup.slug}/evenements.atom").text


def test_a_stop_is_told_with_its_dossier(client) -> None:
    startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    decide(startup, "2024-05-01", DecisionKind.STOP, phase="abandon", phase_from=date(2024, 5, 6))
    stop = make_stop_dossier(
        startup, period=make_phase(startup, Phase.STOPPED, "2024-05-06"), dormant=True
    )
    stop.matters.filter(matter=Matter.DATA).update(
        outcome="Effacées", owner=f"{SECRET} Camille", by=date(2024, 9, 1), not_applicable=""
    )
    make_review(startup, ReviewState.PLANNED, date(2999, 12, 15))

    page = page_of(client, startup)

    notice = page.find(id="ending")
    assert links(notice) == {words(notice.a): "#dossier"}
    told = words(part(page, "dossier"))
    for said in ("Trop peu d’usages.", "Le besoin est ailleurs.", "Attendre.", "Effacées"):
        assert said in told
    assert "1 septembre 2024" in told
    assert "Rien à reprendre" in told
    assert page.find(class_="going__next") is None
    assert SECRET not in str(page)


def test_a_hand_over_is_told_with_its_dossier_and_without_its_owner(client) -> None:
    startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    over = make_handover_dossier(
        startup,
        period=make_phase(startup, Phase.TRANSFERRED, "2024-05-06"),
        receiver=make_organisation("Direction qui reçoit"),
        owner_name=f"{SECRET} Zoé",
        owner_title=f"{SECRET} directrice",
        owner_email="motsecret@direction.example",
    )
    over.checks.update(evidence=f"{SECRET} preuve")
    waived = over.checks.first()
    waived.evidence, waived.waiver = "", f"{SECRET} dispense"
    waived.save()

    page = page_of(client, startup)

    assert "Direction qui reçoit" in words(page.find(id="ending"))
    told = part(page, "dossier")
    for said in (
        "Le service est prêt.",
        "Cent mille usagers à douze mois.",
        "Retour en incubateur",
    ):
        assert said in words(told)
    assert len(told.find(class_="dossier__items").find_all("li")) == over.checks.count()
    assert SECRET.lower() not in str(page).lower()


def test_an_end_that_is_planned_is_not_told_before_its_day() -> None:
    startup = make_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    make_stop_dossier(startup, period=make_phase(startup, Phase.STOPPED, ON + timedelta(days=1)))

    assert public_course(startup, on=ON).endings == {}
    assert list(public_course(startup, on=ON + timedelta(days=1)).endings) == [
        ON + timedelta(days=1)
    ]


def test_the_dossier_of_an_end_that_did_not_last_stays_readable(client) -> None:
    startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    make_stop_dossier(startup, period=make_phase(startup, Phase.STOPPED, "2021-01-01"))
    make_phase(startup, Phase.CONSTRUCTION, "2022-01-01")

    page = page_of(client, startup)

    assert page.find(id="ending") is None
    assert "Le besoin est ailleurs." in words(page.find(class_="earlier"))


def test_nothing_is_public_before_it_is_signed() -> None:
    startup = make_startup()
    make_target(decide(startup, "2026-08-01", signed_on=date(2026, 8, 10)))

    assert reviews(startup, on=date(2026, 8, 9)).decisions == []
    assert reviews(startup, on=date(2026, 8, 9)).targets == []
    assert len(reviews(startup, on=date(2026, 8, 10)).targets) == 1


def test_another_startup_is_not_mixed_in() -> None:
    ours, theirs = make_startup(), make_startup()
    for startup in (ours, theirs):
        first = decide(startup, "2026-01-01")
        judge(decide(startup, "2026-07-01"), make_target(first))
        make_stop_dossier(startup, period=make_phase(startup, Phase.STOPPED, "2026-08-01"))

    found = public_course(ours, on=ON)

    assert len(found.reviews.decisions) == 2
    assert len(found.reviews.decisions[0].judged) == 1
    assert len(found.endings[date(2026, 8, 1)].matters) == 5


@pytest.fixture
def planted() -> Startup:
    """A startup with a secret in every private place, and the public ones filled."""
    startup = make_published_startup(
        phases=[(Phase.CONSTRUCTION, "2020-01-01"), (Phase.TRANSFERRED, "2023-01-01")]
    )
    member = make_account()
    decision = decide(
        startup,
        "2022-01-10",
        private_reasons=f"{SECRET} motifs",
        evidence_asked=f"{SECRET} preuves",
        amount=Decimal("987654.32"),
        period_start=date(2022, 2, 1),
        period_end=date(2022, 7, 31),
    )
    decision.conditions.create(wording=f"{SECRET} condition", due_on=date(2022, 3, 1))
    make_target(decision)
    Opinion.objects.create(
        review=decision.review,
        author=member,
        confidence=Confidence.FRAGILE,
        text=f"{SECRET} avis",
        given_on=date(2022, 1, 9),
    )
    DossierAnswer.objects.create(
        dossier=decision.review.dossier,
        item=DossierItem.RISKS,
        state=AnswerState.CORRECTED,
        value=f"{SECRET} risques",
    )
    over = make_handover_dossier(
        startup,
        period=startup.phases.get(phase=Phase.TRANSFERRED),
        owner_name=f"{SECRET} Zoé",
        owner_email=f"{SECRET.lower()}@direction.example",
    )
    over.checks.update(evidence=f"{SECRET} preuve")
    stop = make_stop_dossier(startup, why=f"{SECRET} brouillon")
    stop.matters.update(owner=f"{SECRET} Camille")
    return startup


@pytest.mark.parametrize(
    "address",
    [
        "/startups/{slug}/",
        "/en/startups/{slug}/",
        "/startups/",
        "/sitemap.xml",
        "/",
    ],
)
def test_no_secret_is_public(client, planted, address) -> None:
    answer = client.get(address.format(slug=planted.slug))

    assert answer.status_code == 200
    text = answer.text.lower()
    for private in ("motsecret", "987654", "987\xa0654", "987\u202f654"):
        assert private not in text


def test_nobody_finds_a_startup_by_what_is_private(client, planted) -> None:
    for typed in (SECRET, "987654", "brouillon"):
        assert planted.slug not in client.get("/startups/", {"q": typed, "status": "all"}).text
    assert planted.slug in client.get("/startups/", {"q": planted.name, "status": "all"}).text


def test_no_secret_is_in_the_feeds_nor_in_what_machines_read(client, planted) -> None:
    page = page_of(client, planted)
    feeds = [link["href"] for link in page.find_all("link", type="application/atom+xml")]

    assert len(feeds) == 2
    for feed in feeds:
        assert SECRET not in client.get(feed).text
    assert SECRET not in str(structured(page))


def test_private_columns_are_not_even_read(planted) -> None:
    with CaptureQueriesContext(connection) as captured:
        public_course(planted, on=ON)

    (query,) = captured.captured_queries
    for column in ("private_reasons", "owner", "owner_name", "owner_email", "published_lines"):
        assert f'"{column}"' not in query["sql"]
    for table in ("decision", "commitment", "payment", "statementline"):
        assert f'"startups_{table}"."amount"' not in query["sql"]
    for table in ("commitment", "payment", "statementline"):
        assert f'"startups_{table}"' not in query["sql"]
    for column in ("evidence", "waiver"):
        assert f'"{column}",' not in query["sql"]


def test_the_english_page_says_the_labels_in_english_and_marks_what_is_french(client) -> None:
    startup = make_published_startup()
    make_target(decide(startup, "2026-01-10"))

    section = part(read(client, f"/en/startups/{startup.slug}/"), "going")

    assert words(section.h2) == "Where it is going"
    assert section.find(class_="target__wording")["lang"] == "fr"
    assert section.find(class_="decision__reasons")["lang"] == "fr"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_twelve_queries_whatever_there_is(
    client, number, django_assert_num_queries
) -> None:
    startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2010-01-01")])
    for index in range(number):
        start = date(2011 + 2 * index, 1, 1)
        first, second = decide(startup, f"{start}"), decide(startup, f"{add_months(start, 6)}")
        for place in range(1, number + 1):
            judge(second, make_target(first, place))
            make_target(second, place)
        stop = make_phase(startup, Phase.STOPPED, add_months(start, 8))
        make_stop_dossier(startup, period=stop)
        over = make_phase(startup, Phase.TRANSFERRED, add_months(start, 9))
        make_handover_dossier(startup, period=over)
        make_series(make_indicator(startup, f"M{index}", public=True, level=ImpactLevel.USED), "1")
    client.get(f"/startups/{startup.slug}/")

    with django_assert_num_queries(12):
        client.get(f"/startups/{startup.slug}/")

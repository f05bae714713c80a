"""The money on a startup's page: what is told, what waits, and what is never read."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from startups.figures.enums import ImpactLevel
from startups.lifecycle.enums import Phase
from startups.money.enums import FundingKind, StatementState
from startups.public.selectors.public_history import public_course
from startups.registry.models import Startup
from tests.factories import make_decision, make_organisation, make_published_startup, make_review
from tests.startups.figures.making import make_figure, make_indicator
from tests.startups.money.making import (
    FIRM,
    OTHER_FIRM,
    euros,
    make_contract,
    make_funding,
    make_modification,
    make_order,
    make_payment,
)
from tests.startups.money.published import bucket, publish

from .pages import links, part, read, words

pytestmark = pytest.mark.django_db

TODAY = date(2026, 8, 20)
NOTHING = "Pas encore publié."


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.models.base.today", lambda: TODAY)


def section(client: Any, startup: Startup, language: str = "") -> Any:
    return part(read(client, f"{language}/startups/{startup.slug}/"), "money")


def table(node: Any, caption: str) -> list[list[str]]:
    """The rows of a table's body, as words."""
    found = next(each for each in node.find_all("table") if words(each.caption) == caption)
    return [
        [words(cell) for cell in row.find_all(["th", "td"])] for row in found.tbody.find_all("tr")
    ]


def test_nothing_is_published_yet(client) -> None:
    assert words(section(client, make_published_startup()).p) == NOTHING


def test_a_startup_that_is_over_does_not_announce_what_will_not_come(client) -> None:
    startup = make_published_startup(phases=[(Phase.STOPPED, "2020-01-01")])
    page = read(client, f"/startups/{startup.slug}/")
    assert page.find(id="money") is None
    assert "public-money.css" not in str(page.head)


def test_granted_committed_and_spent_each_say_when_they_are_not_published(client) -> None:
    startup = make_published_startup()
    make_funding(startup, 50_000)
    found = section(client, startup)
    assert words(found.dl) == (f"Accordé 50 000,00 € Engagé {NOTHING} Dépensé {NOTHING}")
    assert found.svg is None


def test_the_sums_are_those_of_what_was_published(client) -> None:
    startup = make_published_startup()
    make_funding(startup, 90_000)
    publish(startup, "2025-2", committed=[bucket("10000.10", "2025-2")])
    publish(
        startup,
        committed=[bucket("20000.20"), bucket("5000.00", activities=("conception", "support"))],
        spent=[{"halves": ["2025-2", "2026-1"], "amount": "12000.00"}],
    )
    found = section(client, startup)
    assert "35 000,30 €" in words(found.dl)
    assert table(found, "Accordé, engagé et dépensé par année") == [
        ["2025 engagé : second semestre 2025 seulement", "–", "10 000,10 €", "–"],
        ["2025–2026", "–", "–", "12 000,00 €"],
        ["2026 engagé : premier semestre 2026 seulement", "90 000,00 €", "25 000,20 €", "–"],
    ]
    assert table(found, "Engagé par année et par activité") == [
        ["Second semestre 2025", "Développement", "10 000,10 €"],
        ["Premier semestre 2026", "Développement", "20 000,20 €"],
        [
            "Premier semestre 2026",
            "Conception, Support regroupés pour qu’aucun prix ne puisse s’en déduire",
            "5 000,00 €",
        ],
    ]
    assert "jusqu’au premier semestre 2026" in words(found)


def test_the_chart_says_in_words_what_it_draws(client) -> None:
    startup = make_published_startup()
    make_funding(startup, 90_000)
    publish(startup, committed=[bucket("30000.00")])
    chart = section(client, startup).svg
    assert words(chart.title) == "Accordé, engagé et dépensé par année"
    assert words(chart.desc) == ("2026 (accordé 90 000,00 €, engagé 30 000,00 €, dépensé –).")
    assert [bar["width"] for bar in chart.find_all("rect")] == ["186.0", "62.0", "0.0"]
    assert "style" not in str(chart)


def test_what_is_kept_back_is_said_until_it_is_told(client) -> None:
    startup = make_published_startup()
    publish(startup, "2025-1", committed_kept_back=["2025-1"], spent_kept_back=["2025-1"])
    assert [words(each) for each in section(client, startup).ul.find_all("li")] == [
        "ce qui a été engagé au premier semestre 2025, ou une partie",
        "ce qui a été dépensé au premier semestre 2025, ou une partie",
    ]
    publish(startup, "2025-2", committed=[bucket("9000.00", "2025-1", "2025-2")])
    assert "un prix pourrait s’en déduire" not in words(section(client, startup))


def test_a_statement_of_an_earlier_half_year_does_not_hide_what_a_later_one_keeps_back(
    client,
) -> None:
    startup = make_published_startup()
    publish(startup, "2026-1", committed_kept_back=["2026-1"])
    publish(startup, "2025-2", validated_on=date(2026, 8, 1))
    assert "engagé au premier semestre 2026" in words(section(client, startup))


def test_each_statement_says_how_far_it_is_explained_and_its_comment(client) -> None:
    startup = make_published_startup()
    publish(startup, explained="under_5", comment="Deux factures manquent.")
    found = section(client, startup)
    assert "Premier semestre 2026 · publié le 20 juillet 2026" in words(found)
    assert "Entre 1 et 5 pour cent ne sont pas expliqués" in words(found)
    assert "Deux factures manquent." in words(found)


def test_a_funding_tells_its_source_its_agreement_and_its_decision(client) -> None:
    startup = make_published_startup()
    decision = make_decision(make_review(startup, "decided", "2026-01-10"))
    granted = make_funding(
        startup,
        80_000,
        kind=FundingKind.SPONSOR,
        source=make_organisation("Direction du test"),
        agreement="CONV-7",
        agreement_url="https://exemple.gouv.fr/conv-7",
        decision=decision,
    )
    make_funding(startup, -5_000, corrects=granted, reason="Secret de couloir")
    found = section(client, startup)
    assert "75 000,00 € · Sponsor · Direction du test" in words(found)
    assert links(found)["CONV-7"] == "https://exemple.gouv.fr/conv-7"
    assert links(found)["La décision du comité"] == f"#decision-{decision.pk}"
    assert "Secret de couloir" not in words(found)


def test_a_funding_is_told_from_the_day_that_it_is_granted(client) -> None:
    startup = make_published_startup()
    make_funding(startup, 50_000, granted_on=date(2026, 8, 21))
    assert words(section(client, startup).p) == NOTHING


def test_a_contract_with_its_notice_tells_who_holds_it_and_no_amount(client) -> None:
    startup = make_published_startup()
    made = make_contract(
        users=[startup],
        reference="2026-DEV",
        buyer_name="Ministère du test",
        holders=[FIRM],
        ceiling=87_654,
        notice_url="https://exemple.gouv.fr/avis",
    )
    make_modification(
        made, "2026-03-01", months=36, holders=[{"kind": "SIRET", "identifier": OTHER_FIRM}]
    )
    found = section(client, startup)
    assert links(found)["Avis publié – 2026-DEV"] == "https://exemple.gouv.fr/avis"
    said = words(found)
    assert "Développement de services numériques" in said
    assert f"Titulaire : {OTHER_FIRM}" in said
    assert "du 15 janvier 2026 au 15 janvier 2029" in said
    assert "87" not in said.replace(OTHER_FIRM, "")


def test_a_contract_without_notice_tells_neither_its_purpose_nor_its_holders(client) -> None:
    startup = make_published_startup()
    make_contract(users=[startup], reference="2026-DEV", purpose="Objet réservé", holders=[FIRM])
    said = words(section(client, startup))
    assert "2026-DEV" in said
    assert "aucun avis publié n’est encore lié" in said
    assert "Objet réservé" not in said
    assert FIRM not in said


def test_the_cost_of_a_phase_is_that_of_its_days(client) -> None:
    startup = make_published_startup(
        phases=[(Phase.INVESTIGATION, "2026-01-01"), (Phase.CONSTRUCTION, "2026-04-01")]
    )
    publish(startup, committed=[bucket("18100.00")])
    assert [row[1] for row in table(section(client, startup), "Coût de chaque phase")] == [
        "9 000,00 €",
        "9 100,00 €",
    ]


def test_the_cost_per_user_is_of_the_months_in_which_they_were_counted(client) -> None:
    startup = make_published_startup()
    publish(startup, committed=[bucket("60000.00")])
    indicator = make_indicator(
        startup, "Usagers actifs par mois", unit="usagers", public=True, level=ImpactLevel.USED
    )
    make_figure(indicator, "2026-07-15", "9")
    assert "Non indiqué : aucun nombre d’utilisateurs actifs" in words(section(client, startup))

    make_figure(indicator, "2026-05-15", "2000")
    assert "5,00 € par mois pour chacun des 2 000 utilisateurs du 15 mai 2026" in words(
        section(client, startup)
    )


def test_the_english_page_is_in_english(client) -> None:
    startup = make_published_startup()
    make_funding(startup, 50_000)
    publish(startup, committed=[bucket("20000.00")], spent_kept_back=["2026-1"])
    said = words(section(client, startup, "/en"))
    assert "what was spent in the first half of 2026, or some of it" in said
    assert "Development" in said
    assert "50,000.00 €" in said


def test_nothing_is_public_of_lines_nor_of_statements_that_are_not_validated(client) -> None:
    startup = make_published_startup()
    order = make_order(startup, 4_321, reference="BC-SECRET", note="Note secrète")
    make_payment(order, 1_234, reference="FA-SECRET")
    for state in (StatementState.DRAFT, StatementState.SUBMITTED):
        publish(
            startup,
            "2026-1" if state == StatementState.DRAFT else "2025-2",
            state=state,
            comment="Brouillon secret",
            committed=[bucket("4321.00")],
            validated_on=None,
            validated_by=None,
            submitted_on=None if state == StatementState.DRAFT else date(2026, 7, 5),
        )
    answer = client.get(f"/startups/{startup.slug}/").text
    for secret in ("SECRET", "secr", "4321", "4\u202f321", "1\u202f234", order.supplier):
        assert secret not in answer
    assert words(section(client, startup).p) == NOTHING


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_twelve_queries_whatever_there_is(
    client, number, django_assert_num_queries
) -> None:
    startup = make_published_startup()
    for index in range(number):
        make_funding(startup, 10_000)
        made = make_contract(users=[startup], holders=[FIRM, OTHER_FIRM], notice_url="https://a.fr")
        make_modification(made, "2026-02-01", months=30)
        publish(startup, f"{2023 + index}-1", committed=[bucket("9.00", f"{2023 + index}-1")])
        make_order(startup)
    client.get(f"/startups/{startup.slug}/")

    with django_assert_num_queries(12):
        client.get(f"/startups/{startup.slug}/")


def test_amounts_come_back_to_the_cent() -> None:
    startup = make_published_startup()
    make_funding(startup, "1234.56")
    publish(startup, committed=[bucket("0.10"), bucket("0.20")])
    money = public_course(startup, on=TODAY).money
    assert [each.amount for each in money.fundings] == [euros("1234.56")]
    assert [each.amount for each in money.committed] == [Decimal("0.10"), Decimal("0.20")]

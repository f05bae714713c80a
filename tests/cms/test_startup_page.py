"""The page of a startup, in the order and with the reserve that it owes."""

from datetime import date

import pytest

from startups.lifecycle.enums import EventKind, Phase
from startups.registry.enums import OpennessState
from tests.factories import (
    make_event,
    make_hidden_incubator,
    make_incubator,
    make_membership,
    make_organisation,
    make_person,
    make_phase,
    make_published_startup,
    make_startup,
    make_startup_page,
)

from .pages import links, part, read, words

pytestmark = pytest.mark.django_db

ON = date(2026, 8, 20)


def page_of(client, startup):
    return read(client, f"/startups/{startup.slug}/")


def view_of(startup):
    """What the page shows on a given day."""
    return make_startup_page(startup).view(ON)


def test_page_tells_its_parts_in_order(client):
    startup = make_published_startup(
        "Bêta",
        body="## Contexte",
        mission="Aider.",
        problem="Un irritant.",
        contact="contact@beta.example",
        incubators=[make_incubator()],
        sponsors=[make_organisation()],
        technologies=["python"],
        user_types=["particulier"],
        themes=["sante-test"],
    )

    page = page_of(client, startup)

    assert words(page.h1) == "Bêta"
    assert [words(heading) for heading in page.main.find_all("h2")] == [
        "L’irritant de départ",
        "Contexte",
        "Où en est-on ?",
        "L’argent",
        "Ouverture",
        "L’équipe",
        "Sponsors",
        "Incubateur",
        "Contact",
        "Technologies",
        "Pour qui",
        "Thèmes",
        "Ce qui a changé récemment",
    ]


def test_page_says_its_phase_and_since_when(client):
    startup = make_published_startup(phases=[(Phase.ACCELERATION, "2023-05-04")])

    head = words(page_of(client, startup).main.header)

    assert "En accélération" in head
    assert "Dans cette phase depuis le 4 mai 2023" in head


def test_active_startup_has_no_notice_of_an_end(client):
    assert page_of(client, make_published_startup()).find(id="ending") is None


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        (Phase.STOPPED, "Ce produit a été arrêté."),
        (Phase.INCONCLUSIVE, "L’investigation n’a pas été concluante"),
        (Phase.TRANSFERRED, "il a été transmis"),
    ],
)
def test_ended_startup_says_so_before_anything_else(client, phase, said):
    startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2020-01-01")])
    make_phase(startup, phase, "2022-03-02", comment="Le besoin a disparu.")

    page = page_of(client, startup)
    notice = page.find(id="ending")

    assert said in words(notice)
    assert "2 mars 2022" in words(notice)
    assert "Le besoin a disparu." in words(notice)
    assert page.h1 in notice.find_all_next("h1")


def test_end_event_gives_its_reason_where_the_phase_gives_none():
    startup = make_startup(
        phases=[(Phase.CONSTRUCTION, "2020-01-01"), (Phase.STOPPED, "2022-01-01")]
    )
    make_event(startup, EventKind.END, "2022-01-01", "Plus de financement.")

    assert view_of(startup).ending.comment == "Plus de financement."


def test_restarted_startup_is_not_ended():
    startup = make_startup(
        phases=[(Phase.STOPPED, "2022-01-01"), (Phase.CONSTRUCTION, "2023-01-01")]
    )

    assert view_of(startup).ending is None


def test_end_to_come_is_planned_and_no_end_yet():
    startup = make_startup(
        phases=[(Phase.CONSTRUCTION, "2026-01-01"), (Phase.TRANSFERRED, "2026-08-21")]
    )

    view = view_of(startup)

    assert view.ending is None
    assert view.phase is Phase.CONSTRUCTION
    assert [step.planned for step in view.steps] == [False, True]


def test_timeline_tells_dates_and_durations(client):
    startup = make_published_startup(
        phases=[
            (Phase.INVESTIGATION, "2020-01-01"),
            (Phase.CONSTRUCTION, "2020-02-01"),
            (Phase.STOPPED, "2022-05-01"),
        ]
    )
    make_phase(startup, Phase.CONSTRUCTION, "2999-01-01")

    steps = [words(step) for step in part(page_of(client, startup), "lifeline").ol.find_all("li")]

    assert steps == [
        "En investigation Du 1 janvier 2020 au 1 février 2020 31 jours",
        "En construction Du 1 février 2020 au 1 mai 2022 2 ans et 3 mois",
        "Arrêté Depuis le 1 mai 2022",
        "En construction Prévu pour le 1 janvier 2999",
    ]


def test_bars_share_the_line_in_proportion():
    startup = make_startup(
        phases=[
            (Phase.INVESTIGATION, "2020-01-01"),
            (Phase.CONSTRUCTION, "2020-01-26"),
            (Phase.STOPPED, "2020-04-10"),
        ]
    )

    bars = [(step.bar.x, step.bar.width) for step in view_of(startup).steps]

    assert bars == [(0, 250), (250, 750), (992, 8)]


def test_startup_that_has_not_started_says_so(client):
    page = page_of(client, make_published_startup(phases=[]))

    assert "Pas encore commencé" in words(page.main.header)
    assert "Rien n’a encore commencé." in words(part(page, "lifeline"))


def test_events_are_told_with_their_comment_and_those_to_come_as_planned(client):
    startup = make_published_startup()
    make_event(startup, EventKind.PRODUCT_LAUNCH, "2021-06-01", "Ouverture à tous.")
    make_event(startup, EventKind.COMMITTEE, "2999-01-01")

    events = [words(item) for item in part(page_of(client, startup), "lifeline").ul.find_all("li")]

    assert events == [
        "1 janvier 2999 (prévu) Comité",
        "1 juin 2021 Lancement du produit Ouverture à tous.",
    ]


def test_badge_of_national_impact_waits_for_its_day():
    startup = make_startup(events=[(EventKind.NATIONAL_IMPACT, "2026-08-21")])
    page = make_startup_page(startup)

    before, after = page.view(ON), page.view(date(2026, 8, 21))

    assert [str(badge.kind) for badge in before.badges] == []
    assert [str(badge.kind) for badge in after.badges] == ["impact"]


def test_openness_says_unknown_as_unknown(client):
    startup = make_published_startup(
        source_code_state=OpennessState.YES, source_code_url="https://code.example/beta"
    )

    openness = part(page_of(client, startup), "openness")

    assert [words(item) for item in openness.find_all("div")] == [
        "Code source Oui Voir – Code source",
        "Statistiques d’usage Inconnu",
        "Budget Inconnu",
        "Impact Inconnu",
        "Accessibilité Inconnu",
        "Sécurité Inconnu",
    ]
    assert list(links(openness).values()) == ["https://code.example/beta"]


@pytest.mark.parametrize("phase", [Phase.INVESTIGATION, Phase.INCONCLUSIVE])
def test_nothing_is_expected_of_an_investigation(client, phase):
    startup = make_published_startup(
        phases=[(phase, "2021-01-01")], statistics_state=OpennessState.NO
    )

    openness = part(page_of(client, startup), "openness")

    assert "Rien n’est attendu" in words(openness)
    assert [words(item) for item in openness.find_all("div")] == ["Statistiques d’usage Non"]


def test_names_are_told_only_with_consent(client):
    startup = make_published_startup()
    for person in (make_person("Ada Consentante", consenting=True), make_person("Bob Discret")):
        make_membership(startup, person)

    response = client.get(f"/startups/{startup.slug}/")
    team = words(part(page_of(client, startup), "team"))

    assert "2 personnes – Ada Consentante et 1 autre" in team
    assert "Bob Discret" not in response.content.decode()


def test_consent_given_is_not_asked_of_those_who_left(client):
    startup = make_published_startup()
    make_membership(startup, make_person("Ada Partie", consenting=True), end="2021-01-01")

    page = page_of(client, startup)

    assert "Personne n’y travaille" in words(part(page, "team"))
    assert "1 personne y a travaillé" in words(part(page, "team"))
    assert "Ada Partie" not in words(page)


def test_somebody_with_two_roles_counts_once_in_the_team():
    startup, person = make_startup(), make_person()
    make_membership(startup, person, role="design-test")
    make_membership(startup, person, role="produit-test", start="2021-01-01")

    team = view_of(startup).team

    assert (team.current, team.past) == (1, 0)
    assert [(group.label, group.count) for group in team.groups] == [
        ("design-test", 1),
        ("produit-test", 1),
    ]


def test_somebody_who_has_not_arrived_is_not_in_the_team():
    startup = make_startup()
    make_membership(startup, start="2026-08-21")

    assert view_of(startup).team.current == 0


def test_last_day_of_a_membership_still_counts():
    startup = make_startup()
    make_membership(startup, end=ON)

    assert view_of(startup).team.current == 1


def test_sponsors_and_incubators_are_linked_and_hidden_ones_named_nowhere(client):
    startup = make_published_startup(
        sponsors=[make_organisation("Direction du test", ghid="ddt", acronym="DDT")],
        incubators=[make_hidden_incubator("Sas interne"), make_incubator("Ouvert", ghid="ouvert")],
    )

    page = page_of(client, startup)

    assert links(part(page, "sponsors")) == {"Direction du test (DDT)": "/sponsors/ddt/"}
    assert links(part(page, "incubators")) == {"Ouvert": "/incubateurs/ouvert/"}
    assert "Sas interne" not in str(page)


def test_startup_of_hidden_incubators_only_names_none(client):
    page = page_of(client, make_published_startup(incubators=[make_hidden_incubator("Sas")]))

    assert page.find(id="incubators") is None


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("contact@beta.example", True),
        ("écrivez-nous", False),
        ("a@b.example\nBcc: c", False),
    ],
)
def test_contact_is_a_link_only_where_it_is_an_address(client, contact, shown):
    page = page_of(client, make_published_startup(contact=contact))

    assert (page.find("a", href=f"mailto:{contact}") is not None) is shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://x.example", "pas un lien", ""])
def test_what_is_no_web_address_is_no_link(client, address):
    startup = make_published_startup(
        website_url=address, budget_url=address, budget_state=OpennessState.YES
    )

    page = page_of(client, startup)

    assert page.main.find("a", rel="external") is None
    assert "javascript:" not in str(page.main)


def test_words_lead_to_the_list_that_they_narrow(client):
    startup = make_published_startup(technologies=["c++ & co"])

    assert list(links(part(page_of(client, startup), "technologies")).values()) == [
        "/startups/?technology=c%2B%2B+%26+co"
    ]


def test_recent_changes_are_the_last_five_up_to_today():
    startup = make_startup(
        phases=[(Phase.CONSTRUCTION, f"202{year}-01-01") for year in range(6)]
        + [(Phase.STOPPED, "2027-01-01")]
    )

    days = [change.date.year for change in view_of(startup).recent]

    assert days == [2025, 2024, 2023, 2022, 2021]


def test_page_tells_when_it_last_changed(client):
    startup = make_startup()
    make_startup_page(startup)
    startup.published_text.changed_on = date(2024, 2, 3)
    startup.published_text.save()

    assert "Page modifiée le 3 février 2024" in words(part(page_of(client, startup), "recent"))


def test_body_is_rendered_and_harmless(client):
    startup = make_published_startup(body="Du **gras**.\n\n<script>alert(1)</script>")

    prose = page_of(client, startup).find(class_="prose")

    assert words(prose.strong) == "gras"
    assert prose.script is None


def test_unpublished_page_is_not_found(client):
    startup = make_startup()
    make_startup_page(startup).unpublish()

    assert client.get(f"/startups/{startup.slug}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(client, number, django_assert_num_queries):
    startup = make_published_startup(
        incubators=[make_incubator() for _ in range(number)],
        sponsors=[make_organisation() for _ in range(number)],
        technologies=[f"techno-{index}" for index in range(number)],
    )
    for index in range(number):
        make_membership(startup, role=f"role-{index}")
        make_event(startup)
        make_published_startup()
    client.get(f"/startups/{startup.slug}/")

    with django_assert_num_queries(12):
        client.get(f"/startups/{startup.slug}/")

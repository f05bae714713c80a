"""The Atom feeds: complete, stable, and silent about what is not public."""

from xml.etree import ElementTree

import pytest

from startups.lifecycle.enums import EventKind, Phase
from tests.factories import (
    make_event,
    make_hidden_incubator,
    make_incubator,
    make_phase,
    make_published_startup,
    make_startup,
    make_startup_page,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, address="/evenements.atom"):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(root):
    return root.findall(f"{ATOM}entry")


def titles(root):
    return [entry.findtext(f"{ATOM}title") for entry in entries(root)]


def identifiers(root):
    return [entry.findtext(f"{ATOM}id") for entry in entries(root)]


def test_portfolio_feed_tells_phases_and_events_the_latest_first(client):
    startup = make_published_startup("Bêta", phases=[(Phase.CONSTRUCTION, "2021-01-01")])
    make_event(startup, EventKind.PRODUCT_LAUNCH, "2021-03-01")
    make_phase(startup, Phase.ACCELERATION, "2999-01-01")
    make_event(startup, EventKind.COMMITTEE, "2999-01-01")

    assert titles(feed(client)) == [
        "Bêta – Lancement du produit",
        "Bêta – Entre en construction",
    ]


def test_feed_has_what_atom_requires(client):
    startup = make_published_startup("Bêta", ghid="bêta", slug="beta", phases=[])
    make_event(startup, on="2021-03-01", comment="a < b & <b>c</b>")

    root = feed(client)
    entry = entries(root)[0]

    assert root.findtext(f"{ATOM}id") == "tag:testserver,2026:/evenements.atom"
    assert root.findtext(f"{ATOM}updated") == "2021-03-01T00:00:00+01:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")} == {
        "alternate": "http://testserver/",
        "self": "http://testserver/evenements.atom",
    }
    assert (
        entry.findtext(f"{ATOM}id")
        == "tag:testserver,2026:/startups/b%C3%AAta/event/committee/2021-03-01"
    )
    assert entry.findtext(f"{ATOM}updated") == "2021-03-01T00:00:00+01:00"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/startups/beta/"
    assert entry.findtext(f"{ATOM}summary") == "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"


def test_two_events_of_a_kind_on_a_day_are_two_entries(client):
    startup = make_published_startup(phases=[])
    make_event(startup, on="2021-03-01", position=0)
    make_event(startup, on="2021-03-01", position=1)

    found = identifiers(feed(client))

    assert len(found) == len(set(found)) == 2


def test_identifiers_do_not_depend_on_the_database(client):
    startup = make_published_startup(phases=[(Phase.CONSTRUCTION, "2021-01-01")])
    make_event(startup, on="2021-03-01")
    before = identifiers(feed(client))

    startup.events.all().delete()
    make_event(startup, on="2021-03-01")

    assert identifiers(feed(client)) == before


def test_an_end_is_told_once(client):
    startup = make_published_startup("Bêta", phases=[(Phase.STOPPED, "2021-01-01")])
    make_event(startup, EventKind.END, "2021-01-01")

    assert titles(feed(client)) == ["Bêta – Est arrêté"]


def test_characters_that_xml_cannot_write_are_left_out(client):
    startup = make_published_startup(phases=[])
    make_event(startup, comment="avant\x0b\x00après".replace("\x00", ""))

    assert entries(feed(client))[0].findtext(f"{ATOM}summary") == "avantaprès"


def test_feed_holds_the_last_fifty(client):
    startup = make_published_startup(phases=[])
    for number in range(52):
        make_event(startup, on=f"2021-{1 + number // 28:02}-{1 + number % 28:02}")

    assert len(entries(feed(client))) == 50


def test_startup_feed_tells_of_it_alone(client):
    make_published_startup("Bêta", ghid="beta", phases=[(Phase.CONSTRUCTION, "2021-01-01")])
    make_published_startup("Autre")

    assert titles(feed(client, "/startups/beta/evenements.atom")) == [
        "Bêta – Entre en construction"
    ]


def test_startup_without_a_published_page_has_no_feed(client):
    startup = make_startup()
    make_startup_page(startup).unpublish()

    assert client.get(f"/startups/{startup.slug}/evenements.atom").status_code == 404


def test_incubator_feed_tells_of_its_startups(client):
    incubator = make_incubator(ghid="ouvert")
    make_published_startup("Bêta", incubators=[incubator])
    make_published_startup("Autre")

    assert titles(feed(client, "/incubateurs/ouvert/evenements.atom")) == [
        "Bêta – Entre en construction"
    ]


def test_feeds_of_many_lead_to_no_page_that_is_not_there(client):
    incubator = make_incubator(ghid="fabrique")
    startup = make_published_startup("Bêta", incubators=[incubator])
    make_event(startup)
    startup.page.unpublish()

    for address in ("/evenements.atom", "/incubateurs/fabrique/evenements.atom"):
        assert titles(feed(client, address)) == []


def test_hidden_incubator_has_no_feed_and_no_name_in_others(client):
    make_published_startup(incubators=[make_hidden_incubator("Sas interne", ghid="sas")])

    assert client.get("/incubateurs/sas/evenements.atom").status_code == 404
    assert "Sas interne" not in client.get("/evenements.atom").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_feed_takes_two_queries(client, number, django_assert_num_queries):
    for _ in range(number):
        make_event(make_published_startup())

    with django_assert_num_queries(2):
        client.get("/evenements.atom")


def test_page_leads_to_its_feed(client):
    make_published_startup(ghid="beta")

    content = client.get("/startups/beta/").content.decode()

    assert 'href="/startups/beta/evenements.atom"' in content
    assert 'href="/evenements.atom"' in content

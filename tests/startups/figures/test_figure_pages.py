"""The pages of one figure: entering, replacing, changing, removing; what is hostile is text."""

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from startups.figures.models import Measurement
from startups.figures.services import row_digest
from tests import clock
from tests.access.cast import Cast, CastAsOf

from .making import everything, make_figure, make_indicator, recorded

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def cast(cast_as_of: CastAsOf) -> Cast:
    return cast_as_of(today=clock.today())


@pytest.fixture
def startup(cast, client) -> Any:
    client.force_login(cast.users["intrapreneur"])
    return cast.ours


def address(name: str, startup: Any, *keys: int) -> str:
    return reverse(f"team_figures:{name}", args=(startup.slug, *keys))


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_adding_a_figure(client, startup):
    indicator = make_indicator(startup)
    data = {"date": "2026-01-31", "value": "1 234,5 %", "source": "Base du service"}

    client.post(address("measure", startup, indicator.pk), data)

    assert [(str(day), f"{value:f}", source) for _, day, value, source in recorded(startup)] == [
        ("2026-01-31", "1234.5000", "Base du service")
    ]
    assert Measurement.objects.get().entered_by == startup.journal.get().actor


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "1,234"),
        ("value", "beaucoup"),
        ("value", ""),
        ("date", "2999-01-01"),
        ("date", "hier"),
        ("source", " "),
        ("source", "x" * 301),
        ("source", "nul\x00"),
    ],
)
def test_a_refused_figure_says_why_beside_its_field(client, startup, field, value):
    indicator = make_indicator(startup)
    data = {"date": "2026-01-31", "value": "5", "source": "Base"} | {field: value}

    response = client.post(address("measure", startup, indicator.pk), data)

    assert response.status_code == 422
    assert soup(response).find(id=f"id_{field}_error")
    assert recorded(startup) == []


def test_a_day_that_has_a_value_is_replaced_only_when_that_is_said(client, startup):
    indicator = make_indicator(startup)
    existing = make_figure(indicator, value="12", source="Estimation")
    page = address("measure", startup, indicator.pk)
    data = {"date": "2026-01-31", "value": "13", "source": "Base", "replace": "on"}
    before = everything(startup)

    first = client.post(page, data | {"reason": "corrigé"})

    assert first.status_code == 422
    assert everything(startup) == before
    assert "12 usagers" in soup(first).find(id="id_replace_helptext").text.replace("\xa0", " ")
    assert not soup(first).find(id="id_replace").has_attr("checked")
    data["version"] = soup(first).find(id="id_version")["value"]
    assert client.post(page, data).status_code == 422
    assert everything(startup) == before

    assert client.post(page, data | {"reason": "corrigé"}).status_code == 302
    existing.refresh_from_db()
    assert (f"{existing.value:f}", existing.source) == ("13.0000", "Base")
    assert existing.history.first().history_change_reason == "corrigé"


def test_changing_and_removing_a_figure(client, startup):
    indicator = make_indicator(startup)
    figure = make_figure(indicator)
    keys = (indicator.pk, figure.pk)
    data = {"date": "2026-01-30", "value": "14", "source": "Base", "reason": "erreur de saisie"}

    client.post(address("change", startup, *keys), data | {"version": row_digest(figure)})
    figure.refresh_from_db()
    assert (str(figure.date), f"{figure.value:f}") == ("2026-01-30", "14.0000")

    told = client.get(address("measurement_history", startup, *keys)).content.decode()
    assert "erreur de saisie" in told
    assert "12 → 14" in told
    assert "Intrapreneur" in told

    removal = {"reason": "doublon", "version": row_digest(figure)}
    client.post(address("remove", startup, *keys), removal)
    assert recorded(startup) == []
    history = client.get(address("history", startup, indicator.pk)).content.decode()
    assert "doublon" in history


@pytest.mark.parametrize("name", ["change", "remove"])
def test_what_is_recorded_is_not_touched_without_a_reason(client, startup, name):
    indicator = make_indicator(startup)
    figure = make_figure(indicator)
    data = {"date": "2026-01-31", "value": "14", "source": "Base", "version": row_digest(figure)}
    before = everything(startup)

    response = client.post(address(name, startup, indicator.pk, figure.pk), data)

    assert response.status_code == 422
    assert everything(startup) == before


def test_what_is_hostile_is_shown_as_text(client, startup):
    indicator = make_indicator(startup, HOSTILE, unit=HOSTILE[:50], public=True, headline=True)
    figure = make_figure(indicator, source=HOSTILE)
    keys = (indicator.pk, figure.pk)
    pages = [
        address("index", startup),
        address("indicator", startup, indicator.pk),
        address("edit", startup, indicator.pk),
        address("delete", startup, indicator.pk),
        address("measure", startup, indicator.pk),
        address("history", startup, indicator.pk),
        address("change", startup, *keys),
        address("remove", startup, *keys),
        address("measurement_history", startup, *keys),
        address("paste", startup),
        f"/startups/{startup.slug}/",
    ]

    for page in pages:
        found = soup(client.get(page))
        assert HOSTILE in str(found.get_text()) + "".join(
            str(tag.get("value", "")) for tag in found.find_all("input")
        )
        assert not found.find("img", src="x")
        assert not [tag for tag in found.find_all("script") if "alert" in tag.text]


def test_the_download_has_every_figure_and_runs_no_formula(client, startup):
    indicator = make_indicator(startup, "=HYPERLINK(1)", unit="@usagers", public=True)
    make_figure(indicator, value="-12.5", source="+cmd|' /C calc'!A0")
    make_figure(make_indicator(startup, "Privé"), source="-2+3")

    response = client.get(address("export", startup))

    text = response.content.decode("utf-8-sig")
    assert response["Content-Disposition"] == 'attachment; filename="notre-chiffres.csv"'
    assert list(csv.reader(io.StringIO(text)))[1:] == [
        [
            "Utilisé" if "Utilisé" in text else "Used",
            "'=HYPERLINK(1)",
            "'@usagers",
            "oui" if "oui" in text else "yes",
            "2026-01-31",
            "-12.5",
            "'+cmd|' /C calc'!A0",
        ],
        [
            "Utilisé" if "Utilisé" in text else "Used",
            "Privé",
            "usagers",
            "non" if "non" in text else "no",
            "2026-01-31",
            "12",
            "'-2+3",
        ],
    ]

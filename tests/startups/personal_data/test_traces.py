"""How a name is recognised, and what is left alone. Pure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.personal_data.services.anonymisation.traces import Traces


def traces(*names: str, emails: tuple[str, ...] = ()) -> Traces:
    return Traces(frozenset(names), frozenset(emails), "Personne n° 1", "personne-1", "x@invalid")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Vu avec Zoé Noël hier", "Vu avec Personne n° 1 hier"),
        ("ZOE NOEL, NOËL ZOÉ", "Personne n° 1, Personne n° 1"),
        ("https://gens.example/zoe.noel.html", "https://gens.example/personne-1.html"),
        ("photo_zoe-noel_2.png", "photo_personne-1_2.png"),
        ("Zo\u0065\u0301 Noe\u0308l", "Personne n° 1"),
        ('{"nom": "Zo\\u00e9 No\\u00ebl"}', '{"nom": "Personne n° 1"}'),
        ("Zoé, Noël et Pâques", "Zoé, Noël et Pâques"),
        ("Zoé Noëlle", "Zoé Noëlle"),
        ("Azoé Noël", "Azoé Noël"),
        ("", ""),
    ],
)
def test_a_name_is_found_however_it_is_written(text, cleaned) -> None:
    assert traces("Zoé Noël", "zoe.noel").clean(text) == cleaned


def test_an_address_is_found_and_longer_ones_are_not() -> None:
    cleaner = traces(emails=("zoe@a.example",))

    assert cleaner.clean("<ZOE@a.example>, zoe%40a.example") == "<x@invalid>, x@invalid"
    assert cleaner.clean("azoe@a.example") == "azoe@a.example"


def test_a_name_of_one_word_is_only_a_whole_value() -> None:
    cleaner = traces("Rose")

    assert cleaner.clean("rose") == "personne-1"
    assert cleaner.clean("La rose des vents") == "La rose des vents"


def test_names_in_data_go_wherever_they_are() -> None:
    data = {"Zoé Noël": ["x", {"par": "Zoé Noël"}, 3, None, True]}

    cleaned = traces("Zoé Noël").clean_data(data)

    assert cleaned == {"Personne n° 1": ["x", {"par": "Personne n° 1"}, 3, None, True]}


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text) -> None:
    cleaner = traces("Zoé Noël", emails=("zoe@a.example",))

    once = cleaner.clean(f"{text} Zoé Noël {text}")

    assert cleaner.clean(once) == once

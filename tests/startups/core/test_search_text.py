"""What is searched, and what is typed, fold to the same thing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.core.search_text import MAX_QUERY, MAX_WORDS, fold, plain_text, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Évaluation  À\n domicile", "evaluation a domicile"),
        ("L’Œuvre de l'Ætheling", "l'oeuvre de l'aetheling"),
        ("STRASSE Straße", "strasse strasse"),
        ("co‑construction — été–hiver", "co-construction - ete-hiver"),
        ("mot\u200bcoupé\u00ad ici\ufeff", "motcoupe ici"),
        ("Ma\u00a0démarche\u202f!", "ma demarche !"),
        ("«\u00a0Base\u00a0»", '" base "'),
        ("ﬁn ½ №", "fin 1⁄2 no"),
        ("e\u0301te\u0301", "ete"),
        ("", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_fold_leaves_no_line_break_nor_double_space(text: str) -> None:
    assert fold(text) == " ".join(fold(text).split())


@given(st.text())
def test_fold_is_the_same_for_composed_and_decomposed_text(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_fold_is_the_same_in_capitals(text: str) -> None:
    assert fold(text.upper()) == fold(text)


def test_words_are_folded_and_told_once() -> None:
    assert words("Base  ADRESSE base") == ["base", "adresse"]


@pytest.mark.parametrize("quotes", ['"{}"', "“{}”", "«\u00a0{}\u00a0»"])
def test_words_in_quotes_stay_together(quotes: str) -> None:
    query = quotes.format("Base adresse") + " nationale"

    assert words(query) == ["base adresse", "nationale"]


def test_a_quote_that_never_closes_is_no_phrase() -> None:
    assert words('"base adresse') == ["base", "adresse"]


@pytest.mark.parametrize("query", ["", "   ", '""', '" "', "!? ,", "\u200b"])
def test_nothing_to_look_for(query: str) -> None:
    assert words(query) == []


def test_punctuation_around_words_does_not_count() -> None:
    assert words("emploi, (santé) le.taxi c++ c#") == ["emploi", "sante", "le.taxi", "c++", "c#"]


def test_words_are_bounded() -> None:
    assert words(" ".join("abcdefghij")) == list("abcdefgh")
    assert words("x" * 5000) == ["x" * MAX_QUERY]


@given(st.text())
def test_words_are_folded_terms_within_bounds(query: str) -> None:
    found = words(query)

    assert len(found) <= MAX_WORDS
    assert [fold(word) for word in found] == found


@pytest.mark.parametrize(
    ("markdown", "kept"),
    [
        ("l'**emploi** des _jeunes_ dans mon_service", "l'emploi des jeunes dans mon_service"),
        ("## Le problème\n\n- un\n- deux", "le probleme un deux"),
        ("[le site](https://example.org/chemin) et https://exemple.fr/x?y", "le site et"),
        ('<a href="https://example.org">ici</a><br>là', "ici la"),
        ("a&nbsp;&amp;&eacute;", "a &e"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "a b 1 2"),
    ],
)
def test_markup_is_not_searched(markdown: str, kept: str) -> None:
    assert fold(plain_text(markdown)) == kept

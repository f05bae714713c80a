"""Days and numbers as people write them; what has two readings is refused."""

import calendar
import contextlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startups.tables.cells import (
    DECIMAL_PLACES,
    WHOLE_DIGITS,
    YEARS,
    UnreadableError,
    read_day,
    read_number,
)

DAYS = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))
LARGEST = Decimal(10) ** WHOLE_DIGITS
NUMBERS = st.decimals(
    -LARGEST + 1, LARGEST - 1, places=DECIMAL_PLACES, allow_nan=False, allow_infinity=False
)
FRENCH_MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]
SHORT_MONTHS = [
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/2026", "2026-12-31"),
        ("1/2/2026", "2026-02-01"),
        ("31.12.2026", "2026-12-31"),
        ("31-12-2026", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2026-12-31 00:00:00", "2026-12-31"),
        ("2026-12-31T00:00", "2026-12-31"),
        ("31/12/2026 0:00", "2026-12-31"),
        ("12/2026", "2026-12-31"),
        ("2/2024", "2024-02-29"),
        ("2026-02", "2026-02-28"),
        ("déc. 2026", "2026-12-31"),
        ("Décembre 2026", "2026-12-31"),
        ("dec-2026", "2026-12-31"),
        ("févr. 2024", "2024-02-29"),
        ("August 2026", "2026-08-31"),
        ("31 décembre 2026", "2026-12-31"),
        ("1er mai 2026", "2026-05-01"),
        ("T1 2026", "2026-03-31"),
        ("t4-2026", "2026-12-31"),
        ("2T2026", "2026-06-30"),
        ("Q3 2026", "2026-09-30"),
        ("2026-T2", "2026-06-30"),
        ("1er trimestre 2026", "2026-03-31"),
        ("4e trimestre 2026", "2026-12-31"),
        ("T1\u00a02026", "2026-03-31"),
        ("  T1   2026 ", "2026-03-31"),
    ],
)
def test_a_day_is_read(text, day):
    assert read_day(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "manque|missing"),
        ("31/02/2026", "n’existe pas|no such day"),
        ("12/31/2026", "n’existe pas|no such day"),
        ("13/2026", "mois n’existe|no such month"),
        ("31/12/26", "quatre chiffres|four digits"),
        ("déc-26", "quatre chiffres|four digits"),
        ("46387", "nombre et non|number, not a date"),
        ("2026", "nombre et non|number, not a date"),
        ("31/12/0202", "invraisemblable|cannot be right"),
        ("T5 2026", "pas lu comme|not read as"),
        ("brumaire 2026", "pas lu comme|not read as"),
        ("31/12-2026", "pas lu comme|not read as"),
        ("2026-12-31 14:30", "quatre chiffres|four digits|pas lu comme|not read as"),
        ("٣١/١٢/٢٠٢٦", "pas lu comme|not read as"),
        ("hier", "pas lu comme|not read as"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(text, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "value", "sign"),
    [
        ("1 234,5", "1234.5", ""),
        ("1\u00a0234,5", "1234.5", ""),
        ("1\u202f234\u202f567", "1234567", ""),
        ("1.234,5", "1234.5", ""),
        ("1,234.5", "1234.5", ""),
        ("1.234.567", "1234567", ""),
        ("1,234,567.8", "1234567.8", ""),
        ("1 234,567", "1234.567", ""),
        ("1234.5", "1234.5", ""),
        ("1234,567", "1234.567", ""),
        ("0,125", "0.125", ""),
        ("12,50", "12.5", ""),
        ("1,500000", "1.5", ""),
        ("12 %", "12", "%"),
        ("12,5%", "12.5", "%"),
        ("12\u202f%", "12", "%"),
        ("1 450 €", "1450", "€"),
        ("€1450", "1450", "€"),
        ("-5", "-5", ""),
        ("\u22125,5", "-5.5", ""),
        ("+3", "3", ""),
        ("-0", "0", ""),
        ("007", "7", ""),
    ],
)
def test_a_number_is_read(text, value, sign):
    number = read_number(text)

    assert (number.value, number.sign) == (Decimal(value), sign)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1,234", "1234.*1,2340"),
        ("12.345", "12345.*12.3450"),
        ("-123,456", "123456.*123,4560"),
        ("", "vide|empty"),
        ("-", "vide|empty"),
        ("n.d.", "vide|empty"),
        ("%", "vide|empty"),
        ("12 34", "pas lu comme|not read as"),
        ("1.23.456", "pas lu comme|not read as"),
        ("1,234,5", "pas lu comme|not read as"),
        ("0 123", "pas lu comme|not read as"),
        ("12 k", "abréviation|abbreviation"),
        ("1,2 M€", "abréviation|abbreviation"),
        ("3 millions", "abréviation|abbreviation"),
        ("1,2E+06", "1E\\+06"),
        ("0,12345", "décimales|decimal places"),
        ("100000000000000", "trop grand|too large"),
        ("=1+1", "pas lu comme|not read as"),
        ("(5)", "pas lu comme|not read as"),
        ("--5", "pas lu comme|not read as"),
        ("12 $", "pas lu comme|not read as"),
        ("NaN", "pas lu comme|not read as"),
        ("Infinity", "pas lu comme|not read as"),
        ("１２", "pas lu comme|not read as"),
        ("1_000", "pas lu comme|not read as"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text, reason):
    with pytest.raises(UnreadableError, match=reason):
        read_number(text)


@given(DAYS)
def test_every_day_is_read_back_however_written(day):
    month = FRENCH_MONTHS[day.month - 1]
    spellings = [
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        day.isoformat(),
        f"{day.isoformat()} 00:00:00",
        f"{day.day} {month} {day.year}",
        f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}",
    ]

    assert {read_day(text) for text in spellings} == {day}


@given(DAYS)
def test_a_month_and_a_quarter_are_read_as_their_last_days(day):
    last = calendar.monthrange(day.year, day.month)[1]
    months = [
        f"{day:%m/%Y}",
        f"{day:%Y-%m}",
        f"{SHORT_MONTHS[day.month - 1]} {day.year}",
        f"{FRENCH_MONTHS[day.month - 1].upper()} {day.year}",
    ]
    quarter = (day.month + 2) // 3
    end = calendar.monthrange(day.year, quarter * 3)[1]

    assert {read_day(text) for text in months} == {day.replace(day=last)}
    assert read_day(f"T{quarter} {day.year}") == date(day.year, quarter * 3, end)


@given(NUMBERS)
def test_every_number_is_read_back_however_written(value):
    whole, _, rest = f"{abs(value):f}".partition(".")
    minus = "-" if value < 0 else ""
    grouped = f"{int(whole):,}"
    spellings = [
        f"{minus}{whole},{rest}",
        f"{minus}{whole}.{rest}",
        f"{minus}{grouped.replace(',', chr(0x202F))},{rest}",
        f"{minus}{grouped.replace(',', ' ')}.{rest} €",
        f"{minus}{grouped.replace(',', '.')},{rest} %",
        f"{minus}{grouped}.{rest}",
    ]

    assert {read_number(text).value for text in spellings} == {value}


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(",."))
def test_what_could_be_thousands_or_decimals_is_never_guessed(whole, rest, mark):
    with pytest.raises(UnreadableError):
        read_number(f"{whole}{mark}{rest:03}")


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    for read in (read_day, read_number):
        with contextlib.suppress(UnreadableError):
            read(text)

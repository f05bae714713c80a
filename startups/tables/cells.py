"""Days and numbers as people write them in spreadsheets. Pure.

What has two readings is refused with the reason, never guessed.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

DECIMAL_PLACES = 4
WHOLE_DIGITS = 14
YEARS = range(1900, 2101)
# The spaces that separate thousands, whatever the program.
SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2008\u200a\t"), " ")
MINUS = {0x2212: "-"}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr april apr",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}
MIDNIGHT = re.compile(r"[ t]0?0:00(?::00(?:\.0+)?)?$")
DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
YEAR_MONTH_DAY = re.compile(r"([0-9]{4})([/-])([0-9]{1,2})\2([0-9]{1,2})")
MONTH_YEAR = re.compile(r"([0-9]{1,2})[/-]([0-9]{4})")
YEAR_MONTH = re.compile(r"([0-9]{4})[/-]([0-9]{1,2})")
NAMED = re.compile(r"(?:([0-9]{1,2})(?:er)?[ -])?([a-z]+)\.?[ -]([0-9]{4})")
QUARTER = r"(?:[tq] ?([1-4])|([1-4]) ?(?:[tq]|(?:er|e|eme) trimestre))"
QUARTER_YEAR = re.compile(QUARTER + r"[ /-]?([0-9]{4})")
YEAR_QUARTER = re.compile(r"([0-9]{4})[ /-]?[tq]([1-4])")
SHORT_YEAR = re.compile(r".*[^0-9][0-9]{2}")

SIGN = re.compile(r"(?P<before>€)?\s*(?P<number>.*?)\s*(?P<after>[%€])?")
PLAIN = re.compile(r"[0-9]+")
ONE_MARK = re.compile(r"([0-9]+)([.,])([0-9]+)")
GROUPED = tuple(
    re.compile(rf"([1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}})+)(?:{mark}([0-9]+))?")
    for group, mark in ((" ", "[.,]"), (r"\.", ","), (",", r"\."))
)
SCIENTIFIC = re.compile(r"[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)
ABBREVIATED = re.compile(r"[0-9.,\s]+(?:k|m|md|millions?|milliards?)\s*€?", re.IGNORECASE)
NOTHING = {"-", "–", "—", "n/a", "na", "nd", "n.d.", "nc", "n.c."}


class UnreadableError(ValueError):
    """A cell that is not read; its message says why, to whoever pasted it."""


@dataclass(frozen=True)
class Number:
    """A number, and the sign of a unit that it was written with (``%``, ``€`` or nothing)."""

    value: Decimal
    sign: str = ""


def read_day(text: str) -> date:
    """The day that ``text`` says: of a month or a quarter, the last one.

    Raises UnreadableError.
    """
    words = MIDNIGHT.sub("", _plain(text))
    if found := DAY_MONTH_YEAR.fullmatch(words):
        return _day(int(found[4]), int(found[3]), int(found[1]))
    if found := YEAR_MONTH_DAY.fullmatch(words):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := MONTH_YEAR.fullmatch(words):
        return _last_day(int(found[2]), int(found[1]))
    if found := YEAR_MONTH.fullmatch(words):
        return _last_day(int(found[1]), int(found[2]))
    if found := QUARTER_YEAR.fullmatch(words):
        return _last_day(int(found[3]), 3 * int(found[1] or found[2]))
    if found := YEAR_QUARTER.fullmatch(words):
        return _last_day(int(found[1]), 3 * int(found[2]))
    if (found := NAMED.fullmatch(words)) and found[2] in MONTHS:
        return _named(found)
    raise UnreadableError(_why_no_day(words))


def _plain(text: str) -> str:
    """Lower case, no accents, ordinary spaces."""
    spread = unicodedata.normalize("NFD", text.translate(SPACES).casefold())
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    return " ".join(bare.split())


def _named(found: re.Match[str]) -> date:
    year, month = int(found[3]), MONTHS[found[2]]
    return _day(year, month, int(found[1])) if found[1] else _last_day(year, month)


def _day(year: int, month: int, day: int) -> date:
    _check_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise UnreadableError(_("There is no such day; the day comes before the month.")) from None


def _last_day(year: int, month: int) -> date:
    _check_year(year)
    if not 1 <= month <= 12:
        raise UnreadableError(_("There is no such month."))
    return date(year, month, calendar.monthrange(year, month)[1])


def _check_year(year: int) -> None:
    if year not in YEARS:
        raise UnreadableError(_("This year cannot be right."))


def _why_no_day(words: str) -> str:
    if not words:
        return _("The date is missing.")
    if PLAIN.fullmatch(words):
        return _("This is a number, not a date: show the column as dates in your spreadsheet.")
    if SHORT_YEAR.fullmatch(words):
        return _("Write the year with four digits.")
    return _("This is not read as a date: write 31/12/2026, 12/2026 or T4 2026.")


def read_number(text: str) -> Number:
    """The number that ``text`` says, of at most four decimal places.

    Raises UnreadableError, also for what could be read in two ways: ``1,234`` is one and
    something in one country, a thousand and more in another.
    """
    clean = " ".join(text.translate(SPACES).translate(MINUS).split())
    parts = SIGN.fullmatch(clean)
    if clean.casefold() in NOTHING or not parts or not parts["number"]:
        raise UnreadableError(_("Leave the cell empty where there is no value."))
    written = parts["number"]
    minus = written.startswith("-")
    digits = _digits(written[1:].strip() if minus or written.startswith("+") else written)
    value = _within_bounds(Decimal(digits))
    return Number(-value if minus and value else value, parts["before"] or parts["after"] or "")


def _digits(written: str) -> str:
    """``written`` (no sign) in the spelling of Decimal."""
    if PLAIN.fullmatch(written):
        return written
    if found := ONE_MARK.fullmatch(written):
        return _one_mark(*found.groups())
    for spelling in GROUPED:
        if found := spelling.fullmatch(written):
            return re.sub(r"[ .,]", "", found[1]) + (f".{found[2]}" if found[2] else "")
    raise UnreadableError(_why_no_number(written))


def _one_mark(whole: str, mark: str, rest: str) -> str:
    could_be_thousands = len(rest) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if could_be_thousands:
        raise UnreadableError(
            _("Two readings are possible: write %(whole)s, or %(decimal)s.")
            % {"whole": whole + rest, "decimal": f"{whole}{mark}{rest}0"}
        )
    return f"{whole}.{rest}"


def _within_bounds(value: Decimal) -> Decimal:
    """``value`` to four places, refused when it could only be kept rounded."""
    if value.adjusted() >= WHOLE_DIGITS:
        raise UnreadableError(_("This number is too large."))
    whole, _mark, rest = f"{value:f}".partition(".")
    if len(rest.rstrip("0")) > DECIMAL_PLACES:
        raise UnreadableError(_("Four decimal places at most: round the number yourself."))
    return Decimal(f"{whole}.{rest[:DECIMAL_PLACES]:0<{DECIMAL_PLACES}}")


def _why_no_number(written: str) -> str:
    if SCIENTIFIC.fullmatch(written):
        return _("Show the column as plain numbers: 1E+06 may have been rounded.")
    if ABBREVIATED.fullmatch(written):
        return _("Write the whole number, without k, M or other abbreviation.")
    return _("This is not read as a number: write 1 234,5 or 1234.5.")

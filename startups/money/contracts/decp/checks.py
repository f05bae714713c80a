"""What a value of a DECP file must be. Each check returns what it read, or raises Refused."""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from startups.core.validators import validate_siret

from .located import Located

CENT = Decimal("0.01")
WHOLE_DIGITS = 10
LONGEST_MONTHS = 1_200
LARGEST_NUMBER = 32_767
YEARS = range(1990, 2101)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CPV = re.compile(r"[0-9]{8}(-[0-9])?")
SIRET = re.compile(r"[0-9]{14}")
# Control characters, but for those that lay a text out; halves of characters.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

type Check = Callable[[Located], Any]


class ContractRefused(Exception):
    """Why a value is not what it must be, in words."""


def kind_of(value: Any) -> str:
    """What a value is, in words."""
    words = {
        dict: _("an object"),
        list: _("a list"),
        str: _("a text"),
        Decimal: _("a number"),
        bool: _("true or false"),
        type(None): _("nothing (null)"),
    }
    return str(words[type(value)])


def must_be(node: Located, kind: type) -> Any:
    """The value of ``node``. Raises ContractRefused when it is of another kind."""
    if type(node.value) is not kind:
        message = _("%(expected)s is expected, not %(found)s.")
        words = {"expected": kind_of(kind()), "found": kind_of(node.value)}
        raise ContractRefused(message % words)
    return node.value


def text(longest: int) -> Check:
    """A text of 1 to ``longest`` characters, blanks around it taken away."""

    def check(node: Located) -> str:
        value = str(must_be(node, str))
        if UNWRITABLE.search(value):
            raise ContractRefused(_("It has a character that cannot be kept."))
        if not value.strip():
            raise ContractRefused(_("It is empty."))
        if len(value) > longest:
            message = _("%(length)s characters, %(most)s at most.")
            raise ContractRefused(message % {"length": len(value), "most": longest})
        return value.strip()

    return check


def one_of(choices: Collection[str]) -> Check:
    """One of the values that the format knows."""

    def check(node: Located) -> str:
        value = str(must_be(node, str))
        if value not in choices:
            message = _("“%(value)s” is not one of: %(choices)s.")
            raise ContractRefused(message % {"value": value[:80], "choices": ", ".join(choices)})
        return value

    return check


def some_of(choices: Collection[str]) -> Check:
    """A list of at least one value that the format knows, each once."""
    single = one_of(choices)

    def check(node: Located) -> list[str]:
        values = [single(item) for item in must_be(node, list)]
        if not values:
            raise ContractRefused(_("It is empty."))
        if len(set(values)) < len(values):
            raise ContractRefused(_("The same value is there twice."))
        return values

    return check


def whole(least: int, most: int) -> Check:
    """A whole number within bounds; ``12.0`` is one."""

    def check(node: Located) -> int:
        value: Decimal = must_be(node, Decimal)
        if value.adjusted() > WHOLE_DIGITS or value != value.to_integral_value():
            raise ContractRefused(_("A whole number is expected."))
        return int(_within(value, least, most))

    return check


def number(least: int, most: int) -> Check:
    """A number within bounds."""

    def check(node: Located) -> Decimal:
        return _within(must_be(node, Decimal), least, most)

    return check


def amount(node: Located) -> Decimal:
    """An amount of at least one euro, to the cent."""
    value: Decimal = must_be(node, Decimal)
    if value.adjusted() >= WHOLE_DIGITS:
        raise ContractRefused(_("This amount is too large."))
    return _within(value, 1, 10**WHOLE_DIGITS).quantize(CENT, ROUND_HALF_UP)


def is_rounded(node: Located) -> bool:
    """Whether an amount had more than cents."""
    return bool(amount(node) != node.value)


def _within(value: Decimal, least: int, most: int) -> Decimal:
    if not least <= value <= most:
        message = _("It must be between %(least)s and %(most)s.")
        raise ContractRefused(message % {"least": least, "most": most})
    return value


def flag(node: Located) -> bool:
    """True or false."""
    return bool(must_be(node, bool))


def day(node: Located) -> date:
    """A day that exists, as ``2026-12-31``."""
    value = str(must_be(node, str))
    if not DAY.fullmatch(value):
        raise ContractRefused(_("A day is written YYYY-MM-DD."))
    try:
        read = date.fromisoformat(value)
    except ValueError:
        raise ContractRefused(_("There is no such day.")) from None
    if read.year not in YEARS:
        raise ContractRefused(_("This year cannot be right."))
    return read


def cpv(node: Located) -> str:
    """Eight digits, and maybe the control digit."""
    code = str(must_be(node, str))
    if not CPV.fullmatch(code):
        raise ContractRefused(_("A CPV code is eight digits, such as 72000000 or 72000000-5."))
    return code


def siret(node: Located) -> str:
    """Fourteen digits with right keys."""
    value = str(must_be(node, str))
    if not SIRET.fullmatch(value):
        raise ContractRefused(_("A SIRET has fourteen digits."))
    try:
        validate_siret(value)
    except ValidationError as error:
        raise ContractRefused(error.messages[0]) from error
    return value

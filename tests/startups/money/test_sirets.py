"""The SIRET check, on numbers of the shape of real ones: La Poste has a rule of its own.

A SIRET is a SIREN (nine digits, Luhn), four digits and a key (Luhn on the fourteen). The
establishments of La Poste but its head office have a sum of digits that is a multiple of five.
"""

import pytest
from django.core.exceptions import ValidationError
from stdnum import luhn

from startups.core.validators import validate_siret

LA_POSTE = "356000000"
RIGHT = (
    # Administrations and communes.
    "13002526500013",
    "13002603200016",
    "13000495500139",
    "11000201100044",
    "12000101100010",
    "21750001600019",
    "21350238800019",
    "21690123100011",
    "21310555400017",
    # Firms.
    "73282932000074",
    "40483304800022",
    "44306184100047",
    "55208131766522",
    "55210055400013",
    "54205118000066",
    "38103128500491",
    "38103128500574",
    # La Poste: its head office by the rule of all, others by its own.
    "35600000000048",
    "35600000009075",
    "35600000049837",
    "35600000000105",
)
WRONG = (
    "13002526500014",  # the key of the fourteen
    "13002526600013",  # a digit of the SIREN
    "31002526500013",  # two digits in the wrong order
    "21750001630066",  # in an example of the format itself
    "77562227100015",
    "35600000009076",  # La Poste, the sum of its digits no multiple of five
    "1300252650001",  # thirteen digits
    "130025265000130",  # fifteen
    "130 025 265 00013",
    "１３００２５２６５０００１３",  # digits, but not those
    "",
)


def test_there_are_thirty_and_more():
    assert len(RIGHT) + len(WRONG) >= 30
    assert sum(number.startswith(LA_POSTE) for number in RIGHT) >= 4


@pytest.mark.parametrize("number", RIGHT)
def test_a_right_one_passes(number):
    validate_siret(number)


@pytest.mark.parametrize("number", WRONG)
def test_a_wrong_one_is_refused(number):
    with pytest.raises(ValidationError):
        validate_siret(number)


def test_most_of_la_poste_would_be_refused_by_the_rule_of_all():
    others = [number for number in RIGHT if number.startswith(LA_POSTE)]

    assert [number for number in others if luhn.is_valid(number)] == [
        "35600000000048",
        "35600000000105",
    ]

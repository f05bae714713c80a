"""What is missing on a page, phase by phase."""

import pytest

from startups.lifecycle.enums import ENDED, NOTHING_EXPECTED, Phase
from startups.portfolio.completeness import CHECKS, Content, Importance, Place, missing
from startups.registry.enums import OpennessItem, OpennessState

ESSENTIALS = {"mission", "problem", "contact", "body"}
FULL = Content(
    mission="Simplifier.",
    problem="Trop long.",
    contact="a@b.example",
    website="https://b.example",
    body="Du texte. " * 30,
    has_picture=True,
    openness={item: (OpennessState.YES, "https://b.example") for item in OpennessItem},
)


def codes(content: Content, phase: Phase | None) -> set[str]:
    return {check.code for check in missing(content, phase)}


@pytest.mark.parametrize("phase", [*Phase, None])
def test_nothing_is_missing_on_a_full_page(phase) -> None:
    assert missing(FULL, phase) == []


@pytest.mark.parametrize("phase", [Phase.INVESTIGATION, None])
def test_openness_is_not_asked_of_an_investigation(phase) -> None:
    assert codes(Content(), phase) == ESSENTIALS


def test_construction_is_asked_for_openness() -> None:
    assert codes(Content(), Phase.CONSTRUCTION) == ESSENTIALS | {
        "website",
        "statistics_unsaid",
        "budget_unsaid",
        "accessibility_unsaid",
        "source_code_unsaid",
        "picture",
    }


def test_acceleration_is_asked_for_impact_and_security_too() -> None:
    more = codes(Content(), Phase.ACCELERATION) - codes(Content(), Phase.CONSTRUCTION)

    assert more == {"impact_unsaid", "security_unsaid"}


@pytest.mark.parametrize("phase", sorted(ENDED))
def test_what_ended_tells_what_it_was(phase) -> None:
    assert codes(Content(), phase) == {"mission", "body"}


@pytest.mark.parametrize(
    ("state", "link", "code"),
    [
        (OpennessState.UNKNOWN, "", "budget_unsaid"),
        (OpennessState.NO, "", "budget_undone"),
        (OpennessState.NOT_STARTED, "", "budget_undone"),
        (OpennessState.YES, "", "budget_unlinked"),
        (OpennessState.PARTLY, " ", "budget_unlinked"),
        (OpennessState.YES, "https://b.example", None),
        (OpennessState.NOT_APPLICABLE, "", None),
    ],
)
def test_each_state_of_openness_asks_for_one_thing(state, link, code) -> None:
    content = Content(openness={OpennessItem.BUDGET: (state, link)})

    asked = {name for name in codes(content, Phase.CONSTRUCTION) if name.startswith("budget")}

    assert asked == ({code} if code else set())


def test_the_most_important_comes_first() -> None:
    importance = [check.importance for check in missing(Content(), Phase.ACCELERATION)]

    assert importance == sorted(importance)
    assert importance[0] is Importance.ESSENTIAL


def test_each_check_has_its_code_and_its_place() -> None:
    assert len({check.code for check in CHECKS}) == len(CHECKS)
    assert all(check.field for check in CHECKS if check.place is Place.FACTS)
    openness = {check for check in CHECKS if check.field.endswith(("_state", "_url"))}
    asked_of_none = {check for check in openness if check.phases & NOTHING_EXPECTED}
    assert asked_of_none == set()

"""Openness in the words of the content files, and back.

The files say it with addresses and yes/no keys; what those cannot say (not started, not
applicable …) is in an ``openness`` key of ours, which wins.
"""

from typing import Any

from django.utils.translation import gettext as _

from startups.registry.enums import OpennessItem, OpennessState

from . import reading
from .errors import FieldError
from .reading import Head

ACCESSIBILITY = {
    "totalement conforme": OpennessState.YES,
    "partiellement conforme": OpennessState.PARTLY,
    "non conforme": OpennessState.NO,
}
URL_KEYS = {
    OpennessItem.SOURCE_CODE: "repository",
    OpennessItem.STATISTICS: "stats_url",
    OpennessItem.BUDGET: "budget_url",
    OpennessItem.IMPACT: "impact_url",
    OpennessItem.ACCESSIBILITY: "accessibility_url",
    OpennessItem.SECURITY: "analyse_risques_url",
}
FLAGS = ("stats", "analyse_risques", "mon_service_securise")
YES, PARTLY, NO, UNKNOWN = (
    OpennessState.YES,
    OpennessState.PARTLY,
    OpennessState.NO,
    OpennessState.UNKNOWN,
)


def read_openness(head: Head) -> dict[str, tuple[str, str]]:
    """Each item with its state and its link."""
    given = _given(head)
    for key in FLAGS:
        reading.flag(head, key)  # refuses what is neither true nor false, read or not
    return {
        item.value: (
            given.get(item.value) or declared_state(item, head).value,
            reading.link(head, URL_KEYS[item]),
        )
        for item in OpennessItem
    }


def _given(head: Head) -> dict[str, str]:
    value = head.get("openness") or {}
    if not isinstance(value, dict):
        raise FieldError(("openness",), _("keys with values are expected"))
    for item, state in value.items():
        if item not in OpennessItem.values:
            raise FieldError(("openness", item), _("this is not an aspect of openness"))
        if state not in OpennessState.values:
            raise FieldError(("openness", item), _("this is not a state of openness"))
    return value


def declared_state(item: OpennessItem, head: Head) -> OpennessState:
    """The state that the source's own keys say."""
    if item is OpennessItem.ACCESSIBILITY:
        return ACCESSIBILITY.get(reading.text(head, "accessibility_status").lower(), UNKNOWN)
    if item is OpennessItem.SECURITY:
        return _security(head)
    if reading.link(head, URL_KEYS[item]):
        return YES
    if item is OpennessItem.STATISTICS:
        # "There are some", and no address to read them at.
        return {True: PARTLY, False: NO, None: UNKNOWN}[reading.flag(head, "stats")]
    return UNKNOWN


def _security(head: Head) -> OpennessState:
    steps = [reading.flag(head, "analyse_risques"), reading.flag(head, "mon_service_securise")]
    if True in steps:
        return YES if all(steps) else PARTLY
    return NO if False in steps else UNKNOWN


def openness_head(openness: dict[str, tuple[str, str]]) -> dict[str, Any]:
    """The keys of a front matter that read as ``openness``."""
    head: dict[str, Any] = {}
    for item in OpennessItem:
        state, url = openness[item.value]
        head |= _source_keys(item, OpennessState(state))
        if url:
            head[URL_KEYS[item]] = url
    beyond = {
        item.value: openness[item.value][0]
        for item in OpennessItem
        if declared_state(item, head).value != openness[item.value][0]
    }
    return head | ({"openness": beyond} if beyond else {})


def _source_keys(item: OpennessItem, state: OpennessState) -> dict[str, Any]:
    if item is OpennessItem.ACCESSIBILITY:
        words = {known: word for word, known in ACCESSIBILITY.items()}
        return {"accessibility_status": words[state]} if state in words else {}
    if item is OpennessItem.STATISTICS and state in {YES, PARTLY, NO}:
        return {"stats": state is not NO}
    if item is OpennessItem.SECURITY and state in {YES, PARTLY, NO}:
        return {"analyse_risques": state is not NO, "mon_service_securise": state is YES}
    return {}

"""The drafts of the two dossiers as flat values, by the names that their forms use.

A closing dossier has ``cause``, ``why`` … and for each matter ``users_outcome``, ``users_owner``,
``users_by``, ``users_not_applicable``; a hand-over dossier has ``receiver``, ``model`` … and for
each item of the list ``item_7_evidence``, ``item_7_waiver``. An earlier version is read in the
histories: two people who edit at once are told what the other one wrote.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from startups.endings.enums import Matter
from startups.endings.models import (
    HandoverCheck,
    HandoverDossier,
    HandoverItem,
    StopDossier,
    StopMatter,
)
from startups.registry.models import Startup

STOP_FIELDS = ("cause", "why", "learnt", "advice", "dormant")
MATTER_FIELDS = ("outcome", "owner", "by", "not_applicable")
HANDOVER_FIELDS = (
    "receiver",
    "model",
    "summary",
    "learnt",
    "criteria",
    "fallback",
    "owner_name",
    "owner_title",
    "owner_email",
)
CHECK_FIELDS = ("evidence", "waiver")

type Values = dict[str, Any]


def stop_draft(startup: Startup) -> StopDossier | None:
    """The closing dossier that is being written; two queries."""
    drafts = StopDossier.objects.filter(startup=startup, period=None)
    return drafts.prefetch_related("matters").first()


def handover_draft(startup: Startup) -> HandoverDossier | None:
    """The hand-over dossier that is being written; two queries."""
    drafts = HandoverDossier.objects.filter(startup=startup, period=None)
    return drafts.select_related("receiver").prefetch_related("checks__item").first()


def items_of(dossier: HandoverDossier | None) -> list[HandoverItem]:
    """The list of a hand-over: what is agreed on, and what this dossier says already."""
    wanted = Q(official=True)
    if dossier and dossier.pk:
        wanted |= Q(pk__in=dossier.checks.values("item"))
    return list(HandoverItem.objects.filter(wanted))


def matter_field(matter: str, name: str) -> str:
    return f"{matter}_{name}"


def check_field(item: int, name: str) -> str:
    return f"item_{item}_{name}"


def stop_values(dossier: StopDossier | None) -> Values:
    """What a closing dossier says now; blank when there is none."""
    current = dossier or StopDossier()
    return _stop(current, current.matters.all() if current.pk else ())


def handover_values(dossier: HandoverDossier | None) -> Values:
    """What a hand-over dossier says now; blank when there is none."""
    current = dossier or HandoverDossier()
    return _handover(current, current.checks.all() if current.pk else (), items_of(dossier))


def values_at(dossier: StopDossier | HandoverDossier, version: int) -> Values:
    """What it said in an earlier version; nothing when there was no such version."""
    rows = type(dossier).history.filter(id=dossier.pk).order_by("history_id")
    row = rows.filter(version=version).last()
    if row is None:
        return {}
    later = rows.filter(version__gt=version).first()
    if isinstance(dossier, StopDossier):
        return _stop(row, _children(StopMatter, dossier, later))
    return _handover(row, _children(HandoverCheck, dossier, later), items_of(dossier))


def writers_since(dossier: StopDossier | HandoverDossier, version: int) -> list[str]:
    """Who wrote after that version, by name."""
    rows = type(dossier).history.filter(id=dossier.pk, version__gt=version)
    written = rows.select_related("history_user").order_by("history_id")
    names = [str(row.history_user) for row in written]
    return list(dict.fromkeys(name for name in names if name != "None"))


def _children(model: Any, dossier: Any, later: Any) -> Iterable[Any]:
    """The rows of a version: those written before the next one was. A version writes its
    dossier first, then its rows."""
    rows = model.history.filter(dossier_id=dossier.pk).order_by("history_id")
    if later:
        rows = rows.filter(history_date__lt=later.history_date)
    alive = {row.id: row for row in rows}
    return [row for row in alive.values() if row.history_type != "-"]


def _stop(dossier: Any, matters: Iterable[Any]) -> Values:
    rows = {row.matter: row for row in matters}
    values = {name: getattr(dossier, name) for name in STOP_FIELDS}
    for matter in Matter:
        row = rows.get(matter.value) or StopMatter()
        values |= {matter_field(matter.value, name): getattr(row, name) for name in MATTER_FIELDS}
    return values


def _handover(dossier: Any, checks: Iterable[Any], items: Iterable[HandoverItem]) -> Values:
    rows: Mapping[int, Any] = {row.item_id: row for row in checks}
    values = {name: getattr(dossier, _column(name)) for name in HANDOVER_FIELDS}
    for item in items:
        row = rows.get(item.pk) or HandoverCheck()
        values |= {check_field(item.pk, name): getattr(row, name) for name in CHECK_FIELDS}
    return values


def _column(name: str) -> str:
    """The key of the receiving body, rather than the body: that is what forms compare."""
    return "receiver_id" if name == "receiver" else name


def void_signature(dossier: HandoverDossier) -> Any:
    """The day of the last signature, when what was signed has changed since; else None."""
    if dossier.countersigned_on:
        return None
    rows = HandoverDossier.history.filter(id=dossier.pk).exclude(countersigned_on=None)
    last = rows.order_by("history_id").last()
    return last.countersigned_on if last else None

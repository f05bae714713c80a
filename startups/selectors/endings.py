"""What the dossiers of endings still lack, and which one is published."""

from datetime import date

from django.utils.translation import gettext as _

from startups.enums.reviews import Matter
from startups.models import HandoverDossier, HandoverItem, Startup, StopDossier

STOP_TEXTS = ("why", "learnt", "advice")
HANDOVER_TEXTS = ("summary", "learnt", "criteria", "fallback", "owner_name", "owner_email")


def missing_of_stop(dossier: StopDossier | None) -> list[str]:
    """What a closing dossier lacks, in words; nothing when it is complete."""
    if dossier is None:
        return [_("nothing is written yet")]
    missing = [] if dossier.cause else [_label(dossier, "cause")]
    missing += _empty(dossier, STOP_TEXTS)
    settled = {row.matter for row in dossier.matters.all() if row.is_complete}
    return missing + [str(matter.label) for matter in Matter if matter not in settled]


def missing_of_handover(dossier: HandoverDossier | None) -> list[str]:
    """What a hand-over dossier lacks, in words; nothing when it is complete."""
    if dossier is None:
        return [_("nothing is written yet")]
    missing = [] if dossier.receiver_id else [_label(dossier, "receiver")]
    missing += [] if dossier.model else [_label(dossier, "model")]
    missing += _empty(dossier, HANDOVER_TEXTS)
    settled = {row.item_id for row in dossier.checks.all() if row.is_complete}
    asked = HandoverItem.objects.filter(official=True)
    missing += [str(item) for item in asked if item.pk not in settled]
    if not dossier.countersigned_on:
        missing.append(_("the signature of the named owner"))
    return missing


def published_stop(startup: Startup, *, on: date) -> StopDossier | None:
    """The closing dossier of the last stop that took effect by ``on``."""
    rows = StopDossier.objects.filter(startup=startup, period__start__lte=on)
    return rows.prefetch_related("matters").order_by("-period__start").first()


def published_handover(startup: Startup, *, on: date) -> HandoverDossier | None:
    """The hand-over dossier of the last hand-over that took effect by ``on``."""
    rows = HandoverDossier.objects.filter(startup=startup, period__start__lte=on)
    rows = rows.select_related("receiver").prefetch_related("checks__item")
    return rows.order_by("-period__start").first()


def _empty(dossier: StopDossier | HandoverDossier, names: tuple[str, ...]) -> list[str]:
    return [_label(dossier, name) for name in names if not getattr(dossier, name).strip()]


def _label(dossier: StopDossier | HandoverDossier, name: str) -> str:
    return str(dossier._meta.get_field(name).verbose_name)  # type: ignore[union-attr]

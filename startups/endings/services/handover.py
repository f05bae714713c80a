"""Writes the hand-over dossier, until the hand-over publishes it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, update_facts
from startups.endings.models import HandoverCheck, HandoverDossier, HandoverItem
from startups.endings.selectors.ending_values import (
    CHECK_FIELDS,
    HANDOVER_FIELDS,
    check_field,
    handover_values,
    items_of,
)
from startups.endings.selectors.endings import is_inside
from startups.registry.models import Startup
from startups.registry.services.journal import record_act

from .drafts import Written, differing, lock_draft, refuse_both, write_version

UNSIGNED: Mapping[str, Any] = {"countersigned_on": None, "link_digest": "", "link_sent_on": None}


@transaction.atomic
def write_handover(
    *, startup: Startup, values: Mapping[str, Any], seen: int, on: date, actor: Actor
) -> Written:
    """Sets what differs in the draft of the hand-over dossier; it may stay incomplete.

    ``values`` have the names of ``endings.selectors.ending_values``. Any change makes a
    signature void; another owner's address makes the link that was sent worthless. Raises Stale
    when ``seen`` is not the last version, ValidationError when no hand-over can follow, when
    the owner is of the team or of the incubators, or when an item is both settled and waived. Side
    effects: history, the journal; nothing when nothing differs.
    """
    draft = lock_draft(HandoverDossier, startup, seen=seen)
    before = handover_values(draft)
    changed = differing(before, values)
    if not changed:
        return Written([])
    after = before | dict(values)
    refuse_insider(after["owner_email"], startup, on=on)
    items = items_of(draft)
    for item in items:
        _refuse_both(after, item)
    voided = draft.countersigned_on is not None
    own = _own_values(after)
    if voided or "owner_email" in changed:
        own |= UNSIGNED
    write_version(draft, own, actor=actor)
    for item in items:
        _write_check(draft, item.pk, after, actor=actor)
    record_act(
        startup=draft.startup,
        kind=ActKind.HANDOVER_WRITTEN,
        on=on,
        actor=actor,
        detail=_change_text(changed, voided),
    )
    return Written(changed, voided)


def refuse_insider(address: str, startup: Startup, *, on: date) -> None:
    """Raises ValidationError when the owner's address is not outside: nobody hands over to
    themselves."""
    if address and is_inside(address, startup, on=on):
        message = _("This address is that of the team or of the staff of the incubators.")
        raise ValidationError({"owner_email": message}, code="inside")


def _own_values(values: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: values[name] for name in HANDOVER_FIELDS if name != "receiver"}
    return own | {"receiver_id": values["receiver"]}


def _refuse_both(values: Mapping[str, Any], item: HandoverItem) -> None:
    message = _("%(item)s: give the evidence or why it is waived, not both.")
    settled, excused = check_field(item.pk, "evidence"), check_field(item.pk, "waiver")
    refuse_both(values, settled, excused, message % {"item": item})


def _write_check(
    draft: HandoverDossier, item: int, values: Mapping[str, Any], *, actor: Actor
) -> None:
    check_values = {name: values[check_field(item, name)] for name in CHECK_FIELDS}
    row = draft.checks.filter(item=item).first() or HandoverCheck(dossier=draft, item_id=item)
    if any(getattr(row, name) != value for name, value in check_values.items()):
        update_facts(
            instance=row, values=check_values | {"checked_by": actor}, actor=actor, reason=""
        )


def _change_text(changed: list[str], voided: bool) -> str:
    """What changed, in the words of the form; the owner's name and address are never told."""
    fields = [name for name in HANDOVER_FIELDS if name in changed]
    words = [str(HandoverDossier._meta.get_field(name).verbose_name) for name in fields]  # type: ignore[union-attr]
    if len(fields) < len(changed):
        words.append(_("checklist"))
    if voided:
        words.append(_("the signature is void"))
    return ", ".join(words)

"""What the dossiers of endings still lack, when one may be written, and who may not sign one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _

from startups.endings.enums import Matter
from startups.endings.models import HandoverDossier, HandoverItem, StopDossier
from startups.lifecycle.enums import Phase, TransitionNeed
from startups.lifecycle.phases import Period, chronological
from startups.lifecycle.transitions import transitions_from
from startups.people.models import Membership, StaffAssignment
from startups.registry.models import Startup

type EndingDossier = StopDossier | HandoverDossier

STOP_TEXTS = ("why", "learnt", "advice")
HANDOVER_TEXTS = ("summary", "learnt", "criteria", "fallback", "owner_name", "owner_email")


@dataclass(frozen=True)
class Gap:
    """Something that a dossier lacks. ``field`` is its name in ``endings.selectors.ending_values``;
    empty for what no field says: the signature, or everything."""

    field: str
    label: str


def stop_gaps(dossier: StopDossier | None) -> list[Gap]:
    """What a closing dossier lacks; nothing when it is complete."""
    if dossier is None:
        return [Gap("", _("nothing is written yet"))]
    gaps = _empty(dossier, ("cause", *STOP_TEXTS))
    settled = {row.matter for row in dossier.matters.all() if row.is_complete}
    return gaps + [
        Gap(f"{matter}_outcome", str(matter.label)) for matter in Matter if matter not in settled
    ]


def handover_gaps(dossier: HandoverDossier | None) -> list[Gap]:
    """What a hand-over dossier lacks, its signature last; nothing when it is complete."""
    if dossier is None:
        return [Gap("", _("nothing is written yet"))]
    gaps = _empty(dossier, ("receiver_id", "model", *HANDOVER_TEXTS))
    settled = {row.item_id for row in dossier.checks.all() if row.is_complete}
    asked = HandoverItem.objects.filter(official=True)
    gaps += [Gap(f"item_{item.pk}_evidence", str(item)) for item in asked if item.pk not in settled]
    if not dossier.countersigned_on:
        gaps.append(Gap("", _("the signature of the named owner")))
    return gaps


def missing_of_stop(dossier: StopDossier | None) -> list[str]:
    """What a closing dossier lacks, in words."""
    return [gap.label for gap in stop_gaps(dossier)]


def missing_of_handover(dossier: HandoverDossier | None) -> list[str]:
    """What a hand-over dossier lacks, in words."""
    return [gap.label for gap in handover_gaps(dossier)]


def _empty(dossier: EndingDossier, names: Iterable[str]) -> list[Gap]:
    fields = [
        dossier._meta.get_field(name.removesuffix("_id"))
        for name in names
        if not str(getattr(dossier, name) or "").strip()
    ]
    return [Gap(field.name, str(field.verbose_name)) for field in fields]  # type: ignore[union-attr]


def may_follow(periods: Iterable[Period], need: TransitionNeed) -> bool:
    """Whether something that needs this dossier may follow the last phase, planned or not."""
    ordered = chronological(periods)
    last = Phase(ordered[-1].phase) if ordered else None
    return any(need in row.needs for row in transitions_from(last))


def is_inside(address: str, startup: Startup, *, on: date) -> bool:
    """Whether a mail address is that of the team, of the staff of its incubators, or of an
    administrator; parts after a plus sign do not hide it. Four queries."""
    inside = {*_team_addresses(startup, on), *_staff_addresses(startup, on)}
    administrators = get_user_model().objects.filter(is_superuser=True, is_active=True)
    inside |= set(administrators.values_list("email", flat=True))
    return _bare(address) in {_bare(known) for known in inside if known}


def _team_addresses(startup: Startup, on: date) -> Iterable[str]:
    rows = Membership.objects.filter(_not_over(on), startup=startup)
    return _addresses(rows.values_list("person__email", "person__user__email"))


def _staff_addresses(startup: Startup, on: date) -> Iterable[str]:
    rows = StaffAssignment.objects.filter(_not_over(on), incubator__startups=startup)
    return _addresses(rows.values_list("person__email", "person__user__email"))


def _not_over(on: date) -> Q:
    return Q(end__isnull=True) | Q(end__gte=on)


def _addresses(pairs: Iterable[tuple[str | None, ...]]) -> Iterable[str]:
    return [address for pair in pairs for address in pair if address]


def _bare(address: str) -> str:
    """``zoe+incubateur@a.fr`` is read in the mailbox of ``zoe@a.fr``."""
    local, at, domain = address.strip().lower().rpartition("@")
    return local.partition("+")[0] + at + domain

"""What every act about figures shares: one at a time, told afterwards, on what was seen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor
from startups.core.versions import digest_of
from startups.figures.models import Indicator, Measurement
from startups.registry.models import Startup
from startups.registry.services.journal import record_act
from startups.registry.services.publication import mark_changed


@contextmanager
def one_at_a_time(startup_id: int) -> Iterator[Startup]:
    """A transaction that holds the startup: two people cannot write its figures at once.

    What the database refuses in it all the same becomes a ValidationError (``collision``).
    """
    try:
        with transaction.atomic():
            yield Startup.objects.select_for_update().get(pk=startup_id)
    except IntegrityError as error:
        raise ValidationError(
            _("Somebody else wrote at the same moment. Nothing was written: look, and try again."),
            code="collision",
        ) from error


def row_digest(row: Indicator | Measurement) -> str:
    """Of what a row says, by whatever way it was written."""
    return digest_of([str(getattr(row, field.attname)) for field in row._meta.concrete_fields])


def refuse_if_changed(row: Indicator | Measurement, seen: str) -> None:
    """Raises ValidationError (``changed``) when ``seen`` is given and is not its digest."""
    if seen and seen != row_digest(row):
        raise ValidationError(
            _("Somebody else changed this since you opened it. Look again before you save."),
            code="changed",
        )


def need_reason(reason: str) -> None:
    """Raises ValidationError unless it is said why something recorded is changed."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: what was recorded is being changed.")})


def plain(value: Decimal) -> str:
    """A value as the journal writes it, in no language: ``1234.5``."""
    return f"{value.normalize():f}"


def tell(
    *,
    startup: Startup,
    kind: ActKind,
    detail: str,
    public: bool,
    on: date,
    actor: Actor,
    reason: str,
) -> None:
    """Writes the act in the journal; a public one is a change of the public page."""
    record_act(startup=startup, kind=kind, on=on, actor=actor, reason=reason, detail=detail)
    if public:
        mark_changed(days={startup.pk: on})

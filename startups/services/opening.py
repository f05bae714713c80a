"""Opens a startup: its facts, its first incubators and its first phase, in one act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal

from startups.enums import ActKind
from startups.models import Incubator, Organisation, PhasePeriod, Sponsorship, Startup
from startups.models import StartupIncubator as Tie
from startups.services.facts import Actor, replace_links, sign
from startups.services.identifiers import new_identifier
from startups.services.journal import record_act
from startups.services.search import refresh_search_text
from startups.slugs import address_from

# Sent inside the transaction of the opening, with ``startup``, ``on``, ``actor`` and
# ``reason``: whoever keeps the public pages makes one, and an error there takes all back.
startup_opened = Signal()


@transaction.atomic
def open_startup(
    *,
    ghid: str,
    name: str,
    mission: str = "",
    incubators: Sequence[Incubator],
    sponsors: Sequence[Organisation] = (),
    phase: str,
    start: date,
    on: date,
    actor: Actor,
    reason: str,
) -> Startup:
    """Creates a startup with its first phase; the first of ``incubators`` leads.

    Raises ValidationError, by field, when the identifier is malformed or taken. Side effects:
    history rows, the journal, the text that the list searches, and the signal ``startup_opened``.
    """
    signature: dict[str, Any] = {"actor": actor, "reason": reason}
    try:
        identifier = new_identifier(model=Startup, ghid=ghid)
    except ValidationError as error:
        raise ValidationError({"ghid": error}) from error
    slug = address_from(identifier, Startup.objects.values_list("slug", flat=True))
    startup = Startup(ghid=identifier, slug=slug, name=name, mission=mission)
    sign(startup, **signature).save()
    replace_links(startup=startup, model=Tie, field="incubator", targets=incubators, **signature)
    replace_links(
        startup=startup, model=Sponsorship, field="organisation", targets=sponsors, **signature
    )
    sign(PhasePeriod(startup=startup, phase=phase, start=start), **signature).save()
    refresh_search_text(startups=[startup.pk], on=on)
    record_act(startup=startup, kind=ActKind.OPENED, on=on, **signature)
    startup_opened.send(sender=Startup, startup=startup, on=on, **signature)
    return startup

"""Opens a startup: its facts, its first incubators and its first phase, in one act."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from startups.core.enums import ActKind
from startups.core.services.facts import Actor, sign
from startups.core.slugs import address_from
from startups.lifecycle.enums import Phase
from startups.lifecycle.services.lifecycle import change_phase
from startups.people.services.identifiers import new_identifier
from startups.registry.models import Incubator, Organisation, Sponsorship, Startup
from startups.registry.models import StartupIncubator as Tie
from startups.registry.services.journal import record_act
from startups.registry.services.search import refresh_search_text
from startups.registry.services.ties import replace_links
from startups.reviews.due_dates import Due
from startups.reviews.enums import DueBasis
from startups.reviews.services.reviews.planning import add_review

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
    phase: Phase,
    start: date,
    first_review_on: date | None = None,
    on: date,
    actor: Actor,
    reason: str,
) -> Startup:
    """Creates a startup with its first phase; the first of ``incubators`` leads.

    The first phase obeys the table of transitions. ``first_review_on`` sets the due date of the
    first review, else it is the rule's. Raises ValidationError, by field, when the identifier is
    malformed or taken, when a reason is needed and absent, or when the first review comes too
    early. Side effects: history rows, the journal, the first review, the text that the list
    searches, and the signal ``startup_opened``.
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
    record_act(startup=startup, kind=ActKind.OPENED, on=on, **signature)
    _begin(startup, phase, start, first_review_on, on=on, **signature)
    refresh_search_text(startups=[startup.pk], on=on)
    startup_opened.send(sender=Startup, startup=startup, on=on, **signature)
    return startup


def _begin(
    startup: Startup,
    phase: Phase,
    start: date,
    first_review_on: date | None,
    *,
    on: date,
    actor: Actor,
    reason: str,
) -> None:
    """The first review before the phase: planning then finds the day that was set for it."""
    if first_review_on:
        if first_review_on <= max(start, on):
            message = _("The first review comes after the start, and not in the past.")
            raise ValidationError({"first_review_on": message})
        due = Due(first_review_on, DueBasis.OPENING)
        add_review(startup=startup, due=due, on=on, actor=actor)
    change_phase(startup=startup, to=phase, start=start, on=on, actor=actor, reason=reason)

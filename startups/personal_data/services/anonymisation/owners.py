"""The owner that a hand-over names: known by their address, however their name is written."""

from django.db.models import Q

from startups.endings.models import HandoverDossier

from .traces import Traces


def forget_owner(traces: Traces) -> int:
    """Takes who has one of the addresses out of hand-over dossiers and their history.

    Only there: a draft may once have joined that address with somebody else's name. A link that
    was sent and not used is worthless from then on. Returns how many rows it rewrote.
    """
    theirs = Q(pk__in=[])
    for email in traces.emails:
        theirs |= Q(owner_email__iexact=email)
    neutral = {"owner_name": traces.mark, "owner_title": "", "owner_email": ""}
    unsigned = HandoverDossier._base_manager.filter(theirs, countersigned_on=None)
    unsigned.update(link_digest="", link_sent_on=None)
    return sum(
        rows.filter(theirs).update(**neutral)
        for rows in (HandoverDossier._base_manager, HandoverDossier.history)
    )

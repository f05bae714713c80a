"""How sure each is of each startup: its team, and the committee as far as the reader sees it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from startups.registry.models import Startup
from startups.reviews.enums import Confidence, DossierItem, ReviewState
from startups.reviews.models import DossierAnswer, Opinion
from startups.reviews.selectors.opinions import as_seen

CAME_TO_THE_COMMITTEE = (ReviewState.SUBMITTED, ReviewState.DECIDED)


@dataclass(frozen=True)
class Sight:
    """Of which startups the reader may read opinions: of ``all_of`` whatever happens, of
    ``some_of`` once they have given their own, or once it is decided."""

    reader: Any
    all_of: QuerySet[Startup]
    some_of: QuerySet[Startup]


@dataclass(frozen=True)
class ConfidenceSummary:
    """What was last said before the committee, each apart: nothing is averaged."""

    team: Confidence | None = None
    committee: tuple[Confidence, ...] = ()

    @property
    def worst(self) -> Confidence | None:
        """The least sure of the committee."""
        return max(self.committee, key=list(Confidence).index, default=None)


def confidence_by_startup(
    startups: QuerySet[Startup], *, sight: Sight
) -> Mapping[int, ConfidenceSummary]:
    """By key, what the last dossier that came to the committee says of confidence, and what the
    committee answers as far as ``sight`` reaches; four queries."""
    dossiers = _last_dossiers(startups)
    opinions = _opinions({review for review, _confidence, _decided in dossiers.values()})
    sees_all = set(sight.all_of.values_list("pk", flat=True))
    sees_some = set(sight.some_of.values_list("pk", flat=True))
    summaries = {}
    for key, (review, confidence, decided) in dossiers.items():
        rows = opinions.get(review, []) if key in sees_all | sees_some else []
        seen = as_seen(rows, reader=sight.reader, sees_all=decided or key in sees_all)
        summaries[key] = ConfidenceSummary(
            confidence, tuple(Confidence(row.confidence) for row in seen.shown)
        )
    return summaries


type LastDossier = tuple[int, Confidence, bool]


def _last_dossiers(startups: QuerySet[Startup]) -> dict[int, LastDossier]:
    """Its review, what it says, and whether it is decided."""
    review = "dossier__review__"
    rows = DossierAnswer.objects.filter(
        dossier__review__startup__in=startups,
        dossier__review__state__in=CAME_TO_THE_COMMITTEE,
        item=DossierItem.CONFIDENCE,
        value__in=Confidence.values,
    )
    answers = rows.order_by(f"{review}submitted_on", f"{review}pk").values_list(
        f"{review}startup", f"{review}pk", "value", f"{review}state"
    )
    return {
        startup: (key, Confidence(value), state == ReviewState.DECIDED)
        for startup, key, value, state in answers
    }


def _opinions(reviews: set[int]) -> Mapping[int, Sequence[Opinion]]:
    opinions: dict[int, list[Opinion]] = defaultdict(list)
    for row in Opinion.objects.filter(review__in=reviews).order_by("pk"):
        opinions[row.review_id].append(row)
    return opinions

"""The facts of this subject, one file per noun."""

from .decision import Condition, Decision, DecisionCorrection
from .dossier import Dossier, DossierAnswer, DossierDocument, ProposedTarget
from .opinion import Opinion
from .review import Review, ReviewMove
from .target import Target, TargetAmendment, TargetVerdict

__all__ = [
    "Condition",
    "Decision",
    "DecisionCorrection",
    "Dossier",
    "DossierAnswer",
    "DossierDocument",
    "Opinion",
    "ProposedTarget",
    "Review",
    "ReviewMove",
    "Target",
    "TargetAmendment",
    "TargetVerdict",
]

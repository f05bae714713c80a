"""The facts of this subject, one file per noun."""

from .ending import (
    EndingCorrection,
    HandoverCheck,
    HandoverDossier,
    HandoverItem,
    StopDossier,
    StopMatter,
)

__all__ = [
    "EndingCorrection",
    "HandoverCheck",
    "HandoverDossier",
    "HandoverItem",
    "StopDossier",
    "StopMatter",
]

"""The facts of this subject, one file per noun."""

from .contract import (
    Contract,
    ContractHolder,
    ContractIncubator,
    ContractModification,
    ContractUse,
    Subcontract,
)

__all__ = [
    "Contract",
    "ContractHolder",
    "ContractIncubator",
    "ContractModification",
    "ContractUse",
    "Subcontract",
]

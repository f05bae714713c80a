"""The facts of this subject, one file per noun."""

from .statement import Statement, StatementLine

__all__ = [
    "Statement",
    "StatementLine",
]

"""Fields of amounts of money."""

from typing import Any

from django.db import models


def amount_field(label: Any, **options: Any) -> models.DecimalField:
    """Euros including tax."""
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)

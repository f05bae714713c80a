"""Acts about impact figures: indicators and their measurements.

One function an act: locks the startup, checks, writes with history, tells the journal, and
dates the startup's last public change where the public sees the figure.
"""

from .indicators import change_indicator, create_indicator, delete_indicator
from .measurements import change_measurement, record_measurements, record_table, remove_measurement
from .plan import Plan, PlannedAction, PlannedValue, PlannedValues, plan_entries
from .trail import row_digest

__all__ = [
    "Plan",
    "PlannedAction",
    "PlannedValue",
    "PlannedValues",
    "change_indicator",
    "change_measurement",
    "create_indicator",
    "delete_indicator",
    "plan_entries",
    "record_measurements",
    "record_table",
    "remove_measurement",
    "row_digest",
]

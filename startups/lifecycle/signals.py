"""What the life of a startup tells to those who have something to do about it.

Each is sent inside the transaction of the act: an error in a listener takes all of it back. Who
listens is in ``startups.receivers`` and ``cms.signals``.
"""

from django.dispatch import Signal

# A phase was written and is not told yet: ``period``, ``needs`` (of its transition), ``on``,
# ``actor``, ``reason``.
phase_written = Signal()
# It was told in the journal and on the timeline: ``period``, ``on``, ``actor``.
phase_changed = Signal()
# One that was planned is about to be removed: ``period``, ``actor``, ``reason``.
planned_phase_dropped = Signal()

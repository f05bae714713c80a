"""Work done after the answer: at once, or by a worker where ``TASKS_WORKER`` says that one runs."""

from django.tasks import task
from django.utils import timezone

from .core.services.notices import deliver_notices


@task(backend="background")
def send_notices() -> int:
    """Sends the notices that wait; safe to run twice."""
    return deliver_notices(now=timezone.now())

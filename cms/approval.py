"""Publishes what was approved: the one road by which a startup's page becomes public.

Nobody may publish such a page directly (``cms.permissions``); the approval has asked who
approves what before it comes here.
"""

from typing import Any


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publishes the newest version of what was approved."""
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)

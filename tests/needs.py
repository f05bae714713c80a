"""What a test does where a program or a folder that it needs is not there."""

import os

import pytest


def need(present: object, what: str) -> None:
    """Skip the test unless ``what`` is there; on CI, where it must be, fail instead."""
    if present:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must have {what}", pytrace=False)
    pytest.skip(f"needs {what}")

"""What is slow to load is loaded once for all tests."""

from __future__ import annotations

import pytest

from coder.engine import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the shipped dictionaries, rules and model; the model is loaded when a test first parses."""
    return Coder()

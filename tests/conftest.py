"""What is slow to load is loaded once for all tests."""

from __future__ import annotations

import pytest

from coder.engine import Coder


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--fuzz-cases N``: how many damaged files the readers meet."""
    parser.addoption("--fuzz-cases", type=int, default=None, help="damaged files for the readers (500)")


@pytest.fixture(scope="session")
def coder() -> Coder:
    """A coder with the shipped dictionaries, rules and model; the model is loaded when a test first parses."""
    return Coder()

"""Codes political events (who did what to whom) from English news text.

    from coder import Coder
    for event in Coder().code("Russia rejected Ukraine's call for a ceasefire.", date="2025-06-02"):
        print(event)

Names are loaded when they are first used, so that ``import coder`` costs nothing and never imports Stanza or torch.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .version import VERSION as __version__

if TYPE_CHECKING:
    from .engine import Coder
    from .errors import (
        CheckError,
        CoderError,
        ConlluError,
        DictionaryError,
        InputError,
        ModelError,
        RuleError,
    )
    from .event import Actor, CoderVersion, Event, Trigger
    from .sentence import Document, Sentence

_HOMES = {
    "Actor": "event",
    "CheckError": "errors",
    "Coder": "engine",
    "CoderError": "errors",
    "CoderVersion": "event",
    "ConlluError": "errors",
    "DictionaryError": "errors",
    "Document": "sentence",
    "Event": "event",
    "InputError": "errors",
    "ModelError": "errors",
    "RuleError": "errors",
    "Sentence": "sentence",
    "Trigger": "event",
}

__all__ = [
    "Actor",
    "CheckError",
    "Coder",
    "CoderError",
    "CoderVersion",
    "ConlluError",
    "DictionaryError",
    "Document",
    "Event",
    "InputError",
    "ModelError",
    "RuleError",
    "Sentence",
    "Trigger",
    "__version__",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

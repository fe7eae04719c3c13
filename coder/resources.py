"""Finds the grammars, dictionaries and the parser model, in a wheel and in an editable install.

A wheel carries them under ``coder/_data``; in a checkout they lie at the top of the repository.
"""

from __future__ import annotations

from pathlib import Path

from .errors import CoderError

_PACKAGE = Path(__file__).resolve().parent


def data_root() -> Path:
    """Folder that holds ``grammars/`` and ``dictionaries/``.

    Raises CoderError where neither layout is found (a damaged installation).
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parent):
        if (root / "grammars").is_dir() and (root / "dictionaries").is_dir():
            return root
    raise CoderError(f"the grammars and dictionaries are missing beside {_PACKAGE}; reinstall plover-coder")


def grammars() -> Path:
    """Folder of the Lark grammars."""
    return data_root() / "grammars"


def dictionaries() -> Path:
    """Folder of the ontology, actor, word and rule files."""
    return data_root() / "dictionaries"


def model() -> Path:
    """Folder of the English Stanza model that ships with the package."""
    return _PACKAGE / "model" / "en"

"""A cache of compiled data in the user's cache folder, so that a start need not read every CSV again.

A file is named by what it was made from (a hash of all inputs) and by the Python that wrote it, and is put in place in
one step, so two processes that build the same one at once do no harm. Anything wrong with it only costs the rebuild.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

_FORMAT = 2
_VARIABLE = "PLOVER_CODER_CACHE"


def is_off() -> bool:
    """Whether the user wants no cache: ``PLOVER_CODER_CACHE=off``."""
    return os.environ.get(_VARIABLE, "").lower() == "off"


def cache_folder() -> Path:
    """Where compiled files lie: ``$PLOVER_CODER_CACHE``, else the platform's cache folder."""
    own = os.environ.get(_VARIABLE)
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "plover-coder"


def _path(name: str, key: str) -> Path:
    return cache_folder() / f"{name}-{key[:24]}-{sys.implementation.cache_tag}-{_FORMAT}.bin"


def load(name: str, key: str) -> Any:
    """What was stored under this name and key, None if nothing was or it cannot be read."""
    if is_off():
        return None
    try:
        return marshal.loads(_path(name, key).read_bytes())
    except (OSError, RuntimeError, ValueError, EOFError, TypeError):
        return None


def store(name: str, key: str, value: Any) -> None:
    """Keeps a value of built-in types; older files of that name go. A folder that cannot be written is no error."""
    if is_off():
        return
    with contextlib.suppress(OSError, RuntimeError):
        path = _path(name, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{name}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(marshal.dumps(value))
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise
        others = sorted(path.parent.glob(f"{name}-*.bin"), key=lambda p: p.stat().st_mtime)
        for old in others[:-4]:  # a few stay, for runs that go back and forth between layers
            old.unlink(missing_ok=True)

"""When the garbage collector may work. Loading and coding make much that stays or goes by itself: of what coding makes
nothing is left in circles, and a collector that looks for them walks through the documents at work. That was a seventh
of the time of coding from the parse store.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection while many objects that will stay are made: a third of the time goes there otherwise."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_loaded() -> None:
    """Tells the collector that what was loaded stays to the end, and to begin late: it shall walk neither the
    dictionaries again and again nor the documents of a shard. For processes that are ours alone."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 50)

"""Which country a whole story is about.

In: the discourse of the story and what its document names. Out: the code of the country, or None where none stands out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES

if TYPE_CHECKING:
    from .discourse import Discourse
    from .memory import DocumentMemory

#: Whose officials speak of people elsewhere.
NO_HOMES = ENTITIES | {"VAT"}
#: How much more often than the country of headline and dateline another one may be named in a story about the former.
_FAR_MORE = 2


def main_country(discourse: Discourse, memory: DocumentMemory) -> str | None:
    """The country that the whole story names most, by far; or that of its dateline, if none is named more often or the
    headline names it as well."""
    most = memory.main(NO_HOMES)
    if most is not None:
        return most
    line = discourse.dateline()
    if line is None or line in NO_HOMES:
        line = of_headline(discourse)
    if line is None:
        return None
    named = memory.countries()
    other = max((n for country, n in named.items() if country != line), default=0)
    if named.get(line, 0) >= other:
        return line
    return line if _FAR_MORE * named.get(line, 0) > other and _in_headline(discourse, line) else None


def of_headline(discourse: Discourse) -> str | None:
    """The one country that a headline names, in a story whose dateline names none."""
    first = discourse.casts[0] if len(discourse.casts) > 2 else None
    if first is None or first.dateline or first.sentence.forms[-1] in (".", "?", "!", '"', "”"):
        return None
    named = {m.entry.code(first.date)[:3] for m in first.mentions if not m.aside} - NO_HOMES
    return named.pop() if len(named) == 1 else None


def _in_headline(discourse: Discourse, country: str) -> bool:
    """Whether the first sentence names it, where that has no dateline of its own."""
    first = discourse.casts[0] if len(discourse.casts) > 1 else None
    if first is None or first.dateline:
        return False
    named = {m.entry.code(first.date)[:3] for m in first.mentions if not m.aside} - NO_HOMES
    return country in named

"""Ordinary crime: what private people do to each other, and that they are caught and sentenced for it.

The coding guide counts it only where somebody political takes part. Who takes part stands in the draft; whether the
crime is an ordinary one tell the words of its sentence, or of the one before where its own say nothing ("Six people
were stabbed in a bar. Two suspects were arrested"): words of crime (``crime`` in ``words/classes.csv``), and around
them none of politics, nor the name of anybody who has a part in it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cast import Cast
    from .draft import Draft
    from .phrases import ActorPhrase

_TYPES = frozenset({"ASSAULT", "ACCUSE", "COERCE", "SANCTION", "RETREAT", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
#: Those who have no part in politics, as doers (a lone gunman among them) and as sufferers.
_PEOPLE = frozenset({"CVL", "EDU", "MED", "LAB", "AGR"})
_DOERS = _PEOPLE | {"CRM", "UAF"}
#: What an ordinary crime may be about.
_ISSUES = frozenset({"crime", "drugs", "children", "education", "health", "internet"})
#: Signs of an ordinary crime in a bar or a school; gunmen who come in numbers are another thing.
_SHOOTING = frozenset({"shooting", "shooter", "gunman"})
#: Sectors of names that make a story political.
_POLITICAL = frozenset({"GOV", "LEG", "MIL", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "ELI", "SEP", "REF", "JRN"})


def ordinary_crime(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells of nothing but an ordinary crime, or of the law's answer where no authority is named."""
    if draft.type not in _TYPES or not draft.target or not _only(draft.source, _DOERS):
        return False
    if not _ISSUES.issuperset(draft.issues):
        return False
    crime = draft.type == "ASSAULT"
    if not _only(draft.target, _PEOPLE) and not (crime and draft.target[0].code and not draft.target[0].sectors):
        return False
    casts = cast.discourse.casts
    at = casts.index(cast)
    near = [_told(c) for c in casts[max(0, at - 1) : at + 2]]
    own = near[1] if at else near[0]
    return False not in near and bool(own or (own is None and not crime and at and near[0]))


def _only(side: list[ActorPhrase], sectors: frozenset[str]) -> bool:
    return all(p.sectors and p.country not in ("NGO", "MNC") and sectors.issuperset(p.sectors) for p in side)


def _told(cast: Cast) -> bool | None:
    """Whether a sentence tells of crime (true) or of politics (false); None where it tells of neither."""
    words, keys = cast.words, cast.sentence.lemma_keys
    held = {*keys, *map("_".join, pairwise(keys))}
    if not held.isdisjoint(words.politics) or any(_is_political(m.entry.last_code) for m in cast.mentions):
        return False
    if not held.isdisjoint(words.crime):
        return True
    lone = not held.isdisjoint(words.everyday_place) and not _SHOOTING.isdisjoint(cast.sentence.forms)
    return lone or None


def _is_political(code: str) -> bool:
    return not _POLITICAL.isdisjoint(code[i : i + 3] for i in range(3, len(code), 3))

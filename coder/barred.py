"""Who keeps others out, where only the place is told: "was denied entry to Keld", "refused leave to land in Keld City".

In: the cast of a sentence and a match in the passive. Out: the state of the place, or [].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .homes import PLACES
from .pairs import state_of

if TYPE_CHECKING:
    from .cast import Cast
    from .match import Match

#: What one may be refused at a border or in a port, and verbs of what one then cannot do there.
_LEAVE = frozenset({"access", "admission", "clearance", "entry", "leave", "passage", "permission", "visa"})
_COMING = frozenset({"anchor", "arrive", "berth", "cross", "disembark", "dock", "enter", "fly", "land", "moor",
                     "overfly", "refuel", "travel", "unload", "visit"})  # fmt: skip
_INTO = frozenset({"at", "in", "into", "to"})


def barred_there(cast: Cast, match: Match) -> list[ActorPhrase]:
    """The state into which, or in which, somebody may not come."""
    sentence = cast.sentence
    nouns = [w for w in match.used if sentence.lemma_keys[w] in _LEAVE]
    below = [c for w in (match.head, *nouns) for c in sentence.children[w]]
    coming = [c for c in below if sentence.lemma_keys[c] in _COMING and sentence.upos[c] == "VERB"]
    if not nouns and not coming:
        return []
    told = [c for w in (match.head, *nouns, *coming) for c in sentence.children[w] if c > match.head]
    told = [c for c in told if c in _objects(cast, coming) or cast.clauses.preposition(c) in _INTO]
    kept_out = {p.country for h in match.clause.objects for p in cast.own(h) if not p.sectors}
    for word in told:
        for phrase in cast.own(word) if word not in cast.busy else ():
            if phrase.kind in PLACES and phrase.resolved and phrase.country not in kept_out:
                return [state_of(phrase)]
    return []


def _objects(cast: Cast, verbs: list[int]) -> list[int]:
    sentence = cast.sentence
    return [c for v in verbs for c in sentence.children[v] if sentence.deprels[c] == "obj"]

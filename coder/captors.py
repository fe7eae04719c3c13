"""Who let somebody go, or in, where only the prison or the place is told: "freed after a year in a Keldish jail",
"sailors whom Orm had held have been released", "were shown around a factory in Keld"."""

from __future__ import annotations

from .actor_phrase import ActorPhrase
from .cast import Cast
from .match import Match
from .owning import at_word
from .told_nouns import SPEECH_ACTS

#: Where captives are kept: whose it is keeps them.
_CELLS = frozenset({"cell", "custody", "captivity", "detention", "dungeon", "jail", "gaol", "penitentiary", "prison"})
#: Verbs of those who keep them, and those that a state's own places tell of ("jailed in Keld").
_KEEPING = frozenset({"abduct", "arrest", "capture", "detain", "hold", "imprison", "jail", "kidnap", "seize", "snatch"})
_BY_STATES = frozenset({"arrest", "detain", "imprison", "jail"})
#: Where those are stopped who want to come in.
_GATES = frozenset({"airport", "border", "checkpoint", "crossing", "frontier", "harbour", "harbor", "port", "seaport"})
#: How many of the events told last may be meant again.
_LATELY = 6
#: Relations that lead on to something else.
_ELSEWHERE = frozenset({"conj", "ccomp", "parataxis", "appos"})
#: Kinds of names of which a prison may be.
_SITES = frozenset({"country", "capital", "place", "region", "territory", "demonym"})


def captors(cast: Cast, match: Match) -> list[ActorPhrase]:
    """The first that is told of below the verb; [] where nothing is."""
    sentence, clauses = cast.sentence, cast.clauses
    waiting = list(sentence.children[match.clause.head])
    below: list[int] = []
    while waiting:
        word = waiting.pop()
        if sentence.deprels[word] in _ELSEWHERE:
            continue
        below.append(word)
        waiting += sentence.children[word]
    for word in sorted(below):
        lemma = sentence.lemma_keys[word]
        if lemma in _KEEPING and sentence.upos[word] == "VERB":
            keepers = [p for a in clauses.verb(word).agents for p in cast.own(a) if p.resolved]
            keepers = keepers or (_around(cast, word) if lemma in _BY_STATES else [])
        elif lemma in _CELLS and sentence.upos[word] == "NOUN":
            keepers = [p for o in cast.owners(word) for p in cast.own(o) if p.resolved] or _around(cast, word)
        else:
            continue
        held = {p.code for h in match.clause.objects or match.clause.agents for p in cast.own(h)}
        keepers = [p for p in keepers if p.code not in held and p.sectors != ("UAF",)]  # nobody knows who they are
        if keepers:
            return keepers[:1]
    return []


def hosts(cast: Cast, match: Match) -> list[ActorPhrase]:
    """Who lets somebody in where only the place is told: "inspectors were shown around a factory [in Keld]"."""
    sentence = cast.sentence
    for oblique in match.clause.obliques:
        for word in (oblique.head, *sentence.children[oblique.head]):
            if cast.clauses.preposition(word) in ("in", "at", "near", "of", "inside"):
                found = [p for p in cast.own(word) if p.resolved and p.kind in _SITES and not p.sectors]
                if found:
                    return found[:1]
    return []


def gatekeepers(cast: Cast, match: Match) -> list[ActorPhrase]:
    """Who keeps somebody out where only the gate is told: "were turned back at the Keldish frontier", "was refused
    entry at Orm airport"."""
    sentence = cast.sentence
    for oblique in match.clause.obliques:
        if oblique.preposition in ("at", "on", "from") and sentence.lemma_keys[oblique.head] in _GATES:
            found = [p for o in cast.owners(oblique.head) for p in cast.own(o) if p.resolved and p.kind in _SITES]
            found = found or _around(cast, oblique.head)
            if len({p.country for p in found}) == 1:  # not "at the border between Keld and Orm"
                return found[:1]
    return _asked(cast, match)


def _asked(cast: Cast, match: Match) -> list[ActorPhrase]:
    """ "Asked Keld to let it visit the camp. [The request] was turned down": by whom it was addressed to."""
    sentence = cast.sentence
    for noun in match.clause.objects:
        types = SPEECH_ACTS.get(sentence.lemma_keys[noun], ())
        below = sentence.children[noun]
        the = any(sentence.lemma_keys[c] in ("the", "that", "this") or sentence.upos[c] == "PRON" for c in below)
        if not the or "REQUEST" not in types or any(sentence.deprels[c] in ("nmod", "acl") for c in below):
            continue
        for told in reversed(cast.discourse.story.told()[-_LATELY:]):
            if told.type in types and not told.mutual:
                known = told.target and all(p.resolved for p in told.target)
                return at_word(sentence, told.target, match.head) if known else []
    return []


def _around(cast: Cast, word: int) -> list[ActorPhrase]:
    """ "A jail [in Keld]", "jailed [in Keld]"."""
    sentence = cast.sentence
    places = [c for c in sentence.children[word] if sentence.deprels[c] in ("nmod", "obl")]
    found = [p for c in places if cast.clauses.preposition(c) in ("in", "at", "near", "of") for p in cast.own(c)]
    return [p for p in found if p.resolved and p.kind in _SITES]

"""Events that a sentence takes up again: "it was their third meeting", "their release came after …".

In: a sentence's cast, an event noun and its type. Out: whether the story has told that before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .pairs import DEFINITE

if TYPE_CHECKING:
    from .cast import Cast
    from .match import Matcher

#: How many sentences back something may stand of which is told when it happened.
_LATELY = 8
#: Verbs that say when something happened.
_DATING = frozenset({"come", "follow"})
#: Words that count meetings, and the types by which one goes to them.
_COUNTING = frozenset({"first", "second", "third", "fourth", "fifth", "last", "late", "latest", "maiden", "final"})
_GOING = frozenset({"CONSULT", "AGREE"})
#: What leads into what was before that which the sentence is about.
_BEFORE_IT = frozenset({"after", "since"})
#: How one does to others what they have done.
REPLYING = frozenset({"answer", "counter", "hit_back", "reply", "respond", "retaliate", "return", "strike_back"})
#: Subjects that stand for what was just told.
_AGAIN = frozenset({"it", "this", "that"})


def is_retold(cast: Cast, matcher: Matcher, noun: int, type: str, alone: bool) -> bool:
    """Whether an event noun takes up what was told; ``alone``: whether it has no light verb."""
    again = alone and cast.clauses.copula(noun) >= 0 and is_again(cast, noun, type)
    return again or is_dated(cast, noun, type) or (alone and type == "CONSULT" and is_counted(cast, matcher, noun))


def is_counted(cast: Cast, matcher: Matcher, noun: int) -> bool:
    """ "Will fly to Orm, [his first trip there]", "met Doe, [the third visit this year]": the journey just told."""
    sentence = cast.sentence
    if sentence.deprels[noun] not in ("appos", "parataxis", "conj", "dep", "obl:unmarked", "advcl"):
        return False
    if not any(sentence.lemma_keys[c] in _COUNTING and c < noun for c in sentence.children[noun]):
        return False
    if cast.clauses.copula(noun) >= 0:
        return False
    above, verbs = sentence.heads[noun], []
    while above >= 0:
        if above < noun:
            verbs += [above, *(c for c in sentence.children[above] if c < noun)]
        above = sentence.heads[above]
    matches = (matcher.at(word) for word in verbs if sentence.upos[word] in ("VERB", "NOUN"))
    return any(m is not None and m.rule.outcome.type in _GOING for m in matches)


def is_again(cast: Cast, noun: int, type: str) -> bool:
    """ "It was their third meeting", "this is the second attack in a week": what the sentence before has told."""
    sentence = cast.sentence
    it = [c for c in sentence.children[noun] if sentence.deprels[c] == "nsubj" and sentence.lemma_keys[c] in _AGAIN]
    at = cast.discourse.casts.index(cast) if it and cast in cast.discourse.casts else 0
    return at > 0 and cast.discourse.story.tells(cast.discourse.casts[at - 1], type)


def is_dated(cast: Cast, noun: int, type: str) -> bool:
    """ "Their release came after …", "the attack followed …": when something that was told before happened."""
    sentence = cast.sentence
    verb = sentence.heads[noun]
    if verb < 0 or sentence.lemma_keys[verb] not in _DATING or sentence.deprels[noun] != "nsubj":
        return False
    below = sentence.children[noun]
    again = any(sentence.lemma_keys[c] in DEFINITE or sentence.deprels[c] == "nmod:poss" for c in below)
    at = cast.discourse.casts.index(cast) if again and cast in cast.discourse.casts else 0
    return any(cast.discourse.story.tells(other, type) for other in cast.discourse.casts[max(0, at - _LATELY) : at])


def is_aside(cast: Cast, head: int, source: Sequence[ActorPhrase], target: Sequence[ActorPhrase]) -> bool:
    """Whether an attack is not the one that "the attack" means afterwards: told only as what came before ("after
    gunmen had struck its embassy"), or done to those who had attacked."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] in REPLYING:
        return True
    node, steps = head, 0
    while node >= 0 and steps < _LATELY:
        if sentence.deprels[node] == "advcl" and cast.clauses.marker(node) in _BEFORE_IT:
            return True
        node, steps = sentence.heads[node], steps + 1
    struck = {p.code for p in target if p.sectors}
    doers = {p.code for p in source}
    for told in reversed(cast.discourse.story.told()[-_LATELY:]):
        first = told.type == "ASSAULT" and not told.mutual and not told.aside
        if first and struck and struck == {p.code for p in told.source} and not doers & struck:
            return True
    return False

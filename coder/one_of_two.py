"""Which of two the story means: "the former", "the latter", "its neighbour".

In: the cast of a sentence and the word. Out: the one of the two whom this sentence or the one before has told of, or []
where these are not two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase

if TYPE_CHECKING:
    from .cast import Cast
    from .discourse import Discourse

ORDINALS = frozenset({"former", "latter"})
#: Who somebody has beside or against him, where he has one.
_FRIENDS = frozenset({"ally", "partner", "protege", "colony"})
OPPOSITES = frozenset({"neighbour", "neighbor", "rival", "foe", "enemy", "adversary"}) | _FRIENDS
_NAMES = frozenset({"country", "capital", "demonym", "metonym", "person"})
_LANDS = frozenset({"country", "capital", "demonym"})
#: What says which neighbour it is.
_TELLING = frozenset({"appos", "flat", "compound", "nmod", "acl:relcl"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def by_order(discourse: Discourse, cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Zorvia's and Keld's ministers met. The former …, and the latter …": the first and the second of the two."""
    lemma = cast.sentence.lemma_keys[head]
    if lemma not in ORDINALS:
        return []
    children = cast.sentence.children[head]
    if not any(cast.sentence.lemma_keys[c] == "the" for c in children):
        return []
    if any(cast.sentence.deprels[c] in _TELLING for c in children):
        return []  # "the former of these"
    pair = _pair_before(cast, head)
    at = discourse.casts.index(cast)
    if not pair and at:
        before = discourse.casts[at - 1]
        pair = _two(discourse.story.together(before)) or next((g for g in map(_two, before.salient()) if g), [])
    return [pair[lemma == "latter"]] if pair else []


def _two(group: list[ActorPhrase]) -> list[ActorPhrase]:
    """A group, in the order of the text, if it is of two different actors."""
    known = {p.code: p for p in group if p.resolved}
    return sorted(known.values(), key=lambda p: p.start) if len(group) == len(known) == 2 else []


def _pair_before(cast: Cast, head: int) -> list[ActorPhrase]:
    """Two subjects of one verb before the word: "Zorvia and Keld met, and the former …"."""
    for word, relation in enumerate(cast.sentence.deprels[:head]):
        if relation in _SUBJECTS:
            joined = [h for h in cast.clauses.conjuncts(word) if h not in cast.busy and h < head]
            pair = _two([p for h in joined for p in cast.own(h)])
            if pair:
                return pair
    return []


def beside(cast: Cast, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
    """ "Orm invaded Brin. Its neighbour appealed …": the other one of the two states that are told of."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] not in OPPOSITES or sentence.xpos[head] == "NNS":
        return []
    below = sentence.children[head]
    if any(sentence.deprels[c] in _TELLING or sentence.lemma_keys[c] == "other" for c in below):
        return []
    casts = cast.discourse.casts
    at = casts.index(cast) if cast in casts else 0
    owner = cast.homes.owner_country(head, avoid) if at else None
    if owner is None or owner in ENTITIES:
        return []
    friend = sentence.lemma_keys[head] in _FRIENDS
    others = _states(casts[at - 1], _LANDS if friend else _NAMES) - {owner}
    main = cast.discourse.main(cast)
    if friend and len(others) != 1 and main not in (None, owner):
        others = {main or ""}  # "Keld … Orm rushed to the defence of its ally", in a story about Keld
    if len(others) != 1 or _states(cast, _NAMES) - others - {owner}:
        return []
    return [ActorPhrase(sentence, (head, head + 1), head, country=others.pop(), kind="country")]


def _states(cast: Cast, kinds: frozenset[str]) -> set[str]:
    """The states that a sentence names."""
    named = [m for m in cast.mentions if m.entry.kind in kinds and not m.aside]
    return {m.entry.code(cast.date)[:3] for m in named} - ENTITIES

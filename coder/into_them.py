"""Which place "it" and "them" mean: "recognised two regions of Orm and sent troops into them".

In: the cast of a sentence and a pronoun behind a preposition of place. Out: the place as an actor's country, or [].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase, moved

if TYPE_CHECKING:
    from .cast import Cast

#: Prepositions behind which a pronoun is a place, and nouns for places that belong to a country.
_INTO = frozenset({"across", "around", "in", "inside", "into", "over", "through", "towards"})
_PLACES = frozenset({"area", "border", "camp", "city", "district", "enclave", "frontier", "island", "islet", "province",
                     "region", "republic", "strip", "territory", "town", "valley", "village", "zone"})  # fmt: skip
_NUMBERS = {"it": ("NN", "NNP"), "them": ("NNS", "NNPS")}


def place_meant(cast: Cast, word: int) -> list[ActorPhrase]:
    """The country of the last place before the pronoun that agrees with it in number."""
    sentence = cast.sentence
    tags = _NUMBERS.get(sentence.forms[word].lower())
    if tags is None or cast.clauses.preposition(word) not in _INTO:
        return []
    for noun in range(word - 1, -1, -1):
        if sentence.xpos[noun] not in tags or sentence.lemma_keys[noun] not in _PLACES:
            continue
        below = [c for c in sentence.children[noun] if sentence.deprels[c] in ("nmod", "nmod:poss", "amod", "compound")]
        found = [p for c in below if c not in cast.busy for p in cast.own(c) if p.resolved and p.country]
        start, end = sentence.starts[word], sentence.ends[word]
        return [moved(p, start, end, sentence.surface(start, end), word) for p in found[:1]]
    return []

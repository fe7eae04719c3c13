"""Openings that are not missed: "took the opportunity to thank Keld", "lost no time in freeing them" tell of deeds."""

from __future__ import annotations

from .sentence import Sentence

#: What gives those an opening who look for one.
_DISORDER = frozenset({"absence", "anarchy", "chaos", "confusion", "coup", "cover", "crisis", "disarray", "discontent",
                       "distraction", "division", "fighting", "lull", "rivalry", "split", "tension", "truce", "turmoil",
                       "unrest", "vacuum", "war", "weakness"})  # fmt: skip
_SEIZED = frozenset(
    (verb, noun)
    for verbs, nouns in (
        (("take", "use", "seize", "grasp", "choose"), ("chance", "moment", "occasion", "opportunity", "trouble")),
        (("go",), ("length", "way")),
        (("lose", "waste"), ("time",)),
        (("make",), ("point",)),
        (("take",), ("advantage",)),
        (("exploit", "use"), tuple(sorted(_DISORDER))),
    )
    for verb in verbs
    for noun in nouns
)


def is_seized(sentence: Sentence, noun: int) -> bool:
    """Whether a noun of an opening, or of an effort, hangs on the verb that takes it."""
    verb = sentence.heads[noun]
    return verb >= 0 and (sentence.lemma_keys[verb], sentence.lemma_keys[noun]) in _SEIZED

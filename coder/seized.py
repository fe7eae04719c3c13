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
        (("see", "think"), ("fit",)),
    )
    for verb in verbs
    for noun in nouns
)
#: "To the point of …": how far somebody goes.
_HOW_FAR = frozenset({"extent", "length", "point"})


def is_seized(sentence: Sentence, noun: int) -> bool:
    """Whether a noun of an opening, or of an effort, hangs on the verb that takes it."""
    verb = sentence.heads[noun]
    if verb < 0 or (sentence.lemma_keys[verb], sentence.lemma_keys[noun]) in _SEIZED:
        return verb >= 0
    # "relaxed their grip to the point of letting it in"
    to = any(sentence.deprels[c] == "case" and sentence.lemma_keys[c] == "to" for c in sentence.children[noun])
    return to and sentence.deprels[noun] == "obl" and sentence.lemma_keys[noun] in _HOW_FAR


def goes_far(sentence: Sentence, verb: int) -> bool:
    """ "Went so far [as to expel them]": done."""
    above = sentence.heads[verb]
    far = above >= 0 and sentence.lemma_keys[above] == "go" and any(
        sentence.lemma_keys[c] == "far" for c in sentence.children[above]
    )
    return far and any(sentence.lemma_keys[c] == "as" for c in sentence.children[verb] if c < verb)

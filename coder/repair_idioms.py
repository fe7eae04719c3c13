"""Repairs of fixed expressions whose last words parsers hang on whatever noun stands before them."""

from __future__ import annotations

from .repair_tools import attach
from .sentence import Sentence
from .words import Words

#: Verbs that put something into a state.
_PUTTING = frozenset({"put", "place", "keep", "lay", "bring", "leave", "take", "set", "have", "hold"})
#: Nothing that the verb can reach across.
_STOPS = frozenset({",", ";", ":", "that", "which", "who"})


def put_on_ice(sentence: Sentence, words: Words, case: int) -> None:
    """ "Put its plan to build homes [on ice]", "laid the quarrel with Keld [to rest]": the state belongs to the verb,
    not to the last noun before it."""
    lemmas, upos = sentence.lemma_keys, sentence.upos
    last = case + 1
    if last < len(lemmas) and lemmas[last] in ("the", "a"):
        last += 1
    if last + 1 < len(lemmas) and upos[last] == "ADJ":
        last += 1
    if last >= len(lemmas) or f"{lemmas[case]}_{lemmas[last]}" not in words.put_state:
        return
    verb = next((i for i in range(case - 1, -1, -1) if lemmas[i] in _PUTTING or lemmas[i] in _STOPS), -1)
    if verb < 0 or upos[verb] != "VERB" or sentence.heads[last] == verb:
        return
    if sentence.upos[sentence.heads[last]] not in ("NOUN", "PROPN") or not verb < sentence.heads[last] < case:
        return
    if not any(sentence.deprels[c] in ("obj", "nsubj:pass") for c in sentence.children[verb]):
        return
    attach(sentence, last, verb, "obl")


def better_of(sentence: Sentence, better: int) -> None:
    """ "Thought [better] of its refusal": what was thought of hangs on the verb."""
    verb = sentence.heads[better]
    if verb < 0 or sentence.lemma_keys[verb] != "think":
        return
    sentence.deprels[better] = "compound:prt"
    for child in [c for c in sentence.children[better] if sentence.deprels[c] in ("obl", "nmod") and c > better]:
        attach(sentence, child, verb, "obl")

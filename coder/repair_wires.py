"""Repairs of what news agencies write in long sentences: times before "and", strikes and bail in passing."""

from __future__ import annotations

from .repair_tools import attach
from .sentence import Sentence

#: Conjunctions of time, and what happens at a time.
_TIMES = frozenset({"after", "before", "since", "until"})
_OCCASIONS = frozenset({"accord", "attack", "battle", "ceasefire", "clash", "coup", "crackdown", "election", "fall",
                        "funeral", "independence", "invasion", "killing", "massacre", "protest", "raid", "revolution",
                        "riot", "strike", "truce", "uprising", "vote", "war", "withdrawal"})  # fmt: skip


def house_to_house(sentence: Sentence, second: int) -> None:
    """ "Searched from house to [house] in Keld": no verb, and what follows hangs where the first house does."""
    if second < 3 or sentence.forms[second - 2] != sentence.forms[second] or sentence.forms[second - 1] != "to":
        return
    verb = sentence.heads[second - 2]
    if verb < 0 or sentence.heads[second] != verb or sentence.upos[second] != "VERB":
        return
    sentence.upos[second], sentence.xpos[second] = "NOUN", "NN"
    sentence.deprels[second - 1] = "case"
    attach(sentence, second, verb, "obl")
    for child in [c for c in sentence.children[second] if c > second]:
        attach(sentence, child, verb, sentence.deprels[child])


def since_then(sentence: Sentence, subject: int) -> None:
    """ "Were seen for the first time since the vote and [soldiers] manned checkpoints": the vote is a time, and what
    stands behind "and" goes on with the sentence."""
    first = sentence.heads[subject]
    clause = sentence.heads[first]
    joined = next((c for c in sentence.children[subject] if sentence.deprels[c] == "cc"), -1)
    if joined < 0 or clause < subject or sentence.deprels[first] != "nsubj" or sentence.xpos[first] != "NN":
        return
    marks = [c for c in sentence.children[clause] if sentence.deprels[c] == "mark" and c < first]
    main = sentence.heads[clause]
    if len(marks) != 1 or sentence.lemma_keys[marks[0]] not in _TIMES or not 0 <= main < marks[0]:
        return
    noun = main
    if sentence.upos[main] == "NOUN":  # "for the first time since …"
        main = sentence.heads[main]
    if main < 0 or sentence.upos[main] not in ("VERB", "AUX") or sentence.lemma_keys[first] not in _OCCASIONS:
        return
    attach(sentence, subject, clause, "nsubj")
    attach(sentence, joined, clause, "cc")
    attach(sentence, first, noun, "obl" if noun == main else "nmod")
    attach(sentence, marks[0], first, "case")
    attach(sentence, clause, main, "conj")


def looks_into(sentence: Sentence, it: int) -> None:
    """ "Jailed him while [it] looks into the claims": who looks into something is somebody."""
    verb = sentence.heads[it]
    into = sentence.lemma_keys[verb + 1 : verb + 2] == ["into"]
    if into and sentence.forms[it].lower() == "it" and sentence.lemma_keys[verb] in ("look", "probe"):
        sentence.deprels[it] = "nsubj"


def on_strike(sentence: Sentence, case: int) -> None:
    """ "Keld's doctors, [on strike] since May, returned to their wards": they are, and did not return on it."""
    noun = sentence.heads[case]
    verb = sentence.heads[noun]
    if sentence.lemma_keys[noun] not in ("strike", "hunger-strike") or sentence.deprels[noun] != "obl" or verb < noun:
        return
    subject = next((c for c in sentence.children[verb] if sentence.deprels[c] in ("nsubj", "nsubj:pass")), -1)
    if sentence.forms[case - 1] == "," and 0 <= subject < case and sentence.upos[subject] == "NOUN":
        attach(sentence, noun, subject, "nmod")


def freed_on_bail(sentence: Sentence, case: int) -> None:
    """ "Ordered the release on bail [of three students]": they are released."""
    noun = sentence.heads[case]
    bail = sentence.heads[noun]
    if bail < 0 or sentence.lemma_keys[bail] not in ("bail", "parole") or sentence.deprels[bail] not in ("nmod", "obl"):
        return
    freed = sentence.heads[bail]
    if freed >= 0 and sentence.upos[freed] == "NOUN" and freed < bail < noun:
        attach(sentence, noun, freed, "nmod")

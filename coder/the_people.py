""" "The Zorvians pulled out of Keld", "talks with the Zorvians": the definite name of a whole people stands for its
state where it acts or is dealt with, as "the French" does. Those who were told of before ("two Zorvian hikers") are
people, and so are those who demonstrate, flee or are killed.

In: a name in its sentence. Out: whether it means the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actors import Mention
    from .sentence import Sentence

#: What people do and no state.
_BY_PEOPLE = frozenset({
    "beat", "believe", "camp", "cast", "celebrate", "chant", "cheer", "cross", "demonstrate", "die", "drown", "elect",
    "fear", "feel", "flee", "flock", "gather", "go", "grieve", "live", "lose", "march", "mourn", "play", "pray",
    "protest", "queue", "rally", "riot", "rise", "shout", "strike", "suffer", "travel", "vote", "walk", "win", "work",
    "worship",
})  # fmt: skip
#: Prepositions behind which others deal with it.
_DEALT = frozenset({"with", "by", "between"})
_BARE = frozenset({"det", "case", "punct", "cc", "conj", "appos"})
#: Peoples that are more than the citizens of the state that they are named for.
_WIDER = frozenset({"PSE"})
#: What people are called who fight for their own cause.
_RISEN = frozenset({"breakaway", "guerrilla", "insurgent", "militant", "rebel", "renegade", "secessionist"})


def people_as(sentence: Sentence, head: int) -> tuple[str]:
    """What people are of whom a word before them may say that they fight: "rebel Serbs", "insurgent Hutus"."""
    before = {sentence.lemma_keys[c] for c in sentence.children[head] if c < head}
    return ("CVL",) if _RISEN.isdisjoint(before) else ("REB",)


def is_the_state(sentence: Sentence, mention: Mention, head: int, country: str) -> bool:
    """Whether a plural demonym, read as ``country``, is the state here."""
    first = mention.first
    if country in _WIDER or first < 1 or sentence.forms[first - 1].lower() != "the":
        return False
    if any(sentence.deprels[c] not in _BARE for c in sentence.children[head]):
        return False
    word = head
    while sentence.deprels[word] == "conj" and sentence.heads[word] >= 0:
        word = sentence.heads[word]
    verb = sentence.heads[word]
    relation = sentence.deprels[word]
    if verb < 0:
        return False
    if relation == "nsubj":
        return sentence.upos[verb] == "VERB" and sentence.lemma_keys[verb] not in _BY_PEOPLE
    if relation in ("obl", "nmod", "obl:agent"):
        return any(sentence.deprels[c] == "case" and sentence.lemma_keys[c] in _DEALT for c in sentence.children[word])
    return False


def tells_of_some(sentence: Sentence, mention: Mention) -> bool:
    """ "An American", "45 Zorvians", "two Zorvian hikers": some of a people, whom "the Zorvians" may mean later."""
    words = {mention.head}
    if sentence.deprels[mention.head] in ("amod", "compound"):
        words.add(sentence.heads[mention.head])
    return any(
        sentence.deprels[c] == "nummod" or sentence.lemma_keys[c] in ("a", "an", "some", "several", "many", "dozen")
        for word in words
        if word >= 0
        for c in sentence.children[word]
    )

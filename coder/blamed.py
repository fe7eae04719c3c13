"""Whose the deed is for which somebody is punished, blamed or thanked: "Zorvia imposed sanctions on Keld over its
crackdown", "condemned Orm for its attack": not that of who imposes them.

In: a possessive pronoun. Out: whom it stands for, or [] where it does not stand in such a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pairs import state_of

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase
    from .cast import Cast

#: Prepositions of a reason, nouns that stand between ("in response to its attack"), and prepositions of who is blamed.
_REASONS = frozenset({"over", "for", "because_of", "due_to"})
_ANSWERS = frozenset({"response", "retaliation", "reprisal", "reaction", "punishment"})
_UPON = frozenset({"against", "from", "on", "to", "upon", "with"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_OBJECTS = frozenset({"obj", "iobj", "obl", "nsubj:pass"})
_PERSONAL = frozenset({"his", "her"})
_POSSESSIVE = _PERSONAL | {"its", "their"}


def blamed(cast: Cast, word: int) -> list[ActorPhrase]:
    """Whom the possessive at ``word`` stands for, if it stands in the reason for what is done to him."""
    sentence, clauses = cast.sentence, cast.clauses
    form = sentence.forms[word].lower()
    if sentence.deprels[word] != "nmod:poss" or form not in _POSSESSIVE:
        return []
    reason = sentence.heads[word]
    preposition = clauses.preposition(reason)
    if preposition == "to" and sentence.lemma_keys[sentence.heads[reason]] in _ANSWERS:
        reason = sentence.heads[reason]
    elif preposition not in _REASONS:
        return []
    node = sentence.heads[reason]
    above: list[int] = []
    while node >= 0 and sentence.upos[node] in _NOMINAL and len(above) < 4:
        above.append(node)
        node = sentence.heads[node]
    verb = [node] if node >= 0 and sentence.upos[node] == "VERB" else []
    if cast.words.blaming.isdisjoint(sentence.lemma_keys[w] for w in (*above, *verb)):
        return []
    heads = [w for w in above if sentence.deprels[w] in ("nmod", "obl", "obj") and w < word]
    for told in (*above, *verb):
        for child in sentence.children[told]:
            if child < word and (sentence.deprels[child] in _OBJECTS or clauses.preposition(child) in _UPON):
                heads += [child, *(c for c in sentence.children[child] if clauses.preposition(c) in _UPON)]
    for head in heads:
        if head == reason:
            continue
        found = [p for p in cast.own(head) if p.resolved and (form not in _PERSONAL or cast.is_person(p))]
        if found:
            return [state_of(p) for p in found] if form == "its" and sentence.xpos[head] == "NNS" else found
    return []

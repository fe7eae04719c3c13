"""Whose the deed is for which somebody is punished, blamed or thanked ("Zorvia imposed sanctions on Keld over its
crackdown", "condemned Orm for its attack"), and whose the war in which he is helped ("backed Keld in its war with
Orm"): not that of who does so.

In: a possessive pronoun. Out: whom it stands for, or [] where it does not stand in such a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .homes import PLACES
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
#: Verbs by which somebody sides with another, and that in which he may do so.
_HELPING = frozenset({"advise", "aid", "arm", "assist", "back", "bolster", "encourage", "endorse", "equip", "finance",
                      "fund", "give", "help", "lend", "offer", "pledge", "provide", "send", "side", "stand", "supply",
                      "support", "train"})  # fmt: skip
_CAUSES = frozenset({"battle", "campaign", "conflict", "confrontation", "crackdown", "defence", "defense", "dispute",
                     "feud", "fight", "fighting", "invasion", "offensive", "operation", "quarrel", "resistance", "row",
                     "standoff", "struggle", "transition", "uprising", "war", "withdrawal"})  # fmt: skip
_BESIDE = frozenset({"behind", "by", "to", "with"})
#: What happens in a country by that country's own hand; attacks in it are not its doing.
_OWN_HAND = frozenset({"arrest", "ban", "caning", "closure", "conviction", "crackdown", "clampdown", "coup",
                       "detention", "election", "execution", "expulsion", "flogging", "hanging", "imprisonment",
                       "jailing", "law", "persecution", "prosecution", "purge", "putsch", "repression", "sentence",
                       "sentencing", "takeover", "torture", "treatment", "trial", "verdict"})  # fmt: skip


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


def helped(cast: Cast, word: int) -> list[ActorPhrase]:
    """ "Backed Keld in its war with Orm", "sent arms to Keld for its defence": the war of whom the verb helps."""
    sentence, clauses = cast.sentence, cast.clauses
    form, cause = sentence.forms[word].lower(), sentence.heads[word]
    if sentence.deprels[word] != "nmod:poss" or form not in _POSSESSIVE or sentence.lemma_keys[cause] not in _CAUSES:
        return []
    if clauses.preposition(cause) not in ("in", "with", "for", "against", "during", "amid"):
        return []
    verb = sentence.heads[cause]
    while verb >= 0 and sentence.upos[verb] in _NOMINAL and sentence.deprels[verb] in ("nmod", "obj", "obl", "conj"):
        verb = sentence.heads[verb]
    if verb < 0 or sentence.lemma_keys[verb] not in _HELPING:
        return []
    beside = [
        c
        for c in sentence.children[verb]
        if c < word and c != cause
        if sentence.deprels[c] in ("obj", "iobj") or clauses.preposition(c) in _BESIDE
    ]
    inside = [c for b in beside for c in sentence.children[b] if c < word and clauses.preposition(c) in _BESIDE]
    for head in (*beside, *inside):
        plural = sentence.xpos[head] == "NNS"
        found = [p for p in cast.own(head) if p.resolved and (form not in _PERSONAL or cast.is_person(p))]
        if found and not (plural and form == "its"):
            return found
    return []


def by_own_hand(cast: Cast, deeds: list[int]) -> list[ActorPhrase]:
    """ "A crackdown on monks in Keld drew criticism": what happens in a country by that country's own hand, where
    nobody else is said to do it; [] for any other deed, as an attack."""
    sentence, clauses = cast.sentence, cast.clauses
    for deed in deeds:
        if sentence.lemma_keys[deed] not in _OWN_HAND or sentence.upos[deed] != "NOUN":
            continue
        if any(p.resolved for a in clauses.noun(deed).agents for p in cast.own(a)):
            continue
        below = [deed]
        for word in below:
            below += [c for c in sentence.children[word] if sentence.deprels[c] in ("nmod", "obl") and c > deed]
        for word in below:
            if clauses.preposition(word) == "in":
                found = [p for p in cast.own(word) if p.resolved and p.kind in PLACES]
                if found:
                    return [state_of(found[0])]
    return []

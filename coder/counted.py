"""Who a bare number is: "the blast killed six", "two were arrested", "… and wounded three others".

In: the cast of a sentence and the number. Out: the actors that it counts, marked at the number; [] where it counts
things or nothing is done to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase, moved
from .homes import SUFFERER
from .pairs import several

if TYPE_CHECKING:
    from .cast import Cast

#: Relations of a verb that goes on with what another one tells.
_GOES_ON = frozenset({"conj", "advcl", "parataxis"})
_REFLEXIVE = frozenset({"herself", "himself", "itself", "themselves"})
#: Verbs of which soldiers are the means.
_SENDING = frozenset({"deploy", "dispatch", "mobilise", "mobilize", "send", "station"})
#: Kinds of those who are counted.
_COUNTED = frozenset({"agent", "group", "role", "person", "name", "demonym", "country", "people"})
#: Words for a part of those who were told of.
_SOME = frozenset({"all", "both", "dozens", "hundreds", "many", "most", "one", "several", "some", "thousands", "two"})
#: What a number has below it that counts things: "six of the cars", "six percent".
_OF_THINGS = frozenset({"nmod", "obl", "compound", "appos", "amod", "dep"})


#: What soldiers at a post die in, and their sectors.
_ATTACKS = frozenset({"ambush", "assault", "attack", "raid", "strike"})
_ARMED = frozenset({"MIL", "COP", "REB", "PRM"})


def counted_people(cast: Cast, head: int) -> list[ActorPhrase]:
    """The actors at a bare number that something is done to: people; after others to whom such is done it is of the
    same ("killed two officers and wounded six"). [] for any other word."""
    sentence = cast.sentence
    children, deprels, forms = sentence.children[head], sentence.deprels, sentence.forms
    if "another" in forms[head : head + 2] and "one" in forms[max(0, head - 1) : head + 1]:
        return []  # "agreed not to threaten one another"
    if forms[head] == "two" and children and (pair := several(cast.discourse, cast, head)):
        start, end = sentence.starts[head], sentence.ends[head]
        return [moved(p, start, end, forms[head], head) for p in pair]  # "Doe met Roe, and the two agreed"
    if deprels[head] == "nsubj" and forms[head].lower() in _SOME:
        for child in children:
            if forms[child].lower() == "them" and child > head:  # "some of them demanded"
                return list(cast.own(child))
    link = deprels[head]
    if link == "conj" and forms[sentence.heads[head]].lower() in _REFLEXIVE:
        link = deprels[sentence.heads[head]]  # "killed himself and three others"
    if link not in SUFFERER or not forms[head].isalnum():
        return []
    for child in children if sentence.upos[head] == "NUM" else ():
        if forms[child].lower() == "them" and child > head:  # "pursued the gunmen and killed seven of them"
            avoid = frozenset(cast.clauses.verb(sentence.heads[head]).agents)
            theirs = cast.avoiding(child, avoid)
            return [moved(p, sentence.starts[head], sentence.ends[head], forms[head], head) for p in theirs]
    others = forms[head].lower() in ("others", "another")
    things = any(deprels[c] in _OF_THINGS and c > head for c in children)  # but "at least 40"
    if (sentence.upos[head] != "NUM" and not others) or things:
        return []
    verb = sentence.heads[head]
    if deprels[verb] in _GOES_ON:
        before = [c for c in sentence.children[sentence.heads[verb]] if deprels[c] in SUFFERER and c < head]
        sent = sentence.lemma_keys[sentence.heads[verb]] in _SENDING  # "deployed troops after clashes left eleven dead"
        before = [c for c in before if not sent and c not in cast.busy and not _is_instrument(cast, c)]
        same = [p for c in before for p in cast.own(c) if p.sectors and p.kind in _COUNTED]
        if same:
            return [moved(p, sentence.starts[head], sentence.ends[head], forms[head], head) for p in same]
    if others and not any(deprels[c] == "nummod" for c in children):
        return []
    for struck in _attacked(cast, verb):  # "ten die in an attack [on a Keldish army post]"
        return [moved(struck, sentence.starts[head], sentence.ends[head], forms[head], head)]
    return [ActorPhrase(sentence, (head, head + 1), head, sectors=("CVL",), kind="agent")]


def _attacked(cast: Cast, verb: int) -> list[ActorPhrase]:
    """The soldiers, police or rebels at whose post people die."""
    deprels, children = cast.sentence.deprels, cast.sentence.children
    attacks = [c for c in children[verb] if deprels[c] == "obl" and cast.sentence.lemma_keys[c] in _ATTACKS]
    posts = [p for a in attacks for c in children[a] if cast.clauses.preposition(c) == "on" for p in cast.own(c)]
    return [p for p in posts if p.resolved and _ARMED.issuperset(p.sectors) and p.sectors]


def _is_instrument(cast: Cast, head: int) -> bool:
    """Missiles and bombs."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    return hit is not None and hit.agent.instrument

"""What another does as well: "Keld cut ties with Orm, and Tave followed suit".

In: a sentence's composer parts and its drafts. Out: the same event once more, with those who followed as its source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import Draft
from .sides import distinct

if TYPE_CHECKING:
    from .cast import Cast
    from .moods import Moods

#: Verbs with the object that says that it is done again.
_AGAIN = {"follow": "suit", "do": "same"}
#: Relations of a verb that tells it as a fact; not "refused to follow suit".
_TOLD = frozenset({"conj", "advcl", "acl:relcl", "parataxis", "ccomp", "root"})
#: What one does with others: "visited Keld, followed by Tave" is no visit by Tave.
_WITH_OTHERS = frozenset({"CONSULT", "ASSAULT", "COOPERATE", "MOBILIZE", "COERCE"})


def followed(cast: Cast, moods: Moods, drafts: list[Draft]) -> list[Draft]:
    """The events of those who followed suit."""
    found: list[Draft] = []
    for verb, again in _again(cast):
        first = _before(cast, verb, drafts)
        mood = moods.of(cast.clauses.verb(verb))
        if first is None or mood.flags or mood.purpose or (again < 0 and first.type in _WITH_OTHERS):
            continue
        doing = distinct([p for a in cast.clauses.verb(verb).agents for p in cast.own(a)])
        before = {p.code for p in (*first.source, *first.target)}
        if not doing or any(not p.resolved or p.code in before for p in doing):
            continue
        more = Draft(verb, first.type, first.mode, first.cameo, first.place)
        more.source, more.target, more.things = doing, first.target, first.things
        more.mutual, more.issues, more.attribution = first.mutual, first.issues, first.attribution
        more.words, more.specificity = [verb, again] if again >= 0 else [verb], first.specificity
        for other in drafts:  # "followed suit, telling three envoys to leave"
            same = other.type == more.type and [p.code for p in other.source] == [p.code for p in doing]
            if same and other.target and first.target and not any(p.resolved for p in other.target):
                other.target = [p.with_country(first.target[0].country or "") for p in other.target]
        told = {(d.type, tuple(p.code for p in (*d.source, *d.target))) for d in drafts}
        if (more.type, tuple(p.code for p in (*more.source, *more.target))) in told:
            continue
        found.append(more)
    return found


def _again(cast: Cast) -> list[tuple[int, int]]:
    """The verbs by which somebody does the same, each with the object that says so; -1 in ", followed by Tave"."""
    sentence = cast.sentence
    found: list[tuple[int, int]] = []
    for word, key in enumerate(sentence.lemma_keys):
        if key == "same" and sentence.deprels[word] == "obj":
            verb = sentence.heads[word]
        elif key == "suit" and word and sentence.lemma_keys[word - 1] == "follow":
            verb = word - 1
        elif key == "follow" and sentence.forms[word - 1] == "," and sentence.deprels[word] in ("advcl", "acl"):
            if any(sentence.deprels[c] == "obl:agent" for c in sentence.children[word]):
                found.append((word, -1))
            continue
        else:
            continue
        if _AGAIN.get(sentence.lemma_keys[verb]) == key and sentence.deprels[verb] in _TOLD:
            found.append((verb, word))
    return found


def _before(cast: Cast, verb: int, drafts: list[Draft]) -> Draft | None:
    """The deed that is followed: that of the verb above, else the last one told before."""
    above = cast.sentence.heads[verb]
    told = [d for d in drafts if d.head < verb and d.source and not d.marks]
    last = above < 0 or cast.sentence.deprels[verb] == "acl"
    return next((d for d in told if d.head == above), told[-1] if told and last else None)

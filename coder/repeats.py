"""No event twice: of the drafts of one sentence, which are the same deed told again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause import Clauses
from .homes import PLACES
from .phrases import ActorPhrase

if TYPE_CHECKING:
    from .compose import Draft


def without_repeats(drafts: list[Draft], clauses: Clauses) -> list[Draft]:
    """Of drafts with the same type, sides and marks the one whose rule says most; of those that go on with the same
    deed, and of those that leave out whom it was done to, the first telling."""
    best: dict[tuple, Draft] = {}
    for draft in drafts:
        source = tuple(sorted(_key(p) for p in draft.source))
        target = tuple(sorted(_key(p) for p in draft.target))
        if draft.mutual:
            source, target = tuple(sorted(source + target)), ()
        key = (draft.type, source, target, draft.marks)
        other = best.get(key)
        if other is None or (draft.mode is not None, draft.specificity) > (
            other.mode is not None,
            other.specificity,
        ):
            best[key] = draft
    kept = set(map(id, best.values()))
    left = [d for d in drafts if id(d) in kept]
    left = [d for d in left if not _retold(d, left, clauses)]
    return [d for d in left if not _told_with_target(d, left) and not _acts_in(d, left, clauses)]


def _acts_in(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Zorvian air strikes on the town killed nine": the strikes are told by what they did."""
    sentence = clauses.sentence
    if sentence.upos[draft.head] != "NOUN" or sentence.deprels[draft.head] not in ("nsubj", "obl:agent"):
        return False
    governor = sentence.heads[draft.head]
    return any(
        other is not draft
        and other.type == draft.type
        and governor in other.words
        and any(p.code for p in other.target)
        and {p.country for p in draft.target} <= {p.country for p in other.target}
        and [p.code for p in other.source] == [p.code for p in draft.source]
        for other in drafts
    )


def _retold(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Bombed the port, killing nine", "met to discuss": a participle or infinitive that goes on with the same
    deed by the same actor is no second event."""
    sentence = clauses.sentence
    if sentence.deprels[draft.head] not in ("advcl", "xcomp"):
        return False
    if clauses.marker(draft.head) in ("before", "after", "since", "until") and draft.target:
        return False  # "met the envoy before flying to Orm"
    governor = sentence.heads[draft.head]
    for other in drafts:
        if other is draft or other.type != draft.type or governor not in other.words:
            continue
        if other.mutual and draft.mutual:
            parties = [{p.code for p in d.source + d.target if p.code} for d in (other, draft)]
            return parties[0] == parties[1]
        if other.mutual and draft.source:
            # "exchanged fire, killing a soldier": which of them killed him is not told
            parties = {p.code for p in other.source + other.target}
            return {p.code for p in draft.source} == parties
        if [p.code for p in other.source] != [p.code for p in draft.source]:
            return False
        people = [p for p in draft.target if p.code]
        if not other.mutual and not any(p.code for p in other.target):
            # "bombed a market, killing six": the known victims stand beside what was struck
            other.target = [*other.target, *people]
        elif people and all(_only_locates(p, clauses) for p in other.target):
            # "threw a grenade into a bar in Keld City, killing three": the place tells less than the victims
            other.target = people
        return True
    return False


def _only_locates(phrase: ActorPhrase, clauses: Clauses) -> bool:
    """Whether a place stands below the word for what was struck ("a bar [in Keld City]")."""
    inside = phrase.head < len(clauses.sentence) and clauses.sentence.deprels[phrase.head] == "nmod"
    return inside and phrase.kind in PLACES and not phrase.sectors


def _told_with_target(draft: Draft, drafts: list[Draft]) -> bool:
    """ "Kills five and wounds several more": the same deed by the same actor, told with a target elsewhere."""
    if draft.type != "ASSAULT" or not draft.source or any(p.code for p in draft.target):
        return False
    return any(
        other is not draft
        and (other.type, other.marks) == (draft.type, draft.marks)
        and any(p.code for p in other.target)
        and [p.code for p in other.source] == [p.code for p in draft.source]
        for other in drafts
    )


def _key(phrase: ActorPhrase) -> str:
    return phrase.code if phrase.code is not None else f"{phrase.start}-{phrase.end}"

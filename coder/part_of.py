"""What of a sentence's events is only a part of another one: the launch of what struck, the escort of a convoy that was
attacked, the march into the fight.

In: a draft, all drafts of its sentence, and its clauses. Out: whether it is told by another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clause import Clauses
    from .draft import Draft


def of_that_truce(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Honoured the truce [that came into force at dawn]": told by what the two do."""
    sentence = clauses.sentence
    if not sentence.deprels[draft.head].startswith("acl"):
        return False
    truce = sentence.heads[draft.head]
    return any(d is not draft and d.mode == "ceasefire" and sentence.heads[truce] in d.words for d in drafts)


def strikes(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Missiles [fired by Keld] hit Orm": the launch is part of the attack; who fired them strikes."""
    sentence = clauses.sentence
    if not sentence.deprels[draft.head].startswith("acl"):
        return False
    governor = sentence.heads[sentence.heads[draft.head]]
    for other in drafts:
        if other.type == "ASSAULT" and governor in other.words:
            other.source = other.source or draft.source or draft.target
            return True
    return False


def only_guards(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Rebels attacked a convoy [escorted by police]": who guards it is told as whom the attack was on."""
    sentence = clauses.sentence
    if draft.type != "AID" or not sentence.deprels[draft.head].startswith("acl") or any(p.code for p in draft.target):
        return False
    governor = sentence.heads[sentence.heads[draft.head]]
    return any(other.type == "ASSAULT" and governor in other.words for other in drafts)


def says_how_much(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "The fund threw Keld a lifeline, [announcing a loan of two billion]": the same help."""
    sentence = clauses.sentence
    if draft.type != "AGREE" or sentence.deprels[draft.head] != "advcl" or sentence.xpos[draft.head] != "VBG":
        return False
    if any(p.code for p in draft.target):
        return False
    own = {p.code for p in draft.source}
    return any(
        other.type in ("AID", "AGREE")
        and other is not draft
        and sentence.heads[draft.head] in other.words
        and own == {p.code for p in other.source}
        for other in drafts
    )


def goes_in_to_fight(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Entered the town and shot at the crowd", "troops sent to the border fired at villagers": where force is used,
    the move is a part of it."""
    sentence = clauses.sentence
    own = {p.code for p in draft.source if p.code}
    relation = sentence.deprels[draft.head]
    for other in drafts:
        if other.type != "ASSAULT" or other.mutual or other.marks != draft.marks:
            continue
        if not own or own != {p.code for p in other.source} or not any(p.code for p in other.target):
            continue
        after = sentence.deprels[other.head] in ("conj", "advcl") and sentence.heads[other.head] in draft.words
        if after and clauses.marker(other.head) not in ("after", "since", "as", "when", "while", "if"):
            return True
        mover = sentence.heads[draft.head]
        if relation.startswith("acl") and any(p.words[0] <= mover < p.words[1] for p in other.source):
            return True
    return False

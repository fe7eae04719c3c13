"""What the attacks that one sentence tells say of each other: whose soldiers shot back, to whom men were lost, which
deed was only the way to the next.

In: the drafts of a sentence with their sides. They are changed in place; those that are no event of their own go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .draft import of_one_home
from .homes import PLACE, STORY, TOLD

if TYPE_CHECKING:
    from .clause import Clauses
    from .draft import Draft
    from .phrases import ActorPhrase

#: Marks of a country that is only supposed.
_SUPPOSED = frozenset({PLACE, STORY, TOLD})
_GUERRILLAS = frozenset({"REB", "UAF", "PRM"})
_ARMED = _GUERRILLAS | {"MIL", "COP"}
#: Verbs by which victims are brought to where they die.
_BRINGING = frozenset({"drag", "force", "haul", "march", "order", "pull", "remove", "snatch", "take"})
#: Verbs of coming aboard, which harm nobody by themselves; what those are called who were taken.
_BOARDING = frozenset({"attack", "board", "hijack", "intercept", "seize", "storm"})
_CAPTIVES = ("hostage", "hostages", "captive", "captives")
_KILLING = frozenset({"behead", "burn", "execute", "gun", "hack", "kill", "massacre", "murder", "shoot", "slaughter",
                      "stab"})  # fmt: skip

#: What befalls vehicles and buildings: nobody attacks those who die in it.
_MISHAPS = frozenset({"crash", "crash_land", "collide", "derail", "capsize", "overturn", "collapse", "plunge", "skid"})


def settle_fights(drafts: list[Draft], clauses: Clauses) -> list[Draft]:
    """The drafts that are left, with the sides that the others tell."""
    of_one_home(drafts)
    if len(drafts) < 2:
        return drafts
    left = [d for d in drafts if not _only_brings(d, drafts, clauses) and not _was_planned(d, drafts, clauses)]
    left = [d for d in left if not _is_claim(d, left, clauses)]
    attacks = [d for d in left if d.type == "ASSAULT" and not d.mutual]
    for draft in left:
        if draft.type in ("AID", "RETREAT"):
            _taken_before(draft, attacks)
        elif draft.type == "ACCUSE" and not any(p.code for p in draft.target):
            _of_what_is_told(draft, left, clauses)
    for draft in attacks:
        if clauses.lemmas[draft.head] == "lose":  # who was lost did nothing
            lost = set(clauses.verb(draft.head).objects)
            draft.source = [p for p in draft.source if p.head not in lost]
    for draft in attacks:
        for other in left:
            if other is not draft and other.type in ("ASSAULT", "PROTEST") and not other.mutual:
                for phrase in _of_the_other_side(draft, other):
                    for same in attacks:  # "rockets [fired by militants] killed two"
                        same.source = [phrase if p.start == phrase.start else p for p in same.source]
                _of_the_troops_told_of(draft, other)
                if clauses.lemmas[draft.head] == "lose" and not draft.source and other.type == "ASSAULT":
                    _lost_to(draft, other)
        if not draft.source and draft.head not in (boardings := _boardings(draft, attacks, clauses)) and boardings:
            draft.source = list(boardings[min(boardings)].source)
            left = [d for d in left if d.head not in boardings]
    return left


def _is_claim(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Nine workers were shot by gunmen, and [separatists claimed it]": the gunmen were theirs."""
    if draft.type != "ASSAULT" or clauses.lemmas[draft.head] not in ("admit", "claim") or not draft.source:
        return False
    for other in drafts:
        done = other.type == "ASSAULT" and other.head < draft.head and not other.mutual and other.marks == draft.marks
        if not done or [p.code for p in other.target] != [p.code for p in draft.target]:
            continue
        if all(p.sectors == ("UAF",) for p in other.source):
            other.source = list(draft.source)
            return True
    return False


def _boardings(draft: Draft, attacks: list[Draft], clauses: Clauses) -> dict[int, Draft]:
    """ "Two sailors were killed and one was taken [when pirates boarded a ship]": how those came to harm."""
    deprels, heads = clauses.sentence.deprels, clauses.sentence.heads
    if not draft.target or not any(p.sectors for p in draft.target):
        return {}
    home = _only_country(draft.target)
    found = {}
    for other in attacks:
        if other is draft or not other.source or deprels[other.head] != "advcl" or other.head < draft.head:
            continue
        above = heads[other.head]
        while deprels[above] == "conj" and above not in draft.words:
            above = heads[above]
        things = all(p.country == home and p.sectors in ((), ("BUS",)) for p in other.target)
        beside = deprels[draft.head] == "conj" and above == heads[draft.head]  # "killed, and one was taken"
        if (above in draft.words or beside) and things and clauses.lemmas[other.head] in _BOARDING:
            found[other.head] = other
    return found


def _taken_before(draft: Draft, attacks: list[Draft]) -> None:
    """ "Seized six guards before soldiers freed the hostages": the guards."""
    taken = [d for d in attacks if d.mode == "abduct" and d.head < draft.head and d.target and not d.marks]
    if len(taken) == 1 and draft.target and all(p.text.lower().endswith(_CAPTIVES) for p in draft.target):
        draft.target = list(taken[0].target)


def _of_what_is_told(draft: Draft, drafts: list[Draft], clauses: Clauses) -> None:
    """ "Keld has cut the lines, Orm's envoy said, calling the siege cruel": whoever does what the envoy tells."""
    sentence = clauses.sentence
    said = sentence.heads[draft.head]
    if sentence.deprels[draft.head] != "advcl" or sentence.xpos[draft.head] != "VBG" or said < 0:
        return
    own = [p.code for p in draft.source]
    told = [d for d in drafts if d.head < said < draft.head and [p.code for p in d.attribution] == own and own]
    sources = {tuple(p.code for p in d.source): d.source for d in told if d.source and not d.mutual}
    if len(sources) == 1:
        draft.target = list(next(iter(sources.values())))


def _of_the_other_side(draft: Draft, other: Draft) -> list[ActorPhrase]:
    """ "Keld bombed a town in Orm, rockets fired by militants hit a town in Keld": they are Orm's, not Keld's."""
    if not draft.source or not draft.target or not other.source or not other.target:
        return []
    home = _only_country(draft.target)
    theirs = _only_country(other.target)
    if home is None or theirs is None or theirs == home or _only_country(other.source) != home:
        return []
    if any(_GUERRILLAS.intersection(p.sectors) for p in other.source):
        return []
    if all(p.country == home and p.hint in _SUPPOSED and p.sectors in (("REB",), ("PRM",)) for p in draft.source):
        return [p.with_country(theirs, STORY) for p in draft.source]
    return []


def _of_the_troops_told_of(draft: Draft, other: Draft) -> None:
    """ "Keldish youths stoned Ormish peacekeepers and two were shot by soldiers": by those whom they attacked."""
    if other.head > draft.head or not draft.source or not draft.target or not other.target:
        return
    if [p.code for p in draft.target] != [p.code for p in other.source]:
        return
    soldiers = all(p.sectors == ("MIL",) and p.hint in _SUPPOSED for p in draft.source)
    stoned = all("MIL" in p.sectors and not p.hint and p.resolved for p in other.target)
    if soldiers and stoned and _only_country(draft.source) == _only_country(draft.target):
        draft.source = list(other.target)


def _lost_to(draft: Draft, other: Draft) -> None:
    """ "Killed 50 rebels and lost six men in the battle": to the rebels."""
    armed = all(p.resolved and p.sectors and _ARMED.issuperset(p.sectors) for p in other.target)
    if armed and {p.code for p in draft.target} == {p.code for p in other.source}:
        draft.source = list(other.target)


def _only_brings(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "[Dragged off a bus] and shot", "forced them out of their cars and executed them": the killing is the deed."""
    if draft.mode != "abduct" or clauses.lemmas[draft.head] not in _BRINGING:
        return False
    heads = clauses.sentence.heads
    if any(clauses.lemmas[c] in ("hostage", "captive", "prisoner") for c in clauses.children[draft.head]):
        return False
    return any(
        other is not draft
        and other.type == "ASSAULT"
        and heads[other.head] == draft.head
        and clauses.lemmas[other.head] in _KILLING
        and other.marks == draft.marks
        and {p.code for p in other.target} == {p.code for p in draft.target}
        for other in drafts
    )


def _was_planned(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Who stabbed the minister … had spent years planning [the attack]": it has been made."""
    if draft.type != "THREATEN" or clauses.lemmas[draft.head] not in ("plan", "plot", "prepare"):
        return False
    objects = clauses.verb(draft.head).objects
    told = any(clauses.lemmas[c] == "the" for o in objects for c in clauses.children[o])
    return told and any(o.type == "ASSAULT" and o.head < draft.head and not o.marks for o in drafts)


def _only_country(phrases: list[ActorPhrase]) -> str | None:
    """The one country of all, or None."""
    countries = {p.country for p in phrases}
    return countries.pop() if len(countries) == 1 else None


def is_mishap(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "A helicopter crashed near Orm, killing five soldiers", "soldiers were killed when their helicopter crashed":
    unless the sentence tells of an attack as well."""
    sentence = clauses.sentence
    deprels, head = sentence.deprels, draft.head
    if deprels[head] == "conj":
        head = sentence.heads[head]
    if deprels[head] == "advcl":
        crash = sentence.heads[head]
    else:
        below = () if draft.source else clauses.children[head]
        crash = next((c for c in below if deprels[c] == "advcl" and clauses.lemmas[c] in _MISHAPS), -1)
    if crash < 0 or clauses.lemmas[crash] not in _MISHAPS or any(deprels[c] == "obj" for c in clauses.children[crash]):
        return False  # "crashed a truck into the gate, killing two guards"
    return not any(
        other.type == "ASSAULT" and (crash in other.words or head not in (sentence.heads[other.head], other.head))
        for other in drafts
        if other is not draft and sentence.heads[other.head] != crash
    )

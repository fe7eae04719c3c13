"""Whether a coded event is political: asked only where events without known actors are dropped.

The rules say what was done, and the same words tell of states and of singers. What makes the difference is who takes
part: an event needs somebody on either side who is no firm, no medium, no athlete or entertainer, no private person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .draft import Draft
    from .phrases import ActorPhrase

_NONE: frozenset[str] = frozenset()
_FIRMS = frozenset({"MNC", "BUS"})
_MARKET = _FIRMS | {"JRN"}
#: Those whose people are of no country that is told.
_NO_STATES = frozenset({"NGO", "MNC"})
#: Between states: their bodies for health or culture are no private ones.
_PUBLIC = frozenset({"UNO", "EUR", "IGO"})
#: Bodies that meet, praise and help each other without politics: churches, universities, hospitals, clubs.
_SOCIETY = _MARKET | {"REL", "EDU", "MED", "SOC"}
_EXPERTS = frozenset({"EDU", "MED"})
_WARNINGS = frozenset({None, "violence"})
_COURTEOUS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
#: Those of them that one's own state is no party to.
_BETWEEN_TWO = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_JUDICIAL = frozenset({"ACCUSE", "COERCE", "SANCTION", "REQUEST", "REJECT", "THREATEN"})
_PRIVATE = _SOCIETY | {"CVL", "LAB", "AGR"}
#: Types whose target may be anything: an act, a plan, a law.
_TOLD_OF_ANYTHING = frozenset({"ACCUSE", "REJECT", "THREATEN", "MOBILIZE"})
#: Types that need somebody to whom it is done, if only a name that nobody knows.
_TOLD_OF_PERSONS = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "CONCEDE", "REQUEST"})
#: Those of whom news tells anything only by whom they do it to.
_UNOFFICIAL = _MARKET | {"CVL", "CRM", "EDU", "MED", "NGO", "SOC"}
_OFFICIALS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "REB", "UAF", "PRM"})
_ARMED = frozenset({"MIL", "REB", "UAF", "PRM"})
_REBELS = frozenset({"OPP", "REB", "UAF", "PRM", "SEP"})
_COOPERATIVE = frozenset({"AGREE", "SUPPORT", "COOPERATE"})
_PEOPLE = frozenset({"CVL", "LAB", "EDU"})
_NEIGHBOURS = _PEOPLE | {"AGR", "MED"}
#: Whoever is concerned, who need not be named.
_OPEN = re.compile(
    r"(?:(?:all|both|every|each|the) )?(?:(?:warring|rival|opposing|other|member|involved|political|world) )*"
    r"(?:sides|parties|countries|nations|states|factions|governments|powers|actors|leaders|donors|creditors|lenders)",
    re.IGNORECASE,
)
#: Those who act for nobody but themselves, and what they do that is news only where somebody is named to whom.
_UNLED = frozenset({"CVL", "EDU", "MED", "AGR"})
_REMARKS = frozenset({"ACCUSE", "CONCEDE", "COOPERATE", "REJECT", "SUPPORT"})
_POLICE = frozenset({"COP"})
_PLEAS = frozenset({None, "assist"})
_CITIZENS = frozenset({"CVL", "EDU", "LAB", "MED", "SOC"})
#: Issues that make help for people a matter between states and armed groups.
_PLIGHT = frozenset({"hostages", "refugees", "migration", "aid"})
#: CAMEO code of a strike or protest that is called off.
_PROTEST_ENDED = "082"
#: CAMEO code of a defence in words, which officials owe their own state's decisions.
_DEFENCE = "052"
#: What is told only where somebody does it; of extraditions one side is enough.
_BY_SOMEBODY = frozenset({"CONSULT", "COOPERATE"})
_EXTRADITION = "063"
#: What a celebrity may be in court for without politics; other issues (blasphemy, espionage) tell of the state's hand.
_COMMON_CRIME = frozenset({"crime", "corruption", "drugs", "labour", "health", "children", "sanctions"})


def political(draft: Draft) -> bool:
    """Whether somebody takes part who makes the event political. Protests of private people count, and so do attacks on
    firms and what is done to the media; courts and police that deal with a celebrity's private life do not."""
    kind = draft.type
    if draft.ordinary:
        return False
    if kind == "THREATEN" and draft.mode in _WARNINGS and _only_of(draft.source, _EXPERTS):
        return False  # "mosquitoes have invaded Keld, doctors warn"
    loose = kind == "THREATEN" and (draft.mode is None or "transforms" in draft.place)
    if loose and not draft.source and not draft.attribution:
        return False  # "gatherings will be banned", "a warning is issued": nobody threatens
    if kind == "REQUEST" and not draft.source and _only_people(draft.target):
        return False  # "residents were told to go": nobody asks
    if kind in _BY_SOMEBODY and not draft.source and draft.cameo != _EXTRADITION:
        return any(phrase.country in _PUBLIC for phrase in draft.target)  # "an ASEAN summit was held"
    if kind == "THREATEN" and _among_themselves(draft):
        return False  # a robber and a cashier
    if draft.mode == "convict" and draft.source and all(phrase.kind == "private" for phrase in draft.source):
        return False  # a singer begins a jail sentence
    if draft.mode == "allege" and not draft.target and not draft.issues and _only_of(draft.source, _POLICE):
        return False  # police blame a cigarette
    if kind == "PROTEST" and any("CVL" in phrase.sectors and phrase.country for phrase in draft.source):
        return True  # also footballers may strike
    if draft.type == "CONCEDE" and draft.cameo == _PROTEST_ENDED:
        return True  # as the protest was
    if draft.mode == "release" and any("JRN" in phrase.sectors and phrase.country for phrase in draft.target):
        return True  # "French journalists were freed"
    if kind in _JUDICIAL and _only_private(draft.source) and _only_people(draft.target):
        return False  # an actress sues her husband
    if (
        kind in _TOLD_OF_ANYTHING
        and draft.source
        and _only_private(draft.target)
        and not any(p.sectors for p in draft.source)
    ):
        return all(phrase.kind in ("country", "capital") for phrase in draft.source)  # a club's manager and the referee
    if _only_private(draft.source) and all(phrase.country == "NGO" for phrase in draft.source):
        return _counts_officials(draft.target)  # sports bodies mean teams when they say countries
    remark = kind in _REMARKS or (kind == "REQUEST" and draft.mode in _PLEAS)
    if remark and not draft.target and not draft.issues and _only_of(draft.source, _UNLED):
        return False  # residents complain of noise, a man shows no remorse
    suing = draft.mode == "allege" and not draft.issues and _only_of(draft.source, _CITIZENS)
    if suing and (not any(phrase.code for phrase in draft.target) or _among_themselves(draft)):
        return False  # a foundation sues a doctor
    if kind in _COURTEOUS:
        if kind in _BETWEEN_TWO and not draft.mutual and draft.cameo != _DEFENCE and _only_own_state(draft):
            return False  # a minister arrives in his capital, praises his country
        if draft.source and all(phrase.kind == "private" for phrase in draft.source):
            return False  # a singer visits, praises, apologises
        if kind == "CONSULT" and draft.source and all(phrase.code == "CVL" for phrase in draft.source):
            return False  # "two people who had visited Keld"
        if kind == "AID" and not draft.source and (_only_people(draft.target) or _PLIGHT.isdisjoint(draft.issues)):
            return not _PLIGHT.isdisjoint(draft.issues)  # miners, passengers, survivors are rescued
        if draft.source and _only_firms(draft.source) and _is_business(kind, draft.target):
            return False
        if kind != "RETREAT" and _among_themselves(draft):
            return False  # doctors treat the children of their own town
        barred = _SOCIETY | {"CVL"} if _only_firms(draft.source) else _SOCIETY
        return _counts(draft.source, _SOCIETY) or _counts(draft.target, barred)
    if kind in _JUDICIAL and _only_private(draft.target) and (_only_law(draft.source) or draft.charged):
        return draft.charged or _is_foreign(draft) or not _COMMON_CRIME.issuperset(draft.issues)
    return _counts(draft.source, _NONE if kind in ("ASSAULT", "PROTEST") else _MARKET) or _counts(
        draft.target, _NONE if kind in ("ASSAULT", "COERCE") else _FIRMS
    )


def stands_alone(draft: Draft) -> bool:
    """Whether an event is told although nobody knows whom it is done to: a court sentences somebody, a government
    condemns an act. Not what civilians, firms and media do, and where others are asked, somebody must be known."""
    if draft.type == "PROTEST" and "hypothetical" not in draft.marks:
        return True  # "students protested the decision"
    if draft.mutual or "hypothetical" in draft.marks or not _counts(draft.source, _UNOFFICIAL):
        return False
    if draft.type == "CONCEDE" and draft.cameo == _PROTEST_ENDED:
        return True
    if draft.type == "REQUEST" and _only_law(draft.source):
        return False  # a judge who orders a singer to pay
    if draft.type == "REQUEST" and all(_OPEN.fullmatch(phrase.text) for phrase in draft.target):
        return True  # "urged all sides to …"
    if draft.type == "AID":
        return all(phrase.kind == "territory" for phrase in draft.target)  # food for a besieged town
    return draft.type in _TOLD_OF_ANYTHING or (draft.type in _TOLD_OF_PERSONS and _named(draft.target))


def _named(side: list[ActorPhrase]) -> bool:
    """Whether somebody on the side bears a name or is a person."""
    return any(phrase.kind in ("name", "agent", "person") for phrase in side)


def _counts(side: list[ActorPhrase], barred: frozenset[str]) -> bool:
    """Whether somebody on the side is known, not private, and of none of the barred sectors."""
    return any(
        phrase.code is not None
        and phrase.kind != "private"
        and (phrase.country in _PUBLIC or barred.isdisjoint((phrase.country, *phrase.sectors)))
        for phrase in side
    )


def _only_people(side: list[ActorPhrase]) -> bool:
    """Whether the side is nobody but people who hold no office."""
    return _only_of(side, _PEOPLE)


def _only_of(side: list[ActorPhrase], sectors: frozenset[str]) -> bool:
    return bool(side) and all(phrase.sectors and sectors.issuperset(phrase.sectors) for phrase in side)


def _is_business(kind: str, target: list[ActorPhrase]) -> bool:
    """Whether what firms agree on, buy or give is no politics: no state or armed group is the other side. The state
    in which something is bought or built ("a stake in gas fields off Keld") is no party."""
    if kind == "AID":
        return not any(_ARMED.intersection(phrase.sectors) for phrase in target)
    if kind == "AGREE" or _counts_officials(target):
        return not _counts_officials(target)
    return kind in _COOPERATIVE and not any(
        (phrase.kind == "country" and not phrase.sectors) or phrase.country in _PUBLIC for phrase in target
    )


def _among_themselves(draft: Draft) -> bool:
    """Whether private people and bodies deal with nobody but people of their own country."""
    states = {phrase.country for phrase in draft.source if not _PRIVATE.isdisjoint(phrase.sectors)}
    return bool(draft.source) and len(states) == 1 and _only_of(draft.target, _NEIGHBOURS) and all(
        not _OFFICIALS.intersection(phrase.sectors) and phrase.country in states
        for phrase in (*draft.source, *draft.target)
    )


def _is_foreign(draft: Draft) -> bool:
    """Whether the law of one country deals with somebody from another."""
    states = {phrase.country for phrase in draft.source}
    return bool(states) and any(
        phrase.country and phrase.country not in states and phrase.country not in _NO_STATES for phrase in draft.target
    )


def _only_own_state(draft: Draft) -> bool:
    """Whether what is done to a state as such is done by its own officials; rebels stand against theirs."""
    states = {phrase.country for phrase in draft.source if not _REBELS.intersection(phrase.sectors)}
    return bool(draft.source and draft.target) and all(
        not phrase.sectors and states == {phrase.country} for phrase in draft.target
    )


def _only_private(side: list[ActorPhrase]) -> bool:
    return bool(side) and all(phrase.kind == "private" for phrase in side)


def _counts_officials(side: list[ActorPhrase]) -> bool:
    """Whether somebody on the side acts for a state, a party or an armed group."""
    return any(not _OFFICIALS.isdisjoint(phrase.sectors) for phrase in side)


def _only_firms(side: list[ActorPhrase]) -> bool:
    return bool(side) and all(not _MARKET.isdisjoint((phrase.country, *phrase.sectors)) for phrase in side)


def _only_law(side: list[ActorPhrase]) -> bool:
    return bool(side) and all(
        {"JUD", "COP"}.intersection(phrase.sectors) or phrase.text.lower().endswith("authorities") for phrase in side
    )

"""Weapons and forces as the means of an attack: they belong to who sends them, not to where they strike.

In: the cast of a sentence, and the head of a phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase
    from .cast import Cast
    from .sentence import Sentence

#: Sectors of those who are sent and struck with.
FORCES = frozenset({"MIL", "COP", "PRM", "UAF", "SPY"})
#: Verbs of which forces are the victims and not the means.
_HARM = frozenset(
    {"abduct", "ambush", "arrest", "attack", "behead", "capture", "detain", "execute", "free", "hurt", "injure",
     "kidnap", "kill", "maim", "massacre", "murder", "release", "rescue", "shoot", "slay", "stab", "target",
     "torture", "wound"}
)  # fmt: skip
#: Verbs of what is said to forces, or done to them and not with them.
_ADDRESSED = frozenset(
    {"accuse", "applaud", "battle", "blame", "bribe", "clash", "commend", "condemn", "confront", "congratulate",
     "criticise", "criticize", "defeat", "defy", "denounce", "disarm", "fight", "hail", "honor", "honour", "meet",
     "outnumber", "pay", "praise", "salute", "taunt", "thank", "visit", "warn"}
)  # fmt: skip
#: What may be shot, and shot down: those over whose land it flies do not own it.
SHOT = frozenset({"drone", "missile", "rocket", "projectile", "balloon"})
#: Before "bomber": men.
_BOMBED_WITH = frozenset({"suicide", "car", "truck", "would-be", "female", "teenage"})
_PARTY = frozenset({"between", "with", "against", "by", "among", "on", "upon"})


def is_tool(cast: Cast, head: int) -> bool:
    """Weapons and troops that are sent somewhere."""
    sentence = cast.sentence
    deprels = sentence.deprels
    if deprels[head] == "nsubj" and sentence.lemma_keys[head] in SHOT:
        return True  # "a missile killed two in Keld"
    if deprels[head] in ("obl:agent", "compound"):  # "killed by drones", "drone strikes"
        if is_weapon(cast, head):
            return True
        if deprels[head] == "obl:agent":
            return False
    if deprels[head] not in ("obj", "obl", "nmod", "conj", "compound") or not is_force(cast, head):
        return False
    first = sentence.heads[head] if deprels[head] == "conj" else head
    if deprels[first] == "obj" and sentence.lemma_keys[sentence.heads[first]] in _HARM | _ADDRESSED:
        return False
    return cast.clauses.preposition(head) not in _PARTY  # "clashes between police and protesters"


def is_weapon(cast: Cast, head: int) -> bool:
    """Whether a noun is one for what is fired, dropped or flown."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    return hit is not None and hit.agent.instrument


def is_force(cast: Cast, head: int) -> bool:
    """Whether a noun is one for armed men, not for the body that they belong to."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    return hit is not None and hit.agent.kind != "body" and FORCES.issuperset(hit.agent.sectors)


def is_army(cast: Cast, head: int) -> bool:
    """Whether a noun is one for soldiers or their body."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    return hit is not None and "MIL" in hit.agent.sectors


def of_the_air(sentence: Sentence, phrase: ActorPhrase) -> ActorPhrase:
    """ "Keldish bombers flew over Orm": aircraft, and not men with bombs."""
    if phrase.sectors != ("UAF",) or phrase.country == "PSE" or sentence.lemma_keys[phrase.head] != "bomber":
        return phrase
    if phrase.head and sentence.lemma_keys[phrase.head - 1] in _BOMBED_WITH:
        return phrase
    plane = phrase.copy()
    plane.assign(phrase.country or "", ("MIL",))
    return plane


def bombers_abroad(
    sentence: Sentence, source: list[ActorPhrase], target: list[ActorPhrase], aerial: bool
) -> list[ActorPhrase]:
    """ "Keldish bombers struck a base in Orm": the planes of a state; at home they may be men with bombs."""
    there = {p.country for p in target if p.country}
    return [
        of_the_air(sentence, p)
        if aerial or (there and p.country not in there and sentence.xpos[p.head] == "NNS" and p.hint is None)
        else p
        for p in source
    ]

"""What belongs to who acts and is no target of it: "withdrew [its troops]", "sent [its army]".

In: the cast of a sentence, a match, or the phrase in question. Out: whether it is the source's own.
"""

from __future__ import annotations

from .actor_phrase import ActorPhrase
from .agreement import PERSON
from .cast import Cast
from .match import Match
from .means import FORCES
from .neighbours import EQUALS

_DONE_BY_FORCES = frozenset({"AID", "MOBILIZE", "RETREAT"})
#: Verbs of help that is for those whom they name.
SAVING = frozenset({"evacuate", "rescue", "save", "shelter", "treat"})
#: Verbs of moving one's own weapons.
_SENDING = frozenset({"base", "deploy", "dispatch", "mass", "mobilise", "mobilize", "move", "order", "park", "position",
                      "pull", "pull_back", "pull_out", "remove", "send", "ship", "station", "withdraw"})  # fmt: skip


def done_by_forces(cast: Cast, match: Match) -> bool:
    """Whether troops and police are what an event is done with ("mobilised troops"), not whom it is done to ("rescued
    sailors")."""
    outcome, verb = match.rule.outcome, cast.sentence.lemma_keys[match.head]
    return outcome.type in _DONE_BY_FORCES and outcome.mode != "release" and verb not in SAVING


def belongs(cast: Cast, head: int, own: set[str], direct: bool) -> bool:
    """ "Zorvia withdrew its troops": what the source owns is not its target; but "sacked his minister"."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] == "nmod:poss" and sentence.upos[child] == "PRON":
            if direct and sentence.forms[child].lower() in PERSON:
                return False
            antecedents = cast.own(child)
            if not antecedents or any(p.code in own for p in antecedents):
                return not antecedents or bool(own)
    return False


def is_own_force(cast: Cast, pronoun: int, match: Match) -> bool:
    """ "Condemned Orm and put [its] army on alert": troops that are only the means are one's own."""
    owned = cast.sentence.heads[pronoun]
    sent = match.rule.outcome.type == "MOBILIZE" or match.rule.outcome.mode == "withdraw"
    if owned in match.used and done_by_forces(cast, match):
        if sent and cast.clauses.lemmas[match.head] in _SENDING:
            return True  # "Orm would withdraw its tanks from Keld"
        return not FORCES.isdisjoint(cast.sectors(owned))
    return False


def is_abroad(cast: Cast, head: int, phrase: ActorPhrase, home: set[str]) -> bool:
    """ "His Keldish counterpart": owned by the source, but from elsewhere."""
    if phrase.country is None or phrase.country in home:
        return False
    children, deprels = cast.sentence.children[head], cast.sentence.deprels
    if deprels[phrase.head] == "appos" and phrase.head > head:
        return True  # "its neighbour Keld"
    if cast.sentence.lemma_keys[head] in EQUALS:
        return True
    return phrase.kind in ("person", "country") or any(
        deprels[c] in ("amod", "compound") and cast.can_act(c) for c in children
    )

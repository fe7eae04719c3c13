"""Who suffers what a state accuses its adversary of: "Keld said its neighbour had shelled three villages"; and whom
helps what a state tells that another has sent or promised: "Keld said that Orm had sent doctors".

In: the cast of a sentence and a match whose target nobody knows. Out: the state that says so, or []. Not where it is
not told that the two are against each other: Orm may speak of what Zorvia does to Keld.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .pairs import state_of

if TYPE_CHECKING:
    from .cast import Cast
    from .match import Match

_HARMING = frozenset({"ASSAULT", "COERCE"})
#: What one does on one's own soil or with one's own people.
_OF_RULE = frozenset({"arrest", "censor", "curfew", "deport", "martial-law", "restrict"})
_NEXT = frozenset({"neighbour", "neighbor", "foe", "enemy", "rival", "adversary"})
#: Verbs of promising something, and the CAMEO code of arming somebody, of which adversaries tell.
_OFFERING = frozenset({"offer", "pledge", "promise"})
_ARMING = "072"


def helped(cast: Cast, match: Match, agents: list[ActorPhrase]) -> list[ActorPhrase]:
    """The state that tells of the help, where nobody is named whom it is for."""
    outcome = match.rule.outcome
    offered = outcome.type == "AGREE" and cast.sentence.lemma_keys[match.head] in _OFFERING
    if not (offered or (outcome.type == "AID" and (outcome.cameo or "") != _ARMING)):
        return []
    said = _teller(cast, match, agents)
    if said is None or set(said.sectors) - {"GOV"}:
        return []
    start, end = cast.sentence.starts[match.head], cast.sentence.ends[match.head]
    return [state_of(moved(said, start, end, cast.sentence.surface(start, end), match.head))]


def sufferers(cast: Cast, match: Match, agents: list[ActorPhrase]) -> list[ActorPhrase]:
    """The state that tells it, where what is struck is a thing or is not named at all."""
    if match.rule.outcome.type in ("AID", "AGREE"):
        return helped(cast, match, agents)
    if match.rule.outcome.type not in _HARMING or match.rule.outcome.mode in _OF_RULE or match.clause.kind != "v":
        return []
    said = _teller(cast, match, agents)
    if said is None or set(said.sectors) - {"GOV", "MIL", "COP"}:
        return []
    sentence, doer = cast.sentence, agents[0]
    named = any(sentence.lemma_keys[h] in _NEXT for h in match.clause.agents)
    if not named and not cast.discourse.story.deal_with_each_other(said.country, doer.country):
        return []
    start, end = sentence.starts[match.head], sentence.ends[match.head]
    return [state_of(moved(said, start, end, sentence.surface(start, end), match.head))]


def _teller(cast: Cast, match: Match, agents: list[ActorPhrase]) -> ActorPhrase | None:
    """The one of another state who says what one state alone does."""
    if len(agents) != 1 or not agents[0].resolved or agents[0].country in ENTITIES or match.clause.kind != "v":
        return None
    sentence, verb = cast.sentence, match.head
    if sentence.deprels[verb] == "acl" and sentence.lemma_keys[sentence.heads[verb]] == "first":
        verb = sentence.heads[verb]  # "that Orm had been the first to send doctors"
    if sentence.deprels[verb] == "conj":
        verb = sentence.heads[verb]
    if sentence.deprels[verb] == "acl:relcl" and any(
        sentence.lemma_keys[c] == "it" and c < verb for c in sentence.children[sentence.heads[verb]]
    ):
        verb = sentence.heads[verb]  # "that it was Orm that had attacked first"
    above = sentence.heads[verb]
    if sentence.deprels[verb] != "ccomp" or above < 0:
        return None
    sayers = [p for h in cast.sayers_of(above) for p in cast.own(h)]
    if len(sayers) != 1 or not sayers[0].resolved or sayers[0].country in ENTITIES | {agents[0].country}:
        return None
    return sayers[0]

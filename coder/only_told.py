"""What looks like an event and only tells of another: "an attack blamed on rebels", "soldiers who fought in Keld"; and
which event nouns tell one by themselves.

In: a match with its sides. Out: why it is no event, or "".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .homes import PLACES
from .match import Match
from .searching import PLACE
from .sides import Sides

if TYPE_CHECKING:
    from .clause import Clauses
    from .clause_record import Clause
    from .match import Matcher

#: Verbs that need somebody on the other side.
_FIGHT = frozenset({"battle", "fight"})
#: What somebody has only thought out.
_PLANS = frozenset({"blueprint", "formula", "idea", "initiative", "plan", "proposal", "roadmap", "scheme"})
#: What lays down what may be done, and verbs by which it does.
_LAWS = frozenset({"act", "bill", "clause", "code", "decree", "law", "legislation", "rule", "statute"})
_LETTING = frozenset({"allow", "authorise", "authorize", "empower", "enable", "entitle", "let", "permit"})
_MAY = frozenset({"can", "could", "may", "might", "would"})
_GRUMBLING = frozenset({"complain", "grumble"})
_SHUTTING_OUT = frozenset({"exclude", "preclude", "rule"})
#: "Hit back by barring Keldish lawmakers": what follows tells how.
_HITTING_BACK = frozenset({"hit", "strike", "fire", "snap"})
#: Types that an event noun tells of people without a country too: "the killing of civilians by Keldish soldiers".
_SUFFERED = frozenset({"ASSAULT", "COERCE"})


def only_told(clauses: Clauses, matcher: Matcher, match: Match, sides: Sides) -> str:
    """Why a match tells only of another deed, or of nobody's."""
    clause, sentence = match.clause, clauses.sentence
    lemma = sentence.lemma_keys[clause.head]
    fight = match.rule.arrow == "<->" and clause.kind == "v" and lemma in _FIGHT and not clause.objects
    if fight and all(p.kind in PLACES and clauses.preposition(p.head) in PLACE for p in sides.target):
        return "nobody whom they fight"  # "soldiers who fought in Keld"
    aside = lemma == "allege" and sentence.deprels[clause.head] == "parataxis"
    if aside and match.rule.outcome.type == "ACCUSE" and not (sides.target or clause.complements):
        return "only who says so"  # "rebels had mined the road, the army alleged"
    open_still = any(sentence.lemma_keys[m.head] in _SHUTTING_OUT for m in match.inner)
    if open_still and lemma in ("refuse", "decline") and match.rule.outcome.type == "REJECT":
        return "leaves it open"  # "refused to rule out talks"
    agreed = lemma == "agree" and match.rule.outcome.type == "SUPPORT" and sentence.deprels[clause.head] == "acl"
    if agreed and not sides.source:
        return "nobody who agrees"  # "a schedule agreed with the bank"
    at_home = bool(sides.target) and {p.country for p in sides.target} <= {p.country for p in sides.source}
    if lemma in ("close", "shut") and match.rule.outcome.type == "SANCTION" and at_home:
        return "a house at home, whose is not told"  # "Keld is closing the consulate in Keld City"
    how = lemma in _HITTING_BACK and any(marker == "by" for marker, _ in clause.complements)
    if how and match.rule.outcome.type == "ACCUSE" and not sides.target:
        return "how they did so is told"
    said = lemma in _GRUMBLING and any(marker == "that" for marker, _ in clause.complements)
    if said and match.rule.outcome.type == "ACCUSE" and not any(p.code for p in sides.target):
        return "a complaint about nobody"
    if lemma == "blame" and not sides.source and sentence.deprels[clause.head] == "acl":
        done = matcher.at(sentence.heads[sentence.heads[clause.head]])
        attack = done is not None and done.rule.outcome.type == "ASSAULT"
        if attack and match.rule.outcome.type == "ACCUSE" and any(o.preposition == "on" for o in clause.obliques):
            return "tells only whose deed it is"  # "killed in an attack blamed on rebels"
    if clause.kind == "v" and is_provided_for(clauses, clause.head) and not _aims_abroad(match, sides):
        return "what a law provides for"
    if match.rule.outcome.mode == "ceasefire" and is_planned(clauses, clause.head):
        return "what a plan is for"
    if lemma == "claim" and match.rule.outcome.type == "ASSAULT" and sentence.deprels[clause.head] == "acl":
        noun = sentence.heads[clause.head]
        done = matcher.at(sentence.heads[noun]) if sentence.heads[noun] >= 0 else None
        if done is not None and done.rule.outcome.type == "ASSAULT" and clauses.preposition(noun) == "in":
            return "tells only whose deed it is"  # "killed in an attack claimed by rebels"
    return ""


def is_planned(clauses: Clauses, gerund: int) -> bool:
    """ "Welcomed Orm's plan [for ending the war]": whoever has a plan has ended nothing yet."""
    sentence = clauses.sentence
    plan = sentence.heads[gerund]
    if sentence.xpos[gerund] != "VBG" or plan < 0 or sentence.lemma_keys[plan] not in _PLANS:
        return False
    return clauses.marker(gerund) in ("for", "of", "on")


def _aims_abroad(match: Match, sides: Sides) -> bool:
    """ "Passed a bill that would impose sanctions on Keld": what a law threatens others with is news."""
    own = {p.country for p in sides.source if p.country}
    others = [p for p in sides.target if p.resolved and p.country not in own]
    return match.rule.outcome.type == "SANCTION" and bool(own) and bool(others)


def is_provided_for(clauses: Clauses, verb: int) -> bool:
    """ "A law [under which editors may be jailed]", "[that allows police to arrest reporters]": nobody has done it."""
    sentence = clauses.sentence
    relation, above = sentence.deprels[verb], sentence.heads[verb]
    if relation == "xcomp" and above >= 0 and sentence.lemma_keys[above] in _LETTING:
        verb, relation, above = above, sentence.deprels[above], sentence.heads[above]
    elif _MAY.isdisjoint(sentence.lemma_keys[c] for c in sentence.children[verb] if sentence.deprels[c] == "aux"):
        return False
    return relation.startswith("acl") and above >= 0 and sentence.lemma_keys[above] in _LAWS


def stands_alone(clauses: Clauses, matcher: Matcher, clause: Clause, sides: Sides, type: str) -> bool:
    """An event noun without a light verb tells an event only where both sides are named ("Zorvia's rejection of
    Keld's plan"), as the head of a headline, or as a protest that does something ("a strike by dockers closed
    …")."""
    sentence = clauses.sentence
    if sentence.deprels[clause.head] == "iobj":  # "told a meeting of ministers that …"
        return False
    told = sentence.deprels[clause.head] == "nsubj" or "on_strike" in clause.constructions
    if type == "PROTEST" and told and clause.agents:
        return any(p.resolved for p in sides.source)
    source, target = (any(p.resolved for p in side) for side in (sides.source, sides.target))
    if source and (target or (type in _SUFFERED and any(p.code for p in sides.target))):
        return True
    if (source or target) and clauses.happened(clause.head):
        return matcher.at(sentence.heads[clause.head]) is None  # else its verb tells the event
    if (
        source
        and sentence.deprels[clause.head] == "nsubj"
        and any(o.preposition in ("on", "against") and o.near for o in clause.obliques)
    ):
        return True  # "a Zorvian offensive on the last stronghold has driven out thousands"
    return (sentence.heads[clause.head] < 0 or bool(clauses.topic(clause.head))) and (source or target)

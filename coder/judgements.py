"""Judgements: "Zorvia said Keld's vote was a farce" and "Orm, he said, is a true friend" are deeds of who says so.

In: the draft of an event, the match that made it, and the words for those who are said to say it. Out: whether
somebody judges somebody; the draft's source is then who does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .draft import Draft
from .match import Match
from .owning import DEFINITE, judged
from .sides import Sides, of_sayer

if TYPE_CHECKING:
    from .cast import Cast

#: Auxiliaries by which a charge is only supposed.
_MAYBE = frozenset({"could", "may", "might"})
#: The CAMEO code of what somebody proposes to do together.
PROPOSAL = "030"
#: Verbs by which one lays before others what both might do.
_PROPOSING = frozenset({"moot", "offer", "propose", "suggest"})


def who_is_judged(
    cast: Cast, match: Match, sayers: list[ActorPhrase], subjects: list[ActorPhrase]
) -> list[ActorPhrase]:
    """``subjects``, if somebody known is among them; else who did what they stand for ("said the violence was
    unacceptable")."""
    if any(p.resolved for p in subjects) and {p.code for p in subjects} != {p.code for p in sayers}:
        return subjects  # not "said [it] was a breach of the treaty": what was done
    linked = cast.sentence.deprels[match.head] == "cop"
    predicate = cast.sentence.heads[match.head] if linked else match.head
    return judged(cast, [predicate], {p.code for p in sayers if p.code}) or subjects


def judge(draft: Draft, match: Match, cast: Cast, sayers: Sequence[int]) -> bool:
    """Gives a judgement to who makes it; False where nobody is said to. What a rule guarded by ``reported`` codes is
    the saying itself, so nobody else says it, and of himself nobody says it."""
    rule = match.rule
    if "reported_obligation" in match.clause.constructions and _binds_itself(draft, match, cast):
        return False
    disapproved = draft.type == "REJECT" or draft.mode == "disapprove"  # "it is out of the question"
    judging = rule.arrow == "<-" and disapproved
    draft.source = of_sayer(draft.source, draft.attribution) or (draft.attribution if rule.rule.when or judging else [])
    if draft.type == "REJECT" and not draft.source and _there_will_be_none(match, cast):
        draft.source = draft.attribution
    if not rule.reported:
        return bool(draft.source) or not (judging and draft.type == "ACCUSE")
    draft.attribution = []
    if draft.type == "SUPPORT" and draft.marks:
        return False  # "said Keld must show restraint"
    if cast.clauses.marker(match.head) in ("if", "unless", "should"):
        return False  # "warned that they would leave if Keld broke its word"
    if cast.sentence.deprels[match.head].startswith("acl"):
        return False  # "will punish officials who undermine democracy, Zorvia said"
    forms = cast.sentence.forms
    if draft.type != "SUPPORT" and not any(forms[c].lower() in _MAYBE for c in cast.sentence.children[match.head]):
        draft.marks -= {"hypothetical"}  # "said Keld was trying to mislead the world"
    codes = {p.code for p in draft.target if p.resolved}
    own = any(p.code in codes or (p.country in codes and "GOV" in p.sectors) for p in draft.source)
    return bool(draft.source or sayers) and not own and _is_judged(draft, match, cast)


def _there_will_be_none(match: Match, cast: Cast) -> bool:
    """ "There will be no concessions to Keld, the premier said": who says so rules them out."""
    be, sentence = match.clause.support, cast.sentence
    return be >= 0 and any(sentence.deprels[c] == "expl" for c in sentence.children[be])


def _binds_itself(draft: Draft, match: Match, cast: Cast) -> bool:
    """ "Zorvia said it must leave": what somebody must do himself he asks of nobody."""
    if _is_told_to(match, cast):
        return False  # "told Keld it must leave"
    codes = {p.code for p in draft.source}
    if draft.target and all(p.code in codes and p.resolved for p in draft.target):
        return True  # "its premier said the government had to act"
    ruled = {p.country for p in draft.source if p.sectors == ("GOV",)}
    if draft.target and all(p.resolved and not p.sectors and p.country in ruled for p in draft.target):
        return True  # "its premier said the country must join"
    its = (h for h in match.clause.objects if cast.sentence.forms[h].lower() == "it")
    return any(codes.intersection(p.code for p in cast.own(h)) for h in its)


def _is_told_to(match: Match, cast: Cast) -> bool:
    """Whether the verb of speech above a match says to whom."""
    sentence, node = cast.sentence, match.head
    while sentence.heads[node] >= 0:
        node = sentence.heads[node]
        if sentence.lemma_keys[node] in cast.words.telling:
            return any(sentence.deprels[c] in ("obj", "iobj") for c in sentence.children[node])
    return False


def _is_judged(draft: Draft, match: Match, cast: Cast) -> bool:
    """Whether it is of somebody, or of something that the text has told of: not "said that it is illegal to smoke"."""
    if any(p.resolved or p.kind == "name" for p in draft.target):
        return True
    if draft.type != "ACCUSE" or any("JUD" in p.sectors for p in draft.source):
        return False  # "ruled that the ban was unconstitutional"
    sentence = cast.sentence
    return any(
        sentence.upos[a] == "NOUN" and any(sentence.lemma_keys[c] in DEFINITE for c in sentence.children[a])
        for a in match.clause.agents
    )


def own_proposal(match: Match, sides: Sides, cast: Cast) -> bool:
    """ "Keld proposed that the two sides meet": no demand on others, but an offer; those of its own side who are to
    come are taken out of ``sides``."""
    proposing = cast.sentence.lemma_keys[match.head] in _PROPOSING and match.clause.kind == "v"
    if not proposing or not match.inner or match.rule.arrow != "->":
        return False
    own = {p.country for p in sides.source if p.resolved}
    coming = [p for inner in match.inner for h in inner.clause.agents for p in cast.own(h) if p.resolved]
    others = [p for p in coming if p.country not in own]
    if not others or len(others) == len(coming):
        return False
    sides.target = others
    return True

"""No event twice: of the drafts of one sentence, which are the same deed told again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause import Clauses
from .homes import PLACES
from .part_of import goes_in_to_fight, of_that_truce, only_guards, says_how_much, strikes
from .phrases import ActorPhrase
from .same_fight import is_mishap

if TYPE_CHECKING:
    from .draft import Draft

#: What protesters say is what they protest about.
_TOPICS = frozenset({"REQUEST", "ACCUSE", "REJECT"})
_WISHING = frozenset({"call", "demand", "denounce", "press", "urge"})
#: Types that are told once more with a target.
_TOLD_AGAIN = frozenset({"ASSAULT", "ACCUSE", "AID", "THREATEN", "PROTEST"})
#: What protesters do on the way to those whom they are against.
_BY_THE_WAY = frozenset({"obstruct", "vandalize"})
#: What an attack does to people, and what is done to people only.
_HURTING = frozenset({"kill", "wound", "injure"})
_KILLING = _HURTING | {"execute", "gun", "massacre", "murder", "shoot", "slaughter"}
_TO_PEOPLE = _HURTING | {"abduct", "behead", "kidnap", "shoot", "stab"}
#: Verbs that say when or where something was.
_HAPPENING = frozenset({"begin", "come", "follow", "happen", "last", "occur", "start", "take", "take_place"})


def without_repeats(drafts: list[Draft], clauses: Clauses) -> list[Draft]:
    """Of drafts with the same type, sides and marks the one whose rule says most; of those that go on with the same
    deed, and of those that leave out whom it was done to, the first telling."""
    best: dict[tuple, list[Draft]] = {}
    for draft in drafts:
        source = tuple(sorted(_key(p) for p in draft.source))
        target = tuple(sorted(_key(p) for p in draft.target))
        if draft.mutual:
            source, target = tuple(sorted(source + target)), ()
        # who is carried off is not killed: "killing twelve and kidnapping twenty" are two deeds
        abducts = draft.mode == "abduct" and not draft.marks
        told = best.setdefault((draft.type, source, target, draft.marks, abducts), [])
        other = next((o for o in told if not _is_another(draft, o, clauses)), None)
        if other is None:
            told.append(draft)
        elif (draft.mode is not None, draft.specificity) > (other.mode is not None, other.specificity) and not _goes_on(
            draft, other, clauses
        ):
            told[told.index(other)] = draft
    kept = {id(draft) for told in best.values() for draft in told}
    left = [d for d in drafts if id(d) in kept]
    left = [d for d in left if d.type != "ASSAULT" or not is_mishap(d, left, clauses)]
    if len(left) > 1:
        left = [d for d in left if d.type != "MOBILIZE" or not strikes(d, left, clauses)]
        left = [d for d in left if d.type != "MOBILIZE" or not goes_in_to_fight(d, left, clauses)]
        left = [d for d in left if d.type != "ASSAULT" or not _is_means(d, left, clauses)]
        left = [d for d in left if not _retold(d, left, clauses) and not _is_topic(d, left, clauses)]
        left = [d for d in left if d.type != "PROTEST" or not _is_manner(d, left, clauses)]
        left = [d for d in left if not only_guards(d, left, clauses) and not says_how_much(d, left, clauses)]
        left = [d for d in left if not _told_with_target(d, left, clauses) and not _acts_in(d, left, clauses)]
        left = [d for d in left if d.source or not _told_with_source(d, left, clauses)]
        left = [d for d in left if d.mode != "ceasefire" or not of_that_truce(d, left, clauses)]
    return left


def _is_manner(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "A crowd waving flags pelted the embassy": what protesters do besides, to nobody, is no second protest."""
    sentence = clauses.sentence
    if any(p.code for p in draft.target) or sentence.xpos[draft.head] != "VBG":
        return False
    governor, own = sentence.heads[draft.head], {p.code for p in draft.source}
    for other in drafts:
        if other.type == "PROTEST" and other is not draft and other.marks == draft.marks:
            beside = governor in other.words or sentence.heads[other.head] == draft.head
            within = any(p.words[0] <= governor < p.words[1] for p in other.source)
            if (beside or within) and own == {p.code for p in other.source}:
                return True
    return False


def _is_means(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "A grenade [thrown at a bus in Orm] left two dead": the throwing is told by what the grenade did."""
    sentence = clauses.sentence
    if not sentence.deprels[draft.head].startswith("acl"):
        return False
    means = sentence.heads[draft.head]
    homes = {p.country for p in draft.target if p.country}
    for other in drafts:
        if other is draft or other.type != "ASSAULT" or other.marks != draft.marks:
            continue
        if draft.source and [p.code for p in draft.source] != [p.code for p in other.source]:
            continue
        if draft.source and any(p.sectors for p in draft.target):
            continue
        subject = sentence.deprels[means] in ("nsubj", "obl:agent") and sentence.heads[means] in other.words
        if subject and any(p.code for p in other.target) and homes <= {p.country for p in other.target}:
            return True
    return False


def _is_another(draft: Draft, other: Draft, clauses: Clauses) -> bool:
    """ "Arrested twelve fishermen and seized their boats": of two deeds in a row each has its own mode and object."""
    if draft.mode is None or other.mode is None or draft.mode == other.mode:
        return False
    sentence = clauses.sentence
    above = draft.head
    while sentence.deprels[above] == "conj" and above not in other.words:
        above = sentence.heads[above]
    if sentence.deprels[draft.head] != "conj" or above not in other.words:
        return False
    if sentence.upos[draft.head] != "VERB" or sentence.upos[other.head] != "VERB":
        return False
    # "shelled and bombed Keld" is one: the first, or the second, has no object of its own
    objects, shared = clauses.verb(draft.head).objects, "coordination_shares_object"
    return bool(objects) and all(shared not in clauses.verb(d.head).constructions for d in (draft, other))


def _goes_on(draft: Draft, other: Draft, clauses: Clauses) -> bool:
    """ "Met [to discuss] the border": the infinitive says more, but what happened is the meeting."""
    below = clauses.sentence.deprels[draft.head] in ("advcl", "xcomp")
    said = draft.mode is None or draft.type == "PROTEST"  # "resumed a strike to protest against …"
    return below and clauses.sentence.heads[draft.head] in other.words and said


def _acts_in(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Zorvian air strikes on the town killed nine": the strikes are told by what they did. Of "fighting between Keld
    and Orm killed nine" only the fighting is left."""
    sentence = clauses.sentence
    for other in drafts:
        if other is draft or other.type != draft.type or not draft.source or draft.mutual:
            continue
        noun, verb = (other, draft) if other.mutual else (draft, other)
        if sentence.upos[noun.head] != "NOUN" or not _is_deed_of(noun.head, verb, clauses):
            continue
        own, told = {p.code for p in draft.source}, {p.code for p in other.source}
        if other.mutual:
            if own == told | {p.code for p in other.target}:
                return True
        elif own <= told and any(p.code for p in other.target):
            only_place = all(p.kind in PLACES and not p.sectors for p in draft.target)
            if only_place or {p.country for p in draft.target} <= {p.country for p in other.target}:
                return True
    return False


def _is_deed_of(noun: int, verb: Draft, clauses: Clauses) -> bool:
    """Whether what a noun tells is what does what a verb tells: "the strikes killed", "in a raid Keld killed", "a raid
    that killed"."""
    deprels, heads = clauses.sentence.deprels, clauses.sentence.heads
    if deprels[verb.head] == "acl:relcl":
        return heads[verb.head] == noun or noun in clauses.verb(verb.head).agents
    if heads[noun] not in verb.words:
        return False
    relation = deprels[noun]
    return relation in ("nsubj", "obl:agent") or (relation == "obl" and clauses.preposition(noun) in ("in", "during"))


def _is_the_same(draft: Draft, clauses: Clauses) -> bool:
    """ "Rebels attacked a camp, [the attack] happened near Orm": when and where what was told before took place."""
    sentence, head = clauses.sentence, draft.head
    if sentence.upos[head] != "NOUN" or sentence.deprels[head] != "nsubj":
        return False
    definite = any(clauses.lemmas[c] in ("the", "this") for c in clauses.children[head])
    return definite and clauses.lemmas[sentence.heads[head]] in _HAPPENING


def _told_with_source(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Three were killed and nine wounded by Keldish shelling", "two soldiers died when rebels attacked a post": the
    same deed, told once without who did it."""
    people = {p.code for p in draft.target if p.code}
    sentence = clauses.sentence
    if draft.type == "AGREE" and sentence.deprels[draft.head].startswith("acl"):
        # "called off a summit with Keld [that had been planned for June]": what became of it is told
        noun = sentence.heads[draft.head]
        return any(o is not draft and (noun in o.words or sentence.heads[noun] in o.words) for o in drafts)
    if _is_the_same(draft, clauses) and any(o.type == draft.type and o.head < draft.head for o in drafts):
        return True
    for other in drafts if people else ():
        if other.type != draft.type or other.marks != draft.marks or other.mutual or not other.source:
            continue
        if not any(p.resolved for p in other.source) or (draft.mode and other.mode not in (None, draft.mode)):
            continue
        if people <= {p.code for p in other.target}:
            other.mode, other.cameo = (other.mode, other.cameo) if other.mode else (draft.mode, draft.cameo)
            return True
        head = other.head
        if (
            draft.type == "ASSAULT"
            and sentence.deprels[head] == "advcl"
            and sentence.heads[head] in draft.words
            and clauses.marker(head) in ("when", "as", "after", "")
        ):
            homes = {p.country for p in draft.target if p.country}
            struck = {p.code for p in other.target if p.resolved and p.kind not in PLACES}
            if struck <= people:
                other.target = draft.target
                return True
            if homes <= {p.country for p in other.target}:
                return True
    return False


def _retold(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Bombed the port, killing nine", "met to discuss": a participle or infinitive that goes on with the same
    deed by the same actor is no second event."""
    sentence = clauses.sentence
    head = draft.head
    if sentence.deprels[head] == "conj" and sentence.deprels[sentence.heads[head]] == "advcl":
        if draft.mode == "abduct" or any(d.mode == "abduct" and sentence.heads[head] in d.words for d in drafts):
            return False  # "seizing two soldiers and killing three"
        head = sentence.heads[head]  # "bombed a market, killing six [and wounding nine]"
    along = sentence.deprels[head] == "conj" and clauses.lemmas[head] in _KILLING  # "hit a shop and killed its owner"
    if sentence.deprels[head] not in ("advcl", "xcomp") and not along:
        return False
    if clauses.marker(head) in ("before", "after", "since", "until") and draft.target:
        return False  # "met the envoy before flying to Orm"
    governor = sentence.heads[head]
    for other in drafts:
        if other is draft or governor not in other.words:
            continue
        planned = other.type == "AGREE" and draft.type == "CONSULT"  # "was due to meet Keld's envoy to discuss"
        if other.type != draft.type and not planned:
            continue
        power = other.mode == "seize" and any(clauses.lemmas[w] == "power" for w in clauses.verb(other.head).objects)
        if draft.mode == "arrest" and power:
            return False  # "seized power, detaining the president"
        if other.mutual and draft.mutual and draft.target:
            ours, theirs = ({p.code for p in d.source + d.target if p.code} for d in (draft, other))
            return ours == theirs
        if other.mutual and draft.source:
            # "exchanged fire, killing a soldier": which of them killed him is not told
            parties = {p.code for p in other.source + other.target}
            if not draft.target and draft.type == "CONSULT":
                return {p.code for p in draft.source} <= parties  # "met Keld's envoy to discuss the border"
            return {p.code for p in draft.source} == parties
        if [p.code for p in other.source] != [p.code for p in draft.source]:
            return False
        people = [p for p in draft.target if p.code]
        located = all(not p.code or (p.kind in PLACES and not p.sectors) for p in other.target)
        if along and (clauses.lemmas[other.head] in _TO_PEOPLE or not located):
            return False
        if along and other.mode is None:
            other.mode, other.cameo = draft.mode, draft.cameo
        struck = {p.code for p in other.target if p.code}
        if struck and struck < {p.code for p in people}:
            other.target = people  # "attacked a convoy with an escort, killing 30 civilians and 17 gendarmes"
        elif not other.mutual and not struck:
            # "bombed a market, killing six": the known victims stand beside what was struck
            other.target = [*other.target, *people]
        elif people and (along or all(_only_locates(p, clauses) for p in other.target if p.code)):
            # "threw a grenade into a bar in Keld City, killing three": the place tells less than the victims
            other.target = people
        elif located and draft.type == "ASSAULT" and _are_foreign(people, other.target, clauses.lemmas[draft.head]):
            other.target = people  # "shelled Keld City, killing an Ormish soldier"
        return True
    return False


def _are_foreign(killed: list[ActorPhrase], place: list[ActorPhrase], lemma: str) -> bool:
    """Whether some of those who were killed are not of the place that was struck."""
    return lemma in _KILLING and bool({p.country for p in killed if p.resolved} - {p.country for p in place})


def _vents(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Barricades went up [as young people vented their anger]": why the same people protest."""
    head, sentence = draft.head, clauses.sentence
    if draft.type != "ACCUSE" or sentence.deprels[head] != "advcl" or clauses.marker(head) not in ("as", "while"):
        return False
    ours = {p.country for p in draft.source if "CVL" in p.sectors}
    protests = [d for d in drafts if d.type == "PROTEST" and sentence.heads[head] in d.words]
    return bool(ours) and any(ours <= {p.country for p in d.source} for d in protests)


def _is_topic(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Marched through Keld City, demanding elections and accusing the government of fraud": what protesters say by a
    participle is what they protest about, no second event; whom they say it to is the target. So is what they are
    "angry at"."""
    angry = clauses.sentence.upos[draft.head] == "ADJ" and not draft.source
    wish = clauses.marker(draft.head) == "to" and clauses.lemmas[draft.head] in _WISHING
    if draft.type not in _TOPICS or (clauses.sentence.xpos[draft.head] != "VBG" and not angry and not wish):
        return _vents(draft, drafts, clauses)
    relation, governor = clauses.sentence.deprels[draft.head], clauses.sentence.heads[draft.head]
    if relation == "conj":
        relation, governor = clauses.sentence.deprels[governor], clauses.sentence.heads[governor]
    if wish and clauses.sentence.deprels[governor] == "conj":
        governor = clauses.sentence.heads[governor]  # "broke through a line and headed for the palace [to demand …]"
    if relation not in ("advcl", "acl", "amod", "xcomp") and not (angry and relation == "advmod"):
        return False
    for other in drafts:
        if angry and other.type == "PROTEST":
            return True
        if other.type != "PROTEST" or [p.code for p in other.source] != [p.code for p in draft.source]:
            continue
        of_source = relation in ("acl", "amod") and any(p.words[0] <= governor < p.words[1] for p in other.source)
        if governor in other.words or of_source:
            if not any(p.sectors for p in other.target) and any(p.resolved for p in draft.target):
                other.target = draft.target
                home = {p.country for p in draft.target if p.country}
                if len(home) == 1 and not any(p.resolved for p in other.source):
                    other.source = [p.with_country(*home) if p.kind == "agent" else p for p in other.source]
            return True
    return False


def _only_locates(phrase: ActorPhrase, clauses: Clauses) -> bool:
    """Whether a place stands below the word for what was struck ("a bar [in Keld City]", "a [Keld City] bar")."""
    link = clauses.sentence.deprels[phrase.head] if phrase.head < len(clauses.sentence) else ""
    return link.startswith(("nmod", "compound")) and phrase.kind in PLACES and not phrase.sectors


def _told_with_target(draft: Draft, drafts: list[Draft], clauses: Clauses) -> bool:
    """ "Kills five and wounds several more": the same deed by the same actor, told with a target elsewhere; so is "in
    a jab at Keld, Orm deplored …"."""
    if not draft.source or any(p.code for p in draft.target) or draft.type not in _TOLD_AGAIN:
        return False
    deprels, heads = clauses.sentence.deprels, clauses.sentence.heads
    # "blocked a road and marched on the palace"; not "who hold hostages, blew up a pipeline"
    crowd = draft.type == "PROTEST"
    violent = draft.type in ("ASSAULT", "PROTEST") or (draft.type == "AID" and deprels[draft.head] == "acl")
    return any(
        other is not draft
        and (other.mode == draft.mode or (draft.mode in _BY_THE_WAY if crowd else other.mode != "abduct"))
        and (other.type, other.marks) == (draft.type, draft.marks)
        and any(p.code for p in other.target)
        and [p.code for p in other.source] == [p.code for p in draft.source]
        and (violent or (deprels[other.head] == "obl" and heads[other.head] == draft.head))
        for other in drafts
    )


def _key(phrase: ActorPhrase) -> str:
    return phrase.code if phrase.code is not None else f"{phrase.start}-{phrase.end}"

"""Targets that other words tell of than those of the clause: suspects, hosts, the land of a place.

In: the search of a sentence and a match. Out: heads or phrases; [] for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .homes import PLACES
from .match import Match

if TYPE_CHECKING:
    from .clause_record import Clause, Oblique
    from .searching import Searching

#: Relations of what stands after a comma behind a place and says where it is.
_BESIDE = frozenset({"appos", "nmod:unmarked", "dep", "list"})
#: Those whose decisions people take to the streets against, and how that is told.
_DECIDING = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "BUS"})
_OVER = frozenset({"against", "over", "at", "about"})
_ANSWERS = frozenset({"protest", "reaction", "response"})
#: What anger at somebody is told as.
_SHOWS = frozenset({"display", "expression", "gesture", "outburst", "show"})
#: With what of others somebody does something.
_BACKING = frozenset({"approval", "assistance", "backing", "blessing", "consent", "cooperation", "help"})
#: Verbs by which troops go where they are needed.
_SENDING = frozenset({"base", "contribute", "deploy", "dispatch", "garrison", "send", "station"})
#: What several do with each other, wherever they are.
_GATHERING = frozenset({"meet", "gather", "convene", "assemble"})
#: What those do whom others will not hear.
_TAKING_THE_FLOOR = frozenset({"address", "approach", "begin", "deliver", "mount", "read", "rise", "speak", "stand",
                               "start", "step", "take"})  # fmt: skip
_TALKING = frozenset({"consult", "confer", "discuss", "hold", "negotiate", "review", "speak", "talk"})
#: Nouns of troops' leaving.
_LEAVING = frozenset({"disengagement", "drawdown", "pullback", "pullout", "pull-out", "retreat", "withdrawal"})
_PARTS = frozenset({"part", "role", "hand", "involvement"})


def suspects(searching: Searching, match: Match) -> list[int]:
    """ "Opened an inquiry into claims that [soldiers] tortured prisoners", "is investigating whether [Keld] shot it
    down": of whom somebody wants to know what he has done."""
    sentence, clause = searching.cast.sentence, match.clause
    told = [h for marker, h in clause.complements if marker in ("whether", "if", "that")]
    for noun in (*clause.objects, *match.used, *(o.head for o in clause.obliques)):
        for child in sentence.children[noun]:
            about = sentence.deprels[child] in ("acl", "ccomp", "advcl") and sentence.upos[child] == "VERB"
            if about and searching.clauses.marker(child) in ("that", "whether", "if"):
                told.append(child)
            elif sentence.deprels[child] == "acl:relcl" and sentence.lemma_keys[noun] in _PARTS:
                told.append(child)  # "is looking into the part [that officers] played in it"
    done = [searching.clauses.verb(h) for h in told if sentence.upos[h] == "VERB"]
    return [a for inner in done for a in inner.agents if searching.cast.can_fill(a) > 1]


def hosts(searching: Searching, match: Match, found: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Flew to Keld City for talks with Keld's minister": he, rather than the place; [] where nobody is named."""
    places = {p.country for p in found if p.kind in PLACES and not p.sectors}
    if len(places) != 1 or len(found) > 1:
        return []
    talks = [o.head for o in match.clause.obliques if o.preposition == "for"]
    with_them = [h for t in talks for prep, h in searching.below(t) if prep == "with"]
    for marker, verb in match.clause.complements:  # "flew to Keld City to discuss trade with Keld's minister"
        if marker == "to" and searching.cast.sentence.lemma_keys[verb] in _TALKING:
            inner = searching.clauses.verb(verb)
            with_them += [o.head for o in inner.obliques if o.preposition == "with"]
            about = [*inner.objects, *(o.head for o in inner.obliques if o.preposition in ("about", "on", "over"))]
            with_them += [h for t in about for prep, h in searching.below(t) if prep == "with"]
    met = [p for h in with_them for p in searching.cast.own(h)]
    return met if met and all(p.country in places and p.sectors for p in met) else []


def land_of(searching: Searching, place: int, where: tuple[str, ...]) -> list[int]:
    """ "The village of Al-Varr, [Keld]", "Al-Varr, a town in [Keld]": what stands behind a name that nobody knows
    and says where that is; ``where``: prepositions of places."""
    sentence = searching.cast.sentence
    if sentence.upos[place] != "PROPN" or searching.known(place):
        return []
    found: list[int] = []
    for child in sentence.children[place]:
        if child < place or sentence.deprels[child] not in _BESIDE:
            continue
        if any(p.resolved and p.kind in PLACES and not p.sectors for p in searching.cast.own(child)):
            found.append(child)
        elif searching.cast.phrases.dictionary.sorts.is_sort(sentence.lemma_keys[child], "territory"):
            found += [h for preposition, h in searching.below(child, 2) if preposition in where or preposition == "of"]
    return found


def deciders(searching: Searching, match: Match) -> list[int]:
    """ "Marched against [the government's] tax plan", "walked out in response to [the ministry's] pay offer"."""
    sentence = searching.cast.sentence
    told: list[int] = []
    faced: list[int] = []
    for oblique in match.clause.obliques:
        if oblique.preposition in _OVER:
            told.append(oblique.head)
        elif oblique.preposition == "in" and sentence.lemma_keys[oblique.head] in _ANSWERS:
            told += [h for p, h in searching.below(oblique.head) if p in _OVER or p == "to"]
        elif oblique.preposition == "in" and sentence.lemma_keys[oblique.head] in _SHOWS:
            # "in a show of discontent [with the government]"
            faced += [h for p, h in searching.below(oblique.head) if p in ("against", "at", "with")]
    owners = [o for h in told if not searching.known(h) for o in searching.cast.owners(h)]
    theirs = [
        o for o in owners
        if sentence.deprels[o] == "nmod:poss" and (searching.cast.sectors(o) & _DECIDING or searching.known(o))
    ]
    return [*(h for h in faced if searching.known(h)), *theirs]


def is_ones_own(searching: Searching, noun: int) -> bool:
    """ "[Its] refusal to let them in"."""
    sentence = searching.cast.sentence
    return any(sentence.deprels[c] == "nmod:poss" and sentence.upos[c] == "PRON" for c in sentence.children[noun])


def of_deeds(searching: Searching, match: Match, objects: list[int]) -> bool:
    """Whether what somebody judges is an attack or a sanction: "condemned the ambush in which ten died", "voiced
    opposition to sanctions on Keld"."""
    judged = [*objects, *match.used, *(h for c, h in match.filled if c.slot == "ANY")]
    nouns = [h for h in judged if searching.cast.sentence.upos[h] == "NOUN" and h != match.head]
    if any(searching.is_violence(h) for h in nouns):
        return True
    deeds = [searching.matcher.at(h) for h in nouns]
    return any(deed is not None and deed.rule.outcome.type in ("ASSAULT", "SANCTION") for deed in deeds)


def partners_in(searching: Searching, accord: int) -> list[int]:
    """ "Signed treaties normalising ties [with Keld]": with whom that is which a treaty of several brings about."""
    sentence, clauses = searching.cast.sentence, searching.clauses
    found: list[int] = []
    for child in sentence.children[accord]:
        if sentence.deprels[child] == "acl" and sentence.xpos[child] == "VBG":
            inside = clauses.verb(child)
            found += [o.head for o in inside.obliques if o.preposition == "with"]
            found += [h for thing in inside.objects for p, h in searching.below(thing, 2) if p == "with"]
    return found


def helped(oblique: Oblique, lemmas: list[str]) -> bool:
    """ "With the help of Orm", "with Orm's blessing": it is not done to them."""
    return oblique.preposition == "with" and lemmas[oblique.head] in _BACKING


def beneath(searching: Searching, inner: Clause, type: str | None, where: tuple[str, ...]) -> Iterator[list[int]]:
    """The objects of an infinitive, whose they are, and who stands below them. "Is ready to send a company of sappers
    to Keld": those are one's own."""
    lemmas = searching.cast.sentence.lemma_keys
    sent = type == "AGREE" and lemmas[inner.head] in _SENDING
    own = sent and bool(inner.objects) and all(searching.cast.sectors(h) == {"MIL"} for h in inner.objects)
    if not own:
        yield inner.objects
    yield [o for h in inner.objects for o in searching.cast.owners(h) if not own]
    yield [h for o in inner.objects for p, h in searching.below(o) if p in where and not (own and p == "of")]


def talks_with(searching: Searching, match: Match, used: list[int]) -> list[int]:
    """ "Called for talks with Keld about curbs on trade with Orm": with whom somebody is to talk."""
    if match.rule.outcome.mode != "meet":
        return []
    sentence, clauses = searching.cast.sentence, searching.clauses
    below = [c for w in used for c in sentence.children[w] if sentence.deprels[c] == "nmod"]
    return [h for c in below if clauses.preposition(c) == "with" for h in clauses.conjuncts(c)]


def outer(searching: Searching, heads: list[int]) -> list[int]:
    """Without the land of an office that is named itself: "inquiries against the prime minister of Keld"."""
    sentence = searching.cast.sentence
    known = {h for h in heads if searching.known(h)}
    return [h for h in heads if sentence.heads[h] not in known or sentence.deprels[h] != "nmod"]


def possessors(searching: Searching, owners: list[int]) -> list[int]:
    """ "Is critical of Keld's policy towards Orm": whose it is, and not whom it is about."""
    sentence, suffering = searching.cast.sentence, searching.clauses.vocabulary.patient_owner
    done = [o for o in owners if searching.clauses.preposition(o) == "by" and searching.known(o)]
    theirs = [o for o in owners if sentence.deprels[o] == "nmod:poss" and searching.known(o)]
    return done or [o for o in theirs if sentence.lemma_keys[sentence.heads[o]] not in suffering]


def gather(searching: Searching, match: Match) -> bool:
    """ "Keldish leaders, meeting in Orm City": several who meet, and not those of the place."""
    sentence = searching.cast.sentence
    several = [a for a in match.clause.agents if sentence.xpos[a] in ("NNS", "NNPS")]
    return bool(several) and match.clause.kind == "v" and sentence.lemma_keys[match.head] in _GATHERING


def takes_the_floor(searching: Searching, marker: str, verb: int) -> bool:
    """ "Walked out [as Keld's envoy rose to speak]"."""
    return marker in ("as", "when", "while") and searching.cast.sentence.lemma_keys[verb] in _TAKING_THE_FLOOR


def owners_of(searching: Searching, match: Match, used: list[int]) -> list[int]:
    """Whose the words of a rule are; of "complained to the [Security] Council that Keld …" not a part of its name."""
    cast = searching.cast
    found = [o for h in used for o in cast.owners(h) if o not in match.used and cast.can_fill(o) > 1]
    if match.rule.outcome.type == "ACCUSE":
        found = [o for o in found if not any(m.first <= o < m.head for m in cast.mentions)]
    return found


def left_behind(searching: Searching, match: Match, things: list[int], where: tuple[str, ...]) -> list[int]:
    """ "Withdrew from a base [in Keld]", "will bring home soldiers who serve [in Keld]"."""
    sentence, type = searching.cast.sentence, match.rule.outcome.type
    left = [o.head for o in match.clause.obliques if o.preposition == "from" and not searching.known(o.head)]
    if type != "RETREAT":
        left = []
    if match.rule.outcome.mode == "withdraw" or not _LEAVING.isdisjoint(sentence.lemma_keys[w] for w in match.used):
        left += [w for w in things if "MIL" in searching.cast.sectors(w)]
    return [h for i in left for p, h in searching.below(i) if p in where]


def withdraws(searching: Searching, match: Match) -> bool:
    """Whether what is promised is that troops leave."""
    keys = searching.cast.sentence.lemma_keys
    return match.rule.outcome.type == "CONCEDE" and not _LEAVING.isdisjoint(keys[w] for w in match.used)

"""What is no politics by its sentence: crime among private people and the law's answer, games, rescues from weather,
what only happens in a film or a novel.

The coding guide counts crime only where somebody political takes part. Who takes part stands in the draft; whether it
is an ordinary one tell the words of its sentence, or of the one before where its own say nothing ("Six people were
stabbed in a bar. Two suspects were arrested"): words of crime (``crime`` in ``words/classes.csv``), and around them
none of politics, nor the name of anybody who has a part in it. Games between countries are told in the words of war;
what makes them games are words of sport and play.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cast import Cast
    from .draft import Draft
    from .entries import Entry
    from .phrases import ActorPhrase
    from .sentence import Sentence

_TYPES = frozenset({"ASSAULT", "ACCUSE", "COERCE", "SANCTION", "RETREAT", "CONCEDE", "REJECT", "REQUEST", "THREATEN"})
#: Those who have no part in politics, as doers (a lone gunman among them) and as sufferers.
_PEOPLE = frozenset({"CVL", "EDU", "MED", "LAB", "AGR"})
_DOERS = _PEOPLE | {"CRM", "UAF"}
_SUFFERERS = _PEOPLE | {"BUS"}
_ACCUSED = _SUFFERERS | {"CRM"}  # whom the law deals with
_NO_STATES = frozenset({"NGO", "MNC", "IGO", "UNO", "EUR"})
_LAW = frozenset({"COP", "JUD"})
#: What an ordinary crime may be about.
_ISSUES = frozenset({"crime", "drugs", "children", "education", "health", "internet", "corruption"})
#: Signs of an ordinary crime in a bar or a school; gunmen who come in numbers are another thing.
_SHOOTING = frozenset({"shooting", "shooter", "gunman"})
#: Sectors of names that make a story political.
_POLITICAL = frozenset({"GOV", "LEG", "MIL", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "ELI", "SEP", "REF", "JRN"})
#: Sectors that play no games, and types in which only countries as such are teams.
_OFFICIALS = _POLITICAL | {"COP", "JUD", "REL"}
_VIOLENT = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE"})
#: How many signs tell that a sentence is about a game: a word of play or a score, and another of sport or play.
_PLAYED = 2
_OF_THE_LAW = frozenset({"allege", "arrest", "convict", "investigate"})
#: Forms (the month of March has the same lemma) that make arrests more than those of an ordinary crime.
_TENSE = frozenset({"attack", "attacks", "attacked", "marched", "marching", "marches", "chanted", "chanting"})
_BEFORE = 2  # sentences before that may tell of what crime somebody is arrested for
_WHERE = frozenset({"which", "where", "whose"})
_SURELY = 3  # words of sport, where none of them is of play
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")


def settle(draft: Draft, cast: Cast) -> None:
    """Marks a draft as ordinary, and as charged where private people are dealt with and its sentence is of politics."""
    draft.ordinary = ordinary_crime(draft, cast) or game(draft, cast) or rescue(draft, cast) or plot(draft, cast)
    if draft.type in _TYPES and any(p.kind == "private" and p.country not in _NO_STATES for p in draft.target):
        draft.charged = not _lemmas(cast).isdisjoint(cast.words.politics)


def game(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells of countries and private people in a sentence about a game."""
    keys, words = cast.sentence.lemma_keys, cast.words
    signs = len((words.play | words.sport).intersection(keys))
    if not signs or (signs < _SURELY and words.play.isdisjoint(keys) and not _SCORE.search(cast.sentence.text)):
        return False
    sides = (*draft.source, *draft.target)
    barred = draft.type in _VIOLENT
    if any(p.sectors and p.kind != "private" and (barred or not _OFFICIALS.isdisjoint(p.sectors)) for p in sides):
        return False
    alone = bool(draft.source) and all(phrase.kind == "private" for phrase in draft.source)  # a coach warns Keld
    return signs + alone + words.play.isdisjoint(keys) >= _PLAYED and words.politics.isdisjoint(keys)


def rescue(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells that people are saved from weather and the like, or told to go, by nobody or their own."""
    if draft.type not in ("REQUEST", "AID") or not draft.target or not _only(draft.target, _PEOPLE):
        return False
    if not {phrase.country for phrase in draft.source} <= {phrase.country for phrase in draft.target}:
        return False
    return not _lemmas(cast).isdisjoint(cast.words.weather)


def plot(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells what happens in fiction: "in the novel, a general …", "the film tells how …", "an opera in
    which …". What films bring about in the world ("the film sparked protests") stays."""
    sentence, fiction = cast.sentence, cast.words.fiction
    if fiction.isdisjoint(sentence.lemma_keys):
        return False
    keys, deprels, node = sentence.lemma_keys, sentence.deprels, draft.head
    for _ in range(len(keys)):
        above = sentence.heads[node]
        for child in sentence.children[node]:
            if keys[child] not in fiction or sentence.upos[child] != "NOUN":
                continue
            if deprels[child] == "obl" and child < draft.head and _has(sentence, child, "in"):
                return True
            if deprels[child] == "nsubj" and node != draft.head and keys[node] in cast.words.narrating:
                return True
        if above < 0:
            return False
        relative = deprels[node] == "acl:relcl" and keys[above] in fiction
        if relative and any(keys[c] in _WHERE for c in sentence.children[node]):
            return True
        node = above
    return False


def _has(sentence: Sentence, noun: int, preposition: str) -> bool:
    return any(sentence.deprels[c] == "case" and sentence.lemma_keys[c] == preposition for c in sentence.children[noun])


def ordinary_crime(draft: Draft, cast: Cast) -> bool:
    """Whether a draft tells of nothing but an ordinary crime, or of the law's answer to one in its own country."""
    crime = draft.type == "ASSAULT"
    if draft.type not in _TYPES or not _ISSUES.issuperset(draft.issues):
        return False
    law = bool(draft.source) and _only(draft.source, _LAW)
    target = [phrase for phrase in draft.target if phrase.kind != "thing"]  # "looks into a theft"
    if law and not crime:
        if not _at_home(draft, target):
            return False
    elif not target or not _only(draft.source, _DOERS):
        return False
    state = bool(target and target[0].code) and not target[0].sectors
    sufferers = _ACCUSED if not crime else _SUFFERERS if draft.source else _PEOPLE
    if not _only(target, sufferers) and not ((crime or law) and state):
        return False
    casts = cast.discourse.casts
    at = casts.index(cast)
    before = max(0, at - _BEFORE)
    near = [_told(c) for c in casts[before : at + 2]]
    own = near[at - before]
    lone = crime and len(draft.source) == 1 and _only(draft.source, _PEOPLE) and _is_one(draft.source[0], cast)
    if draft.mode in _OF_THE_LAW and len(casts) > 1 and not any(_is_tense(c) for c in casts):
        return True  # "The driver was arrested": a whole story without politics
    return False not in near and bool(own or lone or (own is None and not crime and True in near[: at - before]))


def _at_home(draft: Draft, target: list[ActorPhrase]) -> bool:
    """Whether the law deals with people of its own country, or looks into what nobody is known to have done."""
    countries = {phrase.country for phrase in target}
    return countries <= {phrase.country for phrase in draft.source} and (
        bool(countries) or draft.mode == "investigate"
    )


def _is_one(phrase: ActorPhrase, cast: Cast) -> bool:
    """Whether a phrase is a common noun of one person: "a man", "an ex-convict"."""
    return cast.sentence.xpos[phrase.head] == "NN"


def _only(side: list[ActorPhrase], sectors: frozenset[str]) -> bool:
    return all(p.sectors and p.country not in _NO_STATES and sectors.issuperset(p.sectors) for p in side)


def _lemmas(cast: Cast) -> set[str]:
    """The lemmas of a sentence and those of neighbours, joined."""
    keys = cast.sentence.lemma_keys
    return {*keys, *map("_".join, pairwise(keys))}


def _told(cast: Cast) -> bool | None:
    """Whether a sentence tells of crime (true) or of politics (false); None where it tells of neither."""
    words, held = cast.words, _lemmas(cast)
    if not held.isdisjoint(words.politics) or any(_is_political(m.entry) for m in cast.mentions):
        return False
    if not held.isdisjoint(words.crime):
        return True
    lone = not held.isdisjoint(words.everyday_place) and not _SHOOTING.isdisjoint(cast.sentence.forms)
    return lone or None


def _is_tense(cast: Cast) -> bool:
    return _told(cast) is False or not _TENSE.isdisjoint(cast.sentence.forms)


def _is_political(entry: Entry) -> bool:
    code = entry.last_code
    surname = entry.use == "later"  # "Steven Doe" is nobody whom a dictionary knows as Steven
    return not surname and not _POLITICAL.isdisjoint(code[i : i + 3] for i in range(3, len(code), 3))

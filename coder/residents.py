"""Of which country people, their forces and officials are whose own words do not tell it.

In: the cast of a sentence, a phrase without a country, its head, and whom a pronoun in it cannot mean. Out: the phrase
with the country that its owner, its clause or the story gives it; [] where nothing does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import story_homes
from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .dealt_with import before_the_law, beside_government, is_charged, of_own_people
from .entries import OFFICES
from .homes import PLACE, STORY, SUFFERER
from .led_by import state_of_people
from .means import SHOT, is_tool
from .pairs import state_of
from .raided import of_raided
from .the_country import COUNTRY
from .told import ATTACKERS

if TYPE_CHECKING:
    from .cast import Cast

#: Kinds of phrases that such a country may be found for.
RESIDENTS = frozenset({"agent", "asset", "force", "name", "role"})
#: Sectors of those who have arms of their own.
_FIGHTING = frozenset({"COP", "MIL", "PRM", "REB", "UAF"})
#: Sectors of those who are not at home where police deal with them, or are police themselves.
_NOT_TRIED = frozenset({"REF", "COP", "JUD", "MIL"})
#: How American papers call those who sit in Congress.
_CONGRESS = frozenset({"rep", "rep.", "sen", "sen."})
#: Relations of those whom a verb tells of.
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
#: Sectors of those who raid and attack in their own country.
_OF_STATE = frozenset({"GOV", "LEG"})
#: Bodies of many states, whose envoys and chiefs are no government.
_BODIES = frozenset({"UNO", "EUR", "IGO"})
_AT_HOME = frozenset({"REB", "COP", "UAF", "PRM", "CRM"})


def of_a_people(cast: Cast, phrase: ActorPhrase, head: int) -> str:
    """ "Kurdish rebels attacked a base in Zorvia", "Brin and its Hutu premier": of a people of several states, the
    country of the clause or of the owner; "" for who is of no people."""
    sentence = cast.sentence
    several = phrase.country == "ISM"
    people = [m for m in cast.mentions if m.entry.kind == "people" and m.head in sentence.children[head]]
    if not several and not people:
        return ""
    if phrase.kind == "agent" and not phrase.resolved and "REB" in phrase.sectors:  # "Kurdish rebel bases"
        several = several or any(m.entry.code(cast.date)[:3] == "ISM" for m in people)
    if any(sentence.deprels[c] == "nmod:poss" for c in sentence.children[head]):
        owner = cast.homes.owner_country(head, frozenset())
        if owner and owner not in ENTITIES:
            return owner
    return state_of_people(cast, phrase, head) if several else ""


def residents(cast: Cast, phrase: ActorPhrase, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
    """The phrase at ``head`` with the country that its owner, its clause or the story gives it; [] for none."""
    found = _residents(cast, phrase, head, avoid)
    if found and phrase.sectors == ("GOV",) and cast.sentence.lemma_keys[head] in COUNTRY:
        found = [state_of(p) for p in found]  # "threatened to strip the kingdom of its access"
    if len(found) == 1 and found[0].country == "PSE" and found[0].sectors == ("MIL",) and cast.memory is not None:
        # "In the West Bank, troops shot …": the Palestinians have none
        return [phrase.with_country("ISR", found[0].hint)] if "ISR" in cast.memory.countries() else found
    return found


def _own_embassy(cast: Cast, head: int) -> str:
    """ "In Tave, Keldish exiles burned a flag outside [the embassy]": that of the land they come from."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if sentence.lemma_keys[head] not in ("embassy", "consulate") or verb < 0 or sentence.upos[verb] != "VERB":
        return ""
    below = [c for c in sentence.children[head] if sentence.deprels[c] not in ("case", "punct")]
    if any(sentence.lemma_keys[c] != "the" for c in below) or verb in cast.busy:
        return ""
    where = cast.homes.located()
    acting = [p for a in cast.clauses.verb(verb).agents if a not in cast.busy for p in cast.own(a)]
    homes = {p.country for p in acting if p.resolved and p.sectors and p.hint is None} - ENTITIES
    return (homes.pop() or "") if len(homes) == 1 and where and not where & homes else ""


def _residents(cast: Cast, phrase: ActorPhrase, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
    """The phrase at ``head``, of a kind of RESIDENTS and without a country, with one; [] if none is known."""
    if own := _own_embassy(cast, head):
        return [phrase.with_country(own)]
    if phrase.sectors == ("UAF",) and (told := _some_attackers(cast, phrase, head)):
        return told
    if phrase.kind in ("agent", "role") and phrase.code is not None:  # also "members of the security forces"
        country = cast.homes.owner_country(head, avoid) or beside_government(cast.homes, phrase, head)
        if not country and _OF_STATE.issuperset(phrase.sectors):
            country = of_own_people(cast.homes, head)
        country = country or story_homes.court_of_many(cast.discourse, cast, head)
        country = country or of_raided(cast, head) or story_homes.same_noun(cast.discourse, cast, head)
        if not country and (not _NOT_TRIED.intersection(phrase.sectors) or is_charged(cast.homes, head)):
            country = before_the_law(cast.homes, head)
        if country == "NGO" and "PTY" in phrase.sectors:
            country = None  # "rights groups … Their party": somebody else's
        if country in _BODIES and phrase.sectors == ("GOV",):  # "the U.N. envoy … The envoy"
            phrase = phrase.copy()
            phrase.sectors = ()
        if country:
            return [cast.homes.of_theirs(phrase, head, country)]
        home = cast.homes.of_clause(head)
        if home and home[1] == PLACE and cast.sentence.lemma_keys[head] == "peacekeeper":
            home = ("UNO", PLACE)  # "four peacekeepers were killed in Orm"
        if home:
            return [phrase.with_country(*home)]
        lost = is_tool(cast, head) or cast.homes.abroad(head)
        lost = lost or cast.sentence.lemma_keys[head] in SHOT
        country = None if lost else story_homes.home(cast.discourse, cast, head)
        if country:
            return [phrase.with_country(country, story_homes.how_sure(cast.discourse, cast, phrase, head, country))]
    if phrase.kind == "asset" and cast.sentence.deprels[head] == "nsubj":
        country = cast.homes.owner_country(head, avoid) if cast.is_owned(head) else None
        if country and country not in ENTITIES:
            return [phrase.with_country(country)]  # "said its planes had bombed rebels"
    if phrase.kind == "force" and not phrase.sectors and cast.sentence.deprels[head] in _SUBJECTS:
        armed = _whose_force(cast, phrase, head, avoid)
        if armed is not None:
            return [armed]
    if phrase.kind == "force" and _AT_HOME.intersection(phrase.sectors):
        home = cast.homes.of_clause(head)  # "a rebel attack killed six in Orm", "police raids"
        if home:
            return [phrase.with_country(*home)]
    if phrase.kind == "name" and phrase.sectors and not OFFICES.intersection(phrase.sectors):
        home = cast.homes.of_clause(head)  # "Journalist Jan Doe was shot in Orm"
        if home:
            return [phrase.with_country(*home)]
    if phrase.kind == "name" and OFFICES.intersection(phrase.sectors):
        country = story_homes.home(cast.discourse, cast, head, set(phrase.sectors))  # "Interior Minister Jan Doe"
        country = country or _of_congress(cast, head)
        if country:
            return [phrase.with_country(country, STORY)]
        home = cast.homes.of_clause(head) if cast.sentence.deprels[head] in SUFFERER else None
        if home:
            return [phrase.with_country(*home)]  # "Mayor Jan Doe was stabbed in Orm"
    return []


def _some_attackers(cast: Cast, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
    """ "Killed 58 [of the attackers]": of those of whom the story has told."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] in ATTACKERS or sentence.deprels[head] == "conj":
        return []
    inside = [c for c in sentence.children[head] if c > head and sentence.lemma_keys[c] in ATTACKERS]
    told = cast.discourse.attackers(cast, inside[0]) if inside else []
    return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in told]


def _whose_force(cast: Cast, phrase: ActorPhrase, head: int, avoid: frozenset[int]) -> ActorPhrase | None:
    """ "Keld said its jets had bombed rebels", "al-Varr said its rockets hit a base": the army of a state, or the group
    itself."""
    sector = cast.phrases.dictionary.sorts.sector(cast.sentence.lemma_keys[head], "force")
    for child in cast.sentence.children[head]:
        if cast.sentence.deprels[child] != "nmod:poss" or cast.sentence.upos[child] != "PRON" or not sector:
            continue
        meant = [p for p in cast.avoiding(child, avoid) if p.country]
        if len(meant) == 1:
            armed = tuple(s for s in meant[0].sectors if s in _FIGHTING)
            found = phrase.copy()
            found.assign(meant[0].country or "", armed or (sector,))
            return found
    return None


def _of_congress(cast: Cast, head: int) -> str | None:
    """ "Rep. Jan Doe", in a story that names no country: America's papers leave it out."""
    sentence = cast.sentence
    before = [c for c in sentence.children[head] if c < head] or [head - 2]
    return "USA" if any(c >= 0 and sentence.lemma_keys[c] in _CONGRESS for c in before) else None

"""Of which country "the army", "police", "the government" are where their own sentence does not tell: the one
with which the story told of such people before, or which it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .homes import LEADING, STORY, TOLD
from .pairs import DEFINITE
from .story_country import NO_HOMES

if TYPE_CHECKING:
    from .cast import Cast
    from .discourse import Discourse

#: How many sentences back the same noun is of the same people, and an army or a crowd tells the home of another one.
_BACK, _AGO, _FAR = 3, 8, 60
_POLICE = frozenset({"police", "policeman", "policewoman", "officer", "riot police", "policemen"})
#: Sectors of armed groups.
ARMED = frozenset({"REB", "PRM"})
#: Kinds of phrases for those who have a home.
_PEOPLE = frozenset({"agent", "person", "force", "group"})
#: Sectors of attackers of whom nothing is known.
_UNKNOWN_MEN = frozenset({"UAF", "REB"})
#: Those who rule a country, who speak for one, and sectors of those inside it.
_RULING = frozenset({"government", "authority", "commission", "junta", "presidency", "regime"})
_SPEAKERS = frozenset({"GOV", "LEG", "ELI"})
_INSIDERS = frozenset({"CVL", "COP", "OPP", "LAB", "EDU", "MED", "AGR", "JRN", "REL", "LEG", "JUD", "BUS", "PTY"})
#: Sectors of those whom a state sets over its people, and with its army.
AUTHORITIES = frozenset({"GOV", "COP", "LEG", "JUD"})
_ORGANS = AUTHORITIES | {"MIL"}
#: What states have, and bodies of many states have not.
_STATES_ARMY = frozenset({"army", "military", "navy"})
#: Of what a state has ministers.
_RULERS = frozenset({"prime minister", "premier", "president", "king"})
_NAMELESS = frozenset({"the", "prime", "that", "if", "by", "to", "of"})
#: Whose an army is that stands in a part of a country.
_PARTIAL = frozenset({"eastern", "northern", "southern", "western", "regional", "provincial", "federal", "loyalist"})
_FIELDS = frozenset({"defence", "defense", "economy", "education", "finance", "health", "home", "information",
                     "interior", "justice", "labor", "labour", "oil", "transport"})  # fmt: skip
#: In which those of either side die.
_FIGHTS = frozenset({"battle", "clash", "conflict", "fighting", "war"})
#: Sectors of those who march.
_CROWDS = frozenset({"CVL", "EDU", "LAB", "OPP", "AGR"})
#: Those who fall upon a place, and whom they find there.
_RAIDERS = frozenset({"REB", "PRM", "UAF", "CRM"})
_RAIDED = frozenset({"AGR", "BUS", "COP", "CVL", "EDU", "LAB", "MED", "REL"})
#: Those who judge.
_COURTS = frozenset({"court", "judge", "prosecutor", "tribunal"})


def home(discourse: Discourse, cast: Cast, head: int, sectors: set[str] | None = None) -> str | None:
    """The country of "the army", "rebels", "police" where their own sentence names none: that of the last such
    actor in the story, else of the last actor of any state's inside, else of the dateline."""
    sectors = sectors or told_sectors(cast, head)
    if sectors:  # "offered the Taliban talks, but the militants refused"
        beside = {p.country for p in named_before(cast, head) if sectors.intersection(p.sectors)}
        if sectors == {"MIL"} and not _STATES_ARMY.isdisjoint(_words_of(cast, head)):
            beside -= ENTITIES  # "Keldish and African Union troops killed rebels, the army said"
        if sectors == {"GOV"}:
            beside -= _acting(cast, head)  # "the Ormish envoy warned the government"
        if len(beside) == 1:
            return beside.pop()
    if sectors <= {"CVL"} and _of_either_side(discourse, cast, head):
        return None
    at = discourse.casts.index(cast)
    if not at and cast.sentence.xpos[head] == "NNS" and sectors == {"GOV"} and not cast.sentence.children[head]:
        return None  # "Leaders agree truce", wherever they have met
    last: ActorPhrase | None = None
    definite = any(cast.sentence.lemma_keys[c] in DEFINITE for c in cast.sentence.children[head])
    if sectors and sectors <= ARMED and (definite or at > 1) and (known := discourse.armed_before(cast, head)):
        return known  # "al-Varr … Two tourists were killed in Keld. The rebels": not Keld's
    abroad = sectors and sectors <= _UNKNOWN_MEN and at > 0
    if abroad and len(places := discourse.casts[at - 1].homes.located()) == 1:
        return places.pop()  # "Keldish soldiers in Orm … A suicide bomber": whoever they fight there
    if sectors == {"COP"} and at > 0 and (there := _where_crowds_are(discourse.casts[at - 1])):
        return there  # "Crowds marched in Keld City. Police …"
    if sectors == {"COP"} and at > 0 and (there := _where_a_stranger_is(discourse.casts[at - 1], cast, head)):
        return there  # "Two were stabbed in Keld City. The suspect, an Ormish man, was shot by police"
    if sectors and sectors <= _RAIDED and at > 0 and (there := _where_raiders_are(discourse.casts[at - 1], cast, head)):
        return there  # "al-Varr raided a village in Keld. The gunmen stabbed civilians"
    if sectors == {"GOV"} and cast.sentence.lemma_keys[head] in _RULING and (main := discourse.main(cast)):
        return main  # not that of a minister from abroad who speaks of it
    if sectors == {"MIL"} and _is_of_a_part(cast, head) and (main := discourse.main(cast)):
        return main  # "Orm backs the eastern forces"
    courts = sectors == {"JUD"}
    # "Orm demanded … Moscow backs the separatists": not Moscow's
    foreign = _acting(cast, head) if sectors and sectors <= ARMED else set()
    for back, previous in enumerate(reversed(discourse.casts[max(0, at - _FAR) : at])):
        for group in previous.salient():
            for phrase in group:
                if courts and phrase.country in ENTITIES and "JUD" in phrase.sectors:
                    return phrase.country  # "the International Criminal Court … the prosecutor"
                if not phrase.country or phrase.country in NO_HOMES or phrase.kind not in _PEOPLE:
                    continue
                if phrase.kind == "group" and not (sectors and sectors == ARMED.intersection(phrase.sectors)):
                    continue
                if sectors == {"GOV"} and _is_other_minister(cast, head, phrase) and (main := discourse.main(cast)):
                    return main  # "Orm's president thanked Keld. The home minister resigned"
                if sectors and set(phrase.sectors) & sectors:
                    # … but rebels and armies that were told of before are still the same
                    return (back > 1 and sectors <= AUTHORITIES and discourse.main(cast)) or phrase.country
                if phrase.sectors and (last is None or (foreign and last.country in foreign)):
                    last = phrase
    speaks = last is None or set(last.sectors) <= _SPEAKERS  # an official of any state, who speaks of this one
    if speaks and sectors and sectors <= _INSIDERS and (main := discourse.main(cast)):
        return main
    line = discourse.dateline()
    if last is None or (line is not None and line != last.country and _named_as_often(cast, line, last)):
        return line
    return last.country


def _is_of_a_part(cast: Cast, head: int) -> bool:
    """ "Regional forces", "the eastern army": of a part of the country."""
    keys = cast.sentence.lemma_keys
    return any(keys[c] in _PARTIAL for c in cast.sentence.children[head] if c < head)


def _is_other_minister(cast: Cast, head: int, phrase: ActorPhrase) -> bool:
    """Whether a minister is told of by his field, or one who rules, and somebody of another office or field was told of
    before: "Orm's foreign minister visited Keld. The prime minister resigned"."""
    keys = cast.sentence.lemma_keys
    below = {keys[c] for c in cast.sentence.children[head]}
    ruling = "prime minister" if keys[head] == "minister" and "prime" in below else keys[head]
    if ruling in _RULERS and "the" in below and _NAMELESS.issuperset(below):
        return ruling not in phrase.text.lower()
    fields = {keys[c] for c in cast.sentence.children[head]} & _FIELDS
    return keys[head] in ("minister", "ministry", "secretary") and bool(fields) and not any(
        field in phrase.text.lower() for field in (*fields, "minister")
    )


def _where_crowds_are(previous: Cast) -> str | None:
    """The one country in whose places the sentence before tells of people in the street."""
    places = previous.homes.located()
    if len(places) != 1:
        return None
    crowds = {p.country for group in previous.salient()[:1] for p in group if _CROWDS.intersection(p.sectors)}
    return places.pop() if crowds == places else None


def _where_a_stranger_is(previous: Cast, cast: Cast, head: int) -> str | None:
    """The one country in which the sentence before places what it tells, where the police there deal with somebody
    from elsewhere."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if verb < 0 or sentence.deprels[head] not in ("nsubj", "obl:agent", "obl"):
        return None
    dealt = [c for c in sentence.children[verb] if sentence.deprels[c] in ("obj", "nsubj:pass") and c not in cast.busy]
    theirs = {p.country for c in dealt for p in cast.own(c) if p.country}
    places = previous.homes.located()
    acting = {p.country for group in previous.salient() for p in group if "COP" in p.sectors}
    return places.pop() if len(places) == 1 and theirs and theirs.isdisjoint(places) and not acting else None


def _where_raiders_are(previous: Cast, cast: Cast, head: int) -> str | None:
    """The one country in which the sentence before places what an armed group did, where it, or "the gunmen", do
    something to those at ``head``."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if verb < 0 or sentence.deprels[head] not in ("obj", "nsubj:pass"):
        return None
    doers = cast.clauses.verb(verb).agents
    if not doers or not all(
        sentence.forms[d].lower() == "they" or not _RAIDERS.isdisjoint(told_sectors(cast, d)) for d in doers
    ):
        return None
    bands = {p.country for group in previous.salient()[:1] for p in group if ARMED.intersection(p.sectors)}
    places = previous.homes.located()
    return places.pop() if len(places) == 1 and bands and bands.isdisjoint(places) else None


def _words_of(cast: Cast, head: int) -> set[str]:
    """The lemmas of a noun and of the words that hang on it."""
    keys = cast.sentence.lemma_keys
    return {keys[head], *(keys[c] for c in cast.sentence.children[head])}


def _of_either_side(discourse: Discourse, cast: Cast, head: int) -> bool:
    """ "Forty people have died in the war", of two countries of which the story has told."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if verb < 0 or not sentence.deprels[head].startswith("nsubj"):
        return False
    below = [c for c in sentence.children[verb] if sentence.lemma_keys[c] in _FIGHTS]
    if not any(cast.clauses.preposition(c) == "in" for c in below):
        return False
    return len({p.country for p in discourse.story.adversaries()}) == 2


def _acting(cast: Cast, head: int) -> set[str]:
    """The countries of whom does something to those at ``head``."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if verb < 0 or sentence.deprels[head] not in ("obj", "iobj"):
        return set()
    subjects = [c for c in sentence.children[verb] if sentence.deprels[c] == "nsubj" and c not in cast.busy]
    return {p.country for s in subjects for p in cast.own(s) if p.country}


def how_sure(discourse: Discourse, cast: Cast, phrase: ActorPhrase, head: int, country: str) -> str:
    """The mark of a home that the story gave: where it is the country that the whole story is about, others who
    deal with "the army" or "the police" do not change it ("the Ormish embassy urged the troops to …")."""
    led = cast.sentence.lemma_keys[head] in LEADING and ARMED.issuperset(phrase.sectors)
    if led and discourse.armed_before(cast, head) == country:
        return TOLD  # "Keldish rebels … Orm's president phoned a rebel leader"
    at = discourse.casts.index(cast) if cast in discourse.casts else 0
    if phrase.sectors == ("COP",) and at and _where_a_stranger_is(discourse.casts[at - 1], cast, head) == country:
        return TOLD
    if at and _RAIDED.issuperset(phrase.sectors) and _where_raiders_are(discourse.casts[at - 1], cast, head) == country:
        return TOLD
    organ = bool(phrase.sectors) and _ORGANS.issuperset(phrase.sectors)
    return TOLD if organ and discourse.main(cast) == country else STORY


def court_of_many(discourse: Discourse, cast: Cast, head: int) -> str | None:
    """ "The court", "the judges", where the story has told of an international court last."""
    keys, children = cast.sentence.lemma_keys, cast.sentence.children[head]
    below = [c for c in children if cast.sentence.deprels[c] not in ("case", "punct")]
    if keys[head] not in _COURTS or len(below) != 1 or keys[below[0]] != "the":
        return None
    at = discourse.casts.index(cast) if cast in discourse.casts else len(discourse.casts)
    for other in (cast, *reversed(discourse.casts[:at])):
        for mention in reversed(other.mentions):
            if not mention.aside and (other is not cast or mention.last <= head):
                code = mention.entry.code(other.date)
                if "JUD" in code:
                    return code[:3] if code[:3] in ENTITIES else None
    return None


def same_noun(discourse: Discourse, cast: Cast, head: int) -> str | None:
    """ "Forty Keldish officers … the officers": the country with which the story told of the same people before."""
    keys = cast.sentence.lemma_keys
    children = cast.sentence.children[head]
    if keys[head] == "minister" and all(keys[c] == "the" for c in children):
        # "burned flags outside Keld's defence ministry, demanding that the minister quit"
        found = {p.country for w in range(head) if keys[w] == "ministry" and w not in cast.busy for p in cast.own(w)}
        if len(found) == 1 and (country := found.pop()):
            return country
    if keys[head] in _POLICE:  # "Keldish police shot a man who attacked officers in Orm"
        before = [w for w in range(head) if keys[w] in _POLICE and w not in cast.busy]
        found = {p.country for w in before for p in cast.own(w) if p.country and p.hint is None}
        if len(found) == 1:
            return found.pop()
    if not any(keys[c] in DEFINITE for c in children if c < head):
        return None
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    if hit is None or hit.agent.kind != "person":
        return None
    armed = ARMED.intersection(hit.agent.sectors)
    if armed:  # "the government and al-Varr broke off talks in Orm after the rebels …"
        beside = {p.country for p in named_before(cast, head) if p.kind == "group" and armed & set(p.sectors)}
        if len(beside) == 1:
            return beside.pop()
        bare = len([c for c in children if cast.sentence.deprels[c] not in ("case", "punct")]) == 1
        if bare and cast.sentence.xpos[head] == "NNS" and (known := discourse.armed_before(cast, head)):
            return known  # "al-Varr … a missile fired by the rebels hit a city in Keld"
    at = discourse.casts.index(cast) if cast in discourse.casts else len(discourse.casts)
    for other in (cast, *reversed(discourse.casts[max(0, at - _AGO) : at])):
        words = other.sentence.lemma_keys
        for word in range((head if other is cast else len(words)) - 1, -1, -1):
            if words[word] == keys[head] and word not in other.busy and _of_one_field(cast, head, other, word):
                again = [p for p in other.own(word) if p.kind == "agent"]
                homes = {p.country for p in again if p.hint is None}
                crowd = _CROWDS.issuperset(hit.agent.sectors)
                if (cast.sentence.xpos[head] == "NN" or crowd) and other is not cast:
                    # "a journalist … the journalist's parents", "miners struck … the miners denied Keld had paid them"
                    homes = homes or {p.country for p in again if p.hint == STORY and p.country}
                if homes:
                    return homes.pop() if len(homes) == 1 else None
    return None


def _of_one_field(cast: Cast, head: int, other: Cast, word: int) -> bool:
    """ "Orm's foreign minister … the prime minister": another one."""
    if cast.sentence.lemma_keys[head] not in ("minister", "secretary"):
        return True
    here = {cast.sentence.lemma_keys[c] for c in cast.sentence.children[head] if c < head}
    there = {other.sentence.lemma_keys[c] for c in other.sentence.children[word] if c < word}
    kinds = _FIELDS | {"prime", "foreign"}
    return not here & kinds or here & kinds == there & kinds


def told_sectors(cast: Cast, head: int) -> set[str]:
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    return set(hit.agent.sectors) if hit is not None else set()


def named_before(cast: Cast, head: int) -> list[ActorPhrase]:
    """The actors named in the sentence before a word."""
    return [p for m in cast.mentions if m.last <= head and not m.aside for p in cast.own(m.head) if p.resolved]


def _named_as_often(cast: Cast, country: str, other: ActorPhrase) -> bool:
    """Whether the story names a country no less often than that of ``other``."""
    named = cast.memory.countries() if cast.memory is not None else {}
    return named.get(country, 0) >= named.get(other.country or "", 0)

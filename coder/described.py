"""Who is meant where a story takes up a person by what he is ("the 48-year-old", "the 48-year-old politician", "the
former footballer"), or the people of a body by its pronoun ("its members").

In: a sentence's cast and the head of such a phrase. Out: the person of whom the sentences before told last, or the
body; [] where the words may as well mean somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase, moved
from .entries import OFFICES
from .of_that_owner import of_that_owner
from .their_own import of_owner
from .thought_to_be import thought_to_be

if TYPE_CHECKING:
    from .cast import Cast

#: Sentences before in which the person is looked for.
_FAR = 6
#: What is said of a person whom the story has named; of an office holder such words may tell whom it has not.
_TOLD_OF = frozenset({"former", "veteran", "jailed", "imprisoned", "detained", "exiled", "fugitive", "billionaire",
                      "populist", "firebrand", "outspoken"})  # fmt: skip
#: What a politician may be called again.
_KINDS = frozenset({"autocrat", "billionaire", "centrist", "conservative", "dissident", "firebrand", "fugitive",
                    "hardliner", "leftist", "moderate", "nationalist", "populist", "pragmatist", "reformer",
                    "reformist", "right-winger", "socialist", "strongman", "tycoon", "veteran"})  # fmt: skip
#: Victims and culprits, whom a story need not name.
_NAMELESS = frozenset({"boy", "girl", "child", "son", "daughter", "man", "woman", "victim", "suspect", "gunman",
                       "attacker", "driver", "student", "teenager", "soldier", "defendant"})  # fmt: skip
#: Those whom somebody has let go, and how they are called then.
_FREED = frozenset({"captive", "detainee", "hostage", "inmate", "man", "prisoner", "soldier", "woman"})
_AT_LARGE = frozenset({"ex", "former", "freed", "released"})
#: What is shot at others, and may be shot down, and how it was sent.
_FIRING = frozenset({"aim", "fire", "hurl", "launch", "lob", "rain", "send", "unleash"})
_FIRED = frozenset({"drone", "missile", "rocket", "shell", "projectile", "balloon"})
_HELD = frozenset({"hostage", "captive", "prisoner", "victim", "detainee"})
#: Those who are what their body is.
_BELONGING = frozenset({"member"})
_AGAINST = frozenset({"critic", "detractor", "opponent"})
_BODIES = frozenset({"party", "group", "org", "org-part", "agent", "name"})
#: Kinds of those whose apposition says who somebody is, and what a state may be called.
_TELLING = frozenset({"country", "capital", "agent", "company", "person", "group", "party", "org"})
_ROLES_OF_STATES = frozenset({"partner", "ally", "neighbour", "neighbor", "rival", "foe", "enemy", "country",
                              "nation", "state", "power", "republic", "kingdom", "adversary", "patron",
                              "island"})  # fmt: skip
_ROLES_OF_PERSONS = frozenset({"boss", "challenger", "comrade", "favourite", "favorite", "friend", "frontrunner",
                               "hero", "host", "loser", "mentor", "nemesis", "nominee", "operator", "owner", "patron",
                               "predecessor", "protege", "rival", "successor", "superior", "victor",
                               "winner"})  # fmt: skip
#: Who these are only a list beside them says: "both sides, the army and the rebels".
_SIDES = frozenset({"side", "party", "camp", "faction", "neighbour", "neighbor", "country", "nation", "state", "power",
                    "republic"})  # fmt: skip
#: Those who are against each other inside one state, by the words that say so; "rivals" say it themselves.
_WARRING = frozenset({"warring", "feuding", "opposing", "belligerent"})
_WITHIN = {
    "party": _WARRING, "rival": _WARRING, **dict.fromkeys(("side", "camp", "faction"), _WARRING | {"rival"})
}  # fmt: skip
_LANDS = frozenset({"country", "capital"})
#: Parts of a country that need no name, and how many sentences a story has that is about one.
_PARTS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "countryside",
                    "capital", "interior"})  # fmt: skip
_STORY = 2
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "2": 2, "3": 3, "4": 4, "5": 5}


def apposed(cast: Cast, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
    """ "Its closest partner, Orm", "two men, both Keldish officers", "two states, Keld and Orm": who an apposition says
    that somebody is."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] != "appos" or child in cast.busy or child < head:
            continue
        if any(sentence.deprels[c] == "nsubj" for c in sentence.children[child]):
            continue  # "protesters, most of them students"
        named = [p for c in cast.clauses.conjuncts(child) for p in cast.own(c) if p.kind in _TELLING]
        known = [p for p in named if p.resolved]
        roles = _ROLES_OF_STATES | _ROLES_OF_PERSONS
        found = known or [p for p in named if "GOV" in p.sectors]  # "their boss, the foreign minister"
        if found and phrase.code is None and phrase.kind != "agent" and sentence.lemma_keys[head] in roles:
            return found
        if phrase.resolved and not (known and known[0].kind == "agent"):
            continue  # "his brother, the finance minister", and not "Doe's daughter, Jane Doe"
        if phrase.kind == "agent" and phrase.sectors in ((), ("CVL",)) and known and known[0].sectors:
            return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in known]
    return thought_to_be(cast, phrase, head)


def told_beside(cast: Cast, head: int) -> list[ActorPhrase]:
    """Who a noun means by the words beside it, or by the country of the story: listed sides, rivals inside one state,
    a part of the country."""
    found = _rivals_within(cast, head) or _part_of_country(cast, head) or _listed_sides(cast, head)
    return found or of_owner(cast, head) or of_that_owner(cast, head)


def _part_of_country(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Rebels seized [the north]": of the country that the story is about."""
    sentence = cast.sentence
    below = sentence.children[head]
    if sentence.forms[head] not in _PARTS or sentence.upos[head] != "NOUN" or len(cast.discourse.casts) < _STORY:
        return []
    if not any(sentence.lemma_keys[c] == "the" for c in below) or any(sentence.deprels[c] == "nmod" for c in below):
        return []
    if any((m.head in below and m.head < head) or m.head == head for m in cast.mentions):
        return []  # "the Keldish capital"
    country = cast.discourse.main(cast)
    return [ActorPhrase(sentence, (head, head + 1), head, country=country, kind="place")] if country else []


def _listed_sides(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The two sides, Keld and Orm", "two neighbours, Keld and Orm": the list beside them says who they are."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] not in _SIDES or sentence.xpos[head] != "NNS":
        return []
    for child in sentence.children[head]:
        if sentence.deprels[child] == "appos" and child > head and child not in cast.busy:
            known = [p for c in cast.clauses.conjuncts(child) for p in cast.own(c) if p.resolved]
            if len(known) > 1:
                return known
    return _counted_states(cast, head)


def _rivals_within(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Keld's warring parties", "Orm's rivals", "rival camps in Tave": all who fight each other in one state."""
    sentence = cast.sentence
    keys, below = sentence.lemma_keys, sentence.children[head]
    if sentence.xpos[head] != "NNS" or keys[head] not in _WITHIN:
        return []
    if not any(sentence.forms[c].lower() in _WITHIN[keys[head]] for c in below):
        described = any(sentence.deprels[c] == "amod" and c not in {m.head for m in cast.mentions} for c in below)
        if keys[head] != "rival" or described:  # "political rivals rallied"
            return []
    if any(sentence.upos[c] == "PRON" or (sentence.upos[c] == "NUM" and sentence.forms[c] != "two") for c in below):
        return []
    for child in below:
        relation = sentence.deprels[child]
        owner = relation in ("nmod:poss", "compound", "amod")
        if owner or (relation == "nmod" and cast.clauses.preposition(child) in ("in", "of")):
            lands = [m for m in cast.mentions if m.head == child and m.entry.kind in _LANDS and not m.aside]
            lands += [m for m in cast.mentions if m.head == child and m.entry.kind == "demonym" and owner]
            codes = {m.entry.code(cast.date)[:3] for m in lands} - ENTITIES
            if len(codes) == 1:
                return [ActorPhrase(sentence, (head, head + 1), head, country=codes.pop(), kind="country")]
    return []


def _counted_states(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Three southern states, Keld, Orm and Tave": as many names as are counted, which a parser coordinates."""
    sentence = cast.sentence
    number = next((sentence.lemma_keys[c] for c in sentence.children[head] if sentence.deprels[c] == "nummod"), "")
    names = [c for c in cast.clauses.conjuncts(head)[1:] if sentence.upos[c] == "PROPN" and c not in cast.busy]
    if not names or _COUNT.get(number) != len(names) or sentence.forms[names[0] - 1] != ",":
        return []
    known = [p for c in names for p in cast.own(c) if p.resolved]
    return known if len(known) == len(names) else []


def described(cast: Cast, head: int) -> list[ActorPhrase]:
    """The person that "the 48-year-old politician" takes up, the body whose "its members" are."""
    sentence = cast.sentence
    keys, children = sentence.lemma_keys, sentence.children
    if keys[head] in _BELONGING:
        return _body(cast, head)
    if keys[head] in _AGAINST:
        return _opponents(cast, head)
    if keys[head] in _NAMELESS or sentence.xpos[head] in ("NNS", "NNPS"):
        return []
    if not any(keys[c] == "the" for c in children[head]):
        return []
    if (keys[head] == "politician" or keys[head] in _KINDS) and len(children[head]) == 1:
        pass
    elif not _aged(cast, head) and not any(keys[c] in _TOLD_OF and _is_private(cast, head) for c in children[head]):
        return []
    casts = cast.discourse.casts
    at = casts.index(cast) if cast in casts else len(casts)
    for before in reversed(casts[max(0, at - _FAR) : at]):
        for group in before.salient():
            named = len(group) == 1 and group[0].resolved and group[0].kind in ("person", "name")
            ruling = keys[head] == "politician" and "GOV" in group[0].sectors  # "the president", then
            if named and not ruling and before.is_person(group[0]):
                return group
    return []


def persons_inside(cast: Cast) -> list[ActorPhrase]:
    """ "The removal of the president. … Lawmakers voted him out": office holders inside the phrases of a sentence."""
    below = (i for i, r in enumerate(cast.sentence.deprels) if r == "nmod" and i not in cast.busy)
    known = (p for i in below for p in cast.own(i) if p.resolved and p.kind == "agent" and "GOV" in p.sectors)
    return [p for p in known if cast.is_person(p)]


def again(cast: Cast, phrase: ActorPhrase, head: int) -> str:
    """The country of "the farmers" of whom the story has told before, whoever deals with them now; "" for none."""
    sentence = cast.sentence
    if sentence.lemma_keys[head] in _FREED and phrase.sectors:
        said = {sentence.forms[c].lower() for c in sentence.children[head] if c < head}
        if "the" in said and said & _AT_LARGE:  # "warned the freed prisoners"
            return cast.discourse.story.freed()
    if weapons := _weapons(cast, phrase):
        return weapons
    below = [c for c in sentence.children[head] if sentence.deprels[c] not in ("case", "punct")]
    if len(below) != 1 or sentence.forms[below[0]] != "the" or sentence.xpos[head] != "NNS":
        return ""
    if not phrase.sectors or not OFFICES.isdisjoint(phrase.sectors) or sentence.lemma_keys[head] in _HELD:
        return ""
    return cast.discourse.story.again(sentence.forms[head])


def _weapons(cast: Cast, phrase: ActorPhrase) -> str:
    """ "Fired 300 drones at Keld. … shot down some of [the drones]": of which country those are that were told of."""
    last = phrase.words[1] - 1
    keys = cast.sentence.lemma_keys
    if not 0 < last < len(keys) or keys[last - 1] != "the" or keys[last] not in _FIRED:
        return ""
    for told in reversed(cast.discourse.story.told()):
        if told.verb in _FIRING and keys[last] in told.sentence.sentence.lemma_keys:
            homes = {p.country for p in told.source if p.resolved}
            if homes:
                return homes.pop() or "" if len(homes) == 1 and told.sentence is not cast else ""
    return ""


def _opponents(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "His opponents", "Doe's critics": those at home who are against who governs there."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] == "nmod:poss" and child not in cast.busy:
            owners = cast.own(child)
            ruling = len(owners) == 1 and owners[0].resolved and "GOV" in owners[0].sectors
            if ruling and cast.is_person(owners[0]) and owners[0].country not in ENTITIES:
                country = owners[0].country or ""
                return [ActorPhrase(sentence, (head, head + 1), head, country=country, sectors=("OPP",), kind="agent")]
    verb = sentence.heads[head]
    bare = all(sentence.deprels[c] in ("nummod", "amod", "advmod") for c in sentence.children[head])
    if verb < 0 or sentence.deprels[head] != "obj" or not bare or sentence.xpos[head] != "NNS":
        return []
    acting = [c for c in sentence.children[verb] if sentence.deprels[c] == "nsubj" and c not in cast.busy]
    rulers = [p for c in acting for p in cast.own(c) if {"GOV", "COP"}.intersection(p.sectors)]
    found = {p.country for p in rulers if p.country} - ENTITIES
    if len(found) != 1:
        return []
    # "the government has jailed thirty opponents"
    return [ActorPhrase(sentence, (head, head + 1), head, country=found.pop(), sectors=("OPP",), kind="agent")]


def _body(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "Police arrested its members": the party or union of which the sentence tells; no state has members."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] == "nmod:poss" and sentence.forms[child].lower() in ("its", "their"):
            found = cast.own(child)
            if len(found) == 1 and found[0].resolved and found[0].sectors and found[0].kind in _BODIES:
                return found if not cast.is_person(found[0]) and OFFICES.isdisjoint(found[0].sectors) else []
    return []


def _aged(cast: Cast, head: int) -> bool:
    """ "48-year-old" as the head of a phrase or before it."""
    keys = cast.sentence.lemma_keys
    for word in (head, *cast.sentence.children[head]):
        if keys[word].endswith("old") and (keys[word].endswith("year-old") or keys[word - 2] == "year"):
            return True
    return False


def _is_private(cast: Cast, head: int) -> bool:
    """Whether a noun means no office: "the former footballer", not "the former president"."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    return hit is not None and hit.agent.kind in ("person", "private") and OFFICES.isdisjoint(hit.agent.sectors)

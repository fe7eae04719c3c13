""" "The country", "the West African nation", where the sentence or the one before has told of the state.

In: the cast of a sentence, the word, and whom it cannot mean. Out: the state, or None where the sentence does not tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .borders import are_neighbours

if TYPE_CHECKING:
    from .cast import Cast

#: Nouns for a state that was told of.
COUNTRY = frozenset({"country", "nation", "kingdom", "republic", "emirate", "sultanate", "island", "state",
                     "territory"})
#: What stands before "state" where it is one of them.
_OF_STATES = frozenset({"african", "arab", "asian", "baltic", "balkan", "caribbean", "caucasus", "communist", "gulf",
                        "european", "himalayan", "landlocked", "nordic", "pacific"})  # fmt: skip
#: The states that some of those nouns may mean.
_SORTS = {
    "kingdom": frozenset(
        {"BEL", "BHR", "BTN", "DNK", "ESP", "GBR", "JOR", "KHM", "LSO", "MAR", "MYS", "NLD", "NOR", "NPL", "SAU",
         "SWE", "SWZ", "THA", "TON"}
    ),
    "territory": frozenset({"BMU", "ESH", "FLK", "GIB", "GRL", "HKG", "KOS", "MAC", "NCL", "PRI", "PSE", "PYF"}),
    "emirate": frozenset({"ARE", "BHR", "KWT", "QAT"}),
    "sultanate": frozenset({"BRN", "OMN"}),
    "island": frozenset(
        {"BHR", "BRB", "COM", "CUB", "CYP", "DMA", "FJI", "GRD", "GRL", "HTI", "IRL", "ISL", "JAM", "LCA", "LKA", "MDG",
         "MLT", "MUS", "NRU", "SGP", "TLS", "TON", "TTO", "TWN", "VUT", "WSM"}
    ),
}  # fmt: skip
#: Kinds of names that tell of a state without naming it.
_TELLING = frozenset({"demonym", "capital", "person", "metonym", "org", "org-part", "place", "region"})
#: What may stand before such a noun: where it lies, how it is. Of other countries other words tell.
_DESCRIBING = frozenset({"amod", "compound", "nmod"})
_OTHERS = frozenset(
    {"another", "entire", "first", "foreign", "host", "last", "latter", "least", "most", "neighboring", "neighbouring",
     "next", "only", "other", "own", "poorest", "second", "self-proclaimed", "separatist", "third", "whole"}
)  # fmt: skip
_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
#: What stands for those who live there, where somebody at home speaks to them.
_PEOPLED = frozenset({"nation", "country"})
_ADDRESSING = frozenset({"appeal", "ask", "assure", "beseech", "call", "exhort", "implore", "tell", "urge", "warn"})


def is_of_sort(noun: str, country: str | None) -> bool:
    """Whether a noun may mean a state: "the kingdom" is no republic."""
    sort = _SORTS.get(noun)
    return sort is None or country in sort


def country_before(cast: Cast, head: int, avoid: frozenset[int]) -> ActorPhrase | None:
    """The state that the sentence names last before the word and that does not act on it: "Keld's president says the
    country will …", "she left Keld for Orm and urged the country to …"."""
    sentence = cast.sentence
    below = sentence.children[head]
    if not any(sentence.lemma_keys[c] in ("the", "that") for c in below):
        return None
    if sentence.lemma_keys[head] == "state" and not any(sentence.lemma_keys[c] in _OF_STATES for c in below):
        return None  # "the Gulf state", not "the state"
    if not is_described(cast, head):
        return None
    subjects = acting_on(cast, head)
    acting = {p.country for h in (*avoid, *subjects) if h not in cast.busy for p in cast.own(h)}
    apart = {word for subject in subjects for word in sentence.subtree(subject)}
    if not named_elsewhere(cast, head, apart):
        # "Keld's troops in Orm left the country"
        apart -= {w for w in apart if cast.clauses.preposition(w) == "in"}
    named: str | None = None
    told: set[str] = set()
    for mention in cast.mentions:
        if mention.last > head:
            break
        if mention.aside or mention.head in apart:
            continue
        kind = mention.entry.kind
        if kind == "person":
            found = {p.country for p in cast.own(mention.head) if p.country} if mention.head not in cast.busy else set()
        else:
            found = {mention.entry.code(cast.date)[:3]}
        found = {c for c in found - acting - ENTITIES if is_of_sort(sentence.lemma_keys[head], c)}
        if kind == "country":
            named = next(iter(found), named)
        elif kind in _TELLING:
            told |= found
    country = named or (told.pop() if len(told) == 1 else None)
    return ActorPhrase(sentence, (head, head + 1), head, country=country, kind="country") if country else None


def named_elsewhere(cast: Cast, head: int, apart: set[int]) -> bool:
    """Whether the sentence names a state before the word outside of some words."""
    return any(m.last <= head and not m.aside and m.head not in apart for m in cast.mentions)


def country_of_subject(previous: Cast, cast: Cast, head: int, near: set[str]) -> ActorPhrase | None:
    """ "Keld's president resigned. The country has …": the state of whom the sentence before tells first."""
    told = previous.salient()
    first = told if cast.sentence.deprels[head] == "nsubj:pass" else told[:1]
    countries = {p.country for group in first for p in group if p.country and p.country not in ENTITIES} - near
    if len(countries) != 1:
        return None
    return ActorPhrase(cast.sentence, (head, head + 1), head, country=countries.pop(), kind="country")


def other_named(previous: Cast, cast: Cast, head: int, near: set[str]) -> ActorPhrase | None:
    """ "Keld cut ties with Orm. It accused the country of …": the one other state that the sentence before names."""
    named = {m.entry.code(cast.date)[:3] for m in previous.mentions if m.entry.kind == "country" and not m.aside}
    named -= near | ENTITIES
    if len(named) != 1:
        return None
    return ActorPhrase(cast.sentence, (head, head + 1), head, country=named.pop(), kind="country")


def is_described(cast: Cast, head: int) -> bool:
    """Whether what stands below such a noun only says of what sort the country is: "the West African nation"."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        relation = sentence.deprels[child]
        if relation in _DESCRIBING and (child > head or sentence.lemma_keys[child] in _OTHERS):
            return False
        if relation in ("nmod:poss", "acl:relcl") and child < head:
            return False
    return True


def neighbour_of(cast: Cast, head: int) -> ActorPhrase | None:
    """ "Its northern neighbour", "Keld's neighbour": the state of which the story tells most that borders on whose
    neighbour it is."""
    sentence = cast.sentence
    if sentence.xpos[head] != "NN" or cast.memory is None:
        return None
    if any(sentence.deprels[c] == "appos" for c in sentence.children[head]):
        return None  # "its neighbour Keld"
    for child in sentence.children[head]:
        if sentence.deprels[child] != "nmod:poss" or child in cast.busy:
            continue
        owners = {p.country for p in cast.own(child) if p.country and p.country not in ENTITIES}
        if not owners:
            return None
        counts = cast.memory.countries().items()
        named = {c: n for c, n in counts if c not in owners and all(are_neighbours(c, owner) for owner in owners)}
        most = [c for c, n in named.items() if n == max(named.values())]
        if len(most) == 1:
            return ActorPhrase(sentence, (head, head + 1), head, country=most[0], kind="country")
    return None


def own_people(cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The general urged [the nation] to stay calm": those who live there, where one of its own speaks to them."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if sentence.lemma_keys[head] not in _PEOPLED or verb < 0 or sentence.lemma_keys[verb] not in _ADDRESSING:
        return []
    if sentence.deprels[head] not in ("obj", "obl") or sentence.upos[verb] != "VERB":
        return []
    speakers = [p for a in cast.clauses.verb(verb).agents if a not in cast.busy for p in cast.own(a)]
    homes = {p.country for p in speakers if p.resolved and p.sectors}
    home = homes.pop() if len(homes) == 1 and len(speakers) == 1 else None
    if home is None or home in ENTITIES:
        return []
    named = {m.entry.code(cast.date)[:3] for m in cast.mentions if m.entry.kind in ("country", "capital")} - {home}
    if named:
        return []
    return [ActorPhrase(sentence, (head, head + 1), head, country=home, sectors=("CVL",), kind="agent")]


def acting_on(cast: Cast, head: int) -> list[int]:
    """Who does something to the country: the subject of its clause, if it is none itself."""
    sentence = cast.sentence
    if sentence.deprels[head] in _SUBJECT:
        return []
    verb = sentence.heads[head]
    while verb >= 0 and sentence.upos[verb] not in ("VERB", "AUX"):
        verb = sentence.heads[verb]
    return list(cast.clauses.verb(verb).agents) if verb >= 0 else []

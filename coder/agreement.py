"""Which actors a pronoun can stand for by its kind and number, wherever they stand.

In: the form of the pronoun, a phrase and the cast of its sentence. Out: whether they fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .how_many import are_two

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase
    from .cast import Cast

SPEAKER = frozenset({"i", "we", "my", "our", "me", "us", "ours", "mine", "myself", "ourselves"})
THING = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "their", "them", "theirs", "themselves", "both", "each"})
PERSON = frozenset({"he", "his", "him", "himself", "she", "her", "hers", "herself"})
#: Who is not meant by a pronoun.
_WOMEN = frozenset({"woman", "girl", "mother", "wife", "daughter", "sister", "actress", "schoolgirl", "widow", "nun"})
_MEN = frozenset({"man", "boy", "father", "husband", "son", "brother", "businessman", "schoolboy", "policeman", "imam"})
_NOT_MEANT = {
    **dict.fromkeys(("he", "him", "his", "himself"), _WOMEN),
    **dict.fromkeys(("she", "hers", "herself"), _MEN),
}
PRONOUNS = SPEAKER | THING | PLURAL | PERSON
HE = frozenset({"he", "him", "his", "himself"})
SHE = PERSON - HE
#: What everybody has of his own: "hold its fire", "boycotted their classes".
UNSHARED = frozenset({"class", "duty", "exam", "fire", "job", "lecture", "lesson", "shift", "work"})

#: Where something happens is seldom what a pronoun means.
_LOCATES = frozenset({"in", "at", "near"})
PLACES = frozenset({"place", "capital", "region"})
#: What has no will of its own, and what it does.
_HAPPENING = frozenset(
    {"attack", "blast", "blockade", "bombing", "campaign", "conflict", "crisis", "cyclone", "drought", "earthquake",
     "epidemic", "explosion", "famine", "fighting", "flood", "hurricane", "insurgency", "offensive", "operation",
     "outbreak", "quake", "raid", "rebellion", "siege", "storm", "strike", "unrest", "uprising", "violence", "war"}
)  # fmt: skip
_BRINGING = frozenset(
    {"begin", "bring", "cause", "claim", "cost", "cut", "damage", "destroy", "devastate", "displace", "draw", "drive",
     "end", "follow", "force", "hit", "injure", "kill", "leave", "plunge", "prompt", "push", "shake", "spark", "spread",
     "threaten", "trigger", "unleash", "uproot", "wound"}
)  # fmt: skip
#: What those do not do themselves who only tell of it.
_BY_FORCE = frozenset({"arrest", "attack", "bomb", "burn", "detain", "kill", "loot", "raid", "seize", "shell", "shoot"})
#: Bodies that may act, though no dictionary knows which is meant.
_BODIES = frozenset(
    {"agency", "association", "bank", "board", "body", "commission", "committee", "company", "council", "court", "firm",
     "institute", "network", "newspaper", "panel", "station", "team", "tribunal", "union", "university"}
)  # fmt: skip


def is_unknown_people(cast: Cast, phrase: ActorPhrase) -> bool:
    """ "The Madhesis": a people that no dictionary knows."""
    return phrase.kind == "name" and not phrase.resolved and cast.sentence.xpos[phrase.head] == "NNPS"


def is_happening(cast: Cast, word: int, previous: Cast) -> bool:
    """ "The war broke out in May. It has killed thousands": what the sentence before is about, and nobody."""
    if cast.sentence.lemma_keys[cast.sentence.heads[word]] not in _BRINGING:
        return False
    before = previous.sentence
    subjects = [c for c in before.children[before.heads.index(-1)] if before.deprels[c].startswith("nsubj")]
    return any(before.lemma_keys[c] in _HAPPENING for c in subjects)


def is_after_body(cast: Cast, word: int) -> bool:
    """ "The commission declared a winner, and Orm accused it": a body of which it is not known whose it is."""
    sentence = cast.sentence
    for other in range(word):
        if sentence.deprels[other] == "nsubj" and sentence.lemma_keys[other] in _BODIES and other not in cast.busy:
            definite = any(sentence.lemma_keys[c] == "the" for c in sentence.children[other])
            if definite and not any(p.resolved for p in cast.own(other)):
                return True
    return False


def agrees(lemma: str, phrase: ActorPhrase, group: list[ActorPhrase], cast: Cast) -> bool:
    """Whether a phrase, one of a coordinated group, can be what the pronoun ``lemma`` means."""
    if not phrase.resolved and phrase.code is None:
        return False
    if not phrase.resolved and phrase.kind == "agent" and _is_instrument(cast, phrase.head):
        return False  # "with drones, and brought a case against it"
    person = cast.is_person(phrase)
    if lemma in PERSON:
        other = phrase.kind == "agent" and cast.sentence.lemma_keys[phrase.head] in _NOT_MEANT.get(lemma, ())
        return person and len(group) == 1 and not other
    if lemma in THING:
        known = phrase.kind in ("agent", "force") and phrase.head < len(cast.sentence)
        many = (known and _are_persons(cast, phrase.head)) or phrase.text.lower() in PLURAL
        return not person and len(group) == 1 and phrase.kind != "people" and not many
    if lemma in ("both", "each"):
        return len(group) == 2 or (phrase.kind == "agent" and are_two(cast, phrase.head))
    return not person or len(group) > 1 or phrase.kind == "people"


def state_behind(lemma: str, group: list[ActorPhrase], cast: Cast) -> list[ActorPhrase]:
    """ "Zorvian jets struck a day after [its] envoy was shot": the state whose they are, since "its" is not theirs."""
    phrase = group[0]
    if lemma != "its" or len(group) > 1 or not phrase.resolved or phrase.sectors != ("MIL",):
        return []
    if phrase.country in ENTITIES or not _are_persons(cast, phrase.head):
        return []
    state = phrase.copy()
    state.kind = "country"
    state.assign(phrase.country or "", ())
    return [state]


def is_other_pronoun(cast: Cast, lemma: str, group: list[ActorPhrase]) -> bool:
    """ "Keld disbanded it, but they …": what "it" means is not what "they" mean."""
    others = THING if lemma in PLURAL else PLURAL if lemma in THING else frozenset()
    if lemma in HE | SHE:  # "she urged him to stop, but he refused"
        others = SHE if lemma in HE else HE
    return any(cast.sentence.forms[p.head].lower() in others for p in group) or _as_what(cast, lemma, group)


def is_where(cast: Cast, phrase: ActorPhrase) -> bool:
    """Whether a place only tells where something happened ("met [in Keld City]. They …")."""
    return phrase.kind in PLACES and cast.clauses.preposition(phrase.head) in _LOCATES


def names_where(cast: Cast, word: int) -> bool:
    """ "The U.N. mission [in Zorvia] said its convoy …": where a known body is, beside which it stands."""
    body = cast.sentence.heads[word]
    if cast.clauses.preposition(word) not in _LOCATES or body in cast.busy:
        return False
    owners = {p.country for p in cast.own(body) if p.resolved and not cast.is_person(p)}
    return bool(owners) and owners.isdisjoint({p.country for p in cast.own(word)})


def _are_persons(cast: Cast, head: int) -> bool:
    """Whether a noun means several persons ("militants"); "customs" is one body."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    if hit is None and cast.sentence.xpos[head] == "NNS":
        return any(p.kind == "force" for p in cast.own(head))  # "paramilitaries"
    if hit is None or cast.sentence.xpos[head] != "NNS":
        return False
    return hit.agent.kind == "person" or hit.agent.instrument  # also "drones"


def _is_instrument(cast: Cast, head: int) -> bool:
    """Whether a phrase means weapons."""
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head) if head < len(cast.sentence) else None
    return hit is not None and hit.agent.instrument


def is_plural(cast: Cast, group: list[ActorPhrase]) -> bool:
    """Whether a phrase of this sentence names several ("the rebels", "Keld and Orm"), not one body."""
    if len(group) == 1 and group[0].kind == "country" and not group[0].sectors:
        return False  # "the United States", "the Philippines"
    return len(group) > 1 or group[0].kind == "people" or cast.sentence.xpos[group[0].head] in ("NNS", "NNPS")


def is_kind(phrase: ActorPhrase, kinds: frozenset[str]) -> bool:
    if phrase.kind in kinds or phrase.country in kinds:
        return True
    return bool(kinds.intersection(phrase.sectors)) or ("any" in kinds and phrase.resolved)


def only_saw_it(cast: Cast, word: int, group: list[ActorPhrase]) -> bool:
    """ "Residents said they had arrested ten": not the residents."""
    keys = cast.sentence.lemma_keys
    return keys[cast.sentence.heads[word]] in _BY_FORCE and all(keys[p.head] in cast.words.witness for p in group)


def _as_what(cast: Cast, lemma: str, group: list[ActorPhrase]) -> bool:
    """ "Praised Doe [as a brave man]": what somebody is said to be is nobody else."""
    heads = [p.head for p in group if p.head < len(cast.sentence)]
    return lemma in PERSON and bool(heads) and all(cast.clauses.preposition(h) == "as" for h in heads)


def rather(one: list[ActorPhrase], other: list[ActorPhrase]) -> list[ActorPhrase]:
    """Whom "they" rather means: an armed group than the government beside it, else the first."""
    state = all(p.kind in ("country", "agent") and set(p.sectors) <= {"GOV"} for p in one)
    armed = all(p.kind in ("group", "party") and "REB" in p.sectors for p in other)
    return other if not one or (state and armed) else one

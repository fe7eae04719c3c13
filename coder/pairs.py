"""Who "the two sides", "both leaders", "the neighbours", "the four countries" are.

In: the casts of a document, and the word. Out: the actors, or [] where the story leaves it open. Tried in this order:
names that the same sentence has joined before the word; what the last sentences told of several together; of two, the
countries that the story names most; the countries of the sentence before, where they are as many. Who acts on them is
none of them ("Orm urged both sides").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .borders import are_neighbours
from .told import CAMPS, camp

if TYPE_CHECKING:
    from .cast import Cast
    from .discourse import Discourse

#: Nouns for several persons or bodies of the states that the story is about.
OF_STATES = frozenset(
    {"leader", "president", "minister", "government", "army", "military", "diplomat", "official", "negotiator",
     "neighbour", "neighbor", "envoy", "delegation", "head", "monarch", "man"}
)  # fmt: skip
#: Those of them, and those of the sides, that need no number: "the neighbours", "the old rivals".
_OPPOSITE = frozenset({"neighbour", "neighbor", "rival", "foe", "enemy", "side"})
#: Those who are against whose they are: "their rivals".
_FOES = frozenset({"rival", "foe", "enemy"})
_BORDERING = frozenset({"neighbour", "neighbor"})
#: Nouns for states, which a union of them is not.
_LANDS = frozenset({"country", "nation", "state", "neighbour", "neighbor"})
#: Those who meet, in the plural.
_MEETING = frozenset({"leader", "president", "minister"})
_LEADERS = ("leaders", "presidents", "ministers", "rivals")
_COUNT = {"two": 2, "both": 2, "each": 2, "warring": 2, "opposing": 2, "rival": 2, "neighbouring": 2, "neighboring": 2,
          "feuding": 2, "three": 3, "four": 4, "five": 5, "six": 6}  # fmt: skip
_ANOTHER = frozenset({"neighbouring", "neighboring", "rival"})
DEFINITE = frozenset({"the", "these", "those"})
_OPEN = frozenset({"all", "any", "no", "other", "some"})
#: How often a story names whom it is about.
_MUCH = 3
#: The two who are against each other, and who leads them.
LEADING_SIDES = frozenset({"camp", "general", "strongman", "warlord"})
#: … and one of two whom the sentence before names.
_AGAIN = 2
#: How many sentences back those who are meant may stand.
_BACK = 3
#: What is no side of a quarrel between states.
_NO_SIDES = ENTITIES - {"EUR"}
#: Sectors of those who are no sides of a quarrel between camps or states.
_IN_THE_STREETS = (("COP",), ("CVL",), ("EDU",), ("LAB",), ("REF",))
_STATES = frozenset({"country", "capital", "demonym", "metonym", "person", "place"})
_ASKED = frozenset({"obj", "iobj", "obl"})
#: Relations of "the two" where it stands for those two.
_ALONE = frozenset({"nsubj", "obj", "nsubj:pass"})


def several(discourse: Discourse, cast: Cast, head: int) -> list[ActorPhrase]:
    """The actors that such a word stands for."""
    lemma = cast.sentence.lemma_keys[head]
    if lemma not in cast.words.side and lemma not in OF_STATES and lemma not in LEADING_SIDES | {"two", "pair", "duo"}:
        return []
    if lemma in LEADING_SIDES and _number(cast, head) == 2:
        return discourse.story.adversaries()
    if lemma in _FOES and (foes := _foes(discourse, cast, head)):
        return foes
    number = _number(cast, head)
    if not number:
        return []
    acting = _acting(cast, head)
    asked = bool(acting)
    if lemma in _LANDS:
        acting |= ENTITIES  # "Zorvia and Keld signed. The European Union said the two countries …"
    if number < 0 and lemma == "party":
        return discourse.story.two_sides(cast)
    if number < 0:  # "the leaders"
        at = discourse.casts.index(cast)
        found = discourse.story.together(discourse.casts[at - 1]) if at else []
        return found if _fits(found, len(found), acting) and len(found) > 1 else []
    found = _joined(cast, head, number, acting) or _met_before(cast, head, number, acting)
    found = found or _told(discourse, cast, number, lemma, acting)
    named = _Named(discourse, cast, head, acting)
    if lemma in _BORDERING and (pair := named.neighbours()):
        found = pair
    if lemma in ("pair", "duo"):  # nobody's only because the story names two countries
        return found or discourse.story.people(_are_two)
    quarrel = lemma in _FOES or (acting and lemma in CAMPS) or (asked and lemma in _LANDS - _BORDERING)
    against = discourse.story.adversaries() if number == 2 and quarrel else []
    if lemma in _LANDS and len({p.country for p in against}) < number:
        against = []
    at_home = len({p.country for p in against}) == 1  # "bishops in Keld urged the two rivals to talk"
    others = bool(against) and (at_home or acting.isdisjoint(p.country for p in against if p.country))
    if others and lemma in _FOES:
        return against if len({p.country for p in against}) == 1 else [_as(cast, head, p, lemma) for p in against]
    if others and (not found or not _at_odds(found, against)):
        return against if at_home else [_as(cast, head, p, lemma) for p in against]
    if lemma == "man":  # "the two men": of whom the sentence before tells
        at = discourse.casts.index(cast)
        both = discourse.story.together(discourse.casts[at - 1]) if at and not found else found
        if len(both) == number:
            return both
        return discourse.story.people(_are_leaders) if sentence_subject(cast, head) else []
    if not found or (number == 2 and named.only_in_passing(found)):
        against = discourse.story.adversaries() if number == 2 and lemma in CAMPS else []
        if against and acting.isdisjoint(p.country for p in against if p.country):
            return against if len({p.country for p in against}) == 1 else [state_of(p) for p in against]
        most = named.most(number)
        if lemma in _FOES and len(most) == 2 and not discourse.story.deal_with_each_other(*(p.country for p in most)):
            return []  # nobody's rivals only because one sentence names both
        return [_as(cast, head, p, lemma) for p in most]
    if len({p.country for p in found}) < number:
        return found  # "the government of Zorvia and its rebels"
    return [_as(cast, head, p, lemma) for p in found]


def _are_two(phrase: ActorPhrase) -> bool:
    """ "Two captive soldiers"."""
    return phrase.resolved and bool(phrase.sectors) and phrase.text.lower().split(" ")[0] in ("two", "2")


def _are_leaders(phrase: ActorPhrase) -> bool:
    return phrase.resolved and phrase.sectors == ("GOV",) and any(w in phrase.text.lower() for w in _LEADERS)


def sentence_subject(cast: Cast, head: int) -> bool:
    """Whether those who are told of do something, or have somebody between them; others are killed or arrested."""
    return cast.sentence.deprels[head] in ("nsubj", "obl:agent") or cast.clauses.preposition(head) == "by"


def _at_odds(pair: Sequence[ActorPhrase], against: Sequence[ActorPhrase]) -> bool:
    """Whether two of whom the story has just told together are rather meant than its adversaries; not where only one of
    them is an adversary: "Keld and Orm are at war. Tave's president phoned Keld's. Brin called for calm on both
    sides"."""
    return len({p.country for p in pair} & {p.country for p in against}) != 1


def _foes(discourse: Discourse, cast: Cast, head: int) -> list[ActorPhrase]:
    """ "The army vowed to drive out its rivals": the other one of the two camps that the story tells of."""
    sentence = cast.sentence
    for child in sentence.children[head]:
        if sentence.deprels[child] == "nmod:poss" and sentence.upos[child] == "PRON" and child not in cast.busy:
            owners = {camp(p) for p in cast.own(child) if p.resolved}
            both = discourse.story.adversaries()
            others = [p for p in both if camp(p) not in owners]
            return others if len(both) == 2 and len(others) == 1 else []
    return []


def _number(cast: Cast, head: int) -> int:
    """How many are meant; 0 where the word does not take up anybody, -1 where no number stands with it."""
    sentence = cast.sentence
    keys, deprels = sentence.lemma_keys, sentence.deprels
    children = sentence.children[head]
    if keys[head] in _FOES and any(deprels[c] == "acl:relcl" for c in children):
        return 0  # "the enemies it is fighting"
    below = {keys[c] for c in children if c < head and deprels[c] != "case"}
    if not _OPEN.isdisjoint(below):
        return 0
    definite = not DEFINITE.isdisjoint(below)
    if keys[head] == "two":
        bare = definite and deprels[head] in _ALONE and not any(c > head and deprels[c] == "nmod" for c in children)
        return 2 if bare else 0  # "the two agreed"
    if keys[head] in ("pair", "duo"):
        return 2 if definite and not any(c > head and deprels[c] == "nmod" for c in children) else 0
    plural = sentence.xpos[head] in ("NNS", "NNPS")
    number = max((_COUNT.get(word, 0) for word in below), default=0)
    if not plural and not below.isdisjoint(_ANOTHER):
        return 0  # "the neighbouring country" is one
    if not number and definite and plural and keys[head] in _OPPOSITE:
        number = 2
    if not number and keys[head] == "party" and plural and below == {"the"}:
        return -1  # "the parties", of talks or a war that was told of
    if not number and plural and keys[head] in _MEETING and below == {"the"}:
        return -1
    if (number > 2 and not definite) or ("each" in below and keys[head] != "side"):
        return 0  # "three countries", "each party"
    if keys[head] in OF_STATES and not (definite or "both" in below):
        return 0  # "two ministers resigned"
    owned = any(deprels[c] == "nmod:poss" or (deprels[c] == "nmod" and cast.clauses.preposition(c) == "of")
                for c in children)  # fmt: skip
    return 0 if owned and keys[head] not in CAMPS else number


def _acting(cast: Cast, head: int) -> set[str]:
    """The countries of whose deed the word is the object: "Orm urged both sides"."""
    sentence = cast.sentence
    node, verbs = head, 0  # "Orm welcomed the release and urged both sides"
    for _ in range(4):
        below, node = node, sentence.heads[node]
        if node < 0 or sentence.deprels[below].startswith("nsubj"):
            return set()
        verbs += below != head and sentence.deprels[below] == "conj" and sentence.upos[below] == "VERB"
        subjects = [c for c in sentence.children[node] if sentence.deprels[c] == "nsubj"]
        if subjects:
            heads = [h for s in subjects for h in cast.clauses.conjuncts(s) if h not in cast.busy]
            if all(sentence.xpos[s] in ("WP", "WDT") for s in subjects):  # "Orm's envoy, who will visit both countries"
                heads = [h for h in cast.clauses.verb(node).agents if h not in cast.busy]
            direct = below == head or (verbs == 1 and sentence.heads[head] == below)
            direct = direct and sentence.deprels[head] in _ASKED
            found = {p.country for h in heads for p in cast.own(h) if p.country}
            return found if direct or len(found) == 1 else set()
    return set()


def _fits(group: Sequence[ActorPhrase], number: int, acting: set[str]) -> bool:
    """Whether a group is of so many countries, none of them one that acts on it."""
    countries = {p.country for p in group}
    return len(group) == len(countries) == number and None not in countries and acting.isdisjoint(
        c for c in countries if c
    )


def _joined(cast: Cast, head: int, number: int, acting: set[str]) -> list[ActorPhrase]:
    """ "Zorvia and Keld met, and the two sides agreed": names that the same sentence has joined before."""
    for mention in cast.mentions:
        if mention.last > head:
            break
        if mention.aside or mention.head in cast.busy:
            continue
        joined = cast.clauses.conjuncts(mention.head)
        if len(joined) == number and all(h < head and h not in cast.busy for h in joined):
            group = [p for h in joined for p in cast.own(h)]
            if _fits(group, number, acting):
                return group
    return []


def _met_before(cast: Cast, head: int, number: int, acting: set[str]) -> list[ActorPhrase]:
    """ "Keld's minister met his Ormish counterpart, and the two agreed": subject and object of the verb before."""
    sentence = cast.sentence
    verb = sentence.heads[head]
    if number != 2 or verb < 0 or sentence.deprels[verb] != "conj" or not sentence.deprels[head].startswith("nsubj"):
        return []
    clause = cast.clauses.verb(sentence.heads[verb])
    others = clause.objects or [o.head for o in clause.obliques if o.preposition == "with"]
    heads = [h for h in (*clause.agents, *others) if h < head and h not in cast.busy]
    group = [p for h in heads for p in cast.own(h) if p.resolved]
    return group if len(heads) == 2 and _fits(group, 2, acting) else []


def _told(discourse: Discourse, cast: Cast, number: int, lemma: str, acting: set[str]) -> list[ActorPhrase]:
    """Those of whom the last sentences told together."""
    at = discourse.casts.index(cast)
    for previous in reversed(discourse.casts[max(0, at - _BACK) : at]):
        together = discourse.story.together(previous)
        if lemma not in ("two", "pair", "duo") and any(p.sectors in _IN_THE_STREETS for p in together):
            together = []  # "police clashed with students. … both governments"
        apart = len(together) == len({p.code for p in together}) == number
        if apart and (lemma in OF_STATES or lemma in CAMPS or lemma in ("two", "pair", "duo")):
            return together  # "the president and the rebel leader … both leaders"
        for group in (together, *previous.salient()):
            if _fits(group, number, acting):
                return group
    if lemma in CAMPS and number == 2:
        told = discourse.story.two_sides(cast)
        if told and acting.isdisjoint(p.country for p in told if p.country):
            return told
    return []


class _Named:
    """The countries that the story has named up to a word: how often, and as whom."""

    def __init__(self, discourse: Discourse, cast: Cast, head: int, acting: set[str]) -> None:
        self._story = discourse.story
        self.counts: dict[str, int] = {}
        self._sentences: dict[str, set[int]] = {}
        self._found: dict[str, ActorPhrase] = {}
        self._near: dict[str, None] = {}  # in the sentence before or in this one
        at = discourse.casts.index(cast)
        for place, other in enumerate(discourse.casts[: at + 1]):
            for mention in other.mentions:
                if other is cast and mention.first >= head:
                    break
                if mention.aside or mention.entry.kind in ("media", "ignore"):
                    continue
                for phrase in other.own(mention.head):
                    country = phrase.country
                    if not phrase.resolved or not country or country in _NO_SIDES or country in acting:
                        continue
                    self.counts[country] = self.counts.get(country, 0) + 1
                    self._sentences.setdefault(country, set()).add(place)
                    if place >= at - 1 and mention.entry.kind in _STATES:
                        self._near[country] = None
                    if country not in self._found or (self._found[country].sectors and not phrase.sectors):
                        self._found[country] = phrase
        self._ranked = sorted(self.counts, key=lambda code: -self.counts[code])

    def most(self, number: int) -> list[ActorPhrase]:
        """The two countries that are named most, where no third is named as often; else the countries of the sentence
        before and of this one, where they are as many as the word says."""
        counts, ranked = self.counts, self._ranked
        if number == 2 and len(self._near) == 2 and ranked[0] in self._near and ranked[1] not in self._near:
            other = next(code for code in self._near if code != ranked[0])
            if counts[other] >= _AGAIN:  # "Keld denied it and said Orm … The two countries": not those of a war before
                return [self._found[code] for code in (ranked[0], other)]
        if number == 2 and len(ranked) > 1 and not self._together(ranked[0], ranked[1]):
            return []
        if number == 2 and len(ranked) >= 2 and (len(ranked) == 2 or counts[ranked[1]] > counts[ranked[2]]):
            return [self._found[code] for code in ranked[:2]]
        return [self._found[code] for code in self._near] if len(self._near) == number else []

    def _together(self, one: str, other: str) -> bool:
        """Whether a sentence names both, or something was told that one does to the other."""
        beside = self._sentences[one] & self._sentences[other]
        return bool(beside) or self._story.deal_with_each_other(one, other)

    def neighbours(self) -> list[ActorPhrase]:
        """The two countries that are named most, if they border on each other and the story is about them."""
        ranked = self._ranked
        if len(ranked) < 2 or self.counts[ranked[1]] < _MUCH or not are_neighbours(ranked[0], ranked[1]):
            return []
        return self.most(2)

    def only_in_passing(self, group: Sequence[ActorPhrase]) -> bool:
        """Whether the story is about two other countries and names those of a group in one sentence only ("Orm and Tave
        offered to mediate. … both governments")."""
        told = {country: len(places) for country, places in self._sentences.items()}
        ranked = sorted(told, key=lambda code: -told[code])
        if len(ranked) < 4 or told[ranked[1]] < _MUCH or told[ranked[1]] <= told[ranked[2]]:
            return False
        return any(p.country and p.country not in ranked[:2] and told.get(p.country, 0) <= 1 for p in group)


def _as(cast: Cast, head: int, phrase: ActorPhrase, lemma: str) -> ActorPhrase:
    """An actor as the word calls him: "both leaders" are of their governments, "both countries" are states."""
    if lemma in ("two", "pair", "duo") or (lemma in CAMPS and phrase.kind in ("group", "party")):
        return phrase  # "Hamas"
    if lemma not in OF_STATES or lemma in _OPPOSITE:
        return state_of(phrase)
    hit = cast.phrases.dictionary.agents.at(cast.sentence, head)
    if hit is None or lemma == "man" or (phrase.kind == "person" and phrase.sectors):
        return phrase
    copy = phrase.copy()
    copy.assign(phrase.country or "", hit.agent.sectors)
    copy.name = copy.id = None
    return copy


def state_of(phrase: ActorPhrase) -> ActorPhrase:
    """The country of an actor, as an actor."""
    if not phrase.sectors:
        return phrase
    copy = phrase.copy()
    copy.code, copy.sectors, copy.name, copy.id = phrase.country, (), None, None
    return copy

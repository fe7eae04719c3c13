"""What the modifiers of a noun say about it: the country, the organisation or the sector it belongs to.

For the head noun of a phrase this collects *owners*: a possessor ("Zorvia's envoy"), an adjective or noun before it
("Zorvian envoy", "army chief"), a phrase after it ("envoy of Zorvia", "rebels in eastern Keld"). Each construction is
a small function; ``combine`` then joins what they say with what the noun itself says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .camps import against, is_opposed, of_leader
from .names import HYPHENS
from .owner import Owner
from .owner_led import STATELESS, leading

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase
    from .actors import Mention
    from .agents import AgentHit
    from .sentence import Sentence
    from .strangers import Strangers

# Left modifiers; parsers disagree on compound, nmod and amod, and all mean the same here.
_LEFT = frozenset(
    ["amod", "compound", "nmod", "nmod:poss", "nmod:desc", "nmod:unmarked", "flat", "dep", "obl:unmarked"]
)
_RIGHT = frozenset(["nmod", "obl", "nmod:of", "dep"])
# Prepositions after a noun that say whose it is; the second kind says only where.
_OF = frozenset(["of", "from", "for", "at"])
_IN = frozenset(["in", "inside", "within", "across", "throughout", "around"])
# What is struck stands in the country that it is near.
_NEAR = frozenset(["near", "outside"])
_STANDING = frozenset(["base", "camp", "depot", "facility", "installation", "position", "site", "target", "airfield"])
# Where a state is abroad.
_MISSIONS = frozenset(["consulate", "embassy", "legation"])
_STRUCK = frozenset(["attack", "besiege", "bomb", "hit", "ransack", "shell", "storm", "strike", "target", "torch"])
# What is done to the place behind "of".
_STRIKING = frozenset(["bombing", "shelling", "bombardment", "invasion"])
_EDGES = frozenset(["border", "frontier", "boundary"])
_CREW: dict[tuple[str, ...], tuple[str, ...]] = {("MNC", "MIL"): ("LAB",), ("MNC", "LAB"): ("LAB",), ("NGO", "CVL"): ()}
# What officials of an international body keep of their own sector: "UN peacekeepers" are UNOMIL, "UN officials" UNO.
_KEPT_BY_ENTITIES = frozenset(["MIL", "COP", "JUD", "LEG", "JRN", "MED", "CVL", "REF"])
# Troops that are named after their leader, and what may stand between: "US-led multinational task force".
# Armed groups: their gunmen, bombers and soldiers are the group's.
_BANDS = frozenset(["REB", "PRM", "CRM"])
_ARMS = frozenset(["UAF", "MIL", "PRM"])
_TROOPS = frozenset(["troop", "troops", "force", "forces", "soldier", "peacekeeper", "contingent", "base"])
_ABROAD = frozenset(
    ["coalition", "foreign", "international", "multinational", "allied", "occupation", "occupying", "western"]
)
_LOYAL = frozenset(["loyal", "allegiant", "belong", "faithful"])
_BACKING = frozenset(["back", "support"])
# Who serves whom ("an adviser to Doe"), and heads of states that universities, unions and clubs have as well.
_SERVING = frozenset(["adviser", "advisor", "aide", "assistant", "counsel", "confidant"])
_PRESIDING = frozenset(
    ["chief executive", "president", "vice president", "vice-president", "chancellor", "vice chancellor"]
)
_OF_ANYTHING = frozenset(["general secretary", "secretary general", "secretary-general", "supreme leader"])
_COUNCILS = frozenset(["leadership", "leadership council", "supreme council", "shura council", "high council"])
_SOCIETY = frozenset(["EDU", "BUS", "LAB", "SOC", "MED", "REL", "AGR", "JRN", "PTY"])
# Sectors of people that an attribute specifies: "student protesters" are EDU, "union activists" LAB.
_PLAIN_PEOPLE = frozenset(["CVL"])


def owners(reading: Strangers, head: int, depth: int) -> list[Owner]:
    """All owners of a noun, its own and those that it shares with its conjuncts."""
    found = [*_own(reading, head, depth), *leading(reading, head)]
    if not any(owner.country for owner in found):
        found.extend(_shared(reading, head, depth))
    return found


def _own(reading: Strangers, head: int, depth: int) -> Iterator[Owner]:
    last: Owner | None = None
    for child in reading.sentence.children[head]:
        relation = reading.sentence.deprels[child]
        if child < head:
            if relation in _LEFT:
                for owner in left(reading, child, relation, depth):
                    # "five Zorvian and three Keldish soldiers" may hang both on the noun
                    between = range(last.last, owner.first) if last is not None and last.country else ()
                    if any(reading.sentence.upos[word] == "CCONJ" for word in between):
                        owner.joined = True
                    last = owner
                    yield owner
        elif relation in _RIGHT:
            yield from right(reading, child, depth)
        elif relation in ("amod", "acl") and (
            reading.sentence.lemma_keys[child] in _LOYAL
            or (reading.sentence.lemma_keys[child] in _BACKING and reading.sentence.lemma_keys[head] in _TROOPS)
        ):  # "forces loyal to Doe", "troops backing Doe"
            yield from _lord(reading, child, depth)


def left(reading: Strangers, child: int, relation: str, depth: int) -> Iterator[Owner]:
    """A modifier before the noun: "Zorvia's", "Zorvian", "army", "Keld and Zorvian", "eastern Zorvia's"."""
    strength = 3 if relation == "nmod:poss" else 2
    mention = reading.mention_at(child)
    if mention is not None:
        if mention.aside:
            yield from (Owner(mention.first, mention.last, *told, strength) for told in of_leader(reading, mention))
            return
        phrase = reading.named(child, mention)
        if phrase is not None:
            yield _of_phrase(phrase, strength)
            yield from _hyphened(reading, mention, strength)
            yield from _conjoined(reading, child, strength)
        return
    if relation == "nmod:poss":
        phrase = reading.read(child, depth + 1)
        if phrase is not None and (phrase.code or phrase.hint):
            yield _of_phrase(phrase, strength)
            yield from _conjoined(reading, child, strength)
        return
    lemma = reading.sentence.lemma_keys[child]
    sector = reading.sorts.sector(lemma, "modifier")
    if sector is not None:
        if sector:
            yield Owner(child, child + 1, "", (sector,), "agent", strength)
            yield from _own(reading, child, depth + 1)  # "Zorvian army soldiers": the adjective may hang on "army"
        return
    if is_opposed(reading, child):
        yield Owner(child, child + 1, "", against(reading, child), "group", strength)
        return
    hit = reading.agents.at(reading.sentence, child)
    if hit is not None:
        agent = hit.agent
        yield Owner(hit.first, hit.last, agent.entity, agent.sectors, "agent", strength)
    if depth < 4:
        # "Zorvian army commander" may hang "Zorvian" on "army".
        yield from _own(reading, child, depth + 1)


def right(reading: Strangers, child: int, depth: int) -> Iterator[Owner]:
    """A phrase after the noun: "of Zorvia", "from Zorvia and Keld", "in eastern Keld", "of the Keld army"."""
    sentence = reading.sentence
    # The preposition may hang on the title: "supporters of President Doe".
    links = sentence.deprels
    titles = [c for c in sentence.children[child] if c < child and links[c] in ("nmod:desc", "compound")]
    cases = {
        sentence.lemma_keys[c] for word in (child, *titles) for c in sentence.children[word] if links[c] == "case"
    }
    noun = sentence.lemma_keys[sentence.heads[child]]
    if "at" in cases and reading.sorts.is_sort(noun, "force"):
        return  # "a bombing at a hotel in Keld" is nobody's yet
    if noun in _STRIKING and "of" in cases:
        return  # nor is "the shelling of a village in Keld"
    strength = 1 if cases & _OF or ("to" in cases and noun in _SERVING) else 0
    if not strength and noun in _MISSIONS and is_struck_abroad(sentence, sentence.heads[child]):
        return
    near = not strength and noun in _STANDING and sentence.lemma_keys[child] not in _EDGES and bool(cases & _NEAR)
    if not strength and not near and not cases & _IN:
        return
    if depth > 4:
        return
    phrase = reading.read(child, depth + 1)
    if phrase is None or not (phrase.code or phrase.hint):
        return
    if strength:
        yield _of_phrase(phrase, strength)
        yield from _conjoined(reading, child, strength)
    elif noun in _TROOPS and any(sentence.lemma_keys[c] in _ABROAD for c in sentence.children[sentence.heads[child]]):
        return  # "coalition troops in Keld" are not Keld's
    elif phrase.country or phrase.hint:
        # "officials in the army" would be fine, but "soldiers in the city": where one is gives only the country.
        yield Owner(phrase.words[0], phrase.words[1], phrase.country or phrase.hint or "", (), "where", 0)
        for owner in _conjoined(reading, child, 0):  # "bases in Zorvia and Keld"
            owner.kind, owner.sectors = "where", ()
            yield owner


def is_struck_abroad(sentence: Sentence, head: int) -> bool:
    """ "Gunmen attacked [its embassy in Keld]": whose it is says who suffers, and not where it stands."""
    owned = any(
        sentence.deprels[c] == "nmod:poss" and sentence.upos[c] == "PRON" for c in sentence.children[head]
    )
    return owned and sentence.lemma_keys[sentence.heads[head]] in _STRUCK


def _lord(reading: Strangers, child: int, depth: int) -> Iterator[Owner]:
    """ "Soldiers loyal to Doe": they are of Doe's country, and rebels if he is one."""
    sentence = reading.sentence
    for word in sentence.children[child] if depth < 4 else ():
        links = {sentence.lemma_keys[c] for c in sentence.children[word] if sentence.deprels[c] == "case"}
        if "to" in links or (sentence.deprels[word] == "obj" and not links):
            phrase = reading.read(word, depth + 1)
            if phrase is not None and phrase.country:
                kind = "group" if _BANDS.intersection(phrase.sectors[:1]) else "where"
                yield Owner(*phrase.words, phrase.country, phrase.sectors, kind, 1)


def _hyphened(reading: Strangers, mention: Mention, strength: int) -> Iterator[Owner]:
    """The other name of "Zorvian-Keldish", in the same token or joined by one that is a hyphen."""
    forms = reading.sentence.forms
    for other in reading.mentions:
        same = other is not mention and other.first < mention.last and mention.first < other.last
        low, high = (other, mention) if other.first < mention.first else (mention, other)
        apart = high.first - low.last == 1 and forms[low.last] in HYPHENS
        if (same or apart) and not other.aside:
            phrase = reading.named(other.head, other)
            if phrase is not None:
                owner = _of_phrase(phrase, strength)
                owner.joined = True
                yield owner


def _conjoined(reading: Strangers, child: int, strength: int) -> Iterator[Owner]:
    """Further names joined to an owner: "from Zorvia and Keld"."""
    for other in reading.sentence.children[child]:
        if reading.sentence.deprels[other] == "conj":
            mention = reading.mention_at(other)
            if mention is not None and not mention.aside:
                phrase = reading.named(other, mention)
                if phrase is not None:
                    owner = _of_phrase(phrase, strength)
                    owner.joined = True
                    yield owner


def _shared(reading: Strangers, head: int, depth: int) -> Iterator[Owner]:
    """Owners of a conjunct that hold here: "Zorvian lawmakers and officials", "lawmakers and officials from Keld"."""
    sentence = reading.sentence
    first = sentence.heads[head] if sentence.deprels[head] == "conj" else head
    group = [first, *(c for c in sentence.children[first] if sentence.deprels[c] == "conj" and c > first)]
    if len(group) < 2 or depth > 4:
        return
    own_start = any(c < head and sentence.deprels[c] in ("det", "nmod:poss") for c in sentence.children[head])
    hit = reading.agents.at(sentence, head)
    forces = hit is not None and _STATE_FORCES.issuperset(hit.agent.sectors)  # "rebel fighters and police"
    for other in group:
        if other == head or sentence.upos[other] not in ("NOUN", "PROPN"):
            continue
        for owner in _own(reading, other, depth + 1):
            before = owner.first < other
            if forces and before and not owner.country:
                continue
            if (before and other == first and head > first and not own_start) or (
                not before and owner.first > group[-1]
            ):
                owner.shared = True
                yield owner


def _of_phrase(phrase: ActorPhrase, strength: int) -> Owner:
    country = phrase.country or phrase.hint or ""
    return Owner(phrase.words[0], phrase.words[1], country, phrase.sectors, phrase.kind, strength)


def gives_way(reading: Strangers, head: int, hit: AgentHit, found: list[Owner]) -> bool:
    """Whether a noun's own sector gives way to its owner's: "police officer", "the president of Keld University"."""
    if hit.last - hit.first == 1 and reading.sorts.is_sort(reading.sentence.lemma_keys[head], "role"):
        return True
    if hit.agent.name in _OF_ANYTHING:
        return True
    if hit.agent.name in ("armed wing", "military wing"):
        return any(_BANDS.intersection(owner.sectors[:1]) for owner in found)
    if hit.agent.name in _COUNCILS and any(_BANDS.intersection(owner.sectors[:1]) for owner in found):
        return True
    return hit.agent.name in _PRESIDING and any(_SOCIETY.intersection(owner.sectors[:1]) for owner in found)


def combine(
    found: list[Owner], sectors: tuple[str, ...], entity: str, generic: bool
) -> list[tuple[str, tuple[str, ...], list[Owner]]]:
    """Joins a noun's own ``sectors`` and ``entity`` with its owners: a list of (country, sectors, owners that counted).

    More than one only where coordinated owners name several countries ("Keld and Zorvian officials"). ``generic`` is
    true of nouns whose sector an owner replaces ("leader", "officer").
    """
    countries = [owner for owner in found if owner.country]
    given = [owner for owner in found if owner.sectors and owner.kind not in ("person", "where")]
    own = _sectors(sectors, given, generic)
    if not countries:
        return [(entity, own, given)]
    # A people or faith without a state gives way to a country: "Kurdish rebels in Zorvia" are Zorvia's.
    # What belongs to a group stays the group's: "Islamic State positions in Zorvia".
    bands = [o for o in countries if o.country == "IMG" and o.kind == "group" and "CVL" not in own]
    states = [o for o in countries if o.country not in STATELESS or o in bands]
    countries = states or countries
    best = max(owner.strength for owner in countries)
    top = [owner for owner in countries if owner.strength == best]
    results: list[tuple[str, tuple[str, ...], list[Owner]]] = []
    seen: set[str] = set()
    for owner in top:
        # Of several left modifiers the leftmost counts ("US Syria envoy"), unless they are joined by "and".
        if results and not owner.joined:
            continue
        country = owner.country
        if country in seen:
            continue
        seen.add(country)
        kept = own
        if country == "EUR" and own == ("BUS",):
            country, kept = "MNC", ()  # "a European carmaker" does not act for the Union
        elif country in ENTITIES and country not in STATELESS:
            kept = tuple(sector for sector in own if sector in _KEPT_BY_ENTITIES or sector in owner.sectors)
            kept = () if generic and country == "MNC" else _CREW.get((country, *own), kept)
        elif entity:
            # "Zorvian charity": a body that stands alone as NGO, with a country, is that country's civil society.
            kept = (*(sector for sector in own), *(() if own else (_SECTOR_OF_ENTITY.get(entity, "SOC"),)))
        elif not own and owner.kind == "person" and owner.sectors and generic:
            kept = owner.sectors
        elif (country == "IMG" or (country in STATELESS and owner.kind == "group")) and (
            own == ("GOV",) or (own and _ARMS.issuperset(own))
        ):
            kept = ()
        results.append((country, kept, [owner, *(o for o in given if o is not owner)]))
    return results


#: Whose modifiers do not hold for the police or the army beside them.
_STATE_FORCES = frozenset({"COP", "MIL"})
_SECTOR_OF_ENTITY = {"NGO": "SOC", "MNC": "BUS", "IGO": "GOV", "ISM": "REL", "IMG": "REB"}


def _sectors(own: tuple[str, ...], given: list[Owner], generic: bool) -> tuple[str, ...]:
    """The sectors of the noun after its modifiers have spoken."""
    first = [
        sector
        for owner in sorted(given, key=lambda o: -o.first if o.strength == 2 else o.first)
        for sector in owner.sectors
    ]
    if not first or (own == ("REB",) and set(first) == {"REL"}):  # "Sikh militants"
        return own
    bands = [owner.sectors[0] for owner in given if owner.kind == "group"]
    if bands == ["REB"] and own == ("OPP",):
        return ("REB",)  # "dissidents of the FARC"
    if bands == ["GOV"] and own in (("REB",), ("UAF",)):
        return ("REB",)  # "Taliban militants", whoever rules
    if bands and (bands[0] in _BANDS or own == ("UAF",)) and _ARMS.issuperset(own) and (own or first[0] in _ARMS):
        return (bands[0],)
    theirs = [owner for owner in given if owner.sectors == ("GOV",) and not owner.shared]
    if first[0] == "GOV" and own in (("REB",), ("UAF",)) and theirs and not bands:
        return ("MIL",)  # "government fighters"
    if own == ("UAF",) and (first[0] in _BANDS or first[0] == "MIL"):
        return (first[0],)  # "rebel gunmen", "B-52 bombers"
    if own == ("BUS",) and first[0] == "MIL":
        return ("MIL",)  # "a navy tanker"
    if own == ("MIL",) and first[0] == "COP" and any(o.last - o.first < 3 and not o.shared for o in given):
        return ("COP",)  # "police commandos"
    plain = bool(own) and set(own) <= _PLAIN_PEOPLE  # "government supporters" are still civilians
    if plain and first[0] == "REB" and all(owner.kind == "agent" and not owner.country for owner in given):
        return own  # "Islamist protesters"
    if (generic and not plain) or not own or (plain and first[0] in _SPECIFIC):
        if own in (("MIL",), ("PTY",)) and first[0] == "GOV":
            return own  # "regime forces", "the president's party"
        chosen = [first[0]]
        if "OPP" in first and chosen == ["PTY"]:
            chosen = []  # "the opposition Alvar party"
        if "OPP" in first and chosen != ["OPP"]:
            chosen.append("OPP")
        if "OPP" in own and "OPP" not in chosen:
            chosen.append("OPP")
        return tuple(chosen)
    opposed = any("OPP" in owner.sectors and not owner.shared for owner in given)  # not "opposition parties and unions"
    return (*own, "OPP") if opposed and "OPP" not in own else own


_SPECIFIC = frozenset(["EDU", "LAB", "REL", "AGR", "MED", "REF", "JRN", "OPP", "REB", "BUS", "PTY", "PRM", "CRM"])

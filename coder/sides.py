"""Source and target of an event, and what one side tells about the other: its country, what coordinated actors
share."""

from __future__ import annotations

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .entries import OFFICES
from .homes import PLACE, STORY
from .story_homes import AUTHORITIES, NO_HOMES
from .venues import is_foreign_office
from .words import Words

#: Sectors of those inside a country, and of its own authorities.
_INSIDE = frozenset({"CVL", "OPP", "EDU", "LAB", "JRN", "MED", "AGR", "REL", "GOV", "COP", "JUD", "LEG", "PTY", "ELI",
                     "SOC", "BUS", "CRM", "REB", "SPY", "PRM"})  # fmt: skip
#: Kinds of phrases for where somebody is, which armed groups take.
_TAKEN = frozenset({"place", "territory", "region"})
#: Kinds of phrases for what somebody has.
_THINGS = frozenset({"territory", "asset", "force", "role"})
#: Those who tell what happens in their country, and those in an event for whom its spokesmen speak.
_INSIDE_AND_ARMY = _INSIDE | {"MIL"}
_SPOKEN_FOR = frozenset({"COP", "JUD", "LEG", "GOV", "MIL"})
#: Those who speak against their own authorities, and the types by which they do.
_CRITICS = frozenset({"LAB", "OPP", "PTY", "AGR", "EDU", "MED"})
_SAID_AT_HOME = frozenset({"ACCUSE", "REQUEST", "REJECT", "PROTEST", "THREATEN"})
#: Sectors of those inside a state who deal with it.
_ITS_OWN = (("REB",), ("OPP",))
#: How many letters and spaces lie between two that are joined by "and the".
_AND_THE = len(" and the ")
_REBELS = frozenset({"REB", "PRM", "CVL", "OPP", "EDU", "LAB"})
#: What a state as such does to those inside it; with other types "Zorvia … the rebels" may be anybody's.
_OVER_ITS_OWN = frozenset({"COERCE", "SANCTION", "CONCEDE", "RETREAT"})
#: What offices of one state do to each other.
_AMONG_OFFICES = frozenset({"REJECT", "REQUEST", "ACCUSE", "SANCTION", "CONSULT"})
#: What courts and police do to people.
_BY_LAW = frozenset({"COERCE", "SANCTION", "ACCUSE", "RETREAT", "CONCEDE"})
#: Types that armies and states do beyond their borders.
_ACROSS = frozenset({"ASSAULT"})
#: Types that a state does in its own land ("declared a state of emergency in Keld"), kinds of names for all of it,
#: sectors of those who act for it, and verbs by which they stand up for it.
_IN_OWN_LAND = frozenset({"COERCE", "ASSAULT", "PROTEST", "MOBILIZE"})
_STATES = frozenset({"country", "capital", "demonym", "territory"})
_FOR_IT = frozenset({"GOV", "LEG", "MIL"})
_DEFENDING = frozenset({"defend", "justify"})
#: Sectors of those at whose houses a state posts guards, and what is done against those inside.
_GUARDED = frozenset({"GOV", "LEG", "JUD", "JRN", "REL", "EDU", "MED", "BUS", "COP", "ELI"})
_GUARDS = frozenset({"MIL", "COP"})
_CROWDS = frozenset({"AGR", "CVL", "EDU", "LAB", "MED"})
_SURROUNDING = frozenset({"besiege", "circle", "cordon", "encircle", "ring", "seal", "storm", "surround"})
#: Sectors of those of whom the state named beside them says nothing.
_STRUCK = frozenset({"MIL", "COP"})
_ROVING = frozenset({"REF", "UAF", "CRM"})
#: Attackers who are at home where they strike, those whom they strike there, and whose armies are struck abroad.
_ATTACKERS = (("REB",), ("UAF",))
_PROTESTERS = frozenset({"protesters", "protestors", "demonstrators", "marchers", "rioters"})
_SEATS = _TAKEN | {"capital"}
_EXPEDITIONARY = ENTITIES | {"USA", "GBR", "FRA", "RUS", "ISR", "DEU", "ITA", "AUS", "CAN", "POL", "NLD", "DNK", "ESP"}
#: Sectors of those for whom no official speaks.
_LAWLESS = frozenset({"REB", "UAF", "CRM"})
#: Words of officials who speak for where it happened.
_OF_THE_PLACE = frozenset({"governor", "mayor", "regional", "local", "provincial", "municipal", "village", "district"})
#: AID to those whom soldiers or police bring out, mostly at home.
RESCUE = "AID.rescue"
#: What the organs of a state do to another one that is called by its name.
_BETWEEN_STATES = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SANCTION", "SUPPORT", "CONSULT", "AGREE"})
_ORGANS = frozenset({"JRN", "GOV", "LEG", "MIL", "PRM", "SPY"})
#: Codes that many bodies share.
_OF_MANY = frozenset({"IGO", "NGO", "MNC"})
#: Kinds of those who bear a name of their own.
_PROPER = frozenset({"person", "org", "org-part", "body", "agency", "metonym", "group", "party"})
#: Types whose target is as likely to be abroad.
_ABROAD = frozenset({"AID", "MOBILIZE", "COOPERATE"})


class Sides:
    """Source and target of an event, as phrases. ``things`` is what the event was done to where that is no actor (the
    rule's own words: "rejected the resolution"), ``means`` what did it where that is none ("a car bomb killed two"); a
    record shows them only where unresolved actors are kept."""

    __slots__ = ("means", "mutual", "source", "target", "things")

    def __init__(
        self,
        source: list[ActorPhrase],
        target: list[ActorPhrase],
        mutual: bool,
        things: list[ActorPhrase] | None = None,
    ) -> None:
        self.means: list[ActorPhrase] = []
        self.source = source
        self.target = target
        self.mutual = mutual
        self.things = things or []


#: Those who are at home nowhere.
_AT_SEA = ("pirate", "hijacker")


def at_home(sides: Sides, type: str, words: Words) -> None:
    """Gives actors inside a country, named without one, that of the other side."""
    if sides.mutual:
        both, cut = _fellows(_alike([*sides.source, *sides.target], words)), len(sides.source)
        sides.source, sides.target = both[:cut], both[cut:]
    else:
        sides.source, sides.target = _alike(sides.source, words), _alike(sides.target, words)
    sides.target = [_at_home(p, sides.source, type, _INSIDE, words) for p in sides.target]
    critics = AUTHORITIES
    if type in _SAID_AT_HOME and sides.target and all(AUTHORITIES.intersection(p.sectors) for p in sides.target):
        critics = AUTHORITIES | _CRITICS
    if type == "ASSAULT" and any(p.kind in _TAKEN for p in sides.target):
        critics = critics | {"REB"}
    if type == "COERCE" and all(p.sectors in (("GOV",), ("ELI",)) for p in sides.target):
        critics = critics | {"MIL"}  # "soldiers arrested the Keldish president"
    sides.source = [_at_home(p, sides.target, type, critics, words) for p in sides.source]
    if type == "MOBILIZE" and len(sides.source) == len(sides.target) == 1 and not sides.mutual:
        _in_their_streets(sides)


def _in_their_streets(sides: Sides) -> None:
    """ "Police lined the streets of Orm": those of the country where they are out; nobody's but its own."""
    police, place = sides.source[0], sides.target[0]
    if police.sectors == ("COP",) and place.country and not place.sectors and place.country not in NO_HOMES:
        if not police.resolved:
            sides.source = [police.with_country(place.country)]
        if sides.source[0].country == place.country:
            sides.target = []


def _at_home(
    phrase: ActorPhrase, others: list[ActorPhrase], type: str, sectors: frozenset[str], words: Words
) -> ActorPhrase:
    """ "Tavese police arrested students", "Brin's president met the miners": an actor inside a country, named without
    one, belongs to that of the other side, if that is one country. Not for those who are killed or attacked by an
    army: it may fight abroad."""
    if phrase.text.lower().rstrip("s").endswith(_AT_SEA):
        return phrase  # whoever catches them
    of_somebody = phrase.kind in _THINGS and phrase.sectors and not phrase.country  # "rebel bases"
    before_the_law = phrase.kind in ("name", "private") and phrase.code and type in _BY_LAW and _of_law(others)
    if before_the_law and not phrase.resolved and len({p.country for p in others}) == 1:
        return phrase.with_country(others[0].country or "")  # "a Keldish court jailed Jan Doe, a blogger"
    if phrase.hint == PLACE and phrase.kind == "agent" and type in _BY_LAW and _of_law(others):
        homes = {p.country for p in others}
        return phrase.with_country(homes.pop() or "") if len(homes) == 1 else phrase  # "jailed men for attacks in Orm"
    if type == "ASSAULT" and phrase.sectors == ("UAF",) and (phrase.hint == STORY or not phrase.resolved):
        homes = {p.country for p in others if _STRUCK.intersection(p.sectors) and p.hint != STORY}
        if homes:  # "gunmen attacked a Keldish base"
            return phrase.with_country(homes.pop() or "") if len(homes) == 1 else phrase
    punished = type == "SANCTION" and sectors is _INSIDE and phrase.sectors == ("GOV",)
    if punished and any(p.kind in _STATES and not p.sectors for p in others):
        return phrase  # "France withdrew its ambassador from Keld and cut aid to the government": not France's
    if type == "ASSAULT" and phrase.kind == "agent" and phrase.sectors in _ATTACKERS and not phrase.resolved:
        # "militants ambushed Keldish troops near the border with Orm", "gunmen stormed villages in Keld"
        # … "stormed a village in Keld": the country behind an unknown village
        seats = _SEATS | {"country"} if phrase.sectors == ("UAF",) else _SEATS
        struck = [p for p in others if p.country and (OFFICES.intersection(p.sectors) or p.kind in seats)]
        homes = {p.country for p in struck}
        if len(homes) == 1 and homes.isdisjoint(_EXPEDITIONARY):
            return phrase.with_country(homes.pop() or "")
    titled = phrase.kind == "name" and phrase.code and not phrase.resolved and sectors.intersection(phrase.sectors)
    if not of_somebody and not titled and (phrase.kind != "agent" or (phrase.resolved and phrase.hint != STORY)):
        return phrase
    named = phrase.text.lower().split()
    named += [word.removesuffix("s") for word in named if word != "others"]  # "creditors"
    ship = "MIL" not in phrase.sectors and any(word.removesuffix("s") in words.ship for word in named)
    if ship or (not words.foreign.isdisjoint(named) and not is_foreign_office(named)):
        return phrase
    if "MIL" in phrase.sectors and type in _AMONG_OFFICES and all(p.sectors for p in others):
        sectors = sectors | {"MIL"}  # "the president refused a request from the army chief"
    # Soldiers belong to the country whose rebels or protesters they meet.
    meets_rebels = "MIL" in phrase.sectors and all(_REBELS.intersection(p.sectors) for p in others)
    if not sectors.intersection(phrase.sectors) and not meets_rebels:
        return phrase
    # "Rebels seized the Keldish city of Orm": where a place is taken, its own rebels take it.
    taken = type == "ASSAULT" and "REB" in phrase.sectors and any(p.kind in _TAKEN for p in others)
    states = not taken and any(not p.sectors for p in others)
    out_of_office = titled and type == "ACCUSE" and phrase.sectors == ("ELI",)  # "Keld charged former minister Jan Doe"
    if states and (phrase.resolved or (type not in _OVER_ITS_OWN and not out_of_office)):
        return phrase
    countries = {p.country or "" for p in others}
    if phrase.resolved:
        countries = {p.country or "" for p in others if p.hint != STORY}
    if len(countries) != 1 or "" in countries or countries & NO_HOMES:
        return phrase
    if type in _ABROAD:
        return phrase
    protest = not _PROTESTERS.isdisjoint(phrase.text.lower().split()) and countries.isdisjoint(_EXPEDITIONARY)
    if protest:
        return phrase.with_country(countries.pop())  # "Keldish soldiers fired on protesters"
    abroad = type in _ACROSS and any(not p.sectors or "MIL" in p.sectors for p in others)
    if abroad and not any(word in phrase.text.lower() for word in words.riser):
        return phrase  # … but rebels rise against their own ("the army bombed rebel bases")
    return phrase.with_country(countries.pop())


def is_own_state(
    phrase: ActorPhrase, agents: list[ActorPhrase], type: str | None, verb: str, home: set[str]
) -> bool:
    """ "Keld's minister ended the Keldish embargo": the state for which officials act is no target, unless they defend
    it; what they do in their own land may be done to it. "Dispatched the Keldish National Guard": one's own troops."""
    if type == "MOBILIZE" and "MIL" in phrase.sectors and phrase.hint is not None:
        return True  # "Orm moved tanks": not those of Keld, of whom the story told before
    guarded = type == "MOBILIZE" and verb not in _SURROUNDING and is_guarded(phrase)
    if guarded and (phrase.country in home or not phrase.country):
        return True  # "Keld posted police around parliament and the synagogues": they are guarded
    if phrase.country not in home:
        return False
    if type in ("AGREE", "CONCEDE", "COOPERATE") and phrase.sectors == ("GOV",) and all(not a.sectors for a in agents):
        return True  # "Keld is willing to work with the new government": not with its own
    if type == "MOBILIZE" and not phrase.sectors and all(_GUARDS.intersection(a.sectors) for a in agents):
        return True  # "the army patrolled the Keldish capital": its own
    if type == "CONCEDE" and not phrase.sectors and all(_CROWDS.intersection(a.sectors) for a in agents):
        return True  # "farmers lifted a blockade of the road to Keld City"
    if type == "MOBILIZE" and "MIL" in phrase.sectors:
        return True
    ours = phrase.text.lower() == "our"  # "we will not allow our territory to be used"
    if phrase.sectors or type in _IN_OWN_LAND or (phrase.kind not in _STATES and not ours) or verb in _DEFENDING:
        return False
    return any(a.country == phrase.country and _FOR_IT.intersection(a.sectors) for a in agents)


def parties_to(agents: list[ActorPhrase], targets: list[ActorPhrase]) -> list[ActorPhrase]:
    """Who takes part in what is mutual: "Keld and Orm sealed a deal for Keldish troops to leave" is no pact with those
    troops."""
    home = {a.country for a in agents} if len(agents) > 1 else set()
    return distinct(agents + [p for p in targets if p.sectors != ("MIL",) or p.country not in home])


def is_guarded(phrase: ActorPhrase) -> bool:
    """Whether somebody is of those at whose houses guards stand."""
    return bool(phrase.sectors) and _GUARDED.issuperset(phrase.sectors)


def taken_back(type: str, own: str, mode: str | None, sides: Sides, hosted: bool) -> str:
    """The mark that stays where a transform does not hold, or "": "Keld and Orm did not agree" (neither has refused
    the other), "Keld will send troops to its north", "will station troops in Orm" (nobody is threatened)."""
    if type == "REJECT" and own == "AGREE" and sides.mutual:
        return "not"
    at_home = not any(p.sectors for p in sides.target) and {p.country for p in sides.target} <= {
        p.country for p in sides.source
    }
    return "future" if type == "THREATEN" and own == "MOBILIZE" and (hosted or (mode != "weapons" and at_home)) else ""


def is_homeless(phrase: ActorPhrase) -> bool:
    """Whether nothing tells whose "police" or "protesters" are."""
    return phrase.code is not None and not phrase.resolved and phrase.kind in ("agent", "name", "role")


def _is_at_home(phrase: ActorPhrase) -> bool:
    """ "Keldish government forces": the troops of one side of a war in their own country."""
    return "government" in phrase.text.lower().split()


def in_story(
    phrase: ActorPhrase, others: list[ActorPhrase], type: str, country: str, mutual: bool = False
) -> ActorPhrase:
    """An actor without a country in a story that names one only; not where that is only the state or the army that
    acts, or is struck, which may be abroad, nor where a state is praised by its name."""
    if not is_homeless(phrase) or _ROVING.intersection(phrase.sectors):
        return phrase
    alone = any(p.country == country and (not p.sectors or "MIL" in p.sectors) and not _is_at_home(p) for p in others)
    if type == RESCUE:
        return phrase if country in _EXPEDITIONARY else phrase.with_country(country)
    if alone and (type in _ABROAD or type in _ACROSS):
        return phrase
    states = _is_state(others) and not all(p.country in ENTITIES for p in others)
    if type in _BETWEEN_STATES and _ORGANS.intersection(phrase.sectors) and states:
        return phrase  # "senators condemned Keld": not its own
    if type == "SUPPORT" and states and not mutual:
        return phrase  # "opposition leaders thanked Keld"
    return phrase.with_country(country)


def _is_state(side: list[ActorPhrase]) -> bool:
    """Whether a side is a whole state, called by its name."""
    return bool(side) and all(p.resolved and not p.sectors and p.kind in ("country", "capital") for p in side)


def sayers_home(sayers: list[ActorPhrase], sides: Sides, type: str) -> list[ActorPhrase]:
    """ "Kenya reopened its border with Orm, the interior ministry said": officials, police and soldiers who only tell
    of an event are those of the authority in it, or of its only country; of an attack by somebody else's army both
    sides tell."""
    if all(p.resolved and p.hint != STORY for p in sayers):
        return sayers
    known = [p for p in (*sides.source, *sides.target) if p.country]
    countries = {p.country for p in known if p.country}
    if countries & ENTITIES:  # "the European Union will lift sanctions on Orm, diplomats said"
        countries = {p.country for p in sides.source if p.country and "MIL" in p.sectors} - ENTITIES
        if len(countries) != 1 or not all("MIL" in s.sectors for s in sayers):
            return sayers
    struck = {p.country for p in sides.target if p.country and not _FOR_IT.intersection(p.sectors)}
    there = type in _ACROSS and not all(_OF_THE_PLACE.isdisjoint(p.text.lower().split()) for p in sayers)
    lawless = all(_LAWLESS.intersection(p.sectors) for p in sides.source)
    if len(countries) > 1 and len(struck) == 1 and (there or lawless):
        countries, type = struck, ""  # "gunmen from Orm killed villagers in Keld, local officials said"
    elif len(countries) > 1:
        official = [p for p in known if not p.sectors or _SPOKEN_FOR.intersection(p.sectors)]
        countries = {p.country for p in official[:1] if p.country}
    if not countries or (type in _ACROSS and not _tell_of_it(sayers, sides)):
        return sayers
    home = countries.pop()
    return [
        p.with_country(home) if (not p.resolved or p.hint == STORY) and _INSIDE_AND_ARMY.intersection(p.sectors) else p
        for p in sayers
    ]


def of_sayer(source: list[ActorPhrase], sayers: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "The army said it would withdraw from a town in Keld": it is as much at home as who says so."""
    if not sayers or not sayers[0].country or all(p.resolved for p in source):
        return source
    home, sectors = sayers[0].country, sayers[0].sectors
    return [p.with_country(home) if not p.resolved and sectors and p.sectors == sectors else p for p in source]


def _tell_of_it(sayers: list[ActorPhrase], sides: Sides) -> bool:
    """Whether those who tell of an attack are of the same kind as one of its sides, or all is in one country."""
    known = [p for p in (*sides.source, *sides.target) if p.country]
    if sides.target and all(p.resolved for p in sides.target) and len({p.country for p in known}) == 1:
        return True
    return any(set(s.sectors).intersection(p.sectors) for s in sayers for p in known if "CVL" not in p.sectors)


def _of_law(side: list[ActorPhrase]) -> bool:
    """Whether courts and police act."""
    return bool(side) and all(p.country and {"JUD", "COP"}.intersection(p.sectors) for p in side)


def _alike(side: list[ActorPhrase], words: Words) -> list[ActorPhrase]:
    """What coordinated actors share: "two policemen and a teacher in southern Keld" are all Keldish, and in "Keldish
    and Ormish officials" the first are officials too; but "Western envoys and the Keldish president"."""
    if len(side) < 2:
        return side
    countries = {p.country for p in side if p.kind == "agent" and p.country} - ENTITIES
    sectors = {p.sectors for p in side if p.kind == "agent" and p.sectors}
    found = []
    for phrase in side:
        if phrase.kind == "agent" and not phrase.resolved and len(countries) == 1:
            if not words.foreign.isdisjoint(set(phrase.text.lower().split()) - {"other"}):
                found.append(phrase)
                continue
            phrase = phrase.with_country(next(iter(countries)))
        elif phrase.kind == "demonym" and not phrase.sectors and len(sectors) == 1:
            own = next(iter(sectors))
            phrase = phrase.copy()
            phrase.sectors, phrase.code = own, (phrase.country or "") + "".join(own)
        found.append(phrase)
    return found


def _fellows(parties: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Keld and the rebels held talks": those who stand right beside their state, and deal with it."""
    states = [p for p in parties if p.resolved and p.country and p.country not in NO_HOMES]
    found = []
    for phrase in parties:
        beside = [s for s in states if 0 < max(phrase.start - s.end, s.start - phrase.end) <= _AND_THE]
        own = len(beside) == 1 and is_homeless(phrase) and phrase.sectors in _ITS_OWN
        found.append(phrase.with_country(beside[0].country or "") if own else phrase)
    return found


def distinct(phrases: list[ActorPhrase]) -> list[ActorPhrase]:
    """Without actors that stand twice: same code and name, or the same words ("we", said by a minister with two
    titles)."""
    seen: set[tuple] = set()
    found = []
    for phrase in phrases:
        words = (phrase.code, phrase.start, phrase.end)
        key = (phrase.code, phrase.name) if phrase.code is not None else words
        if key not in seen and words not in seen:
            found.append(phrase)
        seen |= {key, words}
    return found


def is_source(phrase: ActorPhrase, agents: list[ActorPhrase]) -> bool:
    """Whether a phrase denotes one of the agents: the same code, unless both are known by different names ("the White
    House defended Doe") or one is a group and the other a body of its state."""
    for agent in agents:
        if phrase.code is None or agent.code != phrase.code:
            continue
        if phrase.code in _OF_MANY and agent.name != phrase.name and (phrase.name or phrase.text.endswith("community")):
            continue  # "Apple sued Samsung", "the African Union called on the international community"
        if not phrase.sectors or agent.name == phrase.name:
            return True
        named = agent.name is not None and phrase.name is not None
        group = any(p.kind in ("group", "party") for p in (agent, phrase))
        if not (named and _PROPER.issuperset((agent.kind, phrase.kind))) and not group:
            return True
    return False

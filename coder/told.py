"""The events that a story has told so far, for what takes them up again: "the appeal", "the move", "it refused"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .told_nouns import ADDRESSED, CRACKDOWNS, LEAVING, MEASURES, NO_LEAVING, SPEECH_ACTS

if TYPE_CHECKING:
    from .cast import Cast  # a cast asks what was told

#: Sectors of those whom protesters clash with.
_POLICING = frozenset({"COP", "MIL"})
#: What both sides of a fight have part in.
_BY_BOTH = frozenset({"violence", "killing", "bloodshed", "carnage", "atrocity"})
#: Verbs by which the police themselves make an attack that others may condemn, and what no police do.
_OUTRIGHT = frozenset({"ambush", "assault", "attack", "kill", "massacre", "murder", "raid", "storm"})
_OF_WAR = frozenset({"ambush", "bombardment", "bombing", "invasion", "shelling", "strike"})
#: Of what was told, what those nouns mean that are no name of a type: taking power, and deeds of courts.
_TAKING = frozenset({"seize", "take", "topple", "oust", "overthrow", "depose", "dissolve", "remove", "stage", "coup"})
_CAPTURING = frozenset({"board", "capture", "confiscate", "conquer", "fall", "grab", "hijack", "impound", "intercept",
                        "occupy", "overrun", "storm"})  # fmt: skip
_COUPS = frozenset({"coup", "takeover", "putsch", "mutiny", "intervention", "ouster", "overthrow"})
_RULINGS = frozenset({"ruling", "verdict", "sentence", "conviction", "judgment", "judgement", "trial"})
#: Violence that crowds do as well, and their verbs of it.
_BY_CROWDS = frozenset({"assault", "attack", "violence"})
_RIOTING = frozenset({"attack", "burn", "hurl", "loot", "lob", "pelt", "ransack", "smash", "stone", "storm", "throw",
                      "torch", "vandalise", "vandalize"})  # fmt: skip
#: Sectors of those who do not condemn what their own state's forces do.
_OF_STATE = frozenset({"", "GOV", "MIL", "COP"})
#: Nouns that take up whatever somebody has done.
_DEEDS = frozenset({"move", "decision", "step", "action", "measure", "announcement", "gesture", "act"})
#: Types of what is only said, which is no move or decision.
_WORDS = frozenset({"ACCUSE", "REQUEST", "CONSULT"})
#: Those of them that somebody takes, and what nobody decides in the streets.
_DECISIONS = frozenset({"decision"})
_UNDECIDED = _WORDS | {"ASSAULT", "PROTEST", "RETREAT"}
#: Verbs by which somebody answers what he was asked.
_ANSWERS = frozenset({"refuse", "decline", "reject", "comply", "oblige", "agree", "accept", "consent", "relent",
                      "balk"})  # fmt: skip
_ASKED = frozenset({"REQUEST", "THREATEN"})
_HOLDING = frozenset({"abduct", "kidnap", "capture", "seize"})
#: What it is an accusation to say of somebody.
_BLAMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
#: Those who have attacked, as the story goes on to call them, and sectors of whom it may have told that they did.
ATTACKERS = frozenset({"attacker", "assailant", "gunman", "raider", "kidnapper", "captor", "abductor", "hijacker"})
ATTACKING = frozenset({"REB", "UAF", "CRM", "PRM"})
ANYBODY = ATTACKING | {"CVL", "MIL", "COP"}
_OFFICIAL = frozenset({"MIL", "COP", "GOV"})
#: How many of the events told last a word may take up.
_BACK = 6
#: The same for nouns that say of which kind it was ("the violence").
_FAR = 12
#: The same for "this", and the types of what it may blame.
_ANSWERED = 3
_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_FORCIBLE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})
#: Sides that need not be states.
CAMPS = frozenset({"camp", "side", "party", "rival", "enemy", "foe"})


class Told:
    """One event: its sides, its issues, its verb, the sentence that told it, if it is mutual, if past or not so, if
    only told beside another one."""

    __slots__ = ("aside", "issues", "mutual", "past", "said", "sentence", "source", "target", "type", "verb")

    def __init__(
        self,
        type: str,
        source: list[ActorPhrase],
        target: list[ActorPhrase],
        issues: tuple[str, ...],
        verb: str,
        sentence: Cast,
        mutual: bool = False,
        said: Sequence[ActorPhrase] = (),
        past: bool = False,
        aside: bool = False,
    ) -> None:
        self.aside = aside
        self.type, self.source, self.target, self.issues = type, source, target, issues
        self.verb, self.sentence, self.mutual, self.said, self.past = verb, sentence, mutual, said, past


#: What adversaries do to each other.
HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "THREATEN", "REJECT", "ACCUSE"})
#: Sectors of the sides of a conflict, besides states as such.
_SIDES = frozenset({"GOV", "MIL", "REB", "PRM", "OPP", "PTY"})


#: What the law does with those who attack somebody, and who carries it out.
_OF_LAW = frozenset({"apprehend", "arrest", "capture", "catch", "charge", "convict", "detain", "hold", "imprison",
                     "indict", "jail", "prosecute", "sentence", "try"})  # fmt: skip
_FORCES = frozenset({"COP", "GOV", "MIL", "SPY", "JUD"})


class Story:
    """What was told so far, the newest last. ``nominal``: noun → (its verb, …)."""

    def __init__(self) -> None:
        self._told: list[Told] = []

    def add(self, told: Told) -> None:
        self._told.append(told)

    def told(self) -> list[Told]:
        return self._told

    def teller(self, noun: str, own: set[str], nominal: Mapping[str, tuple[str, str]]) -> list[ActorPhrase]:
        """ "The appeal", "the move", "the expulsion": who did the last such thing that was told, other than ``own``."""
        types = SPEECH_ACTS.get(noun)
        verb = nominal.get(noun, ("",))[0]
        if types is None and noun not in _DEEDS and not verb:
            return []
        recent = self._told[-_FAR:] if types is not None else self._told[-_BACK:]
        if noun in MEASURES or noun == "resolution":  # "the tariffs", and not the embargo that was told after them
            recent = [t for t in recent if noun in t.sentence.sentence.lemma_keys] or recent
        elif noun in LEAVING:  # not roadblocks that were removed, nor captives freed
            recent = [t for t in recent if t.verb not in NO_LEAVING] or recent
        elif noun == "measure":
            recent = [t for t in recent if t.type == "SANCTION"] or recent
        elif noun in ADDRESSED and types is not None:  # "the demand", and not what he told others, or nobody
            mine = {code[:3] for code in own}
            near = recent[-_ANSWERED:]
            to_own = [t for t in near if t.type in types and any(p.country in mine for p in t.target)]
            recent = to_own[-1:] or recent
        if types == ("ASSAULT",):  # "bombed Orm after gunmen struck its embassy … the strikes"
            recent = sorted(recent, key=lambda t: not (t.aside or t.past))
        for told in reversed(recent):
            if types == ("ACCUSE",) and told.type in _BLAMED and any(p.code in own for p in told.source):
                if told.said and all(p.resolved and p.code not in own for p in told.said):
                    return list(told.said)  # "Zorvia says Keld bombed a school. Keld rejected the accusation"
                continue
            deed = noun in _DEEDS and told.type not in _WORDS and not told.past
            if noun in _DECISIONS and (told.type in _UNDECIDED or any("COP" in p.sectors for p in told.source)):
                deed = False
            fits = told.type in types if types is not None else deed or told.verb == verb
            if noun in _BY_CROWDS and told.type == "PROTEST" and told.verb in _RIOTING:
                fits = True  # "the crowd pelted them … called the attack unprovoked"
            if noun in ("seizure", "capture"):
                fits = fits and (told.verb in _TAKING or told.verb in _CAPTURING)
            elif noun in _COUPS:
                by_soldiers = noun == "mutiny" and all(p.sectors == ("MIL",) for p in told.source)
                fits = fits and (told.verb in _TAKING or by_soldiers)
            elif noun in CRACKDOWNS:
                fits = fits and any(not _FORCES.isdisjoint(p.sectors) for p in told.source)
            elif noun in _RULINGS:
                fits = fits and any("JUD" in p.sectors for p in told.source)
            elif types == ("ASSAULT",) and told.mutual and noun not in _BY_BOTH:
                continue  # "exchanged fire with the attackers … condemned the attack"
            elif types is not None and "SUPPORT" in types:
                fits = fits and (told.mutual or told.type == "CONCEDE")  # not a word of praise
            elif (noun in _OF_WAR or (noun == "attack" and told.verb not in _OUTRIGHT)) and _of_police(told.source):
                continue  # "police used tear gas … condemned the shelling"
            elif types == ("ASSAULT",) and any(p.code and _of_one_state(p, own) for p in told.source):
                continue  # the president condemns not what his soldiers did to the attackers
            parties = [*told.source, *told.target] if told.mutual else told.source
            if not fits or not any(p.code for p in told.source):
                continue
            others = [p for p in parties if p.code not in own and not _speak_for(p, own)]
            if any(p.country is None for p in others):
                return []  # "Western diplomats accused Keld. … brushed aside the criticism"
            if others and (told.mutual or len(others) == len(parties)):
                return others
        return []

    def struck(self, own: set[str]) -> list[ActorPhrase]:
        """Whom the last attack was on, for which ``own`` answer ("Al-Varr claimed responsibility"); not what
        soldiers did, nor what was done to the attackers."""
        for told in reversed(self._told[-_BACK:]):
            if told.type != "ASSAULT" or any(_OFFICIAL.intersection(p.sectors) for p in told.source):
                continue
            if any(p.code in own or ATTACKING.intersection(p.sectors) for p in told.target):
                continue
            if told.target:
                return told.target if all(p.resolved for p in told.target) else []
        return []

    def doer(self, type: str, suffering: Sequence[ActorPhrase]) -> list[ActorPhrase]:
        """Who did what "the release of the officers" takes up: the last event of its type, done to such people."""
        sectors = {p.sectors for p in suffering}
        for told in reversed(self._told[-_FAR:]):
            if told.type == type and not told.mutual and sectors.intersection(p.sectors for p in told.target):
                return told.source if all(p.resolved for p in told.source) else []
        return []

    def quarrel(self, own: set[str]) -> list[ActorPhrase]:
        """ "Brin accused Keld. "We are recalling our ambassador"": with whom the countries ``own`` were just told to be
        at odds."""
        for told in reversed(self._told[-_ANSWERED:]):
            sides = (told.source, told.target)
            for here, there in (sides, sides[::-1]):
                if told.type in HOSTILE and here and there and all(p.country in own for p in here):
                    return there if all(p.resolved and p.country not in own for p in there) else []
        return []

    def to_blame(self, own: set[str]) -> list[ActorPhrase]:
        """ "This is a clear violation": who did the last hostile deed that was told, other than ``own``."""
        for told in reversed(self._told[-_ANSWERED:]):
            if told.type in _FORCIBLE and told.source and not any(p.code in own for p in told.source):
                return told.source if all(p.resolved for p in told.source) else []
        return []

    def attackers(self, armed: frozenset[str]) -> list[ActorPhrase]:
        """ "The gunmen": those of the last attack told, if they are of the sectors ``armed``; [] where not known."""
        for told in reversed(self._told[-_BACK:]):
            first = told.type == "ASSAULT" and bool(told.source) and not told.aside  # not those who struck back
            if first and all(armed.intersection(p.sectors) for p in told.source):
                return told.source if all(p.resolved for p in told.source) else []
        return []

    def again(self, form: str) -> str:
        """The country of those whom the story called by this noun last ("Keldish farmers … the farmers"), or ""."""
        for told in reversed(self._told[-_FAR:]):
            for phrase in (*told.source, *told.target):
                if phrase.resolved and phrase.kind == "agent" and phrase.text.endswith(form):
                    return phrase.country or ""
        return ""

    def people(self, fits: Callable[[ActorPhrase], bool]) -> list[ActorPhrase]:
        """Those of a sort of whom the story told last, on one side of an event; [] if it told of none."""
        for told in reversed(self._told):
            for side in (told.source, told.target):
                if side and all(fits(p) for p in side):
                    return side
        return []

    def freed(self) -> str:
        """The country of the people whom somebody was told to let go last, or ""."""
        for told in reversed(self._told[-_FAR:]):
            homes = {p.country for p in told.target if p.sectors and p.resolved}
            if told.type == "RETREAT" and len(homes) == 1 and not told.mutual:
                return homes.pop() or ""
        return ""

    def protesters(self) -> list[ActorPhrase]:
        """Those who held the last protest that was told; [] where they are not known."""
        for told in reversed(self._told[-_BACK:]):
            if told.type == "PROTEST" and told.source:
                held = [*told.source, *told.target] if told.mutual else told.source
                held = [p for p in held if not told.mutual or _POLICING.isdisjoint(p.sectors)]
                return held if all(p.resolved for p in held) else []
        return []

    def last_attack(self, cast: Cast) -> Told | None:
        """The last ASSAULT that another sentence told, where it is known who did it."""
        for told in reversed(self._told[-_BACK:]):
            if told.type == "ASSAULT" and not told.mutual and told.sentence is not cast:
                return told if told.source and all(p.resolved for p in told.source) else None
        return None

    def tells(self, sentence: object, type: str) -> bool:
        """Whether a sentence told an event of a type, or one as violent."""
        types = _VIOLENT if type in _VIOLENT else {type}
        return any(t.sentence is sentence and t.type in types for t in reversed(self._told[-_FAR:]))

    def issues_of(self, source: list[ActorPhrase]) -> tuple[str, ...]:
        """The issues of the last event told of such a source."""
        codes = {p.code for p in source}
        return next((t.issues for t in reversed(self._told[-_BACK:]) if {p.code for p in t.source} == codes), ())

    def parties(self, sentence: Cast | None) -> list[ActorPhrase]:
        """Who "they" are after "Zorvia held talks with Keld": both, where a sentence tells of something mutual."""
        last = next((t for t in reversed(self._told) if t.sentence is sentence), None)
        return [*last.source, *last.target] if last is not None and last.mutual else []

    def together(self, sentence: Cast) -> list[ActorPhrase]:
        """The parties of the last thing that a sentence tells of several together; [] if it tells none."""
        for told in reversed(self._told[-_BACK:]):
            if told.sentence is not sentence:
                continue
            group = [*told.source, *told.target]
            if told.mutual or (told.type == "CONSULT" and len(group) == 2 and all(p.sectors for p in group)):
                return group  # also "the king received the minister": of a visit, where two persons met
        return []

    def two_sides(self, sentence: Cast) -> list[ActorPhrase]:
        """ "Both sides", after "Keld will host talks between the government of Zorvia and rebels": the two of the last
        event told in another sentence that two different actors shared, or that was done to two."""
        for told in reversed(self._told[-_BACK:]):
            struck = told.type in HOSTILE  # "killed soldiers and villagers"
            pair = [*told.source, *told.target] if told.mutual else [] if struck else told.target
            codes = {p.code for p in pair} - {None}
            if told.sentence is not sentence and len(pair) == len(codes) == 2:
                camps = {camp(p) for p in pair}
                foes = self.adversaries()
                return foes if len(foes) == 2 and camps != {camp(p) for p in foes} else pair
        return []

    def adversaries(self) -> list[ActorPhrase]:
        """The two camps whom the story has told most often to be against each other, or to deal with each other; []
        where no pair stands out. Of a state's offices the government stands for it where it was told of."""
        counts: dict[frozenset[tuple[str, ...]], int] = {}
        members: dict[tuple[str, ...], ActorPhrase] = {}
        for told in self._told:
            if (told.type in HOSTILE or told.mutual) and len(told.source) == len(told.target) == 1:
                pair = [p for p in (*told.source, *told.target) if p.resolved and _SIDES.issuperset(p.sectors)]
                camps = frozenset(map(camp, pair))
                if len(camps) == 2:
                    counts[camps] = counts.get(camps, 0) + 1
                    for phrase in pair:
                        if camp(phrase) not in members or phrase.sectors == ("GOV",):
                            members[camp(phrase)] = phrase
        ranked = sorted(counts, key=lambda camps: -counts[camps])  # of equals the one that was told first
        first = self._told[0] if self._told else None
        lead = {camp(p) for p in (*first.source, *first.target)} if first is not None else set()
        if not ranked or (len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]] and ranked[0] != lead):
            return []
        return [members[one] for one in sorted(ranked[0])]

    def deal_with_each_other(self, one: str | None, other: str | None) -> bool:
        """Whether anything was told that one of two countries does to the other or with it."""
        both = {one, other}
        for told in self._told:
            sides = ({p.country for p in told.source}, {p.country for p in told.target})
            if both <= sides[0] | sides[1] and (told.mutual or not any(both <= side for side in sides)):
                return True
        return False

    def asked(self, verb: str, sentence: Cast | None) -> list[ActorPhrase]:
        """Who "it" is in "It refused": whom the sentence before this one asked or threatened."""
        if verb not in _ANSWERS or not self._told:
            return []
        last = next((t for t in reversed(self._told) if t.sentence is sentence), None)
        offered = last is not None and last.type == "AGREE" and not last.mutual and verb not in ("agree", "consent")
        return last.target if last is not None and (last.type in _ASKED or offered) else []

    def held(self, sentence: Cast | None) -> list[ActorPhrase]:
        """Who "they" are in "They were charged with …": whom the sentence before this one tells that somebody held."""
        for told in reversed(self._told[-_BACK:]):
            if told.sentence is sentence and not told.past and (told.type == "COERCE" or told.verb in _HOLDING):
                people = [p for p in told.target if p.sectors and p.resolved]
                return people if len(people) == len(told.target) else []
        return []

    def captor(self, people: Sequence[ActorPhrase], own: Collection[str | None] = ()) -> list[ActorPhrase]:
        """Of whom somebody demands "that they be freed": who was told to have taken such people last; not those of the
        countries ``own``, who demand it."""
        codes = {p.code for p in people if p.code}
        for told in reversed(self._told[-_FAR:]):
            holds = told.type == "COERCE" or told.verb in _HOLDING
            if any(p.country in own for p in told.source):
                continue
            if holds and (not codes or codes.intersection(p.code for p in told.target)):
                return told.source if all(p.resolved for p in told.source) else []
        return []

    def culprit(self, sentence: Cast | None, verb: str) -> list[ActorPhrase] | None:
        """Who "he" is in "He was arrested" after an attack: who carried it out, and never its victim; [] where nobody
        is said to. None where no attack was told, or one by forces, who arrest whom they beat."""
        if verb not in _OF_LAW:
            return None
        for told in reversed(self._told[-_BACK:]):
            if told.sentence is sentence and told.type == "ASSAULT" and told.target:
                if any(not _FORCES.isdisjoint(p.sectors) for p in told.source):
                    return None
                return [p for p in told.source if p.resolved]
        return None

    @staticmethod
    def is_violence(noun: str) -> bool:
        """ "The attack", "the arrest"."""
        return SPEECH_ACTS.get(noun, ("",))[0] in ("ASSAULT", "COERCE")

    @staticmethod
    def is_deed(noun: str) -> bool:
        """ "The move", "the decision": what the sentence before tells, whatever it is."""
        return noun in _DEEDS

    def asker(self, agents: list[ActorPhrase]) -> list[ActorPhrase]:
        """Whom somebody answers who "refused": who asked or threatened him last."""
        codes = {p.code for p in agents if p.code}
        for told in reversed(self._told[-2:]):
            if told.type in _ASKED and codes and codes <= {p.code for p in told.target}:
                return told.source
        return []


def camp(phrase: ActorPhrase) -> tuple[str, ...]:
    """The country of an actor and, where he is not of its state, his sectors."""
    return (phrase.country or "",) if _OF_STATE.issuperset(phrase.sectors) else (phrase.country or "", *phrase.sectors)


def _of_police(side: Sequence[ActorPhrase]) -> bool:
    return bool(side) and all("COP" in p.sectors for p in side)


def _speak_for(phrase: ActorPhrase, own: set[str]) -> bool:
    """Whether those who speak of it are the government of the state that did it."""
    return phrase.code == phrase.country and any(code == f"{phrase.country}GOV" for code in own)


def _of_one_state(phrase: ActorPhrase, own: set[str]) -> bool:
    """Whether a state's forces or government did it, and those of the same state speak of it."""
    if not phrase.country or not _OF_STATE.issuperset(phrase.sectors or ("",)):
        return False
    return any(code and code[:3] == phrase.country and code[3:] in _OF_STATE for code in own)

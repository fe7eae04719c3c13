"""What only seems to be an event: things foretold of others, statements that look like demands, old captivity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .cast import Cast
from .clause import Clause, Clauses
from .dates import is_day
from .match import MODALS
from .owning import at_word
from .seized import goes_far
from .sides import Sides
from .tree import FINITE
from .what_one_gives import giving

if TYPE_CHECKING:
    from .match import Match

#: Verbs whose that-clause demands something or only states it.
_CLAIMING = frozenset({"insist", "rule"})
#: The same, and those who foretell it.
STATING = frozenset({"warn", "caution", "insist", "rule", "suggest"})
#: By which what others may do is foreseen.
_MAYBE = frozenset({"could", "may", "might", "would"})
#: Those who act for no state: what they warn of is what the state may do.
_OUTSIDERS = frozenset({"CVL", "JRN", "OPP", "REB", "SOC"})
#: Prepositions of what goes along with something that is asked for.
_GOING_ALONG = frozenset({"on", "upon", "during", "after", "before", "at", "in"})
#: Types that somebody who goes somewhere to do them has not done yet.
_AIMS = frozenset({"ASSAULT", "COERCE"})
#: What somebody writes to others.
_WRITTEN = frozenset({"email", "letter", "memo", "message", "note", "telegram", "tweet"})
#: Words for whoever does something, before a noun and alone, and sectors of those who can do him harm for it.
_WHICHEVER = frozenset({"any", "every", "each", "whichever"})
_WHOEVER = frozenset({"anyone", "anybody", "anything", "whoever", "everyone", "those", "all"})
#: What armies do with what was taken from them.
_WON_BACK = frozenset({"recapture", "reclaim", "regain", "repel", "repulse", "retake"})
#: Sectors of those who speak for a state.
_OF_STATE = frozenset({"GOV", "MIL"})
_ARMED = frozenset({"GOV", "MIL", "REB", "COP", "PRM", "UAF", "SPY", "LEG", "JUD", "CRM"})
_LETTING = frozenset({"allow", "enable", "help", "let", "permit"})
#: What is said of what others foresee.
_FORESEEN = frozenset({"about", "expect", "schedule", "slate", "due", "suppose", "tip", "set", "poised"})
_ABOUT = frozenset({"about", "against", "at", "over"})
_ONESELF = frozenset({"self", "himself", "herself", "themselves", "itself", "oneself"})
#: What a body does as a whole.
_SITTING = frozenset({"meet", "sit", "convene", "gather"})
#: Verbs of being a captive, which tell nothing new of those who are freed now.
_HOLD = "hold"
_HOLDING = frozenset({_HOLD, "keep", "jail", "imprison", "detain", "intern"})
_RELEASING = frozenset({"release", "free", "liberate"})
#: How nouns of people end.
_PEOPLE = ("worker", "workers", "man", "men", "woman", "women", "ist", "ists", "ian", "ians", "ee", "ees")
_TAKING = frozenset({"abduct", "arrest", "capture", "kidnap", "seize", "take"})
#: What says what shall be done once it is in force.
_BILLS = frozenset({"act", "amendment", "bill", "constitution", "decree", "draft", "law", "legislation", "measure",
                    "motion", "ordinance", "resolution"})  # fmt: skip
_TREATIES = frozenset(
    {"accord", "agreement", "arrangement", "compromise", "deal", "formula", "pact", "plan", "scheme", "treaty", "truce"}
)
_SAID_IN_TEXTS = frozenset({"ACCUSE", "REQUEST", "SUPPORT"})
#: What goes on for long.
_WARS = frozenset({"conflict", "fighting", "hostilities", "insurgency", "rebellion", "uprising", "war"})


class Seeming:
    """Asks the tree of one sentence."""

    __slots__ = ("cast", "clauses", "sentence")

    def __init__(self, clauses: Clauses, cast: Cast) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.cast = cast

    def is_only_said(self, match: Match, outer: int) -> bool:
        """ "Warned that Keld could attack Orm" foretells what others do and threatens nobody; "insisted that it had
        freed the men" is a statement, "insisted that Keld free them" a demand."""
        verb, sentence = match.head, self.sentence
        lemmas = self.clauses.lemmas
        if sentence.deprels[verb] == "conj" and lemmas[outer] in _CLAIMING:
            verb = sentence.heads[verb]  # "insisted that he would not resign or call a vote"
        if sentence.heads[verb] != outer or sentence.deprels[verb] != "ccomp" or match.rule.arrow == "<-":
            return False
        if lemmas[outer] == "suggest":  # "suggested that Keld could withdraw" asks nobody to
            return any(lemmas[c] in _MAYBE for c in self.clauses.children[verb] if sentence.deprels[c] == "aux")
        if lemmas[outer] in _CLAIMING:
            helps = [c for c in self.clauses.children[verb] if sentence.deprels[c] in ("aux", "cop", "aux:pass")]
            asked = any(lemmas[c] in MODALS or sentence.xpos[c] == "VB" for c in helps)
            return not asked and bool(helps or sentence.xpos[verb] in ("VBD", "VBZ"))
        told = [p for h in self.clauses.verb(outer).agents for p in self.cast.own(h)]
        doing = [p for h in match.clause.agents for p in self.cast.own(h)]
        ours, theirs = ({s for p in side for s in p.sectors} for side in (told, doing))
        if ours & _OUTSIDERS and theirs and theirs.isdisjoint(_OUTSIDERS):
            return True  # "the rebels warned that the army would storm the town"
        speakers, others = {p.country for p in told}, {p.country for p in doing}
        return None not in others | speakers and bool(others and speakers) and others.isdisjoint(speakers)

    def is_of_a_bill(self, verb: int, type: str) -> bool:
        """ "Backed a bill that [would ban] the party": what a law would do that is not in force has not happened; what
        a draft itself would have said (backed, asked for, blamed) is told of it."""
        sentence = self.sentence
        if sentence.deprels[verb] == "conj":
            verb = sentence.heads[verb]
        if self._is_laid_down(verb):
            return True
        if type in _SAID_IN_TEXTS:
            return False
        if sentence.deprels[verb] != "acl:relcl" or self.clauses.lemmas[sentence.heads[verb]] not in _BILLS:
            return False
        below = sentence.children[verb]
        relative = any(sentence.lemma_keys[c] in ("that", "which") and sentence.deprels[c] == "nsubj" for c in below)
        helps = {sentence.forms[c] for c in below}  # "a bill that would sanction Keldish officials" threatens them
        return relative and "would" in helps and (type != "SANCTION" or "have" in helps)

    def _is_laid_down(self, verb: int) -> bool:
        """ "A treaty under which Keld is to give up its arms": what it lays down, and nobody has done yet."""
        sentence = self.sentence
        if sentence.deprels[verb] != "acl:relcl" or self.clauses.lemmas[sentence.heads[verb]] not in _BILLS | _TREATIES:
            return False
        under = (c for c in sentence.children[verb] if sentence.lemma_keys[c] == "which" and c < verb)
        ahead = {"is", "are", "was", "were", "will", "would", "shall", "must", "should", "may", "can"}
        helps = {sentence.forms[c] for c in sentence.children[verb] if sentence.deprels[c].startswith(("aux", "cop"))}
        return any(self.clauses.preposition(c) in ("under", "by") for c in under) and not ahead.isdisjoint(helps)

    def governing_noun(self, verb: int) -> int:
        """The noun whose content a clause is ("its demand that Zorvia apologise"), or -1; what a letter does ("a letter
        threatening to …") is told of its own accord."""
        sentence = self.sentence
        noun, marker = sentence.heads[verb], self.clauses.marker(verb)
        if sentence.upos[noun] != "NOUN" or marker not in ("that", "to", ""):
            return -1
        return -1 if not marker and self.clauses.lemmas[noun] in _WRITTEN else noun

    def is_published(self, match: Match) -> bool:
        """ "Released an index", "the release of wastewater": what is freed is nobody. Nouns of people that no
        dictionary has are told by their endings ("oilworkers")."""
        freed, lemmas = match.target, self.clauses.lemmas
        if match.rule.outcome.mode != "release" or freed is None or self.sentence.upos[freed] != "NOUN":
            return False
        if lemmas[match.head] not in _RELEASING:
            return False
        return self.cast.can_fill(freed) < 2 and not lemmas[freed].endswith(_PEOPLE)

    def is_toll(self, match: Match) -> bool:
        """ "The war has killed thousands", "it has driven millions from home": what a war as a whole has done."""
        clause, lemmas = match.clause, self.clauses.lemmas
        if clause.kind != "v" or match.rule.outcome.type not in _AIMS:
            return False
        perfect = any(lemmas[c] == "have" and self.sentence.xpos[c] in ("VBZ", "VBP")
                      for c in self.clauses.children[match.head] if self.sentence.deprels[c] == "aux")  # fmt: skip
        if not perfect or not clause.agents:
            return False
        return all(lemmas[a] in _WARS or self.cast.discourse.means_happening(self.cast, a) for a in clause.agents)

    def is_lasting(self, clause: Clause) -> bool:
        """Whether a clause is a war that is only mentioned: "fallout from the invasion", "since its occupation"."""
        lasting = self.clauses.vocabulary.lasting
        if clause.kind != "n" or clause.support >= 0 or self.clauses.lemmas[clause.head] not in lasting:
            return False
        return self.sentence.deprels[clause.head] in ("nmod", "obl")

    def is_aim(self, verb: int, type: str) -> bool:
        """ "Arrived to fight gangs", "came to arrest him": what somebody goes for has not happened yet. Nor has what
        "had been expected"."""
        sentence = self.sentence
        governor = sentence.heads[verb]
        if sentence.deprels[verb] == "xcomp" and self.clauses.lemmas[governor] in _LETTING and type == "RETREAT":
            # "halted its offensive to let them pull back"
            return sentence.deprels[governor] == "advcl" and self.clauses.marker(governor) == "to"
        return self._is_overtaken(verb) or self._is_overtaken(governor) or (
            type in _AIMS
            and sentence.deprels[verb] in ("advcl", "xcomp")
            and self.clauses.lemmas[governor] in self.clauses.vocabulary.motion
            and self.clauses.marker(verb) == "to"
            and not goes_far(sentence, verb)
        )

    def _is_overtaken(self, word: int) -> bool:
        """ "Had been expected to sign", "had been due to meet": told where something else came of it."""
        if word < 0 or self.clauses.lemmas[word] not in _FORESEEN:
            return False
        helps = [c for c in self.clauses.children[word] if self.sentence.deprels[c].startswith(("aux", "cop"))]
        forms = {self.sentence.forms[c].lower() for c in helps}
        return "had" in forms and "been" in forms

    def is_to_oneself(self, match: Match) -> bool:
        """ "Shot three soldiers, then killed himself"; but who blows himself up attacks others."""
        outcome, objects = match.rule.outcome, match.clause.objects
        if outcome.type != "ASSAULT" or outcome.mode == "suicide-attack":
            return False
        return bool(objects) and all(self.clauses.lemmas[h] in _ONESELF for h in objects)

    def topics(self, match: Match) -> list[int]:
        """ "Struck over [the government's refusal to raise pay]": what a protest is about is no second event."""
        if match.rule.outcome.type != "PROTEST":
            return []
        about = [o.head for o in match.clause.obliques if o.preposition in _ABOUT]
        return [h for h in about if self.sentence.upos[h] == "NOUN"]

    def says_both(self, carried: Match, noun: int) -> bool:
        """ "Voiced [rejection] and condemnation of the plan": whether the verb's rule named the other of two nouns."""
        beside = {*self.clauses.conjuncts(noun)} - {noun}
        if self.sentence.deprels[noun] == "conj":
            beside.add(self.sentence.heads[noun])
        return carried.rule.outcome.type is not None and not beside.isdisjoint(carried.used)

    def is_done(self, verb: int, type: str) -> bool:
        """ "Drove their tractors into Orm [to protest]": what they do is the protest."""
        below = type == "PROTEST" and self.sentence.deprels[verb] == "advcl"
        return below and self.clauses.marker(verb) == "to" and self.sentence.xpos[self.sentence.heads[verb]] in FINITE

    def is_notion(self, word: int, flags: set[str]) -> bool:
        """ "A plot to kill Doe", "pressure for him to be arrested": nobody is named who would do what is only thought
        of; not what could or may happen, and what an "if" says."""
        if "possible" not in flags and "wanted" not in flags:
            return False
        deprels, tags = self.sentence.deprels, self.sentence.xpos
        auxiliaries = (c for c in self.clauses.children[word] if deprels[c] in ("aux", "aux:pass", "cop"))
        return tags[word] not in FINITE and not any(tags[c] in FINITE or tags[c] == "MD" for c in auxiliaries)

    def is_setting(self, clause: Clause) -> bool:
        """ "The council, meeting in Orm, urged …": only where it was when it did so."""
        if self.clauses.lemmas[clause.head] not in _SITTING:
            return False
        return self.clauses.is_participle(clause.head, "VBG") and self.sentence.deprels[clause.head] in ("advcl", "acl")

    def is_own(self, clause: Clause, sides: Sides) -> bool:
        """ "Defended his plan", "hailed his government's decision": what is the speaker's own."""
        deprels = self.sentence.deprels
        children, pos = self.clauses.children, self.sentence.upos
        owners = [c for h in clause.objects for c in children[h] if deprels[c] == "nmod:poss"]
        pronouns = any(pos[o] == "PRON" or any(pos[c] == "PRON" for c in children[o]) for o in owners)
        own = {p.code for o in owners for p in self.cast.own(o)} if pronouns else {None}
        army = any(p.head in clause.objects for p in sides.target)  # "praised his army"
        return not army and bool(own) and None not in own and own <= {p.code for p in sides.source}

    def _was_taken(self, match: Match) -> bool:
        """ "Prisoners captured in the war", by nobody who is named; that they were "seized on Monday" is news."""
        return self.clauses.lemmas[match.head] in _TAKING and not match.clause.agents and not self._is_news(match)

    def _is_news(self, match: Match) -> bool:
        words = [self.sentence.forms[w] for w in self.sentence.subtree(match.head)]
        return any(is_day(word) or word == "yesterday" for word in words)

    def _was_held(self, match: Match) -> bool:
        """ "Hostages held since May"; that they were "detained by Keldish police on Monday" is news."""
        lemma = self.clauses.lemmas[match.head]
        if lemma not in _HOLDING:
            return False
        return lemma in (_HOLD, "keep") or not match.clause.agents or not self._is_news(match)

    def only_asked(self, matches: list[Match]) -> set[int]:
        """ "Urged Keld to arrest him on his [arrival]", "asked for help in [bringing] them to the table": what goes
        along with something asked for is no event beside it, where it names nobody of its own."""
        deprels, heads, found = self.sentence.deprels, self.sentence.heads, set()
        requests = [m for m in matches if m.rule.outcome.type == "REQUEST"]
        asked = {inner.head for m in requests for inner in m.inner}
        named = {h for m in requests for h in m.used}
        for match in matches if requests else ():
            word = match.head
            if match.clause.kind == "n" and deprels[word] == "obl" and heads[word] in asked:
                owners = [c for c in self.clauses.children[word] if deprels[c] == "nmod:poss"]
                if self.clauses.preposition(word) in _GOING_ALONG and all(
                    self.sentence.upos[c] == "PRON" for c in owners
                ):
                    found.add(word)
            elif deprels[word] == "acl" and self.sentence.xpos[word] == "VBG" and heads[word] in named:
                found.add(word)
        return found

    def captives(self, matches: list[Match]) -> set[int]:
        """Reduced clauses of old captivity: "the hostages, [held since May], were freed", and of captivity that nobody
        is said to keep up: "threatened to kill the hostages [held in Orm]"."""
        ended = [m for m in matches if m.rule.outcome.type == "RETREAT" or self.clauses.lemmas[m.head] == "rescue"]
        freed = {h for m in ended for h in (*m.clause.objects, *m.used)}
        return self._told_again(matches) | {
            m.head
            for m in matches
            if m.rule.outcome.type in _AIMS
            and self.sentence.deprels[m.head] == "acl"
            and (self._was_held(m) or self._was_taken(m))
            and (self.sentence.heads[m.head] in freed or (self.clauses.lemmas[m.head] == _HOLD and not m.clause.agents))
        }

    def _told_again(self, matches: list[Match]) -> set[int]:
        """ "Cut the aid that it [sends] to Keld", "lifted the sanctions it had [imposed] on Keld": no second event."""
        reaching = [m for m in matches if m.rule.outcome.type and "what_one_gives" in m.clause.constructions]
        dealt = [(m.head, h) for m in reaching for h in m.used]
        told: set[int] = set()
        for head, noun in dealt:
            for child in self.sentence.children[noun]:
                verb = giving(self.clauses, child)
                if verb >= 0 and head not in (child, verb):
                    told |= {child, verb}
        return told

    def is_for_all(self, clause: Clause) -> bool:
        """ "[Anyone who breaks the curfew] will be shot", "[any ship that comes near] will be sunk": who says so
        threatens."""
        forms, children = self.sentence.forms, self.clauses.children
        return clause.passive and any(
            forms[h].lower() in _WHOEVER or any(forms[c].lower() in _WHICHEVER for c in children[h])
            for h in clause.objects
        )

    def only_feels(self, clause: Clause) -> bool:
        """ "Students angry at the army stoned a base": the adjective only says how the subject of a verb feels."""
        if clause.kind != "a" or "reduced_relative" not in clause.constructions or not clause.agents:
            return False
        return self.cast.sentence.deprels[clause.agents[0]] == "nsubj"

    def of_armies(self, sides: Sides, type: str, clause: Clause, speakers: list[ActorPhrase]) -> None:
        """Who sends troops or wins back a place, where an army tells it, and from whom."""
        if not sides.source and not sides.means:
            sides.source = self.of_own_troops(speakers, type, clause)
        if type == "ASSAULT" and sides.source and not any(p.code for p in sides.target):
            sides.target = self.won_back_from(sides, clause) or sides.target

    def of_own_troops(self, speakers: list[ActorPhrase], type: str, clause: Clause) -> list[ActorPhrase]:
        """ "An army spokesman said reinforcements had been sent", "… that the town had been retaken": by the army."""
        if not clause.passive or (type == "ASSAULT" and self.cast.sentence.lemma_keys[clause.head] not in _WON_BACK):
            return []
        troops = [p for p in speakers if p.resolved and p.sectors in (("MIL",), ("GOV",))]
        return troops if len(troops) == 1 else []

    def won_back_from(self, sides: Sides, clause: Clause) -> list[ActorPhrase]:
        """ "Rebels overran a camp. The army retook it": from those who had attacked it."""
        told = self.cast.discourse.story.last_attack(self.cast)
        if told is None or self.cast.sentence.lemma_keys[clause.head] not in _WON_BACK:
            return []
        mine = {p.country for p in sides.source}
        held = mine & {p.country for p in told.target} and {p.code for p in told.source}.isdisjoint(
            p.code for p in sides.source
        )
        return at_word(self.cast.sentence, told.source, clause.head) if held else []

    @staticmethod
    def who_threatens(speakers: list[ActorPhrase]) -> list[ActorPhrase]:
        """Of those who say that harm will be done to whoever does something, those who can do it."""
        return [p for p in speakers if _ARMED & set(p.sectors) or p.kind in ("country", "capital")]

    @staticmethod
    def who_announces(speakers: list[ActorPhrase], target: list[ActorPhrase]) -> list[ActorPhrase]:
        """ "Keld's minister said refugees would not be sent back to Orm": of those who say what will be done to others,
        him whose own state does it."""
        theirs = {p.country for p in target}
        found = [p for p in speakers if p.resolved and p.country not in theirs and _OF_STATE.issuperset(p.sectors)]
        alone = len(speakers) == len(found) == 1 and bool(theirs) and found[0].country not in ENTITIES
        return found if alone and (found[0].sectors or found[0].kind in ("country", "capital")) else []

"""From matches to event drafts: nested events, moods, mutual events, issues, and no event twice.

A draft holds everything that a record needs but the document's own data; ``engine`` turns drafts into ``Event``s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .by_phone import way_of_talking
from .cast import Cast
from .denials import only_denied
from .draft import Draft
from .followed import followed
from .instruments import mode_of_tools
from .issues import issues_of
from .judgements import PROPOSAL, judge, own_proposal
from .match import Match, Matcher
from .mood import Mood, is_history
from .only_told import only_told, stands_alone
from .ontology import Ontology
from .ordinary import settle
from .owning import sectors
from .phrases import ActorPhrase
from .repeats import without_repeats
from .retold import is_aside, is_retold
from .roles import Roles
from .rules.index import RuleIndex
from .rules.syntax import Outcome
from .same_fight import settle_fights
from .searching import PLACE
from .seeming import STATING, Seeming
from .sides import Sides, distinct, sayers_home, taken_back
from .told import Told
from .transforms import transformed
from .venues import OWED, bound_by

if TYPE_CHECKING:
    from .trace import Trace

_COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
#: Prepositions of the violence in which somebody comes to harm.
_OCCASIONS = frozenset({"in", "during", "by"})
#: Verbs of what only hosts let others do.
_STATIONED = frozenset({"base", "garrison", "rotate", "station"})
_EXERCISE = "military_exercise"
_DRILLS = frozenset({"exercise", "drill", "manoeuvre", "maneuver", "wargame", "rehearse", "practise", "simulate"})
#: Flags that no transform used up, and the mark that each leaves on the record.
_MARKS = {"not": "negated", "denied": "negated", "future": "future", "possible": "hypothetical",
          "conditional": "hypothetical", "wanted": "hypothetical"}  # fmt: skip


class Composer:
    """Codes one sentence: ``drafts(matches(triggers))`` gives its events in order of their triggers."""

    __deletable__ = ("matcher", "roles")  # for mypyc: what ``release`` deletes

    def __init__(
        self, cast: Cast, index: RuleIndex, ontology: Ontology, year: int | None = None, trace: Trace | None = None
    ) -> None:
        self.cast = cast
        self.clauses = cast.clauses
        self.sentence = cast.sentence
        self.lemmas = self.clauses.lemmas
        self.index = index
        self.ontology = ontology
        self.year = year
        self.trace = trace
        self.matcher = Matcher(self.clauses, index, cast.can_fill, cast.owner, self.inner_type, self._sectors, trace)
        self.moods = self.matcher.moods
        self.roles = Roles(cast, self.matcher, ontology.place_is_target)
        self.seeming = Seeming(self.clauses, cast)
        self._asked: set[int] = set()  # triggers whose content is being looked for

    def _sectors(self, head: int, acts: bool) -> set[str]:
        return sectors(self.cast, head, acts)

    def release(self) -> None:
        """Lets go of what points back here (``Cast.release``)."""
        self.roles.release()
        del self.matcher, self.roles

    # ---------------------------------------------------------------- moods on types

    def transform(self, type: str, mode: str | None, flags: set[str]) -> tuple[Outcome | None, set[str], str]:
        """Applies the ``when`` statements (``transforms.transformed``)."""
        return transformed(self.index.transforms, type, mode, flags)

    def inner_type(self, match: Match, outer: int) -> tuple[str, str | None] | None:
        """Type and mode of a match as an inner event of the word ``outer``: only what lies between them counts, and of
        that only whether the event stops or does not happen ("agreed to stop shelling", "agreed not to attack")."""
        outcome = match.rule.outcome
        if outcome.type is None:
            return None
        if self.lemmas[outer] in STATING and self.seeming.is_only_said(match, outer):
            return None
        flags = self.moods.of(match.clause, outer).flags & {"stopped", "not"} - match.rule.spent
        if not flags:
            mode, _ = self.settled(match, outcome)
            return outcome.type, mode
        if "stopped" in flags:
            changed, flags, _ = self.transform(outcome.type, outcome.mode, flags)
            if changed is not None and "not" not in flags:
                return None if changed.type is None else (changed.type, changed.mode)
        if "not" in flags:
            return ("REJECT", None) if outcome.type in _COOPERATIVE else ("RETREAT", None)
        return outcome.type, outcome.mode

    def settled(self, match: Match, outcome: Outcome) -> tuple[str | None, str]:
        """Mode and CAMEO code of a match, with what the inner event adds."""
        assert outcome.type is not None
        inner = None
        if match.inner:
            first = match.inner[0]
            kind = self.inner_type(first, match.head)
            if kind is not None:
                own = first.rule.outcome
                cameo = self.settled(first, own)[1] if kind[0] == own.type else None
                inner = (kind[0], kind[1], cameo)
        elif outcome.mode is None and outcome.type in ("REJECT", "REQUEST"):
            inner = self._content_of_used(match)
        if inner is None and outcome.type == "ASSAULT" and outcome.mode is None and match.clause.kind != "n":
            means = self._means(match)
            if means is not None:
                return self.ontology.settle(outcome.type, means.mode, outcome.cameo or means.cameo)
        mode, cameo = way_of_talking(match, outcome, self.lemmas)
        mode = mode_of_tools(self.sentence, match.clause, outcome.type, mode)
        return self.ontology.settle(outcome.type, mode, cameo, inner)

    def _means(self, match: Match) -> Outcome | None:
        """What the violence was, where words name it: "wounded [in a mortar attack]", "[a mortar attack] killed"."""
        fights = [o.head for o in match.clause.obliques if o.preposition in _OCCASIONS and o.near]
        for head in (*fights, *match.clause.agents):
            if self.sentence.upos[head] == "NOUN":
                told = self.matcher.at(head)
                if told is not None and told.rule.outcome.type == "ASSAULT" and told.rule.outcome.mode is not None:
                    return told.rule.outcome
        return None

    def _content_of_used(self, match: Match) -> tuple[str, str | None, str | None] | None:
        """ "Rejected its demand that it free the hostages": what the demand is about gives the mode."""
        if match.head in self._asked:
            return None  # "called for pressure to be put on Keld": what is put is the pressure
        self._asked.add(match.head)
        try:
            for word in match.used:
                for child in self.clauses.children[word]:
                    if self.sentence.deprels[child] == "acl" and self.clauses.marker(child) in ("that", "to"):
                        about = self.matcher.at(child)
                        kind = self.inner_type(about, word) if about is not None else None
                        if kind is not None:
                            return kind[0], kind[1], None
            return None
        finally:
            self._asked.discard(match.head)

    # ---------------------------------------------------------------- the sentence

    def matches(self, triggers: list[int]) -> list[Match]:
        """The rules that fire in the sentence; ``triggers`` are the words that they may start from, in order."""
        return [m for m in map(self.matcher.at, triggers) if m is not None]

    def drafts(self, matches: list[Match]) -> list[Draft]:
        """The events of the sentence from the rules that fire in it."""
        denied = only_denied(matches, self.matcher, self.roles)
        used = (self._used(matches) | self.seeming.only_asked(matches)) - set(denied.values())
        judging = [m for m in matches if m.rule.outcome.type in ("REJECT", "ACCUSE")]
        captives = self.seeming.captives(matches)
        judged = {m.target for m in judging} | {h for m in judging for h in (*m.clause.objects, *m.clause.agents)}
        found: list[Draft] = []
        for match in matches:
            if match.head in denied:
                self._fate(match, "what is denied is told")
                continue
            if match.head in used:
                self._fate(match, "used up by an outer event")
                continue
            if match.head in captives:
                self._fate(match, "captivity that has ended")
                continue
            modal = self.sentence.deprels[match.head] in ("aux", "cop")
            verb = self.sentence.heads[match.head] if modal else match.head
            content = self.sentence.deprels[verb] in ("acl", "ccomp") or self.clauses.is_content(verb)
            about = self.seeming.governing_noun(verb) if content else -1
            plan = about in judged and self.clauses.marker(verb) in ("to", "that")
            if (about in used or plan) and about not in match.used and about not in denied.values():
                self._fate(match, "what a used-up noun is about")
                continue
            draft = self._draft(match)
            if draft is not None:
                found.append(draft)
                self._tell(draft)
        told = without_repeats(settle_fights(found, self.clauses), self.clauses)
        return told + (followed(self.cast, self.moods, told) if told else [])

    def _tell(self, draft: Draft) -> None:
        """Keeps an event in mind for what takes it up again ("the move"), and whose its actors are ("them")."""
        for phrase in (*draft.source, *draft.target):
            self.cast.settle(phrase)
        lemma = self.lemmas[draft.head]
        verb = self.clauses.vocabulary.nominal.get(lemma, (lemma,))[0]
        sides = draft.source, draft.target, draft.issues
        past = not draft.marks.isdisjoint(("historical", "negated", "hypothetical"))
        type = "INQUIRY" if draft.mode == "investigate" else draft.type
        aside = type == "ASSAULT" and is_aside(self.cast, draft.head, draft.source, draft.target)
        self.cast.discourse.story.add(Told(type, *sides, verb, self.cast, draft.mutual, draft.attribution, past, aside))

    def _fate(self, match: Match, what: str) -> None:
        if self.trace is not None:
            self.trace.fate(match.head, what)

    def _used(self, matches: list[Match]) -> set[int]:
        """Heads that an outer rule has used up, as its inner event or as one of its words."""
        used: set[int] = set()
        for match in matches:
            if match.inner and match.clause.kind == "n" and self.moods.signs.is_denied(match.head):
                continue
            if match.rule.outcome.type is not None:
                used.update((*match.used, *self.seeming.topics(match)))
            elif not match.inner:
                continue  # "drop" says only that this trigger is no event, or of an EVENT in it that it is none either
            if match.target is not None and match.rule.outcome.type == "REJECT":
                asked = self.matcher.at(match.target)
                if asked is not None and asked.clause.kind == "n" and asked.rule.outcome.type in ("REQUEST", "AGREE"):
                    used.add(match.target)  # "turned a deaf ear to Keld's pleas"
            for inner in match.inner:
                used.add(inner.head)
                used.update(inner.used)
            if match.rule.outcome.type == "ASSAULT":
                heads = (*match.used, *(m.head for m in match.inner))
                used.difference_update([h for h in heads if self.roles.is_told_apart(h)])
            support = match.clause.support
            if support >= 0 and match.rule.outcome.type is not None and "occasion" not in match.clause.constructions:
                # The noun carries the event; its light verb adds none, unless the verb's rule named the noun.
                carried = self.matcher.at(support)
                named = carried is None or match.head in carried.used or match in carried.inner
                until = carried is not None and carried.rule.reported and match.target is None
                both = carried is not None and self.seeming.says_both(carried, match.head)
                if not named and not until and not both:  # "there will be no talks until …"
                    used.add(support)
        # "offered to host talks between Zorvia and Keld": the offer has used up the hosting, and with it the talks
        inside = {inner.head: inner.rule.outcome.type for m in matches for inner in m.inner if m.rule.outcome.type}
        used.update(m.head for m in matches if inside.get(m.clause.support) == m.rule.outcome.type is not None)
        used -= {m.head for m in matches if m.head in used and self._is_used_by_itself(m, matches)}
        return used

    @staticmethod
    def _is_used_by_itself(match: Match, matches: list[Match]) -> bool:
        """A relative clause's antecedent uses its own clause ("the demands that Keld made"): keep the verb."""
        return match.head in match.used and not any(match.head in o.used for o in matches if o is not match)

    def _draft(self, match: Match) -> Draft | None:
        rule, outcome = match.rule, match.rule.outcome
        if outcome.type is None:
            self._fate(match, f"dropped by {rule.place}")
            return None
        mood = self.moods.of(match.clause)
        mode, cameo = self.settled(match, outcome)
        type = outcome.type
        place = rule.place
        flags = set(mood.flags) - rule.spent
        carried = match.clause.support >= 0 and "occasion" not in match.clause.constructions
        done = self.seeming.is_done(match.head, type)
        flags -= {"future"} if done else set()  # "went up on the roof to protest"
        if match.clause.kind == "v" and self.seeming.is_of_a_bill(match.head, type):
            self._fate(match, "only what a bill would do")
            return None
        aim = (mood.purpose and not done) or self.seeming.is_aim(match.head, type)
        if aim and (match.clause.kind == "v" or carried or "stopped" in flags):  # "in order to stop the shelling"
            self._fate(match, "a purpose or a ground, not a fact")
            return None
        if mood.label:
            self._fate(match, "a topic before a colon, not told")
            return None
        if mood.compared:
            self._fate(match, "only what something is compared with")
            return None
        if mood.question:
            self._fate(match, "an embedded question, not a fact")
            return None
        changed, left, by = self.transform(type, mode, flags)
        if changed is not None:
            if changed.type is None:
                self._fate(match, f"dropped by {by}")
                return None
            inner = (type, mode, cameo)
            type = changed.type
            mode, cameo = self.ontology.settle(type, changed.mode, changed.cameo, inner)
            if type == "THREATEN" and "possible" not in left:  # "will strike if attacked": the threat is made
                left = left - {"conditional"}
            place = f"{place}+{by}"
        elif type == "THREATEN" and "future" in rule.spent and "future" in mood.flags:
            left = left - {"possible", "conditional"}  # "would answer a strike with one of its own, an aide warned"
        if "stopped" in left:
            self._fate(match, "has stopped, and no transform says what that is")
            return None
        sides = self.roles.sides(match)
        if type == "THREATEN" and changed is not None and not sides.source and self.seeming.is_for_all(match.clause):
            sides.source = self.seeming.who_threatens(self._attribution(mood, match.head))
        announced = changed is not None and "future" in mood.flags and "not" not in left
        if announced and match.clause.passive and not sides.source:
            sides.source = self.seeming.who_announces(self._attribution(mood, match.head), sides.target)
        if type in ("MOBILIZE", "ASSAULT") and not (sides.source and any(p.code for p in sides.target)):
            self.seeming.of_armies(sides, type, match.clause, self._attribution(mood, match.head))
        if flag := taken_back(type, outcome.type, outcome.mode, sides, self._is_hosted(match, sides)):
            type, left, place, changed = outcome.type, left | {flag}, rule.place, None
            mode, cameo = self.settled(match, outcome)
        if not sides.target and not sides.mutual and type in OWED:
            sides.target = bound_by(self.cast, self.matcher, match, sides.source)
        if type == "REQUEST" and own_proposal(match, sides, self.cast):
            type, mode, cameo = "AGREE", None, PROPOSAL
        if reason := self._unfit(match, sides, type):
            self._fate(match, reason)
            return None
        draft = Draft(match.head, type, mode, cameo, place)
        draft.source, draft.target, draft.mutual = sides.source, sides.target, sides.mutual
        draft.things, draft.means = sides.things, sides.means
        issues = issues_of(match, changed, self.index, self.matcher, self.cast)
        draft.issues = tuple(dict.fromkeys([*issues, *self.roles.carried.get(match.head, ())]))
        if any(self.lemmas[w] in _DRILLS for w in (match.head, *match.used)) or _EXERCISE in draft.issues:
            before = (c for w in match.used for c in self.clauses.children[w] if c < w)
            draft.share_exercise({self.sentence.forms[c] for c in before})
        if type in ("REJECT", "SANCTION", "THREATEN") and changed is not None:
            draft.mutual = False  # a refusal of something mutual has one who refuses
        refused = type == "REJECT" and outcome.type == "AGREE"
        undone = refused or {"not", "future"} <= left or (type in ("ASSAULT", "REQUEST", "THREATEN") and "not" in left)
        nobody = not any(p.resolved for p in sides.source)
        if (not sides.source and undone) or (nobody and self.seeming.is_notion(match.head, left)):
            self._fate(match, "nobody is said to do it, and it is not said to be done")
            return None  # "Keld will not be bullied", "a plot to kill Doe", "nobody was hurt in the blast"
        marks = {_MARKS[f] for f in left if f in _MARKS}
        if is_history(mood, self.sentence, self.year) or (not marks and self.seeming.is_lasting(match.clause)):
            marks.add("historical")
        draft.marks = frozenset(marks)
        draft.promise_exercise()
        draft.attribution = sayers_home(distinct(self._attribution(mood, match.head)), sides, type)
        if not judge(draft, match, self.cast, mood.sayers):
            self._fate(match, "a judgement that nobody is said to make")
            return None
        draft.words = match.clause.words
        draft.specificity = rule.specificity
        settle(draft, self.cast)
        self._fate(match, f"coded {type} by {place}" + (f" ({', '.join(sorted(marks))})" if marks else ""))
        return draft

    def _unfit(self, match: Match, sides: Sides, type: str) -> str:
        """Why a match makes no event, or ""."""
        clause = match.clause
        if not sides.source and not sides.target:
            return "neither side is named"
        nobody = not sides.source and not sides.means and not clause.agents
        bare = self.sentence.deprels[clause.head] == "root" and self.sentence.xpos[clause.head] in ("VB", "VBP")
        if nobody and bare and clause.kind == "v" and not clause.passive:
            return "an imperative, or a noun taken for a verb"
        if self.seeming.is_toll(match) or (type == "CONSULT" and not sides.target and self.seeming.is_setting(clause)):
            return "the toll of a war, or where somebody speaks"
        praising = type == "SUPPORT" and self.lemmas[clause.head] in self.clauses.vocabulary.praising
        own = (praising and self.seeming.is_own(clause, sides)) or self.seeming.is_to_oneself(match)
        if own or self.seeming.is_published(match):
            return "one's own, or something made public"
        itself = match.target is not None and not sides.target and not sides.mutual
        if itself and match.target is not None and not (sides.source and self._is_where(match.target, type)):
            return "the target is the source itself"
        if not sides.source and not any(p.resolved for p in sides.target):
            return "nobody who acts, and nobody known who suffers"
        if self.seeming.only_feels(clause) and self.matcher.at(self.sentence.heads[clause.agents[0]]):
            return "only how those feel of whom the verb tells"
        if told := only_told(self.clauses, self.matcher, match, sides):
            return told
        alone = clause.support < 0 or "occasion" in clause.constructions
        if clause.kind == "n" and alone and not stands_alone(self.clauses, self.matcher, clause, sides, type):
            return "an event noun that is only mentioned"
        if clause.kind == "n" and is_retold(self.cast, self.matcher, clause.head, type, alone):
            return "told before"
        return ""

    def _is_hosted(self, match: Match, sides: Sides) -> bool:
        """ "Will station troops in Keld", "will be deployed in Keld": where only hosts let others do so."""
        inside = bool(sides.target) and all(self.clauses.preposition(p.head) == "in" for p in sides.target)
        return self.lemmas[match.head] in _STATIONED or (self.lemmas[match.head] == "deploy" and inside)

    def _is_where(self, target: int, type: str) -> bool:
        """Whether what the source holds itself is only where it acts: "eased a curfew in the capital", "struck an
        airfield in Crimea", whose it is now is not told."""
        left = type == "RETREAT" and self.clauses.preposition(target) in ("from", "out_of")
        if left or type == "MOBILIZE" or self.clauses.preposition(target) in PLACE:
            return True
        return type == "ASSAULT" and self.sentence.upos[target] == "NOUN"

    def _attribution(self, mood: Mood, head: int) -> list[ActorPhrase]:
        relays = [p for relay in mood.relays for p in self.cast.own(relay) if p.country]
        found: list[ActorPhrase] = []
        for sayer in mood.sayers:
            for phrase in self.cast.own(sayer):
                if phrase.kind in mood.topic:
                    continue  # "Ivory Coast: rebels sign truce", "Zorvian-Keldish conflict: …"
                if phrase.code is not None and phrase.head not in {p.head for p in found}:
                    homeless = relays and not phrase.resolved  # "Keldish radio quoted officials as saying"
                    found.append(phrase.with_country(relays[0].country or "") if homeless else phrase)
        return found or relays or self.cast.discourse.quoted(self.cast, head)

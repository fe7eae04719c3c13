"""Where a target may stand: the words of a clause in the order in which they are looked at.

The order is the one that ``grammars/README.md`` promises to rule writers; which prepositions can introduce a target is
listed here. ``targets`` reads what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import searching_beyond
from .cast import Cast
from .clause import Oblique
from .favouring import is_in_favour, is_waved
from .homes import EDGES
from .match import Match, Matcher
from .owning import CAPTORS, without_captors
from .partners import OF_STATES, PARTICIPANT, WRONGS, partners_of
from .private_persons import is_private
from .searching_beyond import beneath, deciders, helped, is_ones_own, land_of, of_deeds, partners_in
from .tree import HARMING

#: Of these a participant counts although no dictionary knows it, if it is a person or a name.
AIMED = ("against", "on", "to", "with", "at", "from")
PLACE = ("in", "near", "around", "across", "inside", "outside", "throughout", "within", "at", "into", "through",
         "along", "off")  # fmt: skip
#: Who does it to himself does it to nobody else.
_REFLEXIVE = frozenset({"herself", "himself", "itself", "self", "themself", "themselves"})
#: Prepositions of the seat of those against whom somebody protests.
_BEFORE = ("outside", "in_front_of", "before", "near", "at")
#: … and of those that hang on the rule's own words ("the ban on imports").
AIMED_AT = ("against", "on", "to", "over")
#: Types in which a clause of purpose names no target ("imposed a curfew to stop …").
_NOT_IN_PURPOSE = frozenset({"COERCE", "SANCTION", "ASSAULT", "CONSULT", "ACCUSE", "REQUEST", "RETREAT"})
#: Kinds of phrases that are actors themselves and not just owned by one ("Keldish soldiers", not "Keld's plan").
_ACTING = frozenset({"agent", "person", "group", "org", "party", "people", "body", "force", "name"})
#: Types about what others do: their target is who does the inner event ("condemned the shelling of Orm by Keld": KEL).
#: The other types govern one's own doing ("refused to release", "threatened to attack"): the inner target.
ABOUT_OTHERS = frozenset({"ACCUSE", "REQUEST", "SUPPORT"})
#: Prepositions of where a road leads that is blocked.
_LEADING = ("to", "between", "from", "into")
#: Verbs of asking somebody who stands behind a preposition, and these.
_TURNING = frozenset({"appeal", "plead", "call", "look", "turn", "pray", "apply"})
_ASKED = frozenset({"to", "on", "upon", "with"})
#: Prepositions of a third party that works along.
_ALONGSIDE = frozenset({"with", "alongside", "together_with", "along_with"})
#: Verbs of what goes from one to another.
_SENDING = frozenset({"deliver", "dispatch", "distribute", "donate", "fly", "give", "ferry", "rush", "send", "ship",
                      "supply", "truck"})  # fmt: skip
#: What bears people, or guards them.
_CARRYING = frozenset({"carry", "transport", "ferry", "escort", "hold", "serve", "supply"})
#: What counts in a stage of the search: actors that are known; the same, in what the infinitive is about ("agreed to
#: lend money to Keld"); also others, if nothing better comes later; also people and bodies without a country, at once.
KNOWN, BENEATH, OTHERS, PEOPLE = range(4)
#: What a programme or a mission is for.
_SCHEMES = frozenset({"agreement", "campaign", "deal", "effort", "mission", "operation", "programme", "program",
                      "project", "scheme"})  # fmt: skip
_HELPING = frozenset({"advise", "arm", "equip", "feed", "fund", "help", "support", "train"})
#: Verbs of relative clauses that say whom a measure or an attack reaches ("sanctions that targeted Keldish firms").
_REACHING = HARMING | {"target", "affect"}
#: What tells somebody, and the types that it may carry to him ("apologised [in a letter to Keld]").
_MISSIVES = frozenset({"letter", "message", "telegram", "cable", "note", "call", "email"})
_ADDRESSED = frozenset({"AGREE", "CONCEDE", "REQUEST", "SUPPORT"})
#: Types of what one does as somebody's mediator or guard.
_IN_ROLES = frozenset({"AGREE", "AID", "CONSULT"})
#: What troops are to prevent, whoever it is about.
_UNREST = frozenset({"demonstration", "protest", "rioting", "trouble", "unrest", "violence"})
#: At which people come together or stay away.
_BIDDING = frozenset({"behest", "call", "invitation", "request", "urging"})
#: What is asked for in order to do something with it to others.
_HELP = frozenset({"aid", "assistance", "backup", "help", "reinforcement", "support", "troop"})


class Searching:
    """The candidates for the targets of one sentence's matches, as heads."""

    def __init__(self, cast: Cast, matcher: Matcher) -> None:
        self.cast = cast
        self.matcher = matcher
        self.clauses = cast.clauses

    def stages(self, match: Match, parties: int) -> Iterator[tuple[int, list[int]]]:
        """(who counts there, heads) in the order in which a target is looked for."""
        clause, type, mutual = match.clause, match.rule.outcome.type, match.rule.arrow == "<->"
        if type == "AGREE" and any(m.rule.arrow == "<->" for m in match.inner):
            mutual = True  # "Keld and Orm announced plans to hold a conference on Brin"
        objects = self._objects(match)
        inner_heads = {m.head for m in match.inner}
        used = [h for h in match.used if h not in clause.agents and h not in inner_heads]
        if type == "PROTEST":
            used = [h for h in used if not is_waved(self.clauses, match.head, h)]
        if type == "COOPERATE" and mutual and parties > 1:
            # "Keldish and Ormish police jointly traced the smugglers to a bank": neither of these works along
            yield KNOWN, [o.head for o in clause.obliques if o.preposition in _ALONGSIDE]
            yield KNOWN, [h for w in used for p, h in self.below(w, 2) if p == "with" and h not in match.used]
            return
        yield PEOPLE, objects
        if type == "REQUEST" and self.clauses.lemmas[match.head] in _TURNING:
            # "appealed [to Keld] for the release of two sailors": not they are asked
            before = min((h for h in used if h > match.head), default=-1)
            yield KNOWN, [o.head for o in clause.obliques if o.near and o.preposition in _ASKED and o.head < before]
        yield from self._named_by_rule(match, used)
        lemmas = self.clauses.lemmas
        below = [h for p, h in self.below(match.head, 1) if p == "of"]  # "issued a condemnation of the persecution"
        violent = [h for h in (*objects, *used, *below) if self.is_violence(h) or lemmas[h] in WRONGS]
        if type == "ACCUSE" and violent:
            # "condemned the murder of a priest": who is condemned is not he
            deprels = self.cast.sentence.deprels
            whose = [o for h in violent for o in self.cast.owners(h)]
            named = [o for o in whose if self.clauses.preposition(o) == "by" or deprels[o] == "nmod:poss"]
            yield PEOPLE, [*named, *(o.head for o in clause.obliques if o.preposition == "by")]
            # "condemned the treatment of migrants [in Keld]"
            yield KNOWN, [h for w in violent if lemmas[w] in OF_STATES for p, h in self.below(w) if p == "in"]
            return
        if not mutual or parties < 2:  # "Zorvia and Keld held joint [air force] drills"
            yield from self._owners(match, used)
        if type == "ACCUSE" and (match.inner or of_deeds(self, match, objects)):
            yield from self._of_judged(match, objects)
            return  # what is condemned names its victims, not the accused
        partners = partners_of(match, self.clauses.lemmas[match.head])
        obliques = self._beside(match, objects, partners)
        yield from self._behind(match, obliques, partners, (True, False) if not mutual or parties < 2 else (True,))
        if mutual and parties > 1:
            # Both parties are named already, but for a third: "took part in drills [with U.S. forces]"
            yield KNOWN, [h for w in used for p, h in self.below(w, 2) if p == "with" and h not in match.used]
            yield KNOWN, [h for w in used for h in partners_in(self, w) if type == "SUPPORT"]
            return
        if type == "PROTEST":
            yield PEOPLE, deciders(self, match)
        yield from self._deeper(match, objects, used, obliques, partners)
        if type in ABOUT_OTHERS or type in ("REJECT", "SANCTION"):
            yield from self._of_what_is_said(match)
        if type == "PROTEST":
            # "protested outside the Keldish embassy"
            places = [o.head for o in clause.obliques if o.preposition in _BEFORE]
            houses = (h for h in places if all(p.kind != "private" for p in self.cast.own(h)))  # no opera house
            yield KNOWN, [h for h in houses if self.cast.sectors(h) - {"STATE"}]
        if type == "CONSULT" and mutual:
            # "sat down to talk with Keld"; but "met to discuss the killing of Kelds" names no party
            met = [self.clauses.verb(head) for head in self.complements(match)]
            yield KNOWN, [o.head for inner in met for o in inner.obliques if o.preposition == "with"]
            return
        yield from self._of_infinitives(match)
        if type in _ADDRESSED:
            letters = [o.head for o in clause.obliques if self.cast.sentence.lemma_keys[o.head] in _MISSIVES]
            yield KNOWN, [h for letter in letters for p, h in self.below(letter) if p in ("to", "with")]

    def _objects(self, match: Match) -> list[int]:
        """The objects that may be the target: those that the rule has not used, and their like."""
        clause = match.clause
        bound = {head for constraint, head in match.filled if constraint.kind == "slot"}
        # "chained themselves to a tree"
        bound.update(h for h in clause.objects if self.clauses.lemmas[h] in _REFLEXIVE)
        objects = [h for h in clause.objects if h not in match.used and h not in bound]
        if objects and match.rule.outcome.type in ("ASSAULT", "COERCE", "SANCTION"):
            # "killed two policemen and a teacher", where the rule names only one of them
            return [h for h in clause.objects if h not in bound and (h not in match.used or self._acts(h))]
        if objects and any(h in match.used for h in clause.objects):
            # "supplied food and fuel to the town": what stands beside the rule's own words is of their kind
            objects = [h for h in objects if self.cast.can_fill(h) > 1]
            if match.rule.outcome.type in ("RETREAT", "AID") and any(self._acts(h) for h in objects):
                return [h for h in clause.objects if h in objects or self._acts(h)]  # "freed [pilots] and a nurse"
        return objects

    def _named_by_rule(self, match: Match, used: list[int]) -> Iterator[tuple[int, list[int]]]:
        """Those among the words that the rule asks for."""
        clause, type = match.clause, match.rule.outcome.type
        if type == "PROTEST":
            # "hurled stones at [riot police] outside the palace": what the rule asks for comes before the place
            asked = [(c, h) for c, h in match.filled if c.role == "oblique"]
            yield PEOPLE, [h for c, h in asked if "with" in c.prepositions]  # "clashed [with police] on two campuses"
            asked = [(c, h) for c, h in asked if c.slot == "ANY"]
            yield PEOPLE, [h for c, h in asked if "at" in c.prepositions and "outside" not in c.prepositions]
        if match.rule.arrow != "<->" and match.rule.outcome.mode != "weapons":  # nor what is exchanged or sent up
            sites = {o.head for o in clause.obliques if o.preposition in PLACE}  # "stabbed officers [at a mosque]"
            struck = [h for h in used if h not in sites] or used
            # "rescued [migrants] off the coast of Keld", "… from a boat off Keld"
            at_sea = type == "AID" and (sites or "off" in self.clauses.lemmas)
            freed = match.rule.outcome.mode == "release" and "to" not in (o.preposition for o in clause.obliques)
            acting = [h for h in struck if any(p.kind in _ACTING for p in self.cast.own(h))]
            # "pushed back migrants into Keld"
            moved = type == "REJECT" and any("REF" in self.cast.sectors(h) for h in acting)
            yield PEOPLE if at_sea or freed or moved else KNOWN, acting
        if type in ABOUT_OTHERS:
            # "called for the release of the pilots by Keld": who is to do it
            yield KNOWN, [a for h in used if self.matcher.entries(h)[1] for a in self.clauses.noun(h).agents]

    def _owners(self, match: Match, used: list[int]) -> Iterator[tuple[int, list[int]]]:
        """Whose the things are that the rule names."""
        owners = searching_beyond.owners_of(self, match, used)
        # "a request from the minister" is his; "the bodies of soldiers" are handed to somebody else
        deprels = self.cast.sentence.deprels
        authors = [o for o in owners if deprels[o] == "nmod:poss" or self.clauses.preposition(o) in ("by", "from")]
        if match.rule.outcome.type == "AID":
            if self.clauses.lemmas[match.head] in _SENDING:  # "Keldish flour was sent": where it comes from
                owners = [o for o in owners if deprels[o] not in ("amod", "compound")]
            owners = without_captors(self.cast, owners)
        first = [o for o in owners if o in authors or self.known(o)]
        yield PEOPLE, first
        yield OTHERS, [o for o in owners if o not in first]

    def _unsuffered(self, objects: list[int]) -> list[int]:
        """ "Condemned the removal of Doe", "his ouster": not what somebody suffers, whose owner has not done it."""
        return [h for h in objects if self.clauses.lemmas[h] not in self.clauses.vocabulary.patient_owner]

    def _of_judged(self, match: Match, objects: list[int]) -> Iterator[tuple[int, list[int]]]:
        """Who has done what is condemned."""
        deprels = self.cast.sentence.deprels
        judged = [h for c, h in match.filled if c.slot == "ANY" and h not in objects]
        objects = self._unsuffered(objects)
        by = [o for h in objects for o in self.cast.owners(h)]
        by += [o for h in judged for o in self.cast.owners(h) if deprels[o] == "nmod:poss"]
        yield KNOWN, [o for o in by if self.known(o)]
        yield KNOWN, [a for o in by for a in self.cast.owners(o)]  # "condemned losses caused by Keld's raids"

    def _beside(self, match: Match, objects: list[int], partners: tuple[str, ...]) -> list[Oblique]:
        """The prepositional phrases that may name the target."""
        obliques = self.obliques(match, partners)
        if objects and any(o.preposition == "at" for o in obliques):
            people = [p for h in objects for p in self.cast.own(h)]
            if any(is_private(self.cast.sentence, p) for p in people):  # "Jan Doe was detained [at Orm airport]"
                obliques = [o for o in obliques if o.preposition != "at"]
        if match.rule.outcome.type == "AID":  # "rescued hostages from Orm's rebels"
            obliques = [o for o in obliques if o.preposition != "from" or not CAPTORS & self.cast.sectors(o.head)]
        return obliques

    def _behind(
        self, match: Match, obliques: list[Oblique], partners: tuple[str, ...], rounds: tuple[bool, ...]
    ) -> Iterator[tuple[int, list[int]]]:
        """Those behind a preposition, by what it says; near ones first. ``rounds``: which of near and far count."""
        for near in rounds:
            heads_of: dict[str, list[int]] = {}
            for oblique in obliques:
                if oblique.near is near:
                    heads_of.setdefault(oblique.preposition, []).append(oblique.head)
            for preposition in partners:
                heads = heads_of.get(preposition)
                if heads:
                    yield OTHERS if preposition in AIMED else KNOWN, [h for h in heads if self.cast.can_fill(h) > 1]
            # "protested against the siege [of Keld] [at a university]"
            inside = [h for p in AIMED_AT for h in heads_of.get(p, ()) if not self.known(h)]
            if inside and near and match.rule.arrow != "<->":
                # "dropped charges [against four officers] over the killing of a student"
                yield OTHERS, [o.head for o in obliques if not o.near and o.preposition == "against"]
                yield KNOWN, [o for h in inside for o in self.cast.owners(h)]
                further = [h for i in inside for p, h in self._below_of(match, i) if p in partners]
                yield KNOWN, searching_beyond.outer(self, further)

    def _deeper(
        self, match: Match, objects: list[int], used: list[int], obliques: list[Oblique], partners: tuple[str, ...]
    ) -> Iterator[tuple[int, list[int]]]:
        """Those inside the phrases of the clause."""
        type, deprels = match.rule.outcome.type, self.cast.sentence.deprels
        if type == "MOBILIZE":
            # "massed troops along its border [with Keld]"
            edges = [o.head for o in match.clause.obliques if self.clauses.lemmas[o.head] in EDGES]
            yield KNOWN, [h for e in edges for p, h in self.below(e) if p == "with"]
            # "held exercises within sight [of the Keldish border]"
            near = [o.head for o in match.clause.obliques if o.preposition == "within"]
            yield KNOWN, [h for n in near for p, h in self.below(n) if p == "of"]
        if type == "ACCUSE":
            objects = self._unsuffered(objects)
        # "condemned the government's decision": an office, whosever it is
        offices = [o for h in objects for o in self.cast.owners(h) if deprels[o] == "nmod:poss"]
        yield PEOPLE, [o for o in offices if self.cast.sectors(o) & {"GOV", "LEG", "JUD", "MIL", "COP"}]
        # not "laid down arms [under a programme] run by Keld", but "under pressure from Keld"
        how = [o.head for o in obliques if o.preposition == "under" and self.clauses.lemmas[o.head] != "pressure"]
        loose = [o.head for o in obliques if not self.known(o.head) and o.head not in how]
        yield KNOWN, [o for h in (*objects, *loose) for o in self.cast.owners(h)]
        # "offered its services as a go-between in the dispute of Keld and Orm"
        roles = [o.head for o in match.clause.obliques if o.preposition == "as"] if type in _IN_ROLES else []
        if type == "CONCEDE":  # "lifted a ban on strikes [by teachers]"
            yield PEOPLE, [h for w in used for p, h in self._below_of(match, w) if p == "by"]
        yield KNOWN, searching_beyond.talks_with(self, match, used)
        below = [pair for h in (*used, *objects, *loose, *roles) for pair in self._below_of(match, h)]
        for preposition in partners:
            heads = [h for p, h in below if p == preposition]
            if heads:
                yield KNOWN, heads
        if type in ("RETREAT", "CONCEDE"):
            yield KNOWN, searching_beyond.left_behind(self, match, [*used, *objects], PLACE)

    def _of_what_is_said(self, match: Match) -> Iterator[tuple[int, list[int]]]:
        """ "Demanded that Keld stop the works": the subject of what is demanded."""
        type = match.rule.outcome.type
        for marker, head in match.clause.complements:
            if marker != "that" and (type != "SANCTION" or not searching_beyond.takes_the_floor(self, marker, head)):
                continue
            inner = self.clauses.verb(head)
            agents = inner.agents
            if type == "THREATEN":  # "warned that it would strike back"
                own = {p.country for h in match.clause.agents for p in self.cast.own(h)}
                agents = [h for h in agents if own.isdisjoint({p.country for p in self.cast.own(h)})]
            given_back = type == "REQUEST" and self.clauses.lemmas[head] in ("reinstate", "restore")
            yield KNOWN, agents or ([] if given_back else inner.objects)
            if type in ("ACCUSE", "REJECT"):  # "said Keld's move was illegal", "talks with Keld a non-starter"
                yield KNOWN, [o for h in agents for o in self.cast.owners(h)]
                yield KNOWN, [h for a in agents for p, h in self.below(a) if p in PARTICIPANT]

    def _of_infinitives(self, match: Match) -> Iterator[tuple[int, list[int]]]:
        """ "Refused to allow the plane in", "agreed to accept refugees": what the infinitive is about."""
        planned: list[int] = []
        if match.rule.outcome.type == "CONCEDE":  # "thought better of its refusal to let Kelds in"
            own = [w for w in match.used if is_ones_own(self, w)]
            planned = [h for w in own for m, h in self.clauses.noun(w).complements if m == "to"]
        for head in [*self.complements(match), *planned]:
            purpose = self.cast.sentence.deprels[head] == "advcl" and head not in match.used
            type = match.rule.outcome.type
            if purpose and (type in _NOT_IN_PURPOSE or (type == "PROTEST" and is_in_favour(self.clauses, head))):
                continue  # but "fired tear gas to disperse students", where the rule names it
            inner = self.clauses.verb(head)
            for heads in beneath(self, inner, type, (*PARTICIPANT, *PLACE)):
                yield BENEATH, heads
            if type == "MOBILIZE" and not _UNREST.isdisjoint(self.clauses.lemmas[h] for h in inner.objects):
                continue  # "posted troops to prevent protests over the death of a Keld"
            if type == "PROTEST" and not _BIDDING.isdisjoint(self.clauses.lemmas[o.head] for o in inner.obliques):
                continue
            for preposition in PARTICIPANT:
                yield BENEATH, [o.head for o in inner.obliques if o.preposition == preposition]
            # "refused to respond to a request [from Keld]"
            inside = [o.head for o in inner.obliques if o.preposition in PARTICIPANT and not self.known(o.head)]
            yield BENEATH, [o for h in inside for o in self.cast.owners(h)]
            yield BENEATH, [h for i in inside for p, h in self.below(i) if p in PARTICIPANT]

    def _acts(self, head: int) -> bool:
        return any(p.code and p.kind in _ACTING for p in self.cast.own(head))

    def is_violence(self, noun: int) -> bool:
        lemma = self.cast.sentence.lemma_keys[noun]
        verb = self.cast.words.nominal.get(lemma, ("", ""))[0]
        return self.cast.sentence.upos[noun] == "NOUN" and not {lemma, verb}.isdisjoint(self.cast.words.violence)

    def known(self, head: int) -> bool:
        return any(p.resolved for p in self.cast.own(head))

    def below(self, head: int, depth: int = 0) -> list[tuple[str, int]]:
        """(preposition, head) of the phrases below a noun: "a truce [with Keld]", "withdrawal of troops [from
        Keld]"."""
        found: list[tuple[str, int]] = []
        for child in self.cast.sentence.children[head]:
            if self.cast.sentence.deprels[child] == "acl:relcl" and self.cast.sentence.lemma_keys[child] in _REACHING:
                # "a bombing that killed ten [people]"
                found += [("on", h) for h in self.clauses.verb(child).objects if h != head]
            if self.cast.sentence.deprels[child] == "nmod" and depth < 3:
                preposition = self.clauses.preposition(child)
                if depth and preposition == "with" and self.clauses.lemmas[head] in EDGES:
                    continue  # "a village near the border [with Keld]": on this side of it
                found += [(preposition, h) for h in self.clauses.conjuncts(child)]
                found += [(preposition, h) for h in self.land_of(child)]
                found += self.below(child, depth + 1)
            elif self.cast.sentence.deprels[child] == "acl" and self.cast.sentence.upos[child] == "VERB" and depth < 2:
                if self.cast.sentence.forms[child] == "bound":
                    continue  # "a ship bound for Keld" is not Keld's
                # "the sanctions imposed [on Keld]"
                inside = self.clauses.verb(child)
                found += [(o.preposition, o.head) for o in inside.obliques if o.head != head]
                schemes = self.cast.sentence.lemma_keys[head] in _SCHEMES and self.clauses.marker(child) == "to"
                if schemes and self.cast.sentence.lemma_keys[child] in _HELPING:
                    found += [("with", h) for h in inside.objects]  # "a programme to train Keldish soldiers"
                if self.cast.sentence.lemma_keys[child] in _CARRYING:  # "fired on a bus carrying pilgrims"
                    found += [("of", h) for h in inside.objects if h != head]
        return found

    def land_of(self, place: int) -> list[int]:
        """What stands behind a name that nobody knows and says where that is (``searching_beyond.land_of``)."""
        return land_of(self, place, PLACE)

    def _below_of(self, match: Match, head: int) -> list[tuple[str, int]]:
        """The phrases below a noun of a match but for those that the rule has used; not whither what is protested
        against goes ("a bill on extradition to Keld")."""
        barred = ("to", "between") if match.rule.outcome.type == "PROTEST" else ()
        found = [(p, h) for p, h in self.below(head) if p not in barred and h not in match.used]
        if match.rule.outcome.type == "REQUEST" and self.clauses.lemmas[head] in _HELP:
            # "begged for help [to put down a rebellion by soldiers]"
            infinitives = [c for c in self.cast.sentence.children[head] if self.clauses.marker(c) == "to"]
            aims = {w for c in infinitives for w in self.cast.sentence.subtree(c)}
            found = [(p, h) for p, h in found if h not in aims]
        return found

    @staticmethod
    def complements(match: Match) -> list[int]:
        """Heads of the infinitives and gerunds that the match governs and that are not events of their own."""
        inner = {m.head for m in match.inner}
        return [
            h
            for marker, h in match.clause.complements
            if marker in ("to", "ing", "from", "of", "into") and h not in inner
        ]

    def obliques(self, match: Match, prepositions: tuple[str, ...]) -> list[Oblique]:
        asked = any(c.role == "oblique" for c, _ in match.filled)
        if match.rule.outcome.mode == "obstruct" and not asked:  # "blocked the road to Keld": only where it leads
            prepositions = tuple(p for p in prepositions if p not in _LEADING)
        barred, called = set(match.used), match.rule.outcome.type == "PROTEST"
        if called:  # "kept their shops shut [at the call of the union]"
            barred.update(o.head for o in match.clause.obliques if self.clauses.lemmas[o.head] in _BIDDING)
        if match.rule.outcome.type not in ABOUT_OTHERS:  # "freed them [with the help of Orm]"
            barred.update(o.head for o in match.clause.obliques if helped(o, self.clauses.lemmas))
        return [o for o in match.clause.obliques if o.preposition in prepositions and o.head not in barred]

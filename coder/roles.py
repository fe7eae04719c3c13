"""Slots to actors: who fills source and target of a match.

``sources`` finds who acts, ``targets`` whom it is done to; here it is settled which of them is which side: arrows,
mutual events, troops that are the means of their state."""

from __future__ import annotations

from collections.abc import Callable

from . import asked_of, done_to, mediated, participles, story_sides
from .actor_phrase import ActorPhrase, without_titles
from .answerable import answerable
from .blamed import by_own_hand
from .captors import captors, gatekeepers, hosts
from .cast import Cast
from .crowds import people_of
from .homes import PLACES
from .judgements import who_is_judged
from .match import Match, Matcher
from .means import FORCES, bombers_abroad, is_weapon, of_the_air
from .ones_own import done_by_forces
from .pairs import state_of
from .partners import give
from .private_persons import before_the_law
from .same_attack import killing, struck_with, told_on
from .searching_beyond import deciders
from .sides import RESCUE, Sides, at_home, distinct, is_guarded, is_homeless, parties_to
from .sources import Sources
from .spoken_of import of_whom_they_speak
from .targets import Targets
from .towns import WHERE_THEY_LIVE, at_home_there

#: Kinds of those of whom no dictionary tells.
_STRANGERS = frozenset({"agent", "name"})
#: What several do with each other where nobody else is named ("Keld and Orm agreed to reopen the border").
_TOGETHER = frozenset({"agree", "concur"})
#: Verbs of two sides, or of one against the other.
_FIGHT = frozenset({"battle", "fight"})
#: Types by which they speak to others.
_SAID_TO = frozenset({"REQUEST", "ACCUSE", "THREATEN", "REJECT"})
#: Prepositions of those against whom somebody protests.
_AGAINST = frozenset({"against", "at", "by", "from", "over", "outside"})
#: Verbs of sending help, of bringing out hostages, and verbs and nouns of what states do by sentence of a court.
_SENDING = frozenset({"fly", "send", "dispatch", "rush", "airlift"})
_RESCUING = frozenset({"rescue", "free", "save", "liberate"})
_PUNISHING = frozenset({"execute", "execution", "hang", "behead", "flog"})
#: Types of what is done with another.
_WITH_OTHERS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT", "REJECT"})
#: Types of what befalls things, and with them whose they are.
_OF_THINGS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
#: Types whose nouns belong to whom they are done to: "the arrest of villagers".
_OF_VICTIMS = frozenset({"ASSAULT", "COERCE", "SANCTION"})


#: What an envoy does to those to whom he is sent.
_TO_HIS_HOSTS = frozenset({"SANCTION", "REJECT", "THREATEN"})
#: What people come to that somebody holds.
_GATHERINGS = frozenset({"demonstration", "gathering", "march", "parade", "rally", "vigil"})


class Roles:
    """Finds the sides of matches in one sentence. ``suffers_in_place(type)`` says for which event types a place names
    who suffers ("bombed in Orm")."""

    __deletable__ = ("sources", "targets")  # for mypyc: what ``release`` deletes

    def __init__(self, cast: Cast, matcher: Matcher, suffers_in_place: Callable[[str], bool]) -> None:
        self.cast = cast
        self.sources = Sources(cast, matcher, self.sides)
        self.targets = Targets(cast, matcher, self.sources, self.sides, suffers_in_place)
        self._sides: dict[int, Sides] = {}

    def release(self) -> None:
        """Lets go of what points back here (``Cast.release``)."""
        del self.sources, self.targets

    @property
    def carried(self) -> dict[int, tuple[str, ...]]:
        """Match head → issues of the event told before that it answers ("rejected the appeal")."""
        return self.targets.carried

    def sides(self, match: Match) -> Sides:
        """Who does it to whom. Events that tell of each other ("a rally is held, protesting …") find no sides in the
        one that is asked for first."""
        found = self._sides.get(match.head)
        if found is None:
            self._sides[match.head] = Sides([], [], False)  # while it is looked for
            found = self._sides[match.head] = self._find(match)
        return found

    def is_told_apart(self, head: int) -> bool:
        """Whether a word is the verb of a clause of time that says whom it is done to: "killed after supporters clash
        with police"."""
        if self.cast.sentence.deprels[head] != "advcl":
            return False
        match = self.sources.matcher.at(head)
        if match is None or match.rule.outcome.type is None:
            return False
        sides = self.sides(match)
        told = [p for p in sides.target if p.resolved and (p.sectors or p.kind not in PLACES)]
        return bool(told) and (any(p.code for p in sides.source) or any(p.sectors for p in told))

    def _find(self, match: Match) -> Sides:
        sides = self._settled(match)
        if sides.source and not sides.mutual and all(self.sources.is_means(match, p) for p in sides.source):
            sides.means, sides.source = sides.source, []
        if match.rule.outcome.type == "SANCTION" and sides.source and all(p.country is None for p in sides.target):
            story_sides.of_one_other(self.cast, match, sides)
        if match.rule.outcome.type == "THREATEN" and sides.target:
            homes = {p.country for p in sides.source}
            if all(p.kind in PLACES and not p.sectors and {p.country} == homes for p in sides.target):
                # "threatened to bring the capital to a standstill unless the president …"
                sides.target = participles.aimed_at(self.targets, match, sides.source) or sides.target
        elif match.rule.outcome.type == "PROTEST":
            if not sides.target and match.clause.mutual:  # "clashes between demonstrators and police"
                with_them = [h for c, h in match.filled if c.prepositions and h in match.clause.agents]
                acting = {p.head for p in sides.source}
                sides.target = [p for h in with_them for p in self.cast.own(h) if p.head not in acting]
            # "marched behind the banners of eight unions"
            not_against = [p for p in sides.target if self._is_behind(p.head) or self._holds_it(match, p)]
            sides.target = [p for p in sides.target if p not in not_against]
            self._where_they_protest(sides, match)
            if match.clause.kind == "n" and not sides.mutual and not match.clause.mutual:
                # "the protests in Keld go on [with thousands of protesters in the streets]"
                homes = {None, *(p.country for p in sides.source)}
                crowd = [p for p in sides.target if p.sectors == ("CVL",) and p.country in homes]
                sides.target = [p for p in sides.target if p not in crowd]
            heard = "told_hearer" in match.clause.constructions  # "told the government that they would walk out"
            if match.rule.outcome.mode in ("strike", "hunger") and not heard:
                sides.target = [p for p in sides.target if self._struck_against(match, p)]
            sides.source = distinct([people_of(p, match) for p in sides.source])
        type = match.rule.outcome.type or ""
        if type == "ASSAULT" and self.cast.sentence.lemma_keys[match.head] in _PUNISHING:
            type = "SANCTION"  # a state executes its own
        if type == "REQUEST" and (captors := asked_of.who_holds_them(self.cast, self.sources, self.sides, match)):
            sides.target = captors
        if type == "REQUEST" and not any(p.code for p in sides.target):
            sides.target = asked_of.of_verb_before(self.cast, self.sources, self.sides, match) or sides.target
        if type == "CONSULT":
            sides.target = mediated.parties(self.cast, self.sources.matcher, match, self.sides) or sides.target
        if type == "ASSAULT":
            told_on(self.cast, match, sides)
            own = {p.code for p in sides.source} == {p.code for p in sides.target} and not sides.mutual
            if own and all(is_weapon(self.cast, p.head) and p.hint is not None for p in sides.source):
                sides.source = []  # "an artillery barrage killed two Keldish marines": not Keld's
            killing(self.cast, match, sides)
            struck_with(sides, [p for m in match.inner for p in self.sides(m).target])
        if type == "ACCUSE" and match.rule.arrow == "<-":
            deeds = [a for a in match.clause.agents if self.cast.sentence.upos[a] == "NOUN"]
            told = [m for d in deeds if (m := self.sources.matcher.at(d)) is not None]  # its victims are not blamed
            hurt = {h for m in told if m.rule.outcome.type in WHERE_THEY_LIVE for h in m.clause.objects}
            critics = {p.code for p in sides.source}  # nobody condemns himself
            rest = [p for p in sides.target if p.head not in hurt and p.code not in critics]
            sides.target = by_own_hand(self.cast, deeds) or rest
        if type == "THREATEN" and any(is_homeless(p) and "GOV" in p.sectors for p in sides.source):
            self._of_threat(sides, match)
        if type in _SAID_TO:
            of_whom_they_speak(self.cast, sides)
        if match.clause.kind == "n" and type in ("ASSAULT", "COERCE"):
            sides.source = answerable(self.cast, match, sides.source)
        at_home(sides, type, self.cast.words)
        if any(not p.resolved for p in sides.target):
            sides.target = before_the_law(self.cast.sentence, match, sides.source, sides.target)
        if any(is_homeless(p) for p in (*sides.source, *sides.target)):
            rescued = type == "AID" and self.cast.sentence.lemma_keys[match.head] in _RESCUING
            story_sides.of_story(self.cast, sides, RESCUE if rescued else type)
            if type in WHERE_THEY_LIVE:
                at_home_there(self.cast, sides)
        if type == "SANCTION" and any(is_homeless(p) and p.sectors == ("GOV",) for p in sides.target):
            story_sides.of_the_other(self.cast, sides)
        if type == "SANCTION" and match.rule.outcome.mode == "withdraw" and (
            not sides.target or all(p.text.lower() in ("his", "her", "its", "their") for p in sides.target)
        ):
            story_sides.envoys_home(self.cast, sides, match)
        if type == "SANCTION" and match.rule.outcome.mode == "withdraw":  # "recalls envoy": from the state
            sides.target = [state_of(p) if story_sides.is_envoy(self.cast, p) else p for p in sides.target]
        helps = type == "AID" or (type == "AGREE" and (match.rule.outcome.cameo or "")[:3] == "033")
        if type == "AID" and self.cast.sentence.lemma_keys[match.head] in _SENDING:
            # "flew in doctors": they are the help
            sides.target = [p for p in sides.target if p.sectors != ("MED",) or p.head not in match.clause.objects]
        if type in _TO_HIS_HOSTS and len(sides.source) == 1 and not any(p.resolved for p in sides.target):
            story_sides.of_posting(self.cast, sides)
        if helps and sides.source and not sides.target:
            story_sides.of_the_stricken(self.cast, sides, match)
        if type in ("ACCUSE", "REJECT", "THREATEN"):
            story_sides.of_their_state(self.cast, sides)
        violent = any(m.rule.outcome.mode == "violence" for m in [match, *match.inner])
        if type == "THREATEN" and sides.source:
            story_sides.threatened(self.cast, sides, violent)
        if type == "MOBILIZE" and not any(p.code for p in sides.target):
            story_sides.to_the_country(self.cast, sides, match)
        if type == "MOBILIZE":
            sides.source = [of_the_air(self.cast.sentence, p) for p in sides.source]
        elif type == "ASSAULT":
            aerial = match.rule.outcome.mode == "aerial"
            sides.source = bombers_abroad(self.cast.sentence, sides.source, sides.target, aerial)
        calm = type == "RETREAT" and match.rule.outcome.mode in ("ceasefire", "withdraw")
        curfew = type == "COERCE" and match.rule.outcome.mode in ("curfew", "martial-law")
        if type == "MOBILIZE" or curfew or (calm and any("MIL" in p.sectors for p in sides.source)):
            # "took up positions in Zorvia City": where their own forces stand is not whom it is done to
            home = {p.country for p in sides.source}
            there = [p for p in sides.target if not p.sectors and p.kind in PLACES and p.country in home]
            sides.target = [p for p in sides.target if p not in there]
            sides.things = sides.things or there
        return sides

    def _of_threat(self, sides: Sides, match: Match) -> None:
        """ "Kenya could expel the envoy of Orm, the minister warned": who warns is of the state that would do it."""
        doers = {p.country for m in match.inner for p in self.sides(m).source if p.resolved and p.country}
        if len(doers) == 1:
            sides.source = [p.with_country(*doers) if is_homeless(p) else p for p in sides.source]

    def _with_a_stranger(self, match: Match) -> bool:
        """ "Keld and Orm are in talks with their creditors": not with each other."""
        cast = self.cast
        for oblique in match.clause.obliques:
            if oblique.preposition == "with" and oblique.head not in cast.busy:
                beside = cast.own(oblique.head)
                if beside and not any(p.resolved for p in beside) and beside[0].kind in _STRANGERS:
                    return True
        return False

    def _is_behind(self, head: int) -> bool:
        sentence = self.cast.sentence
        while 0 <= head < len(sentence) and sentence.deprels[head] in ("nmod", "nmod:poss", "obl", "compound", "conj"):
            if self.cast.clauses.preposition(head) in ("behind", "under"):
                return True
            head = sentence.heads[head]
        return False

    def _where_they_protest(self, sides: Sides, match: Match) -> None:
        """ "Thousands took to the streets of Port Keld": the place tells whose they are, and is not what they are
        against."""
        places = [p for p in sides.target if (p.kind in PLACES or p.text.endswith("capital")) and not p.sectors]
        countries = {p.country for p in places}
        if not places or len(places) < len(sides.target) or len(countries) != 1:
            return
        own = {p.country for p in sides.source}
        at_home = [p for p in places if p.country in own and p.kind not in ("country", "capital")]
        said = {self.cast.clauses.preposition(p.head) for p in places}
        # "tied up ferries at Port Keld": of their own country, that is only where
        if not _AGAINST.isdisjoint(said) and (len(at_home) < len(places) or said != {"at"}):
            return
        country = places[0].country or ""
        if all(p.code and (p.country == country or (p.kind == "agent" and not p.country)) for p in sides.source):
            sides.source = [p if p.resolved else p.with_country(country) for p in sides.source]
            sides.target = participles.aimed_at(self.targets, match, sides.source)

    def _holds_it(self, match: Match, phrase: ActorPhrase) -> bool:
        """ "Joined an [opposition] rally": whose it is, unless it is an "anti-Keld" one."""
        sentence, head = self.cast.sentence, phrase.head
        if head >= len(sentence) or sentence.heads[head] not in match.used or sentence.deprels[head] != "compound":
            return False
        if sentence.lemma_keys[sentence.heads[head]] not in _GATHERINGS:
            return False
        anti = any(sentence.lemma_keys[c].startswith("anti") for c in sentence.children[head])
        return not anti and not sentence.forms[head].lower().startswith("anti")

    def _struck_against(self, match: Match, phrase: ActorPhrase) -> bool:
        """Who is meant by those who stop work or fast: "against Keld", "to force out the president"; not the hospitals
        at which they do, nor those whom it hits ("a stoppage that has left pensioners without money")."""
        sentence, clauses = self.cast.sentence, self.cast.clauses
        if match.target == phrase.head or phrase.head in deciders(self.targets.searching, match):
            return True
        head = phrase.head if phrase.head < len(sentence) else -1
        while head >= 0 and sentence.upos[head] != "VERB":
            if clauses.preposition(head) == "against" or sentence.lemma_keys[head] == "protest":  # "in protest at"
                return True
            head = sentence.heads[head]
        return head >= 0 and head != match.head and sentence.deprels[head] in ("advcl", "xcomp")

    def _follows_violence(self, match: Match) -> bool:
        """Whether the verb that a participle goes on from tells of violence: "the town was bombed, killing nine"."""
        above = self.sources.matcher.at(self.cast.sentence.heads[match.head])
        return above is not None and above.rule.outcome.type == "ASSAULT"

    @staticmethod
    def _own_state(targets: list[ActorPhrase], agents: list[ActorPhrase]) -> bool:
        """ "Keld's government and the rebels agreed on the withdrawal of their forces": of nobody else's."""
        homes = {p.country for p in agents}
        return len(homes) == 1 and all(p.code == p.country and p.country in homes for p in targets)

    def _whose(self, things: list[int]) -> list[ActorPhrase]:
        """ "Keld's textbook drew criticism", "recognition of Keld is out of the question"; but an arrest of villagers
        is not theirs."""
        cast = self.cast
        harm = [m for t in things if (m := self.sources.matcher.at(t)) and m.rule.outcome.type in _OF_VICTIMS]
        if harm:
            return [p for m in harm for p in self.sources.sides(m).source if p.resolved]
        heads = [o for h in things for o in cast.owners(h)]
        heads = heads or [h for t in things for p, h in self.targets.searching.below(t) if p == "with"]
        return [p for h in heads for p in cast.own(h) if p.resolved]

    def _settled(self, match: Match) -> Sides:
        clause, arrow = match.clause, match.rule.arrow
        agents = self.sources.agents(match)
        suffered = self.sources.is_suffered(match)
        acts = suffered and any(p.resolved for a in clause.agents for p in self.cast.own(a))
        if acts and clause.objects and not self._follows_violence(match):
            return Sides([], [], False)  # "the coast is battered by storms, killing nine"
        suffered = suffered and not clause.objects
        agent_heads = frozenset(p.head for p in agents) | frozenset(() if suffered else clause.agents)
        named_target = match.target is not None
        targets = self.targets.of(match, agents, agent_heads)
        if len(targets) > 1:
            targets = without_titles(targets)
        if suffered:
            targets = [p for p in self.sources.read(clause.agents, agent_heads) if p.code] or targets
        binding = match.rule.outcome.type == "SANCTION" and match.inner and targets
        if binding and {p.country for p in targets} <= {p.country for p in agents}:  # "forbade its banks to lend"
            targets = [p for inner in match.inner for p in self.sources.sides(inner).target] or targets
        if not agents and (clause.passive or clause.kind == "n") and done_by_forces(self.cast, match):
            # "Riot police were deployed", "the withdrawal of troops from Keld": they act.
            moved = [*clause.objects, *clause.agents]  # "the pullout of marines": parsers and rules disagree
            done = [p for h in moved if h in match.used for p in self.cast.own(h)]
            forces = [p for p in (*done, *targets) if FORCES.intersection(p.sectors)]
            if forces:
                agents = forces
                children = self.cast.sentence.children
                inside = {c for p in forces for c in children[p.head] if c < p.head}  # "Zorvian troops"
                targets = self.targets.of(match, agents, frozenset(inside.union(p.head for p in forces)))
                home = {p.country for p in forces}
                homeless = home == {None}  # "police were deployed around the Keldish parliament"
                targets = [p for p in targets if p.country not in home and not (homeless and is_guarded(p))]
        freed = match.rule.outcome.mode == "release" and arrow != "<->"
        if freed and arrow == "->" and clause.passive and not agents:
            agents = captors(self.cast, match)
            home = {p.code for p in agents}
            targets = [p for p in targets if p.code not in home] if agents else targets
        elif match.rule.outcome.mode == "access" and arrow == "->" and clause.passive and not agents:
            agents = hosts(self.cast, match)
            home = {p.code for p in agents}
            targets = [p for p in targets if p.code not in home] if agents else targets
        elif match.rule.outcome.type == "REJECT" and arrow == "->" and clause.passive and not agents:
            kept_out = {p.country for p in targets}
            agents = [p for p in gatekeepers(self.cast, match) if p.country not in kept_out]
        elif freed and arrow == "<-" and not targets:
            targets = captors(self.cast, match)
        if arrow == "<-":
            if match.rule.outcome.type in _OF_THINGS and not any(p.resolved for p in agents):
                agents = self._whose(clause.agents) or agents
            if match.source is not None:
                return Sides(self.sources.read([match.source], frozenset()), agents, False)
            if match.rule.reported:  # what somebody is said to be: who says so judges
                targets = self.sources.sayers(match)
                agents = who_is_judged(self.cast, match, targets, agents)
            return Sides(targets, agents, False)
        if not agents and match.rule.outcome.type in _WITH_OTHERS:
            agents = self.sources.tellers(match, targets)
        things = [] if targets else done_to.things(self.targets, match, agents, agent_heads)
        targets, things = done_to.only_things(match, targets, things)
        if arrow == "<->" and clause.kind == "v" and self.cast.sentence.lemma_keys[clause.head] in _FIGHT:
            foes = [o.head for o in clause.obliques if o.preposition in ("with", "against")]
            arrow = "->" if any(h not in match.used for h in (*clause.objects, *foes)) else arrow  # "fought the rebels"
        mutual = (arrow == "<->" or (clause.mutual and not named_target)) and match.head not in self.targets.one_sided
        if not mutual and not targets and not named_target and len({p.code for p in agents if p.resolved}) > 1:
            sentence, verb = self.cast.sentence, clause.head
            mutual = match.rule.outcome.mode == "ceasefire"  # "the army and the rebels held their fire"
            mutual = mutual or (sentence.lemma_keys[verb] in _TOGETHER and not give(sentence, verb))
        # who killed is not told; "clashes broke out in Orm between soldiers and rebels"
        fought = match.head in self.sources.between or (
            clause.mutual and match.rule.outcome.type == "ASSAULT" and clause.kind == "n"
            and len({p.code for p in agents if p.code}) > 1 and all(p.kind in PLACES for p in targets)
        )  # fmt: skip
        promised = [h for m, h in clause.complements if m == "to" and match.rule.outcome.type == "AGREE"]
        each = any("reciprocal" in c.constructions for c in (clause, *(self.cast.clauses.verb(h) for h in promised)))
        if fought or (each and len(agents) > 1):
            mutual, targets = True, []
        if not mutual and len(agents) > 1 and match.inner:
            if not targets:
                # "Zorvia and Keld agreed to hold talks": with each other.
                mutual = any(inner.rule.arrow == "<->" for inner in match.inner)
            elif match.rule.outcome.type not in _SAID_TO and (
                {p.country for p in targets} < {p.country for p in agents}
                or self._own_state(targets, agents)
                or _of_both(match, targets, agents)
            ):
                mutual, targets = True, []  # "both sides agreed to hand over Keldish soldiers"
        if mutual and not targets and len(agents) > 1 and self._with_a_stranger(match):
            mutual = False
        if mutual:
            parties = parties_to(agents, targets)
            own = {p.code for p in agents}
            if len(agents) > 1 and len(own) == 1 and own.isdisjoint((None, *(p.code for p in targets))) and targets:
                return Sides(distinct(agents), targets, True)  # "the king and the minister of Keld met Orm"
            if not agents and len(parties) == 1:
                return Sides([], parties, False, things)
            if len(parties) > 1:
                return Sides(parties[:1], parties[1:], True)
            return Sides(parties, [], False, things)
        return Sides(distinct(agents), targets, False, things)


def _of_both(match: Match, targets: list[ActorPhrase], agents: list[ActorPhrase]) -> bool:
    """ "Agreed to talks between their ministers", "to develop a gas field jointly": nobody but the two is named."""
    named = {p.country for p in targets if p.kind not in ("thing", "territory")}
    both = {p.country for p in agents}
    if named:
        return named == both and len(both) > 1
    return any(inner.rule.arrow == "<->" for inner in match.inner)

"""Whom an event is done to: reads the candidates of ``searching`` until one is an actor that can be the target."""

from __future__ import annotations

from collections.abc import Callable

from . import crowds, owning, participles
from .actor_files import ENTITIES
from .actor_phrase import ActorPhrase
from .cast import Cast
from .complained_of import sufferers
from .favouring import is_waved
from .homes import PLACES, STORY, TOLD
from .match import Match, Matcher
from .means import FORCES
from .ones_own import SAVING, belongs, done_by_forces, is_abroad, is_own_force
from .owning import DEFINITE, at_word, without_captors
from .pairs import state_of
from .searching import ABOUT_OTHERS, AIMED, BENEATH, OTHERS, PEOPLE, PLACE, Searching
from .searching_beyond import gather, hosts, outer, possessors, suspects, withdraws
from .sides import Sides, distinct, is_own_state, is_source
from .sources import Sources
from .struck_places import THERE, all_from, of_place, off_borders, only_from, posts_in, suffering_place, where_is
from .told import HOSTILE

_SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE", "PROTEST"})
#: Words by which somebody answers for an attack.
_ANSWERED_FOR = frozenset({"responsibility", "responsible", "behind", "claim"})
#: Types that answer a request.
_ANSWERING = frozenset({"REJECT", "AGREE", "CONCEDE"})
#: Modes of what the law does with somebody.
_LAW = frozenset({"allege", "arrest", "convict"})
#: Verbs of what is done to places and things.
_STRIKING = frozenset({"attack", "bomb", "hit", "pound", "shell", "strike", "target"})
#: Types by which soldiers are sent to others' forces.
_SENT_TO = frozenset({"AID", "AGREE", "MOBILIZE"})
#: Kinds of those who are somebody else where something is done to them: "the government dismissed a minister".
_APART = frozenset({"agent", "people", "person", "name"})
_FRIENDS = frozenset({"adversary", "ally", "backer", "enemy", "foe", "friend", "partner", "patron", "rival"})
#: What is done with other states' officials: "praised its king".
_OF_OTHERS = frozenset({"SUPPORT", "REQUEST", "CONSULT"})
#: Verbs of what one does to those whom one has set over something.
_DISMISSING = frozenset({"cashier", "demote", "dismiss", "fire", "oust", "replace", "sack"})
#: Types of what one may do with what is one's own.
_FOR_ONESELF = frozenset({"AID", "AGREE"})
#: Verbs of getting one's own people out of danger.
_BRINGING = frozenset({"airlift", "bring", "bus", "evacuate", "ferry", "fly", "move", "repatriate", "ship", "take"})
#: Types by which one answers those inside, and sectors of those for whom a state would answer itself.
_ANSWERS = frozenset({"AGREE", "CONCEDE", "REJECT", "PROTEST", "THREATEN"})
_OF_THE_STATE = frozenset({"GOV", "MIL", "COP"})

#: Types of what is said of deeds that the story has told.
_OF_DEEDS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})


class Targets:
    """Finds the targets of one sentence's matches. ``sides`` gives the sides of an inner match,
    ``suffers_in_place(type)`` says for which event types a place names who suffers ("bombed in Orm")."""

    def __init__(
        self,
        cast: Cast,
        matcher: Matcher,
        sources: Sources,
        sides: Callable[[Match], Sides],
        suffers_in_place: Callable[[str], bool],
    ) -> None:
        self.cast = cast
        self.matcher = matcher
        self.clauses = cast.clauses
        self.sources = sources
        self.searching = Searching(cast, matcher)
        self.sides = sides
        self.suffers_in_place = suffers_in_place
        #: match head → issues of the event told before that it answers ("rejected the appeal")
        self.carried: dict[int, tuple[str, ...]] = {}
        #: heads of matches whose target is only in what is agreed to ("agreed to lend money to Keld"): nothing mutual
        self.one_sided: set[int] = set()

    def of(self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]) -> list[ActorPhrase]:
        """The targets of a match whose source is ``agents``, at ``agent_heads``."""
        if match.target is None and match.rule.outcome.mode == "resign":
            return []  # "resigned from the cabinet" is done to nobody
        struck = match.rule.outcome.type in ("ASSAULT", "COERCE")
        if struck and (crowd := crowds.protesters(self, match, agent_heads)):
            return crowd
        if match.rule.outcome.mode == "investigate":
            suspected = self.fit(suspects(self.searching, match), match, agents, agent_heads)
            if any(p.code is not None for p in suspected):
                return suspected
        thing: list[ActorPhrase] = []
        if match.target is not None:
            found, thing = self._slot(match, agents, agent_heads)
            if found:
                if match.rule.outcome.type in _OF_DEEDS and all(p.code is None and p.kind != "name" for p in found):
                    found = self._of_told(match, agents) or found  # "derided the measures"
                return (match.rule.outcome.mode == "visit" and hosts(self.searching, match, found)) or found
            if thing and match.inner and match.rule.outcome.type == "REQUEST":
                return thing  # "called on allies to impose sanctions on Keld": not Keld is asked
        found, fallback = self._staged(match, agents, agent_heads)
        if found:
            return (match.rule.outcome.type == "SUPPORT" and participles.freed_by(self, match, found)) or found
        fallback = thing or fallback
        found, inner = self._of_inner(match, agents, agent_heads)
        if found:
            return found
        fallback = fallback or inner
        if all(p.code is None and p.kind != "name" for p in fallback):
            fallback = self._of_told(match, agents) or participles.aimed_at(self, match, agents) or fallback
        fallback = fallback or self._named_persons(match, agents, agent_heads)
        several = match.rule.arrow == "<->" and (len(agents) > 1 or gather(self.searching, match))
        settled = several or match.rule.arrow == "<-"
        if not settled and not any(p.resolved for p in fallback):
            place = suffering_place(self, match, agents, agent_heads)
            if not place and all(p.code is None for p in fallback) and (told := sufferers(self.cast, match, agents)):
                return told
            return of_place(self, match, fallback, place) if place and fallback else place or fallback
        return fallback

    def _slot(
        self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]
    ) -> tuple[list[ActorPhrase], list[ActorPhrase]]:
        """What stands in the slot TGT: (the target, []), or ([], a thing) where the search must go on."""
        assert match.target is not None
        heads = self.clauses.conjuncts(match.target)
        if match.target in match.clause.objects:
            bound = {h for c, h in match.filled if c.role == "object" and h != match.target}
            heads += [h for h in match.clause.objects if h not in heads and h not in match.used and h not in bound]
        leaves = match.rule.outcome.type == "RETREAT" and match.rule.outcome.mode == "withdraw"  # "left their base"
        found = self.fit(heads, match, agents, agent_heads, named=not leaves)
        aside = match.clause.mutual and any(p.head == match.target and p.resolved for p in agents)
        if aside or (match.rule.arrow == "<->" and len(agents) > 1 and self._of_both(match.target, found, agents)):
            return [], []  # "talks between the government and Keldish rebels": they are a side, and Keld is none
        if any(p.resolved for p in found):
            return found, []
        # "gave money [in assistance to Keld]", "attacked [a convoy of Keldish soldiers]"
        below = [pair for head in heads for pair in self.searching.below(head)]
        below += [("of", h) for head in heads for h in self.searching.land_of(head)]
        # "asked its allies for help": not those whose allies they are
        owned = [h for h in heads if self.cast.sentence.lemma_keys[h] not in _FRIENDS]
        owners = [o for head in owned for o in self.cast.owners(head)]
        if match.rule.outcome.type == "AID":  # "rescued a crew held by pirates"
            owners, below = without_captors(self.cast, owners), [pair for pair in below if pair[0] != "by"]
        inside = owners + [h for preposition, h in below if preposition not in PLACE]
        if match.rule.outcome.type in _OF_DEEDS:
            inside = possessors(self.searching, owners) or inside
        inside = outer(self.searching, inside)
        inside += [o for h in inside if not self.searching.known(h) for o in self.cast.owners(h) if o not in inside]
        within = self.fit(inside, match, agents, agent_heads)
        known = [p for p in within if p.resolved]
        if not known:
            around = [h for preposition, h in below if preposition in PLACE]
            around += [o for h in around if not self.searching.known(h) for o in self.cast.owners(h) if o not in around]
            within += self.fit(around, match, agents, agent_heads)
            known = [p for p in within if p.resolved]
        if not known:
            # "cut off gas supplies [to Keld]"
            near = [o for o in match.clause.obliques if o.preposition in AIMED and o.head not in match.used]
            for oblique in sorted(near, key=lambda o: AIMED.index(o.preposition)):
                known = [p for p in self.fit([oblique.head], match, agents, agent_heads) if p.resolved]
                if known:
                    break
        forces = all(p.code is not None and FORCES.issuperset(p.sectors) for p in found)
        if found and forces and match.rule.outcome.type == "MOBILIZE":
            return known, []  # "mobilised the army against Keld": they are the means
        countries = {p.country for p in known if p.kind in PLACES and p.country}
        if len(countries) == 1 and any(p.kind in THERE and p.code for p in found):
            # "fired on protesters in Port Keld": the place tells whose they are
            return [p.with_country(next(iter(countries))) if p.kind in THERE else p for p in found], []
        aimed = any(h == match.target and c.role == "oblique" for c, h in match.filled)
        if known or any(p.code is not None or p.kind == "name" for p in found):
            return known or found, []
        people = [p for p in within if p.kind == "agent" and p.code is not None]
        if people or not (aimed or self.cast.sentence.lemma_keys[match.head] in _STRIKING):
            return people or found, []  # "met the health needs of thousands", not "hit grain silos in Keld City"
        return [], found

    def _of_both(self, slot: int, found: list[ActorPhrase], agents: list[ActorPhrase]) -> bool:
        """ "Keld and Orm opened a hotline between [their] armies": nobody but the two."""
        sentence = self.cast.sentence
        theirs = any(sentence.forms[c] == "their" for c in sentence.children[slot])
        return theirs and {p.country for p in found} <= {a.country for a in agents}

    def _staged(
        self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]
    ) -> tuple[list[ActorPhrase], list[ActorPhrase]]:
        """The first stage of the search that has an actor: (the target, []), or ([], what may do if need be)."""
        fallback: list[ActorPhrase] = []
        people_beneath: list[ActorPhrase] = []
        elsewhere = any(o.preposition == "from" and self.searching.known(o.head) for o in match.clause.obliques)
        for level, heads in self.searching.stages(match, len(agents)):
            if not heads:
                continue  # as most stages are
            found = self.fit(heads, match, agents, agent_heads)
            resolved = [p for p in found if p.resolved]
            named = not resolved and any(p.kind == "name" for p in found)
            if level == PEOPLE and named and match.rule.outcome.mode in _LAW:
                return [], found  # "Jan Doe, convicted of the murder of a Keldish minister": not the minister
            if resolved:
                if match.rule.outcome.type == "ASSAULT" and (posts := posts_in(self, match, fallback, resolved)):
                    return posts, []
                lands = all_from(self, match) if elsewhere and len(found) == 1 and found[0].kind == "agent" else []
                if lands and (found[0].country == "ISM" or (found[0].hint and "REF" in found[0].sectors)):
                    return [found[0].with_country(land) for land in lands], []  # "took in Kurds [from Keld and Orm]"
                if level == BENEATH and match.rule.outcome.type == "AGREE":
                    self.one_sided.add(match.head)
                taken_in = match.rule.outcome.type == "AID" and self.cast.sentence.lemma_keys[match.head] != "rescue"
                if elsewhere and (match.rule.outcome.mode == "release" or taken_in):
                    freed = [p for h in match.clause.objects if h in match.used for p in self.cast.own(h)]
                    left = only_from(self, match)
                    if left and freed and all(p.kind == "agent" and not p.resolved for p in freed):
                        return [p.with_country(left) for p in freed], []
                if level == BENEATH and people_beneath and self.clauses.preposition(heads[0]) == "from":
                    return [p.with_country(resolved[0].country or "") for p in people_beneath], []
                return (resolved if level <= BENEATH else found), []
            people = [p for p in found if p.code is not None]
            if level == BENEATH and not people_beneath:  # "agreed to take in [refugees] from Keld"
                people_beneath = [p for p in people if p.kind == "agent"]
            means = done_by_forces(self.cast, match) and all(FORCES.issuperset(p.sectors) for p in people)
            if elsewhere:
                those = people and level == PEOPLE and not means and all(p.kind == "agent" for p in people)
                if those and (lands := all_from(self, match)):  # "pardoned prisoners [from Keld]"
                    return [p.with_country(land) for land in lands for p in people], []
                continue
            if level == PEOPLE and people and not means:
                return found, []  # "attacked rebel bases near the Thai border": a party, whosever it is
            partners = match.rule.arrow == "<->" and self.clauses.preposition(heads[0]) == "with"
            if partners and people and level == OTHERS and not means and all(p.kind == "agent" for p in people):
                return found, []  # "negotiated with rebels holding a Keldish hostage"
            partner = match.rule.outcome.type == "AGREE" and self.clauses.preposition(heads[0]) == "with"
            if (  # "offered to form a coalition [with the opposition]"
                (level >= OTHERS or partner)
                and not (people and means)
                and (not fallback or (people and all(p.code is None for p in fallback)))
            ):
                fallback = people or found
        if not fallback and match.rule.outcome.type in _ANSWERS:  # "refused to talk [to the rebels]"
            fallback = [p for p in people_beneath if not _OF_THE_STATE.intersection(p.sectors)]
        return [], fallback

    def _of_inner(
        self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]
    ) -> tuple[list[ActorPhrase], list[ActorPhrase]]:
        """The sides of the events that the match is about: (known ones, []), or ([], others)."""
        outer = match.rule.outcome.type
        fallback: list[ActorPhrase] = []
        for inner in match.inner:
            sides = self.sides(inner)
            order = (sides.source, sides.target) if outer in ABOUT_OTHERS else (sides.target, sides.source)
            if outer == "ACCUSE":
                order = (sides.source, [])  # nobody condemns those who were attacked
            elif outer == "ASSAULT":
                order = (sides.target, [])  # "claimed the attack": not on those who were told to have done it
            for side in order:
                found = [p for p in side if p.head not in agent_heads and not is_source(p, agents)]
                if outer == "THREATEN":  # "threatened to pull out of the force"
                    found = [p for p in found if p.sectors != ("MIL",) or p.country not in {a.country for a in agents}]
                resolved = [p for p in found if p.resolved]
                if resolved:
                    if outer == "AGREE" and inner.rule.arrow == "->" and not inner.clause.mutual:
                        self.one_sided.add(match.head)
                    return resolved, []
                fallback = fallback or found
        return [], fallback

    def _of_told(self, match: Match, agents: list[ActorPhrase]) -> list[ActorPhrase]:
        """Whose "those demands" are that the match answers, as told before; who was struck where somebody claims it."""
        if match.rule.outcome.type == "ASSAULT" and (attack := self._claimed(match)) >= 0:
            struck = self.cast.discourse.story.struck({p.code for p in agents if p.code})
            return at_word(self.cast.sentence, struck, attack)
        if self.cast.sentence.lemma_keys[match.head] == "defend":
            return []  # "Keld's minister defended the decision": his own
        own = {p.code for p in agents if p.code}
        slots = [match.target] if match.target is not None else []
        inside = [h for m in match.inner for h in m.clause.objects]  # "refused to recognise the result"
        clause = match.clause
        protest = match.rule.outcome.type == "PROTEST"  # "the march was organised by Keldish miners"
        used, objects = ((), ()) if protest else (match.used, clause.objects)
        for head in (*used, *slots, *objects, *inside):
            found = [p for p in self.cast.owners_before(head, own) if p.code not in own]
            if found:
                self.carried[match.head] = self.cast.discourse.story.issues_of(found)
                return found
        if match.rule.outcome.type == "ACCUSE":
            return owning.judged(self.cast, [c for _, c in clause.complements if c in match.used], own)
        if match.rule.outcome.type in _ANSWERING and not (
            clause.objects or clause.obliques or any(marker in ("to", "that") for marker, _ in clause.complements)
        ):
            return [p for p in self.cast.discourse.story.asker(agents) if p.code not in own]
        return []

    def _claimed(self, match: Match) -> int:
        """The word for an attack that was told of before and that somebody answers for: "claimed responsibility [for
        the attack]", "was behind [the bombing]"; -1 for none."""
        sentence = self.cast.sentence
        attack = match.inner[0].head if match.inner else -1
        words = (match.head, *match.used, *(sentence.children[attack] if match.inner else ()))
        answered = next((h for h in words if sentence.lemma_keys[h] in _ANSWERED_FOR), -1)
        if answered < 0 or not match.inner:
            return answered
        again = any(sentence.lemma_keys[c] in DEFINITE for c in sentence.children[attack])
        return attack if again and all(sentence.deprels[c] != "nmod" for c in sentence.children[attack]) else -1

    def _named_persons(self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]) -> list[ActorPhrase]:
        """The rule's own words, where they are people: "released [the leaders]"."""
        if match.rule.arrow == "<->" or match.rule.outcome.mode == "weapons":  # "sent up fighters"
            return []
        heads = [h for h in match.used if h not in match.clause.agents]
        if match.rule.outcome.type == "PROTEST":
            heads = [h for h in heads if not is_waved(self.clauses, match.head, h)]
        # Forces are what some events are done with ("mobilised troops") and whom others are done to ("freed soldiers").
        suffer = match.rule.outcome.type in _SUFFERED or match.rule.outcome.mode == "release"
        suffer = suffer or self.cast.sentence.lemma_keys[match.head] in SAVING
        return [
            p
            for p in self.fit(heads, match, agents, agent_heads)
            if p.resolved or (p.kind == "agent" and (suffer or not FORCES.issuperset(p.sectors)))
        ]

    def fit(
        self,
        heads: list[int],
        match: Match,
        agents: list[ActorPhrase],
        agent_heads: frozenset[int],
        named: bool = False,
    ) -> list[ActorPhrase]:
        """The actors at ``heads`` that are not the source itself, nor something that belongs to it ("its troops")."""
        if not heads:
            return []
        own = {p.code for p in agents if p.code}
        home = {p.country for p in agents if p.country}
        whole = {p.country for p in agents if p.country and not p.sectors}
        verb = self.cast.sentence.lemma_keys[match.head]
        # "signed a deal with the government of another province": who stands there is somebody else
        partners = [o.head for o in match.clause.obliques if o.near and o.preposition in ("with", "against")]
        freed = match.rule.outcome.mode == "release"
        asked = match.rule.outcome.type == "REQUEST"  # "the president ordered the governors to …"
        found = []
        for head in off_borders(self.cast, match, heads):
            if head in agent_heads or head == match.head:
                continue
            # "expelled its envoy", but "recalled its envoy"
            hostile = (match.rule.outcome.type or "") in HOSTILE and match.rule.outcome.mode != "withdraw"
            dismissed = verb in _DISMISSING and head in match.clause.objects  # "fired its minister": one's own
            theirs = hostile or (match.rule.outcome.type in _OF_OTHERS and "GOV" in self.cast.sectors(heads[0]))
            others = self.cast.of_another(head, agent_heads) if theirs and not dismissed else []
            apart = frozenset() if match.rule.outcome.type == "MOBILIZE" else agent_heads  # "guards at its missions"
            for phrase in others or (self.cast.own(head) if dismissed else self.sources.read([head], apart)):
                forces = bool(phrase.country and phrase.sectors) and FORCES.issuperset(phrase.sectors)
                if forces and phrase.country in home and withdraws(self.searching, match):
                    continue  # "announced a withdrawal of Keldish troops", Keld's own
                if forces and head in match.used and done_by_forces(self.cast, match):
                    if phrase.country in home or phrase.hint in (STORY, TOLD):
                        continue
                    phrase = state_of(phrase)  # "the withdrawal of troops from Angola": not Angolan troops
                elif phrase.sectors == ("MIL",) and head in match.used and head in match.clause.objects and (
                    done_by_forces(self.cast, match)
                ):
                    continue  # "sent troops to Keld": they are the means
                direct = (
                    phrase.kind in _APART
                    and phrase.head == head
                    and (head in partners or ((hostile or freed or asked) and head in match.clause.objects))
                )
                # "to the EU mission in Keld", "to the EU force in Keld"
                joined = head if forces or head in match.used else self.cast.sentence.heads[head]
                joins = forces or (joined in match.used and joined not in match.clause.objects)
                if joins and phrase.country in ENTITIES and match.rule.outcome.type in _SENT_TO:
                    # "sent troops to the UN force in Keld": Keld is helped
                    phrase = where_is(self, joined, match) or phrase
                if is_source(phrase, agents) and not (direct and self.cast.sentence.upos[head] != "PRON"):
                    continue
                whose = self.cast.sentence.deprels[head] == "nmod:poss" and self.cast.sentence.upos[head] == "PRON"
                own_state = is_own_state(phrase, agents, match.rule.outcome.type, verb, home)
                # "Keld lifted the duty that it charged, the minister said": Keld's own
                itself = phrase.country in whole and self.cast.sentence.forms[head].lower() == "it"
                ours = phrase.code in own if hostile else phrase.country in home or match.rule.outcome.mode == "disarm"
                if own_state or itself or (whose and ours):
                    continue  # "share our data": one's own
                thing = self.cast.sentence.heads[head] if whose and match.rule.outcome.type in _FOR_ONESELF else -1
                if thing >= 0 and (thing not in match.used or match.rule.outcome.type == "AID"):
                    meant = self.cast.own(head)  # "agreed to send its envoy"
                    if meant and all(p.country in home for p in meant):
                        continue
                after = phrase.start > self.cast.sentence.starts[head]
                if whose and not hostile and (after or is_own_force(self.cast, head, match)):
                    continue  # "sent its army"; "Keld will lift its curbs, an official said": not the official's
                # "flew out their citizens"
                brought = match.rule.outcome.type == "AID" and verb in _BRINGING and head in match.clause.objects
                brought = brought and head in match.used and phrase.resolved and phrase.sectors == ("CVL",)
                brought = brought and all(o.preposition != "from" for o in match.clause.obliques)
                mine = not (named or others or dismissed or brought) and belongs(self.cast, head, own, direct)
                if mine and not is_abroad(self.cast, head, phrase, home):
                    continue
                found.append(phrase)
        return distinct(found)

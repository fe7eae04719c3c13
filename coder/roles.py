"""Slots to actors: who fills source and target of a match.

The order of the search for a target is the one that ``grammars/README.md`` promises to rule writers; which
prepositions can introduce one is listed here.
"""

from __future__ import annotations

from collections.abc import Sequence

from .clause import Clauses
from .discourse import NO_SIDES, PRONOUNS, ROLE_NOUNS, SPEAKER, Discourse, state_of
from .match import Match, Matcher
from .phrases import ActorPhrase, Phrases
from .sentence import Sentence
from .words import Words

#: Prepositions of a participant, in the order of preference; the others only locate or date.
PARTICIPANT = ("against", "on", "upon", "to", "with", "toward", "towards", "at", "for", "from", "of", "over", "between", "into",
               "by", "about", "behind", "onto", "alongside", "among", "on_behalf_of", "in_favour_of", "in_favor_of", "under", "out_of",
               "away_from")  # fmt: skip
#: Prepositions of the other party of something mutual; "at the palace" only locates.
_PARTNER = ("with", "between", "to", "against", "alongside", "among", "together_with", "from", "by", "of")
#: Of these a participant counts although no dictionary knows it, if it is a person or a name.
_AIMED = ("against", "on", "to", "with", "at", "from")
PLACE = ("in", "near", "around", "across", "inside", "outside", "throughout", "within", "at", "into", "through", "along", "off")
#: Prepositions by which a noun's owner or author stands after it ("a proposal by Keld").
_OWNER = ("of", "by", "from")
#: Kinds of phrases that are actors themselves and not just owned by one ("Keldish soldiers", not "Keld's plan").
_ACTING = frozenset({"agent", "person", "group", "org", "party", "people", "body", "force"})
_PARTIES = frozenset({"country", "capital", "org", "group", "party", "person", "metonym"})
#: Mark (``ActorPhrase.hint``) of a country that only the story so far suggests.
STORY = "story"
_FOREIGN = frozenset({"foreign", "international", "western", "overseas", "global", "multinational", "other"})
_LIVES = frozenset({"base", "station", "headquarter", "live", "hold", "detain", "stay"})
_LOCATES = frozenset({"in", "at", "near", "across", "outside", "inside", "throughout", "around"})
_PLACES = frozenset({"place", "capital", "country", "region", "territory"})
#: Types about what others do: their target is who does the inner event ("condemned the shelling of Orm by Keld": KEL).
#: The other types govern one's own doing ("refused to release", "threatened to attack"): the inner target.
_ABOUT_OTHERS = frozenset({"ACCUSE", "REQUEST", "SUPPORT"})
#: Sectors of those inside a country, and of its own authorities.
_INSIDE = frozenset({"CVL", "OPP", "EDU", "LAB", "JRN", "MED", "AGR", "REL", "GOV", "COP", "JUD", "LEG", "PTY", "ELI", "SOC",
                     "BUS", "CRM", "REB", "SPY"})  # fmt: skip
_REBELS = frozenset({"REB", "PRM", "CVL", "OPP", "EDU", "LAB"})
_RISERS = ("rebel", "insurgent", "separatist", "guerrilla", "mutineer")
_AUTHORITY = frozenset({"COP", "JUD", "LEG", "GOV"})
_SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION", "ACCUSE"})
#: What a state as such does to those inside it; with other types "Zorvia … the rebels" may be anybody's.
_OVER_ITS_OWN = frozenset({"COERCE", "SANCTION", "CONCEDE", "RETREAT"})
#: Types that armies and states do beyond their borders.
_ACROSS = frozenset({"ASSAULT"})
#: Types whose target is as likely to be abroad.
_ABROAD = frozenset({"AID", "MOBILIZE", "COOPERATE"})
#: Types that nobody does to what is his own: "its envoy" is somebody else's.
_HOSTILE = frozenset({"ACCUSE", "COERCE", "SANCTION", "ASSAULT", "REJECT", "THREATEN"})
_DONE_BY_FORCES = frozenset({"AID", "MOBILIZE", "RETREAT"})
_OWN_STATE = frozenset({"country", "nation", "state", "homeland", "motherland", "fatherland"})
_DEFINITE = frozenset({"the", "that", "this", "those", "these", "such"})
_FORCES = frozenset({"MIL", "COP", "PRM", "UAF", "SPY"})
#: Only with these do the place phrases of an agentless report name who acted ("calls from").
_FROM = ("from",)


class Cast:
    """The actors of one sentence: reads noun phrases once and resolves pronouns.

    ``own(head)`` gives the actors that a head denotes (several for "Keld and Zorvian officials"), [] for none.
    """

    def __init__(
        self,
        sentence: Sentence,
        words: Words,
        phrases: Phrases,
        discourse: Discourse,
        date: str | None,
        memory: object,
        mentions: list | None = None,
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.speech = words.speech
        self.phrases = phrases
        self.discourse = discourse
        self.date = date
        self.memory = memory
        self._mentions = mentions
        self._own: dict[int, list[ActorPhrase]] = {}
        self._busy: set[int] = set()
        self._salient: list[list[ActorPhrase]] | None = None
        self._clauses: Clauses | None = None

    @property
    def clauses(self) -> Clauses:
        """The sentence's clauses; made when first asked for, since most sentences of a corpus never are."""
        if self._clauses is None:
            self._clauses = Clauses(self.sentence, self.words, self.can_act, self.is_party)
        return self._clauses

    @property
    def mentions(self) -> list:
        if self._mentions is None:
            self._mentions = self.phrases.dictionary.mentions(self.sentence)
        return self._mentions

    def own(self, head: int) -> list[ActorPhrase]:
        """The actors that the phrase at ``head`` denotes, a pronoun's antecedents included."""
        found = self._own.get(head)
        if found is None:
            if head in self._busy:
                return []
            self._busy.add(head)
            try:
                found = self._own[head] = self._read(head, frozenset())
            finally:
                self._busy.discard(head)
        return found

    def _read(self, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        form = self.sentence.forms[head].lower()
        if form in PRONOUNS and self.sentence.upos[head] in ("PRON", "DET"):
            # A name in the same sentence says more than the pronoun; one from elsewhere is marked at the pronoun.
            start, end = self.sentence.starts[head], self.sentence.ends[head]
            found = self.discourse.antecedents(self, head, avoid)
            if form in ("our", "ours"):
                # "our villages", said by a minister, are the country's.
                return [moved(state_of(p), start, end, self.sentence.surface(start, end), head) for p in found]
            return [
                p
                if self.sentence.start <= p.start < self.sentence.end
                else moved(p, start, end, self.sentence.surface(start, end), head)
                for p in found
            ]
        phrase = self.phrases.phrase(self.sentence, self.mentions, head, self.date, self.memory)
        if phrase is None:
            return []
        if not phrase.resolved and (phrase.code is None or self.sentence.lemma_keys[head] in ROLE_NOUNS):
            pair = self.discourse.both(self, head) or self.discourse.role_noun(self, head, avoid)
            if pair:
                return [moved(p, phrase.start, phrase.end, phrase.text, head) for p in pair]
        if not phrase.resolved and self.sentence.lemma_keys[head] in _OWN_STATE:
            country = self.owner_country(head, avoid)
            if country:
                return [phrase.with_country(country)]  # "his country", "their homeland"
        several = self._of_several(phrase, head)
        if several:
            return several
        if phrase.code is None and self.sentence.lemma_keys[head] in self.words.held:
            phrase = self._held_by(phrase, head)
        if phrase.kind == "agent" and not phrase.resolved and phrase.code is not None:
            country = self.owner_country(head, avoid) or self._home(head)
            if country:
                return [phrase.with_country(country)]
            country = None if self._is_tool(head) else self.discourse.home(self, head)
            if country:
                found = phrase.with_country(country)
                found.hint = STORY
                return [found]
        return [phrase, *phrase.others]

    def owner_country(self, head: int, avoid: frozenset[int]) -> str | None:
        """The country of "its soldiers", "our pilots", "whose army": that of whom the pronoun stands for."""
        for child in self.sentence.children[head]:
            if self.sentence.deprels[child] == "acl" and self.sentence.lemma_keys[child] in _LIVES:
                # "rebels based in Tave"
                for oblique in self.clauses.verb(child).obliques:
                    for phrase in self.own(oblique.head) if oblique.preposition in _LOCATES else ():
                        if phrase.resolved:
                            return phrase.country
            if self.sentence.deprels[child] == "nmod:poss" and self.sentence.upos[child] in ("PRON", "DET"):
                form = self.sentence.forms[child].lower()
                if form == "whose":
                    return self._country_of_relative(child)
                countries = {p.country for p in self.discourse.antecedents(self, child, avoid) if p.country}
                return countries.pop() if len(countries) == 1 else None
        return None

    def _country_of_relative(self, word: int) -> str | None:
        """The noun that a relative clause with "whose" modifies."""
        node, steps = word, 0
        while self.sentence.heads[node] >= 0 and steps < 12:
            steps += 1
            if self.sentence.deprels[node].startswith("acl"):
                countries = {p.country for p in self.own(self.sentence.heads[node]) if p.country}
                return countries.pop() if len(countries) == 1 else None
            node = self.sentence.heads[node]
        return None

    def _home(self, head: int) -> str | None:
        """The country of an agent that names none ("police", "the government"): that of the place of its clause
        ("arrested students in Zorvia City"), else of who tells it ("Zorvia said the army …"). None where these are
        silent or the phrase speaks of foreigners."""
        sentence = self.sentence
        if any(sentence.lemma_keys[c] in _FOREIGN for c in sentence.children[head]):
            return None
        tool = self._is_tool(head)
        node, steps = head, 0
        while sentence.heads[node] >= 0 and steps < 12:
            steps += 1
            below, node = node, sentence.heads[node]
            if sentence.upos[node] not in ("VERB", "NOUN", "ADJ"):
                continue
            for child in () if tool else self._phrases_below(node):
                if child != head and self.clauses.preposition(child) in _LOCATES and child not in self._busy:
                    for phrase in self.own(child):
                        if phrase.resolved and phrase.kind in _PLACES and phrase.country:
                            return phrase.country
            if sentence.deprels[below] in ("ccomp", "parataxis") and sentence.lemma_keys[node] in self.speech:
                for child in sentence.children[node]:
                    if sentence.deprels[child] == "nsubj" and child != head and child not in self._busy:
                        for phrase in self.own(child):
                            if phrase.resolved and phrase.kind not in ("media", "org"):
                                return phrase.country
        return None

    def _of_several(self, phrase: ActorPhrase, head: int) -> list[ActorPhrase]:
        """ "Officials from Keld, Orm and Brin": of each country."""
        if phrase.kind != "agent" or not phrase.sectors:
            return []
        for child in self.sentence.children[head]:
            if self.sentence.deprels[child] == "nmod" and self.clauses.preposition(child) in ("from", "of", "in"):
                countries = [
                    p.country
                    for h in self.clauses.conjuncts(child)
                    for p in self.own(h)
                    if p.country and (p.kind in _PLACES or p.kind == "demonym")
                ]
                if len(set(countries)) > 1:
                    plain = phrase.copy()
                    plain.others = ()
                    return [plain.with_country(c) for c in dict.fromkeys(countries)]
        return []

    def _held_by(self, phrase: ActorPhrase, head: int) -> ActorPhrase:
        """ "Three rebel bases", "an army convoy": what is struck there is the actor who holds it."""
        for child in self.sentence.children[head]:
            if self.sentence.deprels[child] in ("amod", "compound", "nmod:poss") and child < head:
                hit = self.phrases.dictionary.agents.at(self.sentence, child)
                if hit is not None and hit.agent.sectors:
                    found = phrase.copy()
                    found.code, found.sectors, found.kind = "".join(hit.agent.sectors), hit.agent.sectors, "agent"
                    return found
        return phrase

    def is_person(self, phrase: ActorPhrase) -> bool:
        """Whether a phrase of this sentence is one person: a known person, or an agent noun in the singular ("an editor")."""
        if phrase.kind == "person":
            return True
        if phrase.kind != "agent" or phrase.head >= len(self.sentence):
            return False
        hit = self.phrases.dictionary.agents.at(self.sentence, phrase.head)
        if hit is None or hit.agent.kind != "person":
            return False
        xpos = self.sentence.xpos[phrase.head]
        return xpos not in ("NNS", "NNPS") and "Number=Plur" not in self.sentence.feats[phrase.head]

    def _phrases_below(self, node: int) -> list[int]:
        """The prepositional phrases of a word and those inside them: "killed [in a bomb attack [in Keld City]]"."""
        children, deprels = self.sentence.children, self.sentence.deprels
        found = [c for c in children[node] if deprels[c] in ("obl", "nmod")]
        for phrase in list(found):
            found += [c for c in children[phrase] if deprels[c] == "nmod"]
        return found

    def _is_tool(self, head: int) -> bool:
        """Weapons and troops that are sent somewhere: the means, which belong to who sends them."""
        if self.sentence.deprels[head] == "obl:agent":  # "killed by drones", whosever they are
            hit = self.phrases.dictionary.agents.at(self.sentence, head)
            return hit is not None and hit.agent.instrument
        return self.sentence.deprels[head] in ("obj", "obl", "nmod", "conj") and self._is_force(head)

    def _is_force(self, head: int) -> bool:
        hit = self.phrases.dictionary.agents.at(self.sentence, head)
        return hit is not None and hit.agent.kind != "body" and _FORCES.issuperset(hit.agent.sectors)

    def avoiding(self, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """Like ``own``, for a pronoun that cannot stand for one of ``avoid`` ("Moscow rejected its call")."""
        form = self.sentence.forms[head].lower()
        if form in PRONOUNS and form not in SPEAKER and self.sentence.upos[head] in ("PRON", "DET"):
            return self._read(head, avoid)
        return self.own(head)

    def of_another(self, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """ "Islamabad expelled its envoy": an owned person read as belonging to somebody else than ``avoid``; [] if
        nobody else is there."""
        sentence = self.sentence
        if not any(sentence.deprels[c] == "nmod:poss" and sentence.upos[c] == "PRON" for c in sentence.children[head]):
            return []
        phrase = self.phrases.phrase(sentence, self.mentions, head, self.date, self.memory)
        if phrase is None or phrase.resolved:
            return []
        country = self.owner_country(head, avoid)
        return [phrase.with_country(country)] if country and phrase.code is not None else []

    def can_act(self, word: int) -> bool:
        """Whether a modifier names or describes an actor ("Zorvian", "police")."""
        if self.sentence.upos[word] not in ("PROPN", "NOUN", "ADJ"):
            return False
        for mention in self.mentions:
            if mention.first <= word < mention.last:
                return not mention.aside or self._leads(mention.last - 1)
        if self.sentence.upos[word] == "ADJ":
            return False
        hit = self.phrases.dictionary.agents.at(self.sentence, word)
        # "a police raid", "a student march", but "a prisoner exchange" is not done by prisoners.
        return hit is not None and not {"CVL", "REF"}.intersection(hit.agent.sectors)

    def _leads(self, word: int) -> bool:
        """ "A Zorvian-led strike" is carried out by Zorvia; a Zorvian-backed one is not."""
        forms = self.sentence.forms
        return forms[word].lower().endswith("-led") or (
            word + 2 < len(forms) and forms[word + 1] == "-" and forms[word + 2].lower() == "led"
        )

    def is_party(self, word: int) -> bool:
        """Whether a word is the bare name of a state, organisation, group or person (no demonym)."""
        return any(
            m.first <= word < m.last and not m.aside and m.entry.kind in _PARTIES for m in self.mentions
        )

    def can_fill(self, head: int) -> int:
        """How well a word can fill TGT or SRC: 3 a known actor, 2 an agent, name or pronoun, 1 a thing, 0 nothing."""
        own = self.own(head)
        if any(p.resolved for p in own):
            return 3
        if any(p.code is not None or p.kind == "name" for p in own):
            return 2
        if self.sentence.upos[head] == "PRON":
            return 2 if self.sentence.forms[head].lower() in PRONOUNS else 0
        return 1 if own else 0

    def sectors(self, head: int) -> set[str]:
        """The sectors of the actors at a word; STATE for a country, organisation or capital that acts as such."""
        found: set[str] = set()
        for phrase in self.own(head):
            found.update(phrase.sectors)
            if phrase.resolved and not phrase.sectors:
                found.add("BUS" if phrase.country == "MNC" else "STATE")
        return found

    def owner(self, noun: int, predicate: int) -> int:
        """Head of the owner or author of a noun: "Keld's plan", "a plan by Keld", "the Keld plan"; -1 for none."""
        del predicate
        owners = self.owners(noun)
        return owners[0] if owners else -1

    def owners(self, noun: int) -> list[int]:
        sentence = self.sentence
        found: list[int] = []
        for child in sentence.children[noun]:
            relation = sentence.deprels[child]
            if relation == "nmod:poss" and self.can_fill(child):
                found += self.clauses.conjuncts(child)
            elif relation == "nmod" and self.clauses.preposition(child) in _OWNER and self.can_fill(child):
                found += self.clauses.conjuncts(child)
            elif relation in ("compound", "amod", "nmod") and child < noun and self.can_act(child):
                found.append(child)
            elif relation in ("acl", "acl:relcl") and sentence.upos[child] == "VERB":
                # "demands made by Keld", "the plan that Orm proposed"
                clause = self.clauses.verb(child)
                if noun in clause.objects:
                    found += [a for a in clause.agents if self.can_fill(a)]
        return found

    def owners_before(self, noun: int, own: set[str]) -> list[ActorPhrase]:
        """Whose "those demands", "the appeal" are, from what was told before; they stand where the noun stands. ``own``:
        codes of who answers them now."""
        sentence = self.sentence
        if not any(sentence.lemma_keys[c] in _DEFINITE for c in sentence.children[noun]):
            return []
        start, end = sentence.starts[noun], sentence.ends[noun]
        found = self.discourse.earlier(self, noun) or self.discourse.teller(sentence.lemma_keys[noun], own)
        return [moved(p, start, end, sentence.surface(start, end), noun) for p in found]

    def salient(self) -> list[list[ActorPhrase]]:
        """Groups of participants for later pronouns: subjects first, then other arguments, in order of the text."""
        if self._salient is None:
            self._salient = []
            deprels = self.sentence.deprels
            for relations in (("nsubj", "nsubj:pass"), ("obj", "iobj", "obl", "obl:agent")):
                for i, relation in enumerate(deprels):
                    if relation in relations:
                        group = [p for h in self.clauses.conjuncts(i) for p in self.own(h)]
                        if any(p.resolved for p in group) or any(p.kind == "name" for p in group):
                            self._salient.append(group)
        return self._salient

    def sayers_of(self, verb: int) -> list[int]:
        """Heads of those who say, if ``verb`` is a verb of speech with a subject."""
        if self.sentence.lemma_keys[verb] not in self.speech or self.sentence.upos[verb] != "VERB":
            for child in self.sentence.children[verb]:
                if self.sentence.deprels[child] == "parataxis" and self.sentence.lemma_keys[child] in self.speech:
                    return [
                        h
                        for c in self.sentence.children[child]
                        if self.sentence.deprels[c] == "nsubj"
                        for h in self.clauses.conjuncts(c)
                        if self.sentence.forms[h].lower() not in SPEAKER
                    ]
            return []
        clause = self.clauses.verb(verb)
        return [a for a in clause.agents if self.sentence.forms[a].lower() not in SPEAKER]


class LazyMentions(Sequence):
    """The mentions of a sentence, looked up only when somebody reads them."""

    __slots__ = ("_cast",)

    def __init__(self, cast: Cast) -> None:
        self._cast = cast

    def __len__(self) -> int:
        return len(self._cast.mentions)

    def __getitem__(self, at):
        return self._cast.mentions[at]

    def __iter__(self):
        return iter(self._cast.mentions)


def moved(phrase: ActorPhrase, start: int, end: int, text: str, head: int) -> ActorPhrase:
    """The same actor, mentioned elsewhere: by a pronoun."""
    copy = phrase.copy()
    copy.start, copy.end, copy.text, copy.head = start, end, text, head
    copy.others = ()
    copy.words = (head, head + 1)
    return copy


#: Prepositions of the fight in which somebody was killed.
_OCCASIONS = frozenset({"in", "during", "amid", "by"})
_SITES = frozenset({"place", "region", "territory", "where"})


class Sides:
    """Source and target of an event, as phrases. ``things`` is what the event was done to where that is no actor (the
    rule's own words: "rejected the resolution"), ``means`` what did it where that is none ("a car bomb killed two"); a
    record shows them only where unresolved actors are kept."""

    __slots__ = ("means", "mutual", "source", "target", "things")

    def __init__(
        self, source: list[ActorPhrase], target: list[ActorPhrase], mutual: bool, things: list[ActorPhrase] | None = None
    ) -> None:
        self.means: list[ActorPhrase] = []
        self.source = source
        self.target = target
        self.mutual = mutual
        self.things = things or []


class Roles:
    """Finds the sides of matches in one sentence. ``suffers_in_place(type)`` says for which event types a place names
    who suffers ("bombed in Orm")."""

    def __init__(self, cast: Cast, matcher: Matcher, suffers_in_place) -> None:
        self.cast = cast
        self.matcher = matcher
        self.clauses = cast.clauses
        self.suffers_in_place = suffers_in_place
        self._sides: dict[int, Sides] = {}
        #: match head → issues of the event told before that it answers ("rejected the appeal")
        self.carried: dict[int, tuple[str, ...]] = {}

    def sides(self, match: Match) -> Sides:
        found = self._sides.get(match.head)
        if found is None:
            found = self._sides[match.head] = self._find(match)
        return found

    def _find(self, match: Match) -> Sides:
        sides = self._settled(match)
        if sides.source and not sides.mutual and all(self._is_means(match, p) for p in sides.source):
            sides.means, sides.source = sides.source, []
        type = match.rule.outcome.type or ""
        sides.source, sides.target = _alike(sides.source), _alike(sides.target)
        sides.target = [self._at_home(p, sides.source, type, _INSIDE) for p in sides.target]
        sides.source = [self._at_home(p, sides.target, type, _AUTHORITY) for p in sides.source]
        return sides

    @staticmethod
    def _done_by_forces(match: Match) -> bool:
        outcome = match.rule.outcome
        return outcome.type in _DONE_BY_FORCES and outcome.mode != "release"

    def _is_means(self, match: Match, phrase: ActorPhrase) -> bool:
        """Not an actor but what it was done with: a word that the rule itself names, or an event ("a blast", "clashes")."""
        if phrase.resolved or phrase.kind == "name":
            return False
        if phrase.kind == "agent":
            hit = self.cast.phrases.dictionary.agents.at(self.cast.sentence, phrase.head)
            return hit is not None and hit.agent.instrument
        named = any(c.role == "agent" and c.kind == "phrase" and head == phrase.head for c, head in match.filled)
        return named or self.matcher.at(phrase.head) is not None

    @staticmethod
    def _at_home(phrase: ActorPhrase, others: list[ActorPhrase], type: str, sectors: frozenset[str]) -> ActorPhrase:
        """ "Tavese police arrested students", "Brin's president met the miners": an actor inside a country, named without
        one, belongs to that of the other side, if that is one country. Not for those who are killed or attacked by an
        army: it may fight abroad."""
        if phrase.kind != "agent" or (phrase.resolved and phrase.hint != STORY):
            return phrase
        if not _FOREIGN.isdisjoint(phrase.text.lower().split()):
            return phrase
        if not sectors.intersection(phrase.sectors):
            # Soldiers belong to the country whose rebels or protesters they meet.
            if "MIL" not in phrase.sectors or not all(_REBELS.intersection(p.sectors) for p in others):
                return phrase
        states = any(not p.sectors for p in others)
        if states and (phrase.resolved or type not in _OVER_ITS_OWN):
            return phrase
        countries = {p.country for p in others}
        if phrase.resolved:
            countries = {p.country for p in others if p.hint != STORY}
        if len(countries) != 1 or None in countries or countries & NO_SIDES:
            return phrase
        if type in _ABROAD:
            return phrase
        if type in _ACROSS and any(not p.sectors or "MIL" in p.sectors for p in others):
            # … but rebels rise against their own ("the army bombed rebel bases").
            if not any(word in phrase.text.lower() for word in _RISERS):
                return phrase
        return phrase.with_country(countries.pop())

    def _settled(self, match: Match) -> Sides:
        clause, arrow = match.clause, match.rule.arrow
        agents = self.agents(match)
        agent_heads = frozenset(p.head for p in agents) | frozenset(clause.agents)
        named_target = match.target is not None
        targets = self._targets(match, agents, agent_heads)
        if not agents and clause.passive and self._done_by_forces(match):
            # "Riot police were deployed", "troops were withdrawn from Keld": they act.
            done = [p for h in clause.objects if h in match.used for p in self.cast.own(h)]
            forces = [p for p in (*done, *targets) if _FORCES.intersection(p.sectors)]
            if forces:
                agents = forces
                targets = self._targets(match, agents, frozenset(p.head for p in forces))
        if arrow == "<-":
            if match.source is not None:
                return Sides(self._read([match.source], frozenset()), agents, False)
            return Sides(targets, agents, False)
        things = [] if targets else self._things(match, agents, agent_heads)
        mutual = arrow == "<->" or (clause.mutual and not named_target)
        if not mutual and len(agents) > 1 and match.inner:
            if not targets:
                # "Zorvia and Keld agreed to hold talks": with each other.
                mutual = any(inner.rule.arrow == "<->" for inner in match.inner)
            elif {p.country for p in targets} < {p.country for p in agents}:
                mutual, targets = True, []  # "both sides agreed to hand over Keldish soldiers"
        if mutual:
            parties = _distinct(agents + targets)
            if not agents and len(parties) == 1:
                return Sides([], parties, False, things)
            if len(parties) > 1:
                return Sides(parties[:1], parties[1:], True)
            return Sides(parties, [], False, things)
        return Sides(_distinct(agents), targets, False, things)

    def agents(self, match: Match) -> list[ActorPhrase]:
        """Who acts: the SRC slot, the agent, or what an agentless noun takes from a from-phrase."""
        clause = match.clause
        if match.source is not None and match.rule.arrow != "<-":
            return self._read(self.clauses.conjuncts(match.source), frozenset())
        found = self._read([a for a in clause.agents if a not in match.used], frozenset())
        if clause.kind == "n" and any(p.resolved for p in found):
            # "Ukraine launched a drone attack": the modifier is the means, the subject acts.
            found = [p for p in found if p.resolved]
        if not found and clause.kind == "n":
            found = self._read([o.head for o in clause.obliques if o.preposition in _FROM and o.near], frozenset())
        if not found and clause.passive and match.rule.outcome.type == "ASSAULT" and match.rule.arrow == "->":
            found = self._on_occasion(match)
        return found

    def _on_occasion(self, match: Match) -> list[ActorPhrase]:
        """Who killed where only the fight is named: "killed in an attack by rebels", "wounded in a clash with rebels"."""
        clause = match.clause
        victims = {(p.country, p.sectors) for h in clause.objects for p in self.cast.own(h)}
        for oblique in clause.obliques:
            if oblique.preposition not in _OCCASIONS:
                continue
            fight = self.matcher.at(oblique.head)
            if fight is None or fight.rule.outcome.type != "ASSAULT" or fight.clause.kind != "n":
                continue
            sides = self.sides(fight)
            others = [*sides.source, *sides.target] if sides.mutual or fight.rule.arrow == "<->" else sides.source
            found = [
                p for p in others
                if p.resolved and p.kind not in _SITES and (p.country, p.sectors) not in victims and p.head not in clause.objects
            ]  # fmt: skip
            if found:
                return found
        return []

    def _read(self, heads: list[int], avoid: frozenset[int]) -> list[ActorPhrase]:
        """The actors at some heads; an event noun stands for who carries it out ("Zorvia's shelling killed five")."""
        found: list[ActorPhrase] = []
        for head in heads:
            own = self.cast.avoiding(head, avoid)
            known = any(p.resolved and p.kind != "force" for p in own)
            if own and not known and self.cast.sentence.upos[head] == "NOUN":
                behind: list[ActorPhrase] = []
                if self.matcher.entries(head)[1]:
                    behind = [p for a in self.clauses.noun(head).agents if a != head for p in self.cast.own(a)]
                if any(p.resolved for p in behind):
                    own = behind
                elif self.cast.sentence.lemma_keys[head] in self.cast.words.document:
                    own = self._authors(head) or own
            found += own
        return found

    def _authors(self, document: int) -> list[ActorPhrase]:
        """ "Amnesty put out a report accusing Keld", "a report by Amnesty": a document speaks for its authors."""
        sentence = self.cast.sentence
        authors = self.cast.owners(document)
        governor = sentence.heads[document]
        if not authors and sentence.deprels[document] in ("obj", "obl") and sentence.upos[governor] == "VERB":
            authors = self.clauses.verb(governor).agents
        return [p for a in authors if a != document for p in self.cast.own(a) if p.resolved]

    # ---------------------------------------------------------------- the target

    def _targets(self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]) -> list[ActorPhrase]:
        thing: list[ActorPhrase] = []
        if match.target is None and match.rule.outcome.mode == "resign":
            return []  # "resigned from the cabinet" is done to nobody
        if match.target is not None:
            heads = self.clauses.conjuncts(match.target)
            if match.target in match.clause.objects:
                bound = {h for c, h in match.filled if c.role == "object" and h != match.target}
                heads += [h for h in match.clause.objects if h not in heads and h not in match.used and h not in bound]
            found = self._fit(heads, match, agents, agent_heads, named=True)
            if not any(p.resolved for p in found):
                # "gave money [in assistance to Keld]", "attacked [a convoy of Keldish soldiers]"
                inside = [h for head in heads for h in (*self.cast.owners(head), *(h for _, h in self._below(head)))]
                known = [p for p in self._fit(inside, match, agents, agent_heads) if p.resolved]
                # "cut off gas supplies [to Keld]"
                near = [o.head for p in _AIMED for o in match.clause.obliques if o.preposition == p and o.head not in match.used]
                for heads in ([h] for h in near if not known):
                    known = known or [p for p in self._fit(heads, match, agents, agent_heads) if p.resolved]
                countries = {p.country for p in known if p.kind in _PLACES}
                if len(countries) == 1 and any(p.kind == "agent" and p.code for p in found):
                    # "fired on protesters in Port Keld": the place tells whose they are
                    return [p.with_country(next(iter(countries))) if p.kind == "agent" else p for p in found]
                aimed = any(h == match.target and c.role == "oblique" for c, h in match.filled)
                if known or not aimed or any(p.code is not None or p.kind == "name" for p in found):
                    return known or found
                thing = found
            else:
                return found
        fallback: list[ActorPhrase] = thing
        for unresolved_counts, heads in self._stages(match, len(agents)):
            found = self._fit(heads, match, agents, agent_heads)
            resolved = [p for p in found if p.resolved]
            if resolved:
                return resolved if not unresolved_counts else found
            parties = [p for p in found if p.code is not None]
            if any(o.preposition == "from" and self._known(o.head) for o in match.clause.obliques):
                continue  # "pardoned prisoners [from Keld]"
            if parties and heads[0] in match.clause.objects and heads[0] not in match.used and not (
                self._done_by_forces(match) and all(_FORCES.issuperset(p.sectors) for p in parties)
            ):
                return found  # "attacked rebel bases near the Thai border": a party, whosever it is
            if found and unresolved_counts and not fallback:
                fallback = found
        for inner in match.inner:
            sides = self.sides(inner)
            own = {p.code for p in agents if p.code}
            judged = match.rule.outcome.type in _ABOUT_OTHERS
            order = (sides.source, sides.target) if judged else (sides.target, sides.source)
            if match.rule.outcome.type == "ACCUSE":
                order = (sides.source,)  # nobody condemns those who were attacked
            for side in order:
                found = [p for p in side if p.head not in agent_heads and p.code not in own]
                resolved = [p for p in found if p.resolved]
                if resolved:
                    return resolved
                if found and not fallback:
                    fallback = found
        if not fallback:
            own = {p.code for p in agents if p.code}
            for head in match.used:
                found = [p for p in self.cast.owners_before(head, own) if p.code not in own]
                if found:
                    self.carried[match.head] = self.cast.discourse.issues_of(found)
                    return found
        if not fallback:
            fallback = self._of_participles(match, agents)
        fallback = fallback or self._named_persons(match, agents, agent_heads)
        outcome = match.rule.outcome.type
        if not fallback or not any(p.resolved for p in fallback):
            types = {outcome} | {inner.rule.outcome.type for inner in match.inner}
            if any(t is not None and self.suffers_in_place(t) for t in types):
                places = [o.head for o in self._obliques(match, PLACE)]
                inside = [h for h in (*match.used, *(o.head for o in match.clause.obliques)) if h not in agent_heads]
                places += [h for inner in inside for p, h in self._below(inner) if p in PLACE]
                found = [p for p in self._fit(places, match, agents, agent_heads) if p.resolved]
                if found:
                    return found
        return fallback

    def _stages(self, match: Match, parties: int):
        """(whether unknown actors count, heads) in the order in which a target is looked for."""
        clause = match.clause
        bound = {head for constraint, head in match.filled if constraint.kind == "slot"}
        objects = [h for h in clause.objects if h not in match.used and h not in bound]
        yield True, objects
        inner_heads = {m.head for m in match.inner}
        used_objects = [h for h in match.used if h not in clause.agents and h not in inner_heads]
        if match.rule.arrow != "<->":  # what is exchanged is no party
            yield False, [h for h in used_objects if any(p.kind in _ACTING for p in self.cast.own(h))]
        if match.rule.outcome.type in _ABOUT_OTHERS:
            # "called for the release of the pilots by Keld": who is to do it
            yield False, [a for h in used_objects if self.matcher.entries(h)[1] for a in self.clauses.noun(h).agents]
        owners = [o for h in used_objects for o in self.cast.owners(h) if o not in match.used]
        yield True, [o for o in owners if self.cast.can_fill(o) > 1]
        if match.rule.outcome.type == "ACCUSE" and match.inner:
            return  # what is condemned names its victims, not the accused
        partners = _PARTNER if match.rule.arrow == "<->" else PARTICIPANT
        obliques = self._obliques(match, partners)
        for near in (True, False):
            heads_of: dict[str, list[int]] = {}
            for oblique in obliques:
                if oblique.near is near:
                    heads_of.setdefault(oblique.preposition, []).append(oblique.head)
            for preposition in partners:
                heads = heads_of.get(preposition)
                if heads:
                    yield preposition in _AIMED, [h for h in heads if self.cast.can_fill(h) > 1]
        if match.rule.arrow == "<->" and parties > 1:
            return  # both parties are named already
        loose = [o.head for o in obliques if not self._known(o.head)]
        yield False, [o for h in (*objects, *loose) for o in self.cast.owners(h)]
        below = [pair for h in (*used_objects, *objects, *loose) for pair in self._below(h)]
        for preposition in partners:
            heads = [h for p, h in below if p == preposition and h not in match.used]
            if heads:
                yield False, heads
        if match.rule.outcome.type in _ABOUT_OTHERS:
            # "demanded that Keld stop the works": the subject of what is demanded.
            for marker, head in clause.complements:
                if marker == "that":
                    inner = self.clauses.verb(head)
                    yield False, inner.agents or inner.objects
        if match.rule.outcome.type == "PROTEST":
            # "protested outside the Keldish embassy"
            yield False, [
                o.head
                for o in clause.obliques
                if o.preposition in ("outside", "in_front_of", "near", "at") and self.cast.sectors(o.head) - {"STATE"}
            ]
        # "refused to allow the plane in", "agreed to accept refugees": what the infinitive is about.
        for head in self._complements(match):
            inner = self.clauses.verb(head)
            yield False, inner.objects
            yield False, [o for h in inner.objects for o in self.cast.owners(h)]
            yield False, [h for o in inner.objects for p, h in self._below(o) if p in PARTICIPANT or p in PLACE]
            for preposition in PARTICIPANT:
                yield False, [o.head for o in inner.obliques if o.preposition == preposition]

    def _known(self, head: int) -> bool:
        return any(p.resolved for p in self.cast.own(head))

    def _below(self, head: int, depth: int = 0) -> list[tuple[str, int]]:
        """(preposition, head) of the phrases below a noun: "a truce [with Keld]", "withdrawal of troops [from Keld]"."""
        found: list[tuple[str, int]] = []
        for child in self.cast.sentence.children[head]:
            if self.cast.sentence.deprels[child] == "nmod" and depth < 3:
                preposition = self.clauses.preposition(child)
                found += [(preposition, h) for h in self.clauses.conjuncts(child)]
                found += self._below(child, depth + 1)
            elif self.cast.sentence.deprels[child] == "acl" and self.cast.sentence.upos[child] == "VERB" and depth < 2:
                # "the sanctions imposed [on Keld]"
                found += [(o.preposition, o.head) for o in self.clauses.verb(child).obliques if o.head != head]
        return found

    @staticmethod
    def _complements(match: Match) -> list[int]:
        """Heads of the infinitives and gerunds that the match governs and that are not events of their own."""
        inner = {m.head for m in match.inner}
        return [h for marker, h in match.clause.complements if marker in ("to", "ing", "from", "of", "into") and h not in inner]

    def _of_participles(self, match: Match, agents: list[ActorPhrase]) -> list[ActorPhrase]:
        """ "Carried out an attack, damaging Keldish bombers", "marched to protest against the tax": the same deed told on
        names whom it is aimed at."""
        suffers = self.suffers_in_place(match.rule.outcome.type or "")
        clause = match.clause
        verb = clause.support if clause.support >= 0 else clause.head
        if clause.kind == "n" and clause.support < 0:
            return []
        own = {p.code for p in agents if p.code}
        for marker, head in self.clauses.verb(verb).complements:
            if marker not in ("adverbial", "to"):
                continue
            told = self.matcher.at(head)
            heads = list(self.clauses.verb(head).objects)
            if told is not None and told.rule.outcome.type == match.rule.outcome.type:
                found = [p for p in self.sides(told).target if p.resolved and p.code not in own]
                if found:
                    return found
            if not suffers or marker != "adverbial":
                continue
            places = [o.head for o in self.clauses.verb(head).obliques if o.preposition in ("into", "inside", "across")]
            for place in places:
                found = [p for p in self.cast.own(place) if p.resolved and p.code not in own and p.kind in _PLACES]
                if found and heads:
                    return found
        return []

    def _named_persons(self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]) -> list[ActorPhrase]:
        """The rule's own words, where they are people: "released [the leaders]"."""
        if match.rule.arrow == "<->":
            return []
        heads = [h for h in match.used if h not in match.clause.agents]
        # Forces are what some events are done with ("mobilised troops") and whom others are done to ("freed soldiers").
        suffer = match.rule.outcome.type in _SUFFERED or match.rule.outcome.mode == "release"
        return [
            p
            for p in self._fit(heads, match, agents, agent_heads)
            if p.resolved or (p.kind == "agent" and (suffer or not _FORCES.issuperset(p.sectors)))
        ]

    def _things(self, match: Match, agents: list[ActorPhrase], agent_heads: frozenset[int]) -> list[ActorPhrase]:
        """What it was done to, where that is no actor: the rule's object, what a gerund or infinitive is about, a place."""
        clause = match.clause
        inner_heads = [h for m in match.inner for h in (*m.clause.objects, *m.used)]
        complements = [self.clauses.verb(h) for h in self._complements(match)]
        stages = [
            [h for m in match.inner for h in m.clause.objects],
            [o.head for o in self._obliques(match, PARTICIPANT) if o.preposition in ("into", "on", "against", "over", "of", "to")],
            [h for h in match.used if h not in clause.agents],
            [h for c in complements for h in c.objects],
            inner_heads,
            [o.head for o in self._obliques(match, PLACE)],
            [o.head for c in complements for o in c.obliques if o.preposition in PLACE],
            [o.head for m in match.inner for o in m.clause.obliques if o.preposition in PLACE],
        ]
        places = stages[-3:]
        if self.suffers_in_place(match.rule.outcome.type or ""):
            stages = [*stages[:2], *places, *stages[2:-3]]
        events = {m.head for m in match.inner}
        for stage in stages:
            # A place may lie in the source's own country ("field hospitals in Louisiana").
            others = [] if stage in places else agents
            found = self._fit([h for h in stage if h not in events], match, others, agent_heads)
            if found:
                return found
        return []

    def _obliques(self, match: Match, prepositions: tuple[str, ...]):
        return [o for o in match.clause.obliques if o.preposition in prepositions and o.head not in match.used]

    def _fit(
        self,
        heads: list[int],
        match: Match,
        agents: list[ActorPhrase],
        agent_heads: frozenset[int],
        named: bool = False,
    ) -> list[ActorPhrase]:
        """The actors at ``heads`` that are not the source itself, nor something that belongs to it ("its troops")."""
        own = {p.code for p in agents if p.code}
        found = []
        for head in heads:
            if head in agent_heads or head == match.head:
                continue
            hostile = (match.rule.outcome.type or "") in _HOSTILE
            others = self.cast.of_another(head, agent_heads) if hostile else []
            for phrase in others or self._read([head], agent_heads):
                if head in match.used and phrase.country and _FORCES.issuperset(phrase.sectors) and phrase.sectors:
                    if self._done_by_forces(match):
                        phrase = state_of(phrase)  # "the withdrawal of troops from Angola": not Angolan troops
                if phrase.code is not None and phrase.code in own:
                    continue
                if self.cast.sentence.deprels[head] == "nmod:poss" and self.cast.sentence.upos[head] == "PRON":
                    if phrase.country in {p.country for p in agents}:
                        continue  # "share our data": one's own
                if not named and not others and self._belongs(head, agent_heads, own):
                    continue
                found.append(phrase)
        return _distinct(found)

    def _belongs(self, head: int, agent_heads: frozenset[int], own: set[str]) -> bool:
        """ "Zorvia withdrew its troops": what the source owns is not its target."""
        sentence = self.cast.sentence
        for child in sentence.children[head]:
            if sentence.deprels[child] == "nmod:poss" and sentence.upos[child] == "PRON":
                antecedents = self.cast.own(child)
                if not antecedents or any(p.code in own for p in antecedents):
                    return not antecedents or bool(own)
        return False


def _alike(side: list[ActorPhrase]) -> list[ActorPhrase]:
    """What coordinated actors share: "two policemen and a teacher in southern Keld" are all Keldish, and in "Keldish and
    Ormish officials" the first are officials too."""
    if len(side) < 2:
        return side
    countries = {p.country for p in side if p.kind == "agent" and p.country}
    sectors = {p.sectors for p in side if p.kind == "agent" and p.sectors}
    found = []
    for phrase in side:
        if phrase.kind == "agent" and not phrase.resolved and len(countries) == 1:
            phrase = phrase.with_country(next(iter(countries)))
        elif phrase.kind == "demonym" and not phrase.sectors and len(sectors) == 1:
            own = next(iter(sectors))
            phrase = phrase.copy()
            phrase.sectors, phrase.code = own, (phrase.country or "") + "".join(own)
        found.append(phrase)
    return found


def _distinct(phrases: list[ActorPhrase]) -> list[ActorPhrase]:
    """Without actors that stand twice (same code and name, or same words)."""
    seen: set[tuple] = set()
    found = []
    for phrase in phrases:
        key = (phrase.code, phrase.name) if phrase.code is not None else (phrase.start, phrase.end)
        if key not in seen:
            seen.add(key)
            found.append(phrase)
    return found

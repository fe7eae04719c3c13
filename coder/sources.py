"""Who acts: the actors behind a match's agent, and what only was the means."""

from __future__ import annotations

from collections.abc import Callable

from . import crowds, owning
from .actor_phrase import ActorPhrase, without_titles
from .at_whose_hands import BOMBS, WIELDING, in_attack_of, laid_by, wielders
from .barred import barred_there
from .cast import Cast
from .courts import who_orders
from .homes import PLACES
from .match import Match, Matcher
from .neighbours import ALLIES
from .owning import SHIPPING
from .pairs import state_of
from .sides import Sides, distinct

#: Only with these do the place phrases of an agentless report name who acted ("calls from").
_FROM = ("from",)
_OUT_OF = ("from", "out_of")
#: Modes of which "from" names who acts where nobody else does, and as what sort of name.
_STATES = frozenset({"country", "capital"})
_FROM_WHERE = {"expel": _STATES, "deport": _STATES, "weapons": _STATES | {"place", "region"},
               "heavy-weapons": _STATES | {"place", "region"}}  # fmt: skip
_COURTS = frozenset({"court", "tribunal"})
_MINISTRIES = frozenset({"ministry", "office", "department"})
#: Prepositions of the fight in which somebody was killed.
_OCCASIONS = frozenset({"in", "during", "amid", "by", "after", "following"})
#: What armies and police carry out: a country before it is who does it, before "attack" it may be where.
_SWEEPS = frozenset({"airstrike", "bombardment", "crackdown", "offensive", "operation", "raid", "shelling", "strike"})
#: Verbs of making use of a weapon.
#: What a word may tell of in which people are killed: an attack, a siege.
_FINDING = frozenset({"discover", "dig", "find", "recover", "unearth"})
_DEADLY = frozenset({"ASSAULT", "COERCE"})
_SITES = frozenset({"place", "region", "territory", "where"})
#: What is its owner's to impose, withhold or call home, and prepositions of whom that hits.
_ONES_OWN = frozenset({"aid", "ambassador", "assistance", "ban", "boycott", "embargo", "envoy", "package", "penalty",
                       "round", "sanction", "sanctions", "support", "tariff", "diplomat", "consul"})  # fmt: skip
_HITTING = frozenset({"against", "for", "from", "in", "on", "to"})
#: What courts order to be done to people.
_ORDERED = frozenset({"arrest", "deport", "release"})
#: What is done with words, which may stand in a report.
_IN_WORDS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT"})
#: Prepositions of those who act with the subject.
_TOGETHER_WITH = frozenset({"together_with", "along_with", "jointly_with"})
#: Prepositions of a deal that somebody's deed rests on.
_UNDER = frozenset({"in", "under", "through", "by", "via", "thanks_to", "as_part_of"})
_JOINTLY = frozenset({"together", "along", "jointly"})
#: Prepositions of a meeting that those who now speak have had.
_MET = frozenset({"after", "at", "during", "following"})

#: Who tells of what others agree: bodies that mediate, and those whose trade it is to tell.
_BYSTANDERS = frozenset({"UNO", "IGO", "NGO"})
_TELL_ONLY = frozenset({"JRN", "EDU", "CVL", "MED", "NGO"})


class Sources:
    """Finds who acts in the matches of one sentence; ``sides`` gives the sides of another match."""

    def __init__(self, cast: Cast, matcher: Matcher, sides: Callable[[Match], Sides]) -> None:
        self.cast = cast
        self.matcher = matcher
        self.clauses = cast.clauses
        self.sides = sides
        #: heads of matches that tell of people who died in a fight between others
        self.between: set[int] = set()

    def agents(self, match: Match) -> list[ActorPhrase]:
        """Who acts: the SRC slot, the agent, or what an agentless noun takes from a from-phrase."""
        clause = match.clause
        if self.is_suffered(match):
            return self.read(self.by_gerund(match), frozenset())
        if match.rule.outcome.type == "ASSAULT" and clause.agents and self._lemma(match.head) in _FINDING:
            return []  # "police found a mayor stabbed to death"
        if match.source is not None and match.rule.arrow != "<-":
            owned = self.cast.sentence.heads[match.source] in clause.agents  # "Keld's tanks came"
            acts = clause.kind == "n" or not (owned or clause.passive)
            own = self.read(clause.agents, frozenset()) if acts else []
            owners = self.read(self.clauses.conjuncts(match.source), frozenset())
            countries = {p.country for p in owners}
            # "a protest by nurses in Keld": the nurses; "the minister ordered Keldish troops to leave": the minister;
            # "expelled workers, some from a Keldish charity": nor does the charity
            kept = clause.kind == "n" or match.rule.outcome.mode == "expel"
            if not any(p.resolved and (kept or p.country in countries) for p in own):
                return owners
        heads = [a for a in clause.agents if a not in match.used]
        if match.rule.arrow != "<->" or len(heads) > 1:
            heads += [h for a in heads for h in self._companions(a, clause.head) if h not in heads]
        found = self._one_owner(clause.head, heads) or without_titles(self.read(heads, frozenset()))
        if clause.kind == "n" and not clause.mutual and any(p.resolved for p in found):
            # "Ukraine launched a drone attack": the modifier is the means, the subject acts.
            found = [p for p in found if p.resolved]
        if clause.kind == "n" and not any(p.resolved and p.hint is None for p in found):
            # "calls from Keld", "a missile attack from Keld"
            sent = self.read([o.head for o in clause.obliques if o.preposition in _FROM and o.near], frozenset())
            if not found or (any(p.resolved for p in sent) and all(self._is_instrument(p.head) for p in found)):
                found = sent
        mode = match.rule.outcome.mode
        if match.rule.outcome.type == "ASSAULT" and not any(p.resolved and p.hint is None for p in found):
            tools = [a for a in clause.agents if self._is_instrument(a)]
            users = [p for a in tools for p in self._by(wielders(self.clauses, a))]
            users += self._who_laid(match) or self.read(in_attack_of(self.clauses, clause), frozenset())
            found = [p for p in users if p.resolved] or found
        if not found and clause.passive and mode in _FROM_WHERE:
            # "were expelled from Keld", "from the party": whom they leave expels them; "rockets fired from Orm"
            left = self.read([o.head for o in clause.obliques if o.preposition in _OUT_OF], frozenset())
            found = [p for p in left if p.kind in _FROM_WHERE[mode] or (mode == "expel" and self._has_members(p))]
        if not found and clause.passive and match.rule.outcome.type == "REJECT":
            found = barred_there(self.cast, match)
        if not found and clause.passive and mode == "convict":  # "was convicted in a Keldish court"
            keys = self.cast.sentence.lemma_keys
            courts = [o.head for o in clause.obliques if o.preposition in ("in", "at") and keys[o.head] in _COURTS]
            found = [p for p in self.read(courts, frozenset()) if p.resolved and "JUD" in p.sectors]
        if not found and clause.passive and mode in _ORDERED:
            found = self.read(who_orders(self.clauses, clause.head), frozenset())
        if not found and clause.passive and match.rule.outcome.type == "SANCTION":
            found = self._whose_penalty(match)
        if not found and clause.passive and match.rule.outcome.type == "AID" and self._lemma(clause.head) in SHIPPING:
            found = self.read([o.head for o in clause.obliques if o.preposition == "from"], frozenset())
        if not found and clause.passive and match.rule.outcome.cameo == "082":  # "a strike [by nurses] was called off"
            whose = [o for h in match.used for o in self.cast.owners(h)]
            found = [p for p in self.read(whose, frozenset()) if p.code and p.sectors]
        if not found and clause.passive and match.rule.outcome.cameo == "114":
            found = self._who_summons(match)
        if not found and clause.passive and match.rule.outcome.type == "ASSAULT" and match.rule.arrow == "->":
            found = self._on_occasion(match)
        if not found and match.rule.arrow == "<->":
            found = self._party_above(match)
        if not found and clause.passive and match.rule.outcome.type in _IN_WORDS:
            found = self._in_writing(match)
        if match.rule.outcome.type == "PROTEST" and not any(p.resolved for p in found):
            # "Protests in Keld turned violent": who protests there
            told = [m for a in clause.agents if a != match.head and (m := self.matcher.at(a)) is not None]
            found = [p for m in told if m.rule.outcome.type == "PROTEST" for p in self.sides(m).source] or found
            found = found or self.read(crowds.where_it_was_done(self.clauses, match), frozenset())[:1]
        return found

    def _has_members(self, phrase: ActorPhrase) -> bool:
        """Whether one may be thrown out of a body by itself: a party, a bloc."""
        return phrase.kind in ("org", "party") or self._lemma(phrase.head) == "party"

    def tellers(self, match: Match, targets: list[ActorPhrase]) -> list[ActorPhrase]:
        """ "[The minister] said a deal had been reached with Keld", "talks with Keld will resume, [he] said": who tells
        of something that is done with another, and names nobody else, is the other side."""
        if not targets or any(not p.resolved or self.clauses.preposition(p.head) != "with" for p in targets):
            return []
        told = [p for w in self.matcher.moods.of(match.clause).sayers for p in self.cast.own(w) if p.resolved]
        if self.cast.sentence.deprels[match.head] == "advcl" and match.clause.passive:
            above = self.clauses.verb(self.cast.sentence.heads[match.head])  # "freed rebels before a pact is signed"
            told = [p for w in above.agents for p in self.cast.own(w) if p.resolved and p.sectors] or told
        theirs = {p.code for p in targets}
        return told if all(self._can_be_party(p) and p.code not in theirs for p in told) else []

    def sayers(self, match: Match) -> list[ActorPhrase]:
        """ "[The premier] said the vote was a farce": those who are said to say it."""
        return self.read(self.matcher.moods.of(match.clause).sayers, frozenset())

    @staticmethod
    def _can_be_party(phrase: ActorPhrase) -> bool:
        return phrase.country not in _BYSTANDERS and not _TELL_ONLY.intersection(phrase.sectors)

    def _party_above(self, match: Match) -> list[ActorPhrase]:
        """ "Keld will get oil under [a deal signed with Orm]": whose clause stands on a deal is a party to it. "Keld's
        and Orm's premiers said after [talks]": those of several states, who have met each other."""
        sentence, verb = self.cast.sentence, match.head
        if match.rule.outcome.type == "CONSULT" and sentence.deprels[verb] == "obl" and match.clause.kind == "n":
            after = self.clauses.preposition(verb) in _MET
            own = self.read(self.clauses.verb(sentence.heads[verb]).agents, frozenset()) if after else []
            found = distinct([p for p in own if p.resolved and p.sectors])
            return found if len({p.country for p in found}) > 1 else []
        if sentence.deprels[verb] != "acl" or sentence.xpos[verb] != "VBN":
            return []
        deal = sentence.heads[verb]
        governor = sentence.heads[deal]
        under = sentence.deprels[deal] == "obl" and self.clauses.preposition(deal) in _UNDER
        if not under or governor < 0 or sentence.deprels[governor] == "acl":  # "the first to leave under a deal signed"
            return []
        above = self.clauses.verb(governor)
        return self.read(above.objects if above.passive else above.agents, frozenset())

    def _in_writing(self, match: Match) -> list[ActorPhrase]:
        """ "Was criticised in a report by Orm", "was singled out for censure by Orm": whose the words are."""
        obliques, words = match.clause.obliques, self.cast.words
        texts = [o.head for o in obliques if o.preposition == "in" and self._lemma(o.head) in words.document]
        heads = [a for t in texts for a in self.cast.owners(t)]
        for noun in match.used:
            if noun in match.clause.objects and noun < match.head:
                continue  # "the bombing of Keld by Orm was condemned"
            after = self.clauses.noun(noun).agents if self.cast.sentence.upos[noun] == "NOUN" else []
            heads += [a for a in after if a > noun and self.clauses.preposition(a) == "by"]
        return [p for p in self.read(heads, frozenset()) if p.resolved]

    def _lemma(self, word: int) -> str:
        return self.cast.sentence.lemma_keys[word]

    def _whose_penalty(self, match: Match) -> list[ActorPhrase]:
        """ "[Keld's] ambassador to Orm was recalled", "[the bloc's] sanctions on Orm were extended": what is done with
        one's own envoys, penalties and aid, where another is told whom it hits."""
        sentence, clause = self.cast.sentence, match.clause
        if match.rule.outcome.mode == "expel":
            return []
        hit = {p.country for o in clause.obliques if o.preposition in _HITTING for p in self.cast.own(o.head)} - {None}
        own = [h for h in clause.objects if h in match.used and sentence.lemma_keys[h] in _ONES_OWN]
        owners = [o for h in own for o in self.cast.owners(h) if self.clauses.preposition(o) == ""]
        return [p for p in self.read(owners, frozenset()) if p.resolved and hit and p.country not in hit]

    def _who_summons(self, match: Match) -> list[ActorPhrase]:
        """ "Keld's envoy [to Orm] was summoned", "the envoy was summoned to the ministry [in Orm City]"."""
        keys = self.cast.sentence.lemma_keys
        envoys = [h for h in match.clause.objects if h in match.used]
        sent_by = {p.country for h in envoys for p in self.cast.own(h)}
        children = self.cast.sentence.children
        posts = [c for h in envoys for c in children[h] if self.clauses.preposition(c) in ("to", "in")]
        below = [c for o in match.clause.obliques if keys[o.head] in _MINISTRIES for c in children[o.head]]
        for heads in (posts, below, [o.head for o in match.clause.obliques if o.preposition == "in"]):
            found = [p for p in self.read(heads, frozenset()) if p.resolved and p.kind in PLACES]
            if len({p.country for p in found} - sent_by) == 1:
                return [state_of(p) for p in found if p.country not in sent_by][:1]
        return []

    def _on_occasion(self, match: Match) -> list[ActorPhrase]:
        """Who killed where only the fight is named: "killed in an attack by rebels", "wounded in a clash with
        rebels"."""
        clause = match.clause
        victims = {(p.country, p.sectors) for h in clause.objects for p in self.cast.own(h)}
        # "died of his injuries [after an attack by rebels]": the rule asks for the attack
        fights = [o.head for o in clause.obliques if o.preposition in _OCCASIONS or o.head in match.used]
        for head in [*map(self._measured, fights), *(inner.head for inner in match.inner)]:
            fight = self.matcher.at(head)
            sweep = self.cast.sentence.lemma_keys[head] in _SWEEPS
            if fight is not None and fight.rule.outcome.type == "COERCE" and fight.clause.kind == "v":
                others = self.sides(fight).source  # "killed when police broke up a march"
            elif sweep and (fight is None or fight.rule.outcome.type == "COERCE"):
                agents = self.clauses.noun(head).agents
                others = self._one_owner(head, agents) or [p for a in agents[:1] for p in self.cast.own(a)]
            elif fight is None and any(e.rule.outcome.type in _DEADLY for e in self.matcher.entries(head)[1]):
                others = [p for a in (*self.clauses.noun(head).agents, *laid_by(self.clauses, head))
                          if a > head for p in self.cast.own(a)]  # not "a Keld ambush"
            elif fight is None or (fight.rule.outcome.type != "ASSAULT" and not fight.clause.mutual):
                continue
            else:
                sides = self.sides(fight)
                both = sides.mutual or fight.rule.arrow == "<->" or fight.clause.mutual
                others = [*sides.source, *sides.target] if both else sides.source or [
                    p for o in fight.clause.obliques if o.preposition == "with" for p in self.cast.own(o.head)] or [
                    p for a in laid_by(self.clauses, head) for p in self.cast.own(a)]
                if fight.clause.mutual and fight.rule.outcome.type != "ASSAULT":  # "clashes between police and crowds"
                    others = [p for a in fight.clause.agents for p in self.cast.own(a)]
                others = [p for p in others if p.kind not in _SITES]
                if both and len({p.code for p in others if p.code}) > 1 and all(s == ("CVL",) for _, s in victims):
                    self.between.add(match.head)  # "three people died in fighting between Keld and Orm"
                    return others
            found = [
                p
                for p in others
                if (p.resolved or (p.code and p.kind == "agent")) and p.kind not in _SITES
                and p.head not in clause.objects and (p.country, p.sectors) not in victims
                and (p.sectors or all(p.country != country for country, _ in victims))
            ]  # fmt: skip
            if found:
                return found
        return []

    def _measured(self, head: int) -> int:
        """ "In a series [of raids]": the raids."""
        sentence = self.cast.sentence
        if sentence.lemma_keys[head] in self.cast.words.transparent:
            return next((c for c in sentence.children[head] if sentence.deprels[c] == "nmod"), head)
        return head

    def read(self, heads: list[int], avoid: frozenset[int]) -> list[ActorPhrase]:
        """The actors at some heads; an event noun stands for who carries it out ("Zorvia's shelling killed five")."""
        found: list[ActorPhrase] = []
        for head in heads:
            own = self.cast.avoiding(head, avoid)
            known = any(p.resolved and p.kind != "force" for p in own)
            ally = self.cast.sentence.lemma_keys[head] in ALLIES
            if own and not known and not ally and self.cast.sentence.upos[head] == "NOUN":
                behind: list[ActorPhrase] = []
                if self.matcher.entries(head)[1] or self.clauses.noun(head).mutual:  # "a truce between Keld and Orm"
                    agents = [a for a in self.clauses.noun(head).agents if a != head]
                    behind = self._one_owner(head, agents) or [p for a in agents for p in self.cast.own(a)]
                behind = behind or self._by(wielders(self.clauses, head))
                if any(p.resolved for p in behind):
                    # "a drone attack by Zorvia": the drones are the means
                    own = [p for p in behind if p.resolved or not self._is_instrument(p.head)]
                elif self.cast.sentence.lemma_keys[head] in self.cast.words.document | owning.DECIDED:
                    own = owning.authors(self.cast, head) or own
            found += own
        return found

    def _by(self, heads: list[int]) -> list[ActorPhrase]:
        return [p for head in heads for p in self.cast.own(head)]

    def _who_laid(self, match: Match) -> list[ActorPhrase]:
        """ "Rebels planted [the bomb that killed ten]": who made use of what the relative clause says did harm."""
        sentence, clause = self.cast.sentence, match.clause
        bombs = [a for a in clause.agents if sentence.lemma_keys[a] in BOMBS]
        attacks = bombs or [a for a in clause.agents if self.matcher.at(a) is not None or self._is_instrument(a)]
        blamed = [p for a in attacks for w in laid_by(self.clauses, a) for p in self.cast.own(w) if p.resolved]
        weapon = sentence.heads[clause.head]
        if blamed or not sentence.deprels[clause.head].startswith("acl") or weapon not in clause.agents:
            return blamed  # "a bombing [blamed on rebels] killed ten"
        governor = sentence.heads[weapon]
        verb = sentence.lemma_keys[governor]
        if sentence.deprels[weapon] != "obj" or (verb not in WIELDING and verb != "claim"):
            return []
        down = any(sentence.deprels[c] == "compound:prt" for c in sentence.children[governor])
        if down or (self.cast.sectors(weapon) and not self._is_instrument(weapon)):
            return []  # "shot down a drone that strayed", "shot a man who attacked a checkpoint"
        return [p for a in self.clauses.verb(governor).agents for p in self.cast.own(a) if p.resolved]

    def by_gerund(self, match: Match) -> list[int]:
        """ "Killed during shelling by Keldish troops": the agent of a gerund taken for a verb of the subject."""
        near = [o for o in match.clause.obliques if o.preposition == "by" and o.near]
        return [o.head for o in near if self.cast.can_fill(o.head) == 3 and self.is_suffered(match)]

    def is_suffered(self, match: Match) -> bool:
        """Whether a gerund or participle of violence hangs on a passive whose subject it has: "wounded in shelling",
        "is battered by storms, killing nine"; who suffers there does not act here."""
        clause, sentence = match.clause, self.cast.sentence
        if match.rule.outcome.type != "ASSAULT" or clause.kind != "v" or sentence.xpos[clause.head] != "VBG":
            return False
        if clause.passive or "participle_shares_subject" not in clause.constructions:
            return False
        above = sentence.heads[clause.head]
        if above < 0:
            return False
        outer = self.clauses.verb(above)
        if sentence.lemma_keys[above] == "come" and any(o.preposition == "under" for o in outer.obliques):
            return True  # "came under attack, injuring three"
        return outer.passive and not outer.agents

    def _companions(self, agent: int, verb: int) -> list[int]:
        """ "Zorvia, together with Orm, …": who acts with the subject; a parser may hang it on the verb."""
        sentence = self.cast.sentence
        found: list[int] = []
        for child in (*sentence.children[agent], *(c for c in sentence.children[verb] if agent < c < verb)):
            preposition = self.clauses.preposition(child) if sentence.deprels[child] in ("nmod", "obl") else ""
            first = min((c for c in sentence.children[child] if sentence.deprels[c] == "case"), default=0)
            joined = preposition == "with" and first and sentence.lemma_keys[first - 1] in _JOINTLY
            if joined or preposition in _TOGETHER_WITH:
                found += self.clauses.conjuncts(child)
            elif sentence.deprels[child] == "advmod" and sentence.lemma_keys[child] in _JOINTLY:
                below = [c for c in sentence.children[child] if sentence.deprels[c] in ("obl", "nmod")]
                found += [h for c in below if self.clauses.preposition(c) == "with" for h in self.clauses.conjuncts(c)]
        return [h for h in found if self.cast.can_fill(h) == 3]

    def _one_owner(self, noun: int, heads: list[int]) -> list[ActorPhrase]:
        """ "Zorvian government air strikes", "a Zorvian drone attack": several words before an event noun are one actor
        and his means, unless they are coordinated; [] where nothing is to be joined."""
        sentence = self.cast.sentence
        if len(heads) < 2 or any(h > noun or sentence.deprels[h] == "conj" for h in heads):
            return []
        if any(sentence.upos[w] in ("CCONJ", "PUNCT", "VERB") for w in range(heads[0], heads[-1])):
            return []
        states = [p for p in self.cast.own(heads[0]) if p.resolved and not p.sectors]
        if len(states) != 1:
            return []
        for head in heads[1:]:
            hit = self.cast.phrases.dictionary.agents.at(sentence, head)
            if hit is None or any(m.first <= head < m.last for m in self.cast.mentions):
                return []
            if hit.agent.instrument:
                continue
            owner = states[0].copy()
            owner.assign(states[0].country or "", hit.agent.sectors)
            return [owner.stretched(sentence, min(owner.words[0], hit.first), max(owner.words[1], hit.last))]
        return states

    # ---------------------------------------------------------------- the target

    def is_means(self, match: Match, phrase: ActorPhrase) -> bool:
        """Not an actor but what it was done with: a word that the rule itself names, or an event ("a blast",
        "clashes")."""
        if phrase.resolved or phrase.kind == "name":
            return False
        if phrase.kind in ("asset", "force") and match.rule.outcome.type == "ASSAULT":
            return True  # "planes bombed a market"
        if phrase.kind == "agent":
            return self._is_instrument(phrase.head)
        named = {head for c, head in match.filled if c.role == "agent" and c.kind == "phrase"}
        if phrase.head in named or self.cast.sentence.heads[phrase.head] in named:  # "air strikes and fighting"
            return True
        if any(self.cast.sentence.heads[head] == phrase.head for head in named):  # "a series of bomb blasts"
            return True
        return self.matcher.at(phrase.head) is not None

    def _is_instrument(self, head: int) -> bool:
        hit = self.cast.phrases.dictionary.agents.at(self.cast.sentence, head)
        return hit is not None and hit.agent.instrument

"""Who is meant by "it", "they", "we" — within the sentence first, then in the ones before.

Candidates are tried in the order of salience that studies of English anaphora agree on: the subjects of the clauses
around the pronoun, from the inside out; then the subjects of the sentence before; then its other participants. A
candidate must agree in kind and number. Where the nearest candidates leave it open, nothing is guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .agreement import (
    PERSON,
    PLACES,
    PLURAL,
    PRONOUNS,
    SPEAKER,
    THING,
    agrees,
    is_after_body,
    is_happening,
    is_kind,
    is_other_pronoun,
    is_plural,
    is_unknown_people,
    is_where,
    names_where,
    only_saw_it,
    rather,
    state_behind,
)
from .binding import (
    as_of_speaker,
    asked_to,
    binder,
    caught,
    demanders,
    governors,
    in_subject,
    is_first_subject,
    named_beside,
    not_itself,
    not_their_own,
    on_terms,
    parallel,
    principal,
    to_be_freed,
    told_before,
    top,
)
from .blamed import blamed, helped
from .described import persons_inside
from .headings import country_of_heading
from .how_many import for_its_part, is_all
from .into_them import place_meant
from .one_of_two import by_order
from .pairs import DEFINITE, LEADING_SIDES, OF_STATES, several, state_of
from .phrases import ActorPhrase
from .quotes import Quotes, has_marks
from .role_nouns import BODIES, BY_NAME, GROUPS, RATHER_BODIES, ROLE_NOUNS
from .same_deed import judged_again
from .sexes import Sexes
from .story_country import NO_HOMES, main_country, of_headline
from .story_homes import ARMED, named_before, told_sectors
from .the_country import (
    COUNTRY,
    acting_on,
    country_before,
    country_of_subject,
    is_described,
    is_of_sort,
    other_named,
    own_people,
)
from .told import ANYBODY, ATTACKERS, ATTACKING, Story

if TYPE_CHECKING:
    from .cast import Cast

_BACK = 3
TAKEN_UP = ROLE_NOUNS.keys() | OF_STATES | ATTACKERS | LEADING_SIDES
#: What one does to one's own country.
_OF_ONES_OWN = frozenset({"address", "divide", "flee", "govern", "lead", "rebuild", "reform", "reunite", "rule", "run",
                          "save", "transform", "unite"})  # fmt: skip
_NO_FIGHTERS = frozenset({"party", "bloc", "body", "alliance"})
#: Relations of what says which one is meant.
_MODIFIED = frozenset({"nmod", "amod", "compound", "nmod:poss", "acl:relcl"})
#: Where something happens is seldom what a pronoun means.
_LOCATES = frozenset({"in", "at", "near"})


class Discourse:
    """The casts of a document's sentences so far, the newest last."""

    def __init__(self) -> None:
        self.casts: list[Cast] = []
        self.story = Story()
        self.quotes = Quotes()
        self.sexes = Sexes()
        self._dateline: str | None = None
        self._dateline_read = False

    def other_place(self, cast: Cast, country: str) -> str | None:
        """The one country in which the sentence before tells that things happen, if it is another than ``country``."""
        at = self.casts.index(cast) if cast in self.casts else 0
        places = self.casts[at - 1].homes.located() if at else set()
        return places.pop() if len(places) == 1 and country not in places else None

    def armed_before(self, cast: Cast, head: int) -> str | None:
        """The country of the last rebels that the story told of, for "the fighters" of whom others speak."""
        sectors = ARMED.intersection(told_sectors(cast, head))
        at = self.casts.index(cast) if sectors and cast in self.casts else 0
        for previous in reversed(self.casts[:at]):
            for phrase in (p for group in (*previous.salient(), self.story.together(previous)) for p in group):
                if sectors.intersection(phrase.sectors) and phrase.resolved and phrase.country not in NO_HOMES:
                    return phrase.country
        return of_headline(self) if at else None  # "Truce in Keld … Orm said the rebels …"

    def dateline(self) -> str | None:
        """The country of the story's dateline, or of the topic before a headline's colon; None where there is none."""
        if not self._dateline_read:
            self._dateline_read = True
            self._dateline = country_of_heading(self.casts)
        return self._dateline

    def taken_up(self, cast: Cast, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """Who a noun means that takes up somebody told of before: "both leaders", "the attackers", "the group"."""
        if cast.sentence.lemma_keys[head] in ATTACKERS:
            return self.attackers(cast, head)
        return by_order(self, cast, head) or several(self, cast, head) or self.role_noun(cast, head, avoid)

    def role_noun(self, cast: Cast, head: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """ "The country", "the group", "the latter": the last actor of that sort in the story, the subject of the
        sentence before first; not one that acts in the same clause."""
        sentence, lemma = cast.sentence, cast.sentence.lemma_keys[head]
        if sentence.xpos[head] == "NNS" or (lemma == "island" and sentence.upos[head] == "PROPN"):
            return []  # "urged the countries to talk", "the disputed Orm Island"
        if lemma in COUNTRY and (people := own_people(cast, head)):
            return people
        if lemma in COUNTRY and (state := country_before(cast, head, avoid)) and is_of_sort(lemma, state.country):
            return [state]
        definite = any(sentence.lemma_keys[c] in ("the", "that", "this") for c in sentence.children[head])
        if (kinds := ROLE_NOUNS.get(lemma)) is None or not definite:
            return []
        modified = any(sentence.deprels[c] in _MODIFIED for c in sentence.children[head])
        if modified and not (lemma in COUNTRY and is_described(cast, head)):  # "the West African nation"
            return []
        if sentence.lemma_keys[head] in GROUPS:  # "talks with al-Varr after the group freed ten"
            beside = {p.code: p for p in named_before(cast, head) if p.head not in avoid and is_kind(p, kinds)}
            if lemma == "group":  # "the U.N. urged the rebels to free those whom the group has held"
                beside = {code: p for code, p in beside.items() if ARMED.intersection(p.sectors)} or beside
            if len(beside) == 1:
                return list(beside.values())
        near = {m.entry.code(cast.date)[:3] for m in cast.mentions if not m.aside}
        asked = sentence.deprels[head] == "obj"  # "It accused the country"
        acting = (*avoid, *acting_on(cast, head)) if asked else avoid
        near |= {p.country for h in acting if h not in cast.busy for p in cast.own(h) if p.country}
        at = self.casts.index(cast)
        for previous in reversed(self.casts[max(0, at - _BACK) : at]):
            groups = [g for g in previous.salient() if len(g) == 1 and g[0].resolved and is_kind(g[0], kinds)]
            if lemma in COUNTRY:
                apart = [g for g in groups if g[0].country not in near]
                if asked and groups and not apart and (state := other_named(previous, cast, head, near)):
                    return [state]
                groups = apart or groups
                subject = sentence.deprels[head].startswith("nsubj")  # "Keld … The country has"
                main = self.main(cast) if not subject else None
                if main in near and asked and sentence.lemma_keys[sentence.heads[head]] in _OF_ONES_OWN:
                    return [ActorPhrase(sentence, (head, head + 1), head, country=main, kind="country")]
                if main and main not in near and is_of_sort(lemma, main) and (groups or lemma != "country"):
                    return [ActorPhrase(sentence, (head, head + 1), head, country=main, kind="country")]
            if sentence.lemma_keys[head] == "latter":
                groups.reverse()
            elif lemma in BY_NAME:  # "a Keldish-led coalition", "the World Bank"
                groups = [g for g in groups if g[0].text.lower().endswith(lemma)]
            elif lemma in RATHER_BODIES:  # "al-Varr accused the agency … the organisation"
                groups = [g for g in groups if is_kind(g[0], BODIES)] or groups
            groups = [g for g in groups if is_of_sort(lemma, g[0].country)]
            if groups:  # "NATO peacekeepers … the alliance"
                whole = lemma in ("kingdom", "alliance", "bloc", "union") and groups[0][0].sectors != ("LAB",)
                return [state_of(p) for p in groups[0]] if whole else groups[0]
            if lemma in COUNTRY and previous is self.casts[at - 1]:
                state = country_of_subject(previous, cast, head, near)
                if state and is_of_sort(lemma, state.country):
                    return [state]
        if lemma in COUNTRY and asked and (main := self.main(cast)) and main not in near and is_of_sort(lemma, main):
            return [ActorPhrase(sentence, (head, head + 1), head, country=main, kind="country")]
        if lemma in GROUPS and lemma not in _NO_FIGHTERS:  # told of long before, where nobody else is armed
            armed = [g[0] for c in self.casts[:at] for g in c.salient() if ARMED.intersection(g[0].sectors)]
            if len({p.code for p in armed}) == 1 and armed[0].resolved:
                return armed[-1:]
        return []

    def attackers(self, cast: Cast, head: int) -> list[ActorPhrase]:
        """ "The gunmen": the armed men of the attack that was told last; "the attacker": whoever made it."""
        keys = cast.sentence.lemma_keys
        told = self.story.attackers(ANYBODY if keys[head] in ("assailant", "attacker") else ATTACKING)
        return told if any(keys[c] in DEFINITE for c in cast.sentence.children[head]) else []

    def main(self, cast: Cast) -> str | None:
        """The country that the story is about (``story_country``)."""
        return main_country(self, cast.memory) if cast.memory is not None else None

    def doer_before(self, cast: Cast, own: set[str]) -> list[ActorPhrase]:
        """Who did what the sentence before tells ("the decision"): its subject."""
        at = self.casts.index(cast)
        before = self.casts[at - 1].salient()[:1] if at else []
        return [p for group in before for p in group if p.resolved and p.code not in own]

    def earlier(self, cast: Cast, noun: int) -> list[ActorPhrase]:
        """ "Those demands": whose they were where the story last spoke of such; [] if it did not."""
        lemma, at = cast.sentence.lemma_keys[noun], self.casts.index(cast)
        for previous in reversed(self.casts[max(0, at - _BACK) : at]):
            for word, other in enumerate(previous.sentence.lemma_keys):
                if other == lemma and previous.sentence.upos[word] == "NOUN":
                    agents = previous.clauses.noun(word).agents
                    if self.story.is_violence(lemma):  # "marched after the bombing … the bombing": not who marched
                        agents = [a for a in agents if previous.sentence.heads[a] == word]
                    found = [p for a in agents for p in previous.own(a) if p.resolved]
                    if found:
                        return found
        return []

    def antecedents(self, cast: Cast, word: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """Those whom ``_meant`` finds, kept in mind for what else the story calls them."""
        found = self._meant(cast, word, avoid)
        self.sexes.learn(cast.sentence.forms[word].lower(), found)
        return found

    def _meant(self, cast: Cast, word: int, avoid: frozenset[int]) -> list[ActorPhrase]:
        """The actors that the pronoun ``word`` of the newest sentence stands for; [] where it is open.

        ``avoid``: heads (in this sentence) that it cannot stand for, such as the source when a target is sought.
        """
        lemma = "they" if is_all(cast.sentence, word) else cast.sentence.forms[word].lower()
        if lemma in SPEAKER:
            return self._speaker(cast, word)
        if lemma not in PRONOUNS or for_its_part(cast.sentence, word):
            return []
        if whose := blamed(cast, word) or helped(cast, word) or place_meant(cast, word):
            return whose
        if (doers := judged_again(cast, word)) is not None:
            return doers
        if lemma in PERSON and (same := as_of_speaker(cast, word)) >= 0 and same not in avoid:
            return cast.own(same)
        bound = binder(cast, word, avoid)
        if bound >= 0:
            return cast.own(bound)
        if lemma == "they" and (told := named_beside(cast, word)):
            return [p for h in told for p in cast.own(h)]
        at = self.casts.index(cast) if cast in self.casts else 0
        if at and lemma in PLURAL and to_be_freed(cast, word) and (held := self.story.held(self.casts[at - 1])):
            return held  # "kidnapped ten men. … The minister demanded that they be freed"
        if is_first_subject(cast, word):
            before = self.casts[at - 1] if at else None
            if lemma in PLURAL and (parties := self.story.parties(before)):
                return parties
            verb = cast.sentence.lemma_keys[cast.sentence.heads[word]]
            if cast.sentence.deprels[word] == "nsubj:pass":
                if held := self.story.held(before):
                    return held
                culprit = self.story.culprit(before, verb) if lemma not in THING else None
                if culprit is not None:
                    return culprit
            asked = self.story.asked(verb, before)
            if asked and before is not None and all(agrees(lemma, p, asked, before) for p in asked):
                return asked
            if lemma == "it" and before is not None and is_happening(cast, word, before):
                return []
        avoided = {p.code for head in avoid for p in cast.own(head) if p.code}
        itself = not_itself(cast, word) if lemma in PERSON else []
        others = {p.name for h in itself if cast.sentence.upos[h] == "PRON" for p in cast.own(h) if p.name}
        single: list[ActorPhrase] = []
        for where, group in self._candidates(cast, word, avoid):
            if lemma in PERSON and any(p.kind == "name" and not p.resolved for p in group):
                return group if all(p.kind == "name" for p in group) else []  # whom no dictionary knows
            if lemma in PLURAL and where is not cast and any(is_unknown_people(where, p) for p in group):
                return []
            fitting = [p for p in group if agrees(lemma, p, group, where)] or state_behind(lemma, group, where)
            if caught(cast, word):
                fitting = [p for p in fitting if "COP" not in p.sectors]
            fitting = [] if self.sexes.is_other(lemma, fitting) else [p for p in fitting if p.name not in others]
            if lemma in THING and where is not cast and not single and is_after_body(cast, word):
                return []
            if fitting and where is cast and is_other_pronoun(cast, lemma, fitting):
                continue
            if fitting and where is cast and lemma == "they" and only_saw_it(cast, word, fitting):
                continue
            if fitting and not avoided.intersection(p.code for p in fitting):
                if where is not cast:
                    return single or (principal(cast, word) if lemma in PLURAL else []) or fitting
                if lemma not in PLURAL or is_plural(cast, fitting):
                    return fitting
                single = rather(single, fitting)  # "they" is rather the rebels than the country beside them
        return single or ([] if lemma in PERSON else principal(cast, word))

    def means_happening(self, cast: Cast, word: int) -> bool:
        """Whether "it" takes up what happens and no actor."""
        at = self.casts.index(cast) if cast in self.casts else 0
        first = at > 0 and cast.sentence.forms[word].lower() == "it" and is_first_subject(cast, word)
        return first and is_happening(cast, word, self.casts[at - 1])

    def quoted(self, cast: Cast, word: int) -> list[ActorPhrase]:
        """Who says the quotation in which a word stands, as the neighbouring sentences tell."""
        return [p for p in self.quotes.speaker(self.casts, cast, word) if p.code is not None]

    # ---------------------------------------------------------------- candidates

    def _candidates(self, cast: Cast, word: int, avoid: frozenset[int]):
        """Groups of phrases (one subject, or a coordinated one), the most salient first."""
        sentence = cast.sentence
        lemma = sentence.forms[word].lower()
        heads, deprels, upos = sentence.heads, sentence.deprels, sentence.upos
        seen: set[int] = set(avoid)
        seen.update(demanders(cast, word) or not_their_own(cast, word))
        seen.update(not_itself(cast, word))
        if self.quotes.inside(self.casts, self.casts.index(cast) if cast in self.casts else 0, word):
            # "They are breaking the truce," a spokesman said
            seen.update(h for verb in governors(cast, word) for h in cast.sayers_of(verb))
        own_subject = in_subject(cast, word)
        beside = parallel(cast, word) or on_terms(cast, word)
        if has_marks(sentence):  # ""Keld cannot be trusted," its minister said": not Keld's
            seen.update(self.quotes.apart(self.casts, cast, word))
        if beside:
            group = [p for h in beside for p in cast.own(h)]
            if group and all(p.resolved for p in group):
                yield cast, group
        node = word
        steps = 0
        while heads[node] >= 0 and steps < 40:
            steps += 1
            node = heads[node]
            if upos[node] not in ("VERB", "AUX", "ADJ", "NOUN") or node in own_subject:
                continue
            for told in asked_to(cast, node):  # "urged Keld to withdraw its troops"
                if told not in seen and told < word and (group := cast.own(told)):
                    seen.add(told)
                    yield cast, group
            for child in sentence.children[node]:
                if deprels[child] in ("nsubj", "nsubj:pass") and child not in own_subject and child not in seen:
                    # cataphora ("when it attacked, Zorvia …") only for a subordinate clause before its main one
                    later = child > word and not deprels[word].startswith("nmod:poss")
                    if later and deprels[top(cast, word, node)] not in ("advcl", "advcl:relcl"):
                        continue
                    seen.add(child)
                    group = [p for h in cast.clauses.conjuncts(child) if h != word for p in cast.own(h)]
                    if lemma == "it" and deprels[word] == "nsubj:pass" and cast.clauses.lemmas[node] in cast.speech:
                        group = [p for p in group if "JRN" not in p.sectors]  # "the paper reports that it was refused"
                    if group:
                        yield cast, group
        before = told_before(cast, own_subject)
        if before >= 0 and before not in seen:
            seen.add(before)
            group = [p for h in cast.clauses.conjuncts(before) for p in cast.own(h)]
            if group:
                yield cast, group
        # A subject of a coordinate clause before.
        for i in range(word - 1, -1, -1):
            if deprels[i] in ("nsubj", "nsubj:pass") and i not in seen and i not in own_subject:
                seen.add(i)
                group = [p for h in cast.clauses.conjuncts(i) for p in cast.own(h)]
                if group:
                    yield cast, group
        for i in range(word - 1, -1, -1):
            if deprels[i] in ("obj", "obl", "iobj", "obl:agent", "nmod", "nmod:poss") and i not in seen:
                if lemma == "them" and deprels[i][0] == "n" and deprels[heads[i]] == "nsubj":
                    continue  # "Keld's minister urged them"
                seen.add(i)
                group = [p for h in cast.clauses.conjuncts(i) if h < word for p in cast.own(h)]
                if deprels[i] == "nmod" and names_where(cast, i):
                    continue
                if deprels[i] in ("obl", "nmod") and cast.clauses.preposition(i) in _LOCATES:
                    group = [p for p in group if p.kind not in PLACES]  # "met in Port Keld, though they …"
                if deprels[i] in ("obj", "iobj") and cast.clauses.lemmas[heads[i]] in cast.words.telling:
                    group = [p for p in group if "JRN" not in p.sectors]  # "told the BBC they had seized it"
                if group and all(p.resolved or (p.code is not None and is_plural(cast, group)) for p in group):
                    yield cast, group
        try:
            at = self.casts.index(cast)
        except ValueError:
            at = len(self.casts)
        for previous in reversed(self.casts[max(0, at - _BACK) : at]):
            for group in previous.salient():
                if len(group) > 1 or lemma not in PLURAL or not is_where(previous, group[0]):
                    yield previous, group
            if lemma in PERSON:  # "protests against Doe's rule began. … his forces"
                yield from ((previous, previous.own(m.head)) for m in previous.mentions if m.entry.kind == "person")
                yield from ((previous, [p]) for p in persons_inside(previous))

    def _speaker(self, cast: Cast, word: int) -> list[ActorPhrase]:
        """ "We" in a quotation is whoever is quoted: in this sentence, or in the quotation that goes on."""
        for verb in governors(cast, word):
            sayers = cast.sayers_of(verb)
            if sayers:
                return [p for h in sayers for p in cast.own(h) if p.resolved] or []
        return self.quotes.speaker(self.casts, cast, word)

"""What the words of a clause itself say of its reality: auxiliaries, negation, adjectives, years."""

from __future__ import annotations

import re

from .claims import is_claim_denied
from .clause import Clause, Clauses
from .dates import WEEKDAYS
from .mood import LONG_AGO, Mood, is_not_only
from .quotes import name_before_colon
from .tree import HARMING

#: Verbs that stand before their subject where a condition is meant: "had Keld attacked".
_INVERTED = frozenset({"Had", "Were"})
#: Times after which something is history: "ten years ago", "decades later".
_LONG = frozenset({"year", "decade", "century", "generation"})
_ONE_YEAR = ("year", "NN")
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_AHEAD = FUTURE | {"would"}
_POSSIBLE = frozenset({"may", "might", "could", "can", "ca"})
_WANTED = frozenset({"should", "must", "ought"})
TIMES = frozenset({"obl", "obl:tmod", "obl:unmarked", "obl:npmod", "nmod", "nmod:tmod", "nmod:unmarked"})
_DAYS = frozenset({*WEEKDAYS, "tomorrow"})
#: Verbs of telling how something happened.
_RECALLING = frozenset({"describe", "narrate", "recall", "recount", "relate", "relive", "remember", "tell", "testify"})
#: Nouns that a year belongs to, and prepositions of what happens at the same time ("killed in a raid in 2009").
_DATED = frozenset(
    {"autumn", "beginning", "day", "end", "fall", "half", "middle", "month", "night", "spring", "start", "summer",
     "week", "winter", "year"}
)  # fmt: skip
_AT_ONCE = frozenset({"in", "during", "by", "for", "before"})
_DURING = frozenset({"in", "during", "at"})
#: Verbs of who was behind a deed: "led the 1999 coup".
_BEHIND_DEEDS = frozenset({"lead", "mastermind", "orchestrate", "organise", "organize", "plan", "stage"})
#: Kinds of names that before a colon are what it is about, or (DATELINE) where it was written.
TOPIC = frozenset({"country", "place", "demonym"})
DATELINE = TOPIC | {"capital"}
#: Pronouns of people who may not exist.
_ANYBODY = frozenset({"anyone", "anybody", "whoever", "anything"})
#: Words that the names of the world wars end in, prepositions of what happened then, and the forms that tell them.
_WAR = frozenset({"war", "i", "ii", "wwi", "wwii"})
_BEFORE = frozenset({"formerly", "previously"})
#: Clauses that take their time from the verb above them.
_UNFINISHED = frozenset({"advcl", "xcomp", "conj"})
_IN_WAR = frozenset({"in", "during", "of"})
_ENDS = {"World": 1945, "WWII": 1945, "WWI": 1918}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_DECADE = re.compile(r"(?:1[5-9]|20)\d0s$")


#: Relations of what denies a noun.
_DENYING = frozenset({"det", "cc:preconj", "cc", "advmod"})


class Signs:
    """Reads the signs of one sentence's clauses into moods."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.words = clauses.vocabulary

    def own(self, verb: int, mood: Mood) -> None:
        """Auxiliaries, negation and years of the predicate itself."""
        deprels, lemmas = self.sentence.deprels, self.lemmas
        flags = mood.flags
        for child in self.children[verb]:
            relation = deprels[child]
            lemma = lemmas[child]
            if relation == "aux":
                form = self.sentence.forms[child].lower()
                had = self.sentence.forms[child] in _INVERTED and deprels[verb] == "advcl"
                if had or self.clauses.is_inverted(child):
                    flags.add("conditional")  # "Had Keld freed them, …"
                elif lemma in FUTURE or form in FUTURE:
                    flags.add("future")
                elif lemma == "would" or form in ("would", "'d", "’d"):
                    if lemma != "have" and lemmas[verb] != "like":  # who "would like" something wants it
                        flags.add("would")
                elif lemma in _POSSIBLE or form in _POSSIBLE:
                    flags.add("possible")
                elif lemma in _WANTED:
                    flags.add("wanted")
            elif lemma == "ago" and self._is_long(child):
                mood.years.append(LONG_AGO)
            elif relation in ("advmod", "cc:preconj", "cc", "det", "advmod:emph"):
                if lemma in _BEFORE and deprels[verb] in ("acl", "acl:relcl", "amod"):
                    mood.years.append(0)  # "a town previously held by Keld"
                if lemma in self.words.negation and child < verb and not is_not_only(self.lemmas, child):
                    flags.symmetric_difference_update({"not"}) if lemma == "not" and "not" in flags else flags.add(
                        "not"
                    )
                elif (lemma == "long" and child < verb and any(lemmas[c] == "no" for c in self.children[child])) or (
                    lemma == "longer" and any(lemmas[c] == "no" for c in self.children[child])
                ):
                    # "no longer recognises Keld", but "can no longer accept them", "no longer wants to meet"
                    unwilling = flags & {"possible", "wanted"} or self.sentence.upos[verb] != "VERB"
                    governs = any(deprels[c] == "xcomp" for c in self.children[verb])
                    flags.add("not" if unwilling or governs else "stopped")
            elif relation in TIMES:
                if not self._is_told_now(verb, child):
                    self.years(child, mood)
            elif relation == "obj" and lemmas[verb] in _BEHIND_DEEDS:
                self.dated(child, mood)
            elif relation == "mark" and lemma == "after" and self._is_long_before(child - 1):
                mood.years.append(LONG_AGO)
            elif relation == "mark" and lemma in self.words.condition:
                flags.add("conditional")
            if lemma == "late" and child and self.lemmas[child - 1] in _LONG:
                mood.years += self._named_before(child)
        if "would" in flags and any(deprels[c] == "aux" and lemmas[c] == "have" for c in self.children[verb]):
            flags.discard("would")
            flags.add("conditional")  # "would have invaded" did not happen
        if "not" in flags and "possible" in flags:
            # "cannot accept", "could not agree": a refusal, not a possibility.
            flags.discard("possible")
            flags.add("future")
        if self._is_to(verb) or self._is_scheduled(verb):
            flags.add("future")

    def _is_long(self, ago: int) -> bool:
        """ "Ten years ago", "decades ago"; a year ago is still news."""
        times = [c for c in self.children[ago] if c < ago and self.lemmas[c] in _LONG]
        return any(self.sentence.xpos[t] == "NNS" for t in times)

    def _is_long_before(self, time: int) -> bool:
        """ "Twenty years after", "a quarter of a century after"; a year after, it may be news."""
        return time >= 0 and self.lemmas[time] in _LONG and (self.lemmas[time], self.sentence.xpos[time]) != _ONE_YEAR

    def times(self, verb: int, mood: Mood) -> None:
        """Years of a verb above: "in 1982 after Orm seized Keld", "said in 2018 that it would leave"."""
        for child in self.children[verb]:
            if self.sentence.deprels[child] in TIMES and not self._is_told_now(verb, child):
                self.years(child, mood)

    def _is_told_now(self, verb: int, time: int) -> bool:
        """ "Is charged with killing a clerk in 1998": what is told in the present happens now, and the year behind it
        is of the thing it is about ("In 1998 Orm invades Keld" is a chronicle)."""
        while self.sentence.deprels[verb] in _UNFINISHED and self._tense(verb) in ("VBG", "VB"):
            if self.clauses.marker(verb) in ("after", "since"):
                return False
            verb = self.sentence.heads[verb]
        perfect = any(self.lemmas[c] == "have" and self.sentence.deprels[c] == "aux" for c in self.children[verb])
        return time > verb and not perfect and self._tense(verb) in ("VBZ", "VBP")

    def is_unsaid(self, verb: int) -> bool:
        """ "Would not confirm that Keld had shelled Orm", "neither confirmed nor denied that …"."""
        negation = self.words.negation
        return any(self.lemmas[c] in negation for c in self.children[verb] if c < verb)

    def years(self, word: int, mood: Mood) -> None:
        """Years in a time phrase: "in 1990", "in March 1990"."""
        sentence = self.sentence
        form = sentence.forms[word]
        if self._goes_on(word):
            return
        if _YEAR.match(form):
            first = self.clauses.preposition(word) == "since" and any(
                self.lemmas[c] == "time" for c in self.children[sentence.heads[word]]
            )
            if not first:  # "met for the first time since 2014"
                mood.years.append(int(form))
            return
        if form[0] in "12" and _DECADE.match(form):  # "in the 1990s"
            mood.years.append(int(form[:4]) + 9)
        if self.lemmas[word] in _WAR and self.clauses.preposition(word) in _IN_WAR:
            self._world_war(word, mood)
        for child in self.children[word]:
            if self.lemmas[child] in _WAR and self.clauses.preposition(child) in _IN_WAR:
                self._world_war(child, mood)
            is_year = sentence.upos[child] == "NUM" and _YEAR.match(sentence.forms[child])
            if is_year and sentence.deprels[child].startswith("nmod") and self._is_before_it(word):
                continue  # "on the anniversary of its capture in 2003"
            if is_year and self.lemmas[word] == "time" and self.clauses.preposition(child) == "since":
                continue
            during = is_year and sentence.deprels[child] == "compound" and self._is_occasion(word)
            if during or (
                is_year and sentence.deprels[child] in ("nmod", "nmod:tmod", "nmod:unmarked", "nummod", "obl")
            ):
                mood.years.append(int(sentence.forms[child]))

    def _named_before(self, word: int) -> list[int]:
        """ "Took power in 2006 and expelled the envoy two years later": the year from which that is counted."""
        return [int(form) for form in self.sentence.forms[:word] if _YEAR.match(form)][-1:]

    def is_past(self, verb: int) -> bool:
        """Whether a clause after "since" tells a time; "since Keld does not recognise it" tells a ground."""
        return self._tense(verb) not in ("VBZ", "VBP", "MD") or any(
            self.lemmas[c] == "have" and self.sentence.deprels[c] == "aux" for c in self.children[verb]
        )

    def _goes_on(self, word: int) -> bool:
        """ "Has been fighting them [since 2014]": not over yet."""
        verb = self.sentence.heads[word]
        if self.clauses.preposition(word) != "since" or verb < 0 or self.sentence.xpos[verb] != "VBG":
            return False
        helps = {self.sentence.forms[c].lower() for c in self.children[verb] if self.sentence.deprels[c] == "aux"}
        return "been" in helps and not helps.isdisjoint({"has", "have"})

    def _world_war(self, word: int, mood: Mood) -> None:
        """The last year of a world war that a phrase names ("during World War II", "in the Second World War")."""
        for form in self.sentence.forms[max(0, word - 3) : word + 1]:
            if form in _ENDS:
                mood.years.append(_ENDS[form])

    def _is_before_it(self, noun: int) -> bool:
        """Whether a phrase names something else that happened then ("after the vote in 2017"), not the deed's time."""
        preposition = self.clauses.preposition(noun)
        return preposition not in _AT_ONCE and self.lemmas[noun] not in _DATED and self.sentence.upos[noun] == "NOUN"

    def dated(self, noun: int, mood: Mood) -> None:
        """ "The 2010 raid": a year before the word for what happened."""
        for child in self.children[noun]:
            if child < noun and self.sentence.upos[child] == "NUM" and _YEAR.match(self.sentence.forms[child]):
                mood.years.append(int(self.sentence.forms[child]))

    def is_of_deed(self, verb: int) -> bool:
        """ "The 2010 raid [in which they killed ten]", "[that killed ten]": whether a relative clause tells what was
        done in what its noun names, at that time."""
        if self.lemmas[verb] in HARMING:
            return True
        return any(
            self.lemmas[c] == "which" and self.sentence.deprels[c] == "obl" and self.clauses.preposition(c) in _DURING
            for c in self.children[verb]
        )

    def _is_occasion(self, noun: int) -> bool:
        """ "Killed [in the 2010 raid]"; but who is accused or convicted in a raid of that year is so today."""
        lemma, when = self.lemmas[self.sentence.heads[noun]], self.clauses.preposition(noun)
        return when == "during" or (when in _DURING and (lemma in HARMING or lemma in self.words.violence))

    def when(self, verb: int) -> str:
        """ "When Orm invaded": the conjunction may hang on its verb as an adverb."""
        return next((self.lemmas[c] for c in self.children[verb] if self.lemmas[c] == "when" and c < verb), "")

    def is_question(self, node: int) -> bool:
        """ "did not say how many soldiers had been killed": an embedded question asserts nothing."""
        for child in self.children[node]:
            if child < node and self.lemmas[child] in ("how", "whether", "why"):
                return self.lemmas[child] != "why" and not (self.lemmas[child] == "how" and self._is_recalled(node))
            if child < node and self.sentence.deprels[child] in ("nsubj", "nsubj:pass", "obj", "advmod"):
                for grandchild in self.children[child]:
                    if self.lemmas[grandchild] == "how":
                        return True
        return False

    def _is_recalled(self, verb: int) -> bool:
        """ "Witnesses recalled how police had opened fire": what they tell is that it happened."""
        governor = self.sentence.heads[verb]
        past = self._tense(verb) == "VBD" or any(self.lemmas[c] == "have" for c in self.children[verb])
        return governor >= 0 and past and self.lemmas[governor] in _RECALLING

    def has_yet(self, verb: int) -> bool:
        """ "Has yet to agree"."""
        return self.lemmas[verb] in ("have", "be") and any(self.lemmas[c] == "yet" for c in self.children[verb])

    def is_nobody_yet(self, noun: int) -> bool:
        """ "Would shoot down any aircraft that crossed the border", "anyone who helps": what they do tells no fact."""
        return self.lemmas[noun] in _ANYBODY or any(
            self.sentence.deprels[c] == "det" and self.lemmas[c] in ("any", "whatever", "whichever")
            for c in self.children[noun]
        )

    def is_denied(self, noun: int) -> bool:
        """ "Denied allegations that it had sent troops": what is denied is the troops, not the allegations."""
        governor = self.sentence.heads[noun]
        if governor < 0 or self.sentence.deprels[noun] != "obj" or is_claim_denied(self.clauses, noun):
            return governor >= 0 and self.sentence.deprels[noun] == "obj"
        return self.words.embedding.get((self.lemmas[governor], "v"), {}).get("noun") == "denied"

    def is_heading(self) -> bool:
        """ "Plan to invade Orm:", "Occupation of Orm:": a noun and a colon are all of it."""
        return self.sentence.forms[-1] == ":" and self.sentence.upos[self.sentence.heads.index(-1)] in ("NOUN", "PROPN")

    def is_label(self, noun: int) -> bool:
        """ "2011 Yemeni uprising: Gunmen …": what stands before a colon at the start is a topic, also where it was cut
        off as a sentence of its own."""
        if self.sentence.heads[noun] < 0 and self.is_heading():
            return True
        for child in self.children[noun]:
            if self.sentence.deprels[child] == "parataxis" and name_before_colon(self.sentence, child) == noun:
                return True
        return False

    def _is_to(self, verb: int) -> bool:
        """ "Is to visit", "are to meet": an arrangement. The parser makes "be" a copula of the infinitive; headlines
        leave it out ("Zorvia to visit Keld")."""
        if self.clauses.marker(verb) != "to":
            return False
        marks = [c for c in self.children[verb] if self.sentence.deprels[c] == "mark"]
        if self.sentence.deprels[verb] in ("root", "parataxis") and len(marks) == 1:
            subjects = [c for c in self.children[verb] if self.sentence.deprels[c].startswith("nsubj")]
            if subjects and subjects[0] < marks[0]:
                return True
        return any(
            self.lemmas[c] == "be"
            and self.sentence.deprels[c] in ("cop", "aux")
            and c < (marks[-1] if marks else verb)  # not "is reported to be sending"
            and self.sentence.forms[c] not in _INVERTED
            for c in self.children[verb]
        )

    def _is_one_day(self, word: int) -> bool:
        """ "On Tuesday", not "every Tuesday"."""
        return self.lemmas[word] in _DAYS and not any(self.lemmas[c] in ("every", "each") for c in self.children[word])

    def _is_scheduled(self, verb: int) -> bool:
        """ "Flies to Keld on Thursday": news tells in the present what is yet to come on a day."""
        if self.lemmas[verb] not in self.words.motion:
            return False
        going = self.sentence.xpos[verb] == "VBG" and any(
            self.lemmas[c] == "be" and self.sentence.xpos[c] in ("VBZ", "VBP") for c in self.children[verb]
        )  # "is flying to Keld next week"; on a weekday it may be past
        if not going and self.sentence.xpos[verb] not in ("VBZ", "VBP"):
            return False
        return any(
            self.sentence.deprels[c] in TIMES
            and (self._is_next(c) or self.lemmas[c] == "tomorrow" or (not going and self._is_one_day(c)))
            for c in self.children[verb]
        )

    def _is_next(self, word: int) -> bool:
        """ "Next week"."""
        return any(self.lemmas[c] == "next" for c in self.children[word])

    def negative_argument(self, verb: int, mood: Mood) -> None:
        """ "No agreement was reached", "neither Zorvia nor Keld", "nobody": the negation stands on an argument."""
        deprels, lemmas = self.sentence.deprels, self.lemmas
        for child in self.children[verb]:
            if deprels[child] in ("nsubj", "nsubj:pass", "obj"):
                if lemmas[child] in ("nobody", "nothing", "none"):
                    mood.flags.add("not")
                    continue
                for grandchild in self.children[child]:
                    if grandchild > child:
                        break
                    denying = lemmas[grandchild] in ("no", "neither", "not") and deprels[grandchild] in _DENYING
                    if denying and not is_not_only(self.lemmas, grandchild):
                        mood.flags.add("not")

    def noun(self, clause: Clause, mood: Mood) -> None:
        """Determiner "no", and adjectives that keep an event from being a fact ("planned", "possible")."""
        deprels, lemmas = self.sentence.deprels, self.lemmas
        embedding = self.words.embedding
        self.dated(clause.head, mood)
        for child in self.children[clause.head]:
            if deprels[child] == "det" and lemmas[child] in ("no", "neither"):
                mood.flags.add("not")
            elif deprels[child] == "amod" or deprels[child] == "compound":
                flag = embedding.get((lemmas[child], "a"), {}).get("mod")
                if flag is None:
                    flag = embedding.get((self.sentence.forms[child].lower(), "a"), {}).get("mod")
                if flag:
                    mood.flags.add(flag)
            elif deprels[child] == "case":
                if lemmas[child] in self.words.instead:
                    mood.flags.add("not")
                elif lemmas[child] == "since":
                    mood.since = True
            elif deprels[child] == "nmod" and _YEAR.match(self.sentence.forms[child]):
                mood.years.append(int(self.sentence.forms[child]))

    def is_where(self, governor: int) -> bool:
        """ "Doctors are in Orm to help": who is there does it."""
        return self.clauses.copula(governor) >= 0 and self.clauses.preposition(governor) in ("in", "at", "on")

    def is_ahead(self, verb: int) -> bool:
        """Whether a verb lies in the future: "will not lift the ban until Keld votes" tells no vote."""
        return any(
            self.sentence.deprels[c] == "aux" and self.sentence.forms[c].lower() in _AHEAD
            for c in self.children[verb]
        )

    def is_open(self, node: int, governor: int) -> bool:
        """Whether what is waited for had not happened: "will not lift the ban until Keld votes", "refuses to lift it
        until …", "closed the border until Orm frees the men". Where all stands in the present, as in headlines, it may
        have."""
        if self.is_ahead(governor):
            return True
        finite, embedding = governor, self.clauses.vocabulary.embedding
        while self.sentence.deprels[finite] in ("xcomp", "ccomp", "conj") and self.sentence.xpos[finite] != "VBD":
            finite = self.sentence.heads[finite]
            if embedding.get((self.clauses.lemmas[finite], "v"), {}).get("to") in ("not", "future", "wanted"):
                return True
        return self._tense(finite) == "VBD" and self._tense(node) in ("VBZ", "VBP")

    def _tense(self, verb: int) -> str:
        """The tag of the finite word of a predicate: of its first auxiliary, or its own."""
        auxiliaries = [c for c in self.children[verb] if self.sentence.deprels[c] in ("aux", "aux:pass", "cop")]
        return self.sentence.xpos[auxiliaries[0] if auxiliaries else verb]

    def undertakes(self, governor: int) -> bool:
        """ "Launched an operation to detain them": what an undertaking is for is what is done."""
        return any(
            self.sentence.deprels[c] in ("obj", "nsubj:pass") and self.lemmas[c] in self.words.undertaking
            for c in self.children[governor]
        )

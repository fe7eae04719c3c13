"""Is it a fact? Walks up from a trigger and collects what the sentence says of the event's reality.

The result is a set of flags (``not``, ``future``, ``possible``, ``wanted``, ``conditional``, ``denied``,
``stopped``), the heads of those who are said to say it (attribution), and whether it is told as history. Which
governing word sets which flag is data: ``dictionaries/words/embedding.csv``.
"""

from __future__ import annotations

from .asked import plain_words
from .clause import Clause, Clauses
from .governors import Governors
from .mood import Mood
from .mood_signs import Signs
from .quotes import has_marks, name_before_colon
from .sayers import Sayers
from .seized import goes_far
from .subordinate import Subordinate
from .tree import HARMING, PREDICATES

#: Steps up a tree, in case of a broken one.
_STEPS = 40
#: Prepositions after which something else is told, out of reach of what governs the phrase.
#: Verbs beside which an infinitive tells what is done, not what for.
_USING = frozenset({"use", "utilise", "utilize"})
#: What gas is used for: the use tells the event.
_DRIVING = frozenset({"break", "control", "disperse", "drive", "push", "quell", "repel", "scatter", "subdue"})
_LOOSE = frozenset({"after", "following", "follow", "amid", "despite", "into"})
#: Marks of a clause that stands beside the one above it, each with its own speaker.
_BESIDES = frozenset({"while", "whereas"})
_JUDGING = frozenset({"condemn", "denounce", "criticise", "criticize", "blame", "reject", "demand", "threaten"})
#: Verbs of speaking about what has happened, and nouns for deeds that nobody plans to be done to him.
_TAKING_UP = frozenset({"address", "avenge", "commemorate", "debate", "discuss", "mourn", "review"})
#: What is done to somebody for what he has done, and the prepositions of that.
_ANSWERING = frozenset({"avenge", "react", "reply", "respond", "retaliate", "revenge", "vengeance", "retaliation"})
_DEEDS = frozenset({"aggression", "airstrike", "attack", "bombardment", "bombing", "crackdown", "incursion", "invasion",
                    "killing", "massacre", "murder", "raid", "shelling", "strike"})  # fmt: skip
#: Verbs that tell what others will do, as news: who warns is quoted.
_FORETELLING = frozenset({"warn", "caution", "suggest"})
#: What somebody who does something else has in mind: "hoping to end the strike, the premier met …".
_SEEKING = frozenset({"aim", "hope", "seek", "want", "wish"})
#: What one wishes of others is no event.
_WISHING = frozenset({"hope", "wish", "pray"})
#: What stands before a colon and says nothing.
_TOPICS = frozenset(
    {"battle", "conflict", "crisis", "fire", "insurgency", "protest", "revolution", "riot", "uprising", "unrest", "war"}
)  # fmt: skip
#: What begins a condition without a conjunction.
_INVERTED = frozenset({"Had", "Should", "Were"})
#: Relations in which the word above may say something of the reality of the one below.
_GOVERNED = frozenset(
    {"xcomp", "ccomp", "advcl", "csubj", "obl", "obj", "nmod", "nsubj", "acl", "parataxis"}
)  # fmt: skip
#: By which one accuses or praises somebody.
_WRITINGS = frozenset({"complaint", "declaration", "lawsuit", "letter", "message", "motion", "note", "petition",
                       "resolution", "statement", "suit"})  # fmt: skip
#: Relations of what something is compared with ("than …"), and of what a condition above may hold for.
_COMPARED = frozenset({"obl", "nmod", "advcl", "acl"})
_ARGUMENTS = frozenset({"nsubj", "csubj", "obj", "obl"})


class _Walk:
    """Where a walk up the tree stands. ``settled``: past a finite boundary, where only attribution counts; ``said``:
    somebody's words; ``harmed``: past a participle of harm; ``supports``: from the light verb of an event noun."""

    __slots__ = ("harmed", "mood", "said", "settled", "start", "supports")

    def __init__(self, start: int, mood: Mood, supports: bool) -> None:
        self.start = start
        self.supports = supports
        self.mood = mood
        self.settled = False
        self.said = False
        self.harmed = False


class Moods:
    """Reads the moods of one sentence's clauses."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.words = clauses.vocabulary
        self.signs = Signs(clauses)
        self.sayers = Sayers(clauses)
        self.governors = Governors(clauses)
        self.subordinate = Subordinate(clauses, self.signs, self.governors)

    def of(self, clause: Clause, outer: int = -1) -> Mood:
        """The mood of a clause, from its own auxiliaries up to the root, or up to (not counting) the word ``outer``,
        which used the clause up as its inner event."""
        mood = Mood()
        node = clause.head
        if clause.kind == "n":
            self.signs.noun(clause, mood)
            if clause.support >= 0 and clause.support != outer:
                node = clause.support
                self.signs.own(node, mood)
                self.signs.negative_argument(node, mood)
                table = self.words.embedding.get((self.lemmas[node], "v"), {})
                if table.get(self.clauses.preposition(clause.head)) == "not":
                    mood.flags.add("not")  # "refrained from criticism of Keld"
                if "occasion" in clause.constructions:
                    mood.flags &= {"future", "would"}  # "did not comment after talks with Keld"
            if clause.support >= 0 and self.sentence.deprels[clause.support] == "cop":
                self.signs.own(self.sentence.heads[clause.support], mood)
            elif clause.support < 0 and self.clauses.copula(node) >= 0:
                self.signs.own(node, mood)  # "this is not a recognition of Keld", but "in what would be its first raid"
                mood.flags.discard("would")
            mood.label = clause.support < 0 and self.signs.is_label(clause.head)
        else:
            self.signs.own(node, mood)
            plain_words(self.clauses, node, mood)
            if self.sentence.deprels[node] == "cop":
                linked = self.sentence.heads[node]
                self.signs.own(linked, mood)  # "will be out of Keld", "is not on strike"
                if any(self.lemmas[c] == "no" and self.sentence.deprels[c] == "det" for c in self.children[linked]):
                    mood.flags.add("not")  # "is no partner for peace"
            self.signs.negative_argument(node, mood)
            mood.label = self.signs.is_heading()
        if clause.kind == "n" and node == clause.head and self.sentence.deprels[node] == "nsubj":
            above = self.sentence.heads[node]
            if self.governors.is_over(node, above) or self.governors.is_supposed(node):  # "an assault could …"
                self.signs.own(above, mood)  # "the shelling of Keld will stop"
        self._climb(node, outer, mood, clause.kind == "n" and node != clause.head)
        if self.sentence.deprels[clause.head] == "aux":
            mood.flags -= {"possible", "wanted"}  # who suggests that Keld should leave asks for it
        return mood

    def meets(self, clause: Clause, flags: frozenset[str], reported: bool) -> bool:
        """Whether a clause is in the mood that a rule's guard asks for, and, if ``reported``, told as somebody's words:
        who says what stands between quotation marks may be named in another sentence."""
        if not flags and not reported:
            return True
        mood = self.of(clause)
        return flags <= mood.flags and (not reported or bool(mood.sayers) or has_marks(self.sentence))

    # ---------------------------------------------------------------- what governs it

    def _climb(self, start: int, outer: int, mood: Mood, supports: bool) -> None:
        """From ``start`` to the root, a word at a time."""
        deprels, heads, upos = self.sentence.deprels, self.sentence.heads, self.sentence.upos
        walk = _Walk(start, mood, supports)
        node = start
        for _ in range(_STEPS):
            self.sayers.beside(node, mood)
            governor = heads[node]
            if governor < 0 or governor == outer:
                break
            relation = deprels[node]
            if relation == "acl:relcl" and self.clauses.is_content(node):
                relation = "acl"
            base = relation.split(":")[0]
            if base in ("appos", "parataxis") and node != start and self.governors.sums_up(node):
                break
            if base == "advcl" and governor > node and self.lemmas[governor] == "quote":
                base = "ccomp"  # "Keld has freed them, the agency quoted officials as saying"
            if base == "conj":
                if not walk.settled and upos[node] in PREDICATES:
                    self.subordinate.shared(node, governor, mood)
                walk.settled = walk.settled or self.subordinate.is_finite(node, governor)
            elif self._is_beside(node, base):
                break
            else:
                self._around(node, governor, base, walk)
                if base in _GOVERNED and not self._step(node, governor, relation, base, walk):
                    break
            node = governor
        if not mood.sayers:
            mood.sayers = self.sayers.according(start)
        if mood.sayers:
            mood.sayers = self.sayers.authors(mood.sayers)
        if "denied" in mood.flags:
            mood.flags -= {"possible", "wanted"}  # "denied the claim that it had shelled Orm"
        if "would" in mood.flags:
            mood.flags.discard("would")
            mood.flags.add("future" if walk.said or not self._supposes() else "conditional")

    def _is_beside(self, node: int, base: str) -> bool:
        """ "Orm said …, while Keld accused it of lying": Orm does not say that."""
        if base != "advcl" or self.clauses.marker(node) not in _BESIDES:
            return False
        return self.lemmas[node] in _JUDGING or self.lemmas[node] in self.words.speech

    def _around(self, node: int, governor: int, base: str, walk: _Walk) -> None:
        """What the word above says of a clause without any entry in the table: a noun of a clause, a condition."""
        mood = walk.mood
        if base in _COMPARED and "than" in (self.clauses.preposition(node), self.clauses.marker(node)):
            mood.compared = True  # "more powerful than the bomb that was dropped on Orm"
        if base == "acl":
            if walk.settled:
                return
            supports = walk.supports and node == walk.start  # "no talks held with Keld"
            if not supports and self.governors.is_reduced(node):
                if self.governors.has_no(governor):
                    mood.flags.add("not")  # "no talks planned with Keld"
                if self.signs.is_nobody_yet(governor):
                    mood.question = True  # "warned against any state arming Keld"
                walk.settled = True  # "refused to return the bodies of men killed by its soldiers": they were killed
                return
            if self.governors.is_ground(node, governor):
                mood.purpose = True
            if self.lemmas[governor] in _WRITINGS and self.sentence.deprels[governor] == "obj":
                self.signs.own(self.sentence.heads[governor], mood)  # "will send a note accusing Keld of …"
            if self.clauses.marker(node) in ("that", "of", "to") and self.governors.has_no(governor):
                mood.flags.add("not")  # "there is no evidence that …", "has no plans to …"
            return
        if base in _ARGUMENTS and not walk.settled and self.sentence.upos[governor] in PREDICATES:
            self.subordinate.condition(governor, mood)
        if base in ("obj", "obl", "nmod") and self.lemmas[governor] in self.words.remembering:
            mood.purpose = True  # "to remember those killed by Orm", "the anniversary of the raid that …"

    def _step(self, node: int, governor: int, relation: str, base: str, walk: _Walk) -> bool:
        """Past one governing word; False where the walk ends."""
        if base == "obj" and node == walk.start and self._is_taken_up(node, governor):
            walk.settled = True
        if base in ("xcomp", "ccomp") and not walk.settled and self.subordinate.is_not_to_be_let(governor):
            walk.mood.purpose = True
        flag = self.governors.flag(node, governor, base)
        if relation == "acl:relcl":
            self._relative(node, governor, walk)
        elif base == "advcl" and not walk.settled and goes_far(self.sentence, node):
            self.signs.own(governor, walk.mood)  # "did not go so far as to blame Keld"
        elif base == "advcl":
            self._adverbial(node, governor, flag, walk)
        elif flag == "said":
            self._told(node, governor, walk)
        elif base == "parataxis":
            return self._aside(node, governor, walk)
        elif flag is not None and not walk.settled:
            self._embedded(node, governor, base, flag, walk)
        else:
            self._bare(node, governor, base, walk)
        return True

    def _relative(self, node: int, governor: int, walk: _Walk) -> None:
        """ "The men who bombed it": a fact, unless nobody of whom it is told need exist."""
        if walk.settled:
            return
        walk.harmed = self.lemmas[node] in HARMING
        if self.signs.is_nobody_yet(governor):
            walk.mood.question = True
        if self.signs.is_of_deed(node):
            self.signs.dated(governor, walk.mood)
        walk.settled = True

    def _adverbial(self, node: int, governor: int, flag: str | None, walk: _Walk) -> None:
        if walk.harmed and self.governors.is_alleged(node, governor):
            walk.mood.purpose = True
        if walk.settled:
            if self.sentence.upos[walk.start] == "NOUN":
                self.subordinate.timed(node, governor, walk.mood)  # "in 1999, after shelling forced Keld out"
            return
        marker = self.clauses.marker(node)
        used = marker == "to" and self.lemmas[governor] in _USING and self.lemmas[node] not in _DRIVING
        if used and not walk.settled:
            self.signs.own(governor, walk.mood)  # "used drones to bomb Keld", "took the occasion to blame it": it did
            return
        if any(self.lemmas[c] in ("at", "into", "on", "about", "over") for c in self.children[node] if c < node):
            walk.mood.question = walk.mood.question or self.signs.is_question(node)  # "are looking at whether …"
        walk.harmed = marker == "by"
        self.subordinate.adverbial(node, governor, flag, walk.mood)
        # "tried to head north to attack": where one goes to do it, it is as far as the going
        goes = self.sentence.deprels[governor] == "xcomp" and self.lemmas[governor] in self.words.motion
        walk.settled = not goes or marker != "to"

    def _told(self, node: int, governor: int, walk: _Walk) -> None:
        """ "Zorvia said that …"."""
        mood = walk.mood
        if not walk.settled:
            mood.question = mood.question or self.signs.is_question(node) or self.signs.is_unsaid(governor)
            self.signs.times(governor, mood)
        if not mood.sayers:
            self.sayers.hear(governor, node, mood)
        walk.said = walk.said or not walk.settled
        walk.settled = True

    def _aside(self, node: int, governor: int, walk: _Walk) -> bool:
        """Clauses side by side: "Keld must leave, Zorvia says", "Zorvia: Keld must leave"; False for the end."""
        mood, lemma = walk.mood, self.lemmas[governor]
        if ";" in self.sentence.forms[governor:node]:
            return False  # "Orm said …; Keld rejected the plan"
        if walk.start != node and self.lemmas[node] in self.words.speech:
            return False  # "…, he said, and urged Keld to leave"
        named = name_before_colon(self.sentence, node) == governor
        if named and (lemma in _TOPICS or lemma in self.words.nominal):
            return False  # "Insurgency in Keld: …", "Zorvian civil war: …"
        if named and not mood.sayers:
            mood.sayers = [governor]
            mood.topic = self.governors.not_speaking(node, governor)
            walk.said = walk.said or not walk.settled
        elif lemma in self.words.speech and self.sentence.upos[governor] == "VERB" and not mood.sayers:
            summed = self.sentence.upos[node] == "NOUN" and walk.start != node and node > governor
            if not summed:  # "called for a truce, [an idea] that the army rejected"
                self.sayers.hear(governor, node, mood)
            walk.said = walk.said or not walk.settled
        walk.settled = True
        return True

    def _embedded(self, node: int, governor: int, base: str, flag: str, walk: _Walk) -> None:
        """ "Plans to help", "a threat of attacks": the table knows what the word above says."""
        mood, lemma = walk.mood, self.lemmas[governor]
        if lemma in _SEEKING and self.sentence.xpos[governor] == "VBG":
            # "seeking to isolate Keld, Orm …"
            mood.purpose = mood.purpose or self.sentence.deprels[governor] == "advcl"
        participle = self.sentence.xpos[governor] == "VBG" and self.sentence.deprels[governor] == "advcl"
        if flag == "possible" and base == "xcomp" and participle and self.clauses.marker(governor) == "":
            mood.purpose = True  # "lifted the ban, allowing firms to trade with Keld": no second event
        if flag == "future" and base == "xcomp" and self.signs.is_question(node):
            mood.question = True  # "has yet to decide whether to join"
        had = any(self.sentence.forms[c] == "had" for c in self.children[governor])
        if flag == "future" and base == "xcomp" and had:
            mood.purpose = True  # "had planned to rally": what came of it is told elsewhere
        if flag:
            mood.flags.add(flag)
            if flag == "possible" and base == "csubj":
                mood.flags.discard("future")
            if (flag == "denied" and self.signs.is_unsaid(governor)) or lemma in _WISHING:
                mood.question = mood.question or base == "ccomp"
            if flag in ("future", "wanted", "possible") and base == "ccomp":
                walk.said = True
                if not mood.sayers and lemma in _FORETELLING:
                    self.sayers.hear(governor, node, mood)  # "warned that Keld could attack"
        if flag == "not" and self.sentence.deprels[governor] == "advcl" and self.clauses.marker(governor) == "to":
            mood.purpose = True  # "held him to keep him from joining the march"
        if self.sentence.upos[governor] not in PREDICATES:
            return
        if base == "ccomp":
            walk.settled = True
        elif base in ("xcomp", "acl", "obj", "nmod", "obl"):
            self.signs.own(governor, mood)
            self.signs.negative_argument(governor, mood)

    def _bare(self, node: int, governor: int, base: str, walk: _Walk) -> None:
        """The table is silent: the relation alone tells."""
        mood = walk.mood
        if base == "csubj" and self.signs.is_question(node):
            mood.question = True  # "it was not clear whether Keld would attend"
        if base == "ccomp":
            mood.question = mood.question or (not walk.settled and self.signs.is_question(node))
            if walk.settled and not mood.sayers and self.lemmas[governor] in _FORETELLING:
                self.sayers.hear(governor, node, mood)  # "Keld could strike back if Orm attacked, it warned"
            walk.settled = True
        elif walk.settled:
            return
        elif base in ("xcomp", "csubj") and self.subordinate.is_judged(node, governor):
            mood.purpose = True
        elif base == "xcomp":
            self._infinitive(node, governor, mood)
        elif base == "acl":
            mood.question = mood.question or self.signs.is_question(node)  # "hearings into whether police shot them"
            bound = self.clauses.marker(node) == "to" and self.lemmas[governor] not in self.words.undertaking
            if bound and not self.signs.is_where(governor) and not self.clauses.is_ranked(governor):
                mood.flags.add("possible")
        elif base in ("nsubj", "csubj"):
            walk.settled = self.sentence.upos[governor] in PREDICATES
        elif base in ("obl", "nmod"):
            preposition = self.clauses.preposition(node)
            if preposition in self.words.instead:
                mood.flags.add("not")
            elif preposition == "since":
                mood.since = True
            elif preposition in _LOOSE or (preposition in ("to", "for") and self.lemmas[governor] in _ANSWERING):
                walk.settled = True  # "to stop demonstrations following the killings": these are not stopped

    def _infinitive(self, node: int, governor: int, mood: Mood) -> None:
        """ "Has yet to help", "is to help", "began to help"."""
        if self.signs.has_yet(governor):
            mood.flags.add("not")
            return
        if self.subordinate.discusses(node, governor):
            mood.purpose = True
        if self.sentence.upos[governor] in PREDICATES:
            self.signs.own(governor, mood)
            self.signs.negative_argument(governor, mood)
        elif self.clauses.marker(node) == "to":
            mood.flags.add("possible")
            self.signs.own(governor, mood)

    def _is_taken_up(self, noun: int, verb: int) -> bool:
        """ "Met to discuss [Keld's attack on Orm]": of whose attack one speaks, that has happened."""
        if self.lemmas[noun] not in _DEEDS or self.lemmas[verb] not in _TAKING_UP:
            return False
        return any(
            self.sentence.deprels[c] == "nmod:poss" or self.sentence.upos[c] == "PROPN" for c in self.children[noun]
        )

    def _supposes(self) -> bool:
        """Whether the sentence states a condition. Without one, "would" in news is a future told of the past."""
        if not _INVERTED.isdisjoint(self.sentence.forms):
            return True  # "Were Keld to attack, Orm would …"
        return any(lemma in self.words.supposition for lemma in self.lemmas)

"""What a clause takes from the one that it stands beside or below: "will meet and sign", "if Keld attacks", "to help".

In: a word, the word above it, and the mood to which flags are added. The walk up the tree (``moods``) calls this.
"""

from __future__ import annotations

from .clause import Clauses
from .governors import Governors
from .mood import Mood
from .mood_signs import Signs
from .tree import PREDICATES

#: Conjunctions of time: what they introduce lies in the time of the clause above ("in 1982 after Orm seized …").
_REFUSING = frozenset({"decline", "refuse", "reject", "rule"})
_TEMPORAL = frozenset({"after", "before", "when", "while", "as", "once", "until"})
_TALKING = frozenset({"meet", "gather", "convene", "visit", "call", "phone", "telephone", "speak", "assemble", "host",
                      "receive", "travel", "arrive", "fly", "contact", "sit"})  # fmt: skip
#: What one is told not to do with those who are about to do something.
_LETTING = frozenset({"allow", "enable", "help", "let", "permit"})
_NOT = frozenset({"not", "never"})
#: What it may be to do something.
_JUDGED = frozenset(
    {"best", "better", "dangerous", "difficult", "easy", "essential", "hard", "important", "impossible", "necessary",
     "pointless", "premature", "right", "risky", "sensible", "tough", "unacceptable", "unwise", "useless", "vital",
     "wise", "wrong"}
)  # fmt: skip

#: Verbs of writing and ringing up: what they are for is what is said.
_WRITES = frozenset({"write", "phone", "telephone", "cable", "email", "petition"})
#: What somebody does to speak up, the words in which he speaks, and where he is heard.
_SPEAKS_UP = frozenset({"take", "use", "seize", "break", "go", "send", "issue", "devote", "interrupt"})
_SPEECHES = frozenset({"address", "anniversary", "appearance", "article", "broadcast", "ceremony", "chance", "homily",
                       "interview", "letter", "message", "occasion", "opportunity", "platform", "podium", "sermon",
                       "silence", "speech", "statement", "summit", "visit"})  # fmt: skip
_PLATFORMS = frozenset({"airwave", "airwaves", "facebook", "floor", "instagram", "media", "network", "podium", "radio",
                        "rostrum", "stage", "telegram", "television", "tv", "twitter", "x", "youtube"})  # fmt: skip


class Subordinate:
    """Adds to moods what one sentence's conjunctions and subordinate clauses say."""

    __slots__ = ("children", "clauses", "governors", "lemmas", "sentence", "signs", "words")

    def __init__(self, clauses: Clauses, signs: Signs, governors: Governors) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.words = clauses.vocabulary
        self.signs = signs
        self.governors = governors

    def shared(self, node: int, first: int, mood: Mood) -> None:
        """Coordinated verbs share auxiliaries and negation: "will meet and sign", "did not meet or sign"."""
        deprels = self.sentence.deprels
        own = [c for c in self.children[node] if deprels[c] in ("aux", "nsubj", "nsubj:pass")]
        if own:
            return
        xpos = self.sentence.xpos[node]
        shared = self._own(first)
        linked = {self.lemmas[c] for c in self.children[node] if deprels[c] == "cc"}
        if "but" in linked or ("and" in linked and xpos == "VBN"):
            shared.discard("not")  # "had never shelled them and invited their envoys"
        if xpos in ("VB", "_", "VBN", "VBG", "VBP"):
            mood.flags |= shared
        elif linked & {"or", "nor"}:
            mood.flags |= shared & {"not"}

    def is_finite(self, node: int, first: int) -> bool:
        """ "Keld is to take them in and its planes [have flown] tents there, he said": a clause of its own."""
        own = any(self.sentence.deprels[c] == "nsubj" for c in self.children[node])
        return own and self.clauses.marker(first) == "to" and not self.clauses.marker(node)

    def condition(self, verb: int, mood: Mood) -> None:
        """ "If the shelling of Orm goes on": what an argument of a conditional clause tells is conditional too."""
        for child in self.children[verb]:
            if self.sentence.deprels[child] == "mark" and self.lemmas[child] in self.words.condition:
                mood.flags.add("conditional")

    def discusses(self, node: int, governor: int) -> bool:
        """ "Telephoned his counterpart to discuss the war", "will meet to discuss the grain deal": the meeting is
        told already."""
        return self.lemmas[node] == "discuss" and self.lemmas[governor] in _TALKING

    def is_not_to_be_let(self, verb: int) -> bool:
        """ "Warned Keld not to let Orm fire rockets": nobody says that Orm does."""
        lemmas = self.clauses.lemmas
        below = {lemmas[c] for c in self.clauses.children[verb]}
        return lemmas[verb] in _LETTING and self.clauses.marker(verb) == "to" and not below.isdisjoint(_NOT)

    def is_judged(self, node: int, governor: int) -> bool:
        """ "It was not easy to release him": what is called so need not have been done."""
        if self.lemmas[governor] not in _JUDGED or self.clauses.marker(node) != "to":
            return False
        return any(self.lemmas[c] == "it" for c in self.children[governor] if c < governor)

    def timed(self, node: int, governor: int, mood: Mood) -> None:
        """ "In 1982, after Orm seized Keld": the years of the verb above, also of what it was done for."""
        if (self.clauses.marker(node) or self.signs.when(node)) in _TEMPORAL:
            self.signs.times(governor, mood)
            if self.clauses.marker(governor) == "to":  # "intervened in 2015 to help the government after …"
                self.signs.times(self.sentence.heads[governor], mood)

    def _is_awaited(self, node: int, marker: str) -> bool:
        """ "Will not lift the ban until Orm votes", "will leave only when Orm frees them"."""
        if marker == "until":
            return True
        first = min(self.sentence.subtree(node))
        return marker in ("when", "once", "after") and first > 0 and self.lemmas[first - 1] == "only"

    def adverbial(self, node: int, governor: int, flag: str | None, mood: Mood) -> None:
        """Adverbial clauses: conditions, "without …", "since …", purpose. ``flag`` is what ``governor`` says of it."""
        marker = self.clauses.marker(node) or self.signs.when(node)
        self.timed(node, governor, mood)
        if self.governors.is_alleged(node, governor):
            mood.purpose = True
        if flag not in (None, "said"):
            if flag:
                mood.flags.add(flag)
            self.signs.own(governor, mood)
            return
        if self.governors.is_elliptic(node, marker):
            mood.purpose = True
        if marker in self.words.condition or (self._is_awaited(node, marker) and self.signs.is_open(node, governor)):
            mood.flags.add("conditional")
        elif marker in self.words.instead:
            mood.flags.add("not")
        elif marker == "from" and any(self.lemmas[c] == "far" for c in self.children[node]):
            mood.flags.add("not")  # "far from condemning Orm, Keld …"
        elif marker == "before" and self.lemmas[self.sentence.heads[governor]] in _REFUSING:
            mood.purpose = True  # "ruled out sending troops before peace is made"
        elif marker == "before" and self._is_present(node) and not self._is_present(governor):
            mood.flags.add("future")  # "pardoned them before a treaty is signed"
        elif marker == "since":
            mood.since = self.signs.is_past(node)
        elif marker == "to":
            self._infinitive(node, governor, mood)
        elif marker in ("on", "about") and node > governor and self.sentence.xpos[node] == "VBG":
            mood.purpose = True  # "began talks in Orm on ending the war": what they are about
        elif marker == "for" and self.sentence.upos[governor] == "ADJ":
            mood.purpose = True  # "furious with Keld for blocking the plan": a ground
        elif marker in ("by", "") and self.sentence.xpos[node] == "VBG" and self.sentence.upos[governor] in PREDICATES:
            self._participle(node, governor, marker, mood)

    def _is_present(self, verb: int) -> bool:
        """ "Is signed", "leaves"."""
        tags = [self.sentence.xpos[c] for c in self.children[verb] if self.sentence.upos[c] == "AUX" and c < verb]
        return (tags[0] if tags else self.sentence.xpos[verb]) in ("VBZ", "VBP")

    def _infinitive(self, node: int, governor: int, mood: Mood) -> None:
        """ "Flew to Orm to sign a deal" is as far as the flight, "sent troops to help" tells a purpose."""
        goes = self.lemmas[governor] in self.words.motion or self._speaks_up(governor)
        if not (goes or self.signs.is_where(governor) or self.signs.undertakes(governor)):
            mood.purpose = True
            if self.sentence.upos[governor] in PREDICATES:
                mood.flags |= self._own(governor)
        elif self.discusses(node, governor):
            mood.purpose = True
        else:
            self.signs.own(governor, mood)

    def _speaks_up(self, governor: int) -> bool:
        """ "Took to Twitter to urge", "used his speech to condemn", "wrote to the minister to ask": this is said."""
        lemmas, deprels, children = self.lemmas, self.sentence.deprels, self.clauses.children[governor]
        if lemmas[governor] in _WRITES:
            return True
        if lemmas[governor] not in _SPEAKS_UP:
            return False
        said_in = {lemmas[c] for c in children if deprels[c] in ("obj", "nsubj:pass")}
        heard = {lemmas[c] for c in children if deprels[c] == "obl" and self.clauses.preposition(c) in ("to", "on")}
        return not said_in.isdisjoint(_SPEECHES) or not heard.isdisjoint(_PLATFORMS)

    def _participle(self, node: int, governor: int, marker: str, mood: Mood) -> None:
        """ "Will respond by expelling envoys", "will leave Keld, ending its occupation"."""
        if node < governor:
            return
        own = self._own(governor)
        if not marker:
            own.discard("not")
            above = self.sentence.heads[governor]
            promised = self.sentence.deprels[governor] == "xcomp"
            if promised and self.governors.flag(governor, above, "xcomp") == "future":
                own.add("future")  # "agreed to end the crackdown, [releasing] prisoners"
        mood.flags |= own

    def _own(self, verb: int) -> set[str]:
        """The flags of a verb's own auxiliaries and negation."""
        own = Mood()
        self.signs.own(verb, own)
        return own.flags

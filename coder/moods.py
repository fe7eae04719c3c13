"""Is it a fact? Walks up from a trigger and collects what the sentence says of the event's reality.

The result is a set of flags (``not``, ``future``, ``possible``, ``wanted``, ``conditional``, ``denied``,
``stopped``), the heads of those who are said to say it (attribution), and whether it is told as history. Which
governing word sets which flag is data: ``dictionaries/words/embedding.csv``.
"""

from __future__ import annotations

from .clause import Clause, Clauses
from .mood_signs import DATELINE, TOPIC, Mood, Signs
from .quotes import name_before_colon
from .sayers import Sayers
from .tree import HARMING, PREDICATES

_GROUNDS = frozenset({"for", "of", "over", "with"})
#: Conjunctions of time: what they introduce lies in the time of the clause above ("in 1982 after Orm seized …").
_TEMPORAL = frozenset({"after", "before", "when", "while", "as", "once", "until"})
#: Prepositions after which something else is told, out of reach of what governs the phrase.
_LOOSE = frozenset({"after", "following", "follow", "amid", "despite", "into"})
#: Nouns of what somebody is charged with: "on suspicion of planting bombs", "three counts of shelling a town".
_CHARGES = frozenset(
    {"accusation", "allegation", "charge", "count", "crime", "offence", "offense", "suspicion"}
)  # fmt: skip
_TALKING = frozenset({"meet", "gather", "convene", "visit", "call", "phone", "telephone", "speak", "assemble", "host",
                      "receive", "travel", "arrive", "fly", "contact", "sit"})  # fmt: skip
#: Marks of a clause that stands beside the one above it, each with its own speaker.
_BESIDES = frozenset({"while", "whereas"})
_JUDGING = frozenset({"condemn", "denounce", "criticise", "criticize", "blame", "reject", "demand", "threaten"})
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
            self.signs.negative_argument(node, mood)
            mood.label = self.signs.is_heading()
        self._climb(node, outer, mood)
        if self.sentence.deprels[clause.head] == "aux":
            mood.flags -= {"possible", "wanted"}  # who suggests that Keld should leave asks for it
        return mood

    # ---------------------------------------------------------------- what governs it

    def _climb(self, node: int, outer: int, mood: Mood) -> None:
        deprels, heads, upos, lemmas = self.sentence.deprels, self.sentence.heads, self.sentence.upos, self.lemmas
        start = node
        settled = False  # past a finite boundary only attribution is still of interest
        steps = 0
        said = harmed = False
        while steps < 40:
            steps += 1
            self.sayers.beside(node, mood)
            governor = heads[node]
            if governor < 0 or governor == outer:
                break
            relation = deprels[node]
            if relation == "acl:relcl" and self.clauses.is_content(node):
                relation = "acl"
            base = relation.split(":")[0]
            if base == "conj":
                if not settled and upos[node] in PREDICATES:
                    self._shared_mood(node, governor, mood)
                node = governor
                continue
            besides = base == "advcl" and self.clauses.marker(node) in _BESIDES
            if besides and (lemmas[node] in _JUDGING or lemmas[node] in self.words.speech):
                break  # "Orm said …, while Keld accused it of lying": Orm does not say that
            if base == "acl" and not settled and self._is_reduced(node):
                if any(lemmas[c] == "no" and deprels[c] == "det" for c in self.children[governor]):
                    mood.flags.add("not")  # "no talks planned with Keld"
                settled = True  # "refused to return the bodies of men killed by its soldiers": they were killed
            if base == "acl" and not settled and self._is_ground(node, governor):
                mood.purpose = True
            if not settled and upos[governor] in PREDICATES and base in ("nsubj", "csubj", "obj", "obl"):
                self._condition(governor, mood)
            if base in ("obj", "obl", "nmod") and lemmas[governor] in self.words.remembering:
                mood.purpose = True  # "to remember those killed by Orm", "the anniversary of the raid that …"
            key = self._key(governor)
            told = base == "acl" and not settled and self.clauses.marker(node) in ("that", "of", "to")
            if told and any(lemmas[c] == "no" and deprels[c] == "det" for c in self.children[governor]):
                mood.flags.add("not")  # "there is no evidence that …", "has no plans to …"
            if base in ("xcomp", "ccomp", "advcl", "csubj", "obl", "obj", "nmod", "nsubj", "acl", "parataxis"):
                flag = self._flag(node, governor, base, key)
                if relation == "acl:relcl" or base == "advcl":
                    if harmed and base == "advcl" and self._is_alleged(node, governor):
                        mood.purpose = True
                    if not settled:
                        harmed = lemmas[node] in HARMING if base == "acl" else self.clauses.marker(node) == "by"
                    if relation == "acl:relcl" and not settled:
                        if self.signs.is_nobody_yet(governor):
                            mood.question = True
                        if self.signs.is_of_deed(node):
                            self.signs.dated(governor, mood)
                    self._adverbial(node, governor, relation, flag, settled, mood)
                    # "tried to head north to attack": where one goes to do it, it is as far as the going
                    goes = base == "advcl" and deprels[governor] == "xcomp" and lemmas[governor] in self.words.motion
                    settled = settled or not goes or self.clauses.marker(node) != "to"
                elif flag == "said":
                    if not settled:
                        mood.question = mood.question or self.signs.is_question(node) or self.signs.is_unsaid(governor)
                        self.signs.times(governor, mood)
                    if not mood.sayers:
                        mood.sayers = self.sayers.of(governor)
                    said = said or not settled
                    settled = True
                elif base == "parataxis":
                    if start != node and lemmas[node] in self.words.speech:
                        break  # "…, he said, and urged Keld to leave"
                    named = name_before_colon(self.sentence, node) == governor
                    if named and (lemmas[governor] in _TOPICS or lemmas[governor] in self.words.nominal):
                        break  # "Insurgency in Keld: …", "Zorvian civil war: …"
                    if named and not mood.sayers:
                        mood.sayers = [governor]
                        mood.topic = self._not_speaking(node, governor)
                        said = said or not settled
                    elif lemmas[governor] in self.words.speech and upos[governor] == "VERB" and not mood.sayers:
                        mood.sayers = self.sayers.of(governor)
                        said = said or not settled
                    settled = True
                elif flag is not None and not settled:
                    if lemmas[governor] in _SEEKING and self.sentence.xpos[governor] == "VBG":
                        mood.purpose = mood.purpose or deprels[governor] == "advcl"  # "seeking to isolate Keld, Orm …"
                    if flag == "future" and base == "xcomp" and self.signs.is_question(node):
                        mood.question = True  # "has yet to decide whether to join"
                    if flag:
                        mood.flags.add(flag)
                        if (flag == "denied" and self.signs.is_unsaid(governor)) or lemmas[governor] in _WISHING:
                            mood.question = mood.question or base == "ccomp"
                        if flag in ("future", "wanted", "possible") and base == "ccomp":
                            said = True
                            if not mood.sayers and lemmas[governor] in _FORETELLING:
                                mood.sayers = self.sayers.of(governor)  # "warned that Keld could attack"
                    if base in ("xcomp", "ccomp", "acl", "obj", "nmod", "obl") and upos[governor] in PREDICATES:
                        if base == "ccomp":
                            settled = True
                        else:
                            self.signs.own(governor, mood)
                            self.signs.negative_argument(governor, mood)
                elif base in ("xcomp", "conj") and not settled and self.signs.has_yet(governor):
                    mood.flags.add("not")
                elif base == "xcomp" and not settled:
                    if lemmas[node] == "discuss" and lemmas[governor] in _TALKING:
                        mood.purpose = True  # "telephoned his counterpart to discuss the war"
                    if upos[governor] in PREDICATES:
                        self.signs.own(governor, mood)
                        self.signs.negative_argument(governor, mood)
                    elif self.clauses.marker(node) == "to":
                        mood.flags.add("possible")
                        self.signs.own(governor, mood)
                elif base == "ccomp":
                    mood.question = mood.question or (not settled and self.signs.is_question(node))
                    if settled and not mood.sayers and lemmas[governor] in _FORETELLING:
                        mood.sayers = self.sayers.of(governor)  # "Keld could strike back if Orm attacked, it warned"
                    settled = True
                elif base == "acl" and lemmas[governor] in self.words.undertaking and self.clauses.marker(node) == "to":
                    pass
                elif base == "acl" and not settled and self.clauses.marker(node) == "to":
                    if not self.signs.is_where(governor) and not self.clauses.is_ranked(governor):
                        mood.flags.add("possible")
                elif base in ("nsubj", "csubj") and upos[governor] in PREDICATES:
                    settled = True
                elif base in ("obl", "nmod") and not settled:
                    preposition = self.clauses.preposition(node)
                    if preposition in self.words.instead:
                        mood.flags.add("not")
                    elif preposition == "since":
                        mood.since = True
                    elif preposition in _LOOSE:
                        settled = True  # "to stop demonstrations following the killings": these are not stopped
            node = governor
        if not mood.sayers:
            mood.sayers = self.sayers.according(start)
        if "denied" in mood.flags:
            mood.flags.discard("possible")  # "denied the claim that it had shelled Orm"
        if "would" in mood.flags:
            mood.flags.discard("would")
            mood.flags.add("future" if said or not self._supposes() else "conditional")

    def _not_speaking(self, node: int, name: int) -> frozenset[str]:
        """Kinds of names that before a colon are a topic or a dateline: "Ivory Coast: rebels sign truce", "Keld City:
        The minister resigned."; none in "Zorvia: "We reject this"", "Zorvia: Keld must leave"."""
        colon = self.sentence.forms.index(":", name)
        quoted = self.sentence.forms[colon + 1] in ('"', "“", "``", "'", "‘")
        if quoted or any(self.sentence.xpos[c] == "MD" for c in self.children[node]):
            return frozenset()
        return DATELINE if self.sentence.forms[-1] == "." else TOPIC

    def _is_reduced(self, verb: int) -> bool:
        """ "Men killed by soldiers", "rebels holding the town": a relative clause without its pronoun."""
        if self.sentence.xpos[verb] not in ("VBN", "VBG") or self.sentence.upos[verb] != "VERB":
            return False
        if self.lemmas[self.sentence.heads[verb]] in self.words.document:
            return False  # "is considering a resolution demanding …"
        return not self.clauses.marker(verb) and self.lemmas[verb] not in self.words.light

    def _is_ground(self, verb: int, noun: int) -> bool:
        """ "The arrest of a man for threatening to bomb the port", "on suspicion of bombing it": why, not that he
        did."""
        if self.sentence.xpos[verb] != "VBG":
            return False
        marker = self.clauses.marker(verb)
        if marker in ("of", "for", "on", "about") and (marker in ("on", "about") or self.lemmas[noun] in _CHARGES):
            return True  # also what a vote or talks are about: "a vote on leaving the union"
        return marker in ("for", "over") and self.lemmas[noun] in self.words.patient_owner

    def _is_alleged(self, verb: int, governor: int) -> bool:
        """ "Sentenced an editor for insulting the president", "accused Keld of carrying out a raid [that killed
        six]"."""
        return (
            self.sentence.xpos[verb] == "VBG"
            and self.clauses.marker(verb) in _GROUNDS
            and (
                self.sentence.deprels[governor] == "acl"  # "a man accused of …"
                or any(self.sentence.deprels[c] in ("obj", "iobj", "nsubj:pass") for c in self.children[governor])
            )
        )

    def _condition(self, verb: int, mood: Mood) -> None:
        """ "If the shelling of Orm goes on": what an argument of a conditional clause tells is conditional too."""
        for child in self.children[verb]:
            if self.sentence.deprels[child] == "mark" and self.lemmas[child] in self.words.condition:
                mood.flags.add("conditional")

    def _supposes(self) -> bool:
        """Whether the sentence states a condition. Without one, "would" in news is a future told of the past."""
        return any(lemma in self.words.supposition for lemma in self.lemmas)

    def _key(self, governor: int) -> str:
        """Dictionary key of a governing word: "stop_short", "call_for", or the bare lemma."""
        for child in self.children[governor]:
            if self.sentence.deprels[child] == "compound:prt" or (
                child == governor + 1
                and (self.sentence.deprels[child] == "advmod" or self.sentence.upos[child] == "ADJ")
            ):
                return f"{self.lemmas[governor]}_{self.lemmas[child]}"
        return self.lemmas[governor]

    def _flag(self, node: int, governor: int, base: str, key: str) -> str | None:
        """What ``governor`` says of ``node``, by the embedding table; None where the table is silent."""
        embedding = self.words.embedding
        upos = self.sentence.upos[governor]
        pos = "v" if upos in PREDICATES else "a" if upos == "ADJ" else "n"
        table = embedding.get((key, pos)) or embedding.get((self.lemmas[governor], pos))
        if pos == "v" and table is None and self.sentence.xpos[governor] not in ("VB", "VBP", "VBZ", "VBG"):
            table = embedding.get((self.sentence.forms[governor].lower(), "a"))
        elif pos == "v" and self.clauses.is_participle(governor, "VBN"):
            adjective = embedding.get((self.sentence.forms[governor].lower(), "a"))
            if adjective is not None and "to" in adjective and base in ("xcomp", "advcl"):
                table = adjective
        if base in ("obj", "nsubj") or (base == "obl" and self.sentence.upos[node] not in PREDICATES):
            if base == "nsubj" and not any(self.sentence.deprels[c] == "aux:pass" for c in self.children[governor]):
                return None
            preposition = self.clauses.preposition(node) if base == "obl" else ""
            if preposition:
                joined = embedding.get((f"{self.lemmas[governor]}_{preposition}", pos))
                return joined.get("noun") if joined else (table or {}).get(preposition)
            return table.get("noun") if table else None
        if table is None:
            if base == "ccomp" and self.lemmas[governor] in self.words.speech:
                return "said"
            return None
        marker = self.clauses.marker(node)
        if marker and base == "ccomp" and marker == self.clauses.preposition(node):
            marker = ""  # "said Orm was [behind] the raid"
        if base == "nmod":
            return table.get(self.clauses.preposition(node))
        if marker and marker != "that" and marker in table:
            return table[marker]
        if base in ("ccomp", "acl") and marker in ("", "that", "as", "how", "whether", "if"):
            if "that" in table and (marker or base == "ccomp" or not self.clauses.is_participle(node, "VBN")):
                return table["that"]
            return "said" if self.lemmas[governor] in self.words.speech else None
        if base in ("xcomp", "ccomp", "advcl", "obj", "acl") and self.clauses.is_participle(node, "VBG"):
            # "stopped shelling", but "stopped the strike after reaching a deal", "stopped the strike, calling it wrong"
            aside = base == "advcl" and (marker or any(
                self.sentence.deprels[c] == "obj" and c < node for c in self.children[governor]
            ))  # fmt: skip
            return None if aside else table.get("ing")
        if base == "advcl" and marker == "to":
            return table.get("to")
        return None

    def _adverbial(self, node: int, governor: int, relation: str, flag: str | None, settled: bool, mood: Mood) -> None:
        """Adverbial and relative clauses: conditions, "without …", "since …", purpose."""
        if settled or relation.startswith("acl:relcl"):
            return
        marker = self.clauses.marker(node) or self.signs.when(node)
        if marker in _TEMPORAL:
            self.signs.times(governor, mood)
        if self._is_alleged(node, governor):
            mood.purpose = True
        if flag not in (None, "said"):
            if flag:
                mood.flags.add(flag)
            self.signs.own(governor, mood)
            return
        if self._is_elliptic(node, marker):
            mood.purpose = True
        if marker in self.words.condition or (marker == "until" and self.signs.is_ahead(governor)):
            mood.flags.add("conditional")
        elif marker in self.words.instead:
            mood.flags.add("not")
        elif marker == "since":
            mood.since = True
        elif marker == "to" and not (
            self.lemmas[governor] in self.words.motion
            or self.signs.is_where(governor)
            or self.signs.undertakes(governor)
        ):
            mood.purpose = True
            if self.sentence.upos[governor] in PREDICATES:
                own = Mood()
                self.signs.own(governor, own)
                mood.flags |= own.flags
        elif marker == "to" and self.lemmas[node] == "discuss" and self.lemmas[governor] in _TALKING:
            mood.purpose = True  # "will meet to discuss the grain deal": the meeting is told already
        elif marker == "to":
            self.signs.own(governor, mood)
        elif marker in ("on", "about") and node > governor and self.sentence.xpos[node] == "VBG":
            mood.purpose = True  # "began talks in Orm on ending the war": what they are about
        elif self.sentence.xpos[node] == "VBG" and marker in ("by", "") and self.sentence.upos[governor] in PREDICATES:
            # "will respond by expelling envoys", "will leave Keld, ending its occupation"
            own = Mood()
            self.signs.own(governor, own)
            if not marker:
                own.flags.discard("not")
                if self.sentence.deprels[governor] == "xcomp" and node > governor:
                    # "agreed to end the crackdown, [releasing] prisoners"
                    above = self.sentence.heads[governor]
                    if self._flag(governor, above, "xcomp", self._key(above)) == "future":
                        own.flags.add("future")
            if node > governor:
                mood.flags |= own.flags

    def _is_elliptic(self, verb: int, marker: str) -> bool:
        """ "If invited", "when asked", "as promised": says nothing of an event of its own."""
        return (
            (marker in ("if", "when", "as", "unless", "once", "than", "until") or self.lemmas[verb] == "ask")
            and self.sentence.xpos[verb] == "VBN"
            and not self.clauses.has_subject(verb)
            and not self.clauses.has_auxiliary(verb)
            and not any(self.sentence.deprels[c] == "obl:agent" for c in self.children[verb])
        )

    def _shared_mood(self, node: int, governor: int, mood: Mood) -> None:
        """Coordinated verbs share auxiliaries and negation: "will meet and sign", "did not meet or sign"."""
        deprels = self.sentence.deprels
        own = [c for c in self.children[node] if deprels[c] in ("aux", "nsubj", "nsubj:pass")]
        if own:
            return
        xpos = self.sentence.xpos[node]
        shared = Mood()
        self.signs.own(governor, shared)
        linked = {self.lemmas[c] for c in self.children[node] if deprels[c] == "cc"}
        if "but" in linked or ("and" in linked and xpos == "VBN"):
            shared.flags.discard("not")  # "had never shelled them and invited their envoys"
        if xpos in ("VB", "_", "VBN", "VBG", "VBP"):
            mood.flags |= shared.flags
        elif linked & {"or", "nor"}:
            mood.flags |= shared.flags & {"not"}

"""What one governing word says of the clause below it: the flag of the embedding table, and what the tree adds.

In: a word and its governor in one sentence. Out: a flag, a dictionary key, or the answer to a question about the two.
Which word sets which flag is data: ``dictionaries/words/embedding.csv``.
"""

from __future__ import annotations

from .claims import is_claim_denied
from .clause import Clauses
from .dates import WEEKDAYS
from .mood_signs import DATELINE, TOPIC
from .seized import is_seized
from .tree import PREDICATES

_GROUNDS = frozenset({"for", "of", "over", "with"})
#: Nouns of what somebody is charged with: "on suspicion of planting bombs", "three counts of shelling a town".
_CHARGES = frozenset(
    {"accusation", "allegation", "charge", "count", "crime", "offence", "offense", "suspicion"}
)  # fmt: skip
#: Deeds that last, verbs of their end, and prepositions of when that is.
_LASTING = frozenset({"blockade", "bombardment", "bombing", "boycott", "shelling", "siege", "sit-in", "strike",
                      "walkout"})  # fmt: skip
_ENDING = frozenset({"cease", "end", "halt", "stop"})
_COMING = frozenset({"come", "draw", "grind"})
_END = frozenset({"close", "conclusion", "end", "halt", "standstill", "stop"})
_WHEN = frozenset({"after", "at", "before", "by", "on", "since"})
#: Verbs of what must be done, and words with which they say something else ("has yet to", "does not need to").
_NEEDING = frozenset({"have", "need"})
_UNMET = frozenset({"yet", "not", "never", "no"})
#: Auxiliaries by which what is spoken of is only thought of.
_SUPPOSED = frozenset({"could", "might", "would"})
#: What a clause may be summed up as by who tells it, behind a comma.
_SUMMING = frozenset(
    {"accusation", "allegation", "charge", "claim", "condition", "decision", "demand", "idea", "measure", "move",
     "offer", "proposal", "remark", "step", "threat", "ultimatum", "warning"}
)  # fmt: skip

_MAY = frozenset({"could", "may", "might"})


class Governors:
    """Asks the tree of one sentence."""

    __slots__ = ("children", "clauses", "lemmas", "sentence", "words")

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sentence = clauses.sentence
        self.lemmas = clauses.lemmas
        self.children = clauses.children
        self.words = clauses.vocabulary

    def key(self, governor: int) -> str:
        """Dictionary key of a governing word: "stop_short", "call_for", or the bare lemma."""
        for child in self.children[governor]:
            if self.sentence.deprels[child] == "compound:prt" or (
                child == governor + 1
                and (self.sentence.deprels[child] == "advmod" or self.sentence.upos[child] == "ADJ")
            ):
                return f"{self.lemmas[governor]}_{self.lemmas[child]}"
        return self.lemmas[governor]

    def _is_need(self, node: int, governor: int) -> bool:
        """ "Has to withdraw", "needs to be ratified": not done yet; but "had to withdraw", and "has yet to"."""
        if self.lemmas[governor] not in _NEEDING or self.sentence.xpos[governor] not in ("VBZ", "VBP"):
            return False
        unmet = any(self.lemmas[c] in _UNMET for c in self.children[governor])
        return self.clauses.marker(node) == "to" and not unmet

    def flag(self, node: int, governor: int, base: str) -> str | None:
        """What ``governor`` says of ``node``, by the embedding table; None where the table is silent."""
        if base == "xcomp" and self._is_need(node, governor):
            return "wanted"
        if base in ("advcl", "xcomp") and self.clauses.marker(node) == "to":
            seized = [c for c in self.children[governor] if self.sentence.deprels[c] == "obj" and governor < c < node]
            if any(is_seized(self.sentence, c) for c in seized):  # "took advantage of the chaos to seize Keld"
                return ""
        if base == "acl" and is_seized(self.sentence, governor):
            return ""  # "took the opportunity to thank Keld"
        embedding = self.words.embedding
        key = self.key(governor)
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
            passive = any(self.sentence.deprels[c] == "aux:pass" for c in self.children[governor])
            if base == "nsubj" and self.clauses.copula(governor) >= 0:
                return self._of_subject(governor, table)
            if base == "nsubj" and not passive:
                return "stopped" if self.is_over(node, governor) else None
            if base == "obj" and is_claim_denied(self.clauses, node):
                return "denied"
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
        if base == "csubj" and marker == "that" and pos == "a":
            return table.get("that")  # "it is possible that Keld will attack"
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

    def _of_subject(self, predicate: int, table: dict[str, str] | None) -> str | None:
        """ "A withdrawal is long overdue", "an invasion would be a mistake": what is said of an event noun."""
        for child in self.children[predicate]:
            if self.sentence.deprels[child] == "aux" and self.sentence.forms[child].lower() in _SUPPOSED:
                return "possible"
        return (table or {}).get("subject")

    def is_over(self, noun: int, verb: int) -> bool:
        """ "The shelling of Keld stopped", "a strike by nurses ended on Monday", "came to a halt", but not "ended in
        clashes", and not talks, which are held until they end."""
        lemma = self.lemmas[noun]
        nominal = self.words.nominal.get(lemma)
        lasting = lemma in _LASTING or (nominal is not None and nominal[0] in self.words.violence)
        others = [c for c in self.children[verb] if self.sentence.deprels[c] in ("obj", "obl", "xcomp", "ccomp")]
        end = [c for c in others if self.lemmas[c] in _END and self.clauses.preposition(c) == "to"]
        if not lasting or self.lemmas[verb] not in (_COMING if end else _ENDING):
            return False
        others = [c for c in others if c not in end]
        return all(self.lemmas[c] in WEEKDAYS or self.clauses.preposition(c) in _WHEN for c in others)

    def is_supposed(self, noun: int) -> bool:
        """ "[An] assault on Keld could send thousands over the border": none has been made."""
        verb = self.sentence.heads[noun]
        may = any(self.lemmas[c] in _MAY and self.sentence.deprels[c] == "aux" for c in self.children[verb])
        return may and any(self.lemmas[c] == "a" for c in self.children[noun])

    def is_reduced(self, verb: int) -> bool:
        """ "Men killed by soldiers", "rebels holding the town": a relative clause without its pronoun."""
        if self.sentence.xpos[verb] not in ("VBN", "VBG") or self.sentence.upos[verb] != "VERB":
            return False
        noun = self.lemmas[self.sentence.heads[verb]]
        if noun in self.words.document:
            return False  # "is considering a resolution demanding …"
        if self.lemmas[verb] in self.words.light and noun in self.words.nominal:
            return False  # "called off protests organised by Keld"
        return not self.clauses.marker(verb)

    def is_ground(self, verb: int, noun: int) -> bool:
        """ "The arrest of a man for threatening to bomb the port", "on suspicion of bombing it": why, not that he
        did."""
        if self.sentence.xpos[verb] != "VBG":
            return False
        marker = self.clauses.marker(verb)
        if marker in ("of", "for", "on", "about") and (marker in ("on", "about") or self.lemmas[noun] in _CHARGES):
            return True  # also what a vote or talks are about: "a vote on leaving the union"
        return marker in ("for", "over") and self.lemmas[noun] in self.words.patient_owner

    def is_alleged(self, verb: int, governor: int) -> bool:
        """ "Sentenced an editor for insulting the president", "accused Keld of carrying out a raid [that killed
        six]"."""
        marker = self.clauses.marker(verb)
        if marker == "with" and self.clauses.has_subject(verb):
            return False  # "…, with its minister threatening to leave": told beside it
        return (
            self.sentence.xpos[verb] == "VBG"
            and marker in _GROUNDS
            and (
                self.sentence.deprels[governor] == "acl"  # "a man accused of …"
                or any(self.sentence.deprels[c] in ("obj", "iobj", "nsubj:pass") for c in self.children[governor])
            )
        )

    def is_elliptic(self, verb: int, marker: str) -> bool:
        """ "If invited", "when asked", "as promised": says nothing of an event of its own."""
        return (
            (marker in ("if", "when", "as", "unless", "once", "than", "until") or self.lemmas[verb] == "ask")
            and self.sentence.xpos[verb] == "VBN"
            and not self.clauses.has_subject(verb)
            and not self.clauses.has_auxiliary(verb)
            and not any(self.sentence.deprels[c] == "obl:agent" for c in self.children[verb])
        )

    def not_speaking(self, node: int, name: int) -> frozenset[str]:
        """Kinds of names that before a colon are a topic or a dateline: "Ivory Coast: rebels sign truce", "Keld City:
        The minister resigned."; none in "Zorvia: "We reject this"", "Zorvia: Keld must leave"."""
        colon = self.sentence.forms.index(":", name)
        quoted = self.sentence.forms[colon + 1] in ('"', "“", "``", "'", "‘")
        if quoted or any(self.sentence.xpos[c] == "MD" for c in self.children[node]):
            return frozenset()
        return DATELINE if self.sentence.forms[-1] == "." else TOPIC

    def has_no(self, noun: int) -> bool:
        """ "No talks", "no evidence"."""
        return any(self.lemmas[c] == "no" and self.sentence.deprels[c] == "det" for c in self.children[noun])

    def sums_up(self, noun: int) -> bool:
        """ "Keld warned that it might enter the embassy, [a threat] that Orm called barbaric": no part of what is
        said."""
        sentence = self.clauses.sentence
        if sentence.upos[noun] != "NOUN" or self.clauses.lemmas[noun] not in _SUMMING:
            return False
        return any(sentence.deprels[c] == "acl:relcl" for c in self.clauses.children[noun])

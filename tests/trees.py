"""Short ways to write a parsed sentence in a test.

Two forms:

- ``tree("[nsubj>Zorvia reject obj>[nmod:poss>[Keld case>'s] plan]]")`` — a bracket holds one head word and, marked
  ``relation>``, its dependents; a dependent is a word or a bracket. **Words stand in the sentence in the order in which
  they are written**, so ``[reject nsubj>Zorvia]`` is the sentence "reject Zorvia" (the clause layer reads trees, not
  order, but actor phrases and offsets do look at order). A word may carry more: ``form|lemma``, ``form/UPOS``,
  ``form|lemma/UPOS``, and features at the end, ``form|lemma/UPOS{Number=Plur}``. What is left out is guessed from the
  relation and the capital letter (see ``_guess``); the lemma is the lower-cased form but for proper nouns.
- ``conllu(text)`` — one sentence of CoNLL-U; columns may be parted by any white space, so literals can be indented.

Brackets, ``>``, ``|``, ``/`` and ``{`` in a word itself cannot be written; "(" and ")" can.
"""

from __future__ import annotations

import re

from coder.sentence import Sentence

_TOKEN = re.compile(r"\[|\]|[^\s\[\]]+")
_WORD = re.compile(r"(?P<form>[^|/{}]+)(?:\|(?P<lemma>[^/{}]+))?(?:/(?P<upos>[A-Z]+))?(?:\{(?P<feats>[^}]*)\})?$")
_RELATION = re.compile(r"(?P<rel>[a-z]+(?::[a-z]+)?)>(?P<rest>.*)$")

_UPOS_OF = {
    "det": "DET", "case": "ADP", "amod": "ADJ", "nummod": "NUM", "aux": "AUX", "aux:pass": "AUX", "cop": "AUX",
    "cc": "CCONJ", "mark": "SCONJ", "advmod": "ADV", "punct": "PUNCT", "expl": "PRON", "compound:prt": "ADP",
    "acl": "VERB", "acl:relcl": "VERB", "advcl": "VERB", "ccomp": "VERB", "xcomp": "VERB", "parataxis": "VERB",
    "csubj": "VERB", "root": "VERB",
}  # fmt: skip
_PRONOUNS = frozenset(
    "i you he she it we they me him her us them his its our their my your who which that this".split()  # noqa: SIM905
)
_NO_SPACE_BEFORE = frozenset({"'s", "’s", ",", ".", ":", ";", "?", "!", ")", "n't", "'", "’"})


def _guess(form: str, relation: str, upos_of_head: str | None) -> str:
    """UPOS of a word from its form and relation; a literal that needs another writes ``/UPOS``."""
    if form in ("'s", "’s", "not", "n't"):
        return "PART"
    if relation == "mark" and form == "to":
        return "PART"
    if form.lower() in _PRONOUNS and relation not in ("det", "mark"):
        return "PRON"
    if all(not c.isalnum() for c in form):
        return "PUNCT"
    if form[0].isdigit():
        return "NUM"
    if relation == "conj" and upos_of_head is not None and not form[0].isupper():
        return upos_of_head
    if relation in _UPOS_OF and not (relation == "root" and form[0].isupper()):
        return _UPOS_OF[relation]
    return "PROPN" if form[0].isupper() else "NOUN"


class _Reader:
    """Recursive descent over the tokens of one literal."""

    def __init__(self, literal: str) -> None:
        self.tokens = _TOKEN.findall(literal)
        self.at = 0
        self.words: list[tuple[str, str | None, str | None, str, str]] = []  # form, lemma, upos, feats, relation
        self.heads: list[int] = []

    def take(self) -> str:
        if self.at >= len(self.tokens):
            raise ValueError("a bracket is not closed")
        self.at += 1
        return self.tokens[self.at - 1]

    def word(self, text: str, relation: str) -> int:
        m = _WORD.match(text)
        if m is None:
            raise ValueError(f"not a word: {text!r}")
        self.words.append((m["form"], m["lemma"], m["upos"], m["feats"] or "_", relation))
        self.heads.append(-1)
        return len(self.words) - 1

    def bracket(self, relation: str) -> int:
        """``"[" (dependent | head)* "]"`` after its opening bracket; gives the number of the head word."""
        head = None
        dependents: list[int] = []
        while (token := self.take()) != "]":
            if token == "[":
                raise ValueError("a dependent needs a relation, as in obj>[...]")
            m = _RELATION.match(token)
            if m is not None:
                if m["rest"]:
                    dependents.append(self.word(m["rest"], m["rel"]))
                elif self.take() == "[":
                    dependents.append(self.bracket(m["rel"]))
                else:
                    raise ValueError(f"{token} needs a word or a bracket")
            elif head is None:
                head = self.word(token, relation)
            else:
                raise ValueError(f"a bracket has one head; {token!r} is a second")
        if head is None:
            raise ValueError("a bracket without a head word")
        for i in dependents:
            self.heads[i] = head
        return head


def tree(literal: str, *, start: int = 0, break_before: bool = False) -> Sentence:
    """The sentence that a bracket literal stands for; ``start`` is its document offset."""
    reader = _Reader(literal)
    if reader.take() != "[":
        raise ValueError("a tree starts with [")
    root = reader.bracket("root")
    if reader.at != len(reader.tokens):
        raise ValueError("something follows the closing bracket")
    forms, lemmas, feats, rels = [], [], [], []
    upos: list[str] = [""] * len(reader.words)

    def upos_of(i: int) -> str:
        if not upos[i]:
            form, _, given, _, relation = reader.words[i]
            head = reader.heads[i]
            upos[i] = given or _guess(form, relation, upos_of(head) if head >= 0 else None)
        return upos[i]

    starts, ends, text = [], [], ""
    for i, (form, lemma, _, feat, relation) in enumerate(reader.words):
        forms.append(form)
        tag = upos_of(i)
        lemmas.append(lemma or (form if tag == "PROPN" else form.lower()))
        feats.append(feat)
        rels.append("root" if i == root else relation)
        if text and form not in _NO_SPACE_BEFORE and not text.endswith("("):
            text += " "
        starts.append(start + len(text))
        text += form
        ends.append(start + len(text))
    return Sentence(
        forms, lemmas, upos, reader.heads, rels,
        feats=feats, starts=starts, ends=ends, text=text, start=start, break_before=break_before,
    )  # fmt: skip


def conllu(text: str, *, start: int = 0) -> Sentence:
    """One sentence of CoNLL-U (ten columns; fewer than ten are taken as id, form, lemma, upos, head, deprel)."""
    rows: list[list[str]] = []
    joined: set[int] = set()  # ids of words that stand in the text without a space before them
    spans: list[tuple[int, int, str]] = []
    said: str | None = None
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("# text ="):
            said = line[8:].strip()
        if not line or line.startswith("#"):
            continue
        cells = line.split()
        if "-" in cells[0]:
            first, last = cells[0].split("-")
            spans.append((int(first), int(last), cells[1]))
            continue
        if "." in cells[0]:
            continue
        if len(cells) == 6:
            number, form, lemma, tag, head, rel = cells
            cells = [number, form, lemma, tag, "_", "_", head, rel, "_", "_"]
        rows.append(cells)
        if "SpaceAfter=No" in cells[-1]:
            joined.add(int(cells[0]) + 1)
    inside = {i: (first, surface) for first, last, surface in spans for i in range(first, last + 1)}
    words: list[tuple[int, int]] = []
    built = ""
    at = 0
    for number, cells in enumerate(rows, 1):
        form = cells[1]
        if number in inside and inside[number][0] != number:
            # Later words of a multiword token: their part of its surface where it divides, else all of it.
            begin, end = words[-1]
            first, surface = inside[number]
            base = words[first - 1][0]
            if surface.startswith("".join(row[1] for row in rows[first - 1 : number])):
                words.append((end, end + len(form)))
            else:
                words.append((base, base + len(surface)))
            at = max(at, words[-1][1])
            continue
        surface = inside[number][1] if number in inside else form
        if said is not None:
            begin = said.index(surface, at)
        else:
            begin = len(built) + (1 if built and number not in joined and form not in _NO_SPACE_BEFORE else 0)
            built = built.ljust(begin) + surface
        end = begin + (len(form) if surface.startswith(form) else len(surface))
        words.append((begin, end))
        at = end
    columns = list(zip(*rows, strict=True))
    return Sentence(
        columns[1], columns[2], columns[3], [int(h) - 1 for h in columns[6]], columns[7],
        xpos=columns[4], feats=columns[5], starts=[start + b for b, _ in words], ends=[start + e for _, e in words],
        text=said if said is not None else built, start=start,
    )  # fmt: skip

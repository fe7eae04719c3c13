"""A parsed sentence as columns: plain lists, one place a word.

Everything after the parser works on this class, whether the parse came from Stanza or from a CoNLL-U file.
Words are the syntactic words of Universal Dependencies ("can't" is two), numbered from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: Currency signs, also joined ones ("US$"), by the word that rules use.
_ING = frozenset({"ing", "ngs", "ING", "NGS"})
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}


class Sentence:
    """One dependency-parsed sentence.

    Columns (lists of equal length, index = word number from 0):

    - ``forms``, ``lemmas``, ``upos``, ``xpos``, ``feats``, ``deprels``: strings ("_" where a parse gives none;
      ``lemmas`` are lower-cased but for proper nouns);
    - ``heads``: number of the head word, -1 for the root;
    - ``starts``, ``ends``: character offsets into the *document*, half-open. The words of one multiword token
      share the token's offsets where the surface cannot be divided.

    Derived: ``children`` (for each word the numbers of its dependents, in order of the sentence) and
    ``lemma_keys`` (lower-cased lemmas for dictionary look-ups).

    ``text`` is the sentence as it stands in the document and ``start`` the document offset of its first
    character, so ``text[starts[i] - start : ends[i] - start]`` is the surface of word ``i``.
    ``break_before`` is true for a sentence that starts a new line block of its own (headline, caption, paragraph).
    ``headline`` is None but for a sentence in Title Case: then its tokens, and how the parser was shown them.
    """

    __slots__ = (
        "break_before", "children", "deprels", "ends", "feats", "forms", "headline", "heads", "lemma_keys", "lemmas",
        "start", "starts", "text", "upos", "xpos",
    )  # fmt: skip

    def __init__(
        self,
        forms: Sequence[str],
        lemmas: Sequence[str],
        upos: Sequence[str],
        heads: Sequence[int],
        deprels: Sequence[str],
        *,
        xpos: Sequence[str] | None = None,
        feats: Sequence[str] | None = None,
        starts: Sequence[int] | None = None,
        ends: Sequence[int] | None = None,
        text: str | None = None,
        start: int = 0,
        break_before: bool = False,
        headline: tuple[list[str], list[str]] | None = None,
    ) -> None:
        n = len(forms)
        self.forms = list(forms)
        self.lemmas = list(lemmas)
        self.upos = list(upos)
        self.heads = list(heads)
        self.deprels = list(deprels)
        self.xpos = list(xpos) if xpos is not None else ["_"] * n
        self.feats = list(feats) if feats is not None else ["_"] * n
        self.start = start
        self.break_before = break_before
        self.headline = headline
        if starts is None or ends is None:
            # No offsets given (a literal tree, or CoNLL-U without a text line): words joined by single spaces.
            starts, ends, at = [], [], start
            for form in self.forms:
                starts.append(at)
                ends.append(at + len(form))
                at += len(form) + 1
            text = " ".join(self.forms) if text is None else text
        self.starts = list(starts)
        self.ends = list(ends)
        if text is None:
            raise ValueError("a sentence with offsets needs its text")
        self.text = text
        columns = (self.lemmas, self.upos, self.heads, self.deprels, self.xpos, self.feats, self.starts, self.ends)
        if any(len(column) != n for column in columns):
            raise ValueError("the columns of a sentence must have equal lengths")
        self.children = self._find_children()
        self.lemma_keys = self._find_lemma_keys()

    def __len__(self) -> int:
        return len(self.forms)

    def __repr__(self) -> str:
        return f"Sentence({self.text!r})"

    def state(self) -> tuple[Any, ...]:
        """Everything that is not derived: what ``remade`` makes the sentence of again."""
        return (
            self.forms, self.lemmas, self.upos, self.heads, self.deprels, self.xpos, self.feats, self.starts, self.ends,
            self.text, self.start, self.break_before, self.headline,
        )  # fmt: skip

    def __reduce__(self) -> tuple[Any, ...]:
        return remade, self.state()  # a compiled class is not pickled by itself

    def _find_children(self) -> list[list[int]]:
        lists: list[list[int]] = [[] for _ in self.forms]
        for i, head in enumerate(self.heads):
            if head >= 0:
                lists[head].append(i)
        return lists

    def _find_lemma_keys(self) -> list[str]:
        """A headline's "Rejects" may carry a capital lemma; a noun in -ing is its own lemma ("shelling"), whatever verb
        a lemmatizer makes of it; a currency sign goes by its name, "F - 16s" by "f-16" in both parts, and
        the "fire" of a "cease - fire" as one word."""
        keys = list(map(str.lower, self.lemmas))
        for i, upos in enumerate(self.upos):
            if upos == "NOUN":
                form = self.forms[i]
                if form[-3:] in _ING and not keys[i].endswith("ing"):
                    lower = form.lower()
                    if lower.endswith("ing"):
                        keys[i] = lower
                    elif lower.endswith("ings"):
                        keys[i] = lower[:-1]
            elif keys[i] == "learn" and upos == "VERB":
                if self.forms[i].lower() == "leaned":  # what lemmatizers take for a misspelling
                    keys[i] = "lean"
            elif upos == "SYM":
                keys[i] = _CURRENCIES.get(self.forms[i][-1:], keys[i])
        if "-" in self.forms:
            for i in range(len(keys) - 2):
                if self.forms[i + 1] != "-":
                    continue
                if self.forms[i + 2][0].isdigit() and self.upos[i] == "PROPN":
                    keys[i] = keys[i + 2] = f"{self.forms[i].lower()}-{self.forms[i + 2].rstrip('s')}"
                elif keys[i] == "cease" and keys[i + 2] == "fire" and self.upos[i] != "VERB":
                    keys[i + 2] = "ceasefire"
        return keys

    @property
    def end(self) -> int:
        """Document offset after the last character of the sentence."""
        return self.start + len(self.text)

    def surface(self, start: int, end: int) -> str:
        """The document text between two document offsets, which must lie inside this sentence."""
        return self.text[start - self.start : end - self.start]

    def subtree(self, root: int) -> list[int]:
        """Numbers of ``root`` and everything below it, sorted."""
        children, stack, found = self.children, [root], []
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(children[i])
        return sorted(found)


def remade(
    forms: list[str],
    lemmas: list[str],
    upos: list[str],
    heads: list[int],
    deprels: list[str],
    xpos: list[str],
    feats: list[str],
    starts: list[int],
    ends: list[int],
    text: str,
    start: int,
    break_before: bool,
    headline: tuple[list[str], list[str]] | None,
) -> Sentence:
    """A sentence of its own with the ``Sentence.state()`` of another."""
    return Sentence(
        forms, lemmas, upos, heads, deprels, xpos=xpos, feats=feats, starts=starts, ends=ends, text=text, start=start,
        break_before=break_before, headline=headline,
    )  # fmt: skip


class Document:
    """A document on its way to the coder: its text, its parsed sentences, and what the input said of it.

    ``date`` is an ISO date ("2025-06-02") or None. Sentence offsets point into ``text``. ``parser`` names the model
    that made the parses, None where nobody said.
    """

    __slots__ = ("date", "id", "parser", "sentences", "text")

    def __init__(
        self,
        id: str,
        text: str,
        date: str | None = None,
        sentences: Sequence[Sentence] = (),
        parser: str | None = None,
    ) -> None:
        self.id = id
        self.text = text
        self.date = date
        self.parser = parser
        self.sentences = list(sentences)

    def __repr__(self) -> str:
        return f"Document({self.id!r}, {len(self.text)} characters, {len(self.sentences)} sentences)"

    def __reduce__(self) -> tuple[Any, ...]:
        return Document, (self.id, self.text, self.date, self.sentences, self.parser)

"""Reads PETRARCH verb dictionaries (versions 1 and 2) into blocks: verbs, patterns and synsets, each with its line.

``petrarch_rules`` makes rules of them. Here only the form of a line counts; the words of a pattern stay as they are.

    &GIFT                       a synset; its members start with +
    ---  DONATE   [070]  ---    a block and the code of its verbs
    GIVE {GIVES GAVE} [060]     a verb, its irregular forms, its own code
    +HAND_OVER                  a multiword; + marks the verb
    - * &GIFT (TO +) [073]      a pattern for the verbs of the block (outside of a block: for the verb above)
    ~ a (a b STRIKE) SAY = …    a transformation
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .lines import Carried, Line, read_lines

_BLOCK = re.compile(r"-{2,}\s*(?P<name>[^\[\]]*?)\s*(?:\[(?P<code>[^\[\]]*)\])?\s*-{2,}")
_VERB = re.compile(r"(?P<name>[^\[\]{}]+?)\s*(?:\{(?P<forms>[^\[\]{}]*)\})?\s*(?:\[(?P<code>[^\[\]]*)\])?")
_PATTERN = re.compile(r"-\s*(?P<body>[^\[\]]*?)\s*(?:\[(?P<code>[^\[\]]*)\])?")
_TOKEN = re.compile(r"[(){}*$+%^]|&\w+|[^\s(){}*$+%^&]+")
_EMPTY_CODE = re.compile(r"-+|null|", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's words in lower case, the number of the word that is the verb, and its own code, if it has one."""

    words: tuple[str, ...]
    at: int
    code: str | None
    line: Line


@dataclass(frozen=True, slots=True)
class Pattern:
    """What stands before and after the verb, as tokens, and the code ("" for none)."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    code: str
    line: Line


@dataclass(slots=True)
class Block:
    """Verbs that share patterns; ``code`` is that of verbs without their own ("" for none)."""

    code: str
    line: Line
    verbs: list[Verb] = field(default_factory=list)
    patterns: list[Pattern] = field(default_factory=list)
    headed: bool = True  # opened by a --- line; otherwise one verb of version 1


@dataclass(slots=True)
class VerbDictionary:
    """All that the files hold."""

    blocks: list[Block] = field(default_factory=list)
    synsets: dict[str, list[tuple[str, Line]]] = field(default_factory=dict)  # name without & → members


def read_verbs(paths: Iterable[Path], carried: Carried) -> VerbDictionary:
    """All good lines of the files; the others are complained of in ``carried``."""
    found = VerbDictionary()
    for path in paths:
        reader = _Reader(found, carried)
        for line in read_lines(path, carried):
            reader.line(line)
    return found


class _Reader:
    """One file being read: the block or synset that is open."""

    def __init__(self, found: VerbDictionary, carried: Carried) -> None:
        self.found = found
        self.carried = carried
        self.block: Block | None = None
        self.members: list[tuple[str, Line]] | None = None
        self.nameless = False  # the synset that is open could not be read

    def line(self, line: Line) -> None:
        text = line.text
        if text.startswith("&"):
            self.synset(line)
        elif text.startswith("--"):
            self.members = None
            self.open(line)
        elif text.startswith("-"):
            self.pattern(line)
        elif text.startswith("~"):
            self.carried.drop(line, "transformations are not carried over; a rule with a nested event says the same "
                              "(threaten to ASSAULT -> THREATEN)")  # fmt: skip
        elif text.startswith("+") and self.members is not None:
            self.member(line)
        else:
            self.members = None
            self.verb(line)

    def synset(self, line: Line) -> None:
        """``&GIFT``; what follows with a + belongs to it."""
        name = line.text[1:].strip().rstrip("_").lower()
        self.block = None
        self.members = []
        self.nameless = False
        if not re.fullmatch(r"[a-z][\w-]*", name):
            self.carried.drop(line, "a synset is & and one word")
            self.nameless = True
        elif name in self.found.synsets:
            self.carried.change(line, f"with the members of &{name.upper()} above: it is defined twice")
            self.members = self.found.synsets[name]
        else:
            self.found.synsets[name] = self.members

    def member(self, line: Line) -> None:
        """``+GRAIN_``."""
        text = line.text[1:].strip()
        assert self.members is not None
        if self.nameless:
            self.carried.drop(line, "the synset that it belongs to could not be read")
        elif not text or any(sign in text for sign in "[]{}()*$%^&+"):
            self.carried.drop(line, "a member of a synset is words only")
        else:
            self.members.append((" ".join(text.replace("_", " ").split()).lower(), line))

    def open(self, line: Line) -> None:
        """``---  DONATE   [070]  ---``."""
        head = _BLOCK.fullmatch(line.text)
        if head is None:
            self.carried.drop(line, "a block opens with --- NAME [code] ---; its verbs have no code of its own")
        code = "" if head is None or _EMPTY_CODE.fullmatch(head["code"] or "") else head["code"].strip()
        self.block = Block(code, line)
        self.found.blocks.append(self.block)

    def verb(self, line: Line) -> None:
        """``GIVE {GIVES GAVE GIVEN GIVING} [060]``, ``+HAND_OVER``."""
        if self.block is None or not self.block.headed:
            # Version 1: the verb opens a block of its own, which is there even where the line is broken, so that its
            # patterns are not given to the verb above.
            self.block = Block("", line, headed=False)
            self.found.blocks.append(self.block)
        read = _VERB.fullmatch(line.text)
        if read is None:
            self.carried.drop(line, "its brackets or braces do not match")
            return
        name = read["name"]
        pieces = [piece for piece in re.split(r"[_\s]+", name.strip()) if piece.strip("+")]
        words = tuple(piece.replace("+", "").lower() for piece in pieces)
        marked = [i for i, piece in enumerate(pieces) if piece.startswith("+")]
        if not words or len(marked) > 1 or any("+" in piece[1:] for piece in pieces):
            self.carried.drop(line, "a verb is one word or words joined by _, the verb marked with +")
            return
        code = read["code"]
        own = None if code is None else "" if _EMPTY_CODE.fullmatch(code.strip()) else code.strip()
        self.block.verbs.append(Verb(words, marked[0] if marked else 0, own, line))

    def pattern(self, line: Line) -> None:
        """``- ENVOY * (IN ^) TALKS [046:046]``."""
        self.members = None
        read = _PATTERN.fullmatch(line.text)
        if read is None:
            self.carried.drop(line, "its brackets do not match")
            return
        tokens = _TOKEN.findall(read["body"])
        problem = ""
        if read["code"] is None:
            problem = "the pattern has no code"
        elif tokens.count("*") != 1:
            problem = f"a pattern has one * for the verb, not {tokens.count('*')}"
        elif "".join(tokens) != re.sub(r"\s+", "", read["body"]):
            problem = "it holds a sign that patterns do not have"
        else:
            problem = _balance(tokens)
        if problem:
            self.carried.drop(line, problem)
        elif self.block is None or not (self.block.verbs or self.block.headed):
            self.carried.drop(line, "the verb that it belongs to could not be read")
        else:
            at = tokens.index("*")
            code = "" if _EMPTY_CODE.fullmatch(read["code"].strip()) else read["code"].strip()
            self.block.patterns.append(Pattern(tuple(tokens[:at]), tuple(tokens[at + 1 :]), code, line))


def _balance(tokens: list[str]) -> str:
    """What is wrong with the brackets of a pattern, "" if nothing is."""
    opened: list[str] = []
    for token in tokens:
        if token in "({":
            opened.append(token)
        elif token in ")}" and (not opened or opened.pop() != {")": "(", "}": "{"}[token]):
            return f"a {token} closes nothing"
        elif token == "*" and opened:
            return "the verb stands inside brackets"
    return f"a {opened[-1]} is not closed" if opened else ""

"""Raw text → blocks: stretches of running text that the parser may read without looking at line breaks.

In: a document's text as it came. Out: ``Block`` objects, in order, each with cleaned text and, for every character of
it, the place in the document it came from, so that nothing done here costs an offset.

Lines. A blank line always separates. Inside a run of lines a break is either a *wrap* (the paragraph goes on) or an
*end* (a headline, caption, byline, list item or a paragraph a line). No line tells this alone, the text as a whole
does:

1. A break is a sure wrap where the next line starts in lower case and this one does not end like a sentence, or where
   this line ends in a comma, an article, a preposition or a conjunction.
2. Where at least a quarter of the doubtful breaks are sure wraps, the text counts as hard-wrapped, and its width is the
   longest line of those runs. In such a text a line that was *full* (the next word would not have fitted) goes on; a
   line that was not full ends. A headline in title case on top of a run ends even when it happens to be full.
3. In any other text every break that is not a sure wrap ends a block.
4. A bullet, an indented line among unindented ones, a byline and a line of credit stand alone in both.

A dateline in front of a paragraph ("KELD CITY, June 2 (Agency) — …", "Keld City/Orm: …") becomes a block of its
own, since it belongs to no sentence; the paragraph behind it then starts no new line (``Block.own_line`` is false).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Characters that carry no text: soft hyphen, zero-width ones, direction marks, byte order mark.
_INVISIBLE = frozenset(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
#: What the parser knows better in its plain form; always one character for one.
_PLAIN = {"“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'",
          "″": '"', "`": "'", "´": "'", "‑": "-", "‐": "-", "−": "-", "―": "—", "\ufffc": " "}  # fmt: skip

#: Of a run of characters without a space (encoded data, a drawn line) the parser sees this many.
_LONGEST_RUN = 200

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[•●▪▫■□◦‣⁃∙·►▶➤✓*+]|[-–—](?=\s))[\s\u200b]*(?=\S)")
_ENUM = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|but|with|from|for|by|at|in|to|on|into|between|against|among|that|which|whose|their|"
    r"his|her|its|than|as|said|says|is|are|was|were|has|have|had|will|would|be|been))$"
)
_BYLINE = re.compile(r"(?:[Bb]y|BY)\s+(?:[A-Z][\w.'’-]*(?:[\s,]+(?:and\s+)?|$)){1,8}$")
_CREDIT = re.compile(r"(?:©|\(c\)\s|Photo(?:graph)?s?\s*(?:by|:|/)|Image:|Credit:|Copyright\b|Source:)", re.IGNORECASE)

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĹĻŁŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽ"
_CAPS = rf"[{_UPPER}][{_UPPER}.'’-]+(?: [{_UPPER}][{_UPPER}.'’-]*){{0,4}}"  # KELD CITY
_NAME = rf"[{_UPPER}][\w.'’-]*(?:\s[{_UPPER}][\w.'’-]*){{0,3}}"  # Keld City
_IN = rf"(?:,\s{_NAME}){{0,2}}"  # , Zorvia
_DAY = (
    r"(?:(?:Mon|Tue|Tues|Wed|Wednes|Thu|Thurs|Fri|Sat|Satur|Sun)(?:day)?,?\s)?"
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
)
_DASH = r"(?:—|–|--|-)"
_AGENCY = r"(?:\([A-Za-z][\w/.& -]{1,30}\)|\[[A-Za-z][\w/.& -]{1,30}\])"
_NAMES = rf"{_NAME}(?:\s?/\s?{_NAME})*"
_DATELINE = re.compile(
    rf"(?:(?:{_CAPS}(?:\s?/\s?{_CAPS})*{_IN}(?:,\s{_DAY})?(?:\s?{_AGENCY})?\s*{_DASH}"  # KELD CITY, June 2 (Agency) —
    rf"|{_NAMES}{_IN}(?:,\s{_DAY})?\s?{_AGENCY}\s*(?:{_DASH}|:)"  # Keld City, Zorvia (Agency) —
    rf"|{_NAMES}{_IN},\s{_DAY}\s*(?:{_DASH}|:)"  # Keld City, June 2:
    rf"|{_NAME}(?:\s?/\s?{_NAME})+\s*{_DASH}"  # Keld City/Orm —
    rf"|(?:{_DAY}\s?)?{_AGENCY}\s*{_DASH})\s+(?=[\"'“‘{_UPPER}0-9])"  # June 2 (Agency) —
    # KELD CITY: and Keld City/Orm:, but not before a quotation, which may be theirs
    rf"|(?:[{_UPPER}]{{5,}}(?: [{_UPPER}]{{3,}})?(?:,\s{_NAME})?|{_NAME}(?:\s?/\s?{_NAME})+)\s?:\s+(?=[{_UPPER}]))"
)

_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|span|p|br|a|table|tr|td|ul|ol|li|h[1-6]|script|style|meta|img|article|section)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
#: What is left of markup in text taken from pages: "&amp;", "&#8217;", "<p>", "</b>", "#Kyiv".
_MARKUP = re.compile(
    r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d?);"
    r"|</?(?:a|b|blockquote|br|div|em|font|h[1-6]|i|li|ol|p|small|span|strong|su[bp]|u|ul)(?:\s[^<>]{0,300})?/?>"
    r"|(?<![\w&])\#(?=[A-Za-z])",
    re.IGNORECASE,
)
_DASHES = re.compile(r"—|--+")
#: "…the front line.Zorvia said": a full stop that lost its space. Not in addresses ("example.Com/…").
_LOST_SPACE = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z']*\s)")


@dataclass(frozen=True, slots=True)
class Block:
    """Text for the parser. ``offsets[i]`` is the document offset of the character behind ``text[i]``.

    A space that was put in (around a dash glued to words) has the offset of the character that follows.
    ``own_line`` is true where the block starts a line of the document. ``ends`` has the document offset behind those
    characters that are longer in the document ("&eacute;").
    """

    text: str
    offsets: list[int]
    own_line: bool = True
    ends: dict[int, int] = field(default_factory=dict)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of ``text[start:end]``, which must not be empty."""
        return self.offsets[start], self.ends.get(end - 1, self.offsets[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: document offsets of its text without outer space, and what stands in front of it."""

    start: int
    end: int
    text: str
    indent: int
    after_blank: bool


def looks_like_html(text: str) -> bool:
    """Whether a document is markup rather than text: a tag at its start, or tags all over it."""
    head = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if head.startswith(("<!doctype html", "<html", "<?xml", "<head", "<body")):
        return True
    found = 0
    for found, _ in enumerate(_HTML.finditer(text[:200_000]), start=1):
        if found >= 5:
            break
    # One "<b>" in a story is no reason to refuse it; a tag in every few hundred characters is.
    return found >= 2 and found * 400 >= min(len(text), 2000)


def segment(text: str) -> list[Block]:
    """Divide a document into blocks; see the top of this module for the rules. Blocks without a letter or digit go."""
    blocks: list[Block] = []
    for group in _groups(list(_lines(text))):
        for start, end, own_line in _split_dateline(text, group):
            block = _clean(text, [(max(a, start), min(b, end)) for a, b in group if a < end and b > start], own_line)
            if any(c.isalnum() for c in block.text):
                blocks.append(block)
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold more than space."""
    after_blank, last_end = True, 0
    for match in _LINE.finditer(text):
        # Two breaks since the last line mean that an empty line stood between.
        if len(_BREAK.findall(text, last_end, match.start())) > 1:
            after_blank = True
        last_end = match.end()
        raw = match.group()
        bare = raw.strip()
        if not bare.strip("".join(_INVISIBLE)).strip():
            after_blank = True
            continue
        lead = len(raw) - len(raw.lstrip())
        start = match.start() + lead
        indent = sum(4 if c == "\t" else 1 for c in raw[:lead])
        yield _Line(start, start + len(bare), bare, indent, after_blank)
        after_blank = False


def _groups(lines: list[_Line]) -> Iterator[list[tuple[int, int]]]:
    """Lines that belong together, as lists of document spans."""
    sure = [i for i in range(1, len(lines)) if _inside(lines, i) and _sure_wrap(lines[i - 1], lines[i])]
    doubtful = sum(1 for i in range(1, len(lines)) if _inside(lines, i) and not _SENTENCE_END.search(lines[i - 1].text))
    width = _width(lines, sure) if sure and len(sure) * 4 >= doubtful else 0
    sure_set = set(sure)
    group: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        goes_on = bool(group) and _inside(lines, i) and (i in sure_set or (width > 0 and _full(lines, i, width)))
        if group and not goes_on:
            yield group
            group = []
        start = line.start
        if not group and (bullet := _BULLET.match(line.text)):
            start += bullet.end()
        group.append((start, line.end))
    if group:
        yield group


def _inside(lines: list[_Line], i: int) -> bool:
    """Whether line ``i`` may go on what line ``i - 1`` began: no blank line, bullet, indent or credit forbids it."""
    above, line = lines[i - 1], lines[i]
    return not (
        line.after_blank
        or _BULLET.match(line.text)
        or _ENUM.match(line.text)
        or (line.indent >= 2 and line.indent > above.indent and not _BULLET.match(above.text))
        or _BYLINE.match(line.text)
        or _BYLINE.match(above.text)
        or _CREDIT.match(line.text)
    )


def _sure_wrap(above: _Line, line: _Line) -> bool:
    """Rule 1: the words themselves show that the sentence goes on."""
    if _SENTENCE_END.search(above.text):
        return False
    word = line.text.split(None, 1)[0]
    # "al-Nusra", "iPhone" and the like may well start a sentence.
    if word[0].islower() and not any(c.isupper() for c in word) and not word.endswith(")"):
        return True
    return bool(_OPEN_END.search(above.text)) and len(above.text) > 25


def _width(lines: list[_Line], sure: list[int]) -> int:
    """The column at which the text was wrapped: the longest line of the runs that hold a sure wrap."""
    longest = max(len(lines[i - 1].text) for i in sure)
    run_max, run_sure, best = 0, False, longest
    sure_set = set(sure)
    for i, line in enumerate(lines):
        if i and not _inside(lines, i):
            best = max(best, run_max) if run_sure else best
            run_max, run_sure = 0, False
        run_max, run_sure = max(run_max, len(line.text)), run_sure or i in sure_set
    best = max(best, run_max) if run_sure else best
    # A paragraph on one long line beside wrapped ones must not widen the rest.
    return best if best <= longest * 1.3 else longest


def _full(lines: list[_Line], i: int, width: int) -> bool:
    """Rule 2: whether the first word of line ``i`` would not have fitted on the line above."""
    above, line = lines[i - 1], lines[i]
    top = i == 1 or not _inside(lines, i - 1)
    if top and _title_case(above.text) and not _title_case(line.text):
        return False
    return len(above.text) + 1 + len(line.text.split(None, 1)[0]) > width


def _title_case(text: str) -> bool:
    """Whether most longer words carry a capital and the line does not end like a sentence: a headline."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    if len(words) < 3 or re.search(r"[.,;]$", text):
        return False
    return sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def _split_dateline(text: str, group: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The group's document span, cut behind a dateline if it has one: (start, end, starts a line)."""
    start, end = group[0][0], group[-1][1]
    match = _DATELINE.match(text, start, group[0][1])
    if match and match.end() - start <= 80:
        yield start, match.end(), True
        yield match.end(), end, False
    else:
        yield start, end, True


def _clean(text: str, spans: list[tuple[int, int]], own_line: bool) -> Block:
    """Join spans with single spaces, drop what is invisible, and give the parser plain quotes, free dashes and the
    characters that markup stands for."""
    chars: list[str] = []
    offsets: list[int] = []
    ends: dict[int, int] = {}
    run = 0

    def add(char: str, offset: int) -> None:
        nonlocal run
        run = 0 if char == " " else run + 1
        if run > _LONGEST_RUN or (char == " " and (not chars or chars[-1] == " ")):
            return
        chars.append(char)
        offsets.append(offset)

    for n, (start, end) in enumerate(spans):
        # A word broken at its hyphen keeps the hyphen and takes no space.
        broken = len(chars) > 1 and chars[-1] == "-" and chars[-2].isalpha() and text[start].islower()
        if n and not broken:
            add(" ", spans[n - 1][1])
        spaced = _spaces_wanted(text, start, end)
        markup = _markup(text, start, end)
        behind = start
        for at in range(start, end):
            if at < behind:
                continue  # inside markup
            meant = text[at]
            if at in markup:
                behind, meant = markup[at]
            for char in meant:
                if char in _INVISIBLE:
                    continue
                if at in spaced:
                    add(" ", at)
                add(_PLAIN.get(char) or _printable(char), at)
                if at in markup and chars:
                    ends[len(chars) - 1] = behind
    while chars and chars[-1] == " ":
        chars.pop()
        offsets.pop()
    return Block("".join(chars), offsets, own_line, ends)


#: What tags and hashes stand for.
_MEANT = {"<": " ", "#": ""}


def _markup(text: str, start: int, end: int) -> dict[int, tuple[int, str]]:
    """Where markup begins: the offset behind it, and the characters that it stands for."""
    found = {}
    for match in _MARKUP.finditer(text, start, end):
        meant = html.unescape(match[0]).replace("—", " — ") if match[0][0] == "&" else _MEANT[match[0][0]]
        if meant != match[0]:
            found[match.start()] = match.end(), meant
    return found


def _printable(char: str) -> str:
    """The character, or a space for white space and control characters, or U+FFFD for half a surrogate pair."""
    if char.isspace():
        return " "
    if char.isascii():
        return char if char.isprintable() else " "
    kind = unicodedata.category(char)
    return "\ufffd" if kind == "Cs" else " " if kind == "Cc" else char


def _spaces_wanted(text: str, start: int, end: int) -> set[int]:
    """Offsets before which the parser needs a space: both sides of a dash glued to words, after a glued full stop."""
    wanted: set[int] = set()
    for match in _DASHES.finditer(text, start, end):
        wanted.update((match.start(), match.end()))
    for match in _LOST_SPACE.finditer(text, start, end):
        wanted.add(match.start())
    return wanted

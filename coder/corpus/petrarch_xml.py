"""Stories from PETRARCH's XML: ``<Sentence date="20250602" id="STORY_3" sentence="True"><Text>…</Text></Sentence>``.

Elements are cut out of the stream one by one and parsed alone, so that a broken one costs only itself and a file of
any size takes little memory. Sentences in a row that belong to one story (``sentence="True"``, ids ``STORY_1``,
``STORY_2``) become one document ``STORY``, since coding looks at the sentences around; each is a paragraph of it. With
``sentence="False"`` an element is a whole story and keeps its id.

``<Parse>`` in CoNLL-U with the labels of Universal Dependencies 2 is taken; phrase-structure trees and the labels of
version 1 are passed over, and the text is parsed again.

Ampersands that were not escaped and the named entities of HTML are understood, because such files are common.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

#: Bytes of one element; a longer one is taken for an element that is never closed.
LONGEST_ELEMENT = 16 * 2**20

Bad = Callable[[str, int], None]

_OPEN = re.compile(rb"<Sentence(?=[\s/>])|<!--", re.IGNORECASE)
#: Of what stands between elements so much is looked at.
_REMEMBERED = 1 << 16
_PLAIN = re.compile(
    rb"<Sentences\b[^<>]*>|<[?!][^<>]*>|</?(?!Sentence\b|Text\b|Parse\b)[A-Za-z]\w*\s*/?>", re.IGNORECASE
)
_WORD = re.compile(rb"[A-Za-z\x80-\xff]{2}")
_CLOSE = re.compile(rb"</Sentence\s*>", re.IGNORECASE)
_NEXT = re.compile(rb"<Sentence(?=[\s>])", re.IGNORECASE)
_EMPTY = re.compile(rb"<Sentence(?:\s[^<>]*)?/>", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']""")
_ENTITY = re.compile(r"&(#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,40};)?")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STORY = re.compile(r"(.+)_(\d+)$")
_KEPT = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_NUMBERED = re.compile(r"\d+(?:-\d+)?\t|\d+\.\d+\t")
_VERSION_1 = frozenset({"dobj", "nsubjpass", "csubjpass", "auxpass", "mwe", "name", "neg"})


@dataclass(slots=True)
class Story:
    """One document: its id, date as it stands there, line of its first element, sentences with parses (None: none)."""

    id: str
    date: str | None
    line: int
    sentences: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentences, a paragraph each."""
        return "\n\n".join(text for text, _ in self.sentences)

    @property
    def parse(self) -> str | None:
        """CoNLL-U of the whole story, or None where a sentence has no parse that can be used."""
        if not self.sentences or any(parse is None for _, parse in self.sentences):
            return None
        head = f"# newdoc id = {self.id}\n" + (f"# date = {self.date}\n" if self.date else "")
        return head + "".join(f"# newpar\n# text = {text}\n{parse}\n\n" for text, parse in self.sentences)


def read_stories(pieces: Iterable[bytes], bad: Bad) -> Iterator[Story]:
    """Stories in the order of the file. ``bad`` hears of each element that is left out, with its line."""
    story: Story | None = None
    for line, element, in_story in _sentences(pieces, bad):
        id, date, text, parse = element
        if story is not None and in_story and story.id == id and story.date == date:
            story.sentences.append((text, parse))
            continue
        if story is not None:
            yield story
        story = Story(id, date, line, [(text, parse)])
        if not in_story:
            yield story
            story = None
    if story is not None:
        yield story


def _sentences(
    pieces: Iterable[bytes], bad: Bad
) -> Iterator[tuple[int, tuple[str, str | None, str, str | None], bool]]:
    """Line, (document id, date, text, parse) and whether it is one sentence of a story, for each element."""
    found = False
    encoding = "utf-8"
    for line, raw in _elements(pieces, bad):
        if line == 0:
            encoding = raw.decode("ascii")
            continue
        found = True
        try:
            root = ElementTree.fromstring(_repaired(raw.decode(encoding)))
        except UnicodeDecodeError:
            bad(f"this element was left out: it is not {encoding.upper()}", line)
            continue
        except ElementTree.ParseError as error:
            at = error.position[0] - 1
            bad(f"this element was left out: not well-formed ({str(error).split(':')[0]})", line + at)
            continue
        attributes = {key.lower(): value for key, value in root.attrib.items()}
        children = {child.tag.lower(): child for child in root if isinstance(child.tag, str)}
        id = attributes.get("id", "").strip()
        if not id:
            bad('this element was left out: it has no "id"', line)
            continue
        text = " ".join("".join(children["text"].itertext()).split()) if "text" in children else ""
        if not text:
            bad(f'"{id}" was left out: it has no text', line)
            continue
        parse = _conllu("".join(children["parse"].itertext())) if "parse" in children else None
        one = attributes.get("sentence", "").strip().lower() == "true"
        part = _STORY.match(id) if one else None
        yield line, (part[1] if part else id, attributes.get("date", "").strip() or None, text, parse), part is not None
    if not found:
        bad("the file holds no <Sentence> element", 1)


def _repaired(text: str) -> str:
    """The element with lone ampersands escaped, HTML's entities as characters, and without what XML forbids."""

    def entity(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return "&amp;"
        if name in _KEPT:
            return match[0]
        plain = html.unescape(match[0])
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    parts = _CDATA.split(text)  # every second one is a CDATA section, in which an ampersand is an ampersand
    parts[::2] = [_ENTITY.sub(entity, part) for part in parts[::2]]
    return _FORBIDDEN.sub(" ", "".join(parts))


def _conllu(parse: str) -> str | None:
    """The word lines of a parse in CoNLL-U; None for trees, broken columns and labels of version 1."""
    rows = [line.strip() for line in parse.strip().splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for row in rows:
        columns = row.split("\t")
        if not _NUMBERED.match(row) or len(columns) not in (8, 10) or columns[7].partition(":")[0] in _VERSION_1:
            return None
    # Two sentences in one element have no text of their own each.
    return "\n".join(rows) if sum(row.startswith("1\t") for row in rows) == 1 else None


def _elements(pieces: Iterable[bytes], bad: Bad) -> Iterator[tuple[int, bytes]]:
    """Raw ``<Sentence>`` elements with the line each starts on; before them, as line 0, a declared encoding."""
    buffer, line, first = b"", 1, True
    source = iter(pieces)
    ended = False
    between, place, any_element = b"", [1], False

    def drop(count: int) -> None:
        nonlocal buffer, line
        line += buffer.count(b"\n", 0, count)
        buffer = buffer[count:]

    def outside(count: int) -> None:
        """Pass over bytes that belong to no element, but remember them: they may be what is left of one."""
        nonlocal between
        if not between:
            place[0] = line
        if len(between) < _REMEMBERED:
            between += buffer[:count]
        drop(count)

    def tell() -> None:
        nonlocal between
        # What stands before <Sentences> is a head; names without attributes may wrap anything.
        rest = _PLAIN.sub(b"", between[between.rfind(b"<Sentences") if b"<Sentences" in between else 0 :])
        if _WORD.search(rest):
            bad("what stands here belongs to no <Sentence> and was left out", place[0])
        between = b""

    def more() -> bool:
        nonlocal buffer, ended
        piece = next(source, None)
        if piece is None:
            ended = True
            return False
        buffer += piece
        return True

    while True:
        if first and (more() or ended):
            first = False
            if declared := _DECLARED.search(buffer[:1000]):
                name = declared[1].decode("ascii")
                if _known(name):
                    yield 0, name.encode("ascii")
                else:
                    bad(f'the encoding "{name}" is not known; read as UTF-8', line)
        start = _OPEN.search(buffer)
        if start is None:
            outside(max(0, len(buffer) - 16))  # the beginning of a tag may lie at the end
            if not more():
                outside(len(buffer))
                if any_element:  # else the whole file is something else
                    tell()
                return
            continue
        outside(start.start())
        tell()
        any_element = True
        comment = buffer.startswith(b"<!--")
        at = 4 if comment else 9
        while True:
            end = _comment_end(buffer, at) if comment else _end(buffer, at)
            if end is not None or len(buffer) > LONGEST_ELEMENT:
                break
            at = max(at, len(buffer) - 16) if comment else at
            size = len(buffer)
            # Twice the buffer before it is searched again: long elements do not cost their length squared.
            while len(buffer) < 2 * size and more():
                pass
            if ended and len(buffer) == size:
                break
        if end is None and comment:
            bad("a comment is never closed", line)
            again = _NEXT.search(buffer)  # what stands behind it is better read than lost
            drop(again.start() if again else len(buffer))
            continue
        if end is None:
            bad("this element was left out: it is never closed", line)
            again = _NEXT.search(buffer, 9)
            drop(again.start() if again else len(buffer))
            continue
        if comment:
            drop(end)
            continue
        again = _NEXT.search(buffer, 9, end)
        if again is not None:  # the end tag belongs to a later element
            bad("this element was left out: it is never closed", line)
            drop(again.start())
            continue
        yield line, buffer[:end]
        drop(end)


def _comment_end(buffer: bytes, at: int) -> int | None:
    close = buffer.find(b"-->", at)
    return close + 3 if close >= 0 else None


def _end(buffer: bytes, at: int) -> int | None:
    """Where the element at the start of the buffer ends."""
    if empty := _EMPTY.match(buffer):
        return empty.end()
    close = _CLOSE.search(buffer, at)
    return close.end() if close else None


def _known(encoding: str) -> bool:
    try:
        return b"<a>".decode(encoding) == "<a>"
    except (LookupError, ValueError):
        return False

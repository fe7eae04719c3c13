"""Actor dictionaries and where their names stand in a sentence.

``ActorDictionary.load`` reads layers of CSV files into a token trie; ``mentions`` finds the names of a sentence,
longest first and without overlap. What a whole noun phrase denotes ("the Zorvian army chief") is read in ``phrases``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import resources
from .actor_files import LATEST, AgentRow, Row, check_codes, read_actors, read_agents, split_code
from .agents import Agents
from .errors import CheckError, CoderError
from .names import HYPHENS, capital_pattern, parts, pieces, shape_fits
from .sentence import Sentence
from .vetting import Vetting
from .word_sorts import WordSorts

# Which reading of a name that means several things comes first ("Georgia" the country before a place of that name).
_RANK = {
    "ignore": 0,
    "country": 1,
    "demonym": 2,
    "capital": 3,
    "metonym": 4,
    "org": 5,
    "group": 6,
    "party": 7,
    "person": 8,
}
# Sectors that are an office: who leaves one is a former official (ELI), who leaves a rebel group stays what he was.
OFFICES = frozenset(["GOV", "MIL", "COP", "JUD", "LEG", "SPY"])


# Surnames that are function words ("He Lifeng", "An") are found by their full name only.
_FUNCTION_WORDS = frozenset(
    ["a", "all", "an", "and", "as", "at", "be", "but", "by", "do", "for", "he", "her", "him", "his", "if", "in", "it",
     "may", "me", "my", "no", "not", "of", "on", "or", "she", "so", "that", "the", "then", "they", "this", "to", "we",
     "will", "with", "you"]
)  # fmt: skip


class Entry:
    """One alias of one entity.

    ``alias`` as the file writes it, ``name`` the canonical name, ``spans`` the codes with their first and last day in
    order of time. ``rivals`` are other entities with the same alias; which one is meant, date and document tell.
    """

    __slots__ = ("alias", "id", "kind", "name", "note", "rivals", "shape", "spans", "use")

    def __init__(self, row: Row) -> None:
        self.alias = row.name.removeprefix("the ")
        self.name = row.entity
        self.kind = row.kind
        self.id = row.id
        self.use = row.use
        self.note = row.note
        self.shape = () if row.use == "lower" else capital_pattern(self.alias)
        self.spans: tuple[tuple[str, str, str], ...] = ((row.start, row.end, row.code),)
        self.rivals: tuple[Entry, ...] = ()

    def __repr__(self) -> str:
        return f"Entry({self.alias!r}, {self.spans[-1][2]!r})"

    @property
    def last_code(self) -> str:
        """The code of the latest span."""
        return self.spans[-1][2]

    def covers(self, date: str) -> bool:
        """Whether some span holds that day."""
        return any(start <= date <= end for start, end, _ in self.spans)

    def code(self, date: str | None) -> str:
        """The code on a day (ISO), the latest code where no day is given.

        Among spans that overlap, the one that began last wins. Before and after all its spans an office holder is
        ELI of the country; anything else keeps the code of the nearest span.
        """
        if date is None or (len(self.spans) == 1 and self.spans[0][0] <= date <= self.spans[0][1]):
            return self.spans[-1][2]
        found = [span for span in self.spans if span[0] <= date <= span[1]]
        if found:
            return found[-1][2]
        earlier = [span for span in self.spans if span[1] < date]
        nearest = max(earlier, key=lambda span: span[1])[2] if earlier else self.spans[0][2]
        if self.kind == "person":
            country, sectors = split_code(nearest)
            if OFFICES.intersection(sectors) or (country and not sectors):
                return country + "ELI"
        return nearest


class Mention:
    """A dictionary name in a sentence: words ``first`` up to but not including ``last``, ``head`` the syntactic head.

    ``aside`` is "" or says that the name qualifies but does not own what it stands before: "backed" ("Zorvian-backed",
    "US-led", "Keld-based") or "pro" ("pro-Russian", "anti-Keld"). Two names in one token ("Russia-Ukraine") give two
    mentions of that token.
    """

    __slots__ = ("aside", "entry", "first", "head", "last")

    def __init__(self, first: int, last: int, head: int, entry: Entry, aside: str = "") -> None:
        self.first = first
        self.last = last
        self.head = head
        self.entry = entry
        self.aside = aside

    def __repr__(self) -> str:
        return f"Mention({self.first}, {self.last}, {self.entry.alias!r}{', ' + self.aside if self.aside else ''})"


class _Node:
    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.entries: tuple[Entry, ...] = ()
        self.next: dict[str, _Node] = {}


class _Starts(dict[str, tuple[int, ...]]):
    """For each surface token: the pieces of it at which a name may start. Filled as tokens are met.

    One look-up a token is all that a sentence without names costs.
    """

    __slots__ = ("lower", "root")

    def __init__(self, root: dict[str, _Node], lower: frozenset[str]) -> None:
        super().__init__()
        self.root = root
        self.lower = lower

    def __missing__(self, form: str) -> tuple[int, ...]:
        if len(self) > 400_000:
            self.clear()
        if form in ("'s", "’s"):  # or "'s-Hertogenbosch" would be tried at every possessive
            self[form] = ()
            return ()
        found = tuple(
            k
            for k, (part, piece) in enumerate(zip(parts(form), pieces(form), strict=True))
            if part in self.root and (not piece[0].islower() or part in self.lower)
        )
        self[form] = found
        return found


class ActorDictionary:
    """All names and agent nouns of one run. Read only once loaded; safe to share between threads."""

    def __init__(self, layers: Sequence[Sequence[Row]], agents: Sequence[AgentRow], sorts: WordSorts) -> None:
        self.sorts = sorts
        self.agents = Agents(agents)
        self.fingerprint = ""
        self._names = _merge(layers)
        self._root = _Node()
        lower: set[str] = set()
        for key, entries in self._names.items():
            if len(key) == 1 and key[0] in _FUNCTION_WORDS and all(entry.use == "later" for entry in entries):
                continue
            node = self._root
            for part in key:
                node = node.next.setdefault(part, _Node())
            node.entries = entries
            if any(not entry.shape or not entry.shape[0] for entry in entries):
                lower.add(key[0])
        self._starts = _Starts(self._root.next, frozenset(lower))
        self._vetting = Vetting(sorts, self.agents)

    @classmethod
    def load(
        cls,
        layers: Sequence[Path | Sequence[Path]],
        agents: Sequence[Path] = (),
        words: Path | None = None,
        errors: list[CoderError] | None = None,
    ) -> ActorDictionary:
        """Reads layers of actor files: a file, a folder of them, or a list of files is one layer; later layers win.

        ``agents`` are files of common nouns, ``words`` the file of head-noun sorts (the shipped ones where left out).
        What is wrong is raised as one CheckError, or, with a list in ``errors``, appended there.
        """
        found: list[CoderError] = []
        groups = [_files(layer) for layer in layers]
        rows = check_codes([read_actors(paths, found) for paths in groups], found)
        agent_paths = list(agents) or [resources.dictionaries() / "agents.csv"]
        sorts_path = words or resources.dictionaries() / "words" / "heads.csv"
        dictionary = cls(rows, read_agents(agent_paths, found), WordSorts.load(sorts_path, found))
        dictionary.fingerprint = _fingerprint([*(p for paths in groups for p in paths), *agent_paths, sorts_path])
        if errors is not None:
            errors.extend(found)
        elif found:
            raise CheckError(found)
        return dictionary

    @classmethod
    def default(cls, extra: Sequence[Path] = (), errors: list[CoderError] | None = None) -> ActorDictionary:
        """The shipped dictionaries with the user's files on top."""
        return cls.load([resources.dictionaries() / "actors", *extra], errors=errors)

    def __len__(self) -> int:
        return len(self._names)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every entry of a name, the most likely first; empty if no dictionary has it."""
        return self._names.get(parts(name), ())

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The names in a sentence from left to right: longest match, no overlap, unlikely readings left out."""
        forms = sentence.forms
        starts = self._starts
        hits = [i for i, form in enumerate(forms) if starts[form]]
        if not hits:
            return []
        found: list[Mention] = []
        free, free_piece = 0, 0  # first word and piece that no name has taken yet
        for i in hits:
            for k in starts[forms[i]]:
                if i < free or (i == free and k < free_piece):
                    continue
                match = self._longest(forms, i, k)
                if match is None:
                    continue
                last, piece, entry = match
                if last - i > 1 and entry.kind == "person":
                    longer = self._runs_on(forms, i, last, entry)
                    if longer is not None:
                        first, last, piece, entry = longer
                        free, free_piece = last, 0
                        found.append(Mention(first, last, _head(sentence.heads, first, last), entry))
                        continue
                free, free_piece = (last, 0) if piece == 0 else (last - 1, piece)
                found.append(
                    Mention(
                        i,
                        last,
                        _head(sentence.heads, i, last),
                        entry,
                        self._aside(forms, i, k, last, piece, entry.kind),
                    )
                )
        return self._vetting.keep(sentence, found) if found else found

    def _runs_on(self, forms: list[str], i: int, last: int, entry: Entry) -> tuple[int, int, int, Entry] | None:
        """A longer name of the same person that starts inside the match: "President Xi" + "Jinping"."""
        for word in range(i + 1, last):
            for k in self._starts[forms[word]]:
                match = self._longest(forms, word, k)
                if match is not None and match[0] > last and match[2].name == entry.name:
                    return (word, *match)
        return None

    def _longest(self, forms: list[str], i: int, k: int) -> tuple[int, int, Entry] | None:
        """The longest name from piece ``k`` of word ``i``: (word after it, piece to go on with or 0, entry)."""
        first = parts(forms[i])
        here = self._root.next.get(first[k])
        if here is None:
            return None
        best: tuple[int, int, Entry] | None = None
        n = len(forms)
        word, piece, found = i, k + 1, first
        while True:
            node = here
            if node.entries and (piece == len(found) or _may_end_inside(forms[word], piece)):
                entry = _fitting(node.entries, forms, i, k, word, piece)
                if entry is not None and (entry.use != "hyphen" or self._hyphen_next(forms, word, piece)):
                    best = (word + 1, 0 if piece == len(found) else piece, entry)
            if not node.next:
                return best
            while piece == len(found):  # on to the next word; a bare hyphen has no parts and is passed over
                word += 1
                if word == n:
                    return best
                found, piece = parts(forms[word]), 0
            here = node.next.get(found[piece])
            if here is None:
                return best
            piece += 1

    @staticmethod
    def _hyphen_next(forms: list[str], word: int, piece: int) -> bool:
        if piece < len(parts(forms[word])):
            return True
        return word + 1 < len(forms) and forms[word + 1] in HYPHENS

    def _aside(self, forms: list[str], first: int, k: int, last: int, piece: int, kind: str) -> str:
        """What the words joined by hyphens to a name make of it; see ``Mention.aside``."""
        after = before = None
        if (
            not piece
            and not k
            and (first == 0 or forms[first - 1][-1] not in HYPHENS)
            and (last >= len(forms) or (forms[last] not in HYPHENS and forms[last - 1][-1] not in HYPHENS))
        ):
            return ""
        if piece:
            after = parts(forms[last - 1])[piece]
        elif last + 1 < len(forms) and forms[last] in HYPHENS:
            after = forms[last + 1].lower()
        elif last < len(forms) and forms[last - 1][-1] in HYPHENS:
            after = forms[last].lower()
        if after is not None and self.sorts.is_sort(after, "backed"):
            # Who leads a government personally is its own: "the Doe-led government".
            return "" if after == "led" and kind == "person" else "backed"
        if k:
            before = parts(forms[first])[k - 1]
        elif first > 1 and forms[first - 1] in HYPHENS:
            before = forms[first - 2].lower()
        elif first > 0 and forms[first - 1].endswith("-"):
            before = forms[first - 1][:-1].lower()
        return "pro" if before is not None and self.sorts.is_sort(before, "pro") else ""


def _may_end_inside(form: str, piece: int) -> bool:
    """Whether a name may end after that many pieces of a token: before a hyphen or a possessive "s"."""
    rest = form
    for part in pieces(form)[:piece]:
        rest = rest[rest.index(part) + len(part) :]
    return rest[:1] in HYPHENS or rest[1:] in ("s", "S", "")


def _fitting(entries: tuple[Entry, ...], forms: list[str], i: int, k: int, word: int, piece: int) -> Entry | None:
    """The first entry whose capitals fit the text from piece ``k`` of word ``i`` up to ``piece`` of ``word``."""
    surface: Sequence[str] | None = None
    for entry in entries:
        if not entry.shape:
            return entry
        if surface is None:
            if word == i:
                surface = pieces(forms[i])[k:piece]
            else:
                between = [part for w in range(i + 1, word) for part in pieces(forms[w])]
                surface = [*pieces(forms[i])[k:], *between, *pieces(forms[word])[:piece]]
        if len(entry.shape) == len(surface) and all(map(shape_fits, entry.shape, surface)):
            return entry
    return None


def _head(heads: list[int], first: int, last: int) -> int:
    """The word of a stretch whose own head lies outside it."""
    if last - first == 1:
        return first
    for i in range(first, last):
        if not first <= heads[i] < last:
            return i
    return last - 1


def _files(layer: Path | Sequence[Path]) -> list[Path]:
    if isinstance(layer, Path | str):
        path = Path(layer)
        return sorted(path.glob("*.csv")) if path.is_dir() else [path]
    return [Path(path) for path in layer]


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _merge(layers: Sequence[Sequence[Row]]) -> dict[tuple[str, ...], tuple[Entry, ...]]:
    """Entries by name key. A layer that has a name replaces what earlier layers say of it.

    Rows of one layer with the same alias and entity become one entry with several spans; different entities become
    rivals, ranked by kind, then by the latest start.
    """
    names: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for rows in layers:
        layer: dict[tuple[str, ...], dict[tuple[str, str, bool], Entry]] = {}
        for row in rows:
            # "the Czech Republic" in a file is the name without its article; "The Hague" keeps it.
            key = parts(row.name.removeprefix("the "))
            if not key:
                continue
            same = layer.setdefault(key, {})
            # An alias in capitals ("US") and the same letters in lower case are told apart by shape, so keep both.
            slot = (row.entity, row.use, row.name.isupper())
            if slot in same:
                same[slot].spans = tuple(sorted({*same[slot].spans, (row.start, row.end, row.code)}, key=_span_order))
                same[slot].kind = same[slot].kind or row.kind
            else:
                same[slot] = Entry(row)
        for key, by_entity in layer.items():
            entries = sorted(by_entity.values(), key=lambda e: (_RANK.get(e.kind, 9), e.use == "later", _recency(e)))
            for entry in entries if len(entries) > 1 else ():
                entry.rivals = tuple(other for other in entries if other is not entry)
            names[key] = tuple(entries)
    return names


def _span_order(span: tuple[str, str, str]) -> tuple[str, str]:
    return span[1] if span[1] != LATEST else "~", span[0]


def _recency(entry: Entry) -> tuple[int, str]:
    """Open spans first, then the latest: the better guess where nothing else decides."""
    start, end, _ = entry.spans[-1]
    return (0 if end == LATEST else 1, "".join(chr(ord("9") - ord(c) + ord("0")) if c.isdigit() else c for c in start))

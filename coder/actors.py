"""Actor dictionaries and where their names stand in a sentence.

``ActorDictionary.load`` reads layers of CSV files into a token trie; ``mentions`` finds the names of a sentence,
longest first and without overlap. What a whole noun phrase denotes ("the Zorvian army chief") is read in ``phrases``.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import compiled as cache
from . import resources
from .actor_files import AgentRow, check_codes, read_actors, read_agents
from .agents import Agents
from .entries import Entry, NameTable
from .errors import CheckError, CoderError
from .names import HYPHENS, parts, pieces, shape_fits
from .sentence import Sentence
from .vetting import Vetting
from .word_sorts import WordSorts


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


class _Starts(dict[str, tuple[int, ...]]):
    """For each surface token: the pieces of it at which a name may start. Filled as tokens are met.

    One look-up a token is all that a sentence without names costs.
    """

    __slots__ = ("alone", "table")

    def __init__(self, table: NameTable) -> None:
        super().__init__()
        self.table = table
        # Tokens of one piece: the name that the token is by itself, and what the keys of longer names begin with
        # ("" if there are none). Most names in a text are found here, without a walk through the table.
        self.alone: dict[str, tuple[Entry | None, str]] = {}

    def __missing__(self, form: str) -> tuple[int, ...]:
        if len(self) > 400_000:
            self.clear()
            self.alone.clear()
        if form in ("'s", "’s"):  # or "'s-Hertogenbosch" would be tried at every possessive
            self[form] = ()
            return ()
        found = tuple(
            k
            for k, (part, piece) in enumerate(zip(parts(form), pieces(form), strict=True))
            if part in self.table.steps and (not piece[0].islower() or part in self.table.lower)
        )
        self[form] = found
        cut = parts(form)
        if found == (0,) and len(cut) == 1:
            numbers, goes_on = self.table.steps[cut[0]]
            entry = _fitting(self.table.entries(cut[0]), [form], 0, 0, 0, 1) if numbers else None
            if entry is None or entry.use != "hyphen":
                self.alone[form] = (entry, cut[0] + " " if goes_on else "")
        return found


class ActorDictionary:
    """All names and agent nouns of one run. Read only once loaded; safe to share between threads."""

    def __init__(self, table: NameTable, agents: Sequence[AgentRow], sorts: WordSorts) -> None:
        self.sorts = sorts
        self.agents = Agents(agents)
        self.fingerprint = ""
        self.names = table
        self._starts = _Starts(table)
        self._vetting = Vetting(sorts, self.agents)

    @classmethod
    def load(
        cls,
        layers: Sequence[Path | Sequence[Path]],
        agents: Sequence[Path] = (),
        words: Path | None = None,
        errors: list[CoderError] | None = None,
        *,
        cached: bool = False,
    ) -> ActorDictionary:
        """Reads layers of actor files: a file, a folder of them, or a list of files is one layer; later layers win.

        ``agents`` are files of common nouns, ``words`` the file of head-noun sorts (the shipped ones where left out).
        What is wrong is raised as one CheckError, or, with a list in ``errors``, appended there. ``cached`` takes the
        compiled form of the same files from the cache folder if it is there, and puts it there if not.
        """
        found: list[CoderError] = []
        groups = [_files(layer) for layer in layers]
        agent_paths = list(agents) or [resources.dictionaries() / "agents.csv"]
        sorts_path = words or resources.dictionaries() / "words" / "heads.csv"
        fingerprint = _fingerprint([*(p for paths in groups for p in (*paths, None)), *agent_paths, sorts_path])
        # Only a clean set of files is cached, so that a bad row is complained of at every start.
        key = _code_hash(fingerprint) if cached else ""
        compiled = cache.load("actors", key) if cached else None
        if compiled is not None:
            table = NameTable(**compiled["names"])
            agent_rows = [AgentRow(cells, "", 0) for cells in compiled["agents"]]
            sorts = WordSorts(compiled["sorts"])
        else:
            table = NameTable.build(check_codes([read_actors(paths, found) for paths in groups], found))
            agent_rows = read_agents(agent_paths, found)
            sorts = WordSorts.load(sorts_path, found)
            if cached and not found:
                cells = [row.cells() for row in agent_rows]
                cache.store("actors", key, {"names": table.compiled(), "agents": cells, "sorts": sorts.by_sort})
        dictionary = cls(table, agent_rows, sorts)
        dictionary.fingerprint = fingerprint
        if errors is not None:
            errors.extend(found)
        elif found:
            raise CheckError(found)
        return dictionary

    @classmethod
    def default(
        cls, extra: Sequence[Path] = (), errors: list[CoderError] | None = None, agents: Sequence[Path] = ()
    ) -> ActorDictionary:
        """The shipped dictionaries with the user's files of actors and of agent nouns on top."""
        root = resources.dictionaries()
        return cls.load([root / "actors", *extra], agents=[root / "agents.csv", *agents], errors=errors, cached=True)

    def __len__(self) -> int:
        return len(self.names)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every entry of a name, the most likely first; empty if no dictionary has it."""
        return self.names.entries(" ".join(parts(name.removeprefix("the "))))

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The names in a sentence from left to right: longest match, no overlap, unlikely readings left out."""
        forms = sentence.forms
        starts = self._starts
        hits = [i for i, form in enumerate(forms) if starts[form]]
        if not hits:
            return []
        found: list[Mention] = []
        free, free_piece = 0, 0  # first word and piece that no name has taken yet
        alone, steps, n = starts.alone, self.names.steps, len(forms)
        for i in hits:
            known = alone.get(forms[i])
            if known is not None:
                if i < free:
                    continue
                entry, beginning = known
                after = parts(forms[i + 1]) if beginning and i + 1 < n else None
                if after is None or (after and len(after[0]) > 1 and beginning + after[0] not in steps):
                    if entry is not None:
                        free, free_piece = i + 1, 0
                        found.append(Mention(i, i + 1, i, entry, self._aside(forms, i, 0, i + 1, 0, entry.kind)))
                    continue
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
        steps = self.names.steps
        found = parts(forms[i])
        key = found[k]
        here = steps.get(key)
        if here is None:
            return None
        best: tuple[int, int, Entry] | None = None
        n = len(forms)
        word, piece = i, k + 1
        initial = False  # whether a middle initial that the name lacks was passed over
        while True:
            numbers, goes_on = here
            if numbers and (piece == len(found) or _may_end_inside(forms[word], piece)):
                entry = _fitting(self.names.entries(key), forms, i, k, word, piece, initial)
                if entry is not None and (entry.use != "hyphen" or self._hyphen_next(forms, word, piece)):
                    best = (word + 1, 0 if piece == len(found) else piece, entry)
            if not goes_on:
                return best
            while True:
                while piece == len(found):  # on to the next word; a bare hyphen has no parts and is passed over
                    word += 1
                    if word == n:
                        return best
                    found, piece = parts(forms[word]), 0
                after = steps.get(f"{key} {found[piece]}")
                if after is not None:
                    break
                if initial or len(found) > 1 or len(found[0]) > 1 or not forms[word][0].isupper():
                    return best
                initial, piece = True, 1  # "Jane B. Doe" is Jane Doe
            key, here = f"{key} {found[piece]}", after
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


def _fitting(
    entries: tuple[Entry, ...], forms: list[str], i: int, k: int, word: int, piece: int, initial: bool = False
) -> Entry | None:
    """The first entry whose capitals fit the text from piece ``k`` of word ``i`` up to ``piece`` of ``word``; with
    a further ``initial`` in it, only a person."""
    surface: Sequence[str] | None = None
    for entry in entries:
        if initial and entry.kind != "person":
            continue
        if not entry.shape:
            return entry
        if surface is None:
            if word == i:
                surface = pieces(forms[i])[k:piece]
            else:
                between = [part for w in range(i + 1, word) for part in pieces(forms[w])]
                surface = [*pieces(forms[i])[k:], *between, *pieces(forms[word])[:piece]]
            if initial:
                at = next((n for n, part in enumerate(surface) if n and len(part.rstrip(".")) == 1), 0)
                surface = [*surface[:at], *surface[at + 1 :]]
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


def _code_hash(fingerprint: str) -> str:
    """The fingerprint joined with the code that compiles: a new release must not take an old one's cache."""
    digest = hashlib.sha256(fingerprint.encode())
    for module in ("actor_files", "entries", "names", "word_sorts"):
        with contextlib.suppress(OSError):
            digest.update((Path(__file__).parent / f"{module}.py").read_bytes())
    return digest.hexdigest()


def _fingerprint(paths: Iterable[Path | None]) -> str:
    """A hash of the files in order; None marks the end of a layer, since the same files layered otherwise differ."""
    digest = hashlib.sha256()
    for path in paths:
        if path is None:
            digest.update(b"\1")
        elif path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        else:
            digest.update(b"\2")
    return digest.hexdigest()

"""What one noun phrase denotes: the actor that fills a role, before it becomes part of an event record."""

from __future__ import annotations

from collections.abc import Sequence

from .sentence import Sentence


class ActorPhrase:
    """What one phrase denotes and where it stands.

    ``start``, ``end``, ``text``: document offsets and text, from the leftmost word that counts (no determiner) to the
    head, the name, or the phrase after it that gave the country. ``code`` is None where nothing is known; an agent
    noun without a country has its sectors as code, ``country`` None and ``resolved`` False. ``words`` is the word range
    (half-open), ``head`` the head word, ``kind`` the kind of the name or noun: ``country`` … ``agent``, ``force``,
    ``territory``, ``asset``, ``side``, ``name`` (an unknown proper name), ``thing``. ``hint`` is the country that
    modifies something which is not itself an actor ("Keld football fans"). ``others`` are the further actors that one
    head word stands for ("Keld and Zorvian officials").
    """

    __slots__ = (
        "code", "country", "end", "head", "hint", "id", "kind", "name", "others", "resolved", "sectors", "start",
        "text", "words",
    )  # fmt: skip

    def __init__(
        self,
        sentence: Sentence | None,
        words: tuple[int, int],
        head: int,
        *,
        country: str = "",
        sectors: Sequence[str] = (),
        kind: str = "thing",
        name: str | None = None,
        id: str | None = None,
        hint: str | None = None,
    ) -> None:
        first, last = words
        self.words = words
        self.head = head
        self.start, self.end, self.text = 0, 0, ""
        if sentence is not None:  # a copy brings its own
            self.start, self.end = sentence.starts[first], sentence.ends[last - 1]
            self.text = sentence.surface(self.start, self.end)
        self.kind = kind
        self.name = name
        self.id = id
        self.hint = hint
        self.others: tuple[ActorPhrase, ...] = ()
        self.assign(country, sectors)

    def assign(self, country: str, sectors: Sequence[str]) -> None:
        """Sets country and sectors, and the code that joins them; only for a phrase that nobody else holds yet."""
        self.country = country or None
        self.sectors = tuple(dict.fromkeys(sector for sector in sectors if sector != country))
        self.code = (country + "".join(self.sectors)) or None
        self.resolved = bool(country)

    def __repr__(self) -> str:
        return f"ActorPhrase({self.text!r}, {self.code}, {self.kind})"

    def with_country(self, country: str, hint: str | None = None) -> ActorPhrase:
        """A copy in which an agent without a country ("police", "protesters") has been given one; ``hint``: by what."""
        copy = self.copy()
        copy.assign(country, self.sectors)
        copy.hint = hint or self.hint
        return copy

    def copy(self) -> ActorPhrase:
        """The same phrase once more, free to be changed."""
        copy = ActorPhrase(None, self.words, self.head, kind=self.kind, name=self.name, id=self.id, hint=self.hint)
        copy.start, copy.end, copy.text, copy.others = self.start, self.end, self.text, self.others
        copy.country, copy.sectors, copy.code, copy.resolved = self.country, self.sectors, self.code, self.resolved
        return copy

    def stretched(self, sentence: Sentence, first: int, last: int) -> ActorPhrase:
        """A copy that spans the words ``first`` up to ``last`` as well."""
        copy = self.copy()
        copy.words = (min(first, self.words[0]), max(last, self.words[1]))
        copy.start, copy.end = sentence.starts[copy.words[0]], sentence.ends[copy.words[1] - 1]
        copy.text = sentence.surface(copy.start, copy.end)
        copy.others = tuple(other.stretched(sentence, first, last) for other in self.others)
        return copy


def moved(phrase: ActorPhrase, start: int, end: int, text: str, head: int) -> ActorPhrase:
    """The same actor, mentioned elsewhere: by a pronoun."""
    copy = phrase.copy()
    copy.start, copy.end, copy.text, copy.head = start, end, text, head
    copy.others = ()
    copy.words = (head, head + 1)
    if copy.resolved:
        copy.hint = None  # what told his country stood there
    return copy


def without_titles(phrases: list[ActorPhrase]) -> list[ActorPhrase]:
    """Without titles that a parser took for a subject of their own: "the president of Keld" before "Jan Doe"; what the
    title says of him holds."""
    found: list[ActorPhrase] = []
    for phrase in phrases:
        title = found[-1] if found else None
        of_him = title is not None and title.words[1] == phrase.words[0] and title.country == phrase.country
        if title is not None and of_him and title.kind == "agent" and phrase.kind == "person":
            phrase = phrase.copy()
            phrase.assign(title.country or "", title.sectors or phrase.sectors)
            found.pop()
        found.append(phrase)
    return found

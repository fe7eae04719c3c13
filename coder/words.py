"""Word lists of the clause layer, from ``dictionaries/words/``.

    nominalisations.csv   noun,verb,of                      rejection,reject,object
    light_verbs.csv       verb,kind,note                    hold,do,held talks
    embedding.csv         lemma,pos,complement,flag,note    plan,v,to,future,
    classes.csv           class,word,note                   speech,say,

- ``of`` says what an of-phrase fills when the noun has no other agent or owner: "the shelling of Orm" is of its object,
  "the resignation of the minister" of its agent.
- ``kind`` of a light verb: its subject does the noun ("held talks": do), undergoes it ("faced criticism": undergo), or
  the noun is its subject ("talks took place": happen). A particle or preposition is joined: ``enter_into``.
- ``complement`` is the form of what a word embeds: ``to`` (infinitive), ``ing`` (bare gerund), ``that`` (clause),
  ``noun`` (an event noun as its object), ``subject`` (an event noun of which it is said: "a truce is unlikely"), a
  preposition, or ``mod`` for an adjective on an event noun. ``flag`` is a flag of the rule language, ``said``
  (somebody's words), or empty where nothing is said about whether it happened.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import resources
from .errors import CheckError, DictionaryError
from .rules.syntax import FLAGS

_SIDES = ("object", "agent")
_KINDS = ("do", "undergo", "happen")
_POS = ("v", "n", "a")
_CLASSES = (
    "armed", "audience", "bare_infinitive", "blaming", "compound_preposition", "condition", "conferring", "crime",
    "ditransitive", "document", "dwelling", "everyday_place", "factive", "fiction", "foreign", "harming", "held",
    "homeland", "instead", "lasting", "motion", "naming", "narrating", "needs_object", "negation", "object_control",
    "occasion", "patient_owner", "perceiving", "play", "politics", "praising", "put_state", "remembering", "riser",
    "ship", "side", "speech", "sport", "stance", "subject_control", "suffering", "supposition", "telling",
    "to_object", "transparent", "undertaking", "violence", "weather", "witness",
)  # fmt: skip
_FLAGS = (*FLAGS, "said", "")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists as the clause layer looks them up; lemmas in lowercase.

    ``nominal``: noun → (verb, "object" or "agent"). ``light``: verb → its kinds. ``embedding``: (lemma, pos) →
    complement → flag, "" for none. The others are the classes of ``classes.csv``:

    - verbs: ``bare_infinitive`` ("help them leave"), ``ditransitive`` of giving, ``dwelling`` ("rebels based in"),
      ``factive``, whose subject has happened ("the raid angered Keld"), ``harming`` among them, ``motion`` ("came to
      talk" is no plan), ``naming``, whose second object says what the first is, ``narrating``, which works of fiction
      do, ``needs_object``, which never stands without one ("general gunned down" is a passive), ``object_control``
      ("urged X to"), ``perceiving`` others do
      something ("saw Keld arming rebels"), ``praising`` and defending, which is no event where it is for one's own,
      ``remembering``, with its nouns, whose object's story is long told, ``subject_control``, whose object does not
      act in the infinitive ("promised Keld to leave"), ``suffering`` ("warned that Keld would face war"),
      ``telling``, whose object hears it; and participles with their preposition that say how one stands (``stance``:
      opposed_to);
    - nouns: ``audience``, which hears what is done to others ("told reporters"), ``document``, which speaks for its
      authors ("a report accusing Keld"), ``fiction`` ("a novel"), ``held`` by an actor ("a rebel base"), ``homeland``,
      one's own state, ``lasting``, wars and the like, which are history where they are only mentioned,
      ``occasion`` on which one acts ("said after talks with Keld"), ``patient_owner``, whose owner suffers it ("Doe's
      arrest"), ``riser`` against his own state ("rebel"), ``ship``, which flies any flag, ``side`` ("the two
      countries"), ``to_object`` ("a visit to Orm"), ``transparent``, which only measures what it is of ("a round of
      talks"), ``undertaking``, whose infinitive is done ("an operation to detain them"), ``violence``, with its
      verbs, whose "of" suffers it,
      ``witness``, who only tells what others do ("residents said they had arrested ten");
    - of any kind, two words joined (mass_shooting): ``crime`` without politics, with ``everyday_place`` where shootings
      are such crime, and ``politics``, words that speak against it; ``sport``, and ``play``, words of the game itself;
      ``weather`` and other disasters, from which a state saves its people;
    - ``blaming``: verbs and nouns of what is done to somebody for a deed of his ("sanctions over its raid");
    - ``speech``: verbs and nouns of saying; ``conferring``: verbs and nouns of what is done at talks, also abroad;
      modifiers: ``foreign``, of people from elsewhere, ``armed``, of groups that fight ("the militant group");
    - function words: ``compound_preposition`` (joined: on_behalf_of), ``condition`` (if), ``instead`` (without: it does
      not happen), ``negation``, ``put_state``, into which something is put (on_ice), ``supposition`` (signs that a
      "would" is no future of the past).
    """

    nominal: dict[str, tuple[str, str]]
    light: dict[str, frozenset[str]]
    embedding: dict[tuple[str, str], dict[str, str]]
    armed: frozenset[str]
    audience: frozenset[str]
    bare_infinitive: frozenset[str]
    blaming: frozenset[str]
    compound_preposition: frozenset[str]
    condition: frozenset[str]
    conferring: frozenset[str]
    crime: frozenset[str]
    ditransitive: frozenset[str]
    document: frozenset[str]
    dwelling: frozenset[str]
    everyday_place: frozenset[str]
    factive: frozenset[str]
    fiction: frozenset[str]
    foreign: frozenset[str]
    harming: frozenset[str]
    held: frozenset[str]
    homeland: frozenset[str]
    instead: frozenset[str]
    lasting: frozenset[str]
    motion: frozenset[str]
    naming: frozenset[str]
    narrating: frozenset[str]
    needs_object: frozenset[str]
    negation: frozenset[str]
    object_control: frozenset[str]
    patient_owner: frozenset[str]
    perceiving: frozenset[str]
    play: frozenset[str]
    praising: frozenset[str]
    put_state: frozenset[str]
    remembering: frozenset[str]
    politics: frozenset[str]
    riser: frozenset[str]
    ship: frozenset[str]
    side: frozenset[str]
    speech: frozenset[str]
    sport: frozenset[str]
    stance: frozenset[str]
    subject_control: frozenset[str]
    suffering: frozenset[str]
    supposition: frozenset[str]
    telling: frozenset[str]
    to_object: frozenset[str]
    transparent: frozenset[str]
    occasion: frozenset[str]
    undertaking: frozenset[str]
    violence: frozenset[str]
    weather: frozenset[str]
    witness: frozenset[str]

    @classmethod
    def load(cls, folder: Path | None = None) -> Words:
        """Reads ``words/*.csv`` below ``folder`` (the shipped dictionaries). Raises CheckError with all faults."""
        root = (folder or resources.dictionaries()) / "words"
        errors: list[DictionaryError] = []
        nominal: dict[str, tuple[str, str]] = {}
        light: dict[str, frozenset[str]] = {}
        embedding: dict[tuple[str, str], dict[str, str]] = {}
        classes: dict[str, set[str]] = {name: set() for name in _CLASSES}

        def add_nominal(noun: str, verb: str, of: str) -> None:
            _one_of("of", of, _SIDES)
            _once(_lemma(noun) in nominal, noun)
            nominal[noun] = (_lemma(verb), of)

        def add_light(verb: str, kind: str, note: str) -> None:
            _one_of("kind", kind, _KINDS)
            _once(kind in light.get(_lemma(verb), ()), f"{verb} ({kind})")
            light[verb] = light.get(verb, frozenset()) | {kind}

        def add_embedding(lemma: str, pos: str, complement: str, flag: str, note: str) -> None:
            _one_of("pos", pos, _POS)
            _one_of("flag", flag, _FLAGS)
            table = embedding.setdefault((_lemma(lemma), pos), {})
            _once(_lemma(complement) in table, f"{lemma} with {complement}")
            table[complement] = flag

        def add_class(name: str, word: str, note: str) -> None:
            _one_of("class", name, _CLASSES)
            _once(_lemma(word) in classes[name], word)
            classes[name].add(word)

        _read(root / "nominalisations.csv", ["noun", "verb", "of"], add_nominal, errors)
        _read(root / "light_verbs.csv", ["verb", "kind", "note"], add_light, errors)
        _read(root / "embedding.csv", ["lemma", "pos", "complement", "flag", "note"], add_embedding, errors)
        _read(root / "classes.csv", ["class", "word", "note"], add_class, errors)
        if errors:
            raise CheckError(errors)
        return cls(nominal, light, embedding, **{name: frozenset(words) for name, words in classes.items()})


def _read(path: Path, header: list[str], add: Callable[..., None], errors: list[DictionaryError]) -> None:
    """Hands each row of a CSV file to ``add``, which raises ValueError with a sentence for a bad one."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            if next(reader, []) != header:
                errors.append(DictionaryError(f"the header must be {','.join(header)}", path=str(path), line=1))
                return
            for cells in reader:
                if not cells:
                    continue
                try:
                    if len(cells) != len(header):
                        raise ValueError(f"{len(cells)} cells where {len(header)} are needed ({','.join(header)})")
                    add(*(cell.strip() for cell in cells))
                except ValueError as error:
                    errors.append(
                        DictionaryError(str(error), path=str(path), line=reader.line_num, excerpt=",".join(cells))
                    )
    except OSError as error:
        errors.append(DictionaryError(f"cannot be read: {error.strerror or error}", path=str(path)))
    except (UnicodeDecodeError, csv.Error) as error:
        errors.append(DictionaryError(f"cannot be read: {error}", path=str(path)))


def _lemma(cell: str) -> str:
    if not cell:
        raise ValueError("a word is missing")
    if cell != cell.lower() or " " in cell:
        raise ValueError(f'"{cell}" must be one lemma in lowercase (a particle is joined: turn_down)')
    return cell


def _one_of(column: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        listed = ", ".join(name or "empty" for name in allowed)
        raise ValueError(f'{column} must be one of {listed}, not "{value}"')


def _once(known: bool, what: str) -> None:
    if known:
        raise ValueError(f"a second row for {what}")

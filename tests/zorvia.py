"""The made-up world of the actor tests, loaded once."""

from functools import cache
from pathlib import Path

from coder.actors import ActorDictionary, Mention
from coder.memory import DocumentMemory
from coder.phrases import ActorPhrase, Phrases
from coder.sentence import Sentence

DATA = Path(__file__).parent / "data"


@cache
def world() -> ActorDictionary:
    """Zorvia, Keld, Orm, Tave and Brin with a few agent nouns; nothing of the shipped names."""
    return ActorDictionary.load([DATA / "zorvia.csv"], agents=[DATA / "agents.csv"])


def names(sentence: Sentence) -> list[str]:
    """The aliases found in a sentence, an aside marked with its kind."""
    return [m.entry.alias + (f":{m.aside}" if m.aside else "") for m in world().mentions(sentence)]


def read(sentence: Sentence, head: int | None = None, date: str | None = "2022-01-01") -> ActorPhrase | None:
    """The phrase of a word (the root where none is named), in a document of this one sentence."""
    phrases = Phrases(world())
    mentions: list[Mention] = world().mentions(sentence)
    memory = DocumentMemory(phrases, date)
    memory.add(sentence, mentions)
    return phrases.phrase(sentence, mentions, sentence.heads.index(-1) if head is None else head, date, memory)

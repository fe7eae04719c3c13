"""Those who stand for or against a leader, or against the government: "anti-Doe forces", "pro-Doe crowds".

In: the reading of a phrase, and a word before its noun. Out: what the word says of whose the noun is: people of the
leader's country, rebels where fighters are against him; nothing of his office.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .actor_files import ENTITIES

if TYPE_CHECKING:
    from .actors import Mention
    from .strangers import Strangers

#: Those who fight, and those who are in politics.
_FIGHTING = frozenset({"army", "fighter", "force", "forces", "gunman", "gunmen", "insurgent", "militant", "militia",
                       "militiaman", "rebel", "soldier", "troop", "troops", "unit"})  # fmt: skip
_POLITICAL = frozenset({"activist", "alliance", "bloc", "camp", "candidate", "coalition", "dissident", "faction",
                        "leader", "movement", "party", "politician"})  # fmt: skip
#: What states call those who rule them.
_RULERS = frozenset({"government", "regime"})


def prefix(reading: Strangers, word: int) -> str:
    """ "anti" or "pro" where it is joined to a word by a hyphen, else ""."""
    forms = reading.sentence.forms
    before = forms[word - 1].lower() if word else ""
    joined = forms[word - 2].lower() if before in ("-", "‑", "–") and word > 1 else before[:-1]
    own = forms[word].lower().partition("-")
    joined = own[0] if own[1] and own[2] else joined if before[-1:] in ("-", "‑", "–") else ""
    return joined if joined in ("anti", "pro") else ""


def of_leader(reading: Strangers, mention: Mention) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Country, sectors and kind that "anti-Doe" or "pro-Doe" brings to its noun."""
    if mention.entry.kind != "person":
        return
    side = prefix(reading, mention.first)
    phrase = reading.named(mention.head, mention) if side else None
    if phrase is None or not phrase.country or phrase.country in ENTITIES:
        return
    sectors = against(reading, mention.head) if side == "anti" else ()
    yield phrase.country, sectors, "group" if sectors else "where"


def against(reading: Strangers, word: int) -> tuple[str, ...]:
    """What those are who are against somebody who rules, by the noun that a word stands before."""
    noun = reading.sentence.lemma_keys[reading.sentence.heads[word]]
    return ("REB",) if noun in _FIGHTING else ("OPP",) if noun in _POLITICAL else ()


def is_opposed(reading: Strangers, word: int) -> bool:
    """Whether a word is those who rule, where its noun is against them: "an anti-[government] militia"."""
    return reading.sentence.lemma_keys[word] in _RULERS and prefix(reading, word) == "anti"

"""Whose a force or a body is by who leads or runs it: "a Zorvian-led coalition", "the Hamas-run ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .owner import Owner

if TYPE_CHECKING:
    from .strangers import Strangers

_LED = frozenset(
    ["coalition", "alliance", "force", "troop", "mission", "airstrike", "strike", "raid", "offensive", "operation",
     "invasion", "campaign", "bombing", "intervention", "soldier", "peacekeeper",
     "warplane", "jet", "aircraft", "plane"]
)  # fmt: skip
_INSIDE_NAME = frozenset(["NOUN", "PROPN", "ADJ", "VERB", "PUNCT", "ADV"])
#: After a name and a hyphen: what follows is its own.
LEADING = frozenset(["led", "drafted", "authored", "penned"])
STATELESS = frozenset(["ISM", "IMG"])
_LED_BY = frozenset({"led"})
#: What those run who hold a land or a part of it.
_RULED = frozenset({"administration", "authority", "authorities", "council", "court", "government", "media", "ministry",
                    "newspaper", "parliament", "police", "radio", "station", "television"})  # fmt: skip
_RULING = frozenset({"run", "controlled", "ruled", "governed", "administered", "dominated"})


def is_leader(forms: Sequence[str], word: int) -> bool:
    """ "A Zorvian-led strike" is Zorvia's, a Zorvian-drafted text as well; not so a Zorvian-backed one."""
    after = [form.lower() for form in forms[word + 1 : word + 3]]
    if forms[word].endswith("-"):
        return bool(after) and after[0] in LEADING
    joined = forms[word].lower().rpartition("-")
    return (joined[1] == "-" and joined[2] in LEADING) or (after[:1] == ["-"] and after[-1] in LEADING)


def leading(reading: Strangers, head: int) -> Iterator[Owner]:
    """The country of "Zorvian-led coalition": who leads troops answers for them; a rebel group it leads is not it.
    "The Hamas-run health ministry" is of the country of Hamas."""
    sentence = reading.sentence
    ruled = sentence.lemma_keys[head] in _RULED
    if not ruled and sentence.lemma_keys[head] not in _LED:
        return
    for mention in reading.mentions:
        if mention.aside != "backed" or not 0 < head - mention.last <= 5:
            continue
        between = [sentence.forms[w].lower() for w in range(mention.last - 1, head)]
        words = _RULING if ruled else _LED_BY
        led = not words.isdisjoint(between) or between[0].rpartition("-")[2] in words
        if led and all(sentence.upos[w] in _INSIDE_NAME for w in range(mention.last, head)):
            phrase = reading.named(mention.head, mention)
            if phrase is not None and phrase.country and phrase.country not in STATELESS:
                sectors = () if ruled else phrase.sectors if phrase.kind == "party" else ("MIL",)  # of parties: seats
                yield Owner(mention.first, head, phrase.country, sectors, "country" if ruled else phrase.kind, 2)

"""Which dictionary names in a sentence are really that name: "Jordan Smith", "Georgia Tech", "New Keld", "in March".

Each reason to doubt a match is one small function. They look at tags, at the neighbouring words and at the tree, and
cost something only where a name was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .agents import Agents
from .dates import MONTHS
from .names import parts
from .sentence import Sentence
from .word_sorts import WordSorts

if TYPE_CHECKING:
    from .actors import Mention

_NOT_NAMES = frozenset(["VERB", "AUX", "ADP", "DET", "PRON", "ADV", "SCONJ", "CCONJ", "INTJ", "PART"])
_PLACES = frozenset(["country", "capital", "place", "region"])
_NAME_LINKS = frozenset(["flat", "flat:name", "compound", "nmod:desc", "nmod", "amod", "list", "dep", "appos"])
_PARTICLES = frozenset(["al", "el", "bin", "ibn", "de", "van", "von", "ul", "ben"])
BODY_WORDS = frozenset(
    ["union", "alliance", "congress", "front", "league", "movement", "party", "coalition", "council", "forum",
     "assembly", "association", "rally", "convention"]
)  # fmt: skip
_COMMON_BODIES = frozenset(["Congress", "Senate", "Council", "Assembly", "Duma", "Parliament", "Diet", "Politburo"])
# Sorts of words (``word_sorts``) that no place or person takes into its name.
_KNOWN_WORDS = ("force", "territory", "side", "role", "honorific", "public")
_CURRENCIES = frozenset("$€£¥")
_INDIANS = frozenset({"Indian", "Indians"})
_SHIP_WORDS = 4  # "Dwight D. Eisenhower", "George H. W. Bush"
_BEFORE_MONTHS = frozenset(
    ["in", "by", "since", "until", "till", "last", "early", "late", "mid", "this", "next", "of", "between", "from",
     "on", "during", "each", "every", "before", "after"]
)  # fmt: skip


class Vetting:
    """Leaves out unlikely mentions."""

    def __init__(self, sorts: WordSorts, agents: Agents) -> None:
        self.sorts = sorts
        self.agents = agents

    def keep(self, sentence: Sentence, found: Sequence[Mention]) -> list[Mention]:
        """The mentions that stand up to every doubt, in order; names of kind ``ignore`` have done their work and go."""
        upos, forms = sentence.upos, sentence.forms
        n = len(forms)
        taken: set[int] | None = None
        titled = None
        kept = []
        for mention in found:
            if mention.entry.note == "office" or mention.entry.kind == "ship":
                found = _joined(sentence, found)
                break
        for mention in found:
            first, last = mention.first, mention.last
            if mention.entry.kind == "ignore" or (mention.entry.kind == "ship" and not mention.entry.last_code):
                continue
            if last - first == 1 and (self.other_word(sentence, mention) or month(sentence, mention)):
                continue
            if last < n and forms[last] in _CURRENCIES and sentence.ends[last - 1] == sentence.starts[last]:
                continue  # "US$50", but "lent Keld $50"
            counted = last < n and upos[last] == "NOUN" and sentence.heads[last - 1] == last
            if counted and self.sorts.is_sort(sentence.lemma_keys[last], "money"):
                continue  # "five million U.S. dollars"
            if first > 1 and forms[first - 2 : first] == ["size", "of"]:
                continue  # "a swath of land the size of Belgium"
            if forms[last - 1] in _INDIANS and _of_america(sentence, mention, found):
                continue
            if mention.entry.kind == "party" and self.goes_on(sentence, mention, found):
                continue
            if mention.entry.kind == "person" and last - first == 1 and self.is_place_of(sentence, first):
                continue
            if (first and upos[first - 1] == "PROPN") or (last < n and upos[last] == "PROPN"):
                if taken is None:
                    taken = {
                        word for other in found if other.entry.use != "later" for word in range(other.first, other.last)
                    }
                if self.longer_name_before(sentence, mention, taken) or self.longer_name_after(
                    sentence, mention, taken
                ):
                    if titled is None:
                        titled = _title_case(sentence)
                    if not titled:
                        continue
            kept.append(mention)
        return kept

    def other_word(self, sentence: Sentence, mention: Mention) -> bool:
        """A single word that the tagger takes for no noun: "Will" at the start of a question, "Polish the floor"."""
        upos = sentence.upos[mention.first]
        if upos not in _NOT_NAMES:
            # A surname or party that is a common word counts only as a proper noun ("Labour", "Rice").
            return upos == "NOUN" and mention.entry.kind == "person" and mention.entry.use == "later"
        form = sentence.forms[mention.first]
        if form.isupper() and len(form) > 1:
            return False
        return mention.entry.kind in ("person", "party", "place") or mention.first == 0

    def goes_on(self, sentence: Sentence, mention: Mention, found: Sequence[Mention]) -> bool:
        """A party's name that is the beginning of another body's: "National Union" of "National Union of Teachers", but
        not "the National Front of Keld", which only says whose it is."""
        forms, last = sentence.forms, mention.last
        if last + 1 >= len(forms) or forms[last] not in ("of", "for"):
            return False
        homes = {entry.last_code[:3] for entry in (mention.entry, *mention.entry.rivals)}
        states = (other.entry for other in found if other.first == last + 1 and other.entry.kind == "country")
        if any(state.last_code[:3] in homes for state in states):
            return False
        return (
            forms[last + 1][:1].isupper()
            and sentence.upos[last + 1] in ("PROPN", "NOUN", "ADJ")
            and mention.entry.alias.split()[-1].lower() in BODY_WORDS
        )

    def is_place_of(self, sentence: Sentence, word: int) -> bool:
        """ "The town of Nasir": a place of a person's name."""
        if word < 2 or sentence.forms[word - 1] != "of":
            return False
        return self.sorts.is_sort(sentence.lemma_keys[word - 2], "territory")

    def longer_name_before(self, sentence: Sentence, mention: Mention, taken: set[int]) -> bool:
        """A proper noun before it that belongs to the same name: "New Keld", "Michael Jordan", "Mr Chad"."""
        before = mention.first - 1
        if before < 0 or not _proper(sentence, before, taken):
            return False
        word = sentence.lemma_keys[before].rstrip(".")
        kind = mention.entry.kind
        if self.sorts.is_sort(word, "direction"):
            return False
        heads, links = sentence.heads, sentence.deprels
        under = mention.first <= heads[before] < mention.last and links[before] in _NAME_LINKS
        over = links[mention.head] in ("flat", "flat:name", "compound") and (
            heads[mention.head] == before
            or (
                heads[mention.head] < before  # "Miguel Doe Morales": all flat on the first word
                and all(_proper(sentence, w, taken) for w in range(max(0, heads[mention.head]), before))
            )
        )
        if not under and not over:
            return False
        title = self.sorts.is_sort(word, "honorific") or self.agents.at(sentence, before) is not None
        if kind in _PLACES:
            return True  # "Mr Jordan" and "Defence Minister Chad" are persons, "New Keld" is another place
        if kind == "org" and mention.last - mention.first == 1:
            return mention.entry.alias in _COMMON_BODIES and not title  # "the Jewish Congress"
        if kind == "person":
            initial = len(sentence.forms[before].rstrip(".")) == 1
            return _is_surname(mention) and not title and not initial
        return False

    def longer_name_after(self, sentence: Sentence, mention: Mention, taken: set[int]) -> bool:
        """A proper noun after it that makes another name: "Georgia Tech", "Jordan Smith", "Trump Tower"."""
        after = mention.last
        if after >= len(sentence) or not _proper(sentence, after, taken):
            return False
        kind = mention.entry.kind
        if kind not in _PLACES and kind != "person":
            return False
        heads, links = sentence.heads, sentence.deprels
        if mention.first <= heads[after] < mention.last:
            return links[after] in ("flat", "flat:name") and self.agents.at(sentence, after) is None
        over = heads[mention.head]
        if over < after or links[mention.head] not in ("compound", "flat", "flat:name", "nmod:desc"):
            return False
        if any(not _proper(sentence, word, taken) for word in range(after, over + 1)):
            return False
        # The word it hangs on may itself modify what tells: "Zorvia Finance Minister Doe".
        while over < heads[over] < len(sentence) and heads[over] == over + 1 and links[over] in _NAME_LINKS:
            over = heads[over]
        # "Zorvia President Doe", "Zorvia Defence Ministry", "Keld Border": words that we know are no part of a name.
        known = any(
            self.agents.at(sentence, word) is not None or self._known(sentence, word) for word in range(after, over + 1)
        )
        return not known

    def _known(self, sentence: Sentence, word: int) -> bool:
        lemma = sentence.lemma_keys[word]
        return any(self.sorts.is_sort(lemma, sort) for sort in _KNOWN_WORDS)


def _joined(sentence: Sentence, found: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, where a name that is an office ("UN chief", note ``office``) is one with its holder's after it, and
    the letters before a ship's name ("USS") with that name, whatever it means by itself."""
    joined: list[Mention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before and before.entry.kind == "ship" and mention.first < before.last:
            continue
        if mention.entry.kind == "ship" and not _christened(sentence, mention):
            continue
        if before and before.entry.note == "office" and before.last == mention.first and mention.entry.kind == "person":
            mention.first = before.first
            inside = range(mention.first, mention.last)
            mention.head = next((word for word in inside if sentence.heads[word] not in inside), mention.head)
            joined.pop()
        joined.append(mention)
    return joined


def _christened(sentence: Sentence, mention: Mention) -> bool:
    """Takes a ship's name into the mention of the letters before it; False where no name follows."""
    upos, forms = sentence.upos, sentence.forms
    last = mention.last
    while last < min(len(forms), mention.last + _SHIP_WORDS) and upos[last] == "PROPN" and forms[last][:1].isupper():
        last += 1
    if last == mention.last:
        return False
    mention.last = last
    inside = range(mention.first, last)
    mention.head = next((word for word in inside if sentence.heads[word] not in inside), mention.head)
    return True


def _of_america(sentence: Sentence, mention: Mention, found: Sequence[Mention]) -> bool:
    """ "Ecuadorean Indians", "Brazil's Indians": its first peoples, nobody from India."""
    before = [m for m in found if m.last <= mention.first and sentence.heads[m.head] == mention.head]
    return any(m.entry.kind in ("country", "demonym") and m.entry.name != mention.entry.name for m in before)


def _is_surname(mention: Mention) -> bool:
    """Whether a person's name is one word, but for a particle: "Doe", "al-Doe", "de Doe"."""
    return sum(part not in _PARTICLES for part in parts(mention.entry.alias)) == 1


def month(sentence: Sentence, mention: Mention) -> bool:
    """A single word that is also a month, where a date stands: "in May", "March 3"."""
    i = mention.first
    if sentence.forms[i].lower() not in MONTHS:
        return False
    before = sentence.forms[i - 1].lower() if i else ""
    after = sentence.forms[i + 1] if i + 1 < len(sentence) else ""
    if before in _BEFORE_MONTHS or before[:1].isdigit() or after[:1].isdigit():
        return True
    return sentence.deprels[i] in ("obl:tmod", "nmod:tmod", "obl:unmarked", "nmod:unmarked")


def _proper(sentence: Sentence, word: int, taken: set[int]) -> bool:
    """A proper noun that no dictionary name covers."""
    form = sentence.forms[word]
    if word in taken or sentence.upos[word] != "PROPN":
        return False
    return form[:1].isupper() or form.startswith(("al-", "el-")) or form in _PARTICLES


def _title_case(sentence: Sentence) -> bool:
    """Whether this is a headline that writes most words with a capital: there, a capital is no sign of a name."""
    words = [form for form in sentence.forms if len(form) > 3 and form.isalpha()]
    return len(words) >= 4 and sum(form[0].isupper() for form in words) >= 0.8 * len(words)

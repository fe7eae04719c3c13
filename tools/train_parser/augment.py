"""What news does to text that treebanks do not show: headlines, curly quotes, missing stops, the past tense.

Every function takes a sentence and gives a changed copy, or None where it does not apply. The tree stays right:
words are only dropped where nothing hangs on them, and only forms, tags and features that follow from the change
are touched.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator

from lexicon import Lexicon
from treebank import DEPREL, FEATS, FORM, HEAD, ID, LEMMA, MISC, UPOS, XPOS, Sentence

_PAST_FEATS = "Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin"


def without(sentence: Sentence, dropped: set[int]) -> Sentence | None:
    """The sentence less the words at these indexes; None where another word hangs on one of them, or where
    one stands in a multiword token."""
    if any(int(word[HEAD]) - 1 in dropped for i, word in enumerate(sentence.words) if i not in dropped):
        return None
    for start, line in sentence.ranges.items():
        end = int(line[ID].split("-")[1])
        if dropped & set(range(start, end)):
            return None
    numbers, kept = {0: 0}, []
    for index, word in enumerate(sentence.words):
        if index not in dropped:
            kept.append(list(word))
            numbers[index + 1] = len(kept)
    if not kept:
        return None
    for word in kept:
        word[ID], word[HEAD] = str(numbers[int(word[ID])]), str(numbers[int(word[HEAD])])
    ranges = {}
    for start, line in sentence.ranges.items():
        first, last = line[ID].split("-")
        line = list(line)
        line[ID] = f"{numbers[int(first)]}-{numbers[int(last)]}"
        ranges[numbers[start + 1] - 1] = line
    return Sentence(kept, ranges, list(sentence.comments))


def headline(sentence: Sentence) -> Sentence | None:
    """Without articles, without "is" and "was" of passives and progressives, without the final stop:
    "A bomb was found in the market." → "Bomb found in market"."""
    if not 5 <= len(sentence.words) <= 20:
        return None
    dropped = {
        index
        for index, word in enumerate(sentence.words)
        if (word[LEMMA] in ("the", "a", "an") and word[DEPREL] == "det")
        or (word[DEPREL] in ("aux:pass", "aux") and word[FORM].lower() in ("is", "are", "was", "were"))
        or (index == len(sentence.words) - 1 and word[FORM] == ".")
    }
    # "is not killed" needs its auxiliary.
    if not dropped or any(word[LEMMA] == "not" for word in sentence.words):
        return None
    changed = without(sentence, dropped)
    if changed is not None:
        for first in (changed.words[0], *([changed.ranges[0]] if 0 in changed.ranges else [])):
            first[FORM] = first[FORM][:1].upper() + first[FORM][1:]
    return changed


def stopless(sentence: Sentence) -> Sentence | None:
    """Without its final stop."""
    last = len(sentence.words) - 1
    if last < 3 or sentence.words[last][FORM] != ".":
        return None
    return without(sentence, {last})


def curly(sentence: Sentence) -> Sentence | None:
    """Straight double quotes in pairs and apostrophes made curly."""
    quotes = [word for word in sentence.words if word[FORM] == '"']
    tokens = [*sentence.words, *sentence.ranges.values()]
    if len(quotes) % 2 or not (quotes or any("'" in word[FORM] for word in tokens)):
        return None
    changed = sentence.copy()
    opening = True
    for word in changed.words:
        if word[FORM] == '"':
            word[FORM] = "“" if opening else "”"
            opening = not opening
    for word in (*changed.words, *changed.ranges.values()):
        word[FORM] = word[FORM].replace("'", "’")
    return changed


def quoted(sentence: Sentence) -> Sentence | None:
    """Straight quotes made single ones, as British news prints them."""
    quotes = [word for word in sentence.words if word[FORM] == '"']
    if not quotes or len(quotes) % 2:
        return None
    changed = sentence.copy()
    for place, word in enumerate(w for w in changed.words if w[FORM] == '"'):
        word[FORM] = "‘’"[place % 2]
    return changed


def dashes(sentence: Sentence) -> Sentence | None:
    """Hyphens between blanks made long dashes."""
    places = [i for i, w in enumerate(sentence.words) if w[FORM] in ("-", "--") and w[MISC].find("SpaceAfter=No") < 0]
    if not places:
        return None
    changed = sentence.copy()
    for place in places:
        changed.words[place][FORM] = "—"
    return changed


def past(sentence: Sentence, lexicon: Lexicon) -> Sentence | None:
    """Finite verbs of the present put into the past: a corpus of summaries in the present tense teaches little
    about "Rebels seized". None where a verb has no known past form."""
    changed, count = sentence.copy(), 0
    be = {"is": "was", "are": "were", "'s": None, "’s": None, "am": None}
    for word in changed.words:
        if word[XPOS] not in ("VBZ", "VBP"):
            continue
        low = word[FORM].lower()
        form = be[low] if low in be else "had" if low in ("has", "have") else "did" if low in ("does", "do") else (
            lexicon.past(word[LEMMA]) if word[UPOS] == "VERB" and word[FORM].islower() else None
        )
        if form is None:
            return None
        form = form.capitalize() if word[FORM][0].isupper() else form
        word[FORM], word[XPOS], count = form, "VBD", count + 1
        number = "Plur" if "Number=Plur" in word[FEATS] else "Sing"
        word[FEATS] = _PAST_FEATS.format(number=number)
    return changed if count else None


def mixed(
    sentences: Iterable[Sentence], shares: dict[str, float], lexicon: Lexicon, random_: random.Random, *, extra: bool
) -> Iterator[Sentence]:
    """The sentences with changes by chance. ``shares``: name of a function here → share of the sentences that it
    applies to. With ``extra`` the changed copy is added; else it stands for the original."""
    functions: dict[str, Callable[[Sentence], Sentence | None]] = {
        "headline": headline, "stopless": stopless, "curly": curly, "quoted": quoted, "dashes": dashes,
        "past": lambda sentence: past(sentence, lexicon),
    }
    for sentence in sentences:
        current = sentence
        for name, share in shares.items():
            if random_.random() < share:
                current = functions[name](current) or current
        if current is sentence or extra:
            yield sentence
        if current is not sentence:
            yield current

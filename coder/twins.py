"""States that are told of by half a name: "the two Koreas", "the North", "the South"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase

if TYPE_CHECKING:
    from .cast import Cast
    from .discourse import Discourse

#: Plurals of a name that two states have.
_PAIRS = {"koreas": ("PRK", "KOR"), "sudans": ("SDN", "SSD"), "congos": ("COD", "COG"), "chinas": ("CHN", "TWN")}
#: What stands before "states" or "countries" and says which.
_REGIONS = {
    "baltic": ("EST", "LVA", "LTU"),
    "nordic": ("DNK", "FIN", "ISL", "NOR", "SWE"),
    "scandinavian": ("DNK", "NOR", "SWE"),
}
#: A direction after "the", and the states of a pair of which the story may tell by it.
_HALVES = {"north": ("PRK", "KOR"), "south": ("KOR", "PRK"), "north's": ("PRK", "KOR"), "south's": ("KOR", "PRK")}
#: What a headline does not end in.
_ENDS = frozenset({".", "?", "!", '"', "”"})
#: What stands below a direction that is no state: "the north of Keld", "the industrial north".
_ONLY_A_PLACE = frozenset({"nmod", "amod", "compound"})


#: What the papers call the two halves, which says of a state how it is.
_HOW_IT_IS = frozenset({"capitalist", "communist", "democratic", "impoverished", "isolated", "nuclear-armed",
                        "reclusive", "rich", "secretive", "stalinist", "starving", "wealthy"})  # fmt: skip
#: Nouns for several states of a region.
STATES = frozenset({"state", "country", "nation", "republic"})


def twin_states(discourse: Discourse, cast: Cast, head: int) -> list[ActorPhrase]:
    """The states of "both Koreas", "the Baltic states"; the one of "the North", where the story names its other half
    or itself; else []."""
    sentence = cast.sentence
    form = sentence.forms[head].lower()
    pair: tuple[str, ...] | None = _PAIRS.get(form)
    if sentence.xpos[head] == "NNS":  # "the Baltic states"
        pair = next((_REGIONS[k] for c in sentence.children[head] if (k := sentence.lemma_keys[c]) in _REGIONS), None)
    if pair is not None:
        return [ActorPhrase(sentence, (head, head + 1), head, country=code, kind="country") for code in pair]
    half = _HALVES.get(form)
    if half is None or not sentence.forms[head][0].isupper():
        return []
    below = sentence.children[head]
    headline = sentence.forms[-1] not in _ENDS and not any(sentence.deprels[c] == "det" for c in below)
    if not headline and not any(sentence.lemma_keys[c] == "the" for c in below):
        return []
    if any(sentence.deprels[c] in _ONLY_A_PLACE and sentence.lemma_keys[c] not in _HOW_IT_IS for c in below):
        return []
    at = discourse.casts.index(cast) if cast in discourse.casts else len(discourse.casts)
    for other in (cast, *reversed(discourse.casts[:at])):
        if any(m.entry.code(cast.date)[:3] in half for m in other.mentions):
            return [ActorPhrase(sentence, (head, head + 1), head, country=half[0], kind="country")]
    return []


def with_its_twin(cast: Cast, phrase: ActorPhrase) -> list[ActorPhrase]:
    """ "North and South Korea": both, where the name covers the second; else [phrase]."""
    forms = cast.sentence.forms
    first = phrase.words[0]
    pair = next((p for p in _PAIRS.values() if phrase.country in p), None)
    if pair is None or first < 2 or forms[first - 1] != "and" or forms[first - 2] not in ("North", "South"):
        return [phrase]
    other = pair[1] if pair[0] == phrase.country else pair[0]
    return [ActorPhrase(cast.sentence, (first - 2, first - 1), first - 2, country=other, kind="country"), phrase]

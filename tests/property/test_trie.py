"""Law: the names that the trie finds are those of a naive longest match over all names."""

from hypothesis import given, settings
from hypothesis import strategies as st

from coder import resources
from coder.actor_files import Row
from coder.actors import ActorDictionary
from coder.entries import NameTable
from coder.names import parts
from coder.sentence import Sentence
from coder.word_sorts import WordSorts

# Few words, so that names overlap, nest and share beginnings.
WORDS = ["Ab", "Cd", "Éf", "Gh-Ij", "al-Kl", "O'Mn", "U.V.", "Wx"]
SORTS = WordSorts.load(resources.dictionaries() / "words" / "heads.csv", [])
NOISE = ["went", ",", "ab", "-", "and"]

name = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
text = st.lists(st.sampled_from(WORDS + NOISE), min_size=1, max_size=12)


def dictionary(names: set[str]) -> ActorDictionary:
    # Kind org: no doubt about neighbours applies, so that only the matching itself is tested.
    rows = [Row({"name": n, "code": "IGO", "kind": "org", "use": "lower"}, "made up", 1) for n in sorted(names)]
    return ActorDictionary(NameTable.build([rows]), [], SORTS)


def naive(names: set[str], tokens: list[str]) -> list[tuple[int, int]]:
    """Word ranges of a left-to-right longest match that starts and ends at token borders."""
    keys = {parts(n) for n in names}
    found, i = [], 0
    while i < len(tokens):
        best = None
        for j in range(i + 1, len(tokens) + 1):
            key = tuple(part for token in tokens[i:j] for part in parts(token))
            if key in keys and parts(tokens[i]) and parts(tokens[j - 1]):
                best = j
        if best is None:
            i += 1
        else:
            found.append((i, best))
            i = best
    return found


@settings(max_examples=300, deadline=None)
@given(st.sets(name, min_size=1, max_size=8), text)
def test_trie_is_naive_longest_match(names, tokens):
    sentence = Sentence(
        tokens, tokens, ["PROPN"] * len(tokens), [-1] + [0] * (len(tokens) - 1), ["root"] + ["dep"] * (len(tokens) - 1)
    )
    mentions = dictionary(names).mentions(sentence)
    whole = [(m.first, m.last) for m in mentions]
    # Names inside a hyphenated token ("Gh" in "Gh-Ij") are found by pieces; none of the names here is one.
    assert whole == naive(names, tokens)

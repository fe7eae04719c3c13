"""Sentence boundaries that no writer set."""

from __future__ import annotations

import pytest

from coder.splits import Token, rejoin


def cut(*parts: str) -> list[str]:
    """Let the tokenizer have ended a sentence after each part; what is left after mending, as text."""
    text = " ".join(parts)
    sentences, at = [], 0
    for part in parts:
        tokens = []
        for word in part.split():
            start = text.index(word, at)
            at = start + len(word)
            # The tokenizer parts a closing mark from its word.
            mark = len(word) - len(word.rstrip("\"')?!"))
            if mark and mark < len(word):
                tokens.append(Token(word[:-mark], start, at - mark))
                tokens.append(Token(word[-mark:], at - mark, at))
            else:
                tokens.append(Token(word, start, at))
        sentences.append(tokens)
    return [text[tokens[0].start : tokens[-1].end] for tokens in rejoin(text, sentences)]


@pytest.mark.parametrize(
    "parts",
    [
        ("Orm sent Gen.", "Doe to Keld ."),
        ("They met on Jan.", "5 in Orm ."),
        ("The U.S.", "Senate met ."),
        ("J.", "Doe left Orm ."),
        ('"Will Keld sign?"', "he asked ."),
        ("He said it .", '"'),
        ("Keld and", "its allies left ."),
        ("Doe Inc.", "said so ."),
        ("The Zorvian", "Army left Orm ."),
        ("Grain!", "won the seat ."),
        ("Orm Inc.", "CEO Jan Doe agreed ."),
    ],
)
def test_parts_of_one_sentence_are_joined(parts):
    assert len(cut(*parts)) == 1


@pytest.mark.parametrize(
    "parts",
    [
        ("Keld agreed .", "Orm did not ."),
        ("They flew to the U.S.", "The envoy stayed ."),
        ("Orm said no.", "Keld said yes ."),
        ("It snowed in Jan.", "Orm froze ."),
        ('"Keld agreed ."', '"Orm did not ."'),
        ("Keld agreed .", "iPhones were banned ."),
        ("The old border dispute :", "Keld agreed ."),
        ("The case was brought by Orm Inc.", "Keld agreed ."),
    ],
)
def test_sentences_stay_apart(parts):
    assert len(cut(*parts)) == len(parts)


def test_nothing_grows_without_end():
    text = "a " * 400
    sentences = [[Token("a", i, i + 1)] for i in range(0, 800, 2)]
    assert max(map(len, rejoin(text, sentences))) == 150

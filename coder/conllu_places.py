"""Where the words of a CoNLL-U sentence stand: offsets stated in MISC, found in ``# text``, or made up from forms."""

from __future__ import annotations

import json
from itertools import pairwise

from .conllu_lines import Draft


def place(draft: Draft) -> tuple[int | None, str, list[int], list[int]]:
    """Start of the sentence (None where the file does not say), its text, and its words' offsets."""
    spans = _stated(draft)
    text = _stated_text(draft)
    if spans is not None:
        first, end = min(a for a, _ in spans), max(b for _, b in spans)
        stated = draft.comments.get("start_char", "")
        start = min(first, int(stated)) if stated.isascii() and stated.isdigit() else first
        fits = text is not None and (len(text) >= end - start if stated else len(text) == end - first)
        if text is not None and fits:
            return start, text, [a for a, _ in spans], [b for _, b in spans]
        start = first
        # The text line was tidied, or is missing: write the words at their places.
        chars = [" "] * (end - start)
        for (a, b), row in zip(spans, draft.rows, strict=True):
            chars[a - start : b - start] = list(row.columns[1][: b - a].ljust(b - a))
        for first, _, form, misc in draft.ranges:
            a, b = spans[first]
            if _offsets(misc) == (a, b) and len(form) == b - a:
                chars[a - start : b - start] = list(form)
        return start, "".join(chars), [a for a, _ in spans], [b for _, b in spans]
    tokens = _tokens(draft)
    if text is not None:
        found = _find(tokens, text)
        if found is not None:
            return None, text, *_spread(found, tokens, draft)
    built, placed = [], []
    at = 0
    for k, (_, _, form, spaced) in enumerate(tokens):
        placed.append((at, at + len(form)))
        built.append(form + (" " if spaced and k + 1 < len(tokens) else ""))
        at += len(built[-1])
    return None, "".join(built), *_spread(placed, tokens, draft)


def _offsets(misc: dict[str, str]) -> tuple[int, int] | None:
    """``start_char`` and ``end_char``, where both stand there and make sense."""
    start, end = misc.get("start_char", ""), misc.get("end_char", "")
    if start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and int(start) < int(end):
        return int(start), int(end)
    return None


def _stated(draft: Draft) -> list[tuple[int, int]] | None:
    """The words' offsets as MISC states them (a range's count for its words), or None unless all are there, in order
    and no farther apart than a sentence can be."""
    spans = [_offsets(row.misc) for row in draft.rows]
    for first, last, form, misc in draft.ranges:
        whole = _offsets(misc)
        if whole is not None and any(span is None for span in spans[first:last]):
            forms = [row.columns[1] for row in draft.rows[first:last]]
            spans[first:last] = _share(whole, form, forms)
    stated = [span for span in spans if span is not None]
    if len(stated) < len(spans) or any(b[0] < a[0] for a, b in pairwise(stated)):
        return None
    room = 1000 + 20 * sum(len(row.columns[1]) for row in draft.rows)
    return stated if max(b for _, b in stated) - stated[0][0] <= room else None


def _stated_text(draft: Draft) -> str | None:
    raw = draft.comments.get("raw_text")
    if raw is not None:
        try:
            value = json.loads(raw)
            if isinstance(value, str) and value:
                return value
        except ValueError:
            pass
    return draft.comments.get("text") or None


def _share(span: tuple[int, int], form: str, forms: list[str]) -> list[tuple[int, int] | None]:
    """A token's offsets for its words: divided where the words spell the token, else the whole for each."""
    if "".join(forms) == form and span[1] - span[0] == len(form):
        shares: list[tuple[int, int] | None] = []
        at = span[0]
        for word in forms:
            shares.append((at, at + len(word)))
            at += len(word)
        return shares
    return [span] * len(forms)


def _tokens(draft: Draft) -> list[tuple[int, int, str, bool]]:
    """Surface tokens: first word, word after the last, form, whether a space follows."""
    ranges = {first: (last, form, misc) for first, last, form, misc in draft.ranges}
    tokens, i = [], 0
    while i < len(draft.rows):
        row = draft.rows[i]
        last, form, misc = ranges.get(i, (i + 1, row.columns[1], row.misc))
        last = min(last, len(draft.rows))
        tokens.append((i, last, form, misc.get("SpaceAfter") != "No"))
        i = last
    return tokens


def _find(tokens: list[tuple[int, int, str, bool]], text: str) -> list[tuple[int, int]] | None:
    """The tokens' places in ``text``, in order; None where one is not there."""
    found, at = [], 0
    for _, _, form, _ in tokens:
        start = text.find(form, at)
        if start < 0 or text[at:start].strip():
            return None
        at = start + len(form)
        found.append((start, at))
    return found


def _spread(
    spans: list[tuple[int, int]], tokens: list[tuple[int, int, str, bool]], draft: Draft
) -> tuple[list[int], list[int]]:
    """Offsets of words from offsets of tokens."""
    starts: list[int] = []
    ends: list[int] = []
    for span, (first, last, form, _) in zip(spans, tokens, strict=True):
        for share in _share(span, form, [row.columns[1] for row in draft.rows[first:last]]):
            start, end = share or span
            starts.append(start)
            ends.append(end)
    return starts, ends

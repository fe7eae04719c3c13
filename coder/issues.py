"""What an event is about: the issue sets that have a word in its clause."""

from __future__ import annotations

from .cast import Cast
from .match import Match, Matcher
from .rules.index import RuleIndex
from .rules.syntax import Outcome

_SKIPPED = frozenset({"parataxis", "advcl", "acl:relcl", "nsubj", "nsubj:pass", "punct", "cc", "mark", "det", "case"})


def issues_of(
    match: Match, changed: Outcome | None, index: RuleIndex, matcher: Matcher, cast: Cast
) -> tuple[str, ...]:
    """The issues of the sets that have a word in the clause: trigger, objects, phrases, inner events. ``changed`` is
    what a mood made of the rule's outcome."""
    found: dict[str, None] = dict.fromkeys(match.rule.outcome.issues)
    if changed is not None:
        found.update(dict.fromkeys(changed.issues))
    lemmas = matcher.lemmas
    if index.issues.keys().isdisjoint(lemmas):
        return tuple(found)
    for word in _words(match, cast):
        for test, issues in index.issues.get(lemmas[word], ()):
            if issues[0] not in found and matcher.is_phrase(test, word):
                found.update(dict.fromkeys(issues))
    return tuple(found)


def _words(match: Match, cast: Cast) -> list[int]:
    clause, sentence = match.clause, cast.sentence
    roots = [clause.head, *clause.objects, *match.used]
    roots += [o.head for o in clause.obliques]
    roots += [head for marker, head in clause.complements if marker not in ("that", "adverbial")]
    for inner in match.inner:
        roots += [inner.head, *inner.clause.objects, *inner.used, *(o.head for o in inner.clause.obliques)]
    # What the rule itself names tells what it is about, also as the agent: "the ceasefire collapsed".
    named = [h for c, h in match.filled if c.role == "agent" and c.kind == "phrase" and not _acts(cast, h)]
    own = set(clause.agents).difference(named)
    seen: set[int] = set()
    stack = [r for r in (*roots, *named) if r not in own]
    deprels, upos = sentence.deprels, sentence.upos
    while stack:
        word = stack.pop()
        if word in seen or word in own:
            continue
        seen.add(word)
        for child in sentence.children[word]:
            relation = deprels[child]
            if relation in _SKIPPED or (relation in ("conj", "ccomp") and upos[child] == "VERB"):
                continue
            stack.append(child)
    return sorted(seen)


def _acts(cast: Cast, word: int) -> bool:
    return any(p.code is not None and p.kind != "force" for p in cast.own(word))

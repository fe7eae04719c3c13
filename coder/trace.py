"""Why an event was coded, or was not: what ``coder explain`` prints.

The matcher and the composer report to a ``Trace`` when there is one; without one, coding pays nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clause import Clause
    from .rules.index import CompiledRule
    from .sentence import Sentence

_LONG = 100


def shorten(text: str) -> str:
    """A rule on one line; a long choice of words in the middle is left out, so that trigger and outcome stay."""
    text = " ".join(text.split())
    return text if len(text) <= _LONG else f"{text[: _LONG - 32]} … {text[-28:]}"


class Trace:
    """Collects, for one sentence, the rules tried at each trigger and the fate of every match."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.clauses: dict[int, Clause] = {}
        self.tried: dict[int, list[str]] = {}
        self.fates: dict[int, list[str]] = {}

    def failed(self, rule: CompiledRule, clause: Clause, reason: str) -> None:
        self.clauses[clause.head] = clause
        self.tried.setdefault(clause.head, []).append(f"–  {rule.place}  {self.source(rule)}\n        {reason}")

    def fired(self, rule: CompiledRule, clause: Clause) -> None:
        self.clauses[clause.head] = clause
        self.tried.setdefault(clause.head, []).append(f"✓  {rule.place}  {self.source(rule)}")

    def fate(self, head: int, what: str) -> None:
        """What became of the match at ``head``: coded, used up by an outer event, dropped, and why."""
        self.fates.setdefault(head, []).append(what)

    @staticmethod
    def source(rule: CompiledRule) -> str:
        from dataclasses import replace

        from .rules.writer import write

        return " ".join(write(replace(rule.rule, examples=())).split())

    # ---------------------------------------------------------------- text

    def summary(self, limit: int = 2) -> list[str]:
        """A few lines a trigger: its clause, the rule that fired and what became of it, or the last ``limit`` tried.

        Nouns and adjectives that nobody does and that brought no rule to fire are passed over.
        """
        lines = []
        for head, clause in self.clauses.items():
            tried = self.tried.get(head, ())
            fired = [text for text in tried if text.startswith("✓")]
            if not fired and clause.kind != "v" and not clause.agents and not clause.objects:
                continue
            lines.append(f"“{self.sentence.forms[head]}”: {self.clause(clause)}")
            for text in fired or tried[-limit:]:
                rule, _, reason = text.partition("\n")
                lines.append(f"  {shorten(rule)}" + (f" — {reason.strip()}" if reason else ""))
            if not fired and len(tried) > limit:
                lines.append(f"  –  {len(tried) - limit} more that did not fire")
            lines += [f"  ⇒  {fate}" for fate in self.fates.get(head, ())]
        return lines or ["no rule fired, and no verb of it begins one"]

    def tree(self) -> str:
        """The dependency tree, a word a line: number, word, lemma, part of speech, relation and head."""
        s = self.sentence
        width = max((len(f) for f in s.forms), default=1)
        lines = []
        for i, form in enumerate(s.forms):
            depth, node = 0, i
            while s.heads[node] >= 0 and depth < 30:
                node, depth = s.heads[node], depth + 1
            head = s.forms[s.heads[i]] if s.heads[i] >= 0 else "ROOT"
            word = f"{i:3} {form:{width}}  {s.lemmas[i]:{width}}  {s.upos[i]:5}"
            lines.append(f"  {word} {'· ' * min(depth, 12)}{s.deprels[i]} ← {head}")
        return "\n".join(lines)

    def clause(self, clause: Clause) -> str:
        """One clause in words: who acts, on what, with which phrases, and by which constructions."""
        forms = self.sentence.forms

        def words(heads: list[int]) -> str:
            return ", ".join(forms[h] for h in heads) or "–"

        parts = [f"agent: {words(clause.agents)}", f"object: {words(clause.objects)}"]
        parts += [f"{o.preposition}: {forms[o.head]}" for o in clause.obliques]
        parts += [f"{marker} … {forms[head]}" for marker, head in clause.complements]
        if clause.support >= 0:
            parts.append(f"light verb: {forms[clause.support]}")
        how = f"   ({', '.join(dict.fromkeys(clause.constructions))})" if clause.constructions else ""
        return "; ".join(parts) + how

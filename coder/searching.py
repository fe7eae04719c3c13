"""Where a target may stand: the words of a clause in the order in which they are looked at.

The order is the one that ``grammars/README.md`` promises to rule writers; which prepositions can introduce a target is
listed here. ``targets`` reads what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator

from .cast import Cast
from .clause import Oblique
from .match import Match, Matcher

#: Prepositions of a participant, in the order of preference; the others only locate or date.
PARTICIPANT = ("against", "on", "upon", "to", "with", "toward", "towards", "at", "for", "from", "of", "over", "between",
               "into", "by", "about", "behind", "onto", "alongside", "among", "on_behalf_of", "in_favour_of",
               "in_favor_of", "under", "out_of", "away_from")  # fmt: skip
#: Prepositions of the other party of something mutual; "at the palace" only locates.
PARTNER = ("with", "between", "to", "against", "alongside", "among", "together_with", "from", "by", "of")
#: Of these a participant counts although no dictionary knows it, if it is a person or a name.
AIMED = ("against", "on", "to", "with", "at", "from")
PLACE = (
    "in",
    "near",
    "around",
    "across",
    "inside",
    "outside",
    "throughout",
    "within",
    "at",
    "into",
    "through",
    "along",
    "off",
)
#: Kinds of phrases that are actors themselves and not just owned by one ("Keldish soldiers", not "Keld's plan").
_ACTING = frozenset({"agent", "person", "group", "org", "party", "people", "body", "force"})
#: Types about what others do: their target is who does the inner event ("condemned the shelling of Orm by Keld": KEL).
#: The other types govern one's own doing ("refused to release", "threatened to attack"): the inner target.
ABOUT_OTHERS = frozenset({"ACCUSE", "REQUEST", "SUPPORT"})


class Searching:
    """The candidates for the targets of one sentence's matches, as heads."""

    def __init__(self, cast: Cast, matcher: Matcher) -> None:
        self.cast = cast
        self.matcher = matcher
        self.clauses = cast.clauses

    def stages(self, match: Match, parties: int) -> Iterator[tuple[bool, list[int]]]:
        """(whether unknown actors count, heads) in the order in which a target is looked for."""
        clause = match.clause
        bound = {head for constraint, head in match.filled if constraint.kind == "slot"}
        objects = [h for h in clause.objects if h not in match.used and h not in bound]
        yield True, objects
        inner_heads = {m.head for m in match.inner}
        used_objects = [h for h in match.used if h not in clause.agents and h not in inner_heads]
        if match.rule.arrow != "<->":  # what is exchanged is no party
            yield False, [h for h in used_objects if any(p.kind in _ACTING for p in self.cast.own(h))]
        if match.rule.outcome.type in ABOUT_OTHERS:
            # "called for the release of the pilots by Keld": who is to do it
            yield False, [a for h in used_objects if self.matcher.entries(h)[1] for a in self.clauses.noun(h).agents]
        owners = [o for h in used_objects for o in self.cast.owners(h) if o not in match.used]
        yield True, [o for o in owners if self.cast.can_fill(o) > 1]
        if match.rule.outcome.type == "ACCUSE" and match.inner:
            return  # what is condemned names its victims, not the accused
        partners = PARTNER if match.rule.arrow == "<->" else PARTICIPANT
        obliques = self.obliques(match, partners)
        for near in (True, False):
            heads_of: dict[str, list[int]] = {}
            for oblique in obliques:
                if oblique.near is near:
                    heads_of.setdefault(oblique.preposition, []).append(oblique.head)
            for preposition in partners:
                heads = heads_of.get(preposition)
                if heads:
                    yield preposition in AIMED, [h for h in heads if self.cast.can_fill(h) > 1]
        if match.rule.arrow == "<->" and parties > 1:
            return  # both parties are named already
        loose = [o.head for o in obliques if not self.known(o.head)]
        yield False, [o for h in (*objects, *loose) for o in self.cast.owners(h)]
        below = [pair for h in (*used_objects, *objects, *loose) for pair in self.below(h)]
        for preposition in partners:
            heads = [h for p, h in below if p == preposition and h not in match.used]
            if heads:
                yield False, heads
        if match.rule.outcome.type in ABOUT_OTHERS:
            # "demanded that Keld stop the works": the subject of what is demanded.
            for marker, head in clause.complements:
                if marker == "that":
                    inner = self.clauses.verb(head)
                    yield False, inner.agents or inner.objects
        if match.rule.outcome.type == "PROTEST":
            # "protested outside the Keldish embassy"
            yield (
                False,
                [
                    o.head
                    for o in clause.obliques
                    if o.preposition in ("outside", "in_front_of", "near", "at")
                    and self.cast.sectors(o.head) - {"STATE"}
                ],
            )
        # "refused to allow the plane in", "agreed to accept refugees": what the infinitive is about.
        for head in self.complements(match):
            inner = self.clauses.verb(head)
            yield False, inner.objects
            yield False, [o for h in inner.objects for o in self.cast.owners(h)]
            yield False, [h for o in inner.objects for p, h in self.below(o) if p in PARTICIPANT or p in PLACE]
            for preposition in PARTICIPANT:
                yield False, [o.head for o in inner.obliques if o.preposition == preposition]

    def known(self, head: int) -> bool:
        return any(p.resolved for p in self.cast.own(head))

    def below(self, head: int, depth: int = 0) -> list[tuple[str, int]]:
        """(preposition, head) of the phrases below a noun: "a truce [with Keld]", "withdrawal of troops [from
        Keld]"."""
        found: list[tuple[str, int]] = []
        for child in self.cast.sentence.children[head]:
            if self.cast.sentence.deprels[child] == "nmod" and depth < 3:
                preposition = self.clauses.preposition(child)
                found += [(preposition, h) for h in self.clauses.conjuncts(child)]
                found += self.below(child, depth + 1)
            elif self.cast.sentence.deprels[child] == "acl" and self.cast.sentence.upos[child] == "VERB" and depth < 2:
                # "the sanctions imposed [on Keld]"
                found += [(o.preposition, o.head) for o in self.clauses.verb(child).obliques if o.head != head]
        return found

    @staticmethod
    def complements(match: Match) -> list[int]:
        """Heads of the infinitives and gerunds that the match governs and that are not events of their own."""
        inner = {m.head for m in match.inner}
        return [
            h
            for marker, h in match.clause.complements
            if marker in ("to", "ing", "from", "of", "into") and h not in inner
        ]

    def obliques(self, match: Match, prepositions: tuple[str, ...]) -> list[Oblique]:
        return [o for o in match.clause.obliques if o.preposition in prepositions and o.head not in match.used]

    def things(self, match: Match, suffers_in_place: bool) -> list[tuple[bool, list[int]]]:
        """(whether they are places, heads) of what an event was done to where that is no actor: the rule's object, what
        a gerund or infinitive is about, a place; places first for types that are suffered in them."""
        clause = match.clause
        complements = [self.clauses.verb(h) for h in self.complements(match)]
        near = [
            [h for m in match.inner for h in m.clause.objects],
            [
                o.head
                for o in self.obliques(match, PARTICIPANT)
                if o.preposition in ("into", "on", "against", "over", "of", "to")
            ],
        ]
        own = [
            [h for h in match.used if h not in clause.agents],
            [h for c in complements for h in c.objects],
            [h for m in match.inner for h in (*m.clause.objects, *m.used)],
        ]
        places = [
            [o.head for o in self.obliques(match, PLACE)],
            [o.head for c in complements for o in c.obliques if o.preposition in PLACE],
            [o.head for m in match.inner for o in m.clause.obliques if o.preposition in PLACE],
        ]
        stages = [*near, *places, *own] if suffers_in_place else [*near, *own, *places]
        return [(stage in places, stage) for stage in stages]

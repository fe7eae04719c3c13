"""An event on its way to a record: what the composer makes of a match, and what repeats and politics look at."""

from __future__ import annotations

from .actor_phrase import ActorPhrase

#: The CAMEO code of exercises that several countries hold together.
_JOINT_EXERCISE = "062"
_OWN_EXERCISE = "150"
#: The CAMEO code of an agreement on something of the kind.
_PROMISED = "0312"
_JOINT = frozenset({"allied", "bilateral", "combined", "international", "joint", "multinational", "trilateral"})


class Draft:
    """An event on its way to a record. ``words`` are the trigger's words; ``place`` names the rule."""

    __slots__ = (
        "attribution",
        "cameo",
        "charged",
        "head",
        "issues",
        "marks",
        "means",
        "mode",
        "mutual",
        "ordinary",
        "place",
        "source",
        "specificity",
        "target",
        "things",
        "type",
        "words",
    )  # fmt: skip

    def __init__(self, head: int, type: str, mode: str | None, cameo: str, place: str) -> None:
        self.head = head
        self.type = type
        self.mode = mode
        self.cameo = cameo
        self.place = place
        self.source: list[ActorPhrase] = []
        self.target: list[ActorPhrase] = []
        self.things: list[ActorPhrase] = []
        self.means: list[ActorPhrase] = []
        self.mutual = False
        self.ordinary = False  # a crime among private people, a game
        self.charged = False  # private people in a sentence of politics
        self.marks: frozenset[str] = frozenset()
        self.attribution: list[ActorPhrase] = []
        self.issues: tuple[str, ...] = ()
        self.words: list[int] = []
        self.specificity = 0

    def share_exercise(self, around: set[str]) -> None:
        """Coding guide: a country's own exercise is MOBILIZE, one held together is COOPERATE, each with the other.
        ``around``: the words before the exercise."""
        own = _JOINT.isdisjoint(around) and not any(w[:1].isupper() for w in around) and not self.target
        if self.type == "COOPERATE" and own and all("MIL" in p.sectors for p in self.source):
            self.type, self.mode, self.cameo = "MOBILIZE", "troops", _OWN_EXERCISE
        if self.type != "MOBILIZE":
            return
        if len({p.country for p in self.source if p.country}) > 1:
            self.type, self.mode, self.cameo = "COOPERATE", None, _JOINT_EXERCISE
            self.source, self.target, self.mutual = self.source[:1], self.source[1:], True

    def promise_exercise(self) -> None:
        """ "Keld and Orm will hold exercises in August": an agreement, as all that states will do together."""
        if self.type == "COOPERATE" and self.cameo == _JOINT_EXERCISE and self.marks == {"future"}:
            self.type, self.cameo, self.marks = "AGREE", _PROMISED, frozenset()


def of_one_home(drafts: list[Draft]) -> list[Draft]:
    """ "German police arrested a Keldish doctor accused of torture, prosecutors said": who says all of it is of one
    country, that of the first event that tells it."""
    told: dict[tuple[int, int], ActorPhrase] = {}
    for draft in drafts:
        for phrase in draft.attribution:
            span = (phrase.start, phrase.end)
            if span not in told or not told[span].country:
                told[span] = phrase
    for draft in drafts:
        draft.attribution = [told[p.start, p.end] for p in draft.attribution]
    return drafts

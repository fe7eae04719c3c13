"""What several judge one after the other: "Tave denounced the offensive. Brin denounced [it] too", "Orm backed the
strikes, and Brin condemned [them]": the deed, and so those whose it is, and not whoever judged it first.

In: the cast of a sentence and a pronoun. Out: whom it blames or praises; None where it takes up no deed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .owning import at_word, owners_before
from .told_nouns import SPEECH_ACTS

if TYPE_CHECKING:
    from .actor_phrase import ActorPhrase
    from .cast import Cast

#: Verbs of judgement.
_JUDGING = frozenset({"applaud", "back", "brand", "condemn", "criticise", "criticize", "decry", "defend", "denounce",
                      "deplore", "describe", "dismiss", "endorse", "hail", "label", "oppose", "praise", "slam",
                      "support", "welcome"})  # fmt: skip
_JUDGED = frozenset({"ACCUSE", "SUPPORT"})
_IT, _THEM = frozenset({"it"}), frozenset({"them"})
#: How many sentences back it may have been judged first.
_BACK = 2


def judged_again(cast: Cast, word: int) -> list[ActorPhrase] | None:
    """Whose the deed is that the pronoun at ``word`` stands for."""
    sentence = cast.sentence
    form, verb = sentence.forms[word].lower(), sentence.heads[word]
    if form not in _IT | _THEM or sentence.deprels[word] != "obj" or sentence.lemma_keys[verb] not in _JUDGING:
        return None
    casts = cast.discourse.casts
    at = casts.index(cast) if cast in casts else len(casts)
    for other in (cast, *reversed(casts[max(0, at - _BACK) : at])):
        end = word if other is cast else len(other.sentence)
        noun = _judged(other, end, "NNS" if form in _THEM else "NN", verb if other is cast else -1)
        if noun < 0:
            continue
        told = [t for t in cast.discourse.story.told() if t.sentence is other and t.type in _JUDGED]
        if told and all(p.resolved for p in told[-1].target):
            return at_word(sentence, told[-1].target, word)
        judge = [p for a in cast.clauses.verb(verb).agents if a not in cast.busy for p in cast.own(a)]
        found = [p for h in other.owners(noun) for p in other.own(h) if p.resolved]
        found = found or owners_before(other, noun, {p.code for p in judge if p.code})
        return at_word(sentence, found, word)
    return None


def _judged(cast: Cast, end: int, tag: str, but: int) -> int:
    """The last deed before a word that a verb of judgement has for its object; -1 for none."""
    sentence = cast.sentence
    for noun in range(end - 1, -1, -1):
        verb = sentence.heads[noun]
        if sentence.xpos[noun] != tag or sentence.deprels[noun] != "obj" or verb < 0 or verb == but:
            continue
        if sentence.lemma_keys[verb] in _JUDGING and sentence.lemma_keys[noun] in SPEECH_ACTS:
            return noun
    return -1

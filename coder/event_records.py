"""Drafts → event records: ids, offsets, scores; and which drafts become none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .dates import event_date
from .event import Actor, CoderVersion, Event, Trigger
from .political import political, stands_alone

if TYPE_CHECKING:
    from .draft import Draft
    from .ontology import Ontology
    from .phrases import ActorPhrase
    from .sentence import Document, Sentence

#: A trigger's text shows the whole predicate ("had rejected") unless it spreads over more words than this.
_TRIGGER_SPAN = 7


class Records:
    """Makes the records of one coder."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology

    def event(
        self, document: Document, number: int, sentence: Sentence, draft: Draft, keep: bool, coder: CoderVersion
    ) -> Event | None:
        """The record of a draft from sentence ``number`` of a document, or None where it is not to be kept: unless
        ``keep``, events with a side that no dictionary knows, without any country, or without politics go."""
        source = [_actor(p, sentence) for p in draft.source]
        target = [_actor(p, sentence) for p in draft.target]
        if not keep:
            known_source = [a for a in source if a.country is not None or a.code is not None]
            known_target = [a for a in target if a.country is not None or a.code is not None]
            if (source and not known_source) or (target and not known_target and not stands_alone(draft)):
                return None
            if not any(a.country for a in known_source + known_target) or not political(draft):
                return None
            source, target = known_source, known_target
        else:
            target = [_actor(_whole(p, sentence), sentence) for p in draft.target or draft.things]
            source = source or [_actor(p, sentence) for p in draft.means]
        trigger = _trigger(sentence, draft)
        outcome = f"{draft.type}.{draft.mode}" if draft.mode else draft.type
        sides = [",".join(f"{a.code or a.text}@{a.start}" for a in side) for side in (source, target)]
        key = "\x1f".join([document.id, str(trigger.start), outcome, *sides])
        return Event(
            id=hashlib.sha256(key.encode()).hexdigest()[:20],
            document=document.id,
            sentence=number,
            date=document.date,
            event_date=event_date(
                sentence, draft.words, document.date, "future" in draft.marks or draft.type == "AGREE"
            ),
            event=draft.type,
            mode=draft.mode,
            contexts=self._ontology.contexts(draft.cameo),
            issues=draft.issues,
            cameo=draft.cameo,
            quad=self._ontology.quad(draft.type),
            score=self._ontology.score(draft.type, draft.mode),
            goldstein=self._ontology.goldstein(draft.cameo),
            source=tuple(source),
            target=tuple(target),
            mutual=draft.mutual,
            negated="negated" in draft.marks,
            future="future" in draft.marks,
            hypothetical="hypothetical" in draft.marks,
            historical="historical" in draft.marks,
            attribution=tuple(_actor(p, sentence) for p in draft.attribution),
            trigger=trigger,
            rule=draft.place,
            text=sentence.text,
            coder=coder,
        )


def _whole(phrase: ActorPhrase, sentence: Sentence) -> ActorPhrase:
    """What no dictionary knows with all that describes it: "the health needs [of people hit by floods in Keld]"."""
    here = sentence.start <= phrase.start < sentence.end and phrase.head < len(sentence)
    if phrase.code is not None or not here or sentence.upos[phrase.head] != "NOUN":
        return phrase
    last = phrase.words[1]
    below = set(sentence.subtree(phrase.head))
    while last in below:
        last += 1
    while sentence.upos[last - 1] == "PUNCT":
        last -= 1
    return phrase.stretched(sentence, phrase.words[0], last)


def _actor(phrase: ActorPhrase, sentence: Sentence) -> Actor:
    return Actor(
        # The speaker of a quotation may stand in another sentence.
        text=(
            sentence.surface(phrase.start, phrase.end)
            if sentence.start <= phrase.start < sentence.end
            else phrase.text
        ),
        start=phrase.start,
        end=phrase.end,
        code=phrase.code,
        country=phrase.country,
        sectors=tuple(phrase.sectors),
        name=phrase.name,
        id=phrase.id,
    )


def _trigger(sentence: Sentence, draft: Draft) -> Trigger:
    """The predicate with its auxiliaries, particle and light verb, if they stand close together."""
    words = set(draft.words)
    for word in draft.words:
        for child in sentence.children[word]:
            near = sentence.deprels[child] in ("aux", "aux:pass", "compound:prt")
            if near or sentence.lemma_keys[child] in ("not", "n't"):
                words.add(child)
    first, last = min(words), max(words)
    if last - first >= _TRIGGER_SPAN:
        first = last = draft.head
    start, end = sentence.starts[first], sentence.ends[last]
    return Trigger(text=sentence.surface(start, end), start=start, end=end)

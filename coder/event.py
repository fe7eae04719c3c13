"""The event record: what comes out, field for field as users publish it.

pydantic stands here, at the boundary; inside the engine plain slotted objects do the work (they are several times
cheaper, and most drafts never become events).
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Actor(BaseModel):
    """One participant of an event.

    ``start`` and ``end`` are character offsets into the document, half-open, and
    ``document_text[start:end] == text``; they mark the mention that fills the role in the event's own sentence, also
    where ``code`` was resolved from elsewhere (a pronoun). ``code`` is the CAMEO style join (``UKRGOV``), None for an
    actor that no dictionary knows; ``country`` an ISO 3166 alpha-3 code, ``KOS``, or one of UNO, EUR, IGO, NGO, MNC,
    ISM, IMG; ``sectors`` PLOVER sector codes; ``name`` the canonical dictionary entry; ``id`` a Wikidata id.
    """

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int
    code: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    name: str | None = None
    id: str | None = None


class Trigger(BaseModel):
    """The words that carried the event; offsets into the document, half-open (they span gaps: "ruled … out")."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int
    end: int


class CoderVersion(BaseModel):
    """What is needed to repeat a coding: package version, dictionary fingerprint (SHA-256, shortened), parser model."""

    model_config = ConfigDict(frozen=True)

    version: str
    dictionaries: str
    model: str | None = None


class Event(BaseModel):
    """Who did what to whom, coded from one sentence.

    ``quad`` runs 1–4 (verbal/material cooperation, verbal/material conflict); ``score`` is PLOVER's intensity,
    ``goldstein`` the value of the CAMEO code. ``mutual`` says that each side acts on the other; ``source`` then holds
    the first-named party and ``target`` the others. ``rule`` names file and line of the rule that coded the event.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    document: str
    sentence: int
    date: str | None = None
    event_date: str | None = None
    event: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    cameo: str
    quad: int
    score: float | None = None
    goldstein: float | None = None
    source: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()
    mutual: bool = False
    negated: bool = False
    future: bool = False
    hypothetical: bool = False
    historical: bool = False
    attribution: tuple[Actor, ...] = ()
    trigger: Trigger
    rule: str
    text: str
    coder: CoderVersion = Field(repr=False)

    def __str__(self) -> str:
        from .notation import line

        return line(self)

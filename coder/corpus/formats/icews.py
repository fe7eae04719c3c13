"""ICEWS: 20 columns, tab separated, with a header.

A row a pair; mutual events stand there in both directions. Sectors carry the names that ICEWS uses, ``Intensity`` is
the value of the CAMEO code, sentences count from 1, and what is not known here (publisher, place) stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...event import Actor, Event
from .base import Format, cameo_of, clean, foreign, iso, names_of_countries, number, numbered, ontology

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

SECTORS = {
    "COP": "Police", "GOV": "Government", "JUD": "Judicial", "LEG": "Legislative / Parliamentary", "MIL": "Military",
    "PRM": "Government Paramilitary", "PTY": "Parties", "REB": "Rebel", "SPY": "State Intelligence",
    "UAF": "Unidentified Forces", "UNK": "Unspecified", "AGR": "Agricultural", "BUS": "Business",
    "CRM": "Criminals / Gangs", "CVL": "General Population / Civilian / Social", "EDU": "Education", "ELI": "Elite",
    "JRN": "Media", "LAB": "Labor", "MED": "Medical / Health", "REF": "Refugees / Displaced", "OPP": "Dissident",
    "PRE": "Partially Recognized", "REL": "Religious", "SOC": "Social",
}  # fmt: skip
_MORE = {
    "executive": "GOV", "executive office": "GOV", "cabinet": "GOV", "legislative": "LEG", "lower house": "LEG",
    "upper house": "LEG", "(national) major party": "PTY", "(national) minor party": "PTY", "news": "JRN",
    "insurgents": "REB", "separatists": "REB", "protestors / popular opposition / mobs": "CVL", "civilian": "CVL",
    "opposition": "OPP", "banned parties": "PTY", "army": "MIL", "navy": "MIL", "air force": "MIL",
    "special forces": "MIL", "intelligence": "SPY", "exiles": "ELI",
}  # fmt: skip
_CODES = {name.lower(): code for code, name in SECTORS.items()} | _MORE
_COUNTRIES = {
    "russian federation": "RUS", "occupied palestinian territory": "PSE", "united nations": "UNO",
    "european union": "EUR", "kosovo": "KOS", "cote d'ivoire": "CIV", "viet nam": "VNM",
}  # fmt: skip


def _side(actor: Actor | None) -> list[str]:
    """Name, sectors, country."""
    if actor is None:
        return ["", "", ""]
    code = ontology().codes.get(actor.country or "")
    sectors = ",".join(SECTORS.get(sector, sector) for sector in actor.sectors)
    return [clean(actor.name or actor.text), sectors, code.label if code else ""]


def rows(event: Event) -> Iterator[list[str]]:
    """A row a pair."""
    code = ontology().code(event.cameo)
    for id, (source, target) in numbered(event):
        yield [
            id, event.event_date or event.date or "", *_side(source), code.label if code else "", event.cameo,
            number(event.goldstein), *_side(target), clean(event.document), str(event.sentence + 1),
            "", "", "", "", "", "", "",
        ]  # fmt: skip


def _actor(name: str, sectors: str, country: str) -> tuple[Actor, ...]:
    if not name and not sectors and not country:
        return ()
    lower = country.strip().lower()
    place = _COUNTRIES.get(lower) or names_of_countries().get(lower)
    found = tuple(dict.fromkeys(_CODES[s] for part in sectors.split(",") if (s := part.strip().lower()) in _CODES))
    code = ontology().join(place, found) or None
    return (Actor(text=name, start=0, end=0, code=code, country=place, sectors=found, name=name or None),)


def read(cells: dict[str, str]) -> Event:
    """The event of a row. ICEWS' ids are unique only with the date, so ours is made of both and of the sides."""
    sentence = cells["Sentence Number"].strip()
    day = iso(cells["Event Date"])
    return foreign(
        "icews",
        {name: cells[name] for name in ("Event ID", "Event Date", "Source Name", "Target Name", "CAMEO Code")},
        document=cells["Story ID"],
        sentence=int(sentence) - 1 if sentence.isdigit() else 0,
        date=day,
        cameo=cameo_of(cells["CAMEO Code"]),
        source=_actor(cells["Source Name"], cells["Source Sectors"], cells["Source Country"]),
        target=_actor(cells["Target Name"], cells["Target Sectors"], cells["Target Country"]),
    )


FORMAT = Format(
    "icews", COLUMNS, True, rows, read,
    frozenset({"event date", "CAMEO code", "names of actors", "unresolved actors", "sentence number"}),
)  # fmt: skip

"""CAMEO's actor codes → ours. They share most codes; where they differ, ``dictionaries/cameo_actors.csv`` says how."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from .. import resources
from ..actor_files import ENTITIES, SECTORS, declared, read_actors, table
from ..errors import CheckError, CoderError

_CODE = re.compile(r"(?:[A-Z]{3})+")
#: Codes of countries that ISO 3166 writes otherwise.
_COUNTRIES = {"PAL": "PSE", "ROM": "ROU", "KSV": "KOS", "TMP": "TLS", "ZAR": "COD", "BUR": "MMR", "EEC": "EUR"}
_EUROPE = "EUR"


@dataclass(frozen=True, slots=True)
class Code:
    """A code of ours, "" where there is none: ``problem`` then says why.

    ``lost`` are parts without a counterpart. ``new`` is a first part that nobody knows: a user's own country.
    """

    code: str
    lost: tuple[str, ...] = ()
    problem: str = ""
    new: str = ""


@cache
def _counterparts() -> dict[str, str]:
    errors: list[CoderError] = []
    path = resources.dictionaries() / "cameo_actors.csv"
    found = {cells["cameo"]: cells["code"] for cells, _, _ in table(path, ("cameo", "code", "note"), errors)}
    if errors:
        raise CheckError(errors)
    return found


@cache
def _countries() -> frozenset[str]:
    return frozenset(declared([read_actors(sorted((resources.dictionaries() / "actors").glob("*.csv")), [])]))


def convert(cameo: str) -> Code:
    """The code of ours for one of CAMEO's.

    >>> convert("ZAFINS").code, convert("IGOUNO").code, convert("IRNSHIMED").code, convert("IRNSHIMED").lost
    ('ZAFREB', 'UNO', 'IRNJRN', ('SHI',))
    """
    if not _CODE.fullmatch(cameo):
        return Code("", problem=f"a code is made of three-letter parts in capitals, not {cameo!r}")
    parts = [cameo[i : i + 3] for i in range(0, len(cameo), 3)]
    lost: list[str] = []
    head = new = ""
    if parts[0] == _EUROPE and len(parts) == 1:
        return Code("", problem="EUR is all of Europe in CAMEO and the European Union here")
    for part in parts if parts[0] == "IGO" else ():
        if part in ("UNO", "EEC"):
            head = _COUNTRIES.get(part, part)
    if head:
        lost = [part for part in parts if part not in ("IGO", "UNO", "EEC", _EUROPE)]
        parts = []
    elif (first := _COUNTRIES.get(parts[0], parts[0])) in _countries():
        head, parts = first, parts[1:]
    elif _sector(parts[0]) is None:
        head, parts, new = parts[0], parts[1:], parts[0]
    sectors: list[str] = []
    for part in parts:
        found = _sector(part)
        if found:
            sectors.append(found)
        else:
            lost.append(part)
    if not head:
        # An organisation may stand anywhere in CAMEO's codes, and stands first in ours.
        head = next((sector for sector in sectors if sector in ENTITIES), "")
        sectors = [sector for sector in sectors if sector != head]
    code = head + "".join(dict.fromkeys(sectors))
    return Code(code, tuple(lost), "" if code else f"{cameo} has no counterpart here", new)


def _sector(part: str) -> str | None:
    """Our sector or organisation for a part of a code; "" where it is known to have none, None where it is unknown."""
    found = _counterparts().get(part, part)
    return found if not found or found in SECTORS or found in ENTITIES else None

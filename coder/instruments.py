"""What an attack was made with, where a phrase names it: "set a refinery ablaze [with drones]"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .clause_record import Clause
    from .sentence import Sentence

#: The mode of violence that each tool or weapon means.
_TOOLS = {
    "drone": ("drone", "uav", "quadcopter"),
    "heavy-weapons": ("artillery", "cannon", "howitzer", "missile", "mortar", "rocket", "shell", "tank"),
    "firearms": ("gun", "handgun", "machine-gun", "pistol", "revolver", "rifle", "shotgun", "submachine-gun"),
    "explosives": ("bomb", "dynamite", "explosive", "explosives", "grenade", "landmine"),
    "primitive": ("axe", "bayonet", "blade", "cutlass", "dagger", "hatchet", "knife", "machete", "spear", "sword"),
    "beat": ("baton", "belt", "bludgeon", "club", "cudgel", "fist", "stick", "truncheon", "whip"),
}  # fmt: skip
_MODES = {word: mode for mode, words in _TOOLS.items() for word in words}


def mode_of_tools(sentence: Sentence, clause: Clause, type: str, mode: str | None) -> str | None:
    """The mode of an event: that which the tools of an attack mean, where its words have told none."""
    if type != "ASSAULT" or mode not in (None, "destroy"):
        return mode
    for oblique in clause.obliques:
        if oblique.preposition == "with" and (told := _MODES.get(sentence.lemma_keys[oblique.head])):
            return told
    return mode

"""Nouns that take up what a story has told: "the appeal", "the raid", "the crackdown".

In: nothing. Out: for each noun the types of events that it may mean.
"""

from __future__ import annotations

MEASURES = frozenset({"sanction", "tariff", "embargo", "levy", "duty"})
#: What those do who hold power against those who defy them.
CRACKDOWNS = frozenset({"crackdown", "clampdown", "repression"})
#: How soldiers go.
LEAVING = frozenset({"withdrawal", "pullout", "pullback"})
#: How they do not: verbs of other things that are given back or taken away.
NO_LEAVING = frozenset({"dismantle", "free", "hand", "lift", "release", "remove", "resign", "return"})
#: What is said to somebody, who then answers it.
ADDRESSED = frozenset({"accusation", "allegation", "appeal", "call", "charge", "demand", "plea",
                       "request", "threat", "ultimatum", "warning"})  # fmt: skip
#: Nouns that take up an event told before, and its types.
SPEECH_ACTS = {
    **dict.fromkeys(("demand", "request", "call", "appeal", "ultimatum", "plea"), ("REQUEST",)),
    **dict.fromkeys(
        ("offer", "proposal", "plan", "initiative", "invitation", "idea", "overture", "suggestion"),
        ("AGREE", "REQUEST", "CONCEDE"),
    ),
    **dict.fromkeys(("accusation", "allegation", "criticism", "charge", "claim", "complaint"), ("ACCUSE",)),
    **dict.fromkeys(("comment", "remark"), ("ACCUSE", "REQUEST", "THREATEN")),
    **dict.fromkeys(("threat", "warning"), ("THREATEN",)),
    **dict.fromkeys(
        (
            "attack",
            "raid",
            "strike",
            "bombing",
            "shelling",
            "assault",
            "killing",
            "invasion",
            "massacre",
            "bombardment",
            "violence",
            "ambush",
            "murder",
            "assassination",
            "shooting",
            "kidnapping",
            "abduction",
            "atrocity",
            "beheading",
            "blast",
            "bloodshed",
            "carnage",
            "hijacking",
            "slaying",
            "stabbing",
        ),
        ("ASSAULT",),
    ),
    **dict.fromkeys(("protest", "demonstration", "riot", "unrest", "rioting"), ("PROTEST",)),
    **dict.fromkeys(("revolt", "rebellion", "uprising"), ("ASSAULT", "PROTEST", "COERCE")),
    **dict.fromkeys(("arrest", "detention"), ("COERCE",)),
    **dict.fromkeys(("operation", "offensive", "incursion", "storming"), ("ASSAULT", "COERCE", "MOBILIZE")),
    **dict.fromkeys(CRACKDOWNS, ("COERCE", "ASSAULT")),
    "seizure": ("COERCE", "ASSAULT"),
    "capture": ("COERCE", "ASSAULT"),
    **dict.fromkeys({"release", *LEAVING}, ("RETREAT",)),
    **dict.fromkeys(("veto", "rejection", "refusal"), ("REJECT", "SANCTION")),
    **dict.fromkeys(("deployment", "launch", "test", "drill", "exercise"), ("MOBILIZE",)),
    **dict.fromkeys(("expulsion", "deportation"), ("SANCTION", "COERCE")),
    **dict.fromkeys(
        ("coup", "takeover", "putsch", "mutiny", "intervention", "ouster", "overthrow"), ("COERCE", "ASSAULT")
    ),
    **dict.fromkeys(("extradition", "handover", "transfer"), ("COERCE", "COOPERATE", "RETREAT")),
    **dict.fromkeys(("agreement", "accord", "deal", "pact", "treaty", "declaration", "signing"), ("SUPPORT", "AGREE")),
    **dict.fromkeys(("ceasefire", "truce", "breakthrough"), ("CONCEDE", "SUPPORT", "AGREE")),
    "resolution": ("SANCTION", "REQUEST", "ACCUSE"),
    **dict.fromkeys(MEASURES, ("SANCTION", "COERCE", "THREATEN")),
    **dict.fromkeys(
        ("ruling", "verdict", "sentence", "conviction", "judgment", "judgement", "trial"),
        ("SANCTION", "CONCEDE", "REJECT", "COERCE", "REQUEST"),
    ),
}

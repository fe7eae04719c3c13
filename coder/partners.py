"""Which prepositions introduce those whom an event is done to or with, the likeliest first; and of which wrongs "of"
names the victims."""

from __future__ import annotations

from .match import Match
from .sentence import Sentence

#: Prepositions of a participant, in the order of preference; the others only locate or date.
PARTICIPANT = ("against", "on", "upon", "to", "with", "toward", "towards", "at", "for", "from", "of", "over", "between",
               "into", "by", "about", "behind", "onto", "alongside", "among", "on_behalf_of", "in_favour_of",
               "in_favor_of", "under", "out_of", "away_from")  # fmt: skip
#: Prepositions of the other party of something mutual; "at the palace" only locates.
PARTNER = ("with", "between", "to", "against", "alongside", "among", "together_with", "from", "by", "of")
#: Of those who are helped: not against whom.
BENEFITING = tuple(p for p in PARTICIPANT if p != "against")
_FRIENDLY = frozenset({"AID", "SUPPORT", "COOPERATE"})
#: Verbs of giving, which several may agree to do for somebody.
_GIVING = frozenset({"accept", "admit", "commit", "contribute", "deploy", "dispatch", "donate", "grant", "host", "lend",
                     "provide", "send", "shelter", "supply", "take"})  # fmt: skip
#: The same of what is not fighting: "signed a pact [against smugglers]".
FRIEND = tuple(p for p in PARTNER if p != "against")
#: Those for whom help is asked are not asked for it themselves.
_ASKED = tuple(p for p in PARTICIPANT if p != "for")
#: "Fired by rebels from Keld" tells whence, "took the town from Keld" whose it was.
_FIRING = frozenset({"fire", "launch", "lob", "shoot"})
_SHOT_AT = tuple(p for p in PARTICIPANT if p != "from")
#: Wrongs that are no violence, of which a phrase behind "of" names the victims too.
OF_STATES = frozenset({"detention", "discrimination", "flogging", "imprisonment", "internment", "issuance", "issuing",
                        "jailing", "maltreatment", "mistreatment", "oppression", "persecution", "separation",
                        "treatment"})  # fmt: skip
WRONGS = OF_STATES | {"abuse", "beating", "burning", "defacement", "defilement", "demolition", "desecration",
                        "destruction", "disappearance", "harassment", "humiliation", "looting", "poisoning",
                        "ransacking", "storming", "suffering", "targeting", "torching", "vandalising", "vandalism",
                        "vandalizing"}  # fmt: skip


def partners_of(match: Match, verb: str) -> tuple[str, ...]:
    """The prepositions of those whom such an event is done to or with; ``verb``: the lemma of its trigger."""
    type = match.rule.outcome.type
    if match.rule.arrow == "<->":
        return PARTNER if type == "ASSAULT" else FRIEND
    if type == "ASSAULT" and verb in _FIRING and match.clause.agents:
        return _SHOT_AT
    if type == "REQUEST" and match.rule.outcome.mode == "assist":
        return _ASKED  # "appealed for tents [for refugees]"
    # "gave support [to Keld's war] against rebels"
    return BENEFITING if type in _FRIENDLY else PARTICIPANT


def give(sentence: Sentence, verb: int) -> bool:
    """ "Keld, Orm and Tave agreed to contribute forces": to somebody else, and not to each other."""
    keys = sentence.lemma_keys
    given = [c for c in sentence.children[verb] if sentence.deprels[c] == "xcomp" and keys[c] in _GIVING]
    return any(all(keys[o] != "other" for o in sentence.subtree(c)) for c in given)

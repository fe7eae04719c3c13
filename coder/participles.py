"""Whom a deed is aimed at where only a participle, an infinitive or a condition beside its verb says so.

In: a match without a target and its agents. Out: those whom it is aimed at, none of them an agent; [] for nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase
from .homes import PLACES
from .match import Match
from .told import HOSTILE
from .tree import NOMINAL

if TYPE_CHECKING:
    from .targets import Targets

#: Relations of a verb that goes on with what another one tells, and prepositions of the talks at which it is done.
_GOING_ON = frozenset({"conj", "advcl", "xcomp", "parataxis"})
_ON_OCCASION = frozenset({"at", "after", "during", "following", "in"})
#: What a threat or refusal hangs on: "threatened to strike unless Keld pulled back".
_CONDITIONS = frozenset({"before", "if", "unless", "until", "while", "should"})
#: Types of what somebody refuses if he says that he will not do it.
_WITHHELD = frozenset({"AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT", "AID"})
#: What somebody goes somewhere to say to those who live there.
_ADDRESSED = frozenset({"REQUEST", "CONCEDE", "AGREE", "THREATEN"})
#: Types by which others judge a move, and how far above its noun the verb may stand that tells it.
_JUDGING = frozenset({"REJECT", "ACCUSE", "SUPPORT"})
_HIGH = 3
_HIGHER = 6
#: What else a clause may be summed up as, right behind it.
_SUMS_UP = frozenset(
    {"climbdown", "concession", "condition", "demand", "gift", "offer", "order", "pledge", "promise", "reversal",
     "sale", "statement", "swap", "threat", "turnaround", "ultimatum", "visit", "vow", "warning"}
)  # fmt: skip
#: Types of answers that take up what was told before ("refused to do so").
_ANSWERING = frozenset({"REJECT", "AGREE", "CONCEDE", "THREATEN"})
#: Conjunctions of what somebody is to pay for.
_AVENGING = frozenset({"after", "because", "since", "when"})
#: What is said of somebody who may have done wrong.
_CHARGES = frozenset({"accusation", "allegation", "charge", "claim", "complaint", "evidence", "report", "suspicion"})
#: Types by which somebody turns against others in words.
_BLAMING = frozenset({"ACCUSE", "REJECT", "THREATEN"})


#: Verbs of force that is shown or used at once, and what others do before it.
_PROVOKED = frozenset({"after", "as", "because", "since", "when"})
_SHOWING = frozenset({"fire", "open", "shoot"})
_INTRUDING = frozenset({"advance", "approach", "attack", "attempt", "break", "charge", "climb", "cross", "defy",
                        "enter", "fly", "hurl", "ignore", "infiltrate", "intrude", "invade", "land", "march", "move",
                        "near", "overfly", "pelt", "penetrate", "refuse", "rush", "stone", "storm", "stray",
                        "surround", "throw", "trespass", "try", "violate"})  # fmt: skip


def aimed_at(targets: Targets, match: Match, agents: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Carried out an attack, damaging Keldish bombers", "marched to protest against the tax": the same deed told
    on names whom it is aimed at."""
    clauses = targets.clauses
    type = match.rule.outcome.type or ""
    suffers = targets.suffers_in_place(type)
    clause = match.clause
    verb = clause.support if clause.support >= 0 else clause.head
    if clause.kind == "n" and clause.support < 0:
        return []
    own = {p.code for p in agents if p.code}
    if match.rule.outcome.mode == "seize" and any(clauses.lemmas[h] == "power" for h in match.used):
        return []  # "seized power, detaining the president": two deeds
    if match.rule.arrow == "<->" and type == "SUPPORT" and len(own) == 1:
        return _with_whom(targets, match, verb, own)
    if type in _ADDRESSED and (found := _destination(targets, verb, own)):
        return found
    if match.rule.outcome.mode == "release":
        return _given_back(targets, match, own)
    if type == "THREATEN":
        return (
            _unless(targets, match, verb, own)
            or _addressed(targets, verb, own)
            or _with_blame(targets, match, verb, own)
            or _avenged(targets, verb, own)
            or _provoking(targets, verb, own)
        )
    if type == "ASSAULT" and (found := _provoking(targets, verb, own)):
        return found
    if type == "REQUEST" and (found := _addressed(targets, verb, own)):
        return found
    # "will not end the strike until …"
    withheld = type in _WITHHELD and "not" in targets.matcher.moods.of(clause).flags
    if (type == "REJECT" or withheld) and (found := _unless(targets, match, verb, own)):
        return found
    if type in _ANSWERING and (found := _doing_so(targets, match, own)):
        return found
    if type in _JUDGING:
        return _judged(targets, match, own) or (_alleged(targets, match, own) if type == "ACCUSE" else [])
    same = {type, "REQUEST", "ACCUSE"} if type == "PROTEST" else {type}  # "marched, demanding that Keld …"
    for marker, head in (*clauses.verb(verb).complements, *_of_gathering(targets, match)):
        if marker not in ("adverbial", "to"):
            continue
        told = targets.matcher.at(head)
        if told is not None and told.rule.outcome.type in same:
            found = [p for p in targets.sides(told).target if p.resolved and p.code not in own]
            found = [p for p in found if type != "PROTEST" or not _is_freed(targets, p.head)]
            if found:
                return found
        if not suffers or marker != "adverbial" or not clauses.verb(head).objects:
            continue
        places = [o.head for o in clauses.verb(head).obliques if o.preposition in ("into", "inside", "across")]
        for place in places:
            found = [p for p in targets.cast.own(place) if p.resolved and p.code not in own and p.kind in PLACES]
            if found:
                return found
    return []


def _is_freed(targets: Targets, head: int) -> bool:
    """ "Demanding the release of [a journalist]": nobody protests against him."""
    sentence = targets.cast.sentence
    return targets.clauses.preposition(head) == "of" and sentence.lemma_keys[sentence.heads[head]] == "release"


def _of_gathering(targets: Targets, match: Match) -> list[tuple[str, int]]:
    """ "Took part in a march [calling on Keld to …]": what those who gather demand, with how it is told."""
    if match.rule.outcome.type != "PROTEST":
        return []
    sentence = targets.cast.sentence
    below = [c for h in match.used for c in sentence.children[h] if sentence.deprels[c] == "acl"]
    return [("adverbial", c) for c in below if sentence.xpos[c] == "VBG"]


def _doing_so(targets: Targets, match: Match, own: set[str]) -> list[ActorPhrase]:
    """ "Was asked by Orm to sign a treaty with Keld but refused [to do so]": with whom, or who
    asked, as told before."""
    sentence, matcher = targets.cast.sentence, targets.matcher
    so = [h for marker, h in match.clause.complements if marker == "to" and sentence.lemma_keys[h] == "do"]
    if not any(sentence.lemma_keys[c] in ("so", "that", "it") for h in so for c in sentence.children[h]):
        return []
    for word in range(match.head - 1, -1, -1):
        told = matcher.at(word)
        if told is None:
            continue
        sides = targets.sides(told)
        if own.intersection(p.code for p in sides.source):
            found = [p for p in sides.target if p.resolved and p.code not in own]
        elif own.intersection(p.code for p in sides.target):
            found = [p for p in sides.source if p.resolved and p.code not in own]
        else:
            continue
        if found:
            return found
    return []


def _with_blame(targets: Targets, match: Match, verb: int, own: set[str]) -> list[ActorPhrase]:
    """ "Condemned Keld and threatened sanctions": a threat of which nobody says to whom it is made is made to whom the
    same people blame in the same breath."""
    before = targets.clauses.sentence.heads[verb]
    if targets.clauses.sentence.deprels[verb] != "conj" or before < 0:
        return []
    told = targets.matcher.at(before)
    if told is None or told.rule.outcome.type not in _BLAMING or told.clause.agents != match.clause.agents:
        return []
    found = [p for p in targets.sides(told).target if p.resolved and p.code not in own]
    return found if len(found) == 1 else []


def _avenged(targets: Targets, verb: int, own: set[str]) -> list[ActorPhrase]:
    """ "Vowed revenge [after Keld killed its general]": who did what is to be avenged, to those who threaten."""
    for child in targets.cast.sentence.children[verb]:
        if targets.cast.sentence.deprels[child] != "advcl" or targets.clauses.marker(child) not in _AVENGING:
            continue
        told = targets.matcher.at(child)
        if told is None or told.rule.outcome.type not in HOSTILE:
            continue
        sides = targets.sides(told)
        hurt = any(p.country and any(code.startswith(p.country) for code in own) for p in sides.target)
        if hurt and sides.source and all(p.resolved and p.code not in own for p in sides.source):
            return sides.source
    return []


def _provoking(targets: Targets, verb: int, own: set[str]) -> list[ActorPhrase]:
    """ "Fired warning shots [when Keld's soldiers crossed the line]", "opened fire [as a crowd rushed the gate]": at
    whose doing force is shown."""
    sentence = targets.cast.sentence
    if sentence.lemma_keys[verb] not in _SHOWING:
        return []
    for child in sentence.children[verb]:
        if sentence.deprels[child] != "advcl" or targets.clauses.marker(child) not in _PROVOKED:
            continue
        doing = targets.clauses.verb(child)
        if sentence.lemma_keys[child] in _INTRUDING and not doing.passive:
            told = targets.matcher.at(child)
            found = targets.sides(told).source if told else [p for a in doing.agents for p in targets.cast.own(a)]
            if found and all(p.code is not None and p.code not in own for p in found):
                return found
    return []


def _destination(targets: Targets, verb: int, own: set[str]) -> list[ActorPhrase]:
    """ "Flew to Keld to ask for a loan": to whom he goes."""
    sentence = targets.cast.sentence
    going = sentence.heads[verb]
    if sentence.deprels[verb] not in ("advcl", "xcomp") or targets.clauses.marker(verb) != "to":
        return []
    if targets.clauses.lemmas[going] not in targets.clauses.vocabulary.motion:
        return []
    for oblique in targets.clauses.verb(going).obliques:
        if oblique.preposition in ("to", "in") and oblique.head < verb:
            found = [p for p in targets.cast.own(oblique.head) if p.resolved and p.kind in ("country", "capital")]
            if found and own.isdisjoint(p.country for p in found):
                return found
    return []


def freed_by(targets: Targets, match: Match, freed: list[ActorPhrase]) -> list[ActorPhrase]:
    """ "Orm welcomed the release of the officers": not they are praised, but who released them, as told before."""
    told = [m for h in match.used if (m := targets.matcher.at(h)) is not None and m.clause.kind == "n"]
    release = any(m.rule.outcome.mode == "release" and not m.clause.agents for m in told)
    return targets.cast.discourse.story.doer("RETREAT", freed) if release else []


def _alleged(targets: Targets, match: Match, own: set[str]) -> list[ActorPhrase]:
    """ "Alleged that [the council] had held back ballots", "is looking into charges that [spies] forged papers": who is
    said to have done it."""
    sentence, clauses = targets.cast.sentence, targets.clauses
    heads = [head for marker, head in match.clause.complements if marker == "that"]
    for noun in (*match.used, *match.clause.objects, *(o.head for o in match.clause.obliques)):
        if sentence.lemma_keys[noun] in _CHARGES:
            heads += [c for c in sentence.children[noun] if clauses.marker(c) == "that"]
    doers = [a for head in heads if not clauses.verb(head).passive for a in clauses.verb(head).agents]
    return [p for a in doers for p in targets.cast.own(a) if p.code is not None and p.code not in own]


def _judged(targets: Targets, match: Match, own: set[str]) -> list[ActorPhrase]:
    """ "Keld imposed tariffs, [a move] that Orm condemned", "Keld accused Orm of …, [a charge] that Orm rejected": who
    did what the noun before the clause sums up."""
    sentence = targets.cast.sentence
    verb = match.clause.head
    noun = sentence.heads[verb]
    if sentence.deprels[verb] == "advcl" and any(sentence.lemma_keys[h] == "which" for h in match.clause.objects):
        told = targets.matcher.at(noun)  # "banned the rally, which Keld called illegal"
        heads = targets.clauses.verb(noun).agents
        doers = targets.sides(told).source if told else [p for head in heads for p in targets.cast.own(head)]
        return [p for p in doers if p.resolved and p.code not in own]
    if not sentence.deprels[verb].startswith("acl") or noun < 0 or sentence.lemma_keys[verb] == "deny":
        return []
    deed = targets.cast.discourse.story.is_deed(sentence.lemma_keys[noun])
    deed = deed or (sentence.lemma_keys[noun] in _SUMS_UP and sentence.deprels[noun] in ("appos", "obl", "parataxis"))
    if not deed and match.rule.outcome.type != "REJECT":
        return []
    word, steps = noun, 0
    asked = match.rule.outcome.type == "REJECT"
    while word >= 0 and steps < (_HIGHER if asked else _HIGH):
        word, steps = sentence.heads[word], steps + 1
        told = targets.matcher.at(word) if word >= 0 else None
        if told is not None and (deed or told.rule.outcome.type == "ACCUSE" or (asked and _asks(told))):
            sides = targets.sides(told)
            doers = [*sides.source, *sides.target] if sides.mutual else sides.source
            known = [p for p in doers if p.resolved and p.code not in own]
            if known or not deed or sentence.upos[word] == "VERB":
                return known  # else "over the poisoning of a spy, a step that Keld condemned"
        if deed and word >= 0 and sentence.lemma_keys[word] in targets.cast.speech:
            told_of = [c for c in sentence.children[word] if sentence.deprels[c] == "ccomp"]
            word = told_of[0] if told_of else word  # "Keld said Orm had threatened it, a threat that …"
        if deed and word >= 0 and sentence.upos[word] == "VERB":  # "approved new homes, a decision that Orm condemned"
            heads = targets.clauses.verb(word).agents
            return [p for head in heads for p in targets.cast.own(head) if p.resolved and p.code not in own]
    return []


def _asks(told: Match) -> bool:
    """ "Demanded an inquiry, [which] the king ruled out", "urged talks, an idea that Orm rejected"."""
    return told.rule.outcome.type == "REQUEST" and told.clause.kind == "v"


def _addressed(targets: Targets, verb: int, own: set[str]) -> list[ActorPhrase]:
    """ "Wrote to Keld demanding an apology", "sent a letter to Keld threatening to close the border": who is written
    to."""
    sentence = targets.cast.sentence
    above = sentence.heads[verb]
    if sentence.deprels[verb] == "acl":  # … where the participle hangs on the letter, or on who gets it
        while above >= 0 and sentence.upos[above] in NOMINAL:
            above = sentence.heads[above]
    elif sentence.deprels[verb] != "advcl":
        return []
    told = targets.matcher.at(above) if above >= 0 else None
    if told is None or told.rule.outcome.type != "CONSULT" or told.rule.arrow != "->":
        return []
    return [p for p in targets.sides(told).target if p.resolved and p.code not in own]


def _with_whom(targets: Targets, match: Match, verb: int, own: set[str]) -> list[ActorPhrase]:
    """With whom somebody signs who is told to meet him: "met Doe in Orm and signed a pact", "signed a pact [during a
    visit to Keld]"."""
    sentence, matcher = targets.cast.sentence, targets.matcher
    talks = [o.head for o in match.clause.obliques if o.preposition in _ON_OCCASION]
    if sentence.deprels[verb] in _GOING_ON:
        talks.insert(0, sentence.heads[verb])
    for head in talks:
        told = matcher.at(head)
        if told is None or told.rule.outcome.type != "CONSULT":
            continue
        sides = targets.sides(told)
        found = [p for p in (*sides.source, *sides.target) if p.resolved and p.code not in own]
        if found and len(found) < len(sides.source) + len(sides.target):
            return found
    return []


def _given_back(targets: Targets, match: Match, own: set[str]) -> list[ActorPhrase]:
    """To whom something is returned that a relative clause tells of: "returned a statue that was stolen in 1990 [to
    Keld]"; a parser hangs him into that clause."""
    sentence, cast = targets.cast.sentence, targets.cast
    for thing in (*match.clause.objects, *match.used):
        told = [c for c in sentence.children[thing] if c > thing and sentence.deprels[c].startswith("acl")]
        last = max((targets.clauses.subtree_end(c) for c in told), default=-1)
        for word in range(last, min(told, default=0), -1):
            if sentence.deprels[word] in ("nmod", "obl") and targets.clauses.preposition(word) == "to":
                return [p for p in cast.own(word) if p.resolved and p.code not in own]
    return []


def _unless(targets: Targets, match: Match, verb: int, own: set[str]) -> list[ActorPhrase]:
    """Whom a threat or refusal is made to: who is to do, or not to do, what it hangs on ("unless Keld pulled back",
    "refused to talk until Keld pulls back")."""
    sentence = targets.cast.sentence
    if _CONDITIONS.isdisjoint(sentence.lemma_keys):
        return []
    above = [verb, *(head for _, head in targets.clauses.verb(verb).complements), *match.used]
    for head in above:
        for child in sentence.children[head]:
            marks = {sentence.lemma_keys[c] for c in sentence.children[child] if sentence.deprels[c] == "mark"}
            marks |= {"should" for c in sentence.children[child] if targets.clauses.is_inverted(c)}
            if sentence.deprels[child] not in ("advcl", "ccomp") or _CONDITIONS.isdisjoint(marks):
                continue  # "will not stand idly by while Keld fills the dam"
            below = sentence.children[child]
            if any(sentence.lemma_keys[c] == "while" and sentence.forms[c - 1] == "," for c in below):
                continue  # "vowed to retake the town, while Keld withdrew"
            doers = [c for c in sentence.children[child] if sentence.deprels[c] == "nsubj"]
            found = [p for c in doers for p in targets.cast.own(c) if p.code is not None and p.code not in own]
            if found:
                return found
    return []

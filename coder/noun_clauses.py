"""The clause of an event noun: "Zorvia's rejection of Keld's plan", "talks between Zorvia and Keld", "held talks"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clause_record import Clause, Oblique
from .told_facts import SEEN, happened, is_labelled
from .tree import OBLIQUES, PASSIVE_SUBJECTS, PREDICATES, SUBJECTS
from .verb_clauses import add_phrase

if TYPE_CHECKING:
    from .clause import Clauses

#: Prepositions after which an event noun's partner acts as well ("talks with", "clashes between").
BETWEEN = frozenset({"between", "among", "amongst"})
#: What a third side does between the two.
_THIRD = frozenset({"arbitration", "mediation", "peacemaking"})
#: What somebody says or does is at the same time: "in a jab at Keld, Orm said …", "as a warning to Keld, Orm sent …".
_GESTURES = frozenset({"rebuke", "jab", "swipe", "dig", "warning", "reprimand", "barb", "broadside", "jibe",
                       "sideswipe", "threat", "ultimatum", "condemnation", "tirade"})  # fmt: skip
#: What somebody brings: "flew to Keld with a plea to its leaders".
_BROUGHT = frozenset({"appeal", "demand", "entreaty", "offer", "plea", "proposal", "request", "warning", "ultimatum"})
_STAGES = frozenset({"day", "end", "eve", "leg", "stage", "start", "stop"})
#: Prepositions of the meeting or visit on whose occasion somebody says or does something.
_ON_OCCASION = frozenset({"during", "after", "following", "at", "in", "on"})
#: Verbs that tell what came of a deed, and what of it hurts somebody.
_LEADING_TO = frozenset({"cause", "claim", "lead", "result"})
_HARM = frozenset({"death", "injury", "killing", "life"})
#: Verbs that tell that something happens, and with an object that somebody does something.
#: Deeds that are called by where they were done ("the Orm bombings").
BLOWS = frozenset({"attack", "blast", "bombardment", "bombing", "explosion", "massacre", "offensive", "shelling",
                   "shooting", "siege", "stabbing"})  # fmt: skip
#: What is struck where such a deed is called by it ("the Zorvian consulate attack", "a school shooting").
STRUCK = frozenset({"airport", "bank", "barracks", "base", "bus", "church", "cinema", "consulate", "embassy",
                    "headquarters", "hospital", "hotel", "market", "metro", "mosque", "nightclub", "school", "stadium",
                    "station", "subway", "synagogue", "temple", "theatre", "train"})  # fmt: skip
#: Ways on which something comes under fire.
_WAYS = frozenset({"flight", "highway", "motorway", "road", "route", "way"})
#: What others say to a deed, and prepositions of a deed that is done all the same.
_REACTIONS = frozenset({"complaint", "condemnation", "criticism", "denunciation", "objection",
                        "opposition", "rebuke", "threat", "warning"})  # fmt: skip
#: What may follow whoever carries it out: "an attack by Keld [on Orm]", "a sit-in by nurses [outside the ministry]".
_AFTER_AGENT = frozenset({"on", "against", "with", "to", "into", "over", "for", "outside", "in_front_of"})
_AMID = frozenset({"amid", "amidst", "despite", "in_spite_of"})
#: Occasions on which two fight.
_FIGHTS = frozenset({"clash", "firefight", "gunfight", "shootout", "skirmish"})


def fill_noun(clauses: Clauses, clause: Clause) -> None:
    head, sentence = clause.head, clauses.sentence
    deprels, lemmas = sentence.deprels, clauses.lemmas
    owners: list[int] = []
    of: list[int] = []
    where: list[int] = []  # "the Orm bombing"
    for child in clauses.children[head]:
        relation = deprels[child]
        if relation == "nmod:poss":
            # "Keld's deadliest attack" was carried out there
            worst = lemmas[head] in BLOWS and any(sentence.xpos[c] == "JJS" for c in clauses.children[head])
            scene = worst and sentence.upos[child] == "PROPN" and not clauses.can_act(child)
            (where if scene else owners).extend(clauses.conjuncts(child))
        elif relation in OBLIQUES:
            preposition = clauses.preposition(child)
            if clauses.sentence.upos[child] == "VERB":
                clause.complements.append((preposition or "ing", child))
            elif preposition == "of":
                of += clauses.conjuncts(child)
            elif preposition == "by":
                clause.add_agents(clauses.conjuncts(child), "by_phrase_of_noun")
            elif preposition in BETWEEN and lemmas[head] not in _THIRD:
                clause.add_agents(_between(clauses, child), "between_phrase")
                clause.mutual = True
            else:
                add_phrase(clauses, clause, child, near=True)
        elif relation == "nsubj" and clauses.preposition(head) == "behind":
            clause.add_agents(clauses.conjuncts(child), "behind_it")  # "Keld was behind a raid that killed six"
        elif relation in ("compound", "amod", "nmod", "nmod:desc") and child < head and clauses.can_act(child):
            if clauses.lemmas[head] not in BLOWS or not _names_building(clauses, child, head):
                owners += clauses.conjuncts(child) if relation != "compound" else [child]
        elif relation == "amod" and clauses.lemmas[child] == "lead" and child < head:
            # "a Zorvian-led invasion"; of a "Zorvian-led coalition airstrike" the coalition is asked
            banded = any(clauses.lemmas[c] == "coalition" for c in clauses.children[head])
            owners += [c for c in clauses.children[child] if c < child and not banded and clauses.can_act(c)]
        elif relation == "compound" and clauses.lemmas[head] in BLOWS and sentence.upos[child] == "PROPN":
            where.append(child)
        elif (relation == "acl" and clauses.marker(child)) or (
            relation in ("advcl", "ccomp") and clauses.marker(child) in ("to", "that")
        ):
            clause.complements.append((clauses.marker(child), child))
        elif relation == "acl:relcl" and clauses.lemmas[child] in clauses.vocabulary.light:
            _relative_light_verb(clauses, clause, child)
        elif clauses.lemmas[child] in SEEN and relation == "acl":
            continue  # "a statement obtained by the agency"
        elif relation == "acl" and clauses.lemmas[child] in clauses.vocabulary.light and clauses.is_passive(child):
            clause.add_agents(clauses.verb(child).agents, "light_verb_participle")
    if not of and clauses.lemmas[head] in clauses.vocabulary.to_object:
        of += [o.head for o in clause.obliques if o.preposition == "to" and o.near]  # "his visit to Orm"
    if not of and deprels[head] == "conj":
        # "the arrest and detention [of Doe]", where the phrase hangs on the first
        first = sentence.heads[head]
        below = clauses.children[first] if sentence.upos[first] == "NOUN" else ()
        shared = [c for c in below if c > head and deprels[c] == "nmod"]
        of += [h for c in shared if clauses.preposition(c) == "of" for h in clauses.conjuncts(c)]
    if not of:
        # "its rejection and condemnation [of the plan]", where it hangs on the last
        also = [c for c in clauses.children[head] if deprels[c] == "conj" and lemmas[c] in clauses.vocabulary.nominal]
        shared = [c for noun in also[-1:] for c in clauses.children[noun] if c > noun and deprels[c] == "nmod"]
        of += [h for c in shared if clauses.preposition(c) == "of" for h in clauses.conjuncts(c)]
    if not owners:
        clause.obliques += [Oblique("in", h, True) for h in where or clauses.topic(head)]
    _phrases_of_participants(clauses, clause, of)
    _light_verb(clauses, clause)
    if "undergoer" in clause.constructions:  # "Orm received [its] first shipment"
        owners = [o for o in owners if sentence.upos[o] != "PRON"]
    _owners_and_of(clauses, clause, owners, of)
    if happened(clauses, head):
        # "Keld's blockade of the border hurt Orm": who is hurt by it is whom it is aimed at.
        verb = sentence.heads[head]
        if clauses.lemmas[verb] in clauses.vocabulary.harming:
            clause.obliques += [Oblique("against", h, False) for h in clauses.own(verb).objects if clauses.is_party(h)]
        elif clauses.lemmas[verb] in _LEADING_TO:
            _who_died(clauses, clause, verb)


def _names_building(clauses: Clauses, word: int, noun: int) -> bool:
    """ "The Keldish [embassy] bombing", "the Keld [headquarters] attack": Keld is what was struck."""
    between = (c for c in clauses.children[noun] if word < c < noun)
    return any(clauses.lemmas[c] in STRUCK and clauses.sentence.deprels[c] == "compound" for c in between)


def _who_died(clauses: Clauses, clause: Clause, verb: int) -> None:
    """ "The raid led to the deaths of three pilgrims": it is aimed at those whom it left dead."""
    for child in clauses.children[verb]:
        if child > verb and clauses.lemmas[child] in _HARM:
            for victim in clauses.children[child]:
                if clauses.sentence.deprels[victim] == "nmod" and clauses.preposition(victim) == "of":
                    clause.obliques += [Oblique("against", h, False) for h in clauses.conjuncts(victim)]


def _between(clauses: Clauses, first: int) -> list[int]:
    """ "Between the government of Keld and the rebels": parsers hang the second party on the "of" of the first."""
    parties = clauses.conjuncts(first)
    for child in clauses.children[first] if len(parties) == 1 else ():
        if clauses.sentence.deprels[child] == "nmod" and child > first and len(clauses.conjuncts(child)) > 1:
            one = clauses.sentence.xpos[first] in ("NN", "NNP")
            parties += clauses.conjuncts(child)[1:] if one else [first]  # "the leaders of Keld and Orm" are both
    return parties


def _phrases_of_participants(clauses: Clauses, clause: Clause, of: list[int]) -> None:
    """The next phrase may hang on the last noun: "an attack by Keld [on Orm]", "the entry of troops [into Orm]"."""
    deprels = clauses.sentence.deprels
    for participant in [*clause.agents, *of]:
        for child in clauses.children[participant]:
            if deprels[child] != "nmod" or child < participant:
                continue
            preposition = clauses.preposition(child)
            if preposition == "by" and participant in of and not clause.agents:
                clause.add_agents(clauses.conjuncts(child), "by_phrase_of_noun")
                continue
            acts = participant in clause.agents
            after_agent = acts and preposition in _AFTER_AGENT
            if after_agent or (preposition in ("from", "into") and participant in of and clauses.can_act(participant)):
                near = preposition in ("outside", "in_front_of")
                clause.obliques += [Oblique(preposition, h, near) for h in clauses.conjuncts(child)]


def _owners_and_of(clauses: Clauses, clause: Clause, owners: list[int], of: list[int]) -> None:
    """An owner acts, unless somebody else is named as acting ("Keld's invasion by Zorvia"). An of-phrase is the
    object, unless the noun's verb has none ("the withdrawal of Zorvia") and nobody else acts."""
    if clause.agents and "by_phrase_of_noun" in clause.constructions:
        clause.add_objects(owners, "owner_of_noun")
    elif clauses.lemmas[clause.head] in clauses.vocabulary.patient_owner and not of:
        clause.add_objects(owners, "patient_owner")
    elif "between_phrase" in clause.constructions:  # "[artillery] duels between Keld and Orm"
        clause.add_agents([o for o in owners if clauses.sentence.upos[o] != "NOUN"], "owner_of_noun")
    else:
        clause.add_agents(owners, "owner_of_noun")
    if not of:
        return
    nominal = clauses.vocabulary.nominal.get(clauses.lemmas[clause.head])
    if nominal is not None and nominal[1] == "agent" and not clause.agents:
        clause.add_agents(of, "of_phrase_acts")
    else:
        clause.add_objects(of, "of_phrase")


def light_verb_of(clauses: Clauses, noun: int) -> tuple[int, str]:
    """The light verb that carries an event noun and its kind: "do" (held talks), "undergo" (faced criticism),
    "happen" (clashes broke out); (-1, "") where there is none."""
    sentence = clauses.sentence
    relation, governor = sentence.deprels[noun], sentence.heads[noun]
    if relation == "conj" and governor >= 0 and sentence.upos[governor] == "NOUN":
        noun, relation, governor = governor, sentence.deprels[governor], sentence.heads[governor]
    if relation == "nmod" and governor >= 0 and clauses.lemmas[governor] in clauses.vocabulary.transparent:
        # "held a round of talks": the light verb governs the measure word.
        noun, relation, governor = governor, sentence.deprels[governor], sentence.heads[governor]
    copula = _copular(clauses, noun)
    if copula[0] >= 0:
        return copula
    if relation == "nsubj" and governor >= 0 and sentence.upos[governor] == "ADJ":  # "talks are due to begin"
        raised = (c for c in clauses.children[governor] if sentence.deprels[c] == "xcomp" and c > governor)
        governor = next(raised, -1)
    if governor < 0 or sentence.upos[governor] not in PREDICATES:
        return -1, ""
    light = clauses.vocabulary.light
    lemma = clauses.lemmas[governor]
    particles = [clauses.lemmas[c] for c in clauses.children[governor] if sentence.deprels[c] == "compound:prt"]
    keys = [f"{lemma}_{particles[0]}"] if particles else [lemma]
    if relation in ("obl", "obl:arg", "xcomp"):
        adverbs = [c for c in clauses.children[governor] if c == governor + 1 and sentence.deprels[c] == "advmod"]
        after = "".join(f"_{clauses.lemmas[c]}" for c in adverbs) if lemma == "come" else ""  # "came in for criticism"
        keys = [f"{lemma}{after}_{clauses.preposition(noun)}"]
        relation = "obj"
    elif relation == "nsubj":  # "talks get under way"
        behind = [c for c in clauses.children[governor] if c > governor and sentence.deprels[c] == "obl"]
        if lemma == "come" and any(clauses.preposition(c) == "to" for c in behind):
            keys = []  # "came to a halt"
        keys += [f"{lemma}_{clauses.preposition(c)}_{clauses.lemmas[c]}" for c in behind]
    if relation == "nsubj" and lemma in ("take",):
        keys = ["take_place"] if any(clauses.lemmas[c] == "place" for c in clauses.children[governor]) else []
    for key in keys:
        kinds = light.get(key)
        if not kinds or (lemma == "call" and is_labelled(clauses, noun, governor)):
            continue
        if relation == "obj" or relation in PASSIVE_SUBJECTS:
            for kind in ("do", "undergo"):
                if kind in kinds:
                    return governor, kind
        # "clashes are reported", "clashes began", not "the opposition reports", "the opposition began a strike"
        subject = relation in SUBJECTS and lemma != "report"
        if subject and "do" in kinds and any(sentence.deprels[c] == "obj" for c in clauses.children[governor]):
            continue
        if "happen" in kinds and (subject or relation in PASSIVE_SUBJECTS):
            return governor, "happen"  # parsers take "erupted" for a participle
    return -1, ""


def _copular(clauses: Clauses, noun: int) -> tuple[int, str]:
    """The "be" that carries an event noun: "teachers are on strike", "is in Orm for talks", "a curfew is in force"."""
    sentence, light = clauses.sentence, clauses.vocabulary.light
    governor = noun
    copula = clauses.copula(noun)
    key = f"be_{clauses.preposition(noun)}"
    if copula < 0 and sentence.deprels[noun] in ("obl", "nmod", "nsubj") and sentence.heads[noun] >= 0:
        governor = sentence.heads[noun]
        copula = clauses.copula(governor)
        if sentence.deprels[noun] == "nsubj":
            key = "_".join(filter(None, ("be", clauses.preposition(governor), clauses.lemmas[governor])))
        elif clauses.preposition(governor) not in ("in", "at"):
            return -1, ""
    for kind in ("do", "undergo", "happen") if copula >= 0 else ():
        if kind in light.get(key, ()) and (kind == "happen") == (
            sentence.deprels[noun] == "nsubj" and governor != noun
        ):
            return copula, kind
    return -1, ""


def _light_verb(clauses: Clauses, clause: Clause) -> None:
    """An event noun under a light verb acts as that verb: its subject is the agent, its phrases are shared."""
    verb, kind = light_verb_of(clauses, clause.head)
    if verb < 0:
        _phrases_of_verb(clauses, clause)
        _occasion(clauses, clause)
        _reaction(clauses, clause)
        if clauses.lemmas[clause.head] == "strike" and clauses.preposition(clause.head) == "on":
            on_strike = clauses.sentence.heads[clause.head]  # "miners on strike in Orm demand …"
            if clauses.sentence.deprels[clause.head] == "nmod":
                clause.add_agents([on_strike], "on_strike")
    if verb < 0 or verb in clauses.active:
        return
    clauses.active.add(verb)
    try:
        governing = clauses.be(verb) if clauses.sentence.deprels[verb] == "cop" else clauses.verb(verb)
    finally:
        clauses.active.discard(verb)
    clause.support = verb
    if kind != "happen" or clauses.sentence.deprels[verb] != "cop":
        clause.words += governing.words
    if kind == "do" and clauses.lemmas[clause.head] in clauses.vocabulary.patient_owner:
        kind = "undergo" if clauses.sentence.deprels[verb] == "cop" else kind  # "is in custody"
    kind = "undergo" if clauses.lemmas[clause.head] == "delivery" and clauses.lemmas[verb] == "take" else kind
    if kind == "do":
        carried = clauses.sentence.deprels[clause.head].startswith("obl") and governing.passive
        doers = governing.agents or (governing.objects if carried else [])  # "is engaged in talks"
        clause.add_agents([a for a in doers if a != clause.head], "light_verb_subject")
    elif kind == "undergo":
        clause.add_objects(governing.agents, "undergoer")
    own = clauses.sentence.children[clause.head]
    for oblique in governing.obliques:
        # "received a gift of tonnes of rice [from Keld]": what is undergone comes from somebody, wherever it hangs
        near = oblique.near or (kind == "undergo" and oblique.preposition == "from")
        if oblique.head != clause.head and near and oblique.head not in own:
            if kind == "undergo" and oblique.preposition in ("from", "by"):
                if "by_phrase_of_noun" in clause.constructions:
                    continue  # "drew a protest from Keld and a plea by Orm"
                clause.add_agents([oblique.head], "undergone_from")
            elif oblique.preposition in BETWEEN:
                clause.add_agents([oblique.head], "between_phrase")
                clause.mutual = True
            else:
                clause.obliques.append(Oblique(oblique.preposition, oblique.head, True))
    for oblique in list(clause.obliques):
        # "stayed away from talks on a truce [with Keld]"
        for grandchild in clauses.children[oblique.head]:
            if clauses.lemmas[oblique.head] in _WAYS:
                break  # "came under fire on the road from Keld City"
            if clauses.sentence.deprels[grandchild] == "nmod" and clauses.preposition(grandchild) not in ("of", ""):
                add_phrase(clauses, clause, grandchild, near=False)
    if kind == "undergo":
        for oblique in list(clause.obliques):
            if oblique.preposition == "from" and "by_phrase_of_noun" not in clause.constructions:
                clause.add_agents([oblique.head], "undergone_from")
                clause.obliques.remove(oblique)
    for marker, complement in governing.complements:
        if marker == "to" and complement != clause.head:
            clause.complements.append((marker, complement))


def _phrases_of_verb(clauses: Clauses, clause: Clause) -> None:
    """ "Promised aid [to Orm]": a phrase of the verb may be the noun's; parsers disagree."""
    sentence = clauses.sentence
    verb = sentence.heads[clause.head]
    if verb < 0 or sentence.upos[verb] != "VERB" or sentence.deprels[clause.head] not in ("obj", "nsubj:pass"):
        return
    own = {o.preposition for o in clause.obliques}
    for child in clauses.children[verb]:
        if sentence.deprels[child] == "obl" and child > clause.head:
            preposition = clauses.preposition(child)
            if preposition in ("to", "with", "against", "on", "for", "between", "from") and preposition not in own:
                clause.obliques += [Oblique(preposition, h, False) for h in clauses.conjuncts(child)]


def _occasion(clauses: Clauses, clause: Clause) -> None:
    """ "Said after talks with Keld that …", "during a visit to Orm, the minister promised …": who says or does
    something on the occasion of a meeting or a visit is at it."""
    sentence, noun = clauses.sentence, clause.head
    gesture = clauses.lemmas[noun] in _GESTURES and clauses.preposition(noun) in ("in", "as")
    gesture = gesture or (clauses.lemmas[noun] in _BROUGHT and clauses.preposition(noun) == "with")
    if clause.agents or not (gesture or clauses.lemmas[noun] in clauses.vocabulary.occasion):
        return
    if not any(o.preposition in ("with", "to", "at", "against")[: 4 if gesture else 2] for o in clause.obliques):
        return
    # "signed during [the minister's] visit to Orm": that is when, and not who is there
    owned = any(sentence.deprels[c] == "nmod:poss" and sentence.upos[c] != "PRON" for c in clauses.children[noun])
    governor = sentence.heads[noun]
    at = gesture or clauses.preposition(noun) in _ON_OCCASION
    if governor >= 0 and clauses.lemmas[governor] in _STAGES and clauses.preposition(noun) == "of":
        noun, governor = governor, sentence.heads[governor]  # "on the last leg of a visit to Orm, he said"
        at = clauses.preposition(noun) in ("on", "at", "during")
    if governor >= 0 and sentence.deprels[governor] == "xcomp":
        governor = sentence.heads[governor]  # "urged Orm to leave in talks with Keld"
    if governor < 0 or not at or governor in clauses.active:
        return
    if sentence.deprels[noun] == "obl" and sentence.upos[governor] == "VERB":
        clauses.active.add(governor)
        try:
            governing = clauses.verb(governor)
        finally:
            clauses.active.discard(governor)
        passive = clauses.is_passive(governor)
        if passive and clauses.lemmas[noun] in _FIGHTS:
            return  # "were killed during clashes with the army": told by what was done to them
        subjects = governing.objects if passive else governing.agents
        if subjects:
            if owned:
                clause.constructions.append("occasion")
            else:
                clause.add_agents(subjects, "occasion")
            clause.support = governor
    elif sentence.deprels[noun] == "nmod" and clauses.preposition(noun) == "on":
        clause.add_agents([governor], "occasion")  # "the minister, on a visit to Orm, said …"


def _reaction(clauses: Clauses, clause: Clause) -> None:
    """ "Met the envoy amid criticism from Keld", "signed despite warnings by Orm": whose deed it is hears it."""
    sentence, noun = clauses.sentence, clause.head
    if clauses.lemmas[noun] not in _REACTIONS or clauses.preposition(noun) not in _AMID or clause.objects:
        return
    from_whom = clause.agents or any(o.preposition == "from" and o.near for o in clause.obliques)
    governor = sentence.heads[noun]
    if from_whom and governor >= 0 and sentence.deprels[noun] == "obl" and sentence.upos[governor] == "VERB":
        subjects = [s for s in clauses.surface_subject(governor) if s not in clause.agents]
        clause.add_objects(subjects, "reaction")


def _relative_light_verb(clauses: Clauses, clause: Clause, verb: int) -> None:
    """ "the talks that Zorvia held", "the demands made by Keld": the light verb stands in a relative clause."""
    if verb in clauses.active:
        return
    clauses.active.add(verb)
    try:
        governing = clauses.verb(verb)
    finally:
        clauses.active.discard(verb)
    if "do" in clauses.vocabulary.light[clauses.lemmas[verb]]:
        clause.add_agents([a for a in governing.agents if a != clause.head], "light_verb_relative")

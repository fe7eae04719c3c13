"""The clause of a verb or predicate adjective: its own subject, objects, phrases and complements.

In: the number of a predicate, through ``Clauses``. Each construction is one small function whose docstring is its
explanation; its name is kept on the clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .at_whose_hands import at_whose_hands
from .clause_record import Clause, Oblique
from .dates import WEEKDAYS
from .or_else import add_all_else, add_or_else
from .shared_arguments import (
    apposed_subject,
    called_subject,
    conditioned,
    raised_subject,
    shared_agent,
    shared_subject,
    stranded_subject,
    told,
    warned,
)
from .shared_objects import relative_gap, shared_object
from .tree import DYING, OBLIQUES, PASSIVE_SUBJECTS, PREDICATES, SUBJECTS
from .what_one_gives import whom_it_reaches

if TYPE_CHECKING:
    from .clause import Clauses

PARTICLES = frozenset({"up", "out", "off", "down", "back", "away", "over", "in", "on", "through", "aside", "apart",
                        "forward", "ahead", "home", "along", "around", "together", "ablaze", "alight",
                        "halfway"})  # fmt: skip
#: What is done with another, and not by him: "a deal signed with Orm".
_SIGNING = frozenset({"agree", "conclude", "initial", "negotiate", "reach", "sign", "strike"})
#: Verbs whose second object says what the first is.
_LABELLING = frozenset({"brand", "call", "classify", "consider", "declare", "deem", "designate", "dub", "label",
                        "term"})  # fmt: skip
#: How parsers label what a labelling verb calls its object, where they see no second object.
#: "Killed by the Keldish border": beside it.
_BESIDE = frozenset({"border", "coast", "frontier", "gate", "highway", "lake", "motorway", "river", "riverbank",
                     "road", "roadside", "seaside", "shore", "shoreline", "wayside"})  # fmt: skip
#: Prepositions of phrases that parsers take for an agent and that never are: "six were shot, including Doe".
_NO_AGENT = frozenset({"include", "accord_to"})
_UNMARKED = frozenset({"obl", "obl:unmarked"})
#: How they hang it on the object itself.
_APPOSED = frozenset({"appos", "nmod", "nmod:unmarked"})
#: "Freed hostages [held by rebels]": from whom.
_FREEING = frozenset({"free", "liberate", "recover", "release", "rescue", "retrieve"})
_HOLDING = frozenset({"abduct", "capture", "detain", "hold", "imprison", "keep", "kidnap", "seize", "take"})

#: Verbs of who tells others to do something.
_ORDERING = frozenset({"tell", "urge", "order", "warn", "ask", "beg"})
#: Verbs of a crowd, and of what it gathers for.
_GATHERING = frozenset({"assemble", "camp", "congregate", "converge", "flock", "gather", "mass", "pour", "turn_out"})
_DEMANDING = frozenset({"call", "chant", "condemn", "decry", "demand", "denounce", "oppose", "protest"})


def fill_own(clauses: Clauses, clause: Clause) -> None:
    """What hangs on the predicate itself; asks for no other clause."""
    head, sentence = clause.head, clauses.sentence
    deprels, lemmas, upos = sentence.deprels, clauses.lemmas, sentence.upos
    clause.passive = passive = lemmas[head] in DYING or (clause.kind == "v" and clauses.is_passive(head))
    labels = lemmas[head] in _LABELLING
    given = passive and not labels and any(deprels[c] == "obj" for c in clauses.children[head])
    for child in clauses.children[head]:
        relation = deprels[child]
        if relation in SUBJECTS or relation in PASSIVE_SUBJECTS:
            if given and relation in PASSIVE_SUBJECTS:
                # "Keld was given a loan": the subject beside an object is the recipient.
                clause.obliques += [Oblique("to", h) for h in clauses.conjuncts(clauses.antecedent(child, head))]
                clause.constructions.append("passive_recipient")
            elif _is_place_before_participle(clauses, child, head):
                clause.constructions.append("place_before_participle")
            elif upos[child] not in PREDICATES or relation.startswith("nsubj"):
                _subject(clauses, clause, clauses.antecedent(child, head), passive or relation in PASSIVE_SUBJECTS)
        elif (
            labels
            and (relation == "obj" or (relation in _UNMARKED and _is_one(clauses, child)))
            and (
                passive
                or any(deprels[c] == "obj" and c < child for c in clauses.children[head])
                or (deprels[head] == "acl:relcl" and child > head and _is_one(clauses, child))  # "a move Keld called …"
            )
        ):
            clause.obliques += [Oblique("as", h) for h in clauses.conjuncts(child)]  # "called the leader [a puppet]"
        elif relation == "obj":
            antecedent = clauses.antecedent(child, head)
            if antecedent >= 0 and not clauses.is_recipient(child, head):
                clause.add_objects(clauses.conjuncts(antecedent), "direct_object")
                if labels:
                    # "called the decision [unacceptable]": parsers take it for an attribute
                    clause.complements += [
                        ("as", c)
                        for c in clauses.children[child]
                        if c > child and deprels[c] in ("amod", "acl") and upos[c] == "ADJ"
                    ]
                    clause.obliques += [
                        Oblique("as", c)
                        for c in clauses.children[child]
                        if deprels[c] in _APPOSED and c > child and not passive and _is_one(clauses, c)
                    ]
            elif antecedent >= 0:
                clause.obliques += [Oblique("to", h) for h in clauses.conjuncts(child)]
                clause.constructions.append("dative_shift")
        elif relation == "iobj" and not any(deprels[c] == "obj" for c in clauses.children[head]):
            # "allowed the monitors to enter", "warned Keld that …": the only object, whatever its label.
            clause.add_objects(clauses.conjuncts(child), "direct_object")
        elif relation == "iobj":
            clause.obliques += [Oblique("to", h) for h in clauses.conjuncts(child)]
            clause.constructions.append("dative_shift")
        elif passive and (
            (relation == "obl:agent" and not (lemmas[head] in _SIGNING and clauses.preposition(child) == "with"))
            or (relation in OBLIQUES and clauses.preposition(child) == "by")
        ):
            if clauses.is_gerund(child) or clauses.preposition(child) in _NO_AGENT or lemmas[child] in _BESIDE:
                continue
            clause.add_agents(clauses.conjuncts(child), "passive_agent")
        elif relation == "obl" and not clauses.preposition(child) and _follows_particle(clauses, child, head):
            clause.add_objects(clauses.conjuncts(child), "direct_object")  # "walked off [the job]"
        elif relation in OBLIQUES or relation == "obl:agent":  # "stood [by] its ally": the verb is active
            add_phrase(clauses, clause, child, near=True)
            _gerund_after_day(clauses, clause, child)
        elif relation in ("xcomp", "ccomp", "advcl", "parataxis"):
            if (
                relation == "xcomp"
                and (clauses.is_bare_noun(child) or clauses.is_mistagged_noun(child, head))
                and not any(deprels[c] == "obj" for c in clauses.children[head])
                and not (clause.passive and lemmas[head] in clauses.vocabulary.naming)  # "were branded terrorists"
            ):
                clause.add_objects(clauses.conjuncts(child), "noun_complement")
            else:
                _object_before_complement(clauses, clause, child)
                _complement(clauses, clause, child)
        elif relation == "compound:prt" or (
            relation in ("advmod", "case") and lemmas[child] in PARTICLES and child == head + 1
        ):
            clause.words.append(child)


def _is_one(clauses: Clauses, word: int) -> bool:
    """ "A puppet", "an act of war": a bare phrase with the indefinite article."""
    return not clauses.preposition(word) and any(clauses.lemmas[c] == "a" for c in clauses.children[word])


def _follows_particle(clauses: Clauses, word: int, verb: int) -> bool:
    """Whether a noun without a preposition stands behind the verb's particle, only its own words between."""
    particles = [c for c in clauses.children[verb] if clauses.sentence.deprels[c] == "compound:prt"]
    own = set(clauses.children[word])
    return bool(particles) and all(w in own for w in range(max(particles) + 1, word)) and particles[0] > verb


def fill_shared(clauses: Clauses, clause: Clause) -> None:
    """What the predicate is understood to have; clauses above it are filled, those below have their own arguments."""
    passive = clause.passive
    if clause.kind == "v" and not clause.agents and not passive:
        apposed_subject(clauses, clause)
        called_subject(clauses, clause)
    if clause.kind == "v":
        if not clause.objects if passive else not clause.agents:
            shared_subject(clauses, clause)
        if not clause.objects if passive else not clause.agents:
            stranded_subject(clauses, clause)
        if not clause.objects and not passive:
            shared_object(clauses, clause)
        relative_gap(clauses, clause)
        _recipient_inside(clauses, clause)
    elif not clause.agents:
        shared_subject(clauses, clause)
    if passive and not clause.agents:
        shared_agent(clauses, clause)
        at_whose_hands(clauses, clause)
    if passive and clause.objects and not clause.agents:
        raised_subject(clauses, clause)
        _stance(clauses, clause)
    if clauses.reciprocal:
        _reciprocal(clauses, clause)
    told(clauses, clause)
    conditioned(clauses, clause)
    warned(clauses, clause)
    object_phrases(clauses, clause, list(clause.objects))
    for word in [*clause.objects, *(o.head for o in clause.obliques if o.near)]:
        for child in clauses.children[word]:
            if clauses.sentence.deprels[child] == "acl:relcl" and child != clause.head:
                whom_it_reaches(clauses, clause, child)


def _reciprocal(clauses: Clauses, clause: Clause) -> None:
    """ "Zorvia and Keld accused each other", "fired at one another's ships": what each does to the other."""
    deprels = clauses.sentence.deprels
    for word in [*clause.objects, *(o.head for o in clause.obliques if o.near)]:
        if clauses.is_reciprocal(word) or any(
            deprels[c] == "nmod:poss" and clauses.is_reciprocal(c) for c in clauses.children[word]
        ):
            clause.mutual = True
            clause.constructions.append("reciprocal")
            return


def _object_before_complement(clauses: Clauses, clause: Clause, child: int) -> None:
    """ "Bombed three bases close to the border": what stands right behind a verb that reports nothing is its object,
    though the parser makes it the subject of the word that follows."""
    sentence, head = clauses.sentence, clause.head
    if (
        sentence.deprels[child] != "ccomp"
        or clauses.lemmas[head] in clauses.vocabulary.speech
        or "that" in clauses.vocabulary.embedding.get((clauses.lemmas[head], "v"), ())
        or sentence.xpos[child] in ("VBD", "VBZ", "MD")
        or clauses.has_auxiliary(child)
        or any(sentence.deprels[c] in ("obj", "iobj") for c in clauses.children[head])
        or any(sentence.deprels[c] in ("mark", "cop", "punct") for c in clauses.children[child])
    ):
        return
    for subject in clauses.children[child]:
        if sentence.deprels[subject] == "nsubj" and min(sentence.subtree(subject)) == head + 1:
            clause.add_objects(clauses.conjuncts(subject), "object_before_complement")


def _is_place_before_participle(clauses: Clauses, word: int, verb: int) -> bool:
    """ "Raided villages around Sela, Keld killing nine": the state after a place is not who kills."""
    sentence = clauses.sentence
    return (
        sentence.deprels[verb] in ("advcl", "acl", "ccomp")
        and word == verb - 1
        and word > 1
        and sentence.upos[word] == sentence.upos[word - 2] == "PROPN"
        and sentence.forms[word - 1] == ","
        and not clauses.has_auxiliary(verb)
        and clauses.is_participle(verb, "VBG")
    )


def _gerund_after_day(clauses: Clauses, clause: Clause, day: int) -> None:
    """ "Accused Orm on Monday of arming rebels": a parser hangs the gerund on the day."""
    if clauses.lemmas[day] in WEEKDAYS:
        for child in clauses.children[day]:
            if clauses.sentence.deprels[child] == "acl" and clauses.is_gerund(child) and clauses.marker(child):
                clause.complements.append((clauses.marker(child), child))


def _stance(clauses: Clauses, clause: Clause) -> None:
    """ "Is opposed to the treaty": a participle that says how somebody stands; what it stands to is the object."""
    form = clauses.sentence.forms[clause.head].lower()
    for oblique in clause.obliques:
        if oblique.near and f"{form}_{oblique.preposition}" in clauses.vocabulary.stance:
            clause.agents, clause.objects = clause.objects, []
            clause.passive = False
            clause.add_objects([oblique.head], "stance")
            return


def _subject(clauses: Clauses, clause: Clause, word: int, passive: bool) -> None:
    """A subject is the agent; a passive subject the object."""
    if word < 0:
        return
    heads = clauses.conjuncts(word)
    if clauses.sentence.heads[clause.head] == word:  # "Zorvia, [which sent doctors], and Keld": only Zorvia
        heads = [h for h in heads if h < clause.head]
    if passive:
        clause.add_objects(heads, "passive_subject")
    else:
        clause.add_agents(heads, "subject")


def _recipient_inside(clauses: Clauses, clause: Clause) -> None:
    """ "Sold Brin twelve helicopters": a parser may take the recipient for a modifier of the thing given. It stands
    right after the verb and is the bare name of a party."""
    after = clause.head + 1
    if clauses.lemmas[clause.head] not in clauses.vocabulary.ditransitive or after >= len(clauses.lemmas):
        return
    host = clauses.sentence.heads[after]
    modifies = clauses.sentence.deprels[after] in ("compound", "nmod:unmarked", "nmod")
    if modifies and host in clause.objects and host > after and clauses.is_party(after):
        clause.obliques.append(Oblique("to", after))
        clause.constructions.append("dative_shift")


def add_phrase(clauses: Clauses, clause: Clause, word: int, near: bool) -> None:
    """A prepositional phrase; before a gerund it is a complement ("accused of shelling")."""
    preposition = clauses.preposition(word)
    if clauses.sentence.upos[word] == "VERB":
        clause.complements.append((preposition or clauses.marker(word) or "ing", word))
        if clauses.is_participle(word, "VBG"):
            return
    if not preposition or (preposition == "with" and clauses.is_absolute(word)):
        return
    if preposition == "with" and not near and _is_border(clauses, clauses.sentence.heads[word]):
        return
    if near and preposition in ("in", "on", "at", "as", "with"):
        for child in clauses.children[word]:
            joined = f"{preposition}_{clauses.lemmas[word]}_{clauses.preposition(child)}"
            if joined in clauses.vocabulary.compound_preposition and clauses.sentence.deprels[child] == "nmod":
                clause.obliques += [Oblique(joined, h) for h in clauses.conjuncts(child)]
    head = clauses.antecedent(word, clause.head) if near else word
    if clauses.lemmas[head] in WEEKDAYS:
        # "attacks on the Keld Strip Sunday": the day stands behind the name that the phrase is about.
        names = [c for c in clauses.children[head] if clauses.sentence.deprels[c] == "compound" and c < head]
        head = names[-1] if names else head
    for conjunct in clauses.conjuncts(head):
        own = clauses.preposition(conjunct) if conjunct != head else ""
        clause.obliques.append(Oblique(own or preposition, conjunct, near))


def _is_border(clauses: Clauses, noun: int) -> bool:
    """ "Held exercises near the border with Keld": not with Keld."""
    return clauses.lemmas[noun] in ("border", "frontier") and clauses.sentence.deprels[noun] in OBLIQUES


def _is_order(clauses: Clauses, clause: Clause, child: int) -> bool:
    """An imperative in front of who tells somebody so."""
    sentence, told = clauses.sentence, clauses.children[clause.head]
    return (
        child < clause.head
        and sentence.xpos[child] in ("VB", "VBP")
        and clauses.lemmas[clause.head] in _ORDERING
        and any(sentence.deprels[c] in ("obj", "iobj") for c in told)
        and not clauses.has_subject(child)
        and not any(sentence.deprels[c] in ("aux", "mark", "cop") for c in clauses.children[child])
    )


def _complement(clauses: Clauses, clause: Clause, child: int) -> None:
    """Embedded clauses: infinitive ("to"), gerund ("ing"), finite clause ("that"), preposition and gerund."""
    sentence = clauses.sentence
    marker = clauses.marker(child)
    relation = sentence.deprels[child]
    verbal = sentence.upos[child] in PREDICATES
    if relation == "parataxis":
        speaks = child < clause.head or clauses.lemmas[clause.head] in clauses.vocabulary.speech
        if speaks or all(sentence.deprels[c] != "obj" for c in clauses.children[clause.head]):
            clause.complements.append(("that", child))  # but "opposition rejects result, police arrest dozens"
    elif marker == "to":
        clause.complements.append(("to", child))
    elif verbal and clauses.is_participle(child, "VBG") and not clauses.has_auxiliary(child):
        if relation == "advcl" and not marker:
            clause.complements.append(("adverbial", child))
            if clauses.lemmas[child] in _DEMANDING and clauses.lemmas[clause.head] in _GATHERING:
                clause.complements.append(("to", child))  # "gathered in Orm, [demanding] a vote": what they came for
        else:
            clause.complements.append((marker or "ing", child))
    elif relation == "ccomp":
        # "Stop the war, Zorvia tells Keld": as if it told it to; "asked whether Keld would come" asks for nothing
        asked = marker if marker in ("whether", "if") else "that"
        clause.complements.append(("to" if _is_order(clauses, clause, child) else asked, child))
    elif relation == "xcomp":
        if not verbal and clauses.preposition(child):
            add_phrase(clauses, clause, child, near=True)
        else:
            clause.complements.append(("to" if verbal else "as", child))
    elif marker:
        clause.complements.append((marker, child))
    elif relation == "advcl" and any(clauses.lemmas[c] == "when" for c in clauses.children[child]):
        clause.complements.append(("after", child))  # "were killed when gunmen opened fire"
    for sibling in clauses.children[child]:
        goes_on = sentence.deprels[sibling] == "conj" and sentence.upos[sibling] in PREDICATES
        if goes_on and clause.complements and relation != "parataxis" and not clauses.has_subject(sibling):
            last = clause.complements[-1][0] if clause.complements else "that"
            if not (add_or_else(clauses, clause, sibling) and clauses.is_passive(sibling)):
                clause.complements.append((last, sibling))


def object_phrases(clauses: Clauses, clause: Clause, objects: list[int]) -> None:
    """Prepositional phrases of the objects count for the verb as well: parsers disagree where they hang."""
    deprels = clauses.sentence.deprels
    for word in objects:
        if word == clauses.sentence.heads[clause.head]:
            continue  # the antecedent of a relative clause keeps its own phrases
        for child in clauses.children[word]:
            relation = deprels[child]
            if relation == "nmod" and clause.passive and not clause.agents and clauses.preposition(child) == "by":
                if word < child < clause.head:
                    continue  # "the release of men by Keld was welcomed"
                clause.add_agents(clauses.conjuncts(child), "passive_agent_on_object")
            elif relation == "nmod" or (relation == "obl" and clauses.sentence.upos[word] == "VERB"):
                add_phrase(clauses, clause, child, near=False)
                for grandchild in clauses.children[child]:
                    # "the withdrawal of troops [from Keld]"
                    if deprels[grandchild] == "nmod" and clauses.preposition(grandchild) != "of":
                        add_phrase(clauses, clause, grandchild, near=False)
            elif clauses.is_content(child) and clauses.nominal_of(word) in clauses.vocabulary.object_control:
                # "its demand that Zorvia apologise" is a demand on Zorvia.
                clause.obliques += [Oblique("on", h, False) for h in clauses.own(child).agents]
            elif relation in ("acl", "advcl", "acl:relcl") and clauses.marker(child) == "to":
                # "has the right to arrest" is no "has to"
                if clauses.lemmas[clause.head] not in ("have", "need") or clauses.lemmas[word] == "nothing":
                    clause.complements.append(("to", child))
                    add_all_else(clauses, clause, child)
            elif relation == "acl" and clauses.is_gerund(child) and clauses.marker(child):
                clause.complements.append((clauses.marker(child), child))
            elif relation.startswith("acl") and clauses.lemmas[clause.head] in _FREEING:
                _freed_from(clauses, clause, child)


def _freed_from(clauses: Clauses, clause: Clause, participle: int) -> None:
    """ "Freed eleven fishermen held by pirates", "freed girls whom al-Varr had kidnapped": freed from the pirates."""
    if clauses.lemmas[participle] in _HOLDING and participle > clause.head:
        clause.obliques += [Oblique("from", h, False) for h in clauses.own(participle).agents]

"""Whose a noun is: "Keld's plan", "a plan by Keld", "demands made by Keld", and "those demands" told of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .actor_phrase import ActorPhrase, moved
from .homes import STORY
from .sentence import Sentence
from .told_facts import SEEN

if TYPE_CHECKING:
    from .cast import Cast

#: Prepositions by which a noun's owner or author stands after it ("a proposal by Keld").
_OWNER = ("of", "by", "from")
#: After a name and a hyphen: who has written or put forward a text.
_AUTHORED = frozenset({"draft", "author", "pen", "write"})
#: What bears goods has them from somewhere.
_CARRYING = frozenset({"carry", "load", "bring", "transport"})
#: What is done to others' things.
_WRECKING = frozenset({"attack", "blow", "bomb", "burn", "damage", "destroy", "hit", "raid", "shell", "strike",
                       "torch", "wreck"})  # fmt: skip
#: What makes no place one's own.
_VISITING = frozenset({"approach", "besiege", "encircle", "enter", "surround", "visit"})
#: What a state holds: who condemns it from abroad condemns the state that the story is about.
#: What others say of a deed ("condemned the seizure, which Orm described as payback").
_JUDGING = frozenset({"blame", "brand", "call", "condemn", "criticise", "criticize", "denounce", "describe", "dismiss",
                      "hail", "label", "oppose", "praise", "see", "support", "view", "welcome"})  # fmt: skip
#: Others than those who hold talks.
_HOSTING = frozenset({"broker", "chair", "convene", "facilitate", "host", "mediate", "oversee", "sponsor"})
_TALKS = frozenset({"consultation", "dialogue", "discussion", "meeting", "negotiation", "talk"})
#: Verbs of sending goods, which come from whoever sends them.
SHIPPING = frozenset({"airlift", "donate", "import", "send", "ship", "smuggle", "truck"})
DECIDED = frozenset({"decision", "vote"})
_VOTES = frozenset({"election", "vote", "poll", "referendum", "result"})
_PARTS = frozenset({"complicity", "culpability", "guilt", "involvement", "part", "responsibility", "wrongdoing"})
_CLAIMS = frozenset({"accusation", "allegation", "assertion", "charge", "claim", "suggestion"})
#: "The raid on his capital", "the attack on the town": where it was is told again.
_STRUCK_BEFORE = frozenset({"area", "army", "base", "capital", "city", "country", "island", "nation", "people", "port",
                            "region", "soil", "territory", "town", "troop", "village"})  # fmt: skip
#: Those who decide cases, how they do, and how far back the story may have told it.
_COURTS = frozenset({"arbitrator", "court", "judge", "jury", "panel", "tribunal"})
_RULING = frozenset({"decide", "find", "hold", "rule", "say"})
_FAR = 8
#: How many sentences back a verb may stand whose noun takes it up.
_NEAR = 3
#: Pronouns for what has just been told.
_EVENTS_AGAIN = frozenset({"this", "that", "it", "these"})
_SAID_AGAIN = frozenset({"it", "this", "that"})
#: Sectors of those from whom people are rescued.
CAPTORS = frozenset({"REB", "UAF", "CRM", "PRM"})
#: Forces by which fire is called.
GUNNERS = frozenset({"artillery", "sniper"})
DEFINITE = frozenset({"the", "that", "this", "those", "these", "such"})


def without_captors(cast: Cast, owners: list[int]) -> list[int]:
    """Whose those are that somebody saves: not theirs who held them ("rescued sailors held by pirates")."""
    return [o for o in owners if cast.clauses.preposition(o) != "by" or not CAPTORS & cast.sectors(o)]


def owners(cast: Cast, noun: int) -> list[int]:
    """Heads of the owners or authors of a noun, in order of the text."""
    sentence = cast.sentence
    found: list[int] = []
    governor = sentence.heads[noun]
    if governor >= 0 and sentence.lemma_keys[governor] in _CARRYING and sentence.upos[governor] == "VERB":
        # "planes carrying food [from Keld]"
        sent = [o.head for o in cast.clauses.verb(governor).obliques if o.preposition == "from"]
        found += [h for h in sent if sentence.heads[h] == governor and cast.can_fill(h)]
    for child in sentence.children[noun]:
        relation = sentence.deprels[child]
        after = relation == "nmod" and cast.clauses.preposition(child) in _OWNER
        if relation == "nmod:poss" and sentence.forms[child].lower() == "whose":
            found += _told_of(sentence, child)
        elif (relation == "nmod:poss" or after) and cast.can_fill(child):
            found += cast.clauses.conjuncts(child)
        elif relation in ("compound", "amod", "nmod") and child < noun and cast.can_act(child):
            hit = cast.phrases.dictionary.agents.at(sentence, noun) if relation == "compound" else None
            # not the fighter of "fighter jets", nor whose "artillery fire" it was
            if (hit is None or child < hit.first) and sentence.lemma_keys[child] not in GUNNERS:
                found.append(child)
        elif relation == "amod" and sentence.lemma_keys[child] in _AUTHORED and sentence.forms[child - 1] == "-":
            authors = [c for c in sentence.children[child] if c == child - 2]  # "a Keldish-drafted UN resolution"
            if authors:
                return authors
        elif relation in ("acl", "acl:relcl") and sentence.upos[child] == "VERB":
            # "demands made by Keld", "the plan that Orm proposed"
            clause = cast.clauses.verb(child)
            # not "a bridge blown up by …", "a letter seen by …"
            if sentence.lemma_keys[child] == "belong":  # "assets that belong to Keld's president"
                found += [o.head for o in clause.obliques if o.preposition == "to" and cast.can_fill(o.head)]
            held = sentence.lemma_keys[noun] in _TALKS and sentence.lemma_keys[child] in _HOSTING
            if noun in clause.objects and not held and (
                sentence.lemma_keys[child] not in _WRECKING | _JUDGING | _VISITING | SEEN
            ):
                found += [a for a in clause.agents if cast.can_fill(a) > 1]  # not a quake
            if noun in clause.objects and sentence.lemma_keys[child] in SHIPPING:  # "rice shipped [from Keld]"
                found += [o.head for o in clause.obliques if o.preposition == "from" and cast.can_fill(o.head) > 2]
    if len(found) > 1 and noun > found[1] > found[0] and sentence.deprels[found[0]] == "amod":
        # "Keldish navy ships": the navy's, which is Keldish
        land, body = cast.own(found[0]), cast.own(found[1])
        if land and body and body[0].sectors and body[0].country == land[0].country:
            return found[1:]
    return found


def _told_of(sentence: Sentence, whose: int) -> list[int]:
    """ "Dockers, [whose] strike has closed the port": the noun before the relative clause."""
    node = whose
    while node >= 0 and not sentence.deprels[node].startswith("acl"):
        node = sentence.heads[node]
    return [sentence.heads[node]] if node >= 0 and sentence.heads[node] < whose else []


def owners_before(cast: Cast, noun: int, own: set[str]) -> list[ActorPhrase]:
    """Whose "those demands", "the appeal" are, from what was told before; they stand where the noun stands. ``own``:
    codes of who answers them now."""
    sentence = cast.sentence
    governor = sentence.heads[noun]
    denied = sentence.lemma_keys[noun] in _PARTS and governor >= 0 and sentence.lemma_keys[governor] == "deny"
    if denied or (sentence.lemma_keys[noun] in _SAID_AGAIN and sentence.upos[noun] == "PRON"):  # "Keld denied it"
        found = cast.discourse.story.teller("accusation", own, cast.words.nominal)
        return at_word(sentence, found, noun)
    if not any(sentence.lemma_keys[c] in DEFINITE for c in sentence.children[noun]):
        return _said_there(cast, noun, own)
    further = [c for c in sentence.children[noun] if sentence.deprels[c] in ("nmod", "acl:relcl")]
    if noun + 1 < len(sentence) and sentence.forms[noun + 1] == ",":  # "condemned the seizure, which Orm called …"
        further = [c for c in further if sentence.deprels[c] == "nmod"]
    if any(sentence.deprels[c] != "nmod" or not _says_nothing_new(cast, c) for c in further):
        return []  # "the attack in Keld" may be another one
    found = cast.discourse.earlier(cast, noun)
    if len(found) > 1:  # the others of those who made it ("Keld's president will accept the agreement")
        found = [p for p in found if p.code not in own and f"{p.code}GOV" not in own] or found
    if sentence.lemma_keys[noun] in DECIDED and _ruled_before(cast):
        return []  # a court's
    found = found or cast.discourse.story.teller(sentence.lemma_keys[noun], own, cast.words.nominal)
    found = found or _of_verb(cast, noun, own)
    if not found and cast.discourse.story.is_deed(sentence.lemma_keys[noun]):
        found = cast.discourse.doer_before(cast, own)
    if not found and sentence.lemma_keys[noun] in _CLAIMS - {"charge"}:  # "Keld said Orm armed them. … the claim"
        found = [p for p in cast.discourse.doer_before(cast, own) if _are_named_before(cast, own)]
    if not found and own and sentence.lemma_keys[noun] in _VOTES:
        country = cast.discourse.main(cast)
        if country and not any(code.startswith(country) for code in own):  # "Orm condemned the election"
            return [ActorPhrase(sentence, (noun, noun + 1), noun, kind="country").with_country(country)]
    return at_word(sentence, found, noun)


def _ruled_before(cast: Cast) -> bool:
    """ "A tribunal ruled that Keld has no rights. … hailed [the decision]"."""
    casts = cast.discourse.casts
    at = casts.index(cast) if cast in casts else 0
    for other in casts[max(0, at - _FAR) : at]:
        keys = other.sentence.lemma_keys
        for word, lemma in enumerate(keys):
            subject = lemma in _COURTS and other.sentence.deprels[word].startswith("nsubj")
            if subject and keys[other.sentence.heads[word]] in _RULING:
                return True
    return False


def _said_there(cast: Cast, noun: int, own: set[str]) -> list[ActorPhrase]:
    """ "Experts say Keld arms the rebels, [a claim Keld rejects]": who says it."""
    sentence = cast.sentence
    relation = sentence.deprels[noun]
    if sentence.lemma_keys[noun] not in _CLAIMS or relation not in ("appos", "parataxis", "obj", "conj", "obl"):
        return []
    if not any(sentence.deprels[c] == "acl:relcl" for c in sentence.children[noun]):
        return []
    verb = sentence.heads[noun]
    for _ in range(_NEAR):
        said = [p for h in cast.sayers_of(verb) for p in cast.own(h) if p.resolved] if verb >= 0 else []
        if said or verb < 0:
            return at_word(sentence, [p for p in said if p.code not in own], noun)
        verb = sentence.heads[verb]
    return []


def _of_verb(cast: Cast, noun: int, own: set[str]) -> list[ActorPhrase]:
    """ "Minsk diverted a jet. … The diversion": the subject of the verb, where no event of it was told."""
    verb = cast.words.nominal.get(cast.sentence.lemma_keys[noun], ("",))[0]
    casts = cast.discourse.casts
    at = casts.index(cast) if verb and cast in casts else 0
    for other in reversed(casts[max(0, at - _NEAR) : at]):
        for word, lemma in enumerate(other.sentence.lemma_keys):
            if lemma == verb and other.sentence.upos[word] == "VERB":
                found = [p for a in other.clauses.verb(word).agents for p in other.own(a) if p.resolved]
                return found if found and all(p.code not in own for p in found) else []
    return []


def _are_named_before(cast: Cast, own: set[str]) -> bool:
    """Whether the sentence before names the country of those who answer it."""
    casts = cast.discourse.casts
    at = casts.index(cast) if cast in casts else 0
    named = {m.entry.code(cast.date)[:3] for m in casts[at - 1].mentions if not m.aside} if at else set()
    return any(code[:3] in named for code in own)


def _says_nothing_new(cast: Cast, word: int) -> bool:
    """ "Derided the measures [as hysteria]", "condemned the seizure [of the city]": no other deed than was told."""
    sentence, preposition = cast.sentence, cast.clauses.preposition(word)
    the = any(sentence.lemma_keys[c] in DEFINITE for c in sentence.children[word])
    bare = len(sentence.children[word]) == 2 and sentence.upos[word] == "NOUN"
    own = any(sentence.deprels[c] == "nmod:poss" and sentence.upos[c] == "PRON" for c in sentence.children[word])
    if preposition in ("on", "against") and bare and (own or the):
        return sentence.lemma_keys[word] in _STRUCK_BEFORE
    if preposition in ("on", "against") and the and _is_named_before(cast, word):
        return True  # "rebels raided police posts. … the attacks on the police posts"
    return preposition == "as" or (preposition == "of" and the and bare)


def _is_named_before(cast: Cast, word: int) -> bool:
    """Whether one of the last sentences has the same noun, with the same words before it."""
    sentence, casts = cast.sentence, cast.discourse.casts
    before = [c for c in sentence.children[word] if sentence.deprels[c] in ("compound", "amod")]
    words = {sentence.lemma_keys[w] for w in (word, *before)}
    at = casts.index(cast) if cast in casts else 0
    return any(words <= set(c.sentence.lemma_keys) for c in casts[max(0, at - _FAR) : at])


def at_word(sentence: Sentence, phrases: list[ActorPhrase], word: int) -> list[ActorPhrase]:
    """Actors told of before, marked at a word of this sentence that stands for what was done to them."""
    start, end = sentence.starts[word], sentence.ends[word]
    return [moved(p, start, end, sentence.surface(start, end), word) for p in phrases]


def judged(cast: Cast, told: list[int], own: set[str]) -> list[ActorPhrase]:
    """Whom words of judgement blame for what was told before: "said [the violence] was unacceptable", "[this] is a
    breach, he said". ``told``: heads of the words that judge."""
    sentence = cast.sentence
    for verb in told:
        for word in sentence.children[verb]:
            if sentence.deprels[word] != "nsubj":
                continue
            if sentence.forms[word].lower() not in _EVENTS_AGAIN or sentence.children[word]:
                return [p for p in owners_before(cast, word, own) if p.code not in own]
            start, end = sentence.starts[word], sentence.ends[word]
            found = cast.discourse.story.to_blame(own)
            return [moved(p, start, end, sentence.surface(start, end), word) for p in found]
    return []


def is_settled(phrase: ActorPhrase, own: list[ActorPhrase] | None) -> bool:
    """Whether an event has given a country to an actor that has none as he is read (``own``): "Keldish police arrested
    [students]"."""
    if phrase.kind != "agent" or not phrase.resolved or not own or len(own) != 1:
        return False
    known = own[0].resolved and (own[0].hint != STORY or own[0].country == phrase.country)
    return own[0].code is not None and not known and own[0].sectors == phrase.sectors


#: Prepositions of what somebody else has written.
_ABOUT = frozenset({"about", "after", "against", "because_of", "following", "for", "over"})


def authors(cast: Cast, document: int) -> list[ActorPhrase]:
    """ "Amnesty put out a report accusing Keld", "a report by Amnesty", "a vote in the senate": a document speaks for
    its authors."""
    sentence = cast.sentence
    if cast.sectors(document):
        return []  # no "police post"
    heads = cast.owners(document)
    governor = sentence.heads[document]
    over = cast.clauses.preposition(document) in _ABOUT  # "questioned the editor over a letter that accused …"
    if not heads and not over and sentence.deprels[document] in ("obj", "obl") and sentence.upos[governor] == "VERB":
        heads = cast.clauses.verb(governor).agents
    found = [p for a in heads if a != document for p in cast.own(a) if p.code is not None]
    if not found and sentence.lemma_keys[document] in _VOTES:
        bodies = [c for c in sentence.children[document] if cast.clauses.preposition(c) == "in"]
        found = [p for c in bodies for p in cast.own(c) if p.resolved and "LEG" in p.sectors]
    return found


def sectors(cast: Cast, head: int, acts: bool) -> set[str]:
    """The sectors of the actors at a word; where it acts, a document has those of its authors ("a decree that frees
    rebels")."""
    found = cast.sectors(head)
    lemma = cast.sentence.lemma_keys[head]
    if not found and acts and (lemma in cast.words.document or lemma in DECIDED):
        for phrase in authors(cast, head):
            found.update(phrase.sectors or ("STATE",))
    return found

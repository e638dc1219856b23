"""Speaker phrases put right before they are resolved, where what is known for certain speaks against them.

A tagger takes the nearest likely phrase. But who "was told that" is no speaker, of "Tarvo quoted the president as
saying" the president speaks, a verb inside what Marr is reported to have said has its subject in there, "through
her lawyer she said" is hers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution import citing, parsed, passives
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.extent import (
    trimmed,
    with_head,
    with_parenthesis,
    with_whole_name,
    without_dateline,
    without_loose_ends,
)
from core.extraction.attribution.inner_subjects import behind, cue_verb, inside, resumed
from core.extraction.lexicon import people, words
from core.extraction.speakers.phrase_parts import DOCUMENTS, is_person
from core.extraction.speakers.phrases import Phrase, is_verb, phrase_after
from core.extraction.syntax import Syntax
from core.language.labels import Rel

_LEADS_ON = frozenset({"to", "of", "in", "for", "with", "at"})
"""Words that no phrase ends with."""
_IMPERSONAL = frozenset({"is", "was", "'s", "’s", "means", "meant", "bears", "helps", "requires", "took", "takes"})
"""Behind "it": "it is worth noting that", "it bears repeating that"."""
_LABELS = frozenset(
    {
        "claim",
        "claims",
        "fact",
        "facts",
        "verdict",
        "rating",
        "ruling",
        "context",
        "analysis",
        "background",
        "check",
    }
)
HEARERS = frozenset(
    {"court", "jury", "juries", "jurors", "tribunal", "inquest", "inquiry", "hearing", "magistrates", "judges"}
)
"""Who hears what others say: of these nobody is told to have said it."""
_OCCASIONS = frozenset({"in", "during", "at", "after", "on", "through", "via"})
"""Behind a comma these say where or when somebody spoke."""
_ISSUED = frozenset(
    {"issued", "issues", "released", "releases", "put", "puts", "sent", "sends", "published", "publishes",
     "posted", "posts", "tweeted", "wrote", "writes", "circulated", "read", "made", "gave", "filed", "distributed"}
)  # fmt: skip
"""What somebody does with a statement of his or her own."""
_INDEFINITE = frozenset({"a", "an", "another"})
_RELATIVE = frozenset({"whose", "which", "that", "who"})
_EMPTY = frozenset({"ADP", "ADV", "VERB", "AUX", "SCONJ", "CCONJ", "PART", "PUNCT"})
"""Classes of words that name nobody."""
_MAY_OPEN = _EMPTY | {"ADJ"}
_AMOUNTS = frozenset({"many", "several", "few", "most", "more", "other", "others", "such", "another", "same"})
_STOPS = frozenset(".!?”\"’'")
_NEAR = 12
"""Drafts before one in the text whose content can hold it."""


def put_right(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in text order, with their speaker phrases put right."""
    out: list[Draft] = []
    drafts = [one for one in drafts if not _writers_own(article, one)]
    for number, draft in enumerate(drafts):
        draft = _prepared(article, draft)
        subject = draft.subject
        if subject is not None and draft.cue:
            quoted = citing.quoted(article, draft)
            cited = citing.cited(article, subject) or citing.cited_beside(article, draft, subject)
            passive = passives.told(article, draft)
            if passive is not None and subject.first < passive:
                teller = parsed.agent_of(article, passive, passive, article.words.at(min(draft.pieces)[0]))
                draft = replace(draft, subject=teller, rule="told")
            elif (about := passives.spoken_of(article, draft, subject)) is not None:
                teller = parsed.agent_of(article, about, about, draft.sentence.beyond)
                draft = replace(draft, subject=teller, rule=draft.rule if teller is not None else "told")
                draft.pieces = passives.before_main_verb(article, about, draft.pieces)
            elif passives.rumoured(article, draft):
                draft = replace(draft, subject=None)
            elif quoted is not None:
                draft = replace(draft, subject=quoted, via=draft.via or subject)
            elif cited is not None:
                draft = replace(draft, subject=cited[1], via=draft.via or cited[0])
            elif _label(article, subject):
                if article.inside[article.words.at(min(draft.pieces)[0])] < 0:
                    continue  # the writer's own words: "FACTS: Crime fell."
                draft = replace(draft, subject=None, cue=[])
            else:
                around = drafts[max(0, number - _NEAR) : number]
                subject = _teller_within(article, draft, subject, around) or subject
                inner = inside(article, draft, subject, around) or resumed(article, draft, subject, around)
                subject = behind(article, draft, subject, out[-_NEAR:]) or subject
                found = inner or trimmed(article, _regular(article, draft, subject))
                draft = replace(draft, subject=None if _nobody(article, found) else found)
        out.append(draft)
    return out


def _teller_within(article: Article, draft: Draft, phrase: Phrase, around: Sequence[Draft]) -> Phrase | None:
    """The speaker of another report that the phrase swallows: "Moving it, Vell said it was late, adding"."""
    w = article.words
    for outer in reversed(around):
        teller = outer.subject
        if teller is None or not outer.cue or outer.sentence.first != draft.sentence.first:
            continue
        cue = w.at(min(outer.cue)[0])
        set_off = w.texts[teller.first - 1] == "," and outer.rule != "after-clause"
        relative = _RELATIVE.intersection(w.lowers[teller.first : cue])
        if phrase.first < teller.first < cue < phrase.beyond and set_off and not relative:
            return teller
    return None


def _prepared(article: Article, draft: Draft) -> Draft:
    """The draft with what its own words settle: the source of "according to", "was told", "citing its own"."""
    if draft.subject is None and draft.cue:
        draft = replace(draft, subject=_according(article, draft))
    if draft.subject is not None and _hears(article, draft, draft.subject):
        return replace(draft, rule="heard", thought=False)
    if draft.subject is not None:
        issuer = _issuer(article, draft, draft.subject) if draft.cue else None
        return replace(draft, subject=issuer or _without_basis(article, draft.subject))
    told = draft.cue and passives.told(article, draft) is not None
    return replace(draft, rule="told") if told else draft


def _issuer(article: Article, draft: Draft, phrase: Phrase) -> Phrase | None:
    """Who "issued a statement saying", "put out a press release warning": the subject of that verb."""
    w, tree, verb = article.words, article.syntax, cue_verb(article, draft)
    if tree is None or verb is None or tree.form[verb] != "ing" or w.at(min(draft.cue)[0]) != phrase.beyond:
        return None
    noun = phrase.core_beyond - 1
    over = tree.head[noun]
    issued = w.lowers[noun] in DOCUMENTS and tree.rel[noun] is Rel.OBJECT and w.lowers[over] in _ISSUED
    head = tree.subject(over) if issued and over < noun else None
    if head is None or not draft.sentence.first <= head < over or article.inside[head] >= 0:
        return None
    return parsed.phrase_of(article, head, draft.sentence.first, draft.sentence.beyond, over)


def _hears(article: Article, draft: Draft, phrase: Phrase) -> bool:
    """Whether a court, a jury or an inquiry only hears what is said: "the court heard that"."""
    said = [article.text[a:b].lower().split()[-1:] for a, b in draft.cue]
    # "Pilot was asleep, inquest told", and the headline "Inquest told pilot was asleep"
    opens = phrase.first == draft.sentence.first and article.ends_open(draft.sentence)
    told = said[:1] in ([["told"]], [["told", "of"]], [["of"]]) and (draft.rule == "after-clause" or opens)
    if not told and not {"heard", "hears", "hear"}.intersection(*said[:1]):
        return False
    w = article.words
    core = w.lowers[phrase.core_first : phrase.core_beyond]
    return bool(HEARERS.intersection(core))


def _according(article: Article, draft: Draft) -> Phrase | None:
    """The phrase after "according to", which has no comma behind it: "According to Vell the road is shut"."""
    w = article.words
    first = w.within(*max(draft.cue))[1]
    if w.lowers[max(0, first - 2) : first] != ["according", "to"]:
        return None
    end = w.at(min(draft.pieces)[0])
    beyond = phrase_after(article, first, end if first < end else len(w))
    return None if beyond is None else Phrase(first, beyond, first, beyond)


def _without_basis(article: Article, phrase: Phrase) -> Phrase:
    """ "The union, citing its own count," is resolved by "The union"; so is "An official, speaking …".

    "The Speaker, in his ruling," is the Speaker.
    """
    w = article.words
    for k in range(phrase.core_first + 1, phrase.core_beyond - 1):
        if w.texts[k] != ",":
            continue
        cites = w.lowers[k + 1] in citing.CITING and not citing.speaks(article, k + 2, phrase.core_beyond)
        if cites or w.lowers[k + 1] in ("speaking", "talking"):
            return replace(phrase, core_beyond=k)
        occasion = w.lowers[k + 1] in _OCCASIONS and not any(
            w.is_mark(n) for n in range(k + 1, phrase.core_beyond)
        )
        if occasion and phrase.beyond == phrase.core_beyond:
            person = w.is_name(k - 1) or is_person(w.lowers[k - 1])
            return replace(phrase, core_beyond=k, beyond=k if person else phrase.beyond)
    return phrase


def _writers_own(article: Article, draft: Draft) -> bool:
    """Whether nobody is told to say so: "It's worth noting that", "it means admitting that"."""
    w, phrase = article.words, draft.subject
    if phrase is None or not draft.cue or not article.text[slice(*min(draft.cue))].lower().endswith("ing"):
        return False
    lower, beyond = w.lowers[phrase.core_first], phrase.core_first + 1
    impersonal = lower in ("it", "that", "this") and w.lowers[beyond] in _IMPERSONAL
    joined = lower in ("it's", "it’s") and phrase.core_beyond > beyond
    return (impersonal or joined) and phrase.core_beyond > beyond and article.inside[phrase.first] < 0


def _label(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase only says what follows: "CLAIM:", "THE FACTS:"."""
    w = article.words
    named = [x for x in w.lowers[phrase.first : phrase.beyond] if x != "the"]
    return w.texts[phrase.beyond : phrase.beyond + 1] == [":"] and bool(named) and set(named) <= _LABELS


def _regular(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """A phrase that is no subject at all put right by the parse.

    "Met ministers" of "has met ministers, written to judges and asked whether" gives way to the subject of all
    three verbs, "parts of which" to the noun before it; a dateline is left out.
    """
    phrase = without_loose_ends(article, without_dateline(article, phrase))
    phrase = with_whole_name(article, draft, phrase)
    phrase = with_parenthesis(article, with_head(article, draft, phrase))
    if article.inside[phrase.first] >= 0:
        return _quoted_subject(article, draft, phrase)
    tree = article.syntax
    cue = article.words.at(min(draft.cue)[0])
    if tree is None:
        return phrase
    told = cue_verb(article, draft)
    verb = cue if told is None else told
    phrase = _without_verb(article, phrase, ing=verb < len(tree.form) and tree.form[verb] == "ing")
    if (phrase.first > cue and phrase.beyond > verb) or verb >= len(tree.head):
        return phrase
    shared = parsed.shared_subject(article, verb, draft.sentence) if tree.form[verb] == "ing" else None
    head = tree.subject(verb) if shared is None else parsed.head_of(article, shared)
    low, beyond = draft.sentence.first, draft.sentence.beyond
    if head is None or not low <= head < beyond or article.inside[head] >= 0:
        return phrase
    within = phrase.first <= head < phrase.beyond
    if not within and not _no_subject(article, phrase) and not _governed(tree, phrase, verb):
        return phrase
    found = parsed.phrase_of(article, head, low, beyond, max(verb, head + 1))
    if found is None or (within and not _leads_up(article, phrase, found)):
        return phrase
    return found


def _governed(tree: Syntax, phrase: Phrase, verb: int) -> bool:
    """Whether the phrase only completes the verb that the cue is joined to: "sent a letter to them saying"."""
    over = tree.head[verb]
    if tree.rel[verb] not in (Rel.ADVCL, Rel.CONJ) or over >= phrase.core_first:
        return False
    heads = [k for k in range(phrase.core_first, phrase.core_beyond) if tree.head[k] == over]
    return bool(heads) and all(tree.rel[k] in (Rel.OBJECT, Rel.OBLIQUE) for k in heads)


def _leads_up(article: Article, phrase: Phrase, found: Phrase) -> bool:
    """Whether what a phrase has before the subject only leads up to it: "on May 1 and", "For weeks", "known,"."""
    w = article.words
    first, start = phrase.first, found.first
    opening = w.lowers[start]
    if not first < start or opening in _INDEFINITE or opening in words("prepositions") or w.texts[start] == "WHO":
        return False
    before, determined = w.lowers[start - 1], opening in words("determiners")
    if before in words("conjunctions"):
        return w.lowers[first] in words("prepositions")
    if before == ",":
        noun = w.is_name(first) or w.lowers[first] in words("determiners")
        closes = found.core_beyond >= phrase.core_beyond and determined
        return not noun or (closes and not w.is_name(first) and opening not in _RELATIVE)
    opens = determined or opening in words("subjects")
    return opens and opening != "one" and before not in words("prepositions")


def _without_verb(article: Article, phrase: Phrase, *, ing: bool) -> Phrase:
    """The subject alone of a phrase with a whole clause in it: "Lawyers for the club told a tribunal that he".

    Before a participle also behind what leads up to it: "a few days later, Vell gave in, telling reporters".
    """
    tree = article.syntax
    if tree is None:
        return phrase
    for verb in range(phrase.first + 1, phrase.beyond):
        if (
            tree.word_class[verb] not in ("VERB", "AUX")
            or tree.form[verb] != "finite"
            or not is_verb(article, verb)
        ):
            continue
        full = tree.head[verb] if tree.rel[verb] is Rel.AUX else verb
        head = tree.own_subject(full)
        inner = tree.rel[full] in (Rel.RELCL, Rel.ACL, Rel.ADVCL, Rel.CCOMP)
        if head is not None and phrase.first <= head < verb and not inner and article.inside[verb] < 0:
            found = parsed.phrase_of(article, head, phrase.first, verb, verb)
            leads = ing and found is not None and article.words.texts[found.first - 1] == ","
            return phrase if found is None or not (leads or found.first == phrase.first) else found
    return phrase


def _quoted_subject(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """Of words inside quotation marks the subject alone: “I was lying there and the doctor says, ‘Up!’”."""
    tree = article.syntax
    if tree is None or phrase.core_first != phrase.first:
        return phrase
    for verb in range(*article.words.within(*min(draft.cue))):
        head = tree.own_subject(verb)
        if head is not None and phrase.first < head < phrase.beyond:
            first = max(phrase.first, tree.left[head])
            return replace(phrase, first=first, core_first=first)
    return phrase


def _nobody(article: Article, phrase: Phrase) -> bool:
    """Whether nothing in the phrase can stand for anybody: "also", "in particular", "pains to", "Monday", "31"."""
    w, tree = article.words, article.syntax
    last = phrase.core_beyond - 1
    if w.lowers[last] in _LEADS_ON or (last == phrase.core_first and _when_or_how_many(w.lowers[last])):
        return True
    words_of = range(phrase.first, phrase.beyond)
    if tree is None or tree.word_class[phrase.first] not in _MAY_OPEN:
        return False
    known = _RELATIVE | words("subjects") | people().groups
    if any(w.lowers[k] in known or (w.is_name(k) and k > phrase.first) for k in words_of):
        return False
    opens = phrase.first == 0 or w.texts[phrase.first - 1] in _STOPS
    if w.is_name(phrase.first) and not opens:
        return False
    return all(tree.word_class[k] in _EMPTY or _describes(article, k) for k in words_of)


def _when_or_how_many(word: str) -> bool:
    return word in words("weekdays") or word in words("months") or word.isdigit()


def _describes(article: Article, word: int) -> bool:
    """Whether the word is an adjective that is no number or amount: "in particular", but "a fourth", "several"."""
    w, tree = article.words, article.syntax
    plain = tree is not None and tree.word_class[word] == "ADJ" and w.texts[word].islower()
    return plain and w.lowers[word - 1] not in words("determiners") and w.lowers[word] not in _AMOUNTS


def _no_subject(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase begins with a verb, is the object of one, or stands for nobody."""
    w, tree = article.words, article.syntax
    first = phrase.core_first
    if _nobody(article, phrase):
        return True
    if w.lowers[first] in ("neither", "either") and tree is not None:
        return tree.is_verb(phrase.core_beyond - 1)
    if tree is None or w.is_name(first) or w.lowers[first] in words("determiners"):
        return False
    if w.lowers[first] in ("him", "them", "me", "us"):
        return True
    return tree.is_verb(first) and tree.form[first] in ("finite", "participle") and phrase.core_beyond - first > 1

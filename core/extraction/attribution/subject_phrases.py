"""Speaker phrases that are no subject, or took in a whole clause, put right by the parse.

"Met ministers" of "has met ministers and asked whether" is nobody, "One day my daughter came" is my daughter,
"used at two fairs, his lawyer, Otto Dell," is the lawyer.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.extent import (
    with_head,
    with_parenthesis,
    with_whole_name,
    without_dateline,
    without_loose_ends,
)
from core.extraction.attribution.inner_subjects import cue_verb
from core.extraction.attribution.states import IMPERSONAL
from core.extraction.lexicon import people, words
from core.extraction.speakers.phrases import Phrase, is_verb, subject_before
from core.extraction.syntax import Syntax
from core.language.labels import Rel

_LEADS_ON = frozenset({"to", "of", "in", "for", "with", "at"})
"""Words that no phrase ends with."""
_INDEFINITE = frozenset({"a", "an", "another"})
_RELATIVE = frozenset({"whose", "which", "that", "who"})
_EMPTY = frozenset({"ADP", "ADV", "VERB", "AUX", "SCONJ", "CCONJ", "PART", "PUNCT"})
"""Classes of words that name nobody."""
_MAY_OPEN = _EMPTY | {"ADJ"}
_AMOUNTS = frozenset({"many", "several", "few", "most", "more", "other", "others", "such", "another", "same"})
_STOPS = frozenset(".!?”\"’'")
_LENGTHS = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})
"""Times that by themselves are something else ("minutes show") or stand for people ("years say")."""
_LONGEST_NEITHER = 9
"""Words from "neither" to what stands behind its "nor"."""
_NEAR_VERB = 3
"""Words before a participle among which its auxiliary stands."""


def regular(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """A phrase that is no subject at all put right by the parse.

    "Met ministers" of "has met ministers, written to judges and asked whether" gives way to the subject of all
    three verbs, "parts of which" to the noun before it; a dateline is left out.
    """
    phrase = _before_rest(article, draft, without_loose_ends(article, without_dateline(article, phrase)))
    phrase = _with_neither(article, draft, _behind_adverbial(article, draft, phrase))
    phrase = with_whole_name(article, draft, phrase)
    phrase = with_parenthesis(article, with_head(article, draft, phrase))
    phrase = _behind_participle(article, draft, _with_antecedent(article, draft, phrase))
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
        return _before_verb(article, draft, verb) or phrase
    shared = parsed.shared_subject(article, verb, draft.sentence) if tree.form[verb] == "ing" else None
    head = tree.subject(verb) if shared is None else parsed.head_of(article, shared)
    low, beyond = draft.sentence.first, draft.sentence.beyond
    if head is None and nobody(article, phrase):
        head = _clause_before(article, phrase, low)
    if head is None or not low <= head < beyond or article.inside[head] >= 0:
        return phrase
    within = phrase.first <= head < phrase.beyond
    if not within and not _no_subject(article, phrase) and not _governed(tree, phrase, verb):
        return phrase
    found = parsed.phrase_of(article, head, low, beyond, max(verb, head + 1))
    if found is None or (within and not _leads_up(article, phrase, found)):
        return phrase
    return found


def _before_rest(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """The source alone, without what goes on behind it: "The haul included, according to police, 40 rifles"."""
    if draft.rule != "according-to":
        return phrase
    rest = (article.words.at(start) for start, _ in draft.pieces)
    beyond = min((k for k in rest if phrase.first < k < phrase.beyond), default=phrase.beyond)
    while beyond > phrase.first + 1 and article.words.texts[beyond - 1] in ",—–":
        beyond -= 1
    return Phrase(
        phrase.first, beyond, phrase.core_first, max(phrase.core_first + 1, min(phrase.core_beyond, beyond))
    )


def _before_verb(article: Article, draft: Draft, verb: int) -> Phrase | None:
    """The verb's own subject, where the phrase behind is a part of what is said: "Vell tweeted support of X"."""
    tree = article.syntax
    told = draft.rule == "tagger" and len(draft.cue) == 1 and min(draft.pieces)[0] > min(draft.cue)[0]
    told = told and article.words.at(draft.cue[0][0]) == verb  # no "was told", "had been told by"
    head = tree.own_subject(verb) if tree is not None and told and verb < len(tree.head) else None
    if head is None or not draft.sentence.first <= head < verb or article.inside[head] >= 0:
        return None
    if article.words.lowers[head] in IMPERSONAL:  # "it rained", "there was"
        return None
    return parsed.phrase_of(article, head, draft.sentence.first, draft.sentence.beyond, verb)


def _behind_adverbial(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """The subject behind what opens the sentence: "Speaking after the match, Otto Dell, the coach, said".

    Neither "Speaking …" nor "the match", which stands behind a preposition, can be its subject.
    """
    w, first = article.words, phrase.first
    if draft.rule == "according-to":
        return phrase
    opens = first == draft.sentence.first and w.lowers[first].endswith("ing") and not _noun(article, first)
    governed = first - 1 > draft.sentence.first and w.lowers[first - 1] in words("prepositions")
    governed = governed and w.lowers[draft.sentence.first].endswith("ing")
    if not (opens or governed) or article.inside[first] >= 0:
        return phrase
    for k in range(first + 1, phrase.beyond - 1):
        if w.texts[k] == "," and (w.is_name(k + 1) or w.lowers[k + 1] in words("determiners") | words("subjects")):
            comma = next((c for c in range(k + 2, phrase.beyond) if w.texts[c] == ","), phrase.beyond)
            return Phrase(k + 1, phrase.beyond, k + 1, comma)
    return phrase


def _with_neither(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """ "Neither Stahl nor Trumbull" for "Trumbull" alone, "neither the firm nor the union" for what follows it."""
    lowers, first = article.words.lowers, phrase.first
    joined = "nor" in (lowers[first - 1 : first] + lowers[first : phrase.beyond])
    near = range(max(draft.sentence.first, first - _LONGEST_NEITHER), first)
    neither = next((k for k in near if lowers[k] == "neither"), None) if joined else None
    return phrase if neither is None else Phrase(neither, phrase.beyond, neither, phrase.core_beyond)


def _noun(article: Article, word: int) -> bool:
    tree = article.syntax
    return tree is not None and tree.word_class[word] in ("NOUN", "PROPN")


def _behind_participle(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """The subject in, or of, a phrase that begins with the participle of the verb before it.

    "Used at two fairs, his lawyer, Otto Dell" is the lawyer; "arrested on a warrant" (alleging that) is a warrant.
    """
    w, tree, first = article.words, article.syntax, phrase.core_first
    if tree is None or first == draft.sentence.first or article.inside[first] >= 0:
        return phrase
    qualifies = tree.rel[first] is Rel.AMOD or not tree.is_verb(first) or tree.form[first] != "participle"
    if qualifies or not any(tree.word_class[k] == "AUX" for k in range(max(0, first - _NEAR_VERB), first)):
        return phrase
    for k in range(first + 1, phrase.beyond - 1):
        if w.texts[k] == "," and (w.is_name(k + 1) or w.lowers[k + 1] in words("determiners")):
            comma = next((c for c in range(k + 2, phrase.beyond) if w.texts[c] == ","), phrase.beyond)
            return Phrase(k + 1, phrase.beyond, k + 1, comma)
    verb = cue_verb(article, draft)
    head = None if verb is None else tree.subject(verb)
    if head is None or not first < head < phrase.beyond:
        head = tree.own_subject(first)
    if verb is None or head is None or not draft.sentence.first <= head < phrase.beyond:
        return phrase
    return parsed.phrase_of(article, head, draft.sentence.first, draft.sentence.beyond, verb) or phrase


def _with_antecedent(article: Article, draft: Draft, phrase: Phrase) -> Phrase:
    """ "The critic, whose notice he keeps," for "whose notice he keeps": the critic speaks."""
    w, first = article.words, phrase.first
    if w.lowers[first] != "whose" or first < 2 or w.texts[first - 1] != "," or article.inside[first] >= 0:
        return phrase
    whose = subject_before(article, first - 1, draft.sentence.first)
    return phrase if whose is None else replace(whose, beyond=max(phrase.beyond, whose.beyond))


def _clause_before(article: Article, phrase: Phrase, low: int) -> int | None:
    """The subject of a verb that leads up to the phrase without a comma: "A report filed that month (mentioned)".

    A participle behind a noun is easily parsed as the verb of the sentence.
    """
    w, tree = article.words, article.syntax
    for k in range(phrase.first - 1, low, -1):
        if tree is None or w.is_mark(k) or article.inside[k] >= 0:
            return None
        subject = tree.own_subject(k) if tree.is_verb(k) else None
        if subject is not None and low <= subject < k:
            return None if any(w.is_mark(n) for n in range(subject, k)) else subject
    return None


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
        head = tree.subject(verb)
        if head is not None and phrase.first <= head < phrase.beyond:
            first = max(phrase.first, tree.left[head])
            beyond = max(head + 1, min(tree.head[head], tree.right[head], phrase.beyond))
            return Phrase(first, beyond, first, beyond)
    return phrase


def nobody(article: Article, phrase: Phrase) -> bool:
    """Whether nothing in the phrase can stand for anybody: "also", "pains to", "Monday", "31", "that month"."""
    w, tree = article.words, article.syntax
    last = phrase.core_beyond - 1
    if w.lowers[last] in _LEADS_ON or (last == phrase.core_first and _when_or_how_many(w.lowers[last])):
        return True
    if _says_when(w.lowers[phrase.core_first : phrase.core_beyond]) and w.texts[last].islower():
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


def _says_when(lowers: list[str]) -> bool:
    """Whether the words are a time: "that month", "last weekend"."""
    led = lowers[-1] in words("times") - words("determiners") and (len(lowers) > 1 or lowers[-1] not in _LENGTHS)
    return led and all(word in words("times") or word in words("determiners") for word in lowers)


def _describes(article: Article, word: int) -> bool:
    """Whether the word is an adjective that is no number or amount: "in particular", but "a fourth", "several"."""
    w, tree = article.words, article.syntax
    plain = tree is not None and tree.word_class[word] == "ADJ" and w.texts[word].islower()
    return plain and w.lowers[word - 1] not in words("determiners") and w.lowers[word] not in _AMOUNTS


def _no_subject(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase begins with a verb, is the object of one, or stands for nobody."""
    w, tree = article.words, article.syntax
    first = phrase.core_first
    if nobody(article, phrase):
        return True
    if w.lowers[first] in ("neither", "either") and tree is not None:
        return tree.is_verb(phrase.core_beyond - 1)
    if tree is None or w.is_name(first) or w.lowers[first] in words("determiners"):
        return False
    if w.lowers[first] in ("him", "them", "me", "us"):
        return True
    return tree.is_verb(first) and tree.form[first] in ("finite", "participle") and phrase.core_beyond - first > 1

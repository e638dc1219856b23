"""The subject of a verb that stands inside another report, behind it, or in a clause behind an insertion.

A tagger takes the nearest likely phrase, which in "The guard, Vell said, told her that …" is Vell, and in "Vell
accepted that mistakes were made but denied that …" mistakes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from core.extraction.article import Article
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import people, words
from core.extraction.speakers.phrase_parts import DOCUMENTS, is_person
from core.extraction.speakers.phrases import Phrase, is_verb, subject_before
from core.extraction.syntax import Syntax
from core.language.labels import Rel

_LEADING = 1
"""Words ("also") between an insertion and the verb behind it."""
_LONGEST_SUBJECT = 8
_STANDS_FOR_IT = frozenset({"that", "this", "there", "which", "what"})
"""Subjects that nobody is."""
_BEFORE_GERUND = frozenset({"after", "before", "while", "without", "since", "despite"})


def inside(article: Article, draft: Draft, subject: Phrase, around: Sequence[Draft]) -> Phrase | None:
    """The subject of a verb that stands in another report, where the phrase found stands outside it."""
    w = article.words
    cue, source = min(draft.cue)[0], w.starts[subject.first]
    for outer in reversed(around):
        across = any(start <= source < end < w.ends[subject.beyond - 1] for start, end in outer.pieces)
        if across and (found := _interrupted(article, outer, w.at(cue))) is not None:
            return found
        for start, end in outer.pieces:
            if not start <= cue < end or start <= source < end:
                continue
            low, verb = w.at(start), w.at(cue)
            plain = subject_before(article, verb, low)
            found = parsed.own_subject(article, verb, low, verb, plain) or plain
            if found is not None and found.first >= low:
                return found
            return _shared(article, draft, low) or _interrupted(article, outer, verb)
    return None


def told_of(article: Article, draft: Draft, outer: Draft) -> Phrase | None:
    """The nearest subject before a verb in another report, whose speaker has been taken for the verb's.

    "Marr said her landlord had seen it and told her that …": the landlord told her.
    """
    tree, verb = article.syntax, cue_verb(article, draft)
    start = next((a for a, b in outer.pieces if a <= min(draft.cue)[0] < b), None)
    if tree is None or verb is None or start is None or outer.sentence.first != draft.sentence.first:
        return None
    low = article.words.at(start)
    for k in range(verb - 1, low, -1):
        over = tree.head[k] if tree.rel[k] in (Rel.AUX, Rel.COPULA) else k
        finite = tree.is_verb(k) and tree.form[k] == "finite" and tree.rel[over] not in (Rel.RELCL, Rel.ACL)
        head = tree.own_subject(over) if finite else None
        if head is not None and low <= head < verb and article.inside[head] < 0:
            return parsed.phrase_of(article, head, low, draft.sentence.beyond, k)
    return None


def can_speak(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase can be somebody who says something, and is no road and no "that"."""
    w, known = article.words, people()
    head = parsed.head_of(article, phrase)
    lower = w.lowers[phrase.core_beyond - 1 if head is None else head]
    named = (head is not None and w.is_name(head)) or lower in words("subjects") - _STANDS_FOR_IT
    return named or is_person(lower) or lower in known.bodies | known.groups | known.roles | DOCUMENTS


def _shared(article: Article, draft: Draft, low: int) -> Phrase | None:
    """The subject, from word `low`, of the verb that the cue is joined to: "families bury at night and say".

    Parses join too many cues to the verb inside the report, so that only people are believed to speak there.
    """
    tree, verb = article.syntax, cue_verb(article, draft)
    if tree is None or verb is None or tree.rel[verb] is not Rel.CONJ:
        return None
    head = tree.subject(verb)
    if head is None or not low <= head < verb or article.inside[head] >= 0:
        return None
    joined = any(tree.head[k] == verb and article.words.lowers[k] == "and" for k in range(head + 1, verb))
    person = any(a <= head < b for a, b, kind in _names_near(tree, head) if kind == "person")
    somebody = person or article.words.lowers[head] in people().groups | people().roles
    return parsed.phrase_of(article, head, low, draft.sentence.beyond, verb) if joined and somebody else None


def _names_near(tree: Syntax, word: int) -> list[tuple[int, int, str]]:
    """The few names that the pipeline found at or right before the word."""
    high = bisect_right(tree.names, (word, len(tree.head), ""))
    return tree.names[max(0, high - 2) : high]


def cue_verb(article: Article, draft: Draft) -> int | None:
    """The last verb of the cue, by the parse."""
    tree = article.syntax
    if tree is None:
        return None
    verbs = [k for k in range(*article.words.within(*min(draft.cue))) if tree.word_class[k] == "VERB"]
    return verbs[-1] if verbs else None


def _interrupted(article: Article, outer: Draft, verb: int) -> Phrase | None:
    """The subject of a verb that the outer report's own cue parts from it: "The guard, Vell said, told her that".

    Parses are unsure about such sentences, so the words decide: a short phrase without a verb, and the verb right
    behind the insertion.
    """
    w = article.words
    for before, after in pairwise(outer.pieces):
        (first, beyond), low = w.within(*before), w.at(after[0])
        if not low <= verb <= low + _LEADING or not 0 < beyond - first <= _LONGEST_SUBJECT:
            continue
        noun = w.lowers[first] in words("determiners") or w.is_name(first)
        if noun and not any(is_verb(article, k) or w.is_mark(k) for k in range(first, beyond)):
            return Phrase(first, beyond, first, beyond)
    return None


def resumed(article: Article, draft: Draft, subject: Phrase, around: Sequence[Draft]) -> Phrase | None:
    """The subject of a clause that goes on after an insertion: "He is busy, an aide said, and has asked to …".

    The verb has no subject of its own, and the phrase found is the one inside the insertion.
    """
    w, tree, verb = article.words, article.syntax, cue_verb(article, draft)
    if tree is None or verb is None or tree.own_subject(verb) is not None:
        return None
    for outer in reversed(around):
        if outer.rule != "after-clause" or outer.subject is None or outer.sentence.first != draft.sentence.first:
            continue
        cue = w.at(max(outer.cue)[0])
        beyond = outer.announced(w)[1]
        first = w.at(min(outer.pieces)[0])
        same = outer.subject.first <= subject.first < outer.subject.beyond
        goes_on = w.texts[beyond : beyond + 1] == [","] and w.lowers[beyond + 1] != "but"
        if not same or first >= outer.subject.first or not goes_on or verb <= beyond:
            continue
        if _goes_on_telling(article, draft, outer):
            return None
        said = next((k for k in range(first, cue) if tree.own_subject(k) is not None), None)
        head = None if said is None else tree.own_subject(said)
        if said is None or head is None or not first <= head < said or article.inside[head] >= 0:
            return None
        return parsed.phrase_of(article, head, first, said, said)
    return None


def behind(article: Article, draft: Draft, subject: Phrase, around: Sequence[Draft]) -> Phrase | None:
    """The subject of a verb that follows another report, where the phrase found begins in what that one tells.

    That is the other report's own speaker: "Vell accepted that mistakes were made but denied that …", "The tests
    were old, Vell answered, and denied that …"; or what stands behind the content: "Asked whether charges were
    possible, a spokesman said".
    """
    w = article.words
    cue, source = min(draft.cue)[0], w.starts[subject.first]
    for outer in reversed(around):
        told = next(((a, b) for a, b in outer.pieces if a <= source < b), None)
        if told is None or not outer.cue or outer.sentence.first != draft.sentence.first:
            continue
        within = any(a <= cue < b for a, b in outer.pieces) or article.inside[subject.first] >= 0
        if within or cue <= max(outer.cue)[1]:
            continue
        teller = outer.subject
        if w.ends[subject.beyond - 1] > told[1]:
            holds = teller is not None and subject.first <= teller.first < subject.beyond
            return teller if holds else _from(article, subject, w.within(*told)[1])
        if teller is None or w.starts[teller.first] > cue or _right_before(article, draft, subject):
            return None
        inserted = w.starts[teller.first] > told[0]
        if not inserted or _goes_on_telling(article, draft, outer):
            return teller
        return _nearer(article, draft, outer)
    return None


def _nearer(article: Article, draft: Draft, inserted: Draft) -> Phrase | None:
    """The verb's subject by the parse, behind the insertion: ", she said, when a man came and asked"."""
    tree, verb = article.syntax, cue_verb(article, draft)
    head = None if tree is None or verb is None else tree.subject(verb)
    low = inserted.announced(article.words)[1]
    if verb is None or head is None or not low <= head < verb or article.inside[head] >= 0:
        return None
    return parsed.phrase_of(article, head, low, draft.sentence.beyond, verb)


def _from(article: Article, phrase: Phrase, low: int) -> Phrase | None:
    """What the phrase has from word `low` on, without a comma before it."""
    w = article.words
    first = next((k for k in range(low, phrase.beyond) if not w.is_mark(k)), None)
    if first is None:
        return None
    comma = next((k for k in range(first + 1, phrase.beyond) if w.texts[k] == ","), phrase.beyond)
    return Phrase(first, phrase.beyond, first, comma)


def _right_before(article: Article, draft: Draft, subject: Phrase) -> bool:
    """Whether the phrase stands at the verb, whose subject it is by the parse as well."""
    tree, verb = article.syntax, cue_verb(article, draft)
    head = None if tree is None or verb is None else tree.own_subject(verb)
    cue = article.words.at(min(draft.cue)[0])
    return head is not None and subject.first <= head < subject.beyond and cue - subject.beyond <= 1


def _goes_on_telling(article: Article, draft: Draft, inserted: Draft) -> bool:
    """Whether the verb is of who speaks the insertion: ", she said, adding that", ", she said, and denied that".

    "…, she said, after concluding that", "…, she said, and has asked" and "…, she said, came in and asked" go on
    with what she tells.
    """
    w, tree, verb = article.words, article.syntax, cue_verb(article, draft)
    first = w.at(min(draft.cue)[0])
    if tree is None or verb is None or first < 1:
        return False
    if tree.form[verb] == "ing":
        return w.lowers[first - 1] not in _BEFORE_GERUND
    joined = verb == first and w.lowers[first - 1] in ("and", "but")
    between = range(min(first, inserted.announced(w)[1]), first)
    return joined and not any(tree.is_verb(k) and tree.form[k] == "finite" for k in between)

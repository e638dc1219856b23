"""Words in quotation marks that no report took: somebody said them, and a checker must not have to find them.

Measured on the written corpus' training and development articles and on polnear-train and -dev: of passages of
four words and more that neither rules nor tagger took, and that are no title, label or term, nine in ten are
reported speech or a thought.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed, passives
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.sifting import is_titled
from core.extraction.lexicon import cue_forms, words
from core.extraction.quotes.terms import is_name
from core.extraction.speakers.phrases import Phrase
from core.extraction.syntax import Syntax
from core.language.labels import Rel
from core.records import Span

_LEAST = 4
"""Words from which a passage is no term and no nickname."""
_SHORT = 2
"""Words from which it is looked for a verb of saying."""
_WRITTEN_ON = frozenset(
    {"stamped", "marked", "labelled", "labeled", "slogan", "motto", "titled", "entitled", "headlined", "headline",
     "called", "dubbed", "title", "section", "chapter", "rule", "clause"}
)  # fmt: skip
"""Words right before what stands written on something."""
_BACK = frozenset({"that", "bare", "infinitive", "quote", "colon", "call"})
"""Constructions of the rules that hold what is said, and no more, where the tagger is silent."""
_CAPITALS = 0.7
"""Share of its longer words with capitals from which a passage is a title."""
_NEAR = 4
"""Words and marks between a quote and what goes on from it."""
_ENDS = frozenset(".;:!?…")
_CHAIN = 6
"""Steps up from a passage to the verb that governs it."""
_WEIGHT = 0.55
_NO_SPEAKER = frozenset({"it", "this", "that", "which", "there", "these", "those", "what"})


def with_unclaimed(article: Article, drafts: list[Draft], seen: Sequence[Draft]) -> list[Draft]:
    """The drafts, with every longer passage in quotation marks that none of them holds, in text order.

    Where the rules saw a report of it (`seen`) that was given up for want of the tagger's word, that one comes
    back; what goes on from a quote in the same sentence joins it.
    """
    left = _unclaimed(article, drafts)
    if not left:
        return drafts
    out, known = list(drafts), _by_passage(article, seen)
    in_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        in_sentence.setdefault(draft.sentence.first, []).append(draft)
    for sentence, number in left:
        passage = article.quoted[number]
        beside = in_sentence.setdefault(sentence.first, [])
        if any(_meets(draft, passage.pieces) for draft in beside):
            continue  # one that came back holds it
        if _goes_on(article, beside, number):
            continue
        again = (d for d in known.get(number, ()) if _holds(d, passage.pieces))
        found = next((d for d in again if not any(_meets(other, d.pieces) for other in beside)), None)
        found = found or _draft(article, sentence, number)
        if found.cue or _words_in(article, *article.words.within(passage.start, passage.end)) >= _LEAST:
            out.append(found)
            in_sentence.setdefault(found.sentence.first, []).append(found)
    return sorted(out, key=lambda draft: min(draft.pieces))


def _by_passage(article: Article, seen: Sequence[Draft]) -> dict[int, list[Draft]]:
    """The reports of the rules that may come back, by the passages in quotation marks they touch."""
    found: dict[int, list[Draft]] = {}
    for draft in seen:
        if draft.cue and draft.rule in _BACK:
            for number in _passages(article, draft):
                found.setdefault(number, []).append(draft)
    return found


def _passages(article: Article, draft: Draft) -> set[int]:
    """The passages in quotation marks that have a word in the draft's content."""
    words_of = (k for piece in draft.pieces for k in range(*article.words.within(*piece)))
    return {article.inside[k] for k in words_of} - {-1}


def _unclaimed(article: Article, drafts: Sequence[Draft]) -> list[tuple[Sentence, int]]:
    """The passages that nobody took, each with the sentence it begins in."""
    taken = {number for draft in drafts for number in _passages(article, draft)}
    out = []
    for sentence in article.sentences:
        for number in dict.fromkeys(n for n in article.inside[sentence.first : sentence.beyond] if n >= 0):
            if number not in taken and _speaks(article, sentence, number):
                out.append((sentence, number))
    return out


def _speaks(article: Article, sentence: Sentence, number: int) -> bool:
    """Whether the passage begins in the sentence and is long enough, no title, and no label on a thing."""
    w, passage = article.words, article.quoted[number]
    first, beyond = w.within(passage.start, passage.end)
    if first < sentence.first or first >= sentence.beyond:
        return False
    inner = [k for k in range(first, min(beyond, first + 4 * _LEAST)) if not w.is_mark(k)]
    if len(inner) < _SHORT or is_name(article, number):
        return False
    before = w.lowers[first - 1] if first > sentence.first else ""
    if before == ":" and sentence.paragraph in article.headlines:
        return True  # "Constituents to Pell: ‘You Work for Us’": every word of a headline may have its capital
    written = before in _WRITTEN_ON and not passives.BE.intersection(
        w.lowers[max(sentence.first, first - _CHAIN) : first]
    )
    if written or before == "(" or is_titled(article, first, beyond):
        return False
    longer = [k for k in inner[1:] if len(w.texts[k]) >= _LEAST and w.texts[k].isalpha()]
    if longer and sum(w.is_name(k) for k in longer) > _CAPITALS * len(longer):
        return False
    return not _modifies(article, sentence, first, beyond)


def _words_in(article: Article, first: int, beyond: int) -> int:
    """Words but for marks; of a long passage those at its beginning."""
    return sum(not article.words.is_mark(k) for k in range(first, min(beyond, first + 4 * _LEAST)))


def _modifies(article: Article, sentence: Sentence, first: int, beyond: int) -> bool:
    """Whether the passage describes the noun behind it: the old “one bell up, two bells down” system."""
    w, tree = article.words, article.syntax
    if tree is None or first == sentence.first or beyond >= sentence.beyond or w.is_mark(beyond):
        return False
    led = w.lowers[first - 1] in words("determiners") or tree.word_class[first - 1] == "ADJ"
    return led and tree.word_class[beyond] in ("NOUN", "PROPN")


def _goes_on(article: Article, beside: Sequence[Draft], number: int) -> bool:
    """Whether the passage belongs to a quote right before it, which takes it in.

    "called it a “low” and an “attempt to …”", "“The risk,” Marr said, “is that …”".
    """
    w, passage = article.words, article.quoted[number]
    for draft in beside:
        last = max(draft.pieces)[1]
        if not draft.passages or last > passage.start:
            continue
        told = max([last, *(end for _, end in draft.cue)])
        if draft.subject is not None:
            told = max(told, w.span(draft.subject.first, draft.subject.beyond)[1])
        if told > passage.start or article.text[last - 2] in ".!?" or not _joins(article, told, passage.start):
            continue
        start = last if told == last else passage.start
        draft.pieces.extend([(start, passage.pieces[0][1]), *passage.pieces[1:]])
        draft.passages.append(number)
        return True
    return False


def _joins(article: Article, start: int, end: int) -> bool:
    """Whether a few words of no weight stand between characters `start` and `end`: “and a”, “who is”."""
    w, tree = article.words, article.syntax
    between = range(w.at(start), w.at(end))
    if len(between) > _NEAR or any(w.texts[k] in _ENDS for k in between):
        return False
    return tree is None or not any(tree.word_class[k] in ("NOUN", "PROPN", "VERB") for k in between)


def _draft(article: Article, sentence: Sentence, number: int) -> Draft:
    cue, subject = _governed(article, sentence, number)
    pieces = list(article.quoted[number].pieces)
    return Draft(pieces, cue, subject, "marked", sentence, weight=_WEIGHT, passages=[number], follows_on=not cue)


def _governed(article: Article, sentence: Sentence, number: int) -> tuple[list[Span], Phrase | None]:
    """The verb of saying, with its preposition, that the passage hangs from, and its subject; nothing else tells.

    Of other verbs the subject is the speaker in one of three: "Marr lost his son when “…”".
    """
    tree, w = article.syntax, article.words
    first, beyond = w.within(*article.quoted[number].pieces[0])
    verb = None if tree is None else _verb_above(article, tree, first, beyond, sentence.first)
    if verb is None:
        return [], None
    passive = tree is not None and tree.child(verb, Rel.PASSIVE_SUBJECT) is not None
    if passive:
        subject = parsed.agent_of(article, verb, sentence.first, sentence.beyond)
    else:
        subject = parsed.own_subject(article, verb, sentence.first, verb, None)
        subject = subject or parsed.shared_subject(article, verb, sentence)
    if subject is None or w.lowers[subject.core_beyond - 1] in _NO_SPEAKER:
        return [], None
    cue = [w.span(verb, verb + 1)]
    if verb < first - 1 and (w.lowers[first - 1] in words("prepositions") or w.lowers[first - 1] == "as"):
        cue.append(w.span(first - 1, first))
    return cue, subject


def _verb_above(article: Article, tree: Syntax, first: int, beyond: int, low: int) -> int | None:
    """The nearest verb above words `first` to `beyond`, from word `low` on, if it is one of saying."""
    top = next((k for k in range(first, beyond) if not first <= tree.head[k] < beyond), None)
    i = first if top is None else tree.head[top]
    for _ in range(_CHAIN):
        if not low <= i < first:
            return None
        if tree.is_verb(i) and tree.rel[i] not in (Rel.AUX, Rel.COPULA) and article.inside[i] < 0:
            lowers, whole = article.words.lowers, _words_in(article, first, beyond) >= _LEAST
            return i if _says(lowers[i], lowers[first - 1], whole) else None
        i = tree.head[i]
    return None


def _says(verb: str, before: str, whole: bool) -> bool:
    """Whether a verb says something, with the word `before` the passage as its particle if it needs one.

    Some stand beside `whole` utterances only: "opens a “cabinet of failures”" reports nothing.
    """
    readings = [cue for cue in cue_forms().get(verb, ()) if cue.particle in ((), (before,))]
    return any(whole or cue.constructions != {"quote"} for cue in readings)


def _holds(draft: Draft, pieces: Sequence[Span]) -> bool:
    return all(any(a <= start and end <= b for a, b in draft.pieces) for start, end in pieces)


def _meets(draft: Draft, pieces: Sequence[Span]) -> bool:
    return any(a < end and start < b for a, b in draft.pieces for start, end in pieces)

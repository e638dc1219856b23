"""Reports kept within their sentence, and questions apart from the answers to them.

"It was £97m. Marr said no." is two sentences, though no parser sees the stop behind the unit; "Asked whether she
had ever written “x”, she replied: “y”" is a question, what it asks about, and an answer.
"""

from __future__ import annotations

from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.polled import is_share
from core.extraction.lexicon import words
from core.extraction.speakers.datelines import datelines
from core.extraction.speakers.phrases import Phrase, is_verb
from core.records import Span

_LONGEST_UNIT = 4
"""Letters of "97m", "12km", "5bn"."""
_QUESTIONS = frozenset({"whether", "if"})
_HE_SHE = frozenset({"he", "she", "they"})
_NEAR = 30
"""Reports before and behind one that can stand in its sentence."""
_LONGEST_AMOUNT = 14
_AND = frozenset({"and", "while", "but"})
_LONGEST_SHARE = 8
"""Words from another share to its verb: "31 per cent of young women did"."""
_NO_CLAUSE = frozenset({"tagger", "infinitive", "noun", "object", "gerund", "for"})
"""Constructions in which what is told may have no finite verb."""
_OPENERS = frozenset({"that", "whether", "if", "what", "how", "why", "who", "where", "when", "which"})
_INSERTED = frozenset({"after-clause", "told", "tagger"})
_LINES = frozenset({"transcript", "turn", "headline"})
"""Constructions whose words may run over several sentences without marks."""


def bounded(article: Article, drafts: list[Draft]) -> list[Draft]:
    """The drafts cut where their sentence, or the clause before an answer, ends; what is asked about is marked."""
    starts = {sentence.first for sentence in article.sentences}
    w = article.words
    lines = {w.starts[line.first]: w.starts[line.beyond] for line in datelines(article) if line.beyond < len(w)}
    beside: dict[int, list[Draft]] = {}
    for draft in drafts:
        beside.setdefault(draft.sentence.first, []).append(draft)
    out = []
    for draft in drafts:
        if any(start in lines for start, _ in draft.pieces):
            behind = [(lines[a], b) if lines.get(a, b) < b else (a, b) for a, b in draft.pieces]
            draft = replace(draft, pieces=behind)
        pieces = draft.pieces
        if draft.cue and draft.rule not in _LINES:
            pieces = _within_sentence(article, starts, draft)
            pieces = _before_answer(article, beside[draft.sentence.first], draft, pieces)
            pieces = _with_amount(article, draft, pieces)
            pieces = _before_other_share(article, draft, pieces)
            pieces = _before_own_verb(article, draft, pieces)
        out.append(draft if pieces == draft.pieces else replace(draft, pieces=pieces))
    return _inner_sources(article, _in_questions(article, out))


def _within_sentence(article: Article, starts: set[int], draft: Draft) -> list[Span]:
    """The pieces without what follows a full stop behind a number and its unit, and without that stop."""
    w = article.words
    out: list[Span] = []
    for start, end in draft.pieces:
        first, beyond = w.within(start, end)
        stops = (k for k in range(first + 1, beyond) if _ends_amount(article, k))
        stop = next((k for k in stops if k + 1 == beyond or k + 1 in starts), None)
        if stop is None or start < min(draft.cue)[0]:
            out.append((start, end))
            continue
        out.append((start, w.ends[stop - 1]))
        if stop + 1 < beyond:
            break
    return out


def _ends_amount(article: Article, k: int) -> bool:
    """Whether word `k` is a full stop right behind "97m" or "12%", outside quotation marks."""
    w = article.words
    if w.texts[k] != "." or article.inside[k] >= 0 or k < 2 or w.starts[k] > w.ends[k - 1]:
        return False
    unit = w.texts[k - 1]
    joined = w.starts[k - 1] == w.ends[k - 2] and w.texts[k - 2][-1].isdigit()
    return joined and (unit == "%" or (unit.isalpha() and len(unit) <= _LONGEST_UNIT))


def _before_answer(article: Article, drafts: list[Draft], draft: Draft, pieces: list[Span]) -> list[Span]:
    """The pieces without an answer with a cue of its own: "“x”, she replied: “y”"."""
    w = article.words
    out = pieces
    for other in drafts:
        if other is draft or other.subject is None or not other.cue:
            continue
        first, cue = other.subject.first, min(other.cue)[0]
        held = next((k for k, (a, b) in enumerate(out) if a < cue < b), None)
        if held is None or min(draft.cue)[0] >= out[held][0] or w.starts[first] > cue or first < 1:
            continue
        said = min(other.pieces)[0]
        introduced = article.inside[w.at(said)] >= 0 and w.texts[w.at(said) - 1] == ":" and said > cue
        closed = w.texts[first - 1] == "," and w.starts[first - 1] > out[held][0]
        if introduced and closed and article.inside[first] < 0:
            out = [*out[:held], (out[held][0], w.ends[first - 2])]
    return out


def _with_amount(article: Article, draft: Draft, pieces: list[Span]) -> list[Span]:
    """The pieces with the amount behind an inserted cue: "Costs fell 6 points, Marr said, to 9 percent"."""
    w, last = article.words, draft.sentence.beyond
    if draft.rule not in _INSERTED or len(pieces) != 1 or pieces[0][1] > min(draft.cue)[0]:
        return pieces
    _, comma = draft.announced(w)
    preposition, end = comma + 1, last - (w.texts[last - 1] == ".")
    if end - comma > _LONGEST_AMOUNT or preposition + 1 >= end or w.texts[comma] != ",":
        return pieces
    plain = not any(
        article.inside[k] >= 0 or is_verb(article, k) or w.texts[k] in ",;:" for k in range(preposition, end)
    )
    number = any(w.texts[k][0].isdigit() or w.lowers[k] in words("number_words") for k in range(preposition, end))
    if w.lowers[preposition] not in ("to", "from", "by") or not plain or not number:
        return pieces
    return [*pieces, w.span(preposition, end)]


def _before_other_share(article: Article, draft: Draft, pieces: list[Span]) -> list[Span]:
    """What a share of those asked says without what another share did: "44% said they agreed and 39% did not"."""
    w, subject = article.words, draft.subject
    if subject is None or not is_share(w.lowers[subject.core_first : subject.core_beyond]):
        return pieces
    start, end = max(pieces)
    first, beyond = w.within(start, end)
    for k in range(first + 1, beyond - 2):
        if w.lowers[k] not in _AND or article.inside[k] >= 0 or not _other_share(article, k + 1, beyond):
            continue
        if parsed.states(article, first, k, of_somebody=True):
            last = k - 1 if w.texts[k - 1] == "," else k
            return [*sorted(pieces)[:-1], (start, w.ends[last - 1])]
    return pieces


def _before_own_verb(article: Article, draft: Draft, pieces: list[Span]) -> list[Span]:
    """What is no clause without what the speaker does besides: "wants an inquiry and has written to the clubs"."""
    w, tree = article.words, article.syntax
    start, end = max(pieces)
    first, beyond = w.within(start, end)
    if tree is None or draft.rule not in _NO_CLAUSE or start < min(draft.cue)[0] or w.lowers[first] in _OPENERS:
        return pieces
    for k in range(first + 1, beyond - 1):
        if w.lowers[k] != "and" or article.inside[k] >= 0 or article.inside[k + 1] >= 0:
            continue
        does = tree.is_verb(k + 1) and tree.form[k + 1] == "finite" and w.lowers[k + 1] in words("auxiliaries")
        if does and not any(tree.is_verb(n) and tree.form[n] == "finite" for n in range(first, k)):
            last = k - 1 if w.texts[k - 1] == "," else k
            return [*sorted(pieces)[:-1], (start, w.ends[last - 1])] if last > first else pieces
    return pieces


def _other_share(article: Article, first: int, beyond: int) -> bool:
    """Whether a share and its verb stand there: "39% were", "a third had", "31 per cent of women did"."""
    w = article.words
    verb = next((k for k in range(first + 1, min(beyond, first + _LONGEST_SHARE)) if is_verb(article, k)), None)
    return (
        verb is not None
        and is_share(w.lowers[first:verb])
        and not any(w.is_mark(k) and w.texts[k] != "%" for k in range(first, verb))
    )


def _in_questions(article: Article, drafts: list[Draft]) -> list[Draft]:
    """Marks as hypothetical what somebody is asked whether he said; the question holds all of it."""
    w = article.words
    out = list(drafts)
    for number, draft in enumerate(drafts):
        if not draft.cue or not draft.pieces:
            continue
        start, end = draft.pieces[0]
        if w.lowers[w.at(start)] not in _QUESTIONS or not _asks(article, draft):
            continue
        for k in range(max(0, number - _NEAR), min(len(out), number + _NEAR)):
            inner = out[k]
            if k == number or not inner.cue or inner.sentence != draft.sentence:
                continue
            cue = min(inner.cue)
            near = not article.text[end : max(end, cue[0])].strip()
            if start > cue[0] or not near or min(inner.pieces)[0] < cue[0]:
                continue
            out[k] = replace(
                inner,
                hypothetical=not inner.negated,
                subject=_answerer(article, draft, inner, out[number : number + _NEAR]),
            )
            end = max(end, max(inner.pieces)[1])
        if end > draft.pieces[0][1]:
            out[number] = replace(out[number], pieces=[(start, end)])
    return out


def _answerer(article: Article, question: Draft, inner: Draft, drafts: list[Draft]) -> Phrase | None:
    """The phrase for who is asked: "she" of "Asked whether she had said so, Marr replied", resolved by "Marr"."""
    w, phrase = article.words, inner.subject
    opens = w.at(min(question.cue)[0]) == question.sentence.first
    if phrase is None or not opens or w.lowers[phrase.core_first] not in _HE_SHE:
        return phrase
    behind = max(max(inner.pieces)[1], max(question.pieces)[1])
    answers = (
        d.subject
        for d in drafts
        if d.subject is not None and d.sentence == question.sentence and w.starts[d.subject.first] > behind
    )
    found = next(answers, None)
    return phrase if found is None else replace(phrase, core_first=found.core_first, core_beyond=found.core_beyond)


def _asks(article: Article, draft: Draft) -> bool:
    said = " ".join(article.text[a:b].lower() for a, b in draft.cue).split()
    return bool({"asked", "asks", "ask", "asking", "pressed", "questioned", "quizzed", "challenged"} & set(said))


def _inner_sources(article: Article, drafts: list[Draft]) -> list[Draft]:
    """Sources that are named within a report left there: "said that the rest, according to Vell, had been lost".

    The clause that Vell is the source of has its verb behind her, so the report around goes on to its end.
    """
    out: list[Draft | None] = list(drafts)
    for number, draft in enumerate(drafts):
        if draft.rule != "according-to" or draft.subject is None or out[number] is None:
            continue
        near = range(max(0, number - _NEAR), min(len(out), number + _NEAR))
        for k in near:
            outer = out[k]
            found = None if k == number or outer is None else _within_report(article, draft, outer)
            if found is None or outer is None:
                continue
            inner, region = found
            for n in near:
                other = out[n]
                if other is not None and other.cue and region[0] <= min(other.cue)[0] < region[1]:
                    out[n] = None  # "hired" in "according to an accountant hired by the port" reports nothing
            out[number] = inner
            out[k] = replace(outer, pieces=[*outer.pieces[:-1], (outer.pieces[-1][0], inner.pieces[-1][1])])
            break
    return [draft for draft in out if draft is not None]


def _within_report(article: Article, draft: Draft, outer: Draft) -> tuple[Draft, Span] | None:
    """The draft of "according to" cut to the clause inside `outer`, and where its source stands; or None."""
    w, source = article.words, draft.subject
    start, end = draft.pieces[0]
    cue = min(draft.cue)[0]
    held = bool(outer.cue) and start <= min(outer.cue)[0] and max(outer.cue)[1] <= outer.pieces[-1][0] < end <= cue
    if source is None or not held or outer.sentence != draft.sentence or len(outer.pieces) != 1:
        return None
    low, beyond = w.within(outer.pieces[-1][0], end)
    first = max((k + 1 for k in range(low, beyond) if w.lowers[k] == "that"), default=low)
    if first >= beyond or any(is_verb(article, k) for k in range(first, beyond)):
        return None
    comma, source = _apposed(article, source, draft)
    tail = comma + 1
    last = draft.sentence.beyond - (w.texts[draft.sentence.beyond - 1] == ".")
    if w.texts[comma : comma + 1] != [","] or tail >= last or not is_verb(article, tail):
        return None
    pieces = [(w.starts[first], end), w.span(tail, last)]
    return replace(draft, pieces=pieces, subject=source), (cue, w.starts[tail])


def _apposed(article: Article, source: Phrase, draft: Draft) -> tuple[int, Phrase]:
    """The comma behind the source and a name in apposition to it, and the source with that name."""
    w, last = article.words, draft.sentence.beyond
    comma = next((k for k in range(source.first + 1, last) if w.texts[k] == ","), last)
    named = comma + 1
    beyond = named
    while beyond < last and w.is_name(beyond):
        beyond += 1
    if beyond > named and w.texts[beyond : beyond + 1] == [","]:
        return beyond, Phrase(source.first, beyond, named, beyond)
    return comma, Phrase(source.first, comma, source.core_first, max(source.core_beyond, source.core_first + 1))

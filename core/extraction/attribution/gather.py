"""From sentences to drafts: every report of an article, quotes without a cue included."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from core.extraction.article import Article, Sentence
from core.extraction.attribution.cues import find_cues
from core.extraction.attribution.draft import Draft, is_utterance
from core.extraction.attribution.headlines import headline_report
from core.extraction.attribution.reports import SentenceReports
from core.extraction.lexicon import nominal_cues, state_cues, words
from core.extraction.quotes.component import article_of
from core.extraction.quotes.marks import pair
from core.extraction.speakers.phrases import Phrase
from core.language.text import Words
from core.records import Span

_TALK = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})
"""Of one who speaks."""
_NAME_REACH = 10
_LONGEST_TITLE = 11
"""Words and marks a title in quotation marks may have."""
_SHORTEST_NESTED = 25
"""Characters below which a quote cannot hold a report."""
_SPEAKING = frozenset({"that", "bare", "colon", "transcript", "headline", "after-clause"})
"""Constructions after which a quote without a cue goes on with the same speaker."""
_NESTED_RULES = frozenset({"that", "after-quote", "quote", "quoted-as-saying"})
_VIEWS = frozenset({"view", "opinion", "words", "estimation", "judgment", "judgement", "assessment", "reckoning"})
"""In "in Vell’s view", "in the words of Vell"."""
_OWNERS = frozenset({"his", "her", "its", "their"})
_LONGEST_VIEW = 9
"""Words of "in the firm’s chief executive Ida Vell’s view"."""
_TRANSCRIPT = 3
"""Paragraphs that begin with a name and a colon which make an article a transcript."""


def gather(article: Article) -> list[Draft]:
    """Every report in the article, in text order of their sentences."""
    out: list[Draft] = []
    taken: set[int] = set()
    latest: Draft | None = None
    loose: int | None = None
    heads = _heads(article)
    awaited: Draft | None = None
    for index, sentence in enumerate(article.sentences):
        if index and article.sentences[index - 1].paragraph != sentence.paragraph:
            loose = None  # "“I had two.”", and in a paragraph of its own: "The inquiry goes on."
        reports = SentenceReports(article, sentence, loose)
        if index in heads:
            reports.drafts.append(heads[index])
        if awaited is None or sentence.first < article.words.at(awaited.pieces[-1][0]):
            _read(article, sentence, reports)
        drafts = reports.drafts if index not in heads else _besides(article, heads[index], reports.drafts)
        awaited = None
        following = article.sentences[index + 1] if index + 1 < len(article.sentences) else None
        if following is not None and following.paragraph != sentence.paragraph:
            awaited = _announced(article, sentence, reports, following)
        for draft in drafts:
            taken.update(draft.passages)
        if latest is not None and latest.sentence.paragraph != sentence.paragraph and not drafts:
            previous = None
        else:
            previous = latest
        alone = _without_cue(article, sentence, drafts, taken, previous)
        loose = next((d.passages[-1] for d in reversed(alone) if d.passages), None)
        if loose is not None and drafts:
            loose = None
        _replace_loose(out, drafts)
        out.extend(drafts)
        out.extend(alone)
        speaking = [d for d in (*drafts, *alone) if d.passages or d.rule in _SPEAKING]
        latest = speaking[-1] if speaking else latest
    return out


def _besides(article: Article, head: Draft, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those for which the speaker before the colon is a verb: "Reports: ‘quick’ move for …"."""
    spoken = article.words.span(head.subject.first, head.subject.beyond) if head.subject is not None else (0, 0)
    return [draft for draft in drafts if not any(spoken[0] <= start < spoken[1] for start, _ in draft.cue)]


def _replace_loose(out: list[Draft], drafts: list[Draft]) -> None:
    """A quote that waited for its cue in the next sentence is no longer without one."""
    if out and drafts and out[-1].follows_on and set(out[-1].passages) & set(drafts[0].passages):
        out.pop()


def _read(article: Article, sentence: Sentence, reports: SentenceReports) -> None:
    w = article.words
    hits = {hit.verb: hit for hit in find_cues(article, sentence)}
    for i in range(sentence.first, sentence.beyond):
        if article.inside[i] >= 0:
            continue
        if w.lowers[i] in state_cues() and reports.state(i) is not None:
            continue
        if i in hits:
            reports.read(hits[i])
        elif (source := _source_after(w, i, i == sentence.first)) is not None:
            reports.according_to(i, source)
        elif w.lowers[i] == "in" and (view := _view_of(article, i, sentence.beyond)) is not None:
            reports.in_view_of(i, *view)
        elif w.lowers[i] in nominal_cues():
            reports.nominal(i)


def _source_after(w: Words, i: int, opens: bool) -> int | None:
    """The word after "according to", "in the words of", or "per" that opens a sentence; None elsewhere."""
    following = w.lowers[i + 1 : i + 4]
    if w.lowers[i] == "according" and following[:1] == ["to"]:
        return i + 2
    if w.lowers[i] == "in" and len(following) == 3 and following[::2] == ["the", "of"] and following[1] in _VIEWS:
        return i + 4
    return i + 1 if opens and w.lowers[i] == "per" and following[:1] != ["capita"] else None


def _view_of(article: Article, i: int, beyond: int) -> tuple[Phrase, int] | None:
    """Whose view it is in "In Ida Vell’s view", "in their opinion", from word `i`, and the word for the view."""
    w = article.words
    for noun in range(i + 2, min(beyond, i + _LONGEST_VIEW)):
        if w.is_mark(noun) or article.inside[noun] >= 0:
            return None
        if w.lowers[noun] in _VIEWS:
            owner = noun - 1 - (w.lowers[noun - 1] == "own")
            if owner == i + 1 and w.lowers[owner] in _OWNERS:
                return Phrase(owner, owner + 1, owner, owner + 1), noun
            named = w.lowers[owner] == "'s" and owner > i + 1
            return (Phrase(i + 1, owner, i + 1, owner), noun) if named else None
    return None


def _announced(
    article: Article, sentence: Sentence, reports: SentenceReports, following: Sentence
) -> Draft | None:
    """The paragraph that "She added:" at the end of a paragraph announces."""
    if article.words.texts[sentence.beyond - 1] != ":":
        return None
    hits = [hit for hit in find_cues(article, sentence) if not hit.passive]
    return reports.before_break(hits[-1], following) if hits else None


def _heads(article: Article) -> dict[int, Draft]:
    """Paragraphs of the shape "NAME: words", by the index of their first sentence.

    Three or more make a transcript; in other articles only a headline may have one, and only where the name comes
    up again: "Fact check:" and datelines are no speakers.
    """
    found: dict[int, Draft] = {}
    paragraph = -1
    for index, sentence in enumerate(article.sentences):
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            draft = _head(article, index)
            if draft is not None:
                found[index] = draft
    lines = len(found)
    title = headline_report(article)
    if title is not None or not _recurs(article, found):
        found.pop(0, None)
    out = {} if title is None else {0: title}
    if lines >= _TRANSCRIPT:
        for draft in found.values():
            draft.rule = "transcript"
        _go_on(article, found)
        return out | found
    counts = Counter(article.words.lowers)
    for index, draft in found.items():
        subject = draft.subject
        if subject is None or article.sentences[index].paragraph not in article.headlines:
            continue
        if counts[article.words.lowers[subject.beyond - 1]] > 1:
            out[index] = draft
    return out


def _recurs(article: Article, lines: dict[int, Draft]) -> bool:
    """Whether the first paragraph is a line like others: somebody in it has the word again."""
    names = [
        article.words.lowers[draft.subject.first : draft.subject.beyond]
        for draft in lines.values()
        if draft.subject is not None
    ]
    return 0 in lines and names.count(names[0]) > 1


def _go_on(article: Article, lines: dict[int, Draft]) -> None:
    """Give a speaker of a transcript the paragraph between two lines that has no name of its own.

    Narration ("The court rose at noon.", "(Laughter.)") has no "I" and no "you".
    """
    w = article.words
    for one, following in pairwise(sorted(lines)):
        draft, last = lines[one], article.sentences[following - 1]
        if draft.passages or last.paragraph - draft.sentence.paragraph != 1:
            continue
        first = next(s.first for s in article.sentences[one:following] if s.paragraph == last.paragraph)
        named = ":" in w.texts[first : first + _NAME_REACH] or w.texts[first] in "(["
        if not named and any(w.lowers[k].partition("'")[0] in _TALK for k in range(first, last.beyond)):
            draft.pieces.append(w.span(first, last.beyond))


def _head(article: Article, index: int) -> Draft | None:
    w = article.words
    sentence = article.sentences[index]
    start = sentence.first
    for k in range(start + 1, min(sentence.beyond - 1, start + _NAME_REACH)):
        if article.inside[k] >= 0:
            return None
        if w.texts[k] == ":":
            named = [i for i in range(start, k) if w.texts[i][0].isalpha()]
            small = [i for i in named if not w.is_name(i) and w.lowers[i] not in ("of", "the", "for", "and")]
            if not named or small or w.texts[k + 1][0].isdigit() or w.texts[start] in "([":
                return None  # "(VIDEO: …" is a direction
            number = article.inside[k + 1]
            last = sentence.beyond
            while (
                index + 1 < len(article.sentences) and article.sentences[index + 1].paragraph == sentence.paragraph
            ):
                index += 1
                last = article.sentences[index].beyond
            pieces = list(article.quoted[number].pieces) if number >= 0 else [w.span(k + 1, last)]
            passages = [number] if number >= 0 else []
            return Draft(
                pieces,
                [w.span(k, k + 1)],
                Phrase(start, k, start, k),
                "headline",
                sentence,
                weight=0.8,
                passages=passages,
            )
    return None


def _without_cue(
    article: Article, sentence: Sentence, drafts: list[Draft], taken: set[int], latest: Draft | None
) -> list[Draft]:
    """Utterances that stand by themselves: they go on from the quote before, or have a speaker by context."""
    out: list[Draft] = []
    covered = [piece for draft in drafts for piece in draft.pieces]
    for number in dict.fromkeys(n for n in article.inside[sentence.first : sentence.beyond] if n >= 0):
        passage = article.quoted[number]
        near = drafts[-1] if drafts else latest
        joins = near is not None and near.passages and near.sentence.paragraph == sentence.paragraph
        utters = is_utterance(article, number) or (joins and _alone(article, sentence, number))
        if number in taken or not utters or _title(article, sentence, number):
            continue
        if any(a <= passage.start and passage.end <= b for a, b in covered):
            continue
        taken.add(number)
        if joins and near is not None and near.rule not in ("as", "call", "of", "noun"):
            near.pieces.extend(passage.pieces)
            near.passages.append(number)
            continue
        out.append(
            Draft(
                list(passage.pieces), [], None, "no-cue", sentence, weight=0.7, passages=[number], follows_on=True
            )
        )
    return out


def _alone(article: Article, sentence: Sentence, number: int) -> bool:
    """Whether a passage is a sentence by itself, be it of one word: “Twice they told me,” she said. “Twice.”"""
    passage = article.quoted[number]
    whole = all(article.inside[k] == number for k in range(sentence.first, sentence.beyond))
    return whole and article.text[passage.start : passage.end].rstrip("”’\"'»")[-1:] in (".", "!", "?", "…")


def _title(article: Article, sentence: Sentence, number: int) -> bool:
    """Whether a short passage fills a place in the writer's sentence: the host of “Face the Nation,” on CBS."""
    first, beyond = article.words.within(article.quoted[number].start, article.quoted[number].end)
    before = article.words.lowers[first - 1] if first > sentence.first else ""
    leads = before in words("prepositions") or before in words("determiners") or before in ("'s", "and")
    return leads and beyond - first <= _LONGEST_TITLE


def gather_nested(article: Article) -> list[Draft]:
    """Reports inside quotes: “He told me that the road was shut,” she said.

    Each passage is read as an article of its own, once, and what is found is moved to its place.
    """
    out: list[Draft] = []
    for passage in article.quoted:
        for start, end in passage.pieces:
            if end - start < _SHORTEST_NESTED:
                continue
            offset = start + 1
            inner_text = article.text[offset : end - 1 if passage.closed else end]
            inner = Article.build(inner_text, pair(inner_text))
            drafts = [
                d for d in gather(inner) if d.rule in _NESTED_RULES and d.subject is not None and not d.thought
            ]
            out.extend(_moved(article, inner, draft, offset) for draft in drafts)
    return out


def _moved(article: Article, inner: Article, draft: Draft, offset: int) -> Draft:
    def spans(found: list[Span]) -> list[Span]:
        return [(a + offset, b + offset) for a, b in found]

    def phrase(found: Phrase | None) -> Phrase | None:
        if found is None:
            return None
        first, beyond = article.words.within(*(x + offset for x in inner.words.span(found.first, found.beyond)))
        core_first, core_beyond = article.words.within(
            *(x + offset for x in inner.words.span(found.core_first, found.core_beyond))
        )
        return Phrase(first, max(first + 1, beyond), core_first, max(core_first + 1, core_beyond))

    return replace(
        draft,
        pieces=spans(draft.pieces),
        cue=spans(draft.cue),
        subject=phrase(draft.subject),
        via=phrase(draft.via),
        passages=[],
    )


def drafts_of(doc: Doc) -> list[Draft]:
    """The reports that the rules find in `doc`, found once."""
    if doc._.saidso_drafts is None:
        doc._.saidso_drafts = gather(article_of(doc))
    drafts: list[Draft] = doc._.saidso_drafts
    return drafts


if not Doc.has_extension("saidso_drafts"):
    Doc.set_extension("saidso_drafts", default=None)

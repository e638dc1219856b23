"""Component `saidso_captions`: captions of pictures and recordings, with whoever these are credited to.

"The ferry at Orme on 3 May. Image: Mara Ingle." shows what it says only as far as Mara Ingle is to be believed. A
caption is no speech: it is listed with little `checkworthy` and the reason "caption", no figure in it becomes the
photographer's, and a line in which somebody is reported to speak is left to that report. The component runs last,
adds to `doc._.saidso_mentions`, and keeps the numbers right by which mentions and figures point at mentions.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.article import Article
from core.extraction.attribution.component import kind_of, tidy_pieces
from core.extraction.lexicon import listed
from core.extraction.quotes.component import article_of
from core.extraction.speakers.component import directory_of
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrases import Phrase
from core.extraction.speakers.resolve import Resolver, attribution
from core.language.text import Words, paragraphs
from core.records import CAPTION, FoundSpeaker, Quote, Span

CHECKWORTHY = 0.2
"""Score of a caption: above a mere thought, below whatever somebody says."""
_SCORE = 0.8
_LONGEST_CREDIT = 12
"""Words and marks behind "Image:" that can be a name: "Ida Marr / Orme Harbour Authority via Norpress"."""
_LONGEST_CAPTION = 120
_JOINED = frozenset({"of", "for", "the", "and", "&", "de", "la", "van", "von", "'s", "-", "."})
_PARTS = frozenset({"/", "via", "|"})
"""Between the photographer and whoever hands the picture on: "Photo: Ida Marr/Norpress"."""
_OPENERS = frozenset("([|/—–-")
_STOPS = frozenset(".!?;:")
_DEEPEST = 8
"""Levels of reports in reports that are looked at."""


def captions(article: Article, directory: Directory, said: list[Quote]) -> list[Quote]:
    """The captions of the article, in its order, but for those that touch what somebody is reported to say."""
    taken = sorted((quote.pieces[0][0], quote.pieces[-1][1]) for quote in said)
    resolver = Resolver(directory)
    found = []
    for start, behind, phrase, relayer in _credited(article):
        pieces = tidy_pieces(article.text, [(start, article.words.ends[behind - 1])])
        if not pieces or _touched(taken, pieces[0][0], pieces[0][1]):
            continue
        who = resolver.look_up(phrase, phrase.first)
        via = None if relayer is None else article.text[slice(*article.words.span(*relayer))]
        speaker = attribution(who, (article.words.span(phrase.first, phrase.beyond),), via)
        kind = kind_of(article, pieces)
        found.append(
            Quote(
                kind,
                pieces,
                (),
                speaker,
                rule="caption",
                score=_SCORE,
                checkworthy=CHECKWORTHY,
                reasons=(CAPTION,),
            )
        )
    return found


def _credited(article: Article) -> Iterator[tuple[int, int, Phrase, tuple[int, int] | None]]:
    """Lines that end in a credit: their first character, the word behind the caption, whom, and who hands on."""
    w = article.words
    for number, (start, end) in enumerate(paragraphs(article.text)):
        first, beyond = w.within(start, end)
        while beyond > first and w.texts[beyond - 1] in (".", ")", "]"):
            beyond -= 1
        credit = next(
            (k for k in range(beyond - 2, max(first, beyond - _LONGEST_CREDIT), -1) if _is_credit(w, k)), None
        )
        if credit is None or not credit - first <= _LONGEST_CAPTION:
            continue
        named = credit + (3 if w.lowers[credit + 1] == "courtesy" else 2)
        parted = next((k for k in range(named + 1, beyond - 1) if w.lowers[k] in _PARTS), beyond)
        if not _is_name(w, named, parted):
            continue
        relayer = (parted + 1, beyond) if parted < beyond and _is_name(w, parted + 1, beyond) else None
        behind = credit
        while behind > first and w.texts[behind - 1] in _OPENERS:
            behind -= 1
        apart = behind < credit or w.texts[credit - 1] in _STOPS or number not in article.headlines
        if behind > first and apart:
            yield start, behind, Phrase(named, parted, named, parted), relayer


def _is_credit(w: Words, k: int) -> bool:
    """Whether "Image:", "Photo by" or "Picture courtesy of" begins at word `k`."""
    if not w.is_name(k) or w.lowers[k] not in listed("credits"):
        return False
    return w.lowers[k + 1] in (":", "by") or w.lowers[k + 1 : k + 3] == ["courtesy", "of"]


def _is_name(w: Words, first: int, beyond: int) -> bool:
    """Whether the words are a name: "Mara Ingle", "the Orme Harbour Authority", "@mara_i"."""
    inner = [k for k in range(first, beyond) if w.texts[k][0].isalpha()]
    if not inner or any(w.texts[k] in _STOPS for k in range(first, beyond - 1)):
        return False
    return all(w.is_name(k) or w.lowers[k] in _JOINED for k in inner) or w.texts[first] == "@"


def _touched(taken: list[Span], start: int, end: int) -> bool:
    """Whether one of the spans, sorted by where they start, overlaps start..end."""
    behind = bisect_left(taken, (end, end))
    return any(b > start for _, b in taken[max(0, behind - _DEEPEST) : behind])


class Captions:
    """Reads the article, the directory and the mentions of the components before it."""

    def __call__(self, doc: Doc) -> Doc:
        article, directory = article_of(doc), directory_of(doc)
        said: list[Quote] = list(doc._.saidso_mentions)
        found = captions(article, directory, said)
        if not found:
            return doc
        order = sorted([*enumerate(said), *((None, quote) for quote in found)], key=lambda each: each[1].pieces[0])
        moved = {old: new for new, (old, _) in enumerate(order) if old is not None}
        doc._.saidso_mentions = [
            quote if quote.parent is None else replace(quote, parent=moved[quote.parent]) for _, quote in order
        ]
        doc._.saidso_figures = [
            figure if figure.mention is None else replace(figure, mention=moved[figure.mention])
            for figure in doc._.saidso_figures
        ]
        doc._.saidso_speakers = _with(article, list(doc._.saidso_speakers), found)
        return doc


def _with(article: Article, speakers: list[FoundSpeaker], found: list[Quote]) -> list[FoundSpeaker]:
    """The speakers of the article and those whom captions are credited to, each once."""
    by_name = {speaker.name: speaker for speaker in speakers}
    for quote in found:
        who = quote.speaker
        if who is not None and who.name is not None:
            known = by_name.get(who.name, FoundSpeaker(who.name, who.kind, (), ()))
            pieces = tidy_pieces(article.text, [*known.pieces, *who.pieces])
            by_name[who.name] = replace(known, pieces=pieces)
    return list(by_name.values())


@Language.factory(
    "saidso_captions",
    requires=["doc._.saidso_mentions", "doc._.saidso_figures", "doc._.saidso_speakers"],
    assigns=["doc._.saidso_mentions", "doc._.saidso_figures", "doc._.saidso_speakers"],
)
def make_captions(nlp: Language, name: str) -> Captions:
    """Factory for `nlp.add_pipe("saidso_captions")`."""
    return Captions()

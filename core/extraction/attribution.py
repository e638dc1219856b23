"""Component `saidso_attribution`: who is reported to have said what.

Joins what the rules find with what `saidso_tagger` found, where that ran before it. Sets
`doc._.saidso_mentions`, a list of `core.records.Quote` in text order, and fills `doc._.saidso_speakers`.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.article import Article
from core.extraction.draft import Draft, is_utterance
from core.extraction.gather import drafts_of, gather_nested
from core.extraction.joining import join
from core.extraction.marks import Quoted
from core.extraction.people import Directory
from core.extraction.quotes import article_of
from core.extraction.resolve import Found, Resolver, attribution
from core.extraction.speakers import directory_of
from core.language.text import strip
from core.records import FoundSpeaker, MentionKind, Pieces, Quote, Span, SpeakerKind

_MARKS = "“\"‘'«„"
_DIRECT_SHARE = 0.9
"""A quote is direct when at least this share of its words stands inside quotation marks (extraction.md)."""


def attribute(
    article: Article, directory: Directory, drafts: list[Draft]
) -> tuple[list[Quote], list[FoundSpeaker]]:
    """Every report of `drafts` as a quote with its speaker, and everybody who says something."""
    drafts = sorted(drafts, key=lambda draft: min(draft.pieces))
    resolver = Resolver(directory)
    quotes: list[Quote] = []
    speakers: list[Found | None] = []
    for draft in drafts:
        quote, found = _quote(article, resolver, draft)
        if quote is not None:
            quotes.append(quote)
            speakers.append(found)
    quotes = _nest(article.text, quotes)
    return quotes, _speakers(article, quotes, speakers)


def _quote(article: Article, resolver: Resolver, draft: Draft) -> tuple[Quote | None, Found | None]:
    pieces = tidy_pieces(article.text, draft.pieces)
    if not pieces:
        return None, None
    found, span = _speaker(article, resolver, draft)
    via = None
    if draft.via is not None:
        via = resolver._find(draft.via, draft.via.first).name
    who = None if found is None else attribution(found, span, via)
    kind = kind_of(article, pieces)
    score = draft.weight * (who.score if who is not None else 0.5)
    return (
        Quote(
            kind,
            pieces,
            tidy_pieces(article.text, draft.cue),
            who,
            draft.negated,
            draft.hypothetical,
            rule=draft.rule,
            score=round(score, 2),
            reasons=("thought or wish",) if draft.thought else (),
        ),
        found,
    )


def _speaker(article: Article, resolver: Resolver, draft: Draft) -> tuple[Found | None, Pieces]:
    if draft.subject is not None:
        phrase = draft.subject
        found = resolver.resolve(phrase, phrase.first)
        span = strip(article.text, *article.words.span(phrase.first, phrase.beyond))
        while span[1] > span[0] and article.text[span[1] - 1] in ",—–":
            span = strip(article.text, span[0], span[1] - 1)
        return found, (span,)
    if draft.follows_on and resolver.spoke:
        last = resolver.spoke[-1]
        return Found(last.entity, last.name, last.kind, 0.5), ()
    return None, ()


def tidy_pieces(text: str, spans: list[Span]) -> Pieces:
    """Spans sorted, stripped of white space, touching ones joined, overlaps removed, empty ones dropped."""
    out: list[Span] = []
    for start, end in sorted(strip(text, *span) for span in spans):
        if out and start < out[-1][1]:
            start = out[-1][1]
            start, end = strip(text, start, max(start, end))
        if end > start:
            out.append((start, end))
    return tuple(out)


def kind_of(article: Article, pieces: Pieces) -> MentionKind:
    """Direct, mixed or indirect by the share of words in quotation marks."""
    inside = total = utterances = 0
    for start, end in pieces:
        own_marks = article.text[start] in _MARKS
        for i in range(*article.words.within(start, end)):
            number = article.inside[i]
            # In a report inside a quote only its own marks count, not those of the quote around it.
            marked = number >= 0 and (own_marks or _holds(pieces, article.quoted[number]))
            if article.words.texts[i][0].isalnum():
                total += 1
                inside += marked
        first, beyond = article.words.within(start, end)
        for number in dict.fromkeys(n for n in article.inside[first:beyond] if n >= 0):
            utterances += is_utterance(article, number)
    if not inside:
        return MentionKind.INDIRECT
    if inside >= _DIRECT_SHARE * total and utterances:
        return MentionKind.DIRECT
    return MentionKind.MIXED


def _holds(pieces: Pieces, passage: Quoted) -> bool:
    return pieces[0][0] <= passage.start and passage.end <= pieces[-1][1]


def _nest(text: str, quotes: list[Quote]) -> list[Quote]:
    """Drop repeats, set `parent` to the smallest quote around each, pass the parent's speaker on as relayer."""
    unique = list({(q.pieces, q.cue): q for q in quotes}.values())
    unique.sort(key=lambda q: (q.pieces[0][0], -q.pieces[-1][1]))
    out: list[Quote] = []
    stack: list[int] = []
    for number, quote in enumerate(unique):
        while stack and out[stack[-1]].pieces[-1][1] <= quote.pieces[0][0]:
            stack.pop()
        parent = next((k for k in reversed(stack[-8:]) if _within(quote, out[k])), None)
        if parent is not None:
            above, who = out[parent].speaker, quote.speaker
            if above is not None and who is not None and who.name is None and _first_person(text, who.pieces):
                quote = replace(quote, speaker=replace(who, name=above.name, kind=above.kind, via=above.via))
                who = quote.speaker
            if above is not None and who is not None and who.via is None and above.name not in (None, who.name):
                quote = replace(quote, speaker=replace(who, via=above.name))
        out.append(replace(quote, parent=parent))
        stack.append(number)
    return out


def _first_person(text: str, pieces: Pieces) -> bool:
    """Whether the phrase is "I": in a quote it stands for whoever is quoted."""
    return [text[start:end] for start, end in pieces] == ["I"]


def _within(inner: Quote, outer: Quote) -> bool:
    return inner.pieces != outer.pieces and all(
        any(a <= start and end <= b for a, b in outer.pieces) for start, end in inner.pieces
    )


def _speakers(article: Article, quotes: list[Quote], found: list[Found | None]) -> list[FoundSpeaker]:
    names: dict[str, tuple[SpeakerKind, set[Span], list[str]]] = {}
    entities = {f.entity.name: f.entity for f in found if f is not None and f.entity is not None}
    for quote in quotes:
        who = quote.speaker
        if who is not None and who.name is not None:
            names.setdefault(who.name, (who.kind, set(), []))[1].update(who.pieces)
    for name, (_, spans, roles) in names.items():
        entity = entities.get(name)
        if entity is not None:
            roles.extend(entity.roles)
            spans.update(article.words.span(first, beyond) for first, beyond in entity.places)
    return [
        FoundSpeaker(name, kind, tuple(roles), tidy_pieces(article.text, list(spans)))
        for name, (kind, spans, roles) in names.items()
    ]


class Attributor:
    """Reads the article and the directory of the components before it."""

    def __call__(self, doc: Doc) -> Doc:
        article = article_of(doc)
        if doc._.saidso_found is None:
            drafts = [*drafts_of(doc), *gather_nested(article)]
        else:
            drafts = join(article, doc._.saidso_found, drafts_of(doc))
        doc._.saidso_mentions, doc._.saidso_speakers = attribute(article, directory_of(doc), drafts)
        return doc


@Language.factory(
    "saidso_attribution",
    requires=["doc._.saidso_article", "doc._.saidso_directory"],
    assigns=["doc._.saidso_mentions", "doc._.saidso_speakers"],
)
def make_attribution(nlp: Language, name: str) -> Attributor:
    """Factory for `nlp.add_pipe("saidso_attribution")`."""
    return Attributor()


if not Doc.has_extension("saidso_mentions"):
    Doc.set_extension("saidso_mentions", default=())
if not Doc.has_extension("saidso_found"):
    Doc.set_extension("saidso_found", default=None)

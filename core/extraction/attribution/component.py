"""Component `saidso_attribution`: who is reported to have said what.

Joins what the rules find with what `saidso_tagger` found, where that ran before it. Sets
`doc._.saidso_mentions`, a list of `core.records.Quote` in text order, and fills `doc._.saidso_speakers`.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from core.extraction.article import Article
from core.extraction.attribution import unnamed_speech
from core.extraction.attribution.bounds import bounded
from core.extraction.attribution.closing import with_closing_data
from core.extraction.attribution.cue_phrases import with_cue_phrases
from core.extraction.attribution.draft import Draft, is_utterance
from core.extraction.attribution.gather import drafts_of, gather_nested
from core.extraction.attribution.insertions import without_second_reports
from core.extraction.attribution.joining import join
from core.extraction.attribution.passed_on import with_handed_on
from core.extraction.attribution.relayed import relayer
from core.extraction.attribution.relays import Relays
from core.extraction.attribution.second_verbs import with_second_verbs
from core.extraction.attribution.set_off import with_set_off
from core.extraction.attribution.signed import with_signed
from core.extraction.attribution.sources import put_right
from core.extraction.attribution.tails import without_tails
from core.extraction.attribution.turns import with_turns
from core.extraction.attribution.unclaimed import with_unclaimed
from core.extraction.attribution.witnesses import with_witnesses
from core.extraction.quotes.component import article_of
from core.extraction.quotes.marks import Quoted
from core.extraction.quotes.share import DIRECT_SHARE
from core.extraction.quotes.terms import is_name
from core.extraction.speakers.component import directory_of
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.named import Found
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrases import Phrase
from core.extraction.speakers.resolve import Resolver, attribution
from core.language.text import strip
from core.records import (
    THOUGHT_OR_WISH,
    Attribution,
    FoundSpeaker,
    MentionKind,
    Pieces,
    Quote,
    Span,
    SpeakerKind,
)

_SPOKEN_ALOUD = frozenset({"quote", "after-quote"})
"""Constructions with marks of their own inside a quote: “And she says, ‘It’s shut.’”."""
_ASKS = frozenset({"whether", "infinitive"})
"""Constructions of questions and requests: "he" in them is whoever is asked."""
_NOBODY = frozenset({"told", "marked", "hearsay"})
"""Constructions that may name no speaker, who is not the one before then: "was told that …", "is said to …"."""
_DEEPEST = 8
"""Levels of reports in reports that are looked at."""
_NOT_ONE = frozenset({"nobody", "no-one", "no", "none", "neither"})
_MARKS = "“\"‘'«„"
_LEAST_UTTERED = 3
"""Words from which a quote with a capital, without a stop, is an utterance and no name or term."""


def attribute(
    article: Article, directory: Directory, drafts: list[Draft]
) -> tuple[list[Quote], list[FoundSpeaker]]:
    """Every report of `drafts` as a quote with its speaker, and everybody who says something."""
    ordered = sorted(drafts, key=lambda draft: (min(draft.pieces)[0], -max(draft.pieces)[1]))
    drafts = with_handed_on(article, with_witnesses(article, put_right(article, ordered)))
    drafts.sort(key=lambda draft: (min(draft.pieces)[0], -max(draft.pieces)[1]))
    drafts = without_second_reports(article, drafts)
    resolver, relays = Resolver(directory), Relays(directory)
    quotes: list[Quote] = []
    speakers: list[Found | None] = []
    around: list[unnamed_speech.Earlier] = []
    earlier: list[unnamed_speech.Earlier] = []
    for draft in drafts:
        left: list[unnamed_speech.Earlier] = []
        while around and max(around[-1][0].pieces)[1] <= min(draft.pieces)[0]:
            left.append(around.pop())
        _turn_back(article, resolver, left)
        holder = _reported_in(draft, around)
        draft.via = relays.of(draft, None if holder is None else holder[0])
        draft.handed_on = None if holder is None or holder[1] is None else holder[1].name
        besides = _quoted_around(article, draft, around) or _asker(article, draft, earlier)
        quote, found = _quote(article, resolver, relays, draft, besides, earlier)
        around.append((draft, found))
        earlier.append((draft, found))
        if found is not None and found.entity is not None:
            for start, end in draft.pieces:
                resolver.discourse.tells(found.entity, *article.words.within(start, end), draft.rule in _ASKS)
        if quote is not None:
            quotes.append(quote)
            speakers.append(found)
    quotes = [_heard(quote) for quote in unnamed_speech.echoed(article, directory, _nest(article, quotes))]
    return quotes, _speakers(article, quotes, speakers)


def _turn_back(article: Article, resolver: Resolver, left: list[unnamed_speech.Earlier]) -> None:
    """Behind reports in a report, innermost first, the outermost speaker is again the one who spoke last."""
    if len(left) > 1 and (found := left[-1][1]) is not None and found.name is not None:
        resolver.remember(found, article.words.at(max(left[-1][0].pieces)[1]) - 1)


def _heard(quote: Quote) -> Quote:
    """Without a name for what a court only heard: nobody is told to have said it."""
    who = quote.speaker
    if quote.rule != "heard" or who is None:
        return quote
    return replace(quote, speaker=replace(who, name=None, kind=SpeakerKind.UNNAMED, score=0.5))


def _quoted_around(article: Article, draft: Draft, around: list[unnamed_speech.Earlier]) -> Entity | None:
    """Who speaks the quotation marks, or line, that hold the draft's speaker phrase: "he" in them is another."""
    if draft.subject is None:
        return None
    start, quoted = article.words.starts[draft.subject.first], article.inside[draft.subject.first] >= 0
    for outer, found in reversed(around[-_DEEPEST:]):
        if (quoted or outer.rule == "transcript") and any(a <= start < b for a, b in outer.pieces):
            return None if found is None else found.entity
    return None


def _reported_in(draft: Draft, around: list[unnamed_speech.Earlier]) -> unnamed_speech.Earlier | None:
    """The nearest report in whose content the draft's cue stands, with its speaker."""
    if not draft.cue:
        return None
    cue = min(draft.cue)[0]
    holders = (one for one in reversed(around[-_DEEPEST:]) if one[0].cue)
    return next((one for one in holders if any(a <= cue < b for a, b in one[0].pieces)), None)


def _asker(article: Article, draft: Draft, earlier: list[unnamed_speech.Earlier]) -> Entity | None:
    """Who asks in "Asked by Marr whether he had seen it, he answered …": "he" is another."""
    if draft.subject is None or draft.subject.beyond - draft.subject.first > 1 or not earlier:
        return None
    before, found = earlier[-1]
    led = before.rule == "asked" and before.sentence.first == draft.sentence.first and before.subject is not None
    return found.entity if led and found is not None else None


def _quote(
    article: Article,
    resolver: Resolver,
    relays: Relays,
    draft: Draft,
    besides: Entity | None,
    earlier: list[unnamed_speech.Earlier],
) -> tuple[Quote | None, Found | None]:
    pieces = tidy_pieces(article.text, draft.pieces)
    if not pieces:
        return None, None
    found, span = _speaker(article, resolver, draft, besides, earlier)
    via = relayer(relays, resolver, draft, found, earlier)
    draft.handed_on = via or draft.handed_on
    who = None if found is None else attribution(found, span, via)
    kind = kind_of(article, pieces)
    score = draft.weight * (who.score if who is not None else 0.5)
    return (
        Quote(
            kind,
            pieces,
            tidy_pieces(article.text, draft.cue),
            who,
            draft.negated or _by_nobody(article, draft.subject),
            draft.hypothetical,
            rule=draft.rule,
            score=round(score, 2),
            reasons=(THOUGHT_OR_WISH,) if draft.thought else (),
        ),
        found,
    )


def _by_nobody(article: Article, phrase: Phrase | None) -> bool:
    """Whether it is told that nobody says so: "Nobody told her", "no one has said that", "no officer warned"."""
    return phrase is not None and article.words.lowers[phrase.first] in _NOT_ONE


def _speaker(
    article: Article,
    resolver: Resolver,
    draft: Draft,
    besides: Entity | None,
    earlier: list[unnamed_speech.Earlier],
) -> tuple[Found | None, Pieces]:
    if draft.subject is not None:
        phrase = draft.subject
        told = tuple(article.words.within(start, end) for start, end in draft.pieces)
        if draft.via is not None and besides is None:
            # Who is quoted is somebody else: "Holt quoted the minister as saying", "Holt quoted her as saying".
            besides = resolver.look_up(draft.via, draft.via.first).entity
        span = strip(article.text, *article.words.span(phrase.first, phrase.beyond))
        found = resolver.resolve(phrase, phrase.first, besides, told)
        while span[1] > span[0] and article.text[span[1] - 1] in ",—–":
            span = strip(article.text, span[0], span[1] - 1)
        return found, (span,)
    if draft.rule in _NOBODY:
        return None, ()
    guessed = unnamed_speech.speaker_of(article, resolver, draft, earlier)
    if guessed is not None:
        resolver.remember(guessed, article.words.at(min(draft.pieces)[0]))
    return guessed, ()


def tidy_pieces(text: str, spans: list[Span]) -> Pieces:
    """Spans sorted, without white space around or a comma before them, overlaps removed, empty ones dropped."""
    out: list[Span] = []
    for start, end in sorted(strip(text, *span) for span in spans):
        while start < end and text[start] in ",;":
            start, end = strip(text, start + 1, end)
        if out and start < out[-1][1]:
            start = out[-1][1]
            start, end = strip(text, start, max(start, end))
        if end > start:
            out.append((start, end))
    return tuple(out)


def kind_of(article: Article, pieces: Pieces) -> MentionKind:
    """Direct, mixed or indirect by the share of words in quotation marks; names in them do not count."""
    inside = total = utterances = 0
    for start, end in pieces:
        own_marks = article.text[start] in _MARKS
        for i in range(*article.words.within(start, end)):
            number = article.inside[i]
            # In a report inside a quote only its own marks count, not those of the quote around it.
            marked = number >= 0 and (own_marks or _holds(pieces, article.quoted[number]))
            marked = marked and not is_name(article, number)
            if article.words.texts[i][0].isalnum():
                total += 1
                inside += marked
        first, beyond = article.words.within(start, end)
        for number in dict.fromkeys(n for n in article.inside[first:beyond] if n >= 0):
            utterances += is_utterance(article, number) or _whole(article, pieces, number)
    if not inside:
        return MentionKind.INDIRECT
    if inside >= DIRECT_SHARE * total and utterances:
        return MentionKind.DIRECT
    return MentionKind.MIXED


def _whole(article: Article, pieces: Pieces, number: int) -> bool:
    """Whether a passage that begins with a capital is all that is reported: ‘Not for sale’, “Once.”."""
    passage = article.quoted[number]
    inner = article.text[passage.start : passage.end].strip(_MARKS + "”’»")
    if not inner[:1].isupper() or not _holds(pieces, passage):
        return False
    return len(inner.split()) >= _LEAST_UTTERED or inner[-1] in ".!?…,"


def _holds(pieces: Pieces, passage: Quoted) -> bool:
    return pieces[0][0] <= passage.start and passage.end <= pieces[-1][1]


def _nest(article: Article, quotes: list[Quote]) -> list[Quote]:
    """Drop repeats, set `parent` to the smallest quote around each, pass the speaker around on as relayer."""
    unique = list({(q.pieces, q.cue): q for q in quotes}.values())
    unique.sort(key=lambda q: (q.pieces[0][0], -q.pieces[-1][1]))
    passages = _by_passage(article, unique)
    writer = unnamed_speech.author(article)
    out: list[Quote] = []
    stack: list[int] = []
    for number, quote in enumerate(unique):
        while stack and out[stack[-1]].pieces[-1][1] <= quote.pieces[0][0]:
            stack.pop()
        parent = next((k for k in reversed(stack[-_DEEPEST:]) if _within(quote, out[k])), None)
        above = None if parent is None else out[parent].speaker
        if above is None:
            around = (q for q in reversed(out[-_DEEPEST:]) if _holds_cue(quote, q) or _own_line(article, quote, q))
            above = next((q.speaker for q in around), None)
        who = _first_person(article, quote, above, passages, writer)
        quoted = quote.hypothetical and quote.kind is not MentionKind.INDIRECT
        asked = quoted and parent is not None and _whether(article, out[parent])
        out.append(replace(quote, parent=parent, speaker=who if asked else _relayed(who, above)))
        stack.append(number)
    return out


def _first_person(
    article: Article,
    quote: Quote,
    above: Attribution | None,
    passages: dict[int, Attribution],
    writer: str | None,
) -> Attribution | None:
    """The quote's speaker; "I" and "we" stand for whoever is quoted around them, else for the writer named."""
    who = quote.speaker
    if who is None or who.name is not None or not _says_i(article.text, who.pieces):
        return who
    if above is not None:
        return replace(who, name=above.name, kind=above.kind, via=above.via)
    passage = _inside(article, who.pieces[0][0])
    beside = passages.get(passage)
    if beside is not None:
        return replace(who, name=beside.name, kind=beside.kind)
    if passage >= 0 or writer is None:
        return who
    return replace(who, name=writer, kind=SpeakerKind.PERSON)


def _relayed(who: Attribution | None, above: Attribution | None) -> Attribution | None:
    """The speaker with the speaker of the report around as relayer, unless there is another one."""
    if above is None or above.name is None:
        return who
    if who is None:
        return Attribution(None, SpeakerKind.UNNAMED, via=above.name, score=0.3)
    nearer = who.via is None or who.via == above.via
    return replace(who, via=above.name) if nearer and above.name != who.name else who


def _whether(article: Article, quote: Quote) -> bool:
    """Whether a quote only asks: who asks whether somebody said something hands nothing on."""
    return article.text[quote.pieces[0][0] :].lower().startswith(("whether ", "if "))


def _holds_cue(inner: Quote, outer: Quote) -> bool:
    """Whether the verb of one report stands in the content of the other."""
    return bool(inner.cue) and any(a <= inner.cue[0][0] < b for a, b in outer.pieces)


def _own_line(article: Article, inner: Quote, outer: Quote) -> bool:
    """Whether both stand in one line of a transcript: "Amstutz: I said about 220."."""
    start, end = outer.cue[0][1] if outer.cue else 0, inner.pieces[0][0]
    return outer.rule == "transcript" and "\n" not in article.text[min(start, end) : end]


def _by_passage(article: Article, quotes: list[Quote]) -> dict[int, Attribution]:
    """Who speaks each passage in quotation marks, by its number."""
    out: dict[int, Attribution] = {}
    for quote in quotes:
        who = quote.speaker
        if who is None or who.name is None or (who.pieces and _inside(article, who.pieces[0][0]) >= 0):
            continue
        for start, end in quote.pieces:
            for number in (_inside(article, start), _inside(article, end - 1)):
                if number >= 0:
                    out.setdefault(number, who)
    return out


def _inside(article: Article, position: int) -> int:
    word = article.words.at(position)
    return article.inside[word] if word < len(article.inside) else -1


def _says_i(text: str, pieces: Pieces) -> bool:
    """Whether the phrase is "I" or "we": in a quote it stands for whoever is quoted."""
    phrase = [text[start:end].lower().replace("’", "'").partition("'")[0] for start, end in pieces]
    return phrase in (["i"], ["we"])


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
            nested = [draft for draft in gather_nested(article) if draft.rule in _SPOKEN_ALOUD]
            drafts = join(article, doc._.saidso_found, [*drafts_of(doc), *nested])
        drafts = with_signed(article, with_unclaimed(article, drafts, drafts_of(doc)))
        drafts = with_closing_data(article, with_cue_phrases(article, drafts))
        directory = directory_of(doc)
        drafts = without_tails(article, bounded(article, with_second_verbs(article, drafts)))
        drafts = with_set_off(article, drafts)
        drafts = with_turns(article, directory, drafts)
        doc._.saidso_mentions, doc._.saidso_speakers = attribute(article, directory, drafts)
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

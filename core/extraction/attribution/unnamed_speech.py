"""Who speaks where no phrase beside the words says so: dialogue, a second report in a sentence, headlines.

"Marr sighed. “I was first.”" is Marr's by the sentence before; of two people in dialogue the other one answers;
"…, adding that it rained" is the first report's; a quote in the headline is whoever's it is below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.extraction.article import Article
from core.extraction.attribution.draft import Draft
from core.extraction.lexicon import people
from core.extraction.speakers import salience
from core.extraction.speakers.entity import Entity
from core.extraction.speakers.named import Found
from core.extraction.speakers.people import Directory
from core.extraction.speakers.phrase_parts import DOCUMENTS
from core.extraction.speakers.resolve import Resolver
from core.records import Attribution, Quote, SpeakerKind

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "it"})
_PASSIVE_REACH = 4
"""Words before a cue among which a form of "be" makes it a passive."""
_SHORTEST_ECHO = 6
"""Letters of a headline's quote that are looked for below."""
_LEAST_SHARED = 2
_SHARE_ECHO = 0.4
"""Words, and share of its longer words, that a headline's quote has in common with one below."""
_STEM = 5
_LONG_WORD = 4
_LONGEST_ROLE = 3
_BYLINE_REACH = 4
"""Sentences from the top among which a byline stands."""
_LONGEST_BYLINE = 5
_BODY_REACH = 6
"""Quotes of the body among which a headline's unnamed speaker is looked for."""
_ASKED = frozenset({"poll", "survey", "study"})
"""In a headline, these stand for whoever made them."""
_EDGES = "“”\"‘’'«»„.,;:!?…—– "

_TURNS = frozenset(
    {"asked", "asks", "inquired", "enquired", "demanded", "replied", "replies", "answered", "answers", "retorted",
     "responded", "shot back"}
)  # fmt: skip
"""Cues of people who speak to each other."""
_EXCHANGE = 4
"""Reports back among which somebody is addressed."""
_SELF = frozenset({"i", "my", "me", "myself"})
_TALKERS = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
"""Who takes turns in dialogue."""

Earlier = tuple[Draft, Found | None]


def speaker_of(article: Article, resolver: Resolver, draft: Draft, earlier: Sequence[Earlier]) -> Found | None:
    """The speaker of a draft without a speaker phrase, from the drafts before it; None where nothing tells."""
    start = article.words.at(min(draft.pieces)[0])
    if draft.cue:
        return _shared(article, resolver, draft, earlier)
    found = _by_context(article, resolver, draft, earlier)
    if found is None or not _says_i(article, draft) or found.kind in _TALKERS:
        return found
    person = resolver.discourse.best(start, salience.person(None))
    return found if person is None else Found.of(person[0], 0.45)


def _says_i(article: Article, draft: Draft) -> bool:
    """Whether one person speaks of himself or herself: no body and no group says so."""
    spans = [article.words.within(start, end) for start, end in draft.pieces]
    return any(article.words.lowers[k].partition("'")[0] in _SELF for span in spans for k in range(*span))


def _shared(article: Article, resolver: Resolver, draft: Draft, earlier: Sequence[Earlier]) -> Found | None:
    """The speaker of the report before in the same sentence, for an active verb: "…, adding that …"."""
    w = article.words
    cue = w.at(min(draft.cue)[0])
    if cue >= len(w):
        return None
    before = range(max(draft.sentence.first, cue - _PASSIVE_REACH), cue)
    if any(w.lowers[k] in _BE for k in before) or cue == draft.sentence.first or w.is_mark(cue):
        return None
    for other, found in reversed(earlier[-4:]):
        same = other.sentence.first == draft.sentence.first and other.cue and other.subject is not None
        if same and found is not None and max(other.cue)[1] <= min(draft.cue)[0]:
            return replace(found, score=min(found.score, 0.7))
    subject = resolver.discourse.subject_since(cue, draft.sentence.first)
    return None if subject is None else Found.of(subject, 0.55)


def _by_context(article: Article, resolver: Resolver, draft: Draft, earlier: Sequence[Earlier]) -> Found | None:
    """The subject of the sentence before, or who spoke before; the other one where there is dialogue."""
    start = article.words.at(min(draft.pieces)[0])
    spoken: list[tuple[Draft, Found]] = []
    for before, who in earlier[-12:]:
        quoted = before.subject is not None and article.inside[before.subject.first] >= 0
        signed = before.rule == "signed"  # a line of its own: what follows is somebody else's
        if who is not None and who.name is not None and not quoted and not signed:
            spoken.append((before, who))
    if start >= len(article.words):
        return None
    opens = _paragraph_start(article, start)
    if not spoken:
        subject = resolver.discourse.subject_since(start, opens)
        return None if subject is None else Found.of(subject, 0.55)
    last, found = spoken[-1]
    ended = article.words.at(max([*last.pieces, *last.cue])[1])
    subject = resolver.discourse.subject_since(start, max(opens, ended))
    if subject is not None and start > opens and not _tells_of(article, draft, subject, found):
        return Found.of(subject, 0.6)
    if article.words.at(min(last.pieces)[0]) >= opens:
        return replace(found, score=0.5)
    turns = start == opens and len(spoken) > 1 and _turns(article, spoken[-2], spoken[-1], draft)
    if turns or (_answers(article, last) and not _interviewed(article, opens)):
        people_in_it = [who for _, who in reversed(spoken) if who.kind in _TALKERS]
        other = _addressed(article, resolver, spoken, found)
        other = other or next((who for who in people_in_it if who.name != found.name), None)
        return None if other is None else replace(other, score=0.45)
    return replace(found, score=0.5)


def _addressed(
    article: Article, resolver: Resolver, spoken: Sequence[tuple[Draft, Found]], asker: Found
) -> Found | None:
    """Whom the one who asks last spoke to by name: "put it to Mr Dell that …", "asked Ida Marr whether …"."""
    w = article.words
    for draft, who in reversed(spoken[-_EXCHANGE:]):
        if who.name != asker.name:
            return None
        if not draft.cue:
            continue
        verb, said = w.at(min(draft.cue)[0]), w.at(min(draft.pieces)[0])
        stop = said if said > verb else draft.sentence.beyond
        for _, _, entity in resolver.directory.named(verb, stop):
            if entity.kind is SpeakerKind.PERSON and entity.name != asker.name:
                return Found.of(entity, 0.5)
    return None


def _tells_of(article: Article, draft: Draft, subject: Entity, before: Found) -> bool:
    """Whether the words begin with a pronoun for the last sentence's subject: "Vell rang. “He was late.”".

    Not where the pronoun can stand for who spoke before.
    """
    w = article.words
    first = w.at(min(draft.pieces)[0])
    first += first < len(w) and w.is_mark(first)
    if first + 1 >= len(w) or before.entity is None:
        return False
    gender = {"he": "male", "she": "female"}.get(w.lowers[first])
    return gender is not None and subject.gender in (None, gender) and before.entity.gender not in (None, gender)


def _turns(article: Article, first: tuple[Draft, Found], second: tuple[Draft, Found], draft: Draft) -> bool:
    """Whether two people took turns in the two paragraphs before the draft, one asking or answering the other."""
    (one, asked), (other, answered) = first, second
    if asked.name == answered.name or {asked.kind, answered.kind} - set(_TALKERS):
        return False
    places = [each.sentence.paragraph for each in (one, other, draft)]
    if [b - a for a, b in pairwise(places)] != [1, 1]:
        return False
    cues = {article.text[a:b].lower() for each in (one, other) for a, b in each.cue}
    return bool(cues & _TURNS) or any(_asks(article, each) for each in (one, other))


def _asks(article: Article, draft: Draft) -> bool:
    end = max(draft.pieces)[1]
    return article.text[max(0, end - 3) : end].rstrip("”\"'’»").endswith("?")


def _answers(article: Article, last: Draft) -> bool:
    """Whether what was said last calls for an answer: a question, or a line of dialogue without a cue."""
    return _asks(article, last) or (not last.cue and last.subject is None)


def _interviewed(article: Article, opens: int) -> bool:
    """Whether the paragraph before is the writer's question, without quotation marks: an interview goes on."""
    text = article.text
    before = text[: article.words.starts[opens]].rstrip()[-1:]
    word = article.words.at(article.words.starts[opens]) - 1
    return before == "?" and word >= 0 and article.inside[word] < 0


def _paragraph_start(article: Article, word: int) -> int:
    return article.words.at(article.text.rfind("\n", 0, article.words.starts[word]) + 1)


def echoed(article: Article, directory: Directory, quotes: list[Quote]) -> list[Quote]:
    """Quotes of the headline without a named speaker get the one whose quote in the body has the same words.

    Where nobody's has, "Minister says" is the minister who speaks below, or the first person; "Watchdog" the first
    body. Groups stay what they are.
    """
    end = article.text.find("\n")
    if not quotes or end < 0:
        return quotes
    body: list[tuple[str, frozenset[str], Attribution]] = []
    for quote in quotes:
        if quote.pieces[0][0] > end and not _nobody(quote.speaker) and quote.speaker is not None:
            said = " ".join(article.text[a:b] for a, b in quote.pieces).lower()
            body.append((said, _stems(said), quote.speaker))
    out = []
    for quote in quotes:
        if quote.pieces[0][0] < end and _nobody(quote.speaker):
            who = _same_words(article, quote, body)
            if quote.speaker is not None and quote.speaker.kind is SpeakerKind.GROUP:
                who = who if who is not None and who.kind not in _TALKERS else None
            who = who or _in_role(directory, quote.speaker, [one for _, _, one in body])
            if who is not None:
                pieces = quote.speaker.pieces if quote.speaker is not None else ()
                quote = replace(quote, speaker=Attribution(who.name, who.kind, pieces, None, 0.6))
        out.append(quote)
    return out


def _in_role(directory: Directory, who: Attribution | None, body: list[Attribution]) -> Attribution | None:
    """Whom the headline's "minister" or "agency" means among those who speak below."""
    if who is None or who.name is None:
        return None
    head = who.name.lower().split()[-1]
    known = people()
    if head in known.roles:
        near = [one for one in body[:_BODY_REACH] if one.kind is SpeakerKind.PERSON]
        told = {entity.name for entity in directory.with_role([head])}
        return next((one for one in near if one.name in told), near[0] if near else None)
    if head not in known.bodies | _ASKED:
        return None
    bodies = (one for one in body[:_BODY_REACH] if one.kind is SpeakerKind.ORGANISATION)
    return next((one for one in bodies if head not in DOCUMENTS or _wrote(directory, one, head)), None)


def _wrote(directory: Directory, who: Attribution, document: str) -> bool:
    """Whether the body speaks by such a document below: "a report by the Rivers Agency"."""
    text = directory.article.text
    return any(document in text[start:end].lower() for start, end in who.pieces)


def _same_words(
    article: Article, quote: Quote, body: list[tuple[str, frozenset[str], Attribution]]
) -> Attribution | None:
    """Who says in the body what the headline has: what it quotes to the letter, else most of its words."""
    text = article.text[quote.pieces[0][0] : quote.pieces[-1][1]]
    words = article.words.within(quote.pieces[0][0], quote.pieces[-1][1])
    passages = dict.fromkeys(n for n in article.inside[slice(*words)] if n >= 0)
    quoted = [article.text[article.quoted[n].start : article.quoted[n].end] for n in passages]
    for part in [*quoted, text]:
        wanted = part.strip(_EDGES).lower()
        who = (
            next((who for said, _, who in body if wanted in said), None) if len(wanted) >= _SHORTEST_ECHO else None
        )
        if who is not None:
            return who
    stems = _stems(text.lower())
    shared = [(len(stems & own), -number) for number, (_, own, _) in enumerate(body)]
    best, number = max(shared, default=(0, 0))
    enough = best >= _LEAST_SHARED and best >= _SHARE_ECHO * len(stems)
    return body[-number][2] if enough else None


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words."""
    return frozenset(word[:_STEM] for word in re.findall(r"[\w’'-]+", text) if len(word) >= _LONG_WORD)


def _nobody(who: Attribution | None) -> bool:
    """Whether a speaker is none, or nobody named: "minister insists"."""
    if who is None or who.name is None:
        return True
    parts = who.name.split()
    role = parts[-1].lower() in people().roles and (len(parts) == 1 or who.kind is SpeakerKind.UNNAMED)
    bare = who.name.islower() or role
    return who.kind is not SpeakerKind.PERSON and bare and len(parts) <= _LONGEST_ROLE


def author(article: Article) -> str | None:
    """The name in a byline among the first paragraphs: "By Judith Prewett"."""
    w = article.words
    for sentence in article.sentences[:_BYLINE_REACH]:
        names = range(sentence.first + 1, min(sentence.beyond, sentence.first + 5))
        by = w.texts[sentence.first] in ("By", "BY") and sentence.beyond - sentence.first <= _LONGEST_BYLINE
        if by and len(names) > 1 and all(w.is_name(k) for k in names):
            start, end = w.span(names[0], names[-1] + 1)
            return article.text[start:end]
    return None

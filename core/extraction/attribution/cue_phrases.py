"""Quotes whose cue is no verb of saying: a label, what is heard or written, “was all she would say”.

"Another: “Returned for hat.”", "shouts of “No!” from the benches", "posted it with the caption “Chest.”": the
rules and the tagger see the words in quotation marks there, but nobody who says them, or join them to what another
said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.speakers.phrases import Phrase, is_verb, phrase_after, subject_before
from core.language.labels import Rel
from core.records import Span

_ONE_MORE = (
    *(["another"], ["others"], ["the", "next"], ["the", "last"]),
    *(["a", "second"], ["a", "third"], ["a", "fourth"]),
)
"""Sentences of these and a quote have one more of what spoke before."""
_VOICES = frozenset(
    {"calls", "chant", "chants", "cries", "cry", "jeers", "roar", "roars", "scream", "screams", "shout", "shouts",
     "whispers", "yell", "yells"}
)  # fmt: skip
"""What is heard of many, with "of" before the words."""
_RAISED = frozenset(
    {"answered", "began", "begin", "broke", "burst", "erupt", "erupted", "erupts", "greeted", "joined", "led",
     "met", "raised", "replied", "respond", "responded", "responds", "took", "takes", "welcomed"}
)  # fmt: skip
"""Verbs whose subject raises the shouts: "answered with shouts of", "took up a chant of"."""
_SOME = frozenset({"some", "several", "many", "most", "a", "all"})
_CAPTIONS = frozenset({"caption", "comment", "message", "line", "words"})
_WITH = (["with", "the"], ["with", "a"])
_POSTED = frozenset(
    {
        "posted",
        "posts",
        "published",
        "publishes",
        "sends",
        "sent",
        "shared",
        "shares",
        "tweeted",
        "tweets",
        "uploaded",
    }
)
"""Verbs that tell of the words and are their cue."""
_HEARD = frozenset({"heard", "hears", "hear", "hearing"})
_BE = frozenset({"was", "is", "were"})
_MODAL = frozenset({"would", "could", "had", "has", "will", "can", "wanted"})
_OFFERED = frozenset({"said", "offered", "managed", "replied", "volunteered", "wrote", "added"})
_ANSWERS = frozenset(
    {"answer", "comment", "explanation", "reaction", "remark", "reply", "response", "retort", "verdict"}
)
_OWN = frozenset({"his", "her", "their", "its"})
_LONGEST = 8
"""Words from "was all" to the verb, and from "was" to "response"."""
_CLIMB = 4
"""Steps up the parse from a noun to the verb it goes with."""
_NEAR, _FEW = 30, 3
"""Reports before a passage's end whose words can be its own, and those behind it whose cue can."""


def with_cue_phrases(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with each such quote a report of its own and with its cue and speaker, in text order."""
    found = [
        made
        for sentence in article.sentences
        for number in dict.fromkeys(n for n in article.inside[sentence.first : sentence.beyond] if n >= 0)
        if (made := _made(article, sentence, number)) is not None
    ]
    if not found:
        return list(drafts)
    own = {made.pieces[0] for made in found}
    ordered = sorted(drafts, key=lambda draft: min(draft.pieces))
    starts = [min(draft.pieces)[0] for draft in ordered]
    out: list[Draft | None] = [*ordered]
    new = []
    for made in found:
        high = min(len(out), bisect_left(starts, made.pieces[0][1]) + _FEW)
        near = range(max(0, high - _NEAR), high)
        if not any(_knows(article, draft, made) for k in near if (draft := out[k]) is not None):
            for k in near:
                out[k], made = _parted(article, out[k], made, own)
            new.append(made)
    return sorted([*(draft for draft in out if draft is not None), *new], key=lambda draft: min(draft.pieces))


def _parted(article: Article, draft: Draft | None, made: Draft, own: set[Span]) -> tuple[Draft | None, Draft]:
    """A draft without the words of the new one, None where it has no others, and the new one with what goes on.

    `own` are the passages with such a cue: they go on from nothing.
    """
    if draft is None:
        return None, made
    start, end = made.pieces[0]
    touched = any(a < end and start < b for a, b in draft.pieces)
    again = any(a < y and x < b for a, b in draft.cue for x, y in made.cue)
    if not touched and not again:
        return draft, made
    left = [piece for piece in draft.pieces if not (piece[0] < end and start < piece[1])]
    if draft.cue and not again and left:
        return replace(draft, pieces=left, passages=[n for n in draft.passages if n not in made.passages]), made
    goes_on = [piece for piece in left if piece[0] > end and _quoted(article, piece) and piece not in own]
    return None, replace(made, pieces=[*made.pieces, *goes_on], weight=max(made.weight, draft.weight))


def _knows(article: Article, draft: Draft, made: Draft) -> bool:
    """Whether a report of just these words has a cue beside them, or one that holds more than these words."""
    start, end = made.pieces[0]
    touched = any(a < end and start < b for a, b in draft.pieces)
    if not touched or not draft.cue or draft.subject is None:
        return False
    cue = min(draft.cue)
    holds = any(a <= start and end <= b and (a, b) != (start, end) for a, b in draft.pieces)
    heard = article.words.lowers[article.words.at(cue[0])] in _HEARD
    return holds or (made.rule == "nominal" and len(draft.pieces) == 1 and cue[1] <= start and not heard)


def _quoted(article: Article, piece: Span) -> bool:
    first, beyond = article.words.within(*piece)
    return all(article.inside[k] >= 0 for k in range(first, beyond))


def _made(article: Article, sentence: Sentence, number: int) -> Draft | None:
    """The report of a passage with such a cue before or behind it; None where there is no such cue."""
    w = article.words
    first, beyond = w.within(article.quoted[number].start, article.quoted[number].end)
    if first < sentence.first or first >= sentence.beyond or len(article.quoted[number].pieces) > 1:
        return None
    found = (
        _label(article, sentence, first)
        or _voices(article, sentence, first, beyond)
        or _caption(article, sentence, first)
        or _was_all(article, sentence, beyond)
        or _was_answer(article, sentence, beyond)
    )
    if found is None:
        return None
    rule, cue, subject = found
    pieces = list(article.quoted[number].pieces)
    return Draft(pieces, [w.span(*part) for part in cue], subject, rule, sentence, weight=0.9, passages=[number])


_Cue = tuple[str, list[tuple[int, int]], Phrase | None]
"""Construction, words of the cue, speaker."""


def _label(article: Article, sentence: Sentence, first: int) -> _Cue | None:
    """ "Another: “Returned for hat.”", behind what one said."""
    w, colon = article.words, first - 1
    if colon <= sentence.first or w.texts[colon] != ":" or w.lowers[sentence.first : colon] not in _ONE_MORE:
        return None
    return "quote", [(colon, first)], Phrase(sentence.first, colon, sentence.first, colon)


def _voices(article: Article, sentence: Sentence, first: int, beyond: int) -> _Cue | None:
    """ "Shouts of “No!” from the benches", "their chants of “Stay up”", "answered with cries of “Shame!”"."""
    w, noun = article.words, first - 2
    if noun < sentence.first or w.lowers[first - 1] != "of" or w.lowers[noun] not in _VOICES:
        return None
    cue = [(noun, first)]
    if beyond + 2 < sentence.beyond and w.lowers[beyond] == "from":
        counted = w.lowers[beyond + 1] in _SOME and not w.is_mark(beyond + 2)
        end = phrase_after(article, beyond + 1 + counted, sentence.beyond)
        if end is not None:
            return "nominal", cue, Phrase(beyond + 1, end, beyond + 1, end)
    if noun > sentence.first and w.lowers[noun - 1] in _OWN:
        return "nominal", cue, Phrase(noun - 1, noun, noun - 1, noun)
    if noun - 1 > sentence.first and w.lowers[noun - 1] in ("'s", "'", "’s", "’"):
        return "nominal", cue, subject_before(article, noun - 1, sentence.first)
    verb = _governing(article, noun)
    if verb is None or w.lowers[verb] not in _RAISED or verb > noun or _is_passive(article, verb):
        return "nominal", cue, None
    return "nominal", [(verb, first)], parsed.verb_subject(article, verb, sentence)


def _caption(article: Article, sentence: Sentence, first: int) -> _Cue | None:
    """ "Posted a picture with the caption “C”", "disposed of them with the words “W”"."""
    w, noun = article.words, first - 1
    if noun - 2 < sentence.first or w.lowers[noun] not in _CAPTIONS or w.lowers[noun - 2 : noun] not in _WITH:
        return None
    verb = _governing(article, noun)
    if verb is None or verb > noun or _is_passive(article, verb):
        return None
    subject = parsed.verb_subject(article, verb, sentence)
    cue = (verb, verb + 1) if w.lowers[verb] in _POSTED else (noun - 2, first)
    return None if subject is None else ("quote", [cue], subject)


def _was_all(article: Article, sentence: Sentence, k: int) -> _Cue | None:
    """ "“Happy for the lads,” was all he would offer", "was all Vell said": `k` is the word behind the passage."""
    w = article.words
    if w.lowers[k : k + 1] == [] or w.lowers[k] not in _BE or w.lowers[k + 1 : k + 2] != ["all"]:
        return None
    for verb in range(k + 3, min(sentence.beyond, k + 3 + _LONGEST)):
        if w.is_mark(verb) and w.texts[verb] not in ",’'":
            return None
        if w.lowers[verb] in _MODAL | _OFFERED:
            to = w.lowers[verb + 1 : verb + 2] == ["to"]
            end = verb + 1 + to + (w.lowers[verb] in _MODAL)
            core = next((i for i in range(k + 3, verb) if w.texts[i] == ","), verb)
            return "quote", [(verb, min(end, sentence.beyond))], Phrase(k + 2, verb, k + 2, core)
    return None


def _was_answer(article: Article, sentence: Sentence, k: int) -> _Cue | None:
    """ "“No comment,” was the minister's only response", "was his verdict"."""
    w = article.words
    if w.lowers[k : k + 1] == [] or w.lowers[k] not in _BE:
        return None
    reach = range(k + 2, min(sentence.beyond, k + 2 + _LONGEST))
    noun = next((i for i in reach if w.lowers[i] in _ANSWERS or (w.is_mark(i) and w.texts[i] not in "’'")), None)
    if noun is None or w.lowers[noun] not in _ANSWERS:
        return None
    cue = [(k, k + 1), (noun, noun + 1)]
    if w.lowers[k + 1] in _OWN:
        return "quote", cue, Phrase(k + 1, k + 2, k + 1, k + 2)
    owner = next((i for i in range(k + 2, noun) if w.lowers[i] in ("'s", "'", "’s", "’")), None)
    subject = None if owner is None else Phrase(k + 1, owner, k + 1, owner)
    return None if subject is None else ("quote", cue, subject)


def _governing(article: Article, noun: int) -> int | None:
    """The verb above a noun in the parse, at most a few steps up."""
    tree = article.syntax
    if tree is None:
        return None
    word = noun
    for _ in range(_CLIMB):
        over = tree.head[word]
        if over == word:
            return None
        word = over
        if tree.is_verb(word) or is_verb(article, word):
            return word
    return None


def _is_passive(article: Article, verb: int) -> bool:
    tree = article.syntax
    return tree is not None and (
        any(tree.rel[k] is Rel.PASSIVE_SUBJECT for k in tree.children[verb]) or tree.rel[verb] is Rel.ACL
    )

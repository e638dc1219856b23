"""Whose words end where: a report's content holds neither another report's "she said" nor the writer's adjuncts.

"Records showed that the boat had sailed, she said" has "she said" behind what the records showed; "Ashcombe
insisted that the water was safe, hours after her department said that …" has the writer tell when she did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution.circumstances import no_event
from core.extraction.attribution.draft import Draft, is_utterance
from core.extraction.attribution.inner_subjects import can_speak, told_of
from core.extraction.lexicon import is_adverb, words
from core.extraction.speakers.phrases import is_verb
from core.language.labels import Rel
from core.records import Span

_CUT = frozenset({"that", "bare", "whether", "infinitive", "gerund", "tagger", "noun", "object", "told"})
"""Constructions whose content may run over what stands behind it."""
_PROMISED = frozenset(
    {"directed", "instructed", "offered", "pledged", "promised", "swore", "threatened", "undertook",
     "urged", "vowed"}
)  # fmt: skip
_BESIDES = frozenset(
    {"accused", "criticised", "criticized", "demanded", "denied", "described", "insisted", "praised",
     "predicted", "warned"}
)  # fmt: skip
"""Behind "and" 67 of 69 of these are the speaker's next report in annotated news, of "asked" and "told" half."""
_LEADS_IN = (
    [",", "on", "condition"],
    [",", "on", "the", "condition"],
    [",", "on", "the", "grounds"],
    [",", "in", "the", "hope"],
    [",", "in", "the", "belief"],
)
_PARTED = 2
"""Pieces of a report with its cue in the middle."""
_MARKS = ",—–"
_RELATIVE = frozenset({"who", "whose"})
"""Right behind an insertion these go on with its speaker: "says Ida Marr, a doctor who …", "says Dell, who …"."""
_NEAR = 40
"""Drafts before one in the text whose content can reach it."""
_INSERTED = frozenset({"quote", "bare", "tagger"})
_LONGEST_OPENING = 15
"""Words before an inserted "she said" that begin what is reported."""
_LONGEST_ACTOR = 4
"""Words from "as" in a headline to the verb of what happened meanwhile."""
_BESIDE = 6
"""Drafts on either side of one that may stand in its sentence."""
_JOINTS = frozenset({"and", "but", "then", "while", "without", "though", "before", "beyond"})
_CLOSED = (",”", ',"', ",’", ",'")
_CLOSING = 2
"""A comma inside quotation marks, before the next cue: "said it was “a mess,” adding that"."""
_BEFORE_CUE = frozenset({"then", "also", "later", "even", "still"})
_JOINED = _CUT | {"for", "as", "of", "reason", "quote"}
"""Constructions whose content may run into the speaker's next report."""
_JUDGES = frozenset({"call", "as", "likeness"})
"""Constructions of what somebody thinks of a thing, which no thing does: "said the road was old and called it"."""
_OPEN = frozenset({"bare", "gerund"})
"""Constructions without a "that", whose content goes on more often than not behind "and"."""
_LONGEST_JOINT = 5
"""Words from "and" to the cue of a speaker's next report: "and then quite openly asked"."""
_WHEN = frozenset({"after", "before"})
_LONGEST_ROLE = 5
"""Words from "after" to a name: "the daily newspaper Le Jour"."""
_LONGEST_WHEN = 6
"""Words from a comma to "after": "more than two weeks after"."""
_MEASURES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "moment", "just", "shortly", "soon"}
)
"""What ", hours after" measures, without its plural."""


def insertion(article: Article, draft: Draft) -> Span | None:
    """Where cue and speaker of a report stand behind or between what they report, as one span; None elsewhere."""
    if draft.rule != "after-clause" or draft.subject is None or not draft.cue:
        return None
    span = article.words.span(*draft.announced(article.words))
    return span if min(draft.pieces)[0] < span[0] else None


def without_insertions(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with contents that end before, or go on behind, words that are no part of what they report."""
    ordered = sorted((_of_headline(article, draft) for draft in drafts), key=lambda draft: min(draft.pieces))
    out = list(ordered)
    for number, draft in enumerate(ordered):
        inserted = insertion(article, draft)
        told = None if inserted is not None else _told_when(article, draft)
        for other in range(max(0, number - _NEAR), min(len(out), number + _NEAR)):
            one = out[other]
            if other == number or one.rule not in _CUT:
                continue
            if len(one.pieces) > 1 and other < number:
                one = out[other] = _without_others_clause(article, one, draft)
            if inserted is not None and _begins_in(one, draft):
                out[other] = _parted(article, one, inserted)
            elif told is not None and _spoken_before(article, one, *told):
                out[other] = _ended(article, one, told[0], draft)
    out = [_going_on(article, draft) for draft in out]
    return [_with_opening(article, draft, out[max(0, k - _BESIDE) : k + _BESIDE]) for k, draft in enumerate(out)]


def _going_on(article: Article, draft: Draft) -> Draft:
    """The report with what goes on behind its insertion: no "who" of the speaker's, but "on condition"."""
    w, pieces = article.words, draft.pieces
    if draft.subject is None or len(pieces) < _PARTED or not draft.cue:
        return draft
    _, beyond = draft.announced(w)
    first = w.at(max(pieces)[0])
    between = w.lowers[beyond:first]
    if draft.subject.beyond == beyond and between == [","] and w.lowers[first] in _RELATIVE:
        return replace(draft, pieces=sorted(pieces)[:-1])
    if between in _LEADS_IN and w.lowers[first] == "that":
        last = (w.starts[beyond + 1], max(pieces)[1])
        return replace(draft, pieces=[*sorted(pieces)[:-1], last])
    return draft


def without_second_reports(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with contents that end before the speaker's next report: "denied that he knew and called it".

    Both have one speaker phrase, which stands outside the content; "had told him" may go on with what was told,
    and so may "said the board had met and concluded": the board did.
    """
    out = list(drafts)
    for number, draft in enumerate(drafts):
        if draft.subject is None or not draft.cue:
            continue
        for other in range(max(0, number - _NEAR), number):
            one = out[other]
            same = one.subject is not None and one.subject.first == draft.subject.first and one.rule in _JOINED
            if not same or not _begins_in(draft, one) or max(one.cue, default=min(draft.cue)) >= min(draft.cue):
                continue
            at = _joint(article, draft)
            goes_on = _open(article, one) and at is not None and article.text.startswith("and", at)
            inner = told_of(article, draft, one)
            speaks = inner is not None and can_speak(article, inner)
            judges = draft.rule in _JUDGES and inner is not None and not speaks
            if at is not None and (not goes_on or judges or _own_too(article, draft)):
                out[other] = _ended(article, one, at, draft)
            elif speaks:
                out[number] = replace(draft, subject=inner)
    return out


def _own_too(article: Article, draft: Draft) -> bool:
    """Whether the verb behind "and" is hardly ever part of what was said: "said it was safe and urged them to"."""
    return article.words.lowers[article.words.at(min(draft.cue)[0])] in _PROMISED | _BESIDES


def promises_too(article: Article, draft: Draft) -> bool:
    """Whether somebody promises or orders besides: "said the road was safe and promised to reopen it".

    In annotated news 48 of 50 such verbs are the speaker's own, not told of in what was said.
    """
    w = article.words
    if draft.rule != "infinitive" or not draft.cue:
        return False
    cue = w.at(min(draft.cue)[0])
    if w.lowers[cue] not in _PROMISED or w.lowers[w.at(min(draft.pieces)[0])] != "to":
        return False
    k = cue - 1
    while k > draft.sentence.first and is_adverb(w.lowers[k]):
        k -= 1
    return w.lowers[k] in ("and", "but") and article.inside[k] < 0


def _open(article: Article, draft: Draft) -> bool:
    """Whether no conjunction opens the content: "said the board had met", "said that was so"."""
    first, _ = article.words.within(*min(draft.pieces))
    pronoun = article.words.lowers[first : first + 1] == ["that"] and is_verb(article, first + 1)
    return draft.rule in _OPEN or pronoun


def _joint(article: Article, draft: Draft) -> int | None:
    """Where the "and", "but" or comma before the cue begins; None if no such word stands near."""
    w = article.words
    cue = w.at(min(draft.cue)[0])
    if article.inside[cue] >= 0 or w.lowers[cue] in ("had", "has", "have"):
        return None
    before = article.text[: w.starts[cue]].rstrip()[-_CLOSING:]
    if before in _CLOSED:
        return w.starts[cue]
    for k in range(cue - 1, max(draft.sentence.first, cue - _LONGEST_JOINT), -1):
        if w.lowers[k] in _JOINTS or w.texts[k] in _MARKS:
            comma = w.texts[k - 1] in _MARKS
            return w.starts[k - 1] if comma else w.starts[k]
        if not (is_adverb(w.lowers[k]) or w.lowers[k] in _BEFORE_CUE):
            return None
    return None


def _of_headline(article: Article, draft: Draft) -> Draft:
    """A headline's report without what happened meanwhile: "Audit finds city overspent as court weighs lease".

    In running text "as" is as often part of what was said.
    """
    w, tree = article.words, article.syntax
    line = draft.sentence.paragraph in article.headlines or article.ends_open(draft.sentence)
    if tree is None or not line or len(draft.pieces) != 1 or draft.rule not in _CUT | {"quote"}:
        return draft
    (start, end) = draft.pieces[0]
    first, beyond = w.within(start, end)
    for k in range(first + 2, beyond - 2):
        if w.lowers[k] != "as" or article.inside[k] >= 0:
            continue
        clause = tree.rel[k] is Rel.MARK and tree.own_subject(tree.head[k]) is not None
        if clause or _acts_meanwhile(article, k + 1, beyond):
            return replace(draft, pieces=[(start, _back(article.text, start, w.starts[k]))])
    return draft


def _acts_meanwhile(article: Article, first: int, beyond: int) -> bool:
    """Whether a few words and a verb begin at the word: "Halvern chief takes bonus"."""
    w = article.words
    if w.lowers[first] in words("determiners") or w.lowers[first] in words("prepositions"):
        return False
    reach = range(first + 1, min(beyond - 1, first + _LONGEST_ACTOR))
    return any(is_verb(article, k) and not w.is_mark(k - 1) and w.lowers[k].endswith("s") for k in reach)


def _begins_in(one: Draft, around: Draft) -> bool:
    """Whether the cue of one report stands in the content of the other."""
    return bool(one.cue) and any(a <= one.cue[0][0] < b for a, b in around.pieces)


def _parted(article: Article, one: Draft, inserted: Span) -> Draft:
    """The report without the insertion in its content; what the content has behind that is a piece of its own."""
    pieces: list[Span] = []
    for start, end in one.pieces:
        if not start < inserted[0] < inserted[1] <= end:
            pieces.append((start, end))
            continue
        pieces.append((start, _back(article.text, start, inserted[0])))
        after = _on(article.text, inserted[1], end)
        word = article.words.at(after)
        related = article.words.lowers[word : word + 1]
        if end - after > 1 and article.text[after].isalnum() and not _RELATIVE.intersection(related):
            pieces.append((after, end))
    if one.rule == "told":  # "was told that it was shut, she said on Monday" has nothing more of what was told
        pieces = pieces[:1]
    return one if pieces == one.pieces else replace(one, pieces=pieces)


def _back(text: str, start: int, end: int) -> int:
    while end > start + 1 and (text[end - 1].isspace() or text[end - 1] in _MARKS):
        end -= 1
    return end


def _on(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    return start


def _with_opening(article: Article, draft: Draft, others: Sequence[Draft]) -> Draft:
    """The report with what stands before its inserted cue: "The ferry, she observed, “never sails.”".

    Not with the writer's "In May, Marr said, “The road was shut.”", where the comma only leads to the quote.
    """
    w, low = article.words, draft.sentence.first
    if draft.subject is None or not draft.cue or draft.rule not in _INSERTED:
        return draft
    first, beyond = draft.announced(w)
    start = w.within(*min(draft.pieces))[0]
    parted = (
        low < first - 1 <= low + _LONGEST_OPENING and w.texts[first - 1] == "," and article.inside[first - 1] < 0
    )
    comma = next((k for k in range(beyond, min(beyond + _LONGEST_WHEN, len(w))) if w.texts[k] == ","), -1)
    if not parted or comma < 0 or any(is_verb(article, k) for k in range(beyond, comma)):
        return draft
    pieces = draft.pieces
    if start == beyond < comma and w.lowers[start] in words(
        "prepositions"
    ):  # "The difference, he said on Friday, is that …"
        start, pieces = comma + 1, [(w.starts[comma + 1], pieces[0][1]), *pieces[1:]]
    if start != comma + 1 or pieces[0][0] >= pieces[0][1]:
        return draft
    utters = article.inside[start] >= 0 and is_utterance(article, article.inside[start])
    if utters or not _opens_clause(article, low, first - 1):
        return draft
    opening = w.span(low + (w.lowers[low] in ("but", "and")), first - 1)
    if any(a < opening[1] and opening[0] < b for one in others for a, b in (*one.cue, *one.pieces)):
        return draft
    return replace(draft, pieces=[opening, *pieces])


def _opens_clause(article: Article, first: int, beyond: int) -> bool:
    """Whether words before an insertion can begin what is reported, unlike "Asked about it," or "But,"."""
    w, tree = article.words, article.syntax
    if tree is None or any(w.is_mark(k) or article.inside[k] >= 0 for k in range(first, beyond)):
        return False
    if w.lowers[first] in words("conjunctions") and beyond - first == 1:
        return False
    return tree.word_class[first] not in ("VERB", "ADV")


def _without_others_clause(article: Article, one: Draft, draft: Draft) -> Draft:
    """The report without what another says behind a semicolon: "; the union said 408"."""
    if draft.subject is None or not draft.cue:
        return one
    source = article.words.starts[draft.subject.first]
    kept = [
        (start, end)
        for start, end in one.pieces
        if not (start <= source <= min(draft.cue)[0] < end and _behind_semicolon(article.text, start))
        or article.text[start:source].strip()
    ]
    return one if len(kept) == len(one.pieces) or not kept else replace(one, pieces=kept)


def _behind_semicolon(text: str, start: int) -> bool:
    return text[max(0, start - _CLOSING) : start].rstrip().endswith(";")


def _spoken_before(article: Article, one: Draft, at: int, timed: bool) -> bool:
    """Whether a position is behind the cue, and "after" there does not give the time of an event told of."""
    if not one.cue or max(one.cue)[1] > at:
        return False
    w = article.words
    return timed or no_event(article, one, w.at(max(one.pieces)[0]), w.at(at), vague=True)


def _told_when(article: Article, draft: Draft) -> tuple[int, bool] | None:
    """Where ", hours after" or ", after" begins before who speaks in the report, and whether a time is given.

    None if no such words do.
    """
    w, source = article.words, draft.subject
    if source is None or not draft.cue or draft.thought or min(draft.cue)[0] < w.starts[source.first]:
        return None
    when = source.first - 1
    while when > source.first - _LONGEST_ROLE and _leads_up(article, when):
        when -= 1  # "after the newspaper Le Jour reported"
    if when < 1 or w.lowers[when] not in _WHEN:
        return None
    for k in range(when - 1, max(draft.sentence.first, when - 1 - _LONGEST_WHEN), -1):
        if w.texts[k] == ",":
            timed = any(w.lowers[i].rstrip("s") in _MEASURES for i in range(k + 1, when))
            return (w.starts[k], timed) if timed or k + 1 == when else None
        if w.is_mark(k):
            return None
    return None


def _leads_up(article: Article, word: int) -> bool:
    """Whether a word can lead up to a name within a phrase: "the newspaper" before "Le Jour"."""
    tree, w = article.syntax, article.words
    plain = tree is not None and tree.word_class[word] in ("NOUN", "ADJ") and w.texts[word].islower()
    return plain or w.lowers[word] in words("determiners")


def _ended(article: Article, one: Draft, at: int, told: Draft) -> Draft:
    """The report with a content that ends before the comma at `at`, where the other report follows in it."""
    cue = min(told.cue)
    if not any(start < at and cue[1] <= end for start, end in one.pieces):
        return one
    return replace(one, pieces=[(start, min(end, at)) for start, end in one.pieces if start < at])

"""Tagger and rules joined: what the tagger finds becomes drafts, as the rules make them.

The tagger decides what is a report. Of what both see, each gives what it is better at: the rules, which know
quotation marks and clauses, the content of most constructions; the tagger the source of most. The rules keep what
they alone see where their construction is sure enough, and say whether a report is negated or hypothetical and who
handed it on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from core.extraction.article import Article, Sentence
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.edges import Found
from core.extraction.attribution.insertions import without_insertions
from core.extraction.attribution.lone import SURE, called_within, passages_in, stands_alone
from core.extraction.attribution.sifting import cue_elsewhere, without_doubtful
from core.extraction.attribution.stretches import Stretches, shared
from core.extraction.quotes.terms import is_name
from core.extraction.speakers.phrase_parts import asks_for_anonymity
from core.extraction.speakers.phrases import Phrase, subject_before
from core.records import Pieces, Span

_RELATIVE = frozenset({"who", "which", "that"})
_TOLD = frozenset({"told", "tells", "tell", "telling", "informed", "assured", "reminded", "warned", "notified"})
_QUESTIONS = frozenset({"which", "what", "how", "why", "whether", "that", "who", "where", "when"})
_ALL = 0.9
"""Share of all characters from which two contents are the same."""
_LONGEST_BETWEEN = 100
"""Characters between the end of a quote and a cue of the quote behind it."""
_TO_SOMEBODY = frozenset({"told", "asked"})
"""Constructions in which whom it is said to stands where a speaker might."""
LOOSE = frozenset({"bare", "infinitive", "after-clause", "object", "of", "according-to", "extracted"})
NAMING = frozenset(
    ("that", "quote", "bare", "infinitive", "call", "refusal", "quoted-as-saying", "noun", "nominal", "extracted")
)
"""Constructions of which the tagger knows the content better; of which the rules know the source better.

Measured on the development articles of the written corpus and on a sample of polnear-train.
"""


@dataclass(frozen=True, slots=True)
class Join:
    """`same` is the shared part of all characters from which two contents are one; `least` a lone draft's weight;
    `sure` the constructions of which more than half are reports where the tagger is silent.
    """

    same: float = 0.5
    least: float = 0.6
    sure: frozenset[str] = SURE


def join(article: Article, found: list[Found], drafts: list[Draft], how: Join | None = None) -> list[Draft]:
    """Drafts of everything the tagger found, and of the reports that only the rules found, in text order."""
    starts = [sentence.first for sentence in article.sentences]
    how = how or Join()
    found = [one for one in _whole_quotes(article, found) if not cue_elsewhere(article, starts, one)]
    asked = [one for one in found if one.cue and asks_for_anonymity(article, article.words.at(min(one.cue)[0]))]
    found = [one for one in found if one not in asked]
    cues = Stretches((span, draft) for draft in drafts for span in draft.cue)
    told = Stretches((span, draft) for draft in drafts if draft.cue for span in draft.pieces)
    found = [one for one in found if not _told_before(one, told)]
    matches = [next(iter(cues.over(one.cue)), None) or _same_quote(one, told) for one in found]
    seen_cues = Stretches((span, one) for one in found for span in one.cue)
    contents = Stretches((span, one) for one in found for span in one.content)
    out = [
        _draft(article, starts, one, (match and called_within(article, match, contents)) or match)
        for one, match in zip(found, matches, strict=True)
        if match is not None or not _only_names(article, one)
    ]
    for draft in drafts:
        called = called_within(article, draft, contents)
        sure = called is not None or draft.rule in how.sure or stands_alone(article, draft, contents, asked)
        draft = called or draft
        alone = sure and draft.weight >= how.least and not any(seen_cues.over(draft.cue))
        same = (one for one in contents.over(draft.pieces) if shared(draft.pieces, one.content) > how.same)
        if alone and all(
            _holds_report(article, draft, one) or _quoted_within(article, draft, one) for one in same
        ):
            out.append(draft)
    whole = without_insertions(article, without_doubtful(article, _without_parts(out)))
    return sorted(whole, key=lambda draft: min(draft.pieces))


def _holds_report(article: Article, draft: Draft, one: Found) -> bool:
    """Whether a quote has the other report in it, cue and all: “My daughter said I was wrong.”"""
    if not (draft.passages and one.cue) or any(_MARKS.search(article.text, a + 1, b - 1) for a, b in draft.pieces):
        return False
    return any(a <= one.cue[0][0] < b for a, b in draft.pieces)


def _quoted_within(article: Article, draft: Draft, one: Found) -> bool:
    """Whether it is the quote in a quote, its cue inside the other: “And he goes, ‘Every little bit helps.’”."""
    marked = draft.rule in ("quote", "after-quote") and bool(draft.cue)
    marked = marked and article.inside[article.words.at(draft.cue[0][0])] >= 0
    return marked and any(a <= draft.cue[0][0] and max(draft.pieces)[1] <= b for a, b in one.content)


def _whole_quotes(article: Article, found: list[Found]) -> list[Found]:
    """Both parts of “A,” Marr said in a long statement. “B.” as one: the comma says that it goes on to the cue."""
    out: list[Found] = []
    for one in found:
        before = out[-1] if out else None
        if before is not None and one.cue and not before.cue and _leads_to(article, before, one):
            out[-1] = replace(one, content=(*before.content, *one.content))
        else:
            out.append(one)
    return out


def _leads_to(article: Article, before: Found, one: Found) -> bool:
    text, end = article.text, before.content[-1][1]
    open_ = text[end - 1 : end] in "”’\"'»" and text[end - 2 : end - 1] == ","
    between = text[end : one.cue[0][0]]
    near = open_ and end <= one.cue[0][0] < one.content[0][0] and len(between) <= _LONGEST_BETWEEN
    return near and not any(mark in between for mark in (". ", "\n", "“", '"'))


def _same_quote(one: Found, told: Stretches[Draft]) -> Draft | None:
    """The rules' report of a quote for which the tagger saw no cue: "“A disgrace” was how Marr described it"."""
    if one.cue:
        return None
    behind = (d for d in told.over(one.content) if d.rule == "quote" and max(d.pieces) < min(d.cue))
    return next((d for d in behind if shared(d.pieces, one.content) > _ALL), None)


def _told_before(one: Found, told: Stretches[Draft]) -> bool:
    """Whether a quote has its verb right behind it and the tagger took a later: "“A,” he told her, Dell said"."""
    if not one.cue or not one.content:
        return False
    end, cue = max(one.content)[1], min(one.cue)[0]
    near = (d for d in told.over(one.content) if d.rule == "after-quote" and end <= min(d.cue)[0])
    return any(max(d.cue)[1] < cue and shared(d.pieces, one.content) > _ALL for d in near)


def _only_names(article: Article, one: Found) -> bool:
    """Whether all that looks like speech is a name in quotation marks: "knew Carl “Boots” Pell"."""
    numbers = passages_in(article, one.content)
    spans = [article.words.within(start, end) for start, end in one.content]
    if all(any(a <= first and beyond <= b for a, b in article.nicknames.items()) for first, beyond in spans):
        return True
    states = any(parsed.states(article, *article.words.within(start, end)) for start, end in one.content)
    parsed_at_all = article.syntax is not None
    return bool(numbers) and all(is_name(article, n) for n in numbers) and not (parsed_at_all and states)


def _without_parts(drafts: list[Draft]) -> list[Draft]:
    """Without passages that have no cue and stand in the content of a report that has one, or that is longer."""
    told = Stretches((span, draft) for draft in drafts for span in draft.pieces)
    return [
        draft
        for draft in drafts
        if draft.cue or not any(_is_part(draft, other) for other in told.over(draft.pieces[:1]))
    ]


def _is_part(draft: Draft, other: Draft) -> bool:
    """Whether all of a passage stands in the other report, and is less than all of it where that has no cue."""
    inside = all(any(a <= start and end <= b for a, b in other.pieces) for start, end in draft.pieces)
    longer = len(other.pieces) > len(draft.pieces) == 1
    return inside and other is not draft and (bool(other.cue) or longer)


def _draft(article: Article, starts: list[int], one: Found, rule: Draft | None) -> Draft:
    cue = one.cue if one.cue or rule is None else tuple(rule.cue)
    start = cue[0][0] if cue else one.content[0][0]
    sentence = article.sentences[max(0, bisect_right(starts, article.words.at(start)) - 1)]
    pieces, source = _over_paragraphs(article, one), _phrase(article, one.source, sentence, start)
    if rule is not None:
        behind = _named_behind(rule, source, article)
        pieces = rule.pieces if behind else _content(article, one, rule)
        known = rule.rule in NAMING and rule.subject is not None
        source = rule.subject if source is None or known or behind or rule.rule in _TO_SOMEBODY else source
    return Draft(
        pieces,
        list(cue),
        source,
        "tagger" if rule is None else rule.rule,
        sentence,
        weight=one.score,
        negated=rule.negated if rule is not None else _negative(article, one.cue),
        hypothetical=rule is not None and rule.hypothetical,
        thought=one.thought,
        via=rule.via if rule is not None else None,
        passages=passages_in(article, pieces),
        follows_on=not cue,
    )


def _over_paragraphs(article: Article, one: Found) -> list[Span]:
    """The tagger's content, of a quote without a cue that goes on in the next paragraphs the whole."""
    pieces = list(one.content)
    numbers = passages_in(article, pieces)
    if one.cue or len(numbers) != 1:
        return pieces
    whole = list(article.quoted[numbers[0]].pieces)
    return whole if len(whole) > len(pieces) and whole[0][0] == pieces[0][0] else pieces


def _headless(article: Article, one: Found, rule: Draft) -> bool:
    """Whether the tagger's content lacks the subject the rules' begins with: "[The figures] show a loss"."""
    tree = article.syntax
    verb = article.words.at(min(one.content)[0])
    if tree is None or rule.rule != "after-clause" or verb >= len(article.words) or tree.form[verb] != "finite":
        return False
    subject, starts = tree.own_subject(verb), article.words.starts
    return subject is not None and min(rule.pieces)[0] <= starts[subject] < starts[verb]


def _named_behind(rule: Draft, source: Phrase | None, article: Article) -> bool:
    """Whether who speaks stands behind the cue, and the tagger took it for the verb of a subject before it.

    "The results, out today, show a loss, says Ida Marr": the results say nothing twice.
    """
    if rule.rule != "after-clause" or rule.subject is None or source is None:
        return False
    cue = article.words.at(min(rule.cue)[0])
    return rule.subject.first == cue + 1 and parsed.of_complement(article, cue, source)


def _content(article: Article, one: Found, rule: Draft) -> list[Span]:
    """The tagger's content in `LOOSE` constructions, unless a clause stands where only the rules look for it.

    That is the clause after "according to Marr,", and the part of "in May, she said, the road was shut" that the
    tagger leaves out: the first, or the second where the first is no clause.
    """
    cue, first = min(rule.cue), min(rule.pieces)
    if rule.rule not in LOOSE or (rule.rule == "according-to" and first > cue) or _headless(article, one, rule):
        return rule.pieces
    if first < cue < max(rule.pieces):
        part = max(one.content) < cue and not parsed.states(
            article, *article.words.within(*max(one.content)), of_somebody=True
        )
        if part or _source_goes_on(one, rule) or min(one.content) > cue:
            return rule.pieces
    start, end = min(one.content)
    if rule.rule == "bare" and cue[0] < start < first[0] < end and _told_somebody(article, rule, start):
        return [(first[0], end), *sorted(one.content)[1:]]
    return list(one.content)


def _source_goes_on(one: Found, rule: Draft) -> bool:
    """Whether the tagger took what goes on for a part of the source: "according to police, 40 rifles"."""
    start, end = max(rule.pieces)
    swallowed = any(a < end and start < b for a, b in one.source) or start < max(one.content)[0]
    return rule.rule == "according-to" and swallowed


def _told_somebody(article: Article, rule: Draft, start: int) -> bool:
    """Whether whom it was told stands behind the cue, so that the tagger may take it along."""
    asked = article.words.lowers[article.words.at(start)] in _QUESTIONS
    return not asked and article.text[slice(*min(rule.cue))].lower().split()[-1] in _TOLD


_MARKS = re.compile('[“”"]')
_NEGATIVE = re.compile(r"\b(?:not|never|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)


def _negative(article: Article, cue: Pieces) -> bool:
    """Whether the cue itself says that nothing was said ("would not say")."""
    return any(_NEGATIVE.search(article.text, start, end) for start, end in cue)


def _phrase(article: Article, source: Pieces, sentence: Sentence, cued: int) -> Phrase | None:
    """The source as a phrase; a relative pronoun stands for what it follows, an apposition is left to its head.

    `cued` is where the cue, or what is said, begins.
    """
    if not source:
        return None
    first, beyond = article.words.within(*source[0])
    if first >= beyond:
        return None
    lowers = article.words.lowers[first:beyond]
    if len(lowers) == 1 and lowers[0] in _RELATIVE:
        return (
            subject_before(article, beyond, min(sentence.first, first))
            or parsed.phrase_of(article, first, sentence.first, sentence.beyond, beyond)
            or Phrase(first, beyond, first, beyond)
        )
    if len(lowers) > 1 and lowers[-1] in _RELATIVE and source[0][0] > cued:
        beyond -= 1  # "says Peter Marr, a lawyer who"
    core = first + lowers.index(",") if "," in lowers[1:] else beyond
    return Phrase(first, beyond, first, core)

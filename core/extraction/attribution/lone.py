"""Reports that only the rules see: which of them are sure enough to stand without the tagger's word.

Beside the constructions in `SURE` each function here tells of one kind of which, where the tagger was silent, more
than half were reports in the written corpus' training and development articles and a sample of polnear-train.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution import parsed
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.edges import Found
from core.extraction.attribution.insertions import insertion, promises_too
from core.extraction.attribution.reports import RESEARCH
from core.extraction.attribution.slots import NOUN_FROM, NOUN_GIVEN
from core.extraction.attribution.states import RULE as STATE
from core.extraction.attribution.stretches import Stretches
from core.records import Span

SURE = frozenset(
    (
        *("transcript", "headline", "after-quote", "quote", "no-cue", "according-to"),
        *(
            "quoted-as-saying",
            "as",
            "for",
            "of",
            "gerund",
            "told",
            "asked",
            "likeness",
            "relative",
            "extracted",
            "hearsay",
            "amount",
            "finding",
            NOUN_FROM,
            NOUN_GIVEN,
            STATE,
        ),
    )
)
"""Constructions that are."""
_PERFECT = frozenset({"has", "have", "had"})
_FOUND_OUT = frozenset({"found", "shown", "discovered", "concluded", "revealed", "suggested"})
_REMINDS = frozenset({"remember", "note", "noting", "noted", "show", "showing"})
"""Verbs by which writers also remind of something themselves."""
_LEAST = 3
"""Words of a clause with its "that"."""
_SHOWS = frozenset({"found", "finds", "find", "shows", "showed", "show", "suggests", "suggested", "suggest"})
_RECKONS = frozenset({"estimated", "estimates", "estimate", "projected", "predicted", "forecast", "reckoned"})
_AHEAD = frozenset({"would", "will", "could", "'ll"})
_PROMISED = frozenset(
    {"promise", "promises", "promised", "promising", "pledge", "pledges", "pledged", "vow",
     "vows", "vowed", "vowing"}
)  # fmt: skip


def stands_alone(article: Article, draft: Draft, contents: Stretches[Found], asked: list[Found]) -> bool:
    """Whether the rules' draft is a report though the tagger, whose `contents` are given, has none with its cue.

    `asked` are the requests for anonymity that the tagger took for reports.
    """
    return (
        _calls_on(article, draft)
        or _puts_to(article, draft)
        or _closes(article, draft, contents)
        or _holds(article, draft, asked)
        or _promises(article, draft)
        or promises_too(article, draft)
        or _quotes_within(article, draft, contents)
        or _clause_by_itself(article, draft, contents)
        or _research_found(article, draft)
        or _headline_says(article, draft)
    )


def _clause_by_itself(article: Article, draft: Draft, contents: Stretches[Found]) -> bool:
    """Whether "that" opens a clause that no other report touches, behind a verb with its subject.

    "The doctor observed, very quietly, that a ghost had been running the water". Not "it is important to remember
    that", "worth noting that", "the trial has to show that".
    """
    if draft.rule != "that" or draft.subject is None or draft.thought or draft.hypothetical or not draft.cue:
        return False
    w, tree = article.words, article.syntax
    cue = range(*w.within(min(draft.cue)[0], max(draft.cue)[1]))
    first, beyond = w.within(*max(draft.pieces))
    noun = tree is not None and not any(tree.is_verb(k) or tree.word_class[k] == "ADJ" for k in cue)
    if noun or beyond - first < _LEAST or any(w.lowers[k] in _REMINDS for k in cue):
        return False
    return not any(contents.over([*draft.pieces, *draft.cue]))


def _research_found(article: Article, draft: Draft) -> bool:
    """Whether a poll, a study or an audit finds or shows what a clause without "that" says.

    What somebody estimates or predicts looks ahead: "estimated by 2050, twice as many would need it".
    """
    if draft.rule != "bare" or draft.subject is None or not draft.cue:
        return False
    w, subject = article.words, draft.subject
    said = article.text[slice(*max(draft.cue))].lower().split()
    if said[-1] in _RECKONS and not draft.thought:
        first, beyond = w.within(*max(draft.pieces))
        return any(w.lowers[k] in _AHEAD for k in range(first, beyond))
    return said[-1] in _SHOWS and w.lowers[subject.beyond - 1] in RESEARCH


def _headline_says(article: Article, draft: Draft) -> bool:
    """Whether a line at the top, without a full stop, has its subject first and its verb right behind.

    "Orme court rules worship of the sea is legal": what a parser takes for a noun is the verb there.
    """
    if draft.rule != "bare" or draft.subject is None or not draft.cue or draft.sentence.paragraph:
        return False
    opens = draft.subject.first == draft.sentence.first and article.ends_open(draft.sentence)
    said = article.text[slice(*min(draft.cue))]
    return opens and said.endswith("s") and article.words.at(min(draft.cue)[0]) == draft.subject.beyond


def _calls_on(article: Article, draft: Draft) -> bool:
    """ "Called on X to …": unlike other infinitives it is always speech."""
    cue = article.text[slice(*max(draft.cue))].lower().split() if draft.cue else []
    return draft.rule == "infinitive" and cue[-1:] in (["on"], ["upon"])


def _puts_to(article: Article, draft: Draft) -> bool:
    """ "Put it to the witness that she had lied": it is said to somebody, whatever it asks."""
    return draft.rule == "that" and any(article.text[a:b].lower().endswith("put it to") for a, b in draft.cue)


def _promises(article: Article, draft: Draft) -> bool:
    """ "Promised to hold elections", "promised elections": a commitment, right behind the verb.

    Where the tagger was silent, 14 of 17 such promises on the training and development articles were reports.
    """
    w, tree = article.words, article.syntax
    if not draft.cue or draft.subject is None or draft.rule not in ("infinitive", "noun"):
        return False
    verb, first = w.within(*max(draft.cue))[1] - 1, w.at(min(draft.pieces)[0])
    if first != verb + 1 or w.lowers[verb] not in _PROMISED or first + 1 >= len(w):
        return False
    if draft.rule == "noun":
        return w.lowers[verb].startswith("promise") and not w.is_name(first)
    return tree is None or tree.word_class[first + 1] == "VERB"


def _holds(article: Article, draft: Draft, asked: list[Found]) -> bool:
    """Whether the speaker phrase holds such a request, in which the tagger saw the only report of the sentence."""
    if draft.subject is None:
        return False
    start, end = article.words.span(draft.subject.first, draft.subject.beyond)
    return any(start < min(one.cue)[0] < end for one in asked)


def called_within(article: Article, draft: Draft, contents: Stretches[Found]) -> Draft | None:
    """The draft with its subject inside the report around, which the tenses tell apart from the reporter's own.

    "Vell says the institute has checked it and called it “safe”", but not "Vell said … and called it “safe”".
    """
    tree = article.syntax
    if tree is None or draft.rule not in ("call", "as") or not passages_in(article, draft.pieces):
        return None
    verb = article.words.at(min(draft.cue)[0])
    head = tree.subject(verb) if article.words.lowers[verb].endswith("ed") else None
    for one in contents.over(draft.cue) if head is not None else ():
        present = bool(one.cue) and article.text[slice(*one.cue[0])].lower().endswith("s")
        start = article.words.starts[head or 0]
        held = any(a <= start < b and a <= min(draft.cue)[0] < b for a, b in one.content)
        phrase = parsed.phrase_of(article, head or 0, article.words.at(one.content[0][0]), verb, verb)
        if present and held and phrase is not None:
            return replace(draft, subject=phrase)
    return None


def _quotes_within(article: Article, draft: Draft, contents: Stretches[Found]) -> bool:
    """Whether it is a report in a report, behind who is told: "that Dell told a colleague, Ida Marr, that “…”".

    Taggers do not look for a clause behind a name in apposition.
    """
    told = draft.rule == "that" and bool(draft.cue) and draft.subject is not None and not draft.thought
    if not told or not passages_in(article, draft.pieces):
        return False
    between = article.text[max(draft.cue)[1] : min(draft.pieces)[0]]
    if "," not in between or "and" in between.split():
        return False  # "told two others, and that “…”": the clause is the first verb's
    return any(
        one.cue and any(a <= draft.cue[0][0] and max(draft.pieces)[1] <= b for a, b in one.content)
        for one in contents.over(draft.cue)
    )


def _closes(article: Article, draft: Draft, contents: Stretches[Found]) -> bool:
    """Whether cue and speaker end a clause that the tagger took them for a part of, or a line without a stop.

    "Vell believes that the fire was set, two people told the Courier", "Captain at fault, says mate", "Bees forget
    the way home, a study has found".
    """
    inserted = insertion(article, draft)
    if inserted is None:
        return False
    around = contents.over([inserted])
    if any(one.cue and any(a <= one.cue[0][0] < b for a, b in draft.pieces) for one in around):
        return True
    text, last = article.text, draft.sentence.beyond
    said = text[slice(*min(draft.cue))].lower().split()
    if said[0] in _PERFECT and said[-1] in _FOUND_OUT and article.words.at(inserted[1]) >= last - 1:
        return True
    inverted = draft.subject is not None and draft.subject.first > article.words.at(draft.cue[0][0])
    return inverted and article.words.at(inserted[1]) >= last and text[inserted[1] - 1] not in ".!?”’"


def passages_in(article: Article, content: Iterable[Span]) -> list[int]:
    """The numbers of the passages in quotation marks of which the spans hold words, in text order."""
    out: dict[int, None] = {}
    for start, end in content:
        for i in range(*article.words.within(start, end)):
            if article.inside[i] >= 0:
                out[article.inside[i]] = None
    return list(out)

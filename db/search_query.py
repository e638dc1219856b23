"""What people type into the search field, as conditions on claims. The one place that reads it.

Words must all be found, anywhere in the claim's words, its speaker, the cue that reports it (`denied`, `according
to`) or a source that stands with it; what stands in quotation marks is one phrase. A number finds figures of that
value as well: `52`, `4.6 %`, `1300-1400`, `14 to 16 million` and `between 30 and 35` (any figure that can lie
between), `> 4 %` (figures that lie above for certain). Words and numbers that stand in a claim just as they were
typed find it too. `speaker:`, `cue:`, `source:`, `state:`, `so:`, `said:` and `article:` (title or
byline) look there only.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select

from core.intake.decoding import storable
from core.records import ClaimState, UnitKind
from db import claim_work, search
from db.codec import fold
from db.columns import one_of
from db.engine import FOLD
from db.schema import IS_CUE, article, claim, mention_piece
from db.schema_work import evidence, evidence_revision, source

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SCALE = r"(?:\s?(k|m|bn|thousand|million|billion|trillion)\b)?"
_UNIT = r"(?:\s?(%|per\s?cent\b|percent\b))?"
_SIGN = re.compile(r"[<>]=?|[≤≥]")
"""What a comparison begins with; alone it says nothing yet."""
_FIGURE = re.compile(
    rf"(?P<sign>{_SIGN.pattern})?\s*(?P<low>{_NUMBER}){_SCALE}(?:\s?[-–—]\s?(?P<high>{_NUMBER}){_SCALE})?{_UNIT}(?=\s|$)",
    re.IGNORECASE,
)
_FROM, _UP_TO = rf"(?P<first>{_NUMBER}){_SCALE}\s+", rf"\s+(?P<second>{_NUMBER}){_SCALE}"
_RANGES = (
    re.compile(rf"(?<!\S)between\s+{_FROM}and{_UP_TO}", re.IGNORECASE),
    re.compile(rf"(?<!\S)(?:from\s+)?{_FROM}to{_UP_TO}", re.IGNORECASE),
)
"""Ranges in words; a search takes them as it takes `30-35`."""
_FIELD = re.compile(r'(speaker|cue|source|state|said|so|article):\s*("[^"]*"?|\S+)')
_PHRASE = re.compile(r'"([^"]*)"?')
_WORD = re.compile(r"\S+")
MOST_TERMS = 12
"""Terms of one search; what is typed beyond them narrows no further."""


FEW = 2_000
"""Claims up to which those that hold a term are fetched one by one and sorted."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to be found. `field` is empty where it may stand anywhere."""

    words: str
    field: str = ""
    sign: str = ""
    low: float | None = None
    """The value of a number, or where a range begins."""
    high: float | None = None
    percent: bool = False


def parse(text: str) -> tuple[Term, ...]:
    """What is looked for, in the order typed. Anything can be parsed; what means nothing is words."""
    text = fold(storable(text))  # what no desk can hold is found nowhere
    for worded in _RANGES if '"' not in text else ():
        text = worded.sub(lambda found: _with_dash(found.groups()), text)
    terms: list[Term] = []
    at = 0
    while at < len(text) and len(terms) < MOST_TERMS:
        if text[at].isspace():
            at += 1
            continue
        found, term = _next(text, at)
        if term.words and not _SIGN.fullmatch(text, at, found):
            terms.append(term)
        at = found
    return tuple(terms)


def names_field(text: str) -> bool:
    """Whether something is looked for in a named field, as in `speaker:holt`."""
    return any(term.field for term in parse(text))


def _with_dash(parts: tuple[str | None, ...]) -> str:
    """A range in words as the search's own: `14 to 16 million` is `14-16 million`."""
    first, first_scale, second, second_scale = parts
    ends = f"{first}{' ' + first_scale if first_scale else ''}-{second}"
    return f"{ends}{' ' + second_scale if second_scale else ''}"


def _next(text: str, at: int) -> tuple[int, Term]:
    if field := _FIELD.match(text, at):
        return field.end(), Term(field[2].strip('"').strip(), field[1])
    if phrase := _PHRASE.match(text, at):
        return phrase.end(), Term(phrase[1].strip())
    if figure := _FIGURE.match(text, at):
        return figure.end(), _figure(figure)
    word = _WORD.match(text, at)
    assert word is not None  # noqa: S101 (`at` is not at a space)
    return word.end(), Term(word[0])


def _figure(found: re.Match[str]) -> Term:
    scales = [_SCALES.get(scale or "", 1.0) for scale in (found[3], found[5])]
    low = float(found["low"].replace(",", "")) * (scales[0] if found[3] else scales[1] if found["high"] else 1.0)
    high = float(found["high"].replace(",", "")) * scales[1] if found["high"] else None
    if high is not None and high < low:
        low, high = high, low
    sign = (found["sign"] or "").replace("≤", "<=").replace("≥", ">=")
    return Term(found[0].strip(), "", sign, low, high, bool(found[6]))


@dataclass(frozen=True, slots=True)
class Found:
    """Conditions on `claim`, all of which must hold; none for a text without words."""

    conditions: list[Any]
    few: bool
    """One of them names some few thousand claims at most, and the list is best entered by those."""


def conditions(connection: Connection, text: str) -> Found:
    """What the text asks for, as conditions.

    What few claims hold is looked up here, and the list is entered by those claims; what many hold is compared
    row by row, so that a list in order is full after a few thousand rows.
    """
    terms = parse(text)
    found = [_condition(connection, term) for term in terms]
    wanted, few_of = [condition for condition, _ in found], any(few for _, few in found)
    typed = fold(storable(text))
    if not _is_phrase(terms, typed):
        return Found(wanted, few_of)
    # A number alone finds figures of its value; among words it may also stand in a claim as it was typed.
    as_typed = few(connection, search.ids_holding(typed))
    if as_typed is None:  # more than a few have it
        return Found([or_(and_(*wanted), func.instr(claim.c.folded, typed) > 0)], False)
    if not as_typed:
        return Found(wanted, few_of)
    return Found([or_(and_(*wanted), among(as_typed))], False)


def _is_phrase(terms: tuple[Term, ...], typed: str) -> bool:
    """Whether there are words beside a number, and nothing of the search's own language."""
    plain = not any(term.field or term.sign for term in terms) and '"' not in typed
    return plain and " " in typed and any(term.low is not None for term in terms)


def _condition(connection: Connection, term: Term) -> tuple[Any, bool]:
    """The condition, and whether it names few claims."""
    if term.field:
        return _in_field(term), False
    value = _value(term) if term.low is not None else None
    indexed = len(term.words) >= search.SHORTEST_INDEXED
    if value is not None and (term.sign or term.high is not None or not indexed):
        valued = few(connection, select(claim.c.id).where(value))
        return (_value(term, indexed=False), False) if valued is None else (among(valued), True)
    if not indexed:
        return _short(connection, term.words)
    return _anywhere(connection, term.words, value)


def _short(connection: Connection, words: str) -> tuple[Any, bool]:
    """Too short for the index: in a claim's words, its speaker or its cue.

    What is in few claims is found by reading them all as they lie, which takes a third of the time that going
    through them in the order of the list does; what is in many is soon found in more than a few.
    """
    within, reported = search.holds(words), claim.c.mention_id.in_(_reported_with(words))
    held = few(connection, select(claim.c.id).where(within))
    cued = few(connection, select(claim.c.id).where(reported)) if held is not None else None
    if held is None or cued is None:
        return or_(within, reported), False
    return among({*held, *cued}), True


def _in_field(term: Term) -> Any:
    match term.field:
        case "speaker":
            return func.instr(claim.c.speaker_sort, term.words) > 0
        case "cue":
            return claim.c.mention_id.in_(_reported_with(term.words))
        case "source":
            return claim.c.id.in_(_from_source(term.words))
        case "so":
            return _rated(claim.c.so, term.words)
        case "said":
            return _rated(claim.c.said, term.words)
        case "state":
            return claim.c.state.in_(states(term.words)) if states(term.words) else false()
    headed = (func.instr(_folded(column), term.words) > 0 for column in (article.c.title, article.c.byline))
    titled = select(article.c.id).where(or_(*headed))
    return claim.c.article_id.in_(titled)


def _anywhere(connection: Connection, words: str, value: Any) -> tuple[Any, bool]:
    """In a claim's words, its speaker, its cue or a source; or, of a number, a figure's value."""
    named = few(connection, _from_source(words))
    held = few(connection, search.ids_holding(words))
    cued = few(connection, select(claim.c.id).where(claim.c.mention_id.in_(_reported_with(words))))
    valued = few(connection, select(claim.c.id).where(value)) if value is not None else []
    if held is not None and named is not None and cued is not None and valued is not None:
        return among({*held, *named, *cued, *valued}), True
    ways: list[Any] = [func.instr(claim.c.folded, words) > 0]
    if named is None:
        ways.append(claim.c.id.in_(_from_source(words)))
    elif named:
        ways.append(among(named))
    if cued is None:
        ways.append(claim.c.mention_id.in_(_reported_with(words)))
    elif cued:
        ways.append(among(cued))
    if value is not None:
        ways.append(value)
    return or_(*ways), False


def few(connection: Connection, found: Select[Any]) -> list[int] | None:
    """The ids, if there are no more than a few thousand of them."""
    ids = list(connection.execute(found.limit(FEW + 1)).scalars())
    return ids if len(ids) <= FEW else None


def among(ids: Collection[int]) -> Any:
    """That a claim is one of these."""
    return one_of(claim.c.id, ids)


def _reported_with(words: str) -> Any:
    """Ids of the mentions whose cue holds these words. Few cues differ, so these are looked through first."""
    piece = mention_piece.c
    # The limit, which is none, keeps SQLite from folding every cue before it looks which of them differ.
    different = select(piece.text).where(IS_CUE).distinct().limit(-1).subquery()
    cues = select(different.c.text).where(func.instr(_folded(different.c.text), words) > 0)
    return select(piece.mention_id).where(IS_CUE, piece.text.in_(cues))


def _from_source(words: str) -> Any:
    """Ids of the claims with a source, not taken away again, of that title, publisher or link."""
    # From the sources, which are fewer than what they are used for: most words are in none of them.
    described = select(source.c.id).where(func.instr(source.c.folded, words) > 0)
    return (
        select(evidence.c.claim_id)
        .join(evidence_revision, evidence_revision.c.evidence_id == evidence.c.id)
        .where(evidence_revision.c.source_id.in_(described), claim_work.stands(evidence_revision))
    )


def _folded(column: ColumnElement[Any]) -> Any:
    """A text as `db.codec.fold` has it; for some thousands of them, since it is not SQLite that folds."""
    return getattr(func, FOLD)(column)


def _value(term: Term, *, indexed: bool = True) -> Any:
    """That a figure has the term's value.

    Where many have it the list is gone through in its order, and is soon full. The index over values must be out
    of the database's sight for that (`indexed` not): it would find all of them, and put them in order afterwards.
    """
    c = claim.c
    low, high = (c.figure_low, c.figure_high) if indexed else (c.figure_low + 0, c.figure_high + 0)
    kind = [c.is_figure] if indexed else []  # nothing else has values
    unit = [c.figure_unit == UnitKind.PERCENT.value] if term.percent else []
    if term.high is not None:
        within: Any = and_(low <= term.high, high >= term.low)
    else:
        within = {
            "": or_(low == term.low, high == term.low),
            ">": low > term.low,
            ">=": low >= term.low,
            "<": high < term.low,
            "<=": high <= term.low,
        }[term.sign]
    return and_(*kind, within, *unit)


def _rated(column: ColumnElement[Any], words: str) -> Any:
    """That the rating begins like the words, as in `so:false`, `said:verb`; `none` finds what has no rating."""
    sought = words.replace(" ", "-")
    if sought == "none":
        return column.is_(None)
    return func.substr(column, 1, len(sought)) == sought


def states(words: str) -> list[ClaimState]:
    """The states that a word may mean, by how they begin: `sub` is submitted, `check` what is being checked."""
    known = {state.value: state for state in ClaimState} | {
        "to-check": ClaimState.OPEN,
        "being-checked": ClaimState.CHECKING,
        "with-the-editor": ClaimState.SUBMITTED,
    }
    sought = words.replace(" ", "-")
    return sorted({state for name, state in known.items() if name.startswith(sought)})

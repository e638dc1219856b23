"""Reported clauses moved before or around their cue: "Marr said it is shut" becomes "It is shut, Marr said".

Only sentences of the plain shape source, cue, clause, full stop are turned, and only where no other attribution
has a part in them.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from core.language.training.attribution_data import Article, Attributed
from core.records import Span

_VERB = re.compile(r" (?=(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does)\b)")
_LOWER = frozenset({"He", "She", "They", "It", "The", "A", "An", "Some", "Many", "One", "Two", "Several", "His"})


def reorder(article: Article, rate: float, rng: random.Random) -> Article:
    """The article with a share of its plain sentences turned round."""
    for number in range(len(article.attributions)):
        if rng.random() < rate:
            article = _turned(article, number, rng.random() < 0.5) or article
    return article


def _turned(article: Article, number: int, around: bool) -> Article | None:
    one, text = article.attributions[number], article.text
    if one.kind != "indirect" or len(one.source) != 1 or len(one.cue) != 1 or len(one.content) != 1:
        return None
    (begin, after), (cue, said), (start, end) = one.source[0], one.cue[0], one.content[0]
    plain = after + 1 == cue and said + 1 == start and text[end : end + 1] == "." != text[end + 1 : end + 2]
    opens = begin == 0 or text[begin - 1] == "\n" or text[begin - 2 : begin] in (". ", "? ", "! ", "” ")
    if not (plain and opens) or _shared(article, number, (begin, end + 1)):
        return None
    clause = text[start:end].removeprefix("that ")
    if text[start : start + 5] != "that " and not _VERB.search(clause):
        return None
    if clause.split(" ", 1)[0] in ("to", "whether", "if", "what", "how", "why", "who", "where", "when"):
        return None
    source = text[begin:after]
    first = source.split(" ", 1)[0]
    if first in _LOWER:
        source = source[0].lower() + source[1:]
    split = _VERB.search(clause) if around else None
    head, tail = (clause[: split.start()], clause[split.end() :]) if split else (clause, "")
    if split and len(head.split()) > 12:
        head, tail = clause, ""
    head = head[0].upper() + head[1:]
    new = f"{head}, {source} {text[cue:said]}" + (f", {tail}." if tail else ".")
    at = begin + len(head) + 2
    spans = [(begin, begin + len(head))]
    where = at + len(source) + 1 + said - cue
    if tail:
        spans.append((where + 2, where + 2 + len(tail)))
    turned = replace(
        one, content=spans, source=[(at, at + len(source))], cue=[(at + len(source) + 1, where)]
    )  # fmt: skip
    return _replaced(article, number, turned, (begin, end + 1), new)


def _shared(article: Article, number: int, sentence: Span) -> bool:
    return any(
        start < sentence[1] and end > sentence[0]
        for i, other in enumerate(article.attributions)
        if i != number
        for start, end in (*other.content, *other.cue, *other.source)
    )


def _replaced(article: Article, number: int, turned: Attributed, old: Span, new: str) -> Article:
    change = len(new) - (old[1] - old[0])

    def moved(spans: list[Span]) -> list[Span]:
        return [(s + change, e + change) if s >= old[1] else (s, e) for s, e in spans]

    attributions = [
        turned
        if i == number
        else replace(one, content=moved(one.content), cue=moved(one.cue), source=moved(one.source))
        for i, one in enumerate(article.attributions)
    ]
    return replace(article, text=article.text[: old[0]] + new + article.text[old[1] :], attributions=attributions)

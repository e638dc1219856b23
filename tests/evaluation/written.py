"""How much a pipeline has right on articles annotated like the written corpus.

`python -m tests.evaluation.written` prints the measures over the written corpus' own test articles and over
`cases/`, short passages for each hard case of quoting (invented people, in the format of the corpus' SPEC.md).
`--pipeline NAME` measures another pipeline, `--misses` lists what is wrong.

A quote is found when shared over united code points exceed one half (IoU > 0.5); each gold and each found quote
counts once, best pairs first. Of those found: `kind` is direct, mixed or indirect; `name`, where the gold's has a
capital letter, is right when both names have the same last capitalised word; `via` likewise, where there is one.
Thoughts and wishes are neither asked for nor held against what is found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from core.language.pipeline import Pipeline, load
from core.language.training.attribution_data import Article, Attributed, parse
from core.records import Quote
from tests.evaluation.measure import Measures

CASES = Path(__file__).parent / "cases"
WRITTEN = Path(__file__).parents[2] / "core" / "language" / "training" / "written"
_EDGES = " \t\n\"'“”‘’«»„.,;:!?–—-()…"
_FOUND = 0.5


def kept_aside() -> list[Article]:
    """The articles of the written corpus that are never trained on."""
    names = json.loads((WRITTEN / "split.json").read_text(encoding="utf-8"))["test"]
    return [parse(name, (WRITTEN / f"{name}.txt").read_text(encoding="utf-8")) for name in names]


def cases() -> list[Article]:
    """The passages of hard cases."""
    return [parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.txt"))]


def over(pipeline: Pipeline, articles: Iterable[Article], misses: list[str] | None = None) -> Measures:
    """The measures over all the articles together; what is wrong goes into `misses`."""
    total = Measures()
    for article in articles:
        found = list(pipeline.analyse(article.text).quotes)
        _measure(article, found, total.counts, misses if misses is not None else [])
    return total


def last_name(name: str | None) -> str | None:
    """The last capitalised word before a comma, lower case; None where there is none ("two officials")."""
    parts = [word.strip(_EDGES) for word in (name or "").split(",")[0].split()]
    parts = [word.removesuffix("’s").removesuffix("'s") for word in parts if word[:1].isupper()]
    return parts[-1].lower() if parts else None


def _measure(article: Article, found: list[Quote], counts: Counter[str], misses: list[str]) -> None:
    asked = [one for one in article.attributions if one.flag != "thought"]
    found = _without_thoughts(article, found)
    pairs = _pairs([_places(one.content) for one in asked], [_places(q.pieces) for q in found])
    counts["quotes asked"] += len(asked)
    counts["quotes given"] += len(found)
    counts["quotes found"] += len(pairs)
    for i, one in enumerate(asked):
        counts[f"{one.kind} asked"] += 1
        if i not in pairs:
            misses.append(f"{article.name}: not found ({one.kind}): {_said(article, one)}")
            continue
        counts[f"{one.kind} found"] += 1
        _judge(article, one, found[pairs[i]], counts, misses)


def _judge(article: Article, one: Attributed, quote: Quote, counts: Counter[str], misses: list[str]) -> None:
    who = quote.speaker
    checks: list[tuple[str, str | None, str | None]] = [("kind", one.kind, quote.kind.value)]
    if last_name(one.name) is not None:
        checks.append(("name", last_name(one.name), last_name(who.name if who else None)))
    if one.via is not None:
        checks.append(("via", last_name(one.via), last_name(who.via if who else None)))
    for what, wanted, given in checks:
        counts[f"{what} asked"] += 1
        counts[f"{what} right"] += wanted == given
        if wanted != given:
            misses.append(f"{article.name}: {what} {given} for {wanted}: {_said(article, one)}")


def _said(article: Article, one: Attributed) -> str:
    return " … ".join(article.text[start:end] for start, end in one.content)[:120]


def _places(pieces: Iterable[tuple[int, int]]) -> set[int]:
    return {i for start, end in pieces for i in range(start, end)}


def _without_thoughts(article: Article, found: list[Quote]) -> list[Quote]:
    """Without those that are mostly what the gold has as a thought."""
    kept = [_places(one.content) for one in article.attributions if one.flag != "thought"]
    aside = [_places(one.content) for one in article.attributions if one.flag == "thought"]
    out = []
    for quote in found:
        own = _places(quote.pieces)
        best = max((len(own & places) for places in kept), default=0)
        thought = max((len(own & places) for places in aside), default=0)
        if not (thought > best and thought > _FOUND * len(own)):
            out.append(quote)
    return out


def _pairs(gold: list[set[int]], found: list[set[int]]) -> dict[int, int]:
    """Gold index to found index, one to one, best overlap first."""
    scored = sorted(
        ((len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f),
        key=lambda item: -item[0],
    )
    out: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in scored:
        if share > _FOUND and i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out


def table(measures: Measures) -> str:
    """The measures as lines for people."""
    counts = measures.counts
    lines = [f"{'F1 iou>.5':16}{measures.f1('quotes'):6.1f}  of {counts['quotes asked']}"]
    for right, asked in (
        ("direct found", "direct asked"),
        ("mixed found", "mixed asked"),
        ("indirect found", "indirect asked"),
        ("kind right", "kind asked"),
        ("name right", "name asked"),
        ("via right", "via asked"),
    ):
        lines.append(f"{right:16}{measures.share(right, asked):6.1f}  {counts[right]} of {counts[asked]}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the measures, and the misses if asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pipeline", help="another pipeline than Saidso's own")
    parser.add_argument("--misses", action="store_true", help="list what is wrong")
    chosen = parser.parse_args(arguments)
    pipeline = load(chosen.pipeline)
    together = Measures()
    for title, articles in (("Written corpus, test articles", kept_aside()), ("Hard cases", cases())):
        misses: list[str] = []
        result = over(pipeline, articles, misses)
        together.add(result)
        listed = "\n".join(misses) + "\n" if chosen.misses else ""
        sys.stdout.write(f"{title}\n{table(result)}\n{listed}\n")
    sys.stdout.write(f"Together\n{table(together)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

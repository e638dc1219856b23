"""How much of a gold file an analysis has right: quotes, speakers, figures, comparisons, with counts.

`python -m tests.evaluation.measure` prints the measures over the sample articles.

A quote counts as found when shared over united code points exceed one half (IoU > 0.5), each gold and each found
quote used once, best pairs first. A figure is found when it overlaps the gold's and has its low and high.
Thoughts and wishes in the gold are neither asked for nor held against what was found.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.intake import read_path
from core.language.pipeline import Pipeline, load
from core.records import Analysis, Attribution, Comparison, Figure

SEEDS = Path(__file__).parents[2] / "seeds"
_ASIDE = frozenset({"the", "mr", "mrs", "ms", "dr", "sir", "dame"})


@dataclass(slots=True)
class Measures:
    """Counts of what was asked, given and right; the percentages come from them."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, other: Measures) -> None:
        self.counts.update(other.counts)

    def share(self, right: str, of: str) -> float:
        """Per cent of `of` that are `right`; 0 where there is nothing."""
        return 100 * self.counts[right] / self.counts[of] if self.counts[of] else 0.0

    def f1(self, what: str) -> float:
        """Harmonic mean, in per cent, of precision and recall of `what`."""
        asked, given, found = (self.counts[f"{what} {part}"] for part in ("asked", "given", "found"))
        return 200 * found / (asked + given) if asked + given else 0.0


def measure(gold: dict[str, Any], analysis: Analysis) -> Measures:
    """Hold one article's analysis against its gold."""
    result = Measures()
    _quotes(gold, analysis, result.counts)
    taken = _figures(gold, analysis, result.counts)
    _comparisons(gold, analysis.comparisons, taken, result.counts)
    return result


def over_seeds(pipeline: Pipeline) -> Measures:
    """The measures over all sample articles together."""
    total = Measures()
    for path in sorted((SEEDS / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        document = read_path(SEEDS / gold["file"])
        total.add(measure(gold, pipeline.analyse(document.text, document.published)))
    return total


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are one, articles and titles aside."""
    return _name(a) == _name(b)


def _name(name: str | None) -> list[str]:
    return [word for word in re.findall(r"[\w’'-]+", (name or "").lower()) if word not in _ASIDE]


def _points(pieces: Iterable[Sequence[int]]) -> set[int]:
    return {point for start, end in pieces for point in range(start, end)}


def _pairs(gold: list[set[int]], found: list[set[int]]) -> list[tuple[int, int]]:
    scored = sorted(
        ((len(g & f) / len(g | f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g & f),
        key=lambda pair: -pair[0],
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for iou, i, j in scored:
        if iou > 0.5 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((i, j))
    return out


def _quotes(gold: dict[str, Any], analysis: Analysis, counts: Counter[str]) -> None:
    asked = gold["quotes"]
    pairs = _pairs([_points(q["pieces"]) for q in asked], [_points(q.pieces) for q in analysis.quotes])
    thoughts = {i for i, quote in enumerate(asked) if quote["thought"]}
    pairs_asked = [(i, j) for i, j in pairs if i not in thoughts]
    counts["quotes asked"] += len(asked) - len(thoughts)
    counts["quotes given"] += len(analysis.quotes) - (len(pairs) - len(pairs_asked))
    counts["quotes found"] += len(pairs_asked)
    for i, quote in enumerate(asked):
        if i not in thoughts:
            counts[f"{quote['kind']} asked"] += 1
    for i, j in pairs_asked:
        want, got = asked[i], analysis.quotes[j]
        speaker = got.speaker or Attribution(None)
        counts[f"{want['kind']} found"] += 1
        counts["kind right"] += got.kind.value == want["kind"]
        counts["name right"] += same_name(speaker.name, want["name"])
        if want["via"]:
            counts["via asked"] += 1
            counts["via right"] += same_name(speaker.via, want["via"])
    for wrong in gold["not_quotes"]:
        counts["traps"] += 1
        trap = _points([wrong["span"]])
        sprung = any(trap & _points(q.pieces) and len(_points(q.pieces)) < 2 * len(trap) for q in analysis.quotes)
        counts["traps avoided"] += not sprung


def _figures(gold: dict[str, Any], analysis: Analysis, counts: Counter[str]) -> dict[int, int]:
    """Which found figure answers which of the gold."""
    taken: dict[int, int] = {}
    for n, want in enumerate(gold["figures"]):
        place = _points([want["span"]])
        free = [k for k in range(len(analysis.figures)) if k not in taken.values()]
        overlap = [k for k in free if place & _points(analysis.figures[k].pieces)]
        hit = next((k for k in overlap if _is_value(analysis.figures[k], want)), None)
        counts["figures asked"] += 1
        if hit is None:
            continue
        taken[n] = hit
        counts["figures found"] += 1
        speaker = analysis.figures[hit].speaker
        counts["figure speaker right"] += same_name(speaker.name if speaker else None, want["speaker"])
    counts["figures given"] += len(analysis.figures)
    return taken


def _is_value(figure: Figure, want: dict[str, Any]) -> bool:
    """Whether every field that the gold holds to have one right answer has it."""
    reading = figure.reading
    for key in ("low", "high"):
        got = getattr(reading, key)
        if key in want["check"] and (want[key] is None) != (got is None):
            return False
        if (
            key in want["check"]
            and got is not None
            and abs(float(got) - want[key]) > 1e-9 * max(1, abs(want[key]))
        ):
            return False
    return "form" not in want["check"] or reading.form.value == want["form"]


def _comparisons(
    gold: dict[str, Any], found: tuple[Comparison, ...], taken: dict[int, int], counts: Counter[str]
) -> None:
    for want in gold["comparisons"]:
        groups = [{taken.get(n) for n in group} for group in want["operands"]]
        counts["comparisons asked"] += 1
        counts["comparisons found"] += any(
            c.kind.value == want["kind"]
            and len(c.operands) == len(groups)
            and all(k in group for k, group in zip(c.operands, groups, strict=True))
            for c in found
        )


def table(measured: Measures) -> str:
    """The measures as lines for people."""
    lines = [f"quotes F1 iou>.5  {measured.f1('quotes'):5.1f}"]
    lines += [
        f"{label:17} {measured.share(right, of):5.1f} of {measured.counts[of]}"
        for label, right, of in (
            ("  direct", "direct found", "direct asked"),
            ("  mixed", "mixed found", "mixed asked"),
            ("  indirect", "indirect found", "indirect asked"),
            ("  kind", "kind right", "quotes found"),
            ("  name", "name right", "quotes found"),
            ("  via", "via right", "via asked"),
            ("traps avoided", "traps avoided", "traps"),
        )
    ]
    lines.append(f"figures F1        {measured.f1('figures'):5.1f}")
    lines += [
        f"{label:17} {measured.share(right, of):5.1f} of {measured.counts[of]}"
        for label, right, of in (
            ("  recall", "figures found", "figures asked"),
            ("  speaker", "figure speaker right", "figures found"),
            ("comparisons", "comparisons found", "comparisons asked"),
        )
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(table(over_seeds(load())) + "\n")

"""Read the passages and hold what the pipeline finds against them.

`python -m tests.evaluation.figures.gold [PIPELINE]` prints the measures and every miss.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from core.language.pipeline import Pipeline, load
from core.records import Analysis, Figure, Form, UnitKind
from tests.evaluation.measure import same_name

HERE = Path(__file__).parent
PUBLISHED = date(2025, 9, 11)
"""The day the passages are read on."""
_MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
_UNITS = {"d": UnitKind.DURATION, "a": UnitKind.AGE, "u": UnitKind.PHYSICAL}
_WORDS = {"%": UnitKind.PERCENT, "pp": UnitKind.PERCENTAGE_POINT, "ratio": UnitKind.RATIO, "date": UnitKind.DATE}
_COINS = {"cent", "penny", "crown", "peso", "dinar"}
_FORMS = {form.value for form in Form}


@dataclass(slots=True)
class Marked:
    """One figure as marked: where it stands and what it means."""

    span: tuple[int, int]
    low: Decimal | None = None
    high: Decimal | None = None
    form: str = "point"
    comparator: str = "="
    approximate: bool = False
    change: tuple[str, str | None] | None = None
    unit_kind: UnitKind = UnitKind.COUNT
    unit: str | None = None
    per: str | None = None
    counted: str | None = None
    modifiers: tuple[str, ...] = ()
    predicate: str | None = None
    speaker: str | None = None


@dataclass(slots=True)
class Passage:
    name: str
    text: str
    figures: list[Marked] = field(default_factory=list)
    comparisons: list[tuple[str, list[set[int]]]] = field(default_factory=list)


def passages() -> list[Passage]:
    """All passages of `passages.txt`. Raises `ValueError` for a mark that cannot be read."""
    out = []
    for block in re.split(r"^(?=\[)", (HERE / "passages.txt").read_text(encoding="utf-8"), flags=re.MULTILINE):
        if block.strip():
            heading, _, body = block.partition("\n")
            out.append(_passage(heading.strip("[]"), body.strip("\n")))
    return out


def _passage(name: str, body: str) -> Passage:
    lines = body.split("\n")
    asked = [line[2:] for line in lines if line.startswith("= ")]
    body = "\n".join(line for line in lines if not line.startswith("= ")).strip("\n")
    text, at, figures = "", 0, []
    for match in _MARK.finditer(body):
        text += body[at : match.start()]
        figures.append(_marked(name, (len(text), len(text) + len(match[1])), match[2]))
        text += match[1]
        at = match.end()
    text += body[at:]
    if "{" in text or "}" in text:
        raise ValueError(f"{name}: a mark is not closed")
    comparisons = []
    for line in asked:
        kind, *groups = line.split()
        comparisons.append((kind, [{int(n) - 1 for n in group.split(":")} for group in groups]))
    return Passage(name, text + "\n", figures, comparisons)


def _marked(name: str, span: tuple[int, int], spec: str) -> Marked:
    spec, _, speaker = spec.partition("@")
    value, *words = spec.split()
    low, dots, high = value.partition("..")
    out = Marked(span, speaker=speaker.strip() or None)
    if value == "date":
        words.insert(0, "date")
    elif value != "-":
        out.low = Decimal(low) if low else None
        out.high = Decimal(high if dots else low) if (high if dots else low) else None
    if out.low is None or out.high is None:
        out.form = "bound"
    for word in words:
        _word(name, out, word)
    return out


def _word(name: str, out: Marked, word: str) -> None:
    head, _, rest = word.partition(":")
    if word in _WORDS:
        out.unit_kind = _WORDS[word]
        out.form = "date" if word == "date" else out.form
    elif word in _FORMS:
        out.form = word
    elif word in ("<", "<=", ">", ">="):
        out.comparator = word
    elif word == "~":
        out.approximate = True
    elif re.fullmatch("[A-Z]{3}", word) or word in _COINS:
        out.unit_kind, out.unit = UnitKind.CURRENCY, word
    elif head in _UNITS and rest:
        out.unit_kind, out.unit = _UNITS[head], rest.replace("_", " ")
    else:
        _said(name, out, word)


def _said(name: str, out: Marked, word: str) -> None:
    if word in ("up", "down"):
        out.change = (word, None)
    elif word in ("by", "to", "from") and out.change is not None:
        out.change = (out.change[0], word)
    elif word.startswith("per="):
        out.per = word[4:]
    elif word[0] == "#":
        out.counted = word[1:]
    elif word[0] == "+":
        out.modifiers += (word[1:],)
    elif word[0] == ">":
        out.predicate = word[1:]
    elif out.predicate is not None:
        out.predicate += f" {word}"
    else:
        raise ValueError(f"{name}: cannot read {word!r}")


# --- measuring --------------------------------------------------------------------------------------------------


def measure(pipeline: Pipeline, misses: list[str] | None = None) -> Counter[str]:
    """Counts of what was asked, given and right over all passages; what is wrong is told in `misses`."""
    counts: Counter[str] = Counter()
    for passage in passages():
        analysis = pipeline.analyse(passage.text, PUBLISHED)
        _hold(passage, analysis, counts, [] if misses is None else misses)
    return counts


def share(counts: Counter[str], what: str) -> float:
    """Per cent of what was asked that is right."""
    return 100 * counts[f"{what} right"] / counts[f"{what} asked"] if counts[f"{what} asked"] else 0.0


def f1(counts: Counter[str]) -> float:
    """Harmonic mean, in per cent, of precision and recall of values."""
    total = counts["value asked"] + counts["given"]
    return 200 * counts["value right"] / total if total else 0.0


def _hold(passage: Passage, analysis: Analysis, counts: Counter[str], misses: list[str]) -> None:
    taken: dict[int, int] = {}
    counts["value asked"] += len(passage.figures)
    counts["given"] += len(analysis.figures)
    for n, want in enumerate(passage.figures):
        words = passage.text[slice(*want.span)]
        free = [k for k in range(len(analysis.figures)) if k not in taken.values()]
        hit = next(
            (k for k in free if _overlaps(analysis.figures[k], want) and _is_value(analysis.figures[k], want)),
            None,
        )
        if hit is None:
            misses.append(f"{passage.name}: {words!r} not read")
            continue
        taken[n] = hit
        counts["value right"] += 1
        for what, asked, right in _fields(analysis.figures[hit], want):
            counts[f"{what} asked"] += asked
            counts[f"{what} right"] += asked and right
            if asked and not right:
                misses.append(f"{passage.name}: {what} of {words!r}: {analysis.figures[hit].reading}")
    for k in set(range(len(analysis.figures))) - set(taken.values()):
        pieces = analysis.figures[k].pieces
        misses.append(f"{passage.name}: {[passage.text[a:b] for a, b in pieces]} is no figure of it")
    _hold_comparisons(passage, analysis, {k: n for n, k in taken.items()}, counts, misses)


def _hold_comparisons(
    passage: Passage, analysis: Analysis, number: dict[int, int], counts: Counter[str], misses: list[str]
) -> None:
    """`number` gives for a found figure which of the passage's it is."""
    found = [(c.kind.value, [number.get(operand, -1) for operand in c.operands]) for c in analysis.comparisons]

    def fits(wanted: tuple[str, list[set[int]]], given: tuple[str, list[int]]) -> bool:
        alike = wanted[0] == given[0] and len(wanted[1]) == len(given[1])
        return alike and all(n in group for n, group in zip(given[1], wanted[1], strict=True))

    counts["comparison asked"] += len(passage.comparisons)
    counts["comparison given"] += len(found)
    for wanted in passage.comparisons:
        right = any(fits(wanted, given) for given in found)
        counts["comparison right"] += right
        if not right:
            misses.append(f"{passage.name}: no {wanted[0]} of {[sorted(n + 1 for n in g) for g in wanted[1]]}")
    for given in found:
        if any(fits(wanted, given) for wanted in passage.comparisons):
            counts["comparison asked for"] += 1
        else:
            misses.append(f"{passage.name}: {given[0]} of {[n + 1 for n in given[1]]} unasked")


def _overlaps(figure: Figure, want: Marked) -> bool:
    return any(start < want.span[1] and want.span[0] < end for start, end in figure.pieces)


def _is_value(figure: Figure, want: Marked) -> bool:
    reading = figure.reading
    if want.form in ("date", "superlative", "all"):
        return reading.form.value == want.form
    return _close(reading.low, want.low) and _close(reading.high, want.high)


def _close(a: Decimal | None, b: Decimal | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) <= Decimal("1e-9") * max(Decimal(1), abs(b))


def _fields(figure: Figure, want: Marked) -> Iterator[tuple[str, bool, bool]]:
    """Field by field: its name, whether the gold asks for it, whether it is right."""
    reading = figure.reading
    unit = reading.unit if want.unit is not None else None
    yield "form", True, reading.form.value == want.form
    yield "comparator", True, (reading.comparator, reading.approximate) == (want.comparator, want.approximate)
    yield (
        "unit",
        want.form not in ("superlative", "all", "ordinal"),
        (reading.unit_kind, unit) == (want.unit_kind, want.unit),
    )
    change = None if reading.change is None else (reading.change.direction, reading.change.kind)
    yield "change", want.change is not None or reading.change is not None, change == want.change
    yield "noun", want.counted is not None, (reading.counted or "").split()[-1:] == [want.counted]
    yield "modifiers", bool(want.modifiers), reading.modifiers == want.modifiers
    yield "predicate", want.predicate is not None, reading.predicate == want.predicate
    yield "per", want.per is not None or reading.per is not None, reading.per == want.per
    speaker = figure.speaker.name if figure.speaker else None
    yield "speaker", want.speaker is not None or speaker is not None, same_name(speaker, want.speaker)


def table(counts: Counter[str]) -> str:
    """The measures as lines for people."""
    lines = [
        f"value F1    {f1(counts):5.1f} of {counts['value asked']}, {counts['given']} given",
    ]
    names = (
        "form",
        "comparator",
        "unit",
        "change",
        "noun",
        "modifiers",
        "predicate",
        "per",
        "speaker",
        "comparison",
    )
    lines += [f"{what:11} {share(counts, what):5.1f} of {counts[f'{what} asked']}" for what in names]
    return "\n".join(lines)


if __name__ == "__main__":
    told: list[str] = []
    result = measure(load(sys.argv[1] if len(sys.argv) > 1 else None), told)
    sys.stdout.write("\n".join([*told, table(result)]) + "\n")

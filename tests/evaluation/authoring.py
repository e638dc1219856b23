"""Articles written with marks in the text become an article and its gold file, with exact offsets.

Run `python -m tests.evaluation.authoring` from the project's root to write `seeds/` and `seeds/gold/` again from
`tests/evaluation/authored/*.txt`; the format is told in `tests/evaluation/README.md`. A mark that is not closed,
not described or described twice is an error, so that a gold file never says less than its author meant.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.records import Form

ROOT = Path(__file__).parents[2]
AUTHORED = Path(__file__).parent / "authored"
SEEDS = ROOT / "seeds"

Span = tuple[int, int]
Json = dict[str, Any]

_MARK = re.compile(r"\[([CUSFN])(\d+):|\]")
_QUOTE = re.compile(r"(\d+) (direct|mixed|indirect) (person|organisation|group|unnamed)")
_FIGURE = re.compile(r"F(\d+) (\S+) ([a-z-]+)(?::(\S+))?((?: \S+)*)")
_FORMS = [form.value for form in Form]
_PRONOUNS = {"he", "she", "it", "they", "who", "which", "that", "one", "i", "we"}
_UNIT_IS_FREE = {"physical", "percent", "percentage-point"}
_CHECKED = ["low", "high", "form", "comparator", "unit_kind", "unit"]
_UNCHECKED_VALUE = {"vague": ["form"], "superlative": ["form"], "ordinal": ["form"], "date": ["form"]}


@dataclass
class Authored:
    """One authored file: the bare text, the spans of each mark by its letter and number, and the lines below."""

    name: str
    text: str
    spans: dict[str, list[Span]]
    lines: list[str]
    settings: dict[str, str] = field(default_factory=dict)


def parse(name: str, source: str) -> Authored:
    """Take the marks out of `source` and note where they stood. Raises `ValueError` for a mark left open."""
    marked, rule, footer = source.partition("\n===\n")
    if not rule:
        raise ValueError(f"{name}: no line === under the article")
    marked = marked.strip("\n") + "\n"
    out: list[str] = []
    length = position = 0
    stack: list[tuple[str, int]] = []
    spans: dict[str, list[Span]] = {}
    for match in _MARK.finditer(marked):
        piece = marked[position : match.start()]
        out.append(piece)
        length += len(piece)
        position = match.end()
        if match[1]:
            stack.append((match[1] + match[2], length))
        elif stack:
            key, start = stack.pop()
            spans.setdefault(key, []).append((start, length))
        else:
            raise ValueError(f"{name}: ] without a mark near {marked[match.start() - 30 : match.start()]!r}")
    if stack:
        raise ValueError(f"{name}: not closed: {stack}")
    out.append(marked[position:])
    text = "".join(out).replace("⟦", "[").replace("⟧", "]")
    lines = [line for line in footer.splitlines() if line.strip()]
    settings = dict(line.split(": ", 1) for line in lines if re.match(r"[a-z]+: ", line))
    lines = [line for line in lines if not re.match(r"[a-z]+: ", line)]
    return Authored(name, text, {k: sorted(v) for k, v in spans.items()}, lines, settings)


def gold(article: Authored) -> Json:
    """The gold of an authored article, in the shape of `seeds/README.md`. Raises `ValueError` if incomplete."""
    quotes: list[Json] = []
    figures: list[Json] = []
    not_quotes: list[Json] = []
    comparisons: list[str] = []
    described: list[str] = []
    number_of: dict[str, int] = {}
    for line in sorted(article.lines, key=lambda line: _place(article, line)):
        fields = [part.strip() for part in line.split("|")]
        if match := _QUOTE.fullmatch(fields[0]):
            described.append(match[1])
            quotes.append(_quote(article, match, fields[1:]))
        elif match := _FIGURE.fullmatch(fields[0]):
            key = "F" + match[1]
            described.append(key)
            number_of[key] = len(figures)
            figures.append(_figure(article, key, match, fields[1:]))
        elif match := re.fullmatch(r"(N\d+) (.+)", line):
            described.append(match[1])
            (start, end), *_ = article.spans[match[1]]
            not_quotes.append({"text": article.text[start:end], "why": match[2], "span": [start, end]})
        elif line.startswith("= "):
            comparisons.append(line[2:])
        else:
            raise ValueError(f"{article.name}: cannot read {line!r}")
    _complete(article, described)
    return {
        "file": article.name,
        "note": article.settings["note"],
        "shape": article.settings["shape"],
        "cases": sorted(case.strip() for case in article.settings["cases"].split(";")),
        "published": article.settings.get("published"),
        "quotes": quotes,
        "figures": figures,
        "comparisons": [_comparison(article, line, number_of, figures) for line in comparisons],
        "extra_quotes": max(2, len(quotes) // 6),
        "extra_figures": max(3, len(figures) // 6),
        "speakers": _speakers(article, quotes),
        "not_quotes": not_quotes,
    }


def _place(article: Authored, line: str) -> Span:
    """Where the mark that `line` describes begins; comparisons come last, as they refer to the figures."""
    key = re.match(r"[FN]?\d+", line)
    mark = key[0] if key and key[0][0] in "FN" else f"C{key[0]}" if key else ""
    if key and mark not in article.spans:
        raise ValueError(f"{article.name}: {line!r} describes no mark")
    return article.spans[mark][0] if key else (len(article.text), 0)


def _complete(article: Authored, described: list[str]) -> None:
    marked = {key[1:] if key[0] in "CUS" else key for key in article.spans}
    if marked != set(described) or len(described) != len(set(described)):
        wrong = sorted(marked ^ set(described)) or [k for k in described if described.count(k) > 1]
        raise ValueError(f"{article.name}: marks and lines differ: {wrong}")


def _words(article: Authored, spans: list[Span]) -> str:
    return " … ".join(article.text[start:end] for start, end in spans)


def _none(value: str) -> str | None:
    return None if value in ("-", "?") else value


def _quote(article: Authored, match: re.Match[str], fields: list[str]) -> Json:
    number, kind, speaker_kind = match.groups()
    name, via = fields[0], fields[1]
    flags = fields[2].split() if len(fields) > 2 else []
    unknown = set(flags) - {"negated", "hypothetical", "thought", "should"}
    if unknown:
        raise ValueError(f"{article.name}: {number}: {unknown}")
    content = article.spans["C" + number]
    return {
        "kind": kind,
        "pieces": [list(s) for s in content],
        "text": _words(article, content),
        "speaker": [list(s) for s in article.spans.get("S" + number, [])],
        "speaker_kind": speaker_kind,
        "name": _none(name),
        "cue": [list(s) for s in article.spans.get("U" + number, [])],
        "via": _none(via),
        "negated": "negated" in flags,
        "hypothetical": "hypothetical" in flags,
        "thought": "thought" in flags,
        "need": "should" if {"should", "thought", "hypothetical"} & set(flags) else "must",
    }


def _bound(value: str) -> int | float | None:
    if value in ("", "-"):
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _figure(article: Authored, key: str, match: re.Match[str], fields: list[str]) -> Json:
    _, value, unit_kind, unit, rest = match.groups()
    words = rest.split()
    low, dots, high = value.partition("..")
    form = next((w for w in words if w in _FORMS), "point")
    change = [w for w in words if w in ("up", "down", "by", "to", "from")]
    comparator = next((w for w in words if w[0] in "<>="), "=")
    known = {*_FORMS, "up", "down", "by", "to", "from", "approx", comparator}
    if set(words) - known:
        raise ValueError(f"{article.name}: {key}: {sorted(set(words) - known)}")
    has_value = form not in _UNCHECKED_VALUE
    flags = fields[2].split() if len(fields) > 2 else []
    checked = next((f[6:].split(",") for f in flags if f.startswith("check=")), None)
    if checked is None:
        checked = _UNCHECKED_VALUE.get(
            form, [c for c in _CHECKED if c != "unit" or unit_kind not in _UNIT_IS_FREE]
        )
    spans = article.spans[key]
    return {
        "text": _words(article, spans),
        "span": [spans[0][0], spans[-1][1]],
        "low": _bound(low) if has_value else None,
        "high": _bound(high if dots else low) if has_value else None,
        "form": form,
        "comparator": comparator if has_value else None,
        "approximate": "approx" in words,
        "change": {"direction": change[0], "kind": change[1] if len(change) > 1 else None} if change else None,
        "unit_kind": None if form == "superlative" else unit_kind,
        "unit": unit,
        "counted": _none(fields[0]),
        "speaker": _none(fields[1]),
        "need": "should" if "should" in flags or form in _UNCHECKED_VALUE else "must",
        "check": checked,
    }


def _comparison(article: Authored, line: str, number_of: dict[str, int], figures: list[Json]) -> Json:
    kind, _, rest = line.partition(" ")
    groups = [[number_of[key] for key in part.split(",")] for part in rest.replace(" ", "").split(":")]
    ends = [(figures[g[0]]["low"], figures[g[0]]["high"]) for g in groups]
    low = high = None
    if kind in ("share", "shortfall"):
        (part_low, part_high), (whole_low, whole_high) = ends
        low, high = part_low / whole_high, part_high / whole_low
    elif kind == "sum":
        *parts, _ = ends
        low, high = sum(p[0] for p in parts), sum(p[1] for p in parts)
    elif kind in ("change", "contrast"):  # of two groups the one spoken of first stands for what came after
        (before_low, before_high), (after_low, after_high) = ends if kind == "change" else ends[::-1]
        low = None if after_low is None or before_high is None else after_low / before_high - 1
        high = None if after_high is None or before_low is None else after_high / before_low - 1
    elif kind != "restatement":
        raise ValueError(f"{article.name}: {line}")
    words = ", ".join(figures[g[0]]["text"] for g in groups)
    return {"text": words, "kind": kind, "operands": groups, "low": low, "high": high}


def _speakers(article: Authored, quotes: list[Json]) -> list[Json]:
    """Every named speaker with the phrases that stand for it; pronouns are left out."""
    also: dict[str, dict[str, None]] = {}
    for quote in quotes:
        if quote["name"] is None or quote["speaker_kind"] == "unnamed":
            continue
        phrases = also.setdefault(quote["name"], {})
        for start, end in quote["speaker"]:
            phrase = article.text[start:end]
            if phrase.lower() not in _PRONOUNS and phrase != quote["name"]:
                phrases[phrase] = None
    return [{"name": name, "also": list(phrases)} for name, phrases in also.items()]


def published_form(article: Authored) -> tuple[str, str]:
    """File name and content of the article as it is published: plain text, Markdown or a web page."""
    suffix = article.settings.get("format", "txt")
    name = f"{Path(article.name).stem}.{suffix}"
    if suffix == "txt":
        return name, article.text
    if suffix == "md":
        title, _, body = article.text.partition("\n\n")
        return name, f"# {title}\n\n{_escape_markdown(body)}"
    template = (AUTHORED / f"{Path(article.name).stem}.template.html").read_text(encoding="utf-8")
    _, *paragraphs = article.text.strip().split("\n\n")
    body = "\n".join(f"      <p>{html.escape(p, quote=False)}</p>" for p in paragraphs)
    return name, template.replace("{{body}}", body)


def _escape_markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)


def write_all() -> None:
    """Write every authored article and its gold file."""
    (SEEDS / "gold").mkdir(parents=True, exist_ok=True)
    for path in sorted(AUTHORED.glob("*.txt")):
        article = parse(path.name, path.read_text(encoding="utf-8"))
        name, content = published_form(article)
        article.name = name
        (SEEDS / name).write_text(content, encoding="utf-8", newline="\n")
        target = SEEDS / "gold" / f"{path.stem}.gold.json"
        data = json.dumps(gold(article), ensure_ascii=False, indent=1)
        target.write_text(data + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_all()

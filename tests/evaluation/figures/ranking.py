"""Sentences ranked by hand: those worth checking above those that are not, group by group.

`python -m tests.evaluation.figures.ranking` prints the share of pairs in the right order and every wrong pair.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.language.pipeline import Pipeline, load

RANKED = Path(__file__).with_name("ranked.txt")


def groups() -> list[tuple[list[str], list[str]]]:
    """The sentences worth checking and the others of each group. Raises `ValueError` for one without a line."""
    out = []
    for block in RANKED.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = [line for line in block.split("\n") if not line.startswith("#")]
        cut = lines.index("--")
        out.append((lines[:cut], lines[cut + 1 :]))
    return out


def worth(pipeline: Pipeline, sentence: str) -> float:
    """The highest check-worthiness of what is found in a sentence; 0 where nothing is."""
    found = pipeline.analyse(sentence)
    scores = [quote.checkworthy for quote in found.quotes] + [figure.checkworthy for figure in found.figures]
    return max(scores, default=0.0)


def order(pipeline: Pipeline, wrong: list[str] | None = None) -> float:
    """Per cent of the pairs within groups that the scores put in the right order; equal scores are half right."""
    right = pairs = 0.0
    for above, below in groups():
        high = [(worth(pipeline, sentence), sentence) for sentence in above]
        low = [(worth(pipeline, sentence), sentence) for sentence in below]
        for a, first in high:
            for b, second in low:
                pairs += 1
                right += 1 if a > b else 0.5 if a == b else 0
                if a <= b and wrong is not None:
                    wrong.append(f"{a:.2f} {first}\n  <= {b:.2f} {second}")
    return 100 * right / pairs


if __name__ == "__main__":
    told: list[str] = []
    result = order(load(sys.argv[1] if len(sys.argv) > 1 else None), told)
    sys.stdout.write("\n".join([*told, f"in order {result:.1f} %"]) + "\n")

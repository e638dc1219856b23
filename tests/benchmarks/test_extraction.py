"""How fast articles are analysed, and whether the time grows with the length and no faster.

Timings of one machine mean little; read the ratios. `make bench TEXTS=folder` measures on texts of your own.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from core.intake import find_files, read_path
from core.language.pipeline import Pipeline, load

pytestmark = pytest.mark.benchmark_only

Say = Callable[[str], None]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load()


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def tell(line: str) -> None:
        with capsys.disabled():
            print(line)  # noqa: T201 - a benchmark's result is what it prints

    return tell


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs: what disturbs a run only ever makes it longer."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def test_articles_a_second(pipeline: Pipeline, pytestconfig: pytest.Config, say: Say) -> None:
    folder = Path(pytestconfig.getoption("--texts"))
    texts = [read_path(file).text for file in find_files([folder])]
    words = sum(len(text.split()) for text in texts)
    took = seconds(lambda: [pipeline.analyse(text) for text in texts])
    say(f"\n{folder}: {len(texts)} texts, {words} words in {took:.2f} s: {words / took:,.0f} words a second")


QUOTE = "“The wall moved when I leaned on it,” said Ada Marn, 41, of Tarle. "

SHAPES: dict[str, Callable[[int], str]] = {
    "prose of one paragraph": lambda n: QUOTE * (n // len(QUOTE)),
    "paragraphs": lambda n: (QUOTE * 4 + "\n\n") * (n // (4 * len(QUOTE) + 2)),
    "no spaces": lambda n: "a" * n,
    "quotation marks only": lambda n: '"' * n,
    "opening marks, never closed": lambda n: "“word " * (n // 6),
    "names only": lambda n: " ".join(f"Ada Marn{i:c}" for i in range(97, 123)) * (n // 240),
    "digits only": lambda n: "1" * n,
    "digits and commas": lambda n: "1,234," * (n // 6),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_text_takes_twice_the_time(pipeline: Pipeline, say: Say, shape: str) -> None:
    once, twice = (SHAPES[shape](size) for size in (100_000, 200_000))
    a, b = (seconds(partial(pipeline.analyse, text), 2) for text in (once, twice))
    say(f"\n{shape}: {a:.2f} s for 100,000 characters, {b:.2f} s for 200,000: {b / a:.2f} times")

"""How long reports take, in every format, and how much memory a thousand of them: `make bench`.

Each measurement of memory is a process of its own, since a process never says less than its peak.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.records import EvidenceDraft, Question, Stance
from core.reports import FORMATS
from core.reports.model import Scope
from core.reports.wanted import Wanted
from db import exporting
from db.operations import AddEvidence, ApproveCheck, ImportArticle, SetRating, SetRationale, SubmitCheck
from db.store import Desk, open_desk
from tests.benchmarks.making import article
from tests.programs import output

pytestmark = pytest.mark.benchmark_only

CLAIMS = 40
MANY = 1_000
TIMES = 5

RUN = """
import resource, sys, time
from pathlib import Path
from core.progress import Progress
from db import exporting
from db.store import open_desk
path, folder, format_key, most = sys.argv[1:]
peaks = []
with open_desk(Path(path)) as desk:
    ids = exporting.articles(desk, None)[: int(most)]
    began, used = time.perf_counter(), time.process_time()
    step = max(len(ids) // 10, 1)
    for at in range(0, len(ids), step):
        part = ids[at : at + step]
        style = exporting.Style(format_key, made_by="bench")
        exporting.write_articles(desk, part, style, Path(folder), Progress(), sys.exit)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    took, busy = time.perf_counter() - began, time.process_time() - used
    print(f"{took:.1f} s, {busy:.1f} s of processor; peak after each tenth, MB: {' '.join(map(str, peaks))}")
"""


def check(desk: Desk, claim_id: int, rating: str) -> None:
    """A whole check with two sources, approved by a second person."""
    view = desk.read.claim(claim_id)
    assert view is not None
    if view.said_applies:
        desk.transact(SetRating(claim_id, Question.SAID, desk.read.scale().said[0].key), "Ada Lind")
    desk.transact(SetRating(claim_id, Question.SO, rating), "Ada Lind")
    desk.transact(SetRationale(claim_id, "The bulletin of that day lists them by name. " * 6), "Ada Lind")
    for number in range(2):
        link = f"https://ministry.example/bulletins/{claim_id}/{number}"
        draft = EvidenceDraft(
            f"Bulletin {claim_id}", link, "Ministry", None, "Table 2.", Stance.SUPPORTS, "page 3"
        )
        desk.transact(AddEvidence(claim_id, draft), "Ada Lind")
    desk.transact(SubmitCheck(claim_id), "Ada Lind")
    desk.transact(ApproveCheck(claim_id), "Una Lindqvar")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with an article of 40 claims, each of them checked and approved."""
    path = tmp_path_factory.mktemp("one") / "one.saidso"
    chance = random.Random(20250911)  # noqa: S311 (the same article every time)
    with open_desk(path) as desk:
        desk.transact(ImportArticle(*article(1, CLAIMS, chance)), "bench")
        ratings = [rating.key for rating in desk.read.scale().so]
        for place, claim_id in enumerate(desk.read.claim_rows(range(1, CLAIMS + 1))):
            check(desk, claim_id, ratings[place % len(ratings)])
    return path


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("many") / "many.saidso"
    chance = random.Random(20250911)  # noqa: S311
    with open_desk(path) as desk:
        for number in range(MANY):
            desk.transact(ImportArticle(*article(number, CLAIMS, chance)), "bench")
    return path


@pytest.mark.parametrize("key", [*FORMATS, exporting.BUNDLE])
def test_an_article_of_forty_claims(key: str, one: Path, tmp_path: Path) -> None:
    style = exporting.Style(key, made_by="bench")
    path = tmp_path / f"report{style.suffix}"
    took, used = [], []
    with open_desk(one) as desk:
        for _ in range(TIMES):
            began, busy = time.perf_counter(), time.process_time()
            exporting.write(
                desk, exporting.gather(desk, Wanted(Scope.ARTICLE, article_id=1), "bench"), style, path
            )
            took.append(time.perf_counter() - began)
            used.append(time.process_time() - busy)
    pages = ""
    if key == "pdf":
        facts = dict(line.split(":", 1) for line in output("pdfinfo", path).splitlines() if ":" in line)
        pages = f", {facts['Pages'].strip()} pages"
    best, busy, first = (1000 * seconds for seconds in (min(took), min(used), took[0]))
    sys.stderr.write(
        f"\n{key}: best of {TIMES} {best:.0f} ms, {busy:.0f} ms of processor, first {first:.0f} ms, "
        f"{path.stat().st_size / 1000:.0f} kB{pages}\n"
    )


@pytest.mark.parametrize(("key", "most"), [("html", MANY), ("json", MANY), ("pdf", MANY), ("docx", 200)])
def test_a_thousand_articles_in_one_run(key: str, most: int, many: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(many), str(tmp_path), key, str(most)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(list(tmp_path.iterdir())) == most
    sys.stderr.write(f"\n{key}, {most:,} articles of {CLAIMS} claims: {done.stdout}")

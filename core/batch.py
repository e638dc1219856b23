"""Many articles at once: read, analyse, one result a file, in the order given, over several processes."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import BugError, SaidsoError, UserError
from core.intake import find_files, read_path
from core.progress import Progress

if TYPE_CHECKING:
    from core.language.pipeline import Pipeline

AHEAD = 4
"""Files handed out per process before the first result is awaited: enough to keep all busy, little to lose."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to extract. `name` is how the output calls it: its path below the folder it was found in."""

    path: Path
    name: str
    published: date | None = None
    pipeline: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """One line of JSON for a file, or why there is none."""

    name: str
    line: str | None
    error: SaidsoError | None = None


def plan(paths: Iterable[Path], published: date | None, pipeline: str | None) -> tuple[list[Job], list[UserError]]:
    """The files below `paths` in a stable order, each named relative to the folder it was given in."""
    jobs: list[Job] = []
    problems: list[UserError] = []
    for given in paths:
        files, errors = find_files([given])
        problems += errors
        for file in files:
            name = file.name if file == given else file.relative_to(given).as_posix()
            jobs.append(Job(file, name, published, pipeline))
    return jobs, problems


_loaded: dict[str | None, Pipeline] = {}
"""The pipelines this process has loaded; loading one takes about a second."""


def extract_one(job: Job) -> Result:
    """Read and analyse one file. Never raises: what goes wrong is in the result."""
    from core.extraction.output import to_json
    from core.language.pipeline import load

    try:
        document = replace(read_path(job.path, job.published), name=job.name)
        if job.pipeline not in _loaded:
            _loaded[job.pipeline] = load(job.pipeline)
        analysis = _loaded[job.pipeline].analyse(document.text, document.published)
        return Result(job.name, json.dumps(to_json(document, analysis, _loaded[job.pipeline]), ensure_ascii=False))
    except SaidsoError as error:
        return Result(job.name, None, error)
    except Exception as error:  # noqa: BLE001 - one file must never end a batch; the kind of fault is reported
        fault = BugError("S-EXTRACT", f"{job.name}: could not be analysed ({type(error).__name__}: {error})")
        return Result(job.name, None, fault)


def extract(jobs: list[Job], processes: int, progress: Progress) -> Iterator[Result]:
    """Results of `jobs` in order, from `processes` processes (1: in this one).

    A file that takes its process down (memory, a crash in a library) is reported and the rest go on.
    Raises `Cancelled` if `progress` says so.
    """
    results = (extract_one(job) for job in jobs) if processes <= 1 else _in_pool(jobs, processes)
    for done, result in enumerate(results, start=1):
        progress.step(done, len(jobs), result.name)
        yield result


def _in_pool(jobs: list[Job], processes: int) -> Iterator[Result]:
    position = 0
    while position < len(jobs):
        try:
            for result in _stream(jobs[position:], processes):
                yield result
                position += 1
        except BrokenProcessPool:
            # Whoever broke it is among those in flight: take the next one alone, so that only it is blamed.
            yield _alone(jobs[position])
            position += 1


def _stream(jobs: list[Job], processes: int) -> Iterator[Result]:
    pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    try:
        waiting: list[Future[Result]] = []
        for job in jobs:
            waiting.append(pool.submit(extract_one, job))
            if len(waiting) >= processes * AHEAD:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(job: Job) -> Result:
    try:
        return next(_stream([job], 1))
    except BrokenProcessPool:
        return Result(job.name, None, BugError("S-EXTRACT-DIED", f"{job.name}: the process analysing it died"))


def run(jobs: list[Job], processes: int, write: Callable[[bytes], object], progress: Progress) -> list[Result]:
    """Write a line for every file that could be read; return the results of those that could not."""
    failed = []
    for result in extract(jobs, processes, progress):
        if result.line is None:
            failed.append(result)
        else:
            write(f"{result.line}\n".encode())
    return failed

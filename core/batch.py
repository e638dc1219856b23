"""Many articles at once: each read and analysed in a child process, one line of JSON a file, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from core.deadline import READING, deadline
from core.errors import SaidsoError, UserError, other_language_warning
from core.intake import display_name, find_articles, read_path
from core.progress import Progress
from core.worker import run_batch


@dataclass(frozen=True, slots=True)
class ExtractLine:
    """A file to extract, as a request to a child. `name` is how the output calls it.

    `published` stands in where the file names no date; `pipeline` None is the project's own.
    """

    path: Path
    name: str
    published: date | None = None
    pipeline: str | None = None

    def perform(self, progress: Progress) -> tuple[str, UserError | None]:
        """The article's line of JSON, format `saidso.extract/1`, without its newline, and a warning about it."""
        from core.extraction.output import to_json
        from core.language.pipeline import load

        with deadline(READING):
            document = replace(read_path(self.path, self.published), name=self.name)
        analysis = load(self.pipeline).analyse(document.text, document.published, progress)
        warning = analysis.language and other_language_warning(self.name, analysis.language)
        return json.dumps(to_json(document, analysis), ensure_ascii=False), warning or None


def plan(
    paths: Iterable[Path], published: date | None = None, pipeline: str | None = None
) -> tuple[list[ExtractLine], list[UserError]]:
    """The files below `paths` in a stable order, each named by its path in the folder given, and what failed."""
    requests: list[ExtractLine] = []
    problems: list[UserError] = []
    for given in paths:
        for file in find_articles(given, problems.append):
            name = display_name(file.name if file == given else file.relative_to(given).as_posix())
            requests.append(ExtractLine(file, name, published, pipeline))
    return requests, problems


def refuse_input(target: Path, requests: list[ExtractLine]) -> None:
    """Raises `UserError` S-EXTRACT-OUT if the output would take the place of an article that is read."""
    if target.is_file() and any(target.samefile(request.path) for request in requests if request.path.exists()):
        raise UserError(
            "S-EXTRACT-OUT", f"{target}: is one of the articles to read; choose another file for the output."
        )


def run(
    requests: list[ExtractLine],
    jobs: int,
    write: Callable[[bytes], object],
    warn: Callable[[UserError], object],
    progress: Progress,
) -> list[tuple[str, SaidsoError]]:
    """Write a line for every file that can be read, UTF-8; return name and error of those that cannot.

    `warn` is told of articles that are written but not to be relied on. A file that takes its process down is
    reported like the others. Raises `Cancelled` if `progress` says so.
    """
    failed: list[tuple[str, SaidsoError]] = []

    warnings: list[UserError] = []

    def on_result(index: int, outcome: tuple[str, UserError | None] | SaidsoError) -> None:
        name = requests[index].name
        if isinstance(outcome, SaidsoError):
            failed.append((name, outcome))
        else:
            line, warning = outcome
            write(f"{line}\n".encode())
            if warning is not None:
                warnings.append(warning)
        progress.step(index + 1, len(requests), name)

    run_batch(requests, min(jobs, len(requests)), on_result)
    for warning in warnings:
        warn(warning)
    return failed

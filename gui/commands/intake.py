"""What comes in: articles (onto a desk, or without one as JSON), reports of other desks, copies of sources."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from core.errors import BugError, SaidsoError, UserError
from core.progress import Progress
from core.records import ArticleRow, EvidenceDraft, Stance
from gui.commands.console import (
    By,
    Claim,
    ConsoleProgress,
    Desk,
    act,
    complain,
    filled,
    parsed_date,
    person,
    readable,
    say,
    write_out,
)

if TYPE_CHECKING:
    from core.worker import Child
    from db import store

Paths = Annotated[
    list[Path], typer.Argument(help="Articles: files, or folders of them.", metavar="PATH", parser=readable)
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date (2025-09-11) where an article names none."),
]
PipelineName = Annotated[
    str | None, typer.Option("--pipeline", metavar="NAME", help="Another installed spaCy pipeline.")
]


def extract(
    paths: Paths,
    jsonl: Annotated[str, typer.Option(metavar="OUT", help="Where the lines go; - is standard output.")],
    jobs: Annotated[int, typer.Option(min=1, metavar="N", help="Processes to use.")] = 1,
    published: Published = None,
    pipeline: PipelineName = None,
) -> None:
    """Write what articles quote and count, one JSON object an article; no desk is touched.

    A file that cannot be read is named on standard error, the rest go on, and the exit code is 1. If none can,
    OUT stays as it was.
    """
    from core import batch
    from core.files import whole_file

    planned, problems = batch.plan(paths, parsed_date(published), pipeline)
    for problem in problems:
        complain(problem)
    progress = Progress(ConsoleProgress("Extracting"))
    if jsonl == "-":
        failed = batch.run(planned, jobs, write_out, complain, progress)
    else:
        batch.refuse_input(Path(jsonl), planned)
        failed = []
        with contextlib.suppress(_NothingRead), whole_file(Path(jsonl)) as stream:
            failed += batch.run(planned, jobs, stream.write, complain, progress)
            if len(failed) == len(planned) and (problems or failed):
                raise _NothingRead
    for name, error in failed:
        complain(str(error) if name in str(error) else f"{name}: {error}")
    raise typer.Exit(1 if problems or failed else 0)


class _NothingRead(Exception):
    """None of the files could be read: what an earlier run wrote stays."""


def import_articles(
    desk: Desk,
    paths: Paths,
    published: Published = None,
    new_versions: Annotated[
        bool,
        typer.Option("--new-versions", help="Take drafts of articles on the desk as new versions of those."),
    ] = False,
    by: By = None,
) -> None:
    """Add articles to a desk and analyse them; an article already there is left as it is.

    An article with largely the text of one on the desk is named, and kept as an article of its own; with
    --new-versions, also for one that is there already, what was checked goes over to it.

    A desk that does not exist is made with the first article that can be read. What was added is told with its
    claims. A file that cannot be read is named on standard error, the rest go on, and the exit code is 1.
    """
    from core.intake import find_articles
    from core.worker import Child, ReadFile
    from db import store
    from db.operations import ImportArticle

    when, who = parsed_date(published), person(by)
    failures: list[SaidsoError] = []
    files = [file for path in paths for file in find_articles(path, failures.append)]
    added: list[int] = []

    with contextlib.ExitStack() as stack:
        child = stack.enter_context(contextlib.closing(Child()))
        opened = stack.enter_context(store.open_desk(desk)) if desk.exists() else None
        reading = Progress(ConsoleProgress("Reading"))
        for number, file in enumerate(files, start=1):
            document = None
            with collecting(failures, file.name):
                document = child.run(ReadFile(file, when))
            if document is not None:
                # Not before there is something to put on it: nobody wants a new desk for a mistyped name.
                opened = opened or stack.enter_context(store.open_desk(desk))
                with collecting(failures, file.name):
                    change = opened.transact(ImportArticle(document), by=who)
                    if change.known:
                        say(f"{file.name}: already on the desk, as article {change.focus_article}")
                    elif change.focus_article is not None:
                        added.append(change.focus_article)
                    if change.focus_article is not None and (new_versions or not change.known):
                        _tell_draft(opened, file.name, change.focus_article, new_versions, who)
            reading.step(number, len(files), file.name)
        if opened is not None:
            _analyse_all(opened, child, failures, who, added)
    for failure in failures:
        complain(failure)
    raise typer.Exit(1 if failures else 0)


def _tell_draft(opened: store.Desk, name: str, article: int, take: bool, who: str) -> None:
    """Say which article this one is a draft of, if of any; with `take`, make the later the newer version of it."""
    from db.operations import TakeAsNewVersion

    other = opened.read.alike(article)
    if other is None:
        return
    if not take:
        say(
            f"{name}: article {article} has largely the text of article {other.id}, “{other.title}”; import it "
            "again with --new-versions to take it as a new version of that, or keep both"
        )
        return
    newer = article if other.earlier == other.id else other.id
    change = opened.transact(TakeAsNewVersion(newer, other.earlier), by=who)
    say(
        f"{name}: article {newer} is now a new version of article {other.earlier} (claims that went over: "
        f"{change.carried}; to be looked at again: {change.reopened}; only in the earlier version: {change.left})"
    )


def _analyse_all(
    opened: store.Desk, child: Child, failures: list[SaidsoError], who: str, added: list[int]
) -> None:
    """Analyse what waits for it on the desk and tell of it, as of every article `added`; what cannot be is told in
    `failures`."""
    from core.errors import other_language_warning
    from core.worker import Analyse
    from db.operations import StoreAnalysis

    untold = dict.fromkeys(added)

    def tell(ids: Iterable[int], done: str) -> None:
        for row in sorted(opened.read.article_rows(ids).values(), key=lambda row: row.id):
            say(f"{'Added' if row.id in untold else done} “{row.title}”: {_found(row)}")
            untold.pop(row.id, None)

    waiting = opened.read.unanalysed()
    analysing = Progress(ConsoleProgress("Analysing"))
    for number, (version_id, title) in enumerate(waiting, start=1):
        with collecting(failures, title):
            text, anchor = opened.read.text(version_id)
            analysis = child.run(Analyse(title, text, anchor))
            tell(opened.transact(StoreAnalysis(version_id, analysis, text), by=who).articles, "Analysed")
            if analysis.language:
                complain(other_language_warning(title, analysis.language))
        analysing.step(number, len(waiting), title)
    tell(list(untold), "Added")


def _found(row: ArticleRow) -> str:
    """What was found in an article, in words."""
    if not row.analysed:
        return "not analysed yet"
    return f"{row.claims:,} {'claim' if row.claims == 1 else 'claims'}"


def import_report(
    desk: Desk,
    report: Annotated[
        Path, typer.Argument(metavar="FILE", help="A report as JSON, or an evidence bundle.", parser=readable)
    ],
    by: By = None,
) -> None:
    """Take the articles, claims and checks of another desk's report in, whole or not at all.

    An evidence bundle brings the kept copies of sources along; JSON does not have them.
    """
    from core.worker import Child, ReadReport
    from db import store
    from db.operations import ImportReport

    who = person(by)
    with contextlib.closing(Child()) as child:
        incoming = child.run(ReadReport(report))
    with store.open_desk(desk) as opened:
        change = act(opened, ImportReport(incoming), who)
        for row in opened.read.article_rows(change.articles).values():
            say(f"{row.id:>5}  {row.title}  ({row.settled} of {row.claims} settled)")


def list_articles(desk: Desk) -> None:
    """List a desk's articles with their numbers."""
    from db import store

    with store.open_desk(desk, create=False) as opened:
        for row in opened.read.articles():
            say(f"{row.id:>5}  {row.title}  ({row.settled} of {row.claims} settled)")


def capture(
    desk: Desk,
    claim: Claim,
    source: Annotated[str, typer.Argument(help="A link to fetch, or a file.", metavar="SOURCE", parser=filled)],
    title: Annotated[
        str,
        typer.Option(metavar="TITLE", help="The source's title, where it names none itself or another is meant."),
    ] = "",
    stance: Annotated[Stance, typer.Option(help="What it does to the claim.")] = Stance.CONTEXT,
    archive: Annotated[str, typer.Option(metavar="URL", help="A public archive's copy.")] = "",
    confidential: Annotated[bool, typer.Option("--confidential", help="Never in a public report.")] = False,
    private: Annotated[bool, typer.Option("--allow-private", help="Fetch from private addresses too.")] = False,
    by: By = None,
) -> None:
    """Fetch a link, or read a file, and keep its copy as a source of a claim."""
    from core.evidence.requests import CaptureFile, CaptureLink
    from core.worker import Child
    from db import store
    from db.operations import CaptureSource

    is_link = source.lower().startswith(("http://", "https://"))
    request = CaptureLink(source, private) if is_link else CaptureFile(Path(source))
    who = person(by)
    with store.open_desk(desk, create=False) as opened:
        if opened.read.claim(claim) is None:
            raise UserError(
                "S-CLAIM-GONE", f"Claim {claim} is not on this desk; look up its number in the window."
            )
    # A server may take its time, and the desk is not held meanwhile: somebody may want to open it.
    with contextlib.closing(Child()) as child:
        try:
            captured = child.run(request)
        except UserError as error:
            if error.code != "S-FETCH-PRIVATE":
                raise
            raise UserError(error.code, f"{error} Here --allow-private does.") from error
    draft = EvidenceDraft(title or captured.title or source, stance=stance, confidential=confidential)
    with store.open_desk(desk, create=False) as opened:
        act(opened, CaptureSource(claim, draft, captured, archive), who)
    say(f"{draft.title}: {len(captured.data):,} bytes, sha256 {sha256(captured.data).hexdigest()}")


@contextlib.contextmanager
def collecting(failures: list[SaidsoError], name: str) -> Iterator[None]:
    """Let one article fail without ending the rest."""
    from core.worker import ChildDied

    try:
        yield
    except SaidsoError as error:
        failures.append(error if name in str(error) else type(error)(error.code, f"{name}: {error}"))
    except ChildDied as died:
        failures.append(BugError("S-WORKER-DIED", f"{name}: the process reading it ended ({died.exitcode})"))

"""The command line as a person uses it: what comes out, what goes to standard error, which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep
from typing import Any

import pytest

import saidso
from core.records import Capacity, ClaimFilter
from db import health
from db.operations import SetCapacity
from db.store import open_desk

ROOT = Path(saidso.__file__).parent
STORY = (
    "Orrin bridge to close\n\n"
    "“The bridge is not safe for lorries,” said Dana Ferrow, the county engineer. "
    "She said repairs would cost $4.5 million and take two years.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "articles"
    (found / "deeper").mkdir(parents=True)
    (found / "a.txt").write_text(STORY, encoding="utf-8")
    (found / "b.txt").write_bytes(b"")
    (found / "deeper" / "c.txt").write_text(STORY.replace("Orrin", "Tarle"), encoding="utf-8")
    return found


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def error_lines(capfd: pytest.CaptureFixture[str]) -> list[str]:
    return [line for line in capfd.readouterr().err.splitlines() if line.startswith("saidso: ")]


def test_help_names_every_command(capfd: pytest.CaptureFixture[str]) -> None:
    assert saidso.main(["--help"]) == 0
    told = capfd.readouterr().out
    for command in (
        "open",
        "extract",
        "import",
        "articles",
        "report",
        "audit",
        "verify",
        "corrections",
        "capture",
        "publish",
        "scale",
        "samples",
        "doctor",
    ):
        assert f"\n  {command} " in told


def test_a_folder_is_extracted_in_order_and_a_bad_file_does_not_end_it(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    code = saidso.main(["extract", str(folder), "--jsonl", str(out), "--published", "2025-09-11", "--jobs", "2"])
    assert code == 1
    problems = error_lines(capfd)
    assert len(problems) == 1
    assert "b.txt" in problems[0]
    assert "holds no text" in problems[0]
    found = rows(out)
    assert [row["file"] for row in found] == ["a.txt", "deeper/c.txt"]
    first = found[0]
    assert first["schema"] == "saidso.extract/1"
    assert first["text"] == STORY
    assert first["published"] == "2025-09-11"
    direct = [m for m in first["mentions"] if m["kind"] == "direct"]
    assert [STORY[a:b] for m in direct for a, b in m["pieces"]] == ["“The bridge is not safe for lorries,”"]
    assert direct[0]["speaker"]["name"] == "Dana Ferrow"
    money = [f for f in first["figures"] if f["unit"] == "USD"]
    assert [(f["low"], f["high"], f["speaker"]["name"]) for f in money] == [(4_500_000, 4_500_000, "Dana Ferrow")]


def test_what_an_earlier_run_wrote_stays_where_nothing_can_be_read(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    assert saidso.main(["extract", str(folder / "a.txt"), "--jsonl", str(out)]) == 0
    before = out.read_bytes()
    capfd.readouterr()
    assert saidso.main(["extract", str(folder / "b.txt"), "--jsonl", str(out)]) == 1
    assert "holds no text" in error_lines(capfd)[0]
    assert out.read_bytes() == before
    assert sorted(tmp_path.glob("*.jsonl*")) == [out], "nothing is left beside it"
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    assert saidso.main(["extract", str(nothing), "--jsonl", str(out)]) == 1
    assert out.read_bytes() == before


def test_standard_output_takes_the_lines_and_nothing_else(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert saidso.main(["extract", str(folder / "a.txt"), "--jsonl", "-"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert [json.loads(line)["file"] for line in lines] == ["a.txt"]


def test_a_date_in_the_file_goes_before_the_option(tmp_path: Path) -> None:
    dated = tmp_path / "dated.txt"
    dated.write_text(f"11 September 2025\n\n{STORY}", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert saidso.main(["extract", str(dated), "--jsonl", str(out), "--published", "2020-01-01"]) == 0
    assert rows(out)[0]["published"] == "2025-09-11"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract", "nowhere.txt", "--jsonl", "-"], "nowhere.txt"),
        (["extract", "{folder}/a.txt", "--jsonl", "{folder}"], "is a folder"),
        (["extract", "{folder}/a.txt", "--jsonl", "-", "--published", "soon"], "write it as 2025-09-11"),
        (["extract", "{folder}/a.txt", "--jsonl", "-", "--pipeline", "xx_none"], "xx_none"),
        (["extract", "{folder}/a.txt", "--jsonl", "{folder}/a.txt"], "one of the articles"),
        (["articles", "{folder}/none.saidso"], "does not exist"),
        (["articles", "{folder}/a.txt"], "not a Saidso desk"),
        (["report", "{folder}/a.txt", "1", "-o", "r.html", "--format", "papyrus"], "html"),
        (["report", "{folder}/a.txt", "-o", "r.html"], "Name what to report on"),
        (["report", "{folder}/a.txt", "1", "--all", "-o", "r.html"], "Name one thing to report on"),
        (
            ["report", "{folder}/d.saidso", "-o", "r.html", "--since", "2025-12-01", "--until", "2025-01-01"],
            "2025-12-01 is after 2025-01-01",
        ),
        (["extract", "{folder}/none", "--jsonl", "-"], "none” is not there"),
        (["extract", "{folder}/empty", "--jsonl", "-"], "“empty” holds no article"),
        (["import", "{folder}/d.saidso", "{folder}/empty"], "“empty” holds no article"),
        (["import", "{folder}/d.saidso", "{folder}/a.txt", "--by", " "], "--by is empty"),
        (["import-report", "{folder}/d.saidso", "{folder}/a.txt"], "neither a report in JSON nor a whole"),
        (["scale", "{folder}/d.saidso", "six-step", "--by", ""], "--by is empty"),
        (["audit", "{folder}/d.saidso", "--head", "9" * 5000 + ":" + "a" * 64], "no audit head"),
    ],
)
def test_an_error_is_one_line_that_says_what_to_do(
    folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    (folder / "empty").mkdir()
    code = saidso.main([part.format(folder=folder) for part in arguments])
    assert code == 1
    told = error_lines(capfd)
    assert len(told) == 1
    assert words in told[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["extract"], "`saidso extract --help`"),
        (["frobnicate"], "`saidso --help` lists the commands"),
        (["--frobnicate"], "`saidso --help`"),
        (["extract", "x", "--jobs", "0", "--jsonl", "-"], "--jobs"),
        (["articles", "d.saidso", "--frobnicate"], "`saidso articles --help`"),
        # What an unset variable leaves would be the folder one is in.
        (["extract", "", "--jsonl", "-"], "'PATH': it is empty"),
        (["import", "d.saidso", ""], "'PATH': it is empty"),
        (["articles", ""], "'DESK': it is empty"),
        (["doctor", ""], "'DESK': it is empty"),
        (["verify", " "], "'BUNDLE': it is empty"),
        (["scale", "d.saidso", ""], "'SCALE': it is empty"),
        (["capture", "d.saidso", "1", ""], "'SOURCE': it is empty"),
        (["capture", "d.saidso", "1", "x", "--stance", "maybe"], ": 'maybe' is not one of"),
        (["capture", "d.saidso", "99999999999999999999", "x"], "is no number; write it as 12"),
        (["publish", "d.saidso", "0", "print"], "is no number; write it as 12"),
        (["publish", "d.saidso", "1", ""], "'PLACE': it is empty"),
        (["withhold", "d.saidso", "seven", "--why", "x"], "'seven' is no number; write it as 12"),
        (["report", "d.saidso", "1", "-o", "-"], "name a file"),
        (["corrections", "d.saidso", "-o", ""], "it is empty"),
        (["extract", "-", "--jsonl", "-"], "standard input is not read; write it to a file"),
        (["extract", "a.txt", "-", "--jsonl", "-"], "standard input is not read; write it to a file"),
        (["import", "d.saidso", "-"], "standard input is not read; write it to a file"),
        (["import-report", "d.saidso", "-"], "standard input is not read; write it to a file"),
    ],
)
def test_a_command_that_cannot_be_read_is_one_line_too(
    arguments: list[str], words: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert saidso.main(arguments) == 2
    told = capfd.readouterr().err.splitlines()
    assert len(told) == 1
    assert "--help` lists" in told[0]
    assert words in told[0]


def test_help_says_what_the_exit_codes_mean(capfd: pytest.CaptureFixture[str]) -> None:
    assert saidso.main(["--help"]) == 0
    told = " ".join(capfd.readouterr().out.split())
    assert "ends with 0 when all of it is done, 1 when something could not be done" in told


def test_a_claim_that_is_not_there_is_named_and_the_others_are_reported(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk, target = str(tmp_path / "d.saidso"), tmp_path / "r.md"
    assert saidso.main(["import", desk, str(folder / "a.txt")]) == 0
    capfd.readouterr()
    assert saidso.main(["report", desk, "--claims", "1,9999", "-o", str(target), "--format", "md"]) == 0
    assert "warning: Claim 9999 is not on this desk, and not in the report" in capfd.readouterr().err
    assert target.exists()


def test_an_address_in_a_private_network_is_allowed_by_an_option(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = str(tmp_path / "d.saidso")
    assert saidso.main(["import", desk, str(folder / "a.txt")]) == 0
    capfd.readouterr()
    assert saidso.main(["capture", desk, "1", "http://127.0.0.1:9/"]) == 1
    [told] = error_lines(capfd)
    assert "Here --allow-private does." in told


def test_a_number_that_no_row_can_have_is_no_list_of_claims(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk, target = str(tmp_path / "d.saidso"), str(tmp_path / "r.html")
    assert saidso.main(["import", desk, str(folder / "a.txt")]) == 0
    capfd.readouterr()
    for wanted in (["--claims", "9" * 25], ["9" * 5000]):
        assert saidso.main(["report", desk, *wanted, "-o", target]) == 1
        assert len(error_lines(capfd)) == 1
    assert not Path(target).exists()


def test_what_was_added_is_told_with_its_claims_and_who_added_it_is_recorded(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "d.saidso"
    files = [str(folder / "a.txt"), str(folder / "deeper")]
    assert saidso.main(["import", str(desk), *files, "--by", "Ilva Norrin"]) == 0
    with open_desk(desk) as opened:
        found = {row.title: row.claims for row in opened.read.articles()}
        actors = {event.actor for event in opened.read.audit_events()}
    assert set(found.values()) != {0}
    told = [line for line in capfd.readouterr().out.splitlines() if "largely the text" not in line]
    assert told == [
        f"Added “{title}”: {found[title]} claims" for title in ("Orrin bridge to close", "Tarle bridge to close")
    ]
    assert actors == {"Ilva Norrin"}


def test_a_title_commands_no_terminal(folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk = tmp_path / "d.saidso"
    (folder / "a.txt").write_text(f"\x1b[2JOrrin \u202ebridge\n\n{STORY}", encoding="utf-8")
    assert saidso.main(["import", str(desk), str(folder / "a.txt")]) == 0
    assert saidso.main(["articles", str(desk)]) == 0
    told = capfd.readouterr()
    assert "Orrin" in told.out
    assert not set("\x1b\u202e") & set(told.out + told.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["capture", "{desk}", "1", "{folder}/a.txt"],
        ["withhold", "{desk}", "1", "--why", "An error.", "--yes"],
        ["scale", "{desk}", "six-step"],
    ],
)
def test_who_acts_is_recorded(folder: Path, tmp_path: Path, arguments: list[str]) -> None:
    desk = tmp_path / "d.saidso"
    assert saidso.main(["import", str(desk), str(folder / "a.txt")]) == 0
    given = [part.format(desk=desk, folder=folder) for part in arguments]
    assert saidso.main([*given, "--by", "Ilva Norrin"]) == 0
    with open_desk(desk) as opened:
        assert opened.read.audit_events()[-1].actor == "Ilva Norrin"


def test_every_command_that_acts_on_a_desk_takes_who_does_it(capfd: pytest.CaptureFixture[str]) -> None:
    for command in ("import", "import-report", "capture", "publish", "withhold", "scale", "report"):
        assert saidso.main([command, "--help"]) == 0
        assert "--by NAME" in capfd.readouterr().out


def test_an_import_goes_on_where_nobody_reads_what_it_says(folder: Path, tmp_path: Path) -> None:
    desk = tmp_path / "d.saidso"
    command = f"{sys.executable} -m saidso import {desk} {folder}/a.txt {folder}/deeper | true"
    found = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert (found.returncode, "Traceback" in found.stderr) == (0, False)
    with open_desk(desk) as opened:
        assert [row.analysed for row in opened.read.articles()] == [True, True]


def test_a_desk_does_not_get_the_number_of_a_stream_that_was_closed(folder: Path, tmp_path: Path) -> None:
    desk = tmp_path / "d.saidso"
    command = f"{sys.executable} -m saidso import {desk} {folder}/a.txt <&- >&- 2>&-"
    assert subprocess.run(["sh", "-c", command], cwd=ROOT).returncode == 0
    with open_desk(desk) as opened:
        assert health.check(opened.connection).sound
        assert [row.analysed for row in opened.read.articles()] == [True]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_ended_says_so_and_leaves_nothing_half_written(tmp_path: Path, number: int) -> None:
    if signal.getsignal(number) is signal.SIG_IGN:
        pytest.skip("the tests run where this signal is ignored (nohup), and so does what they start")
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "saidso", "extract", str(ROOT / "seeds"), "--jsonl", str(out)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as running:
        while not list(tmp_path.glob(".saidso-*.part")):
            assert running.poll() is None
            sleep(0.01)
        os.killpg(running.pid, number)  # the child process that reads gets it too, as from a terminal
        assert running.stderr is not None
        assert running.stderr.read() == "saidso: stopped\n"
    assert running.returncode == 128 + number
    assert list(tmp_path.iterdir()) == []


def test_articles_are_imported_once_listed_and_reported(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk, target = tmp_path / "d.saidso", tmp_path / "r.html"
    assert saidso.main(["import", str(desk), str(folder)]) == 1
    assert "b.txt" in error_lines(capfd)[0]
    assert saidso.main(["import", str(desk), str(folder / "a.txt")]) == 0
    assert "a.txt: already on the desk, as article 1" in capfd.readouterr().out
    assert saidso.main(["articles", str(desk)]) == 0
    listed = capfd.readouterr().out.splitlines()
    assert len(listed) == 2
    assert saidso.main(["report", str(desk), "orrin", "--format", "html", "-o", str(target)]) == 0
    page = target.read_text(encoding="utf-8")
    assert "Orrin bridge to close" in page
    assert "Dana Ferrow" in page


def test_a_new_desk_is_made_only_with_an_article_to_put_on_it(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "d.saidso"
    assert saidso.main(["import", str(desk), str(folder / "b.txt"), str(folder / "nothing.txt")]) == 1
    assert len(error_lines(capfd)) == 2
    assert not desk.exists()
    assert saidso.main(["import", str(tmp_path / "no" / "d.saidso"), str(folder), str(folder / "a.txt")]) == 1
    assert [line for line in error_lines(capfd) if "does not exist" in line][1:] == []


def test_who_may_not_publish_is_told_how_to_say_who_they_are(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "d.saidso"
    assert saidso.main(["import", str(path), str(folder / "a.txt")]) == 0
    with open_desk(path) as desk:
        desk.transact(SetCapacity("Ilva Norrin", Capacity.EDITOR), by="Ilva Norrin")
        claim = desk.read.claim_ids(ClaimFilter())[0]
    assert saidso.main(["publish", str(path), str(claim), "print", "--by", "Hara Moss"]) == 1
    assert "Hara Moss has no role on this desk" in (told := error_lines(capfd)[0])
    assert "--by NAME" in told
    assert saidso.main(["publish", "--help"]) == 0
    assert "--by which of them you are" in capfd.readouterr().out


def test_a_report_never_takes_the_place_of_a_desk(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "d.saidso"
    saidso.main(["import", str(desk), str(folder / "a.txt")])
    assert saidso.main(["report", str(desk), "1", "-o", str(desk)]) == 1
    assert saidso.main(["extract", str(folder / "a.txt"), "--jsonl", str(desk)]) == 1
    assert all("is a desk" in line for line in error_lines(capfd))
    assert saidso.main(["articles", str(desk)]) == 0


@pytest.mark.parametrize("redirection", ["> /dev/full", ">&-", "| head -c 5 > /dev/null"])
def test_output_that_cannot_be_written_is_one_line(folder: Path, redirection: str) -> None:
    command = f"{sys.executable} -m saidso extract {folder}/a.txt --jsonl - {redirection}"
    found = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True)
    told = [line for line in found.stderr.splitlines() if not line.startswith("Extracting")]
    assert len(told) <= 1
    assert "Traceback" not in found.stderr
    assert found.returncode == (0 if "|" in redirection else 1)


def test_an_article_that_is_not_one_is_answered_with_what_there_is(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = tmp_path / "d.saidso"
    saidso.main(["import", str(desk), str(folder)])
    capfd.readouterr()
    assert saidso.main(["report", str(desk), "bridge", "-o", str(tmp_path / "r.html")]) == 1
    told = error_lines(capfd)[0]
    assert "Orrin bridge to close" in told
    assert "Tarle bridge to close" in told
    assert not (tmp_path / "r.html").exists()


def test_a_desk_that_is_open_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "d.saidso"
    with open_desk(path):
        found = subprocess.run(
            [sys.executable, "-m", "saidso", "articles", str(path)], cwd=ROOT, capture_output=True, text=True
        )
    assert found.returncode == 1
    assert "open elsewhere" in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_window_without_a_display_is_refused_plainly(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert saidso.main(["open", str(tmp_path / "d.saidso")]) == 1
    assert "no display" in error_lines(capfd)[0]
    assert not (tmp_path / "d.saidso").exists()


def test_a_sound_machine_is_said_to_be_sound(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from gui import system

    monkeypatch.setattr(system, "PACKAGES_FOR_QT", {})
    monkeypatch.setattr(system, "PACKAGES_FOR_X11", {})
    assert saidso.main(["doctor"]) == 0
    assert capfd.readouterr().out.startswith("Sound")


def test_missing_system_libraries_are_named_with_the_line_that_installs_them(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from gui import system

    monkeypatch.setattr(system, "PACKAGES_FOR_QT", {"libnothere.so.9": "libnothere9"})
    assert saidso.main(["doctor"]) == 1
    assert error_lines(capfd) == [
        "saidso: The window needs system libraries that are not here: sudo apt-get install libnothere9"
    ]


def test_the_readme_installs_every_library_the_program_asks_for() -> None:
    from gui import system

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    line = readme[readme.index("sudo apt-get install") : readme.index("## Work")]
    packages = {**system.PACKAGES_FOR_QT, **system.PACKAGES_FOR_X11}.values()
    assert [name for name in packages if name not in line.split()] == []


def test_the_door_opens_without_qt_sql_or_spacy() -> None:
    code = (
        "import sys, saidso; saidso.main(['--help']);"
        "sys.exit(', '.join(m for m in ('PySide6', 'sqlalchemy', 'spacy') if m in sys.modules) or 0)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr


def test_make_run_without_a_display_does_the_job_and_says_where_things_are(tmp_path: Path) -> None:
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "SAIDSO_DESK"}},
        "XDG_DATA_HOME": str(tmp_path),
    }

    def run() -> list[str]:
        found = subprocess.run(
            [sys.executable, "-m", "saidso", "samples"], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert found.returncode == 0, found.stderr
        assert found.stderr == ""
        return found.stdout.splitlines()

    first, second = run(), run()
    assert first == second  # the same desk, nothing added twice
    report, picture = (Path(line.split(": ", 1)[1]) for line in first[-2:])
    page = report.read_text(encoding="utf-8")
    assert "Varenia frees 52" in page
    assert "Contains an example" in page
    assert page.count("Misleading") > 1
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_second_draft_is_named_and_taken_as_a_new_version_where_that_is_asked_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = (
        "Fees to rise\n\nThe port of Velin will raise its fees by 12 per cent in January, its director said. "
        "She said 52 ships had left for other ports, and that nobody had asked them to stay.\n"
    )
    first, second, desk = tmp_path / "first.txt", tmp_path / "second.txt", tmp_path / "d.saidso"
    first.write_text(text, encoding="utf-8")
    second.write_text(
        text.replace("Fees to rise", "Port to charge more") + "\nNobody was glad.\n", encoding="utf-8"
    )
    assert saidso.main(["import", str(desk), str(first)]) == 0
    assert "largely" not in capfd.readouterr().out
    assert saidso.main(["import", str(desk), str(second)]) == 0
    told = capfd.readouterr().out
    with open_desk(desk) as opened:
        assert [row.id for row in opened.read.articles()] == [2, 1]
        claims = opened.read.articles()[0].claims
    assert told == (
        "second.txt: article 2 has largely the text of article 1, “Fees to rise”; import it again with "
        "--new-versions to take it as a new version of that, or keep both\n"
        f"Added “Port to charge more”: {claims} claims\n"
    )
    assert saidso.main(["import", str(desk), str(second), "--new-versions"]) == 0
    assert "article 2 is now a new version of article 1" in capfd.readouterr().out
    with open_desk(desk) as opened:
        assert [row.id for row in opened.read.articles()] == [2]

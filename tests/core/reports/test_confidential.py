"""That nothing a public report says tells who a confidential source is, whichever field it was written into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.records import CaptureRow, ClaimView, EvidenceDraft, Publication, PublicCorrection, Stance
from core.reports import FORMATS, profile
from core.reports.model import ReportModel
from tests.core.reports.hostile import DIGEST, NIGHT
from tests.core.reports.test_formats import reviewed, unpacked

CALLER = EvidenceDraft(
    title="Phone call with Torvald Ekmann-Ruud, 15 March",
    url="https://ruud.example/private/ekmann-papers.pdf",
    publisher="Torvald Ekmann-Ruud",
    note="Ask for Solveig at the Brennhall depot, +47 912 34 567.",
    stance=Stance.SUPPORTS,
    excerpt="“I kept the rosters of every night boat until they took my key away”",
    confidential=True,
)
TELLING = [
    "Torvald Ekmann-Ruud",
    "Ekmann-Ruud’s rosters",
    "the EKMANN papers",
    "as Ekmann told us",
    "tórvald ekmánn-ruud",
    "two Ekmanns",
    "Ek\u00admann",
    "Solveig",
    "at Brennhall",
    "91234567",
    "+47 912 34 567",
    "https://ruud.example/private/ekmann-papers.pdf",
    "see ruud.example",
    "he kept the rosters of every night boat",
    "on a Night Roster tape",
]
"""Words that tell of the source above; the last only of the copy below."""
COPY = CaptureRow(
    7,
    "https://files.example/1234",
    NIGHT,
    "audio/mpeg",
    5,
    DIGEST,
    requested_url="https://files.example/night-roster-tape.mp3",
)


def with_source(
    model: ReportModel, draft: EvidenceDraft = CALLER, captures: tuple[CaptureRow, ...] = (COPY,)
) -> Any:
    """The report with that source under a claim that no public report shows, and every field of others filled."""
    [part] = model.parts
    first, *rest = part.claims
    hidden = next(claim for claim in rest if claim.evidence and claim.row.state.value == "submitted")
    source = replace(hidden.evidence[0], id=4711, draft=draft, captures=captures)
    kept = CaptureRow(9, "https://gazette.example/118", NIGHT, "text/html", 5, "0" * 64)
    first = replace(
        first,
        evidence=tuple(replace(row, captures=(kept,)) for row in first.evidence),
        publication=Publication("The Harbour Courier, page 3", NIGHT, "Una Lindqvar"),
        public_corrections=(
            PublicCorrection("So? False", "So? True", "misread", "First rated False.", "Una", NIGHT),
        ),
    )
    claims = [replace(c, evidence=(*c.evidence, source)) if c is hidden else c for c in rest]
    return replace(model, parts=(replace(part, claims=(first, *claims)),))


def written(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths to every text in a record."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield path
    elif is_dataclass(value):
        for each in fields(value):
            yield from written(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from written(item, (*path, at))


def told_in(value: Any, path: tuple[Any, ...], words: str) -> Any:
    """The record with `words` at the end of the text at `path`."""
    if not path:
        return f"{value} {words}"
    step, *rest = path
    if isinstance(value, tuple):
        return tuple(told_in(item, tuple(rest), words) if at == step else item for at, item in enumerate(value))
    return replace(value, **{step: told_in(getattr(value, step), tuple(rest), words)})


FIRST: ClaimView = with_source(reviewed()).parts[0].claims[0]
NOT_WRITTEN = {"scale", "said", "so", "sha256", "warc_sha256", "media_type", "rule", "by", "added_by", "assignee"}
"""Fields in which no words stand, and those that name the desk's own people."""
EVERYWHERE = [
    path
    for path in written(replace(FIRST, history=(), comments=(), reasons=(), speaker_phrase="them", cue="said"))
    if path[-1] not in NOT_WRITTEN
]
LINKED = {
    ("evidence", 0, "draft", "title"),
    ("evidence", 0, "draft", "url"),
    ("evidence", 0, "draft", "publisher"),
}
"""What describes a source to which readers get a link is public."""
REFUSED = {
    ("check", "rationale"),
    ("evidence", 0, "draft", "note"),
    ("evidence", 0, "draft", "excerpt"),
    ("evidence", 0, "captures", 0, "archive_url"),
    ("publication", "place"),
    ("public_corrections", 0, "was"),
    ("public_corrections", 0, "now"),
    ("public_corrections", 0, "public_note"),
    ("reading", "counted"),
    ("row", "words"),
    ("speaker_phrase",),
}
"""Fields that public reports print: what tells in them can only be refused."""


def telling(model: ReportModel, path: tuple[Any, ...], words: str) -> ReportModel:
    [part] = model.parts
    first, *rest = part.claims
    return replace(model, parts=(replace(part, claims=(told_in(first, path, words), *rest)),))


def test_a_source_is_hidden_and_nothing_is_refused_where_nobody_tells() -> None:
    model = profile.public(with_source(reviewed()))
    for each in FORMATS.values():
        data = unpacked(each.render(model)).lower()
        assert not [word for word in (b"ekmann", b"solveig", b"brennhall", b"rosters") if word in data]


@pytest.mark.parametrize("path", EVERYWHERE, ids=lambda path: ".".join(map(str, path)))
def test_a_name_written_into_any_field_reaches_no_format(path: tuple[Any, ...]) -> None:
    """Whatever field of a claim there is, or will be: it is refused, or left out of every format."""
    model = telling(with_source(reviewed()), path, "as Ekmann said")
    if path in LINKED:
        return
    try:
        public = profile.public(model)
    except UserError as error:
        assert error.code == "S-REPORT-CONFIDENTIAL"
        assert "Ekmann" in error.message
    else:
        assert path not in REFUSED
        for each in FORMATS.values():
            assert b"ekmann" not in unpacked(each.render(public)).lower()


@pytest.mark.parametrize("words", TELLING)
def test_all_that_tells_a_source_is_refused(words: str) -> None:
    with pytest.raises(UserError) as caught:
        profile.public(telling(with_source(reviewed()), ("check", "rationale"), words))
    assert caught.value.code == "S-REPORT-CONFIDENTIAL"
    assert caught.value.message.startswith("The rationale of “52 detainees” has “")
    assert caught.value.message.endswith("write it without that.")


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (EvidenceDraft("Mail", note="nora.sallow@ferry.example"), "as Nora Sallow wrote"),
        (EvidenceDraft("Mail", note="Write to nora.sallow@ferry.example"), "Sallow wrote"),
        (EvidenceDraft("Mail", publisher="n.sallow@ferry.example"), "as sallow wrote"),
        (EvidenceDraft("Mail", locator="norasallow2@ferry.example"), "as Nora Sallow wrote"),
        (EvidenceDraft("Mail", url="mailto:nsallow@ferry.example"), "as Nora Sallow wrote"),
        (EvidenceDraft("Mail from nora_sallow@ferry.example"), "NORA SALLOW wrote"),
        (EvidenceDraft("Call", note="talked to nora sallow, the night clerk"), "as nora sallow said"),
        (EvidenceDraft("Call", note="talked to nora sallow, the night clerk"), "Sallow, who works there"),
        (EvidenceDraft("Call", note="Nora Sallow said so."), "we talked to nora about it"),
        (EvidenceDraft("Call with the night clerk at the ferry office"), "By the night clerk at the ferry office"),
        (EvidenceDraft("Call", note="The night clerk of the ferry rang."), "as the night clerk of the ferry said"),
    ],
)
def test_who_a_source_is_is_read_off_addresses_small_letters_and_descriptions(
    draft: EvidenceDraft, words: str
) -> None:
    secret = replace(draft, stance=Stance.SUPPORTS, confidential=True)
    with pytest.raises(UserError) as caught:
        profile.public(telling(with_source(reviewed(), secret, ()), ("check", "rationale"), words))
    assert caught.value.code == "S-REPORT-CONFIDENTIAL"


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (EvidenceDraft("Mail", note="Sent to info@ferry.example on Monday"), "The info is on their page."),
        (EvidenceDraft("Call", note="rang about the tonnage in the second quarter"), "The tonnage fell."),
        (
            EvidenceDraft("Call", note="Has the minutes of a meeting"),
            "By minutes of a meeting.",
        ),
        (EvidenceDraft("Call", note="The clerk was on at night."), "The clerk was not asked."),
        (EvidenceDraft("Call", note="prices rose sharply in spring"), "They rose sharply."),
        (EvidenceDraft("Call", note="Grant papers were shown."), "The grant was paid."),
    ],
)
def test_words_that_a_source_shares_with_everybody_tell_nothing(draft: EvidenceDraft, words: str) -> None:
    secret = replace(draft, stance=Stance.SUPPORTS, confidential=True)
    model = telling(with_source(reviewed(), secret, ()), ("check", "rationale"), words)
    assert words in profile.public(model).claims[0].check.rationale


@pytest.mark.parametrize(
    "words",
    [
        "We called on 15 March and asked for the papers.",  # common words, though the title has them
        "The depot would not say who took the key.",
        "Ruudsborg lies on the coast.",  # another name that begins alike
        "Ilse Maron called twice.",  # the checker herself
        "Danforth and Okell were asked.",  # they stand in the article
    ],
)
def test_what_tells_nothing_is_published(words: str) -> None:
    secret = replace(CALLER, note=f"{CALLER.note} Ilse Maron knows him, as do Okell and Mirela Danforth.")
    public = profile.public(telling(with_source(reviewed(), secret), ("check", "rationale"), words))
    assert words in public.claims[0].check.rationale


def test_what_readers_can_follow_a_link_to_is_public_for_that_claim_only() -> None:
    secret = replace(
        CALLER, title="State Gazette of Orvenna, draft", publisher="State Gazette of Orvenna", note=""
    )
    public = profile.public(with_source(reviewed(), secret))
    assert public.claims[0].evidence[0].draft.publisher == "State Gazette of Orvenna"
    bare = telling(with_source(reviewed(), replace(secret, publisher="Ekmann")), ("check", "rationale"), "Ekmann")
    with pytest.raises(UserError, match="Ekmann"):
        profile.public(bare)


MEMO = EvidenceDraft("Memo 17", "https://leaks.example/memo-17", "Night clerk of the ministry", confidential=True)


def with_open(model: ReportModel, draft: EvidenceDraft) -> ReportModel:
    """The report with another source under its first claim, which nobody marked confidential."""
    [part] = model.parts
    first, *rest = part.claims
    row = replace(first.evidence[0], id=99, draft=replace(draft, confidential=False), captures=())
    first = replace(first, evidence=(*first.evidence, row))
    return replace(model, parts=(replace(part, claims=(first, *rest)),))


@pytest.mark.parametrize(
    "url",
    [
        "http://leaks.example/memo-17",
        "https://WWW.Leaks.example:443/memo-17/#page=2",
        "https://leaks.example/memo-17?utm_source=mail",
        "https://archive.example/web/2025/https://leaks.example/memo-17",
    ],
)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_source_is_hidden_however_its_link_is_written(url: str, elsewhere: bool) -> None:
    """Whoever forgot the mark at one claim typed the link by hand there, or took it out of the browser."""
    model = reviewed() if elsewhere else with_source(reviewed(), MEMO, ())
    told = with_open(model, EvidenceDraft("A memo", url, "The ministry"))
    public = profile.public(told, elsewhere=[MEMO] if elsewhere else [])
    assert public.withheld == ((1, 1),)
    assert "leaks" not in str(public)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_what_is_called_as_a_secret_source_is_refused_under_another_link(elsewhere: bool) -> None:
    model = reviewed() if elsewhere else with_source(reviewed(), MEMO, ())
    told = with_open(model, replace(MEMO, url="https://mirror.example/17", title="memo 17"))
    with pytest.raises(UserError, match="“memo 17”, “Night clerk of the ministry”") as caught:
        profile.public(told, elsewhere=[MEMO] if elsewhere else [])
    assert "mark that source confidential too" in caught.value.message


def test_each_years_report_of_one_office_is_a_source_of_its_own() -> None:
    secret = EvidenceDraft("Roll of the night boats", "https://a.example/1", "Ferry office", date(2025, 1, 2))
    other = replace(secret, url="https://a.example/2", dated=date(2024, 1, 2))
    public = profile.public(with_open(reviewed(), other), elsewhere=[replace(secret, confidential=True)])
    assert public.claims[0].evidence[-1].draft.title == "Roll of the night boats"


def test_the_same_person_under_an_open_source_is_refused_and_can_be_marked() -> None:
    """Without a link readers have no way to the person: naming them is telling."""
    model = with_source(reviewed())
    [part] = model.parts
    first, *rest = part.claims
    second = replace(
        first.evidence[0], id=99, draft=EvidenceDraft("Second call", publisher="Torvald Ekmann-Ruud"), captures=()
    )
    told = replace(first, evidence=(*first.evidence, second))
    with pytest.raises(UserError, match="mark that source confidential too") as caught:
        profile.public(replace(model, parts=(replace(part, claims=(told, *rest)),)))
    assert caught.value.message.startswith("A source of ")


def test_a_source_of_another_article_is_looked_for_as_a_whole() -> None:
    model = reviewed()
    whole = telling(model, ("check", "rationale"), "Torvald Ekmann-Ruud’s list")
    with pytest.raises(UserError, match="Torvald Ekmann-Ruud"):
        profile.public(whole, elsewhere=[CALLER])
    part = telling(model, ("check", "rationale"), "The Ekmann bridge is closed.")
    assert "Ekmann bridge" in profile.public(part, elsewhere=[CALLER]).claims[0].check.rationale


def test_the_newsrooms_name_and_what_the_report_is_about_are_looked_through() -> None:
    model = with_source(reviewed())
    with pytest.raises(UserError, match="The head of “Orvenna frees"):
        profile.public(replace(model, about="Ekmann"))


LETTERS = st.characters(min_codepoint=0x41, max_codepoint=0x17F, categories=("Lu", "Ll"), exclude_characters="ŉſ")
NAMES = st.text(LETTERS, min_size=5, max_size=12)


@given(NAMES, st.sampled_from(["{}", "{}’s", "({})", "… {}!", "“{}”", "ex-{}", "{}\u200b"]), st.booleans())
def test_a_surname_is_found_however_it_is_written(name: str, frame: str, upper: bool) -> None:
    model = reviewed()
    secret = replace(CALLER, publisher=f"Mr {name.capitalize()}", title="Call", url="", note="", excerpt="")
    said = frame.format(name.upper() if upper else name.lower())
    with pytest.raises(UserError, match="confidential source"):
        profile.public(telling(with_source(model, secret, ()), ("check", "rationale"), f"So {said} told us."))


def test_all_that_tells_the_source_is_named_at_once_and_the_name_first() -> None:
    """Whoever rewrites the one word that is named would meet the next one at the next attempt."""
    draft = EvidenceDraft("Exhibit list", publisher="Osgood Trill", confidential=True)
    words = "Exhibit 7 lists 86; 61 are marked. Osgood Trill gave us the list."
    with pytest.raises(UserError) as caught:
        profile.public(telling(with_source(reviewed(), draft, ()), ("check", "rationale"), words))
    named = caught.value.message
    assert "has “Osgood Trill”, “Exhibit”" in named and "which tell of a confidential source" in named

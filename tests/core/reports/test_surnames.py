"""That sources are not told by names that are short, or words as well, nor by such in scripts without capitals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import UserError
from core.records import EvidenceDraft
from core.reports import profile, unsettled
from core.reports.model import ReportModel
from tests.core.reports.test_confidential import telling, with_source
from tests.core.reports.test_formats import reviewed


def told(draft: EvidenceDraft, words: str) -> ReportModel:
    """The report with that confidential source, and those words at the end of its first rationale."""
    secret = replace(draft, confidential=True)
    return telling(with_source(reviewed(), secret, ()), ("check", "rationale"), words)


def warned(model: ReportModel) -> list[str]:
    return list(unsettled.may_tell(profile.public(model), model))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Interview with Kim Lee", "Lee told us that the list was forged."),
        ("Interview with Kim Lee", "as Kim has it"),
        ("Kim Lee", "The list is Lee’s."),
        ("Call with Tom Fox", "Fox confirmed it."),
        ("Call with Tom Fox", "as told by Fox, who saw it"),
        ("Interview with Ngozi Ek", "Ek has the list."),
        ("Interview with Laura Page", "Page told us that the list was forged."),
        ("Interview with Laura Page", "When Page rang, it was late."),
        ("Interview with Sarah Black", "The list came from Black."),
        ("Interview with Mark Young", "Young later confirmed it."),
        ("Interview with James Law", "Law told us on the record."),
        ("Interview with Dana Will", "Ms Will confirmed it."),
        ("Interview with Dana Will", "as Will told us"),
        ("Interview with Ann May", "May told us."),
        ("Interview with Ann May", "It was Ann May."),
        ("Interview with Dr. Hill", "the clerk Hill"),
        ("interview with kim lee", "Lee told us."),
        ("call with mark young", "It came from Young."),
        ("Memo", "Page told us."),
        ("Mail from tom.fox@ferry.example", "Fox confirmed it."),
        ("Mail from laura.page@ferry.example", "as Page wrote"),
    ],
)
def test_a_surname_that_is_short_or_a_word_is_refused_where_it_stands_as_a_name(title: str, words: str) -> None:
    draft = EvidenceDraft(title, note="Met Page at the café." if title == "Memo" else "")
    with pytest.raises(UserError, match="confidential source") as caught:
        profile.public(told(draft, words))
    assert caught.value.code == "S-REPORT-CONFIDENTIAL"


@pytest.mark.parametrize(
    ("title", "words", "word"),
    [
        ("Interview with Laura Page", "Page 3 has the list.", "Page"),
        ("Interview with Laura Page", "The list is on Page 3.", "Page"),
        ("Interview with Dana Will", "Will they be freed?", "Will"),
        ("Interview with Sarah Black", "They sailed the Black Sea.", "Black"),
        ("Interview with James Law", "Nothing in the Law says so.", "Law"),
        ("Interview with Ann May", "It was on 3 May 2025.", "May"),
        ("Call with Tom Fox", "Fox hunting was banned.", "Fox"),
    ],
)
def test_a_word_that_may_be_a_name_is_warned_of(title: str, words: str, word: str) -> None:
    [sentence] = warned(told(EvidenceDraft(title), words))
    assert sentence == (
        f"The rationale of claim 1, “52 detainees”, has “{word}”, which may be the name of a confidential source: "
        "make sure that it is only the word."
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Interview with Laura Page", "We read every page; it will be kept."),
        ("Interview with Anna Park", "They met in the park."),
        ("Interview with Tom Price", "The price fell."),
        ("Minutes of the Supreme Court", "The Court ruled on Friday."),
        ("Annual Report of the Black Sea Fleet", "A black day; Black smoke rose."),
        ("EU report on home care", "Home care in the EU costs more."),
        ("Register, page 2", "Page 2 has it."),
        ("Met a broker of Wall Street", "They live in Harbour Street."),
        ("Mail from press.office@ferry.example", "Press reports have it."),
        ("Call", "Young men were asked. Fox hunting was banned. Will they come?"),
    ],
)
def test_ordinary_words_neither_refuse_a_report_nor_warn(title: str, words: str) -> None:
    assert warned(told(EvidenceDraft(title), words)) == []


def test_a_namesake_in_the_article_is_known_and_a_page_in_it_is_none() -> None:
    model = told(EvidenceDraft("Interview with Laura Page"), "Page told us.")
    [part] = model.parts
    for text, refused in (("Sven Page said so.", False), ("It is on Page 3. A page was lost.", True)):
        article = replace(part.article, text=f"{part.article.text}\n{text}")
        changed = replace(model, parts=(replace(part, article=article),))
        if refused:
            with pytest.raises(UserError, match="“Page”"):
                profile.public(changed)
        else:
            assert profile.public(changed)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("Met 王伟 at the café", "王伟 confirmed it."),
        ("Met 王伟 at the café", "据王伟说 (so the note)"),
        ("今天见了王伟先生", "王伟 confirmed it."),
        ("Met 김철수 at the café", "김철수는 confirmed it."),
        ("ยืนยันโดยสมชาย", "สมชาย confirmed it."),
        ("Met محمود عودة at the café", "So محمود told us."),
        ("Met דניאל at the café", "So דניאל told us."),
    ],
)
def test_names_in_scripts_without_capitals_or_spaces_are_found(note: str, words: str) -> None:
    with pytest.raises(UserError, match="confidential source"):
        profile.public(told(EvidenceDraft("Call", note=note), words))


def test_other_words_in_such_a_script_are_published() -> None:
    words = "李娜 confirmed it, and so did سمير."
    assert (
        words
        in profile.public(told(EvidenceDraft("Call", note="Met 王伟 and محمود"), words)).claims[0].check.rationale
    )

"""Plain text is kept to the character, in every encoding newsrooms save it in."""

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.intake import MAX_BYTES, read_bytes, read_text
from core.intake.opening import dateline
from core.intake.plain import read_plain

STORY = (
    "Council “regrets” delay\n\n"
    "The mayor of Orrin Head said £4.5m – a third – was ‘safe’.\n\n"
    "\tCafé owners disagreed…\n"
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode("utf-8"), "utf-8"),
        (STORY.encode("utf-8-sig"), "utf-8"),
        (STORY.encode("cp1252"), "cp1252"),
        (STORY.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + STORY.encode("utf-16-be"), "utf-16-be"),
        (STORY.encode("utf-16-le"), "utf-16-le"),
        (STORY.encode("utf-16-be"), "utf-16-be"),
        (STORY.encode("utf-32"), "utf-32-le"),
        (STORY.encode("mac_roman"), "mac_roman"),
    ],
)
def test_every_likely_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    document = read_bytes("story.txt", data)
    assert document.text == STORY
    assert document.encoding == encoding
    assert document.original == data
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.media_type == "text/plain"


def test_russian_and_polish_are_not_read_as_western() -> None:
    russian = "Он сказал, что всё хорошо. Это важная новость для всех жителей города и области.\n" * 3
    assert read_bytes("a.txt", russian.encode("cp1251")).text == russian
    polish = "Burmistrz powiedział, że gmina zapłaci. Źródło: urząd miasta, środa, święto.\n" * 3
    assert read_bytes("b.txt", polish.encode("cp1250")).text == polish


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Mr Małęta met Mr Kadyński in Łośno on Monday, the agency said, and 300 people came.", "cp1250"),
        ("Mr Małęta met Mr Kadyński in Łośno, where they are (są) in śnieg, and 300 people came.", "iso8859_2"),
        ("Jiří Dvořánek met Miloš Černoch and Mr Vujić in Plzeňov; they said 40 people were hurt.", "cp1250"),
        ("Recep Aydoğan met Mr Kılıçoğlu and Mrs Yıldırak in Ankara, and 40 people came.", "cp1254"),
        ("Mr Āboltiņš met Mr Kalnkāps and Mr Bērzkalns in Rīgava on Monday, with 40 people.", "cp1257"),
        ("Señora Muñera, 52, of Logroña, told Begoña Ibáñar that £1,300 – no more – was paid.", "cp1252"),
        ("Mette Løvgård met Søren Kjær in Århusby; “crème brûlée” cost €50, or ½ of it.", "cp1252"),
        ("João Conceição, of São Bento, said his fiancée’s café had 20 °C and 30 m² more.", "cp1252"),
        ("Hélène Besnès and Thérèse Aubré ate Gruyère at the fête; it was déjà vu, they said.", "cp1252"),
    ],
)
def test_names_of_other_languages_keep_their_letters(text: str, encoding: str) -> None:
    document = read_bytes("a.txt", text.encode(encoding))
    assert document.text == text


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        ("Mr Iğdırlı said so.", "cp1254", "with “Iðdýrlý” or with “Iğdırlı”"),
        ("Mr Brňáček left, and 40 people came.", "cp1250", "Brňáček"),
        ("Mr Lefèvrier left, and 40 people came.", "cp1252", "Lefèvrier"),
    ],
)
def test_a_name_that_can_be_read_in_two_ways_is_refused_with_both(text: str, encoding: str, told: str) -> None:
    with pytest.raises(UserError, match="can be read in two ways") as caught:
        read_bytes("a.txt", text.encode(encoding))
    assert caught.value.code == "S-INTAKE-ENCODING"
    assert told in caught.value.message
    assert caught.value.message.endswith("Save it again as UTF-8 text.")


def test_a_word_of_other_letters_is_not_guessed_at() -> None:
    text = "The sign on the ferry said Ναυαγοσωστικό, the mayor told 300 people in the harbour.".encode("cp1253")
    with pytest.raises(UserError, match="in no character encoding"):
        read_bytes("a.txt", text)


def test_a_short_line_of_accented_capitals_is_western() -> None:
    assert read_bytes("a.txt", "ÄÖÜ GRÖSSE ÜBERALL".encode("cp1252")).text == "ÄÖÜ GRÖSSE ÜBERALL"
    assert read_bytes("b.txt", "VOILÀ, DIT-IL. Déjà vu".encode("cp1252")).text == "VOILÀ, DIT-IL. Déjà vu"


def test_hebrew_and_greek_are_recognised() -> None:
    for text, encoding in (
        ("שלום עולם, אמר ראש העיר ביום שני. " * 20, "cp1255"),
        ("Ο δήμαρχος είπε ναι. " * 20, "cp1253"),
    ):
        assert read_bytes("a.txt", text.encode(encoding)).text == text


def test_a_single_western_byte_is_enough_to_leave_utf_8() -> None:
    document = read_bytes("a.txt", b"The caf\xe9 closed.")
    assert (document.text, document.encoding) == ("The café closed.", "cp1252")


def test_newlines_of_all_systems_become_one_and_nothing_else_changes() -> None:
    document = read_bytes("a.txt", b"one\r\ntwo\rthree\n\x0cfour \t five\xc2\xa0\xe2\x80\xa8six \n\n")
    assert document.text == "one\ntwo\nthree\n\x0cfour \t five\u00a0\u2028six \n\n"


def test_damaged_utf_8_shows_where_a_character_is_lost() -> None:
    good = "“Señor Núñez,” she said – “naïve”."
    data = good.encode() * 20 + b"\xe2\x80"
    assert read_bytes("a.txt", data).text == good * 20 + "\ufffd"


def test_surrogates_written_one_by_one_become_the_character_they_stand_for() -> None:
    assert read_bytes("a.txt", b"smile \xed\xa0\xbd\xed\xb8\x80 now").text == "smile 😀 now"
    assert "\ud83d" not in read_bytes("a.txt", b"half \xed\xa0\xbd of it").text


def test_pasted_text_holds_nothing_that_cannot_be_stored() -> None:
    document = read_text("Pasted", "\ufeffa\ud83d\ude00b\ud83dc\x00d\r\n")
    assert document.text == "a😀b\ufffdc\ufffdd\n"
    assert document.original == "a😀b\ufffdc\ufffdd\r\n".encode()
    assert document.sha256 == hashlib.sha256(document.original).hexdigest()


def test_the_given_date_counts_only_where_the_text_names_none() -> None:
    given_date = date(2025, 9, 30)
    assert read_text("a", "No date in here.", given_date).published == given_date
    assert read_text("a", "11 September 2025\n\nA story.", given_date).published == date(2025, 9, 11)


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe\r\x00\n\x00", "\u200b\u00a0\n".encode()]
)
def test_nothing_to_read_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(UserError, match=r"“blank\.txt” holds no text") as caught:
        read_bytes("blank.txt", data)
    assert caught.value.code == "S-INTAKE-EMPTY"


def test_a_text_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(UserError, match=r"“long\.txt” has 5\.2 MB; an article may have 5 MB at most") as caught:
        read_bytes("long.txt", b"a" * 5_200_000)
    assert caught.value.code == "S-INTAKE-SIZE"
    with pytest.raises(UserError, match="at most"):
        read_text("Pasted", "é" * (MAX_BYTES // 2 + 1))
    assert len(read_bytes("just.txt", b"a" * MAX_BYTES).text) == MAX_BYTES


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Port Ardle Courier, 14 October 2026", date(2026, 10, 14)),
        ("Belcourt Dispatch, Sept. 3, 2026", date(2026, 9, 3)),
        ("Belcourt Dispatch, Sept. 3", None),
        ("Rosa Vell, 14 October 2026", None),
    ],
)
def test_a_line_of_a_paper_and_the_day_dates_the_article(line: str, published: date | None) -> None:
    text = f"Harbour bill unpaid\n\nBy Judith Prewett\n{line}\n\nThe council met.\n"
    assert read_text("a", text).published == published


def test_a_name_is_made_fit_to_show() -> None:
    assert read_text("bad\nna\udce9me\u202e.txt", "x").name == "bad\ufffdna\ufffdme\ufffd.txt"
    assert len(read_text("x" * 5000, "x").name) <= 255
    assert read_text("n" * 255, "x").name == "n" * 255


@given(st.text(min_size=1))
def test_any_text_comes_through_utf_8_to_the_character(text: str) -> None:
    try:
        document = read_bytes("a.txt", text.encode("utf-8"))
    except UserError as error:
        assert error.code in {"S-INTAKE-EMPTY", "S-INTAKE-BINARY", "S-INTAKE-ENCODING", "S-INTAKE-FORMAT"}
        return
    if document.encoding == "utf-8":
        kept = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
        assert document.text == kept


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        ("HALVERSUND, March 14 (Northwire) — A ferry was late.", "Northwire", date(2026, 3, 14)),
        ("HALVERSUND, Norland, 14 March (Northwire) - A ferry was late.", "Northwire", date(2026, 3, 14)),
        ("HALVERSUND (Northwire) — A ferry was late.", "Northwire", None),
        ("HALVERSUND, Dec. 24 — A ferry was late.", None, date(2025, 12, 24)),
        ("Halversund, Feb. 29 – A ferry was late.", None, date(2024, 2, 29)),
        ("Belcourt Dispatch, Sept. 3", "Belcourt Dispatch", date(2026, 9, 3)),
        # The weekday tells the year, where it does.
        ("HALVERSUND, Oct. 14 (Northwire) - A ferry sank on Tuesday.", "Northwire", date(2025, 10, 14)),
        ("HALVERSUND, Oct. 14 (Northwire) - A ferry sank on Wednesday.", "Northwire", date(2026, 10, 14)),
        ("HALVERSUND, Oct. 14 (Northwire) - A ferry sank on Sunday.", "Northwire", date(2026, 10, 14)),
    ],
)
def test_a_dateline_gives_its_agency_and_its_day(line: str, outlet: str | None, day: date | None) -> None:
    text = f"Ferry sails late\n\n{line}\n\nNobody was hurt.\n"
    found = dateline(text)
    assert found is not None
    assert (found.outlet, found.latest(date(2026, 11, 27))) == (outlet, day)
    opened = read_plain("a.txt", text.encode())
    # A day without a year is proposed to a person, never taken for the date.
    assert (opened.outlet, opened.published) == (outlet, None)


@pytest.mark.parametrize(
    "line",
    [
        "The ferry left on March 14 (a Thursday) — late.",
        "Petra Voss, May 3",
        "March 14 was the day (Northwire had said) that it sailed.",
        "Halversund, Feb. 31 and other days — all of them.",
    ],
)
def test_what_only_looks_like_a_dateline_gives_none(line: str) -> None:
    found = dateline(f"Ferry sails late\n\n{line}\n\nNobody was hurt.\n")
    assert found is None or found.latest(date(2026, 11, 27)) is None

from __future__ import annotations

from pathlib import Path

import pytest

from core.checking import scales
from core.errors import UserError
from core.records import Question


def rating(key: str, /, **changes: str) -> str:
    """One rating as TOML; values of `changes` are written as they are."""
    fields = {
        "key": f'"{key}"',
        "label": f'"Label {key}"',
        "short": f'"S {key}"',
        "definition": '"What it means."',
        "glyph": f'"{key[0]}"',
        "underline": '"solid"',
        "colour": '"#1f7a45"',
        "colour_dark": '"#57c184"',
        **changes,
    }
    return "\n".join(f"{name} = {value}" for name, value in fields.items() if value)


def scale(
    said: list[str], so: list[str], head: str = 'key = "own"\nversion = 2\ntitle = "Own"\nsources_needed = 2\n'
) -> bytes:
    tables = [f"[[said]]\n{r}" for r in said] + [f"[[so]]\n{r}" for r in so]
    return (head + "\n".join(tables)).encode()


def refusal(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        scales.parse(data, "desk.toml")
    message = caught.value.message
    assert message.startswith("desk.toml: ")
    assert "\n" not in message
    return caught.value


def test_the_default_scale_is_that_of_the_product() -> None:
    default = scales.load()
    assert [r.label for r in default.said] == [
        "Verbatim",
        "Faithful paraphrase",
        "Trimmed",
        "Altered",
        "Out of context",
        "Misattributed",
        "Not found",
    ]
    assert [r.label for r in default.so] == ["True", "Mostly true", "Misleading", "False", "Unverified", "Opinion"]
    assert default.sources_needed == 1
    assert scales.stamp(default) == "saidso/1"
    assert {r.key for r in default.so if r.number is None} == {"unverified", "opinion"}
    assert [r.key for r in default.so if r.is_opinion] == ["opinion"]


def test_the_default_scale_tells_ratings_apart_without_colour() -> None:
    default = scales.load()
    for question in Question:
        ratings = default.ratings(question)
        assert len({r.glyph for r in ratings}) == len(ratings)
        assert len({r.underline for r in ratings}) == min(len(ratings), len(scales.UNDERLINES))
        assert all(scales.contrast(r.colour, "#ffffff") >= 4.5 for r in ratings)
        assert all(scales.contrast(r.colour_dark, "#1c1e20") >= 4.5 for r in ratings)


def test_contrast_agrees_with_published_values() -> None:
    # WCAG's extremes, and the grey that is known to be the lightest to pass on white.
    assert scales.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert scales.contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert scales.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert scales.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_a_desks_own_scale_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(
        b"\xef\xbb\xbf" + scale([rating("yes")], [rating("right"), rating("wrong", underline='"dot"')])
    )
    own = scales.load(file)
    assert (own.key, own.version, own.sources_needed) == ("own", 2, 2)
    assert [r.key for r in own.ratings(Question.SO)] == ["right", "wrong"]
    assert own.find(Question.SAID, "yes") is own.said[0]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"label": ""}, "'label' is missing"),
        ({"label": '"  "'}, "'label' is missing"),
        ({"label": "7"}, "'label' is missing"),
        ({"key": '"Two Words"'}, "small letters"),
        ({"short": '"much too long"'}, "at most 10"),
        ({"glyph": '"ab"'}, "at most 1"),
        ({"definition": '"""two\nlines"""'}, "line break"),
        ({"label": '"a\\u202Eb"'}, "invisible"),
        ({"underline": '"zigzag"'}, "solid, dash"),
        ({"colour": '"green"'}, "#rrggbb"),
        ({"colour": '"#57c184"'}, "darken"),
        ({"colour_dark": '"#1f7a45"'}, "lighten"),
        ({"number": "-1"}, "whole number"),
        ({"number": "true"}, "whole number"),
        ({"number": "1.5"}, "whole number"),
        ({"is_opinion": '"yes"'}, "true or false"),
        ({"is_opinion": "true", "number": "1"}, "carries no number"),
        ({"color": '"#1f7a45"'}, "unknown field 'color'"),
    ],
)
def test_a_bad_rating_is_refused_by_file_and_place(changes: dict[str, str], named: str) -> None:
    error = refusal(scale([rating("yes")], [rating("right", **changes)]))
    assert error.code == "S-SCALE-VALUE"
    assert "[[so]]" in error.message
    assert named in error.message


@pytest.mark.parametrize(
    ("field", "value"),
    [("key", '"same"'), ("label", '"same"'), ("short", '"same"'), ("glyph", '"="'), ("number", "3")],
)
def test_ratings_must_differ(field: str, value: str) -> None:
    pair = [rating("right", **{field: value}), rating("wrong", underline='"dot"', **{field: value})]
    error = refusal(scale([rating("yes")], pair))
    assert f"have the {field}" in error.message


def test_underlines_must_differ_as_far_as_there_are_styles() -> None:
    names = "abcdefghi"
    styles = [*scales.UNDERLINES, *scales.UNDERLINES[:3]]
    nine = [rating(n, underline=f'"{style}"') for n, style in zip(names, styles, strict=True)]
    assert len(scales.parse(scale([rating("yes")], nine), "x").so) == 9
    same = [rating("right"), rating("wrong")]
    assert "underline 'solid'" in refusal(scale([rating("yes")], same)).message
    thrice = [rating(n, underline=f'"{s}"') for n, s in zip(names, ["solid"] * 3 + styles[3:], strict=True)]
    assert "have the underline" in refusal(scale([rating("yes")], thrice)).message
    others = [*["solid"] * 3, *styles[1:6], styles[1]]
    spread = [rating(n, underline=f'"{s}"') for n, s in zip(names, others, strict=True)]
    told = refusal(scale([rating("yes")], spread)).message
    assert told.endswith(f"give one of them {' or '.join(styles[2:6])}.")  # all six are used, these once


def test_a_question_has_one_to_nine_ratings() -> None:
    styles = [*scales.UNDERLINES, *scales.UNDERLINES[:4]]
    ten = [rating(n, underline=f'"{style}"') for n, style in zip("abcdefghij", styles, strict=True)]
    assert "digits 1 to 9" in refusal(scale(ten, [rating("right")])).message
    assert "has no ratings" in refusal(scale([], [rating("right")])).message
    assert (
        "has no ratings" in refusal(b'key = "own"\nversion = 1\ntitle = "t"\nsources_needed = 1\nsaid = 3').message
    )


def test_said_is_never_an_opinion() -> None:
    error = refusal(scale([rating("yes", is_opinion="true")], [rating("right")]))
    assert "belongs to [[so]]" in error.message


@pytest.mark.parametrize("field", ["key", "version", "title", "sources_needed"])
def test_a_scale_names_itself(field: str) -> None:
    head = "\n".join(
        line for line in ['key = "own"', "version = 2", 'title = "Own"', "sources_needed = 2"] if field not in line
    )
    error = refusal(scale([rating("yes")], [rating("right")], head + "\n"))
    assert repr(field) in error.message


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"\xff\xfe\x00", "S-SCALE-TOML"), (b"key = ", "S-SCALE-TOML"), (b"x = " + b"[" * 5000, "S-SCALE-TOML")],
)
def test_what_is_no_toml_is_refused(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.toml: cannot be read") as caught:
        scales.load(tmp_path / "none.toml")
    assert caught.value.code == "S-SCALE-READ"
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * (scales.MOST_BYTES + 1))
    with pytest.raises(UserError, match=r"large\.toml") as caught:
        scales.load(large)
    assert caught.value.code == "S-SCALE-SIZE"


def test_a_number_too_long_to_be_read_is_refused_and_no_failure() -> None:
    assert refusal(b"version = " + b"9" * 5000).code == "S-SCALE-TOML"

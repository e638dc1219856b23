"""Text in another language is named, English never is."""

import pytest

from core.language.pipeline import load
from core.language.tongue import other_language

FRENCH = (
    "Le ministre a déclaré mardi que cinquante-deux prisonniers avaient été libérés après des mois de discussions "
    "avec le gouvernement, et que les autres le seraient bientôt."
)
RUSSIAN = (
    "Министр сообщил во вторник, что пятьдесят два заключённых были освобождены после нескольких месяцев "
    "переговоров с правительством, а остальные будут освобождены позже."
)
ENGLISH = (
    "The minister said on Tuesday that 52 prisoners had been freed after months of talks with the government."
)


@pytest.mark.parametrize(("text", "name"), [(FRENCH, "French"), (RUSSIAN, "Russian")])
def test_another_language_is_named(text: str, name: str) -> None:
    assert other_language(text) == name
    assert load().analyse(text).language == name


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "",
        "52 1,300 1,400",
        "Bonjour !",  # too short to tell
        "GDP Q3 2025 4.2 3.9 CPI 2.1 Tarsk Umbrek Lostra Varenia Norvil Merrin Sallow Tarle Pell " * 3,
        ENGLISH + " “Ne pleure pas,” he told her.",
    ],
)
def test_english_and_what_is_too_little_to_tell_are_not(text: str) -> None:
    assert other_language(text) is None

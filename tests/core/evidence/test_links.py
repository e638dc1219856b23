from __future__ import annotations

import pytest

from core.evidence.links import is_link, page


@pytest.mark.parametrize(
    "text", ["https://gazette.example/118", "HTTP://gazette.example", "http://[2001:db8::1]:8080/a"]
)
def test_web_addresses_are_links(text: str) -> None:
    assert is_link(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gazette.example",
        "ftp://gazette.example",
        "https://",
        "https://user@",
        "http://[2001:db8::1/a",
        "https://a b.example",
    ],
)
def test_what_leads_nowhere_on_the_web_is_none(text: str) -> None:
    assert not is_link(text)


@pytest.mark.parametrize(
    "other",
    [
        "http://ferry.example/roster",
        "https://Ferry.Example/roster/",
        "https://www.ferry.example/Roster",
        "https://ferry.example:443/roster#page=9",
        "https://ferry.example/roster#:~:text=boats",
        "https://ferry.example/roster?utm_source=mail&fbclid=7",
        "https://ferry.example/r%6Fster",
        "https://web.archive.example/web/20250314/https://ferry.example/roster",
        "https://web.archive.example/web/2025/https://archive.example/2024/http:/ferry.example/roster",
    ],
)
def test_one_page_is_known_however_its_link_is_written(other: str) -> None:
    assert page(other) == page("https://ferry.example/roster")


@pytest.mark.parametrize(
    "other",
    [
        "https://ferry.example/rosters",
        "https://night.ferry.example/roster",
        "https://ferry.example:8080/roster",
        "https://ferry.example/roster?day=2",
        "https://ferry.example/#/roster",
        "https://ferry.example",
    ],
)
def test_another_page_is_another(other: str) -> None:
    assert page(other) != page("https://ferry.example/roster")


def test_parameters_in_another_order_and_hosts_in_other_letters_lead_to_one_page() -> None:
    assert page("https://fähre.example/l?b=2&a=1") == page("https://xn--fhre-loa.example/l?a=1&b=2")


@pytest.mark.parametrize(
    "text", ["", "Memo 17", "http://[2001:db8::1/a", "https://a.example:99999/", "https://xn--a/"]
)
def test_what_is_no_address_is_kept_as_it_is(text: str) -> None:
    assert page(text.upper()) == page(text)

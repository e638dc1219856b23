from __future__ import annotations

import pytest

from core.evidence.links import is_link


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

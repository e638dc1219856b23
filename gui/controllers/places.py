"""Where somebody was before, to go back to when the article that is shown leaves the desk."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from core.records import ClaimFilter

MOST = 20
"""Places that are remembered."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the list showed, with the claim and the article beside it."""

    filter: ClaimFilter
    claim: int | None
    article: int


class Places:
    """Remembers each list that was left, the last one at the end."""

    def __init__(self) -> None:
        self._places: deque[Place] = deque(maxlen=MOST)

    def forget(self) -> None:
        self._places.clear()

    def leave(self, filter: ClaimFilter, claim: int | None, article: int | None) -> None:
        """Another list is about to be shown."""
        if article is not None and not filter.text:  # a search is left with what was found, not gone back to
            self._places.append(Place(filter, claim, article))

    def before(self, gone: int, there: Collection[int]) -> Place | None:
        """The last place that has nothing to do with the article that is gone; its own is among those `there`."""
        while self._places:
            place = self._places.pop()
            if place.article != gone and place.article in there and place.filter.article_id != gone:
                return place
        return None

"""Everything in the desk pane as one list: queues, saved filters, articles and speakers under their headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt

from core.records import ArticleRow, Queue, SpeakerRow
from gui import words

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
CHOSEN_ROLE = int(Qt.ItemDataRole.UserRole) + 2
_SIZE_ROLE = int(Qt.ItemDataRole.SizeHintRole)


class EntryKind(Enum):
    HEADING = auto()
    QUEUE = auto()
    ARTICLE = auto()
    SPEAKER = auto()
    FILTER = auto()
    NOTE = auto()
    """A line that says why a section is empty."""


@dataclass(frozen=True, slots=True)
class SavedName:
    """A filter that was saved under a name."""

    id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the desk pane. `value` is the queue, saved filter, article or speaker it stands for.

    `count` None says that claims were not counted yet.
    """

    kind: EntryKind
    text: str
    value: Queue | ArticleRow | SpeakerRow | SavedName | None = None
    count: int | None = None


class DeskListModel(QAbstractListModel):
    """Queues with counts, saved filters, articles, speakers. At most one of each is chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: dict[EntryKind, list[Entry]] = {
            EntryKind.QUEUE: [],
            EntryKind.FILTER: [],
            EntryKind.ARTICLE: [],
            EntryKind.SPEAKER: [],
        }
        self._filter: str | None = None
        self._size_of: Callable[[int, Entry], QSize] | None = None
        self._entries: list[Entry] = []
        self._chosen: tuple[Queue | None, int | None, int | None] = (None, None, None)
        self.set_queues({})

    def measure_by(self, size_of: Callable[[int, Entry], QSize]) -> None:
        """Have `size_of`, given a row and its line, say how much room it takes in the view."""
        self._size_of = size_of

    def set_queues(self, counts: dict[Queue, int]) -> None:
        """The claims in each queue; that of the dismissed shows only where there are any."""
        shown = [queue for queue in Queue if queue is not Queue.DISMISSED or counts.get(queue)]
        self._set_section(
            EntryKind.QUEUE,
            [Entry(EntryKind.QUEUE, words.queue(queue), queue, counts.get(queue, 0)) for queue in shown],
        )

    def set_filters(self, counts: Mapping[str, int | None]) -> None:
        """The saved filters by name, with how many claims each shows; None where that is not counted yet."""
        if not counts and not self._sections[EntryKind.FILTER]:
            return
        self._set_section(
            EntryKind.FILTER,
            [Entry(EntryKind.FILTER, name, SavedName(name), count) for name, count in counts.items()],
        )

    def set_chosen_filter(self, name: str | None) -> None:
        if name != self._filter:
            before = self._chosen_rows()
            self._filter = name
            self._tell_rows(before ^ self._chosen_rows())

    def article_lines(self, articles: Sequence[ArticleRow]) -> list[Entry]:
        before = self._sections[EntryKind.ARTICLE]
        if len(before) != len(articles):
            before = []
        # Thousands of lines, of which one has changed: what stays the same stays the same object.
        return [
            old if old is not None and old.value is row else Entry(EntryKind.ARTICLE, row.title, row, row.claims)
            for old, row in zip_longest(before, articles)
        ]

    def speaker_lines(self, speakers: Sequence[SpeakerRow]) -> list[Entry]:
        return [Entry(EntryKind.SPEAKER, row.name, row, row.claims) for row in speakers]

    def set_lines(self, kind: EntryKind, lines: list[Entry]) -> None:
        """The articles or the speakers, as `article_lines` or `speaker_lines` makes them."""
        self._set_section(kind, lines)

    def set_chosen(self, queue: Queue | None, article_id: int | None, speaker_id: int | None) -> None:
        if (queue, article_id, speaker_id) == self._chosen:
            return
        before = self._chosen_rows()
        self._chosen = (queue, article_id, speaker_id)
        self._tell_rows(before ^ self._chosen_rows())

    @property
    def chosen(self) -> tuple[Queue | None, int | None, int | None]:
        return self._chosen

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def is_chosen(self, entry: Entry) -> bool:
        queue, article_id, speaker_id = self._chosen
        match entry.value:
            case Queue():
                return entry.value is queue
            case ArticleRow():
                return entry.value.id == article_id
            case SpeakerRow():
                return entry.value.id == speaker_id
            case SavedName():
                return entry.value.id == self._filter
        return False

    def row_of(self, line: Entry) -> int | None:
        """The row of the line for the same thing, whatever is told of it now; None if it is not listed."""
        wanted = line.kind, _key(line)
        return next((row for row, each in enumerate(self._entries) if (each.kind, _key(each)) == wanted), None)

    def row_of_article(self, article_id: int | None) -> int | None:
        """The row an article stands at; None if it is not listed."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry.value, ArticleRow) and entry.value.id == article_id:
                return row
        return None

    def _chosen_rows(self) -> set[int]:
        queue, article_id, speaker_id = self._chosen
        wanted: tuple[tuple[EntryKind, object], ...] = (
            (EntryKind.QUEUE, queue),
            (EntryKind.FILTER, self._filter),
            (EntryKind.ARTICLE, article_id),
            (EntryKind.SPEAKER, speaker_id),
        )
        return {
            self._start_of(kind) + place
            for kind, value in wanted
            if value is not None
            for place, entry in enumerate(self._sections[kind])
            if _key(entry) == value
        }

    def _tell_rows(self, rows: Iterable[int]) -> None:
        for row in sorted(rows):
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's form)
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        entry = self.entry(index.row())
        if entry is None or entry.kind in (EntryKind.HEADING, EntryKind.NOTE):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        entry = self.entry(row)
        if entry is None:
            return None
        if role == _SIZE_ROLE:
            return self._size_of(row, entry) if self._size_of is not None else None
        if role == ENTRY_ROLE:
            return entry
        if role == CHOSEN_ROLE:
            return self.is_chosen(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.ToolTipRole and entry.kind is EntryKind.ARTICLE:
            return words.tip(f"{entry.text}\n{self._about(entry)}")
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.tip(entry.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry)
        return None

    def _about(self, entry: Entry) -> str:
        if not isinstance(entry.value, ArticleRow):
            return ""
        settled = self.tr("{settled} of {claims} settled").format(
            settled=words.number(entry.value.settled), claims=words.number(entry.value.claims)
        )
        return f"{self.tr('earlier version')}; {settled}" if entry.value.superseded else settled

    def _spoken(self, entry: Entry) -> str:
        parts = [entry.text]
        if entry.count is not None:
            parts.append(words.claims(entry.count))
        if entry.kind is EntryKind.ARTICLE:
            parts.append(self._about(entry))
        if self.is_chosen(entry):
            parts.append(self.tr("chosen"))
        return "; ".join(parts)

    def _set_section(self, kind: EntryKind, entries: list[Entry]) -> None:
        before = self._sections[kind]
        self._sections[kind] = entries
        if not before or len(before) != len(entries):
            self._rebuild()
            return
        changed = [place for place, (old, new) in enumerate(zip(before, entries, strict=True)) if old is not new]
        if any(_line(before[place]) != _line(entries[place]) for place in changed):
            self._rebuild()
            return
        # Same lines with other counts: the place of the scroll bar and the focus stay.
        start = self._start_of(kind)
        for place in changed:
            self._entries[start + place] = entries[place]
        if changed:
            self.dataChanged.emit(self.index(start + changed[0], 0), self.index(start + changed[-1], 0))

    def _start_of(self, kind: EntryKind) -> int:
        """The row of the first line of a section that has lines."""
        queues, filters, articles, _ = self._sections.values()
        if kind is EntryKind.QUEUE:
            return 1
        start = 1 + len(queues) + 1
        if kind is EntryKind.FILTER:
            return start
        start += len(filters) + 1 if filters else 0
        return start if kind is EntryKind.ARTICLE else start + max(len(articles), 1) + 1

    def _rebuild(self) -> None:
        queues, filters, articles, speakers = self._sections.values()
        entries = [Entry(EntryKind.HEADING, self.tr("Desk")), *queues]
        if filters:
            entries += [Entry(EntryKind.HEADING, self.tr("Filters")), *filters]
        entries.append(Entry(EntryKind.HEADING, self.tr("Articles")))
        entries += articles or [Entry(EntryKind.NOTE, self.tr("None yet"))]
        if speakers:
            entries += [Entry(EntryKind.HEADING, self.tr("Speakers")), *speakers]
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()


def _line(entry: Entry) -> tuple[EntryKind, str, object]:
    """What makes a line the same line, as high as before, whatever it counts."""
    return entry.kind, entry.text, _key(entry)


def _key(entry: Entry) -> object:
    """What names the thing that a line stands for."""
    value = entry.value
    return value if value is None or isinstance(value, Queue) else value.id

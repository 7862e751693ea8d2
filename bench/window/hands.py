"""What a person does at the window, one thing after another, as steps that are timed one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QScrollBar

from bench.window.file_cases import CHANNEL as FILES
from bench.window.long_cases import CHANNEL as LONG
from desktop.cases.timeline.chips import Chips
from desktop.data.shown import ACTIVITY, CASES
from desktop.desk import Desk
from models.cases import cases

KEY_REPEAT_MS = 33
TYPING_MS = 90
SEARCHED = "disk space low"
SIZES = (QSize(1000, 650), QSize(1400, 900), QSize(1200, 780))

Do = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done; the next follows after so many milliseconds, or when all that it led to has been done."""

    name: str
    do: Do
    after: int | None = None


class Hands:
    """Does everything `times` times."""

    def __init__(self, desk: Desk, times: int) -> None:
        self._window, self._search, self._times = desk.window, desk.window.search, times
        self._next_case = desk.actions["next_case"]

    def steps(self) -> Iterator[Step]:
        """Everything in turn; what leads to the beginning of something that is measured has no name."""
        window, view = self._window, self._window.cases.view
        activity, timeline = window.activity.list.verticalScrollBar(), view.timeline.verticalScrollBar()
        turns = cycle([1] * (window.side.model.rowCount() - 1) + [-1] * (window.side.model.rowCount() - 1))
        yield from self._each("switch to another channel", [partial(window.side_bar.step, next(turns)) for _ in self])
        yield from self._go(self._first(), ACTIVITY)
        yield from self._scroll("scroll the activity", activity)
        pages = islice(cycle((CASES, ACTIVITY)), self._times)
        yield from self._each(
            "switch between Activity and Cases", [partial(window.shown.show_page, page) for page in pages]
        )
        yield from self._go(LONG, ACTIVITY)
        yield from self._scroll("scroll long messages in the activity", activity)
        yield from self._go(self._first(), CASES)
        yield from self._next("short messages")
        yield from self._go(LONG, CASES)
        yield from self._next("100 long messages")
        yield from self._scroll("scroll a case with long messages", timeline)
        yield from self._each("show its latest messages, its beginning", self._ends())
        yield from self._resize("resize the window with a long case")
        yield from self._files()
        yield from self._type()
        yield from self._go(self._first(), ACTIVITY)
        yield from self._resize("resize the window with the activity")

    def __iter__(self) -> Iterator[int]:
        return iter(range(self._times))

    def _go(self, channel: str, page: int) -> Iterator[Step]:
        yield Step("", partial(self._window.shown.show_channel, self._id_of(channel)))
        yield Step("", partial(self._window.shown.show_page, page))

    def _first(self) -> str:
        return self._window.side.model.records()[0].name

    def _each(self, name: str, doings: Sequence[Do], after: int | None = None) -> Iterator[Step]:
        yield from (Step(name, do, after) for do in doings)

    def _next(self, what: str) -> Iterator[Step]:
        """Open cases with the key j: each once the last one is there, and then with the key held down."""
        following = self._next_case.trigger
        yield from self._each(f"open a case with {what}", [following for _ in self])
        yield Step("", self._to_top)
        yield from self._each(f"hold j over cases with {what}", [following for _ in self], KEY_REPEAT_MS)
        yield Step("", lambda: None)

    def _to_top(self) -> None:
        self._window.cases.pane.list.step(-self._times)

    def _scroll(self, name: str, bar: QScrollBar) -> Iterator[Step]:
        page_down = partial(bar.triggerAction, QAbstractSlider.SliderAction.SliderPageStepAdd)
        yield from self._each(name, [page_down for _ in self] * 3, KEY_REPEAT_MS)
        yield Step("", partial(bar.setValue, 0))

    def _files(self) -> Iterator[Step]:
        """Look through a thousand files of a hundred messages, then through as many of one message."""
        timeline = self._window.cases.view.timeline.verticalScrollBar()
        yield from self._go(FILES, CASES)
        batches, whole = (cases.find(self._id_of(FILES), number).id for number in (1, 2))
        opens = [partial(self._window.open_case, case) for case in (whole, batches)]
        yield from self._each("open a case with 1,000 files", list(islice(cycle(opens), self._times)))
        yield Step("", opens[1])
        yield from self._scroll("scroll a case with 1,000 files", timeline)
        yield Step("", opens[0])
        yield Step("show all 1,000 files of a message", self._show_all_files)
        yield from self._scroll("scroll 1,000 files of a message", timeline)
        yield from self._go(FILES, ACTIVITY)
        yield from self._scroll("scroll files in the activity", self._window.activity.list.verticalScrollBar())

    def _show_all_files(self) -> None:
        [entry] = self._window.cases.view.timeline.entries()
        for chips in entry.findChildren(Chips):
            if chips.more is not None:
                chips.more.click()

    def _id_of(self, channel: str) -> int:
        return next(one.id for one in self._window.side.model.records() if one.name == channel)

    def _ends(self) -> list[Do]:
        timeline = self._window.cases.view.timeline
        return list(islice(cycle((timeline.end.click, timeline.beginning.click)), self._times))

    def _type(self) -> Iterator[Step]:
        field = self._search.field
        yield Step("", self._search.begin)
        for _ in range(max(1, self._times // len(SEARCHED))):
            yield from self._each(
                "type a search", [partial(QTest.keyClicks, field, key) for key in SEARCHED], TYPING_MS
            )
            yield from self._each("type a search", [field.clear])
        yield Step("", self._window.shown.leave_search)

    def _resize(self, name: str) -> Iterator[Step]:
        sizes = islice(cycle(SIZES), self._times)
        yield from self._each(name, [partial(self._window.resize, size) for size in sizes])

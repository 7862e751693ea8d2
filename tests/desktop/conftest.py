"""What every screen is built with, in a test: real tasks, a real theme, and answers instead of dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
import requests
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.activity.page import ActivityPage
from desktop.attachments.attachment_use import AttachmentUse
from desktop.data.shown import Shown
from desktop.data.tasks import Tasks
from desktop.desk import Desk
from desktop.dialogs.asking import Ask, Wrong, nothing_wrong
from desktop.process.application import application
from desktop.widgets.theme import READING_POINTS, ThemeHolder
from models.channels import hooks
from models.files.folder_store import FolderStore
from models.problems import Problem
from models.settings.config import Config
from tests.desktop import late
from tests.desktop.patience import PatientBot

FONTS = Path(__file__).parent.parent / "fonts"


LARGEST_MIB = 2
"""Of a file of a comment."""


class Answers(Ask):
    """Answers as it was told, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.problems: list[Problem] = []
        self.yes = True
        self.line: str | None = None
        self.wrong: Wrong = nothing_wrong
        self.port: int | None = None
        self.file: Path | None = None
        self.printing: QPrinter | None = None

    def confirm(self, parent: QWidget | None, title: str, text: str, button: str, danger: bool = False) -> bool:
        self.asked.append((title, text))
        return self.yes

    def choose(self, parent: QWidget | None, title: str, text: str, choices: Sequence[str]) -> str | None:
        self.asked.append((title, "; ".join(choices)))
        return next((choice for choice in choices if self.line is not None and self.line in choice), None)

    def problem(self, parent: QWidget | None, problem: Problem) -> None:
        self.problems.append(problem)

    def text(
        self, parent: QWidget | None, title: str, label: str, value: str = "", wrong: Wrong = nothing_wrong
    ) -> str | None:
        self.asked.append((title, value))
        self.wrong = wrong
        return self.line

    def number(
        self, parent: QWidget | None, title: str, label: str, value: int, lowest: int, highest: int
    ) -> int | None:
        self.asked.append((title, str(value)))
        return self.port

    def save_file(self, parent: QWidget | None, title: str, name: str, kinds: str) -> Path | None:
        self.asked.append((title, name))
        return self.file

    def open_file(self, parent: QWidget | None, title: str, kinds: str) -> Path | None:
        self.asked.append((title, kinds))
        return self.file

    def folder(self, parent: QWidget | None, title: str) -> Path | None:
        self.asked.append((title, ""))
        return self.file

    def printer(self, parent: QWidget | None) -> QPrinter | None:
        return self.printing


def pytest_addoption(parser: pytest.Parser) -> None:
    """`python3 dev.py test tests/desktop --late=news` finds what relies on the order in which things come."""
    parser.addoption("--late", choices=tuple(late.WAYS), help="hold back what comes to the window by one way")


@pytest.fixture(scope="session", autouse=True)
def _late(request: pytest.FixtureRequest) -> Iterator[None]:
    """Everything comes as it does, unless --late says what is held back."""
    way = request.config.getoption("--late", default=None)
    with late.held_back(way) if way else nullcontext():
        yield


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """What waits for the screens."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], QApplication]:
    """What pytest-qt makes the application with: as the program does, but in a font that is the same everywhere."""

    def make(_: list[str]) -> QApplication:
        app = application()
        for file in sorted(FONTS.glob("*.ttf")):
            assert QFontDatabase.addApplicationFont(str(file)) >= 0
        app.setFont(QFont("DejaVu Sans", READING_POINTS))
        return app

    return make


@pytest.fixture(scope="session", autouse=True)
def _spoken(qapp: QApplication) -> None:
    """Sentences are said by the application, also those that a test asks for without a widget."""


@pytest.fixture
def answers() -> Answers:
    """The person who answers the questions of a test."""
    return Answers()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The task runner; no Problem may be left to the window."""
    runner = Tasks()
    troubles: list[Problem] = []
    runner.troubled.connect(troubles.append)
    yield runner
    runner.close()
    _end(runner)
    assert [str(problem) for problem in troubles] == []


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[ThemeHolder]:
    """The light theme."""
    holder = ThemeHolder(qapp, "light")
    yield holder
    _end(holder)


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown]:
    """What is shown: nothing yet."""
    holder = Shown()
    yield holder
    _end(holder)


def _end(thing: QObject) -> None:
    """End it here, after the widgets that use it. Left to Python's garbage collector, it would end in a later test, on
    any thread of that one."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    shiboken6.delete(thing)


@pytest.fixture
def opened() -> list[str]:
    """The URLs that were handed to the system."""
    return []


@pytest.fixture
def use(
    tasks: Tasks, theme: ThemeHolder, answers: Answers, opened: list[str], tmp_path: Path
) -> Iterator[AttachmentUse]:
    """What is done with attachments; files are in a folder of the test."""

    def hand_over(url: str) -> bool:
        opened.append(url)
        return True

    store = FolderStore(tmp_path / "files")
    using = AttachmentUse(
        tasks=tasks,
        reading=tasks,
        theme=theme,
        ask=answers,
        store=lambda: store,
        largest=lambda: LARGEST_MIB,
        folder=tmp_path,
        open_url=opened.append,
        hand_over=hand_over,
    )
    yield using
    using.stop()
    _end(using)


@pytest.fixture
def tray_there() -> bool:
    """Whether the program is told that there is a tray."""
    return False


@contextmanager
def running_until_the_end(program: Desk, qtbot: QtBot) -> Iterator[None]:
    """The program is shown, and has to stop in order at the end."""
    # Not with qtbot.addWidget: it would delete the window before the program has stopped.
    try:
        with qtbot.waitExposed(program.window):
            program.start()
        yield
        qtbot.waitUntil(program.tasks.idle)
        program.window.close()
    finally:
        stopped = program.stop()
        program.window.deleteLater()
    assert stopped


@pytest.fixture
def program(
    qtbot: QtBot,
    qapp: QApplication,
    desk_config: Config,
    answers: Answers,
    opened: list[str],
    tmp_path: Path,
    tray_there: bool,
) -> Iterator[Desk]:
    """The whole program, shown and receiving; it has to stop in order when the test ends."""

    def hand_over(url: str) -> bool:
        opened.append(url)
        return True

    running = Desk(
        desk_config,
        app=qapp,
        folder=tmp_path,
        ask=answers,
        hand_over=hand_over,
        tray_there=tray_there,
    )
    with running_until_the_end(running, qtbot):
        running.window.activateWindow()
        qtbot.waitUntil(lambda: running.receiver.state == "receiving" and running.shown.channel is not None)
        yield running


@pytest.fixture
def activity(program: Desk) -> ActivityPage:
    """The page, in the window, on the channel General."""
    return program.window.activity


@pytest.fixture
def post(program: Desk) -> Callable[..., None]:
    """Post a report to the hook of General and expect it to be taken."""
    [hook] = hooks.of_channel(None)
    url = hooks.url(program.receiver.base_url(), hook.channel_guid, hook.guid)

    def send(text: str = "hello", **more: object) -> None:
        answer = requests.post(url, json={"text": text, **more}, timeout=10)
        assert answer.ok, answer.text

    return send

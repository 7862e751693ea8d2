"""The receiver as the window sees it: starting, receiving, storing nothing, elsewhere, stopped or with a problem."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from socket import socket
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from PySide6.QtCore import QObject, Signal

from desktop.data.tasks import Tasks
from desktop.process import other_receiver
from desktop.process.other_receiver import Other, OtherReceiver
from desktop.words.language import tr
from models.problems import Problem
from models.settings import config as settings
from models.settings import option_files
from models.settings.config import Config
from receiver.serving import address
from receiver.serving.binding import PortTaken, listen

if TYPE_CHECKING:
    from receiver.service import Service

State = Literal["starting", "receiving", "refusing", "elsewhere", "stopped", "problem"]
logger = logging.getLogger(__name__)


class ReceiverControl(QObject):
    """Starts the receiver off the GUI thread; a port that is taken is a Problem with a choice.

    `trouble` is what keeps a receiver that runs from storing reports (models.news.troubles).
    """

    changed = Signal()
    refused = Signal(object)
    """The Problem for which other options could not be taken: all is as it was, and who asked for them says so."""

    def __init__(self, config: Config, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._config = config
        self._tasks = tasks
        self._service: Service | None = None
        self._other = OtherReceiver(tasks, self)
        self._other.changed.connect(self._on_other_changed)
        self._state: State = "stopped"
        self._before: tuple[State, Problem | None] = "stopped", None
        self.problem: Problem | None = None
        self.trouble: Problem | None = None
        self.url = ""
        self._base_url = config.public_url or address.of(config.host, config.port)

    @property
    def config(self) -> Config:
        """The options that it runs with."""
        return self._config

    @property
    def port(self) -> int:
        """The port that was asked for; 0 means any free one."""
        return self._config.port

    @property
    def state(self) -> State:
        """How it is. While it refuses what is posted, a receiver that runs is not receiving."""
        other = self.viewed
        refuses = other.refuses if other is not None else self.trouble is not None
        return "refusing" if self._state in ("receiving", "elsewhere") and refuses else self._state

    @property
    def other(self) -> Other | None:
        """The receiver of another process that has our database: this program is a view, or receives beside it."""
        return self._other.found

    @property
    def viewed(self) -> Other | None:
        """That one, while this program is a view and does not receive."""
        return self.other if self._state == "elsewhere" else None

    def base_url(self) -> str:
        """What the URLs of web hooks start with, also while nothing is received."""
        return self._base_url

    def words(self) -> str:
        """How it is, for the status bar and the tray."""
        if (viewed := self.viewed) is not None:
            if viewed.refuses:
                return tr("Another Hookdesk on {url} refuses posts: it can store nothing", url=viewed.url)
            return tr("Another Hookdesk receives on {url}", url=viewed.url)
        if self.state == "receiving" and self.other is not None:
            return tr("Receiving on {url}, and another Hookdesk on {other}", url=self.url, other=self.other.url)
        if self.state == "receiving":
            return tr("Receiving on {url}", url=self.url)
        if self.state == "refusing":
            return tr("Nothing can be stored: posts to {url} are refused", url=self.url)
        return tr("Starting to receive…") if self.state == "starting" else tr("Not receiving")

    def start(self) -> None:
        """Begin to receive, unless that is under way already."""
        if self._state in ("starting", "receiving", "elsewhere"):
            return
        self._become("starting")
        self._run(self._config, replacing=None)

    def use(self, texts: Mapping[str, str]) -> None:
        """Receive with other options from now on, and after the next start of the program too.

        They are texts by the name of the option, an empty one means its default. Raises ValueError that says what is
        expected. What cannot be had changes nothing.
        """
        config = settings.chosen(self._config, texts)
        if self.state != "starting":
            self._before = self._state, self.problem
            self._become("starting")
            self._run(config, replacing=self._service, saved=texts)

    def url_with(self, texts: Mapping[str, str]) -> str:
        """What the URLs of web hooks would start with under other options. Raises ValueError as use()."""
        config = settings.chosen(self._config, texts)
        return config.public_url or address.of(config.host, config.port)

    def show_trouble(self, trouble: Problem | None) -> None:
        """Take in what keeps reports from being stored, or that nothing does."""
        self.trouble = trouble
        self.changed.emit()

    def stop(self, timeout: float = 5.0) -> bool:
        """Stop in order; block for up to `timeout` seconds. True when nothing was left behind."""
        service, self._service = self._service, None
        self._other.stop()
        stopped = service is None or service.stop(timeout)
        self._become("stopped")
        return stopped

    def _run(self, config: Config, *, replacing: Service | None, saved: Mapping[str, str] | None = None) -> None:
        def start() -> tuple[Service, str] | Other:
            begun = _begun(config) if replacing is None else self._follow(replacing, config)
            if saved is not None and isinstance(begun, Other):
                _hold_free(config, begun)
            # Kept here, not in the answer: a program that quits meanwhile must stop it too.
            self._service, self._config = None if isinstance(begun, Other) else begun, config
            for name, text in (saved or {}).items():
                option_files.save(name, text or None)
            return begun if isinstance(begun, Other) else (begun, begun.base_url)

        problem = self._on_problem if saved is None else self._on_refused
        self._tasks.run(start, self._on_started, owner=self, problem=problem)

    def _follow(self, before: Service, config: Config) -> Service:
        """A receiver that has taken the place of another. Raises Problem, with the other one back in it."""
        service, port = self._bound(before, config), urlsplit(before.url).port or 0
        before.stop()
        self._service = None
        try:
            # On another address of the same port it can be bound now that nobody holds it.
            return _start(service or _service(config))
        except Problem:
            self._service = _start(_service(replace(self._config, port=port)))
            raise

    def _bound(self, before: Service, config: Config) -> Service | None:
        """The receiver to come, whose place is taken while the one before receives; None where that holds it."""
        if (config.host, config.port) == (self._config.host, self._config.port):
            return _service(config, before.place())
        try:
            return _service(config)
        except Problem:
            if config.port != urlsplit(before.url).port:
                raise
            return None

    def _on_started(self, started: tuple[Service, str] | Other) -> None:
        if isinstance(started, Other):
            self._other.watch(self._config, started)
            self._show_other(started)
            return
        service, self._base_url = started
        self.url = service.url
        self._other.watch_beside(self._config, self.url)
        logger.info("Receiving on %s", self.url)
        self._become("receiving")

    def _on_problem(self, problem: Problem) -> None:
        logger.warning("Not receiving: %s", problem)
        self._other.stop()
        self._become("problem", problem)

    def _on_refused(self, problem: Problem) -> None:
        logger.warning("Other options could not be taken: %s", problem)
        state, earlier = self._before
        if self._service is not None:  # it runs, where it was; or only the choice could not be saved
            self._on_started((self._service, self._service.base_url))
        elif state == "receiving":  # the one before could not be had back
            self._become("problem", problem)
        elif state == "elsewhere":  # unless that one has ended meanwhile
            self._state = state
            self._on_other_changed()
        else:
            self._become(state, earlier)
        self.refused.emit(problem)

    def _on_other_changed(self) -> None:
        if self._state == "receiving":
            self.changed.emit()
            return
        if self._state == "starting":  # with other options, or here: what comes of that is told
            return
        if self.other is not None:
            self._show_other(self.other)
            return
        logger.warning("The other receiver on %s does not answer any more.", self.url)
        self._become("problem", other_receiver.ended(self.url))

    def _show_other(self, other: Other) -> None:
        if self._state != "elsewhere":
            logger.info("Another process receives for this database on %s", other.url)
        self.url, self._base_url = other.url, other.base_url
        self._become("elsewhere")

    def _become(self, state: State, problem: Problem | None = None) -> None:
        self._state, self.problem = state, problem
        self.changed.emit()


def _begun(config: Config) -> Service | Other:
    """A receiver that runs, or the one of another process on our database. Raises Problem where there is neither."""
    if (there := other_receiver.elsewhere(config)) is not None:
        return there
    try:
        return _start(_service(config))
    except PortTaken:
        if (there := other_receiver.at_our_place(config)) is None:
            raise
        return there


def _hold_free(config: Config, there: Other) -> None:
    """Raise Problem where a view could not receive with these options once the other one has ended."""
    if there.url != address.of(config.host, config.port):
        listen(config.host, config.port).close()


def _service(config: Config, listening: socket | None = None) -> Service:
    """A receiver that is not started yet; as Service(), which is imported here.

    Flask, waitress and prometheus_client come with it: the window need not wait for them to be read.
    """
    from receiver.service import Service

    return Service(config, listening)


def _start(service: Service) -> Service:
    try:
        service.start()
    except Problem:
        service.stop(timeout=1.0)
        raise
    return service

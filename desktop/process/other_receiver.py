"""The receiver of another process that has our database: then this program is a view.

Where receivers listen is noted in the database when they begin. Whether one is there still it says itself: what was
noted by one that was killed is worth nothing, and nothing has to be cleared away. On a server each desk may receive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.data.tasks import Tasks
from models.database import is_shared
from models.problems import Problem
from models.settings import desk_settings
from models.settings.config import Config
from models.settings.desk_id import HEADER, desk_id
from models.settings.desk_settings import ReceiverPlace
from receiver.serving import address

CONNECT_SECONDS, PATIENCE_SECONDS = 1.0, 3.0
LOOK_MS = 3000
LOOK_BESIDE_MS, ASKS = 15_000, 4


class OtherEnded(Problem):
    """The other receiver does not answer any more."""


@dataclass(frozen=True, slots=True)
class Other:
    """Where it listens, what the URLs of web hooks begin with, and whether it refuses what is posted."""

    url: str
    base_url: str
    refuses: bool


class OtherReceiver(QObject):
    """Looks every few seconds whether it is still there, or there again, or has come beside the one of this process."""

    changed = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._config: Config | None = None
        self.found: Other | None = None
        self._own = ""
        self._noted: Sequence[ReceiverPlace] = ()
        self._asks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def watch(self, config: Config, found: Other) -> None:
        """Begin with one that was found."""
        self._config, self.found, self._own = config, found, ""
        self._timer.start(LOOK_MS)

    def watch_beside(self, config: Config, own: str) -> None:
        """Begin without one: this process receives itself, at the URL `own`, and another may come.

        Nobody is asked for long after the last one was noted: where one was once, another program may be now.
        """
        self._config, self.found, self._own, self._noted = config, None, own, ()
        self._timer.start(LOOK_BESIDE_MS)

    def stop(self) -> None:
        """Look no more: there is none for us."""
        self._config = self.found = None
        self._timer.stop()

    def _look(self) -> None:
        config, own = self._config, self._own
        if config is None:
            return

        def look() -> Other | None:
            if not own:
                return at_our_place(config) or elsewhere(config)
            noted = desk_settings.receivers()
            if noted != self._noted:
                self._noted, self._asks = noted, ASKS
            if self._asks == 0 and self.found is None:
                return None
            self._asks = max(0, self._asks - 1)
            return elsewhere(config, own)

        def looked(found: Other | None) -> None:
            if self._config is config and found != self.found:
                self.found = found
                self.changed.emit()

        # A database that cannot be asked says nothing about the receiver.
        self._tasks.run(look, looked, owner=self, problem=lambda _: None)


def at_our_place(config: Config) -> Other | None:
    """The receiver that listens where these options say, if it is one of the open database; block for seconds at most.

    Raises Problem when the database cannot be asked.
    """
    return _asked(address.of(config.host, config.port), address.base_url(config))


def elsewhere(config: Config, own: str = "") -> Other | None:
    """The receiver that listens on another port or address, as at_our_place(); None where several may receive.

    `own` is where this process receives itself.
    """
    if is_shared():
        return None
    ours = (own, address.of(config.host, config.port))
    places = (each for each in desk_settings.receivers() if each.url not in ours)
    return next((found for each in places if (found := _asked(each.url, each.base_url)) is not None), None)


def _asked(url: str, base_url: str) -> Other | None:
    import requests  # late: the window can be shown without it, and what it brings (tests/test_start.py)

    try:
        with requests.Session() as session:
            session.trust_env = False  # a proxy of this person does not lead to this machine
            waits = CONNECT_SECONDS, PATIENCE_SECONDS
            with session.get(f"{url}/health", timeout=waits, allow_redirects=False, stream=True) as answer:
                said, is_well = answer.headers.get(HEADER), answer.ok
    except requests.RequestException:
        return None
    if said is None or said != desk_id():
        return None
    return Other(url, base_url, not is_well)


def ended(url: str) -> OtherEnded:
    """What is told when it is gone. To receive here unasked would take the port from a service that restarts."""
    return OtherEnded(
        "The Hookdesk that received on {url} does not answer any more.",
        "Nothing is received now. If it is a service that starts again, wait: this goes by itself then. Otherwise"
        " receive here.",
        url=url,
    )

"""The service: all that receives, built on a configuration, started and stopped as one."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from models.database import close_database, hold_room, keep_connection
from models.files.store import store_of
from models.problems import Problem
from models.recording.recorder import Recorder
from models.recording.settler import Settler
from models.settings import desk_settings
from models.settings.config import Config
from models.settings.desk_id import desk_id
from models.settings.desk_settings import ReceiverPlace
from receiver.app import create_app
from receiver.fetching.fetcher import Fetcher
from receiver.health import Health
from receiver.housekeeping import Housekeeping
from receiver.intake import reading
from receiver.intake.hook_gate import HookGate
from receiver.intake.target_cache import Targets
from receiver.intake.unknown_urls import UnknownUrls
from receiver.intake.uploads.uploading import Uploading
from receiver.metrics import exposition, metrics
from receiver.metrics.answer_counts import AnswerCounts
from receiver.metrics.exposition import Exposition
from receiver.serving import address, descriptors
from receiver.serving.binding import listen
from receiver.serving.guard import AllowedHosts
from receiver.serving.http.spool import Spool
from receiver.serving.proxies import TrustedProxies
from receiver.serving.server import Server
from receiver.serving.strays import Strays
from receiver.serving.workers import THREADS

# Threads that have a connection beside those that answer: health, housekeeping, settler, notifications, fetching.
BESIDE = 5

logger = logging.getLogger(__name__)


class Service:
    """The receiver, whole. Needs the open database; the port is taken from the constructor on.

    `url` is where it listens; `base_url` is what hook URLs start with: the public URL, if there is one.
    """

    def __init__(self, config: Config, listening: socket.socket | None = None) -> None:
        """Raise Problem when the address cannot be had.

        `listening` is the place() of a receiver that this one follows.
        """
        descriptors.raise_limit()
        store, desk = store_of(config), desk_id()
        self._listening = listening = listening or listen(config.host, config.port)
        bound, port = listening.getsockname()[:2]
        hosts = AllowedHosts(
            config.host, address=bound, machine=socket.gethostname(), public_url=config.public_url, further=config.hosts
        )
        reading.load()
        self._recorder = Recorder()
        self._housekeeping = Housekeeping(store)
        self._fetcher = Fetcher(config, store)
        self._connections = THREADS + BESIDE + config.fetch_at_once
        self._unknown = UnknownUrls()
        self._settler = Settler()
        lives = {
            "recorder": self._recorder.is_alive,
            "housekeeping": self._housekeeping.is_alive,
            "settler": self._settler.is_alive,
            "fetching": self._fetcher.is_alive,
        }
        self._health = Health(self._recorder, lives)
        proxies = TrustedProxies(config.trusted_proxies)
        answered, strays, targets = AnswerCounts(), Strays(), Targets()
        measured = metrics.registry_of(answered, strays, self._recorder)
        app = create_app(
            recorder=self._recorder,
            hosts=hosts,
            health=self._health,
            public_url=config.public_url,
            proxies=proxies,
            answered=answered,
            strays=strays,
            targets=targets,
            metrics=Exposition(measured, exposition.readers(config)),
            unknown=self._unknown,
            keep_headers=config.credentials == "kept",
            desk=desk,
            uploading=Uploading(store, config),
        )
        self._server = Server(
            app,
            listening,
            gate=HookGate(targets),
            strays=strays,
            spool=Spool(store.incoming()),
            around_thread=_kept_connection,
        )
        measured.register(metrics.ServerMetrics(self._server))
        self.url = address.of(config.host, port)
        self.base_url = (config.public_url or self.url).rstrip("/")

    def place(self) -> socket.socket:
        """Another hold of the socket that it listens on: who connects after its end waits for the next one there."""
        return self._listening.dup()

    def start(self) -> None:
        """Begin to receive. Raises Problem when the database cannot be written."""
        desk_settings.note_receiver(ReceiverPlace(self.url, self.base_url))
        hold_room(self._connections)
        self._recorder.start()
        self._unknown.start()
        self._server.start()
        self._housekeeping.start()
        self._settler.start()
        self._fetcher.start()
        self._health.start()

    def stop(self, timeout: float = 5.0) -> bool:
        """Finish what was accepted, within `timeout` seconds; whether all of it was, and nothing is left."""
        deadline = monotonic() + timeout
        self._housekeeping.ask_to_stop()
        served = self._server.stop(timeout)
        stops = (
            self._health.stop,
            self._unknown.stop,
            self._settler.stop,
            self._fetcher.stop,
            self._recorder.stop,
            self._housekeeping.stop,
        )
        return all([stop(max(0.1, deadline - monotonic())) for stop in stops]) and served


@contextmanager
def _kept_connection() -> Iterator[None]:
    """A thread's connection for its whole life: opening one costs more than a report."""
    try:
        keep_connection()
    except Problem as problem:
        logger.warning("A thread begins without the database: %s", problem.title)
    try:
        yield
    finally:
        close_database()

"""An errand: one file from its claim to what became of it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

from models.database import connection
from models.database.errors import explain
from models.files import queue
from models.files.draft import Draft
from models.files.queue import Claim
from models.files.store import Store
from models.problems import Problem, Words
from models.settings.config import Config
from models.upkeep import file_room, low_space
from receiver.fetching.download import Limits, download
from receiver.fetching.failures import unstored
from receiver.fetching.line import Line, Resolve
from receiver.fetching.policy import Policy
from receiver.fetching.refusals import Failed, Refused

logger = logging.getLogger(__name__)

MIB = 1024 * 1024
# After each attempt; a day in all.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 920))
# Seconds between two notes of how far files are, of all that are fetched at once: each is a write.
NOTE = 0.5
BUG = Words("Hookdesk made a mistake when it fetched it; the log says which.")


class Errand:
    """Fetches a file that was claimed. `cut` may be called from any thread, and ends it soon."""

    def __init__(
        self,
        claim: Claim,
        host: str,
        config: Config,
        store: Store,
        policy: Policy,
        resolve: Resolve,
        room: threading.Lock,
    ) -> None:
        """`room` is held by the one of several that makes room in the store."""
        self.host = host
        self.line = Line(policy, config.fetch_seconds, resolve, by_proxy=config.fetch_proxy is not None)
        self._claim = claim
        self._store = store
        self._room = room
        self._most = config.files_size * MIB
        self._makes_room = config.files_full == "oldest"
        self._limits = Limits(config.fetch_size * MIB, config.fetch_redirects, config.fetch_proxy, config.fetch_ca)
        self._noted, self._between = monotonic(), NOTE * config.fetch_at_once
        self.unreached: Words | None = None
        """What is wrong with its server, when that did not answer at all."""

    def cut(self) -> None:
        self.line.cut()

    def run(self, is_stopping: Callable[[], bool]) -> None:
        """Fetch it, and write down what became of it. Raises Problem when that cannot be written."""
        try:
            self._fetch(is_stopping)
        except Refused as refused:
            queue.refuse(self._claim, refused.why)
        except Failed as failed:
            now = datetime.now(UTC)
            if is_stopping():
                queue.give_back(self._claim, now)
            else:
                self.unreached = None if self.line.has_connected or failed.lasting else failed.why
                queue.fail(self._claim, failed.why, None if failed.lasting else self._again(now))
        except Exception as error:
            # Where the database is away the claim runs out. A bug of ours is told: nothing is fetched for ever for it.
            if not isinstance(error, Problem) and explain(error) is None:
                queue.fail(self._claim, BUG, self._again(datetime.now(UTC)))
            raise

    def _fetch(self, is_stopping: Callable[[], bool]) -> None:
        if not self._claim.due.fetches:
            raise Refused(Words("The web hook that it came by says that no files are fetched."))
        self._hold_room(0, is_stopping)
        try:
            draft = self._store.draft()
        except OSError as error:
            raise unstored(error) from None
        try:
            found = download(self._claim.due.url, draft, self.line, self._limits, self._note)
            self._keep(draft, found, is_stopping)
        finally:
            draft.discard()

    def _keep(self, draft: Draft, content_type: str, is_stopping: Callable[[], bool]) -> None:
        try:
            draft.finish()
            with self._room:
                self._hold_room(draft.size, is_stopping)
                kept = queue.keep(self._claim, self._store, draft, content_type, datetime.now(UTC))
        except OSError as error:
            raise unstored(error) from None
        if kept:
            logger.info("fetched file %d: %s, %d bytes", self._claim.due.id, content_type, draft.size)

    def _hold_room(self, needed: int, is_stopping: Callable[[], bool]) -> None:
        """Have room for so many bytes, and for one at least. Raises Failed."""
        if file_room.size() + max(1, needed) <= self._most:
            return
        if not self._makes_room or not file_room.make(
            self._store, max(1, needed), self._most, lambda: not is_stopping()
        ):
            raise Failed(Words("There is no room: {most} MiB of files are kept.", {"most": self._most // MIB}))

    def _note(self, came: int, expected: int | None) -> None:
        if low_space.is_low():  # what is left is for reports
            raise Failed(Words("The disk of the database is nearly full."))
        if monotonic() - self._noted >= self._between:
            self._noted = monotonic()
            with connection():
                queue.note_progress(self._claim, came, expected)

    def _again(self, now: datetime) -> datetime | None:
        """When it is tried again; None when that was the last time."""
        attempt = self._claim.due.attempts
        return now + PAUSES[attempt] if attempt < len(PAUSES) else None

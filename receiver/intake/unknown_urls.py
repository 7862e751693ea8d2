"""Unknown URLs: what came to no hook's URL is put aside in memory, and kept from a thread of its own once a second."""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import unquote

from models.channels import hooks
from models.deliveries import unknown_urls
from models.deliveries.unknown_urls import KEPT_OF_BODY, LONGEST_TARGET, UnknownRequest
from models.problems import Problem
from receiver.formats.rendering.secrecy import is_secret
from receiver.intake.admission import POSTING
from receiver.intake.signatures import HIDDEN
from receiver.serving.request import Request

GAP_SECONDS = 1.0
# In each gap, so that a flood costs a count and nothing else: of those like a hook's URL, and of all others.
MOST = {True: 10, False: 1}

# The words of a hook's path, mistyped as well, or the beginning of a guid: 8 and 4 characters.
_ALIKE = re.compile(r"/(?:web)?-?hooks?(?:/|$)|/channels?/|[0-9a-f]{7,9}-[0-9a-f]{3,5}", re.IGNORECASE)

logger = logging.getLogger(__name__)


class UnknownUrls:
    """Keeps a few of them from start() to stop(), on the database that is open then."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._aside: list[UnknownRequest] = []
        self._left_out = 0
        self._some = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="unknown URLs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout: float) -> bool:
        """Keep what there is and end; True when that is done within `timeout` seconds."""
        self._stopping.set()
        self._some.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def add(self, request: Request) -> None:
        """Put a request aside, or count it where too many have come just now. Any thread may."""
        alike = is_alike(request)
        with self._guard:
            if sum(each.alike == alike for each in self._aside) >= MOST[alike]:
                self._left_out += alike
                return
            self._aside.append(_kept(request, alike))
        self._some.set()

    def _run(self) -> None:
        ends = False
        while not ends:
            self._some.wait()
            ends = self._stopping.wait(GAP_SECONDS)
            self._some.clear()
            self._store()

    def _store(self) -> None:
        with self._guard:
            aside, left_out = self._aside, self._left_out
            self._aside, self._left_out = [], 0
        if left_out:
            last = max(place for place, each in enumerate(aside) if each.alike)
            aside[last] = replace(aside[last], left_out=left_out)
        if not aside:
            return
        try:
            unknown_urls.store(_without_secrets(aside))
        except Problem as problem:
            logger.warning("Requests to unknown URLs were not kept: %s", problem.title)
        except Exception:
            logger.exception("Requests to unknown URLs were not kept.")


def is_alike(request: Request) -> bool:
    """Whether a request looks as if it was meant for a hook: by its path, or it posts to the address alone."""
    path = unquote(request.path)
    return _ALIKE.search(path) is not None or (path in ("", "/") and request.method in POSTING)


def _without_secrets(aside: list[UnknownRequest]) -> list[UnknownRequest]:
    """The requests without what their headers hold that a hook takes for a secret, or whose name says so."""
    secret = hooks.credentials()

    def shown(name: str, value: str) -> tuple[str, str]:
        return name, HIDDEN if name.lower() in secret or is_secret(name) else value

    return [replace(each, headers=tuple(shown(*header) for header in each.headers)) for each in aside]


def _kept(request: Request, alike: bool) -> UnknownRequest:
    return UnknownRequest(
        datetime.now(UTC),
        request.remote_address[:45],
        request.method[:20],
        request.target[:LONGEST_TARGET],
        alike,
        0,
        request.size,
        tuple(request.headers.items()),
        request.beginning(KEPT_OF_BODY),
    )

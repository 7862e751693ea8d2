"""The exposition: metrics as text for Prometheus, and who may read it."""

from __future__ import annotations

from typing import Literal

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.openmetrics import exposition as openmetrics

from models.settings.config import Config
from receiver.answers import Refused
from receiver.serving.guard import AllowedHosts
from receiver.serving.proxies import is_local
from receiver.serving.request import Request

Readers = Literal["nobody", "loopback", "everyone"]

PATH = "/metrics"

MEDIA_TYPES = ("text/plain", "application/openmetrics-text")

_TEXT = f"{MEDIA_TYPES[0]}; version=0.0.4; charset=utf-8"
_NOT_LOCAL = Refused("not_local")
_CLOSED = Refused(
    "not_local",
    "A proxy leads here, which may say nothing of itself. The setting `metrics` says who may ask.",
)


def readers(config: Config) -> Readers:
    """Who may read the metrics of a receiver.

    Behind a proxy that adds no header everybody is a program of this machine: who has said that there is one, and not
    who shall read them, has them closed.
    """
    behind_proxy = config.public_url is not None or bool(config.trusted_proxies)
    return "nobody" if behind_proxy and not config.is_given("metrics") else config.metrics


class Exposition:
    """Shows the metrics of a registry: to nobody, to programs of this machine, or to all whom the guard lets in."""

    def __init__(self, registry: CollectorRegistry, readers: Readers = "loopback") -> None:
        self._registry = registry
        self._readers = readers
        # A proxy that says nothing of itself mostly shows by the Host header, the name it was called by.
        self._local_names = AllowedHosts("localhost", address="127.0.0.1", machine="localhost")

    def refusal(self, request: Request) -> Refused | None:
        """Why whoever sent this request may not read them, or None."""
        if self._readers == "nobody":
            return _CLOSED
        if self._readers == "everyone" or (is_local(request) and self._local_names.has(request.host)):
            return None
        return _NOT_LOCAL

    def text(self, accept: str) -> tuple[str, bytes]:
        """The metrics as they are now, with the Content-Type; `accept` is what the reader takes.

        The library's own choice fails at versions that are no numbers, and repeats them in the Content-Type.
        """
        if MEDIA_TYPES[1] in accept:
            return openmetrics.CONTENT_TYPE_LATEST, openmetrics.generate_latest(self._registry)
        return _TEXT, generate_latest(self._registry)

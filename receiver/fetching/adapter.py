"""What makes requests open its connections by a Line; the pool and the certificate's name stay those of the host."""

from __future__ import annotations

import socket
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from typing import Any

from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from receiver.fetching.line import Line


class LineAdapter(HTTPAdapter):
    """An adapter of requests all of whose connections are opened by one line. Nothing is tried twice."""

    def __init__(self, line: Line) -> None:
        self._pools = _pools(line)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self._give_pools(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, **kwargs)
        self._give_pools(manager)
        return manager

    def _give_pools(self, manager: PoolManager) -> None:
        manager.pool_classes_by_scheme = self._pools


def trusted_authorities() -> int:
    """How many authorities are trusted where no file of certificates was chosen. Raises OSError without their file."""
    context = SSLContext(PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(DEFAULT_CA_BUNDLE_PATH)
    return len(context.get_ca_certs())


def _pools(line: Line) -> dict[str, type[HTTPConnectionPool]]:
    """The pools of both schemes, whose connections go by the line."""

    class OnLine(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return line.connect(self._dns_host, self.port)

    class OnSecureLine(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return line.connect(self._dns_host, self.port)

    class Pool(HTTPConnectionPool):
        ConnectionCls = OnLine

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = OnSecureLine

    return {"http": Pool, "https": SecurePool}

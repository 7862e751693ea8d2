"""Certificates made by the program openssl, and a server that shows one of them."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from pathlib import Path

from tests.file_server import FileServer

HAS_OPENSSL = shutil.which("openssl") is not None
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")


class Authority:
    """Signs certificates; whoever trusts its file trusts them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.file = folder / "authority.pem"
        made = ("-x509", *_KEY, "-days", "2", "-subj", "/CN=Authority of the tests")
        _openssl("req", *made, "-keyout", str(folder / "authority.key"), "-out", str(self.file))

    def issue(self, name: str, *, days: int = 2) -> ssl.SSLContext:
        """What a server shows that has a certificate of a name, valid for so many days from now."""
        asked, extra, shown = (self._folder / f"{name}.{end}" for end in ("csr", "ext", "pem"))
        key = self._folder / f"{name}.key"
        extra.write_text(f"subjectAltName=DNS:{name}\nbasicConstraints=CA:FALSE\n")
        _openssl("req", "-new", *_KEY, "-subj", f"/CN={name}", "-keyout", str(key), "-out", str(asked))
        signing = ("-CA", str(self.file), "-CAkey", str(self._folder / "authority.key"), "-CAcreateserial")
        valid = ("-days", str(days), "-extfile", str(extra))
        _openssl("x509", "-req", "-in", str(asked), *signing, *valid, "-out", str(shown))
        return _context(shown, key)

    def self_signed(self, name: str) -> ssl.SSLContext:
        """The same without any authority."""
        shown, key = self._folder / f"{name}-self.pem", self._folder / f"{name}-self.key"
        made = ("-x509", *_KEY, "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}")
        _openssl("req", *made, "-keyout", str(key), "-out", str(shown))
        return _context(shown, key)


class SecureServer(FileServer):
    """The same server over TLS; keeps the names that it was asked for by their clients (SNI)."""

    def __init__(self, address: str, context: ssl.SSLContext) -> None:
        self.named: list[str | None] = []
        self._context = context
        context.sni_callback = lambda _socket, name, _context: self.named.append(name)
        super().__init__(address)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"https://{host}:{self.port}{path}"

    def _wrapped(self, connected: socket.socket) -> socket.socket:
        return self._context.wrap_socket(connected, server_side=True)


def _context(shown: Path, key: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown, key)
    return context


def _openssl(*words: str) -> None:
    subprocess.run(["openssl", *words], check=True, capture_output=True, timeout=60)

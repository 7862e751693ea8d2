"""Serving an application for comparison, on waitress and any free port."""

from __future__ import annotations

import logging
import socket

from flask import Flask
from waitress.server import create_server


def serve(app: Flask, threads: int) -> None:
    """Say where it is, as `hookdeskctl serve` does, and serve until the process is ended."""
    # waitress warns of each queued request, which costs more than the request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listening = socket.create_server(("127.0.0.1", 0))
    server = create_server(app, sockets=[listening], threads=threads)
    print(f"Receiving on http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
    server.run()

"""Serving an application for comparison, on waitress and any free port."""

from __future__ import annotations

import logging

from flask import Flask
from waitress.server import create_server


def serve(app: Flask, threads: int) -> None:
    """Say where it is, as `hookdeskctl serve` does, and serve until the process is ended."""
    # A warning a queued request costs more than the request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(app, host="127.0.0.1", port=0, threads=threads)
    print(f"Receiving on http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()

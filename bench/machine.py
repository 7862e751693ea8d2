"""The machine a benchmark ran on: numbers mean little without it."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import apsw


def show(folder: Path) -> None:
    """Print processor, versions, and how long the disk of the folder takes to keep something for good."""
    print(f"Processor: {os.cpu_count()} x {_processor()}; load before: {_busy()}")
    print(f"{platform.system()}, Python {platform.python_version()}, SQLite {apsw.sqlite_lib_version()}")
    print(f"Writing 4 KiB and fsync: {_sync_milliseconds(folder):.2f} ms (median of 100)")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def _busy() -> str:
    return f"{os.getloadavg()[0]:.1f}" if sys.platform != "win32" else "unknown"


def _sync_milliseconds(folder: Path) -> float:
    took = []
    path = folder / "sync"
    with path.open("wb", buffering=0) as file:
        for _ in range(100):
            began = perf_counter()
            file.write(bytes(4096))
            os.fsync(file.fileno())
            took.append(perf_counter() - began)
    path.unlink()
    return median(took) * 1000

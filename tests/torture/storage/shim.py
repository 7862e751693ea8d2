"""The shim: a library that stands between the program and the system, made with the C compiler that is there."""

from __future__ import annotations

import mmap
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from tests.torture.trial import Untried

SOURCE = Path(__file__).with_suffix(".c")


def build(folder: Path) -> Path:
    """The library, compiled into a folder; raises Untried where that cannot be done."""
    compiler = next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)
    if sys.platform != "linux" or compiler is None:
        raise Untried("needs Linux and a C compiler (Debian: apt-get install gcc libc6-dev)")
    library = folder / "shim.so"
    command: list[str | Path] = [
        compiler,
        "-shared",
        "-fPIC",
        "-O2",
        "-Wall",
        "-o",
        library,
        SOURCE,
        "-ldl",
        "-lpthread",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Untried(f"the shim does not compile: {done.stderr[-300:]}")
    return library


def environ(library: Path, **variables: Path) -> dict[str, str]:
    """The environment of a program that runs behind the shim; record=... is HOOKDESK_SHIM_RECORD."""
    earlier = os.environ.get("LD_PRELOAD")
    named = {f"HOOKDESK_SHIM_{name.upper()}": str(path) for name, path in variables.items()}
    return {"LD_PRELOAD": f"{library}:{earlier}" if earlier else str(library), **named}


class Number:
    """A number that the trial sets and the program's shim reads at any moment."""

    def __init__(self, path: Path, value: int) -> None:
        self.path = path
        path.write_bytes(struct.pack("q", value))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 8)

    def set(self, value: int) -> None:
        self._shared[:] = struct.pack("q", value)

    def get(self) -> int:
        return int(struct.unpack("q", self._shared[:])[0])

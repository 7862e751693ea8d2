"""The virtual environment .venv: the locked packages and Hookdesk's own commands."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path

from development.subprocesses import must
from development.system_packages import need

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = sys.platform == "win32"
SUFFIX = ".exe" if WINDOWS else ""
PYTHON = ROOT / ".venv" / ("Scripts" if WINDOWS else "bin") / f"python{SUFFIX}"


def stamp_for(root: Path) -> str:
    """What a set-up is made from: the same text means there is nothing to do."""
    files = [(root / name).read_bytes() for name in ("requirements.lock", "pyproject.toml")]
    # A .venv that was moved, or made by another Python, does not work.
    parts = (*files, sys.version.encode(), str(root).encode())
    return f"{_python_line()} {hashlib.sha256(b'|'.join(parts)).hexdigest()}\n"


def found_stamp(root: Path) -> str:
    """The stamp of the set-up that is there; empty when there is none, or one that was not finished."""
    stamp = root / ".venv" / "hookdesk.stamp"
    python = root / PYTHON.relative_to(ROOT)
    return stamp.read_text() if stamp.exists() and python.exists() else ""


def is_ready(root: Path) -> bool:
    return found_stamp(root) == stamp_for(root)


def set_up() -> None:
    """Make or mend .venv, so that it holds the locked packages and Hookdesk's commands."""
    if is_ready(ROOT):
        return
    stamp = ROOT / ".venv" / "hookdesk.stamp"
    mends = found_stamp(ROOT).startswith(f"{_python_line()} ")
    slow = "Setting up .venv: once, for about a minute, with about 150 MB to download."
    print("Bringing .venv up to date." if mends else slow, flush=True)
    stamp.unlink(missing_ok=True)
    if importlib.util.find_spec("ensurepip") is None:
        need(["python3-venv"], "A virtual environment")
    must([sys.executable, "-m", "venv", *([] if mends else ["--clear"]), str(stamp.parent)])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    must([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")])
    must([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    stamp.write_text(stamp_for(ROOT))


def _python_line() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"

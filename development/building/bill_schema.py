"""Whether a bill of materials is one: CycloneDX's own schema says, with a library that is brought into .cyclonedx."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from development.environment import ROOT, SUFFIX, WINDOWS
from development.subprocesses import must

FOLDER = ROOT / ".cyclonedx"
LIBRARY = "cyclonedx-python-lib[json-validation]==11.12.0"
_PYTHON = FOLDER / ("Scripts" if WINDOWS else "bin") / f"python{SUFFIX}"
_ASK = """\
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
told = open(sys.argv[1], encoding="utf-8").read()
wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(told)
if wrong is not None:
    print(wrong)
"""


def set_up() -> None:
    """Bring the library, once: it is no dependency of the program, and of nothing else here."""
    kept = FOLDER / "stamp"
    if kept.exists() and kept.read_text() == LIBRARY:
        return
    print("Setting up the schema of CycloneDX in .cyclonedx: once.", flush=True)
    must([sys.executable, "-m", "venv", "--clear", FOLDER])
    must([_PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", LIBRARY])
    kept.write_text(LIBRARY)


def is_there() -> bool:
    return (FOLDER / "stamp").exists()


def wrong_with(bill: Path) -> str:
    """What the schema finds in a file; "" when it is as it must be."""
    done = subprocess.run([_PYTHON, "-c", _ASK, bill], capture_output=True, text=True, check=True)
    return done.stdout.strip()

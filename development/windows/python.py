"""Python for Windows with the locked packages, in a folder: what the bundle is made with, and of."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from development.environment import PYTHON, ROOT
from development.subprocesses import must
from development.windows.wine import windows_path

LOCKS = ROOT / "packaging" / "windows"
SIGNERS = ("Python Software Foundation", "Microsoft Corporation")
_DIGESTS = re.compile(r"Current message digest *: *(\w+)\s+Calculated message digest *: *(\w+)")
_SIGNER = re.compile(r"Signer #0:\s+Subject: .*/O=([^/]+)")


def missing() -> Iterator[str]:
    """Debian's packages without which no Python for Windows can be had."""
    if shutil.which("osslsigncode") is None:
        yield "osslsigncode"


def set_up(folder: Path) -> Path:
    """Make Python and its packages in a folder, unless they are there as locked; the path of python.exe."""
    stamp, program = folder / "stamp", folder / "python" / "python.exe"
    if not stamp.exists() or stamp.read_text() != _stamp(folder):
        print(f"Setting up Python for Windows in {folder}: once, with about 120 MB to download.", flush=True)
        for name in ("python", "packages"):
            shutil.rmtree(folder / name, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        _unpack(program.parent)
        _verify(program.parent)
        _install_packages(folder / "packages")
        # What stands in it is all that Python looks at, not the registry, and no variable.
        path = ("python311.zip", ".", windows_path(folder / "packages"))
        (program.parent / "python311._pth").write_text("\r\n".join(path))
        stamp.write_text(_stamp(folder))
    _install_hookdesk(folder / "packages")
    return program


def version_in(folder: Path) -> str:
    """Hookdesk's version, as set_up() has put it there."""
    (metadata,) = (folder / "packages").glob("hookdesk-*.dist-info")
    return metadata.name.removeprefix("hookdesk-").removesuffix(".dist-info")


def _stamp(folder: Path) -> str:
    locks = [(LOCKS / name).read_bytes() for name in ("python.lock", "requirements.lock")]
    return hashlib.sha256(b"|".join([*locks, str(folder).encode()])).hexdigest()


def _unpack(folder: Path) -> None:
    """The embeddable Python, from the package that holds it as a file."""
    with tempfile.TemporaryDirectory() as name:
        there = Path(name)
        locked = ("--require-hashes", "-r", LOCKS / "python.lock")
        _pip("download", "--no-build-isolation", "--no-binary=:all:", "--dest", there, *locked)
        (source,) = there.glob("*.tar.gz")
        shutil.unpack_archive(source, there, filter="data")
        (data,) = there.rglob("data.zip")
        shutil.unpack_archive(data, there)
        shutil.move(there / "cp311", folder)


def _verify(folder: Path) -> None:
    """Hold each program and library to its signatures: whoever packed them can have changed none."""
    for file in sorted(each for kind in ("exe", "dll", "pyd") for each in folder.glob(f"*.{kind}")):
        # It ends with 1 where it cannot ask for revoked certificates, so its words are read.
        told = subprocess.run(["osslsigncode", "verify", "-in", file], capture_output=True, text=True, check=False)
        digests, signer = _DIGESTS.findall(told.stdout), _SIGNER.search(told.stdout)
        if not digests or any(written != found for written, found in digests) or signer is None:
            sys.exit(f"{file.name} is not as it was signed:\n{told.stdout}")
        if signer[1] not in SIGNERS:
            sys.exit(f"{file.name} is signed by {signer[1]}.")


def _install_packages(folder: Path) -> None:
    windows = ("--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:")
    _pip("install", *windows, "--target", folder, "--require-hashes", "-r", LOCKS / "requirements.lock")


def _install_hookdesk(folder: Path) -> None:
    """Put Hookdesk's own metadata there, in which the version stands; its modules come from the sources."""
    for old in folder.glob("hookdesk-*.dist-info"):
        shutil.rmtree(old)
    with tempfile.TemporaryDirectory() as name:
        there = Path(name)
        _pip("wheel", "--no-build-isolation", "--wheel-dir", there, ROOT)
        (wheel,) = there.glob("*.whl")
        shutil.unpack_archive(wheel, there, "zip")
        (metadata,) = there.glob("*.dist-info")
        shutil.move(metadata, folder)


def _pip(command: str, *arguments: str | Path) -> None:
    must([PYTHON, "-m", "pip", "--disable-pip-version-check", command, "--quiet", "--no-deps", *arguments])

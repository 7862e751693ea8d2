"""dist-windows/hookdesk: the folder for Windows, made by build.spec under Wine, and tried there."""

from __future__ import annotations

import shutil
from pathlib import Path

from development.building import stamp
from development.environment import ROOT
from development.system_packages import need
from development.windows import installer, python, resources, wine
from development.windows.wine import Wine, windows_path

KEPT = ROOT / ".windows"
DIST = ROOT / "dist-windows"
BUNDLE = DIST / "hookdesk"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def build(*, installer_too: bool = False) -> None:
    """Make the bundle and start what it holds, and of it the MSI and the .zip; a failure ends the program."""
    if not wine.can_be_had():
        raise SystemExit("Hookdesk for Windows is made on Linux for x86-64, or on Windows itself without --windows.")
    need(
        [*wine.missing(), *python.missing(), *(installer.missing() if installer_too else ())], "The bundle for Windows"
    )
    program = python.set_up(KEPT)
    with wine.windows(KEPT / "wine") as windows:
        print(f"Making {BUNDLE} under Wine.", flush=True)
        shutil.rmtree(DIST, ignore_errors=True)
        _freeze(windows, program)
        stamp.write_source(BUNDLE)
        _write_papers(windows, program)
        _try(windows)
    print(f"{BUNDLE} is ready: {_megabytes(*BUNDLE.rglob('*'))} MB.")
    if installer_too:
        version = python.version_in(KEPT)
        msi = installer.make(BUNDLE, version, KEPT / "installer", DIST)
        for made in (msi, installer.make_zip(BUNDLE, version, DIST)):
            print(f"{made} is ready: {_megabytes(made)} MB.")


def _megabytes(*files: Path) -> int:
    return round(sum(file.stat().st_size for file in files if file.is_file()) / 1_000_000)


def _environ() -> dict[str, str]:
    """For Python in it: the same source makes the same files, and git is not there to tell the time."""
    return {"PYTHONDONTWRITEBYTECODE": "1", **stamp.SAME_AGAIN, stamp.EPOCH: str(stamp.at())}


def _freeze(windows: Wine, program: Path) -> None:
    resources.draw_icon()
    stamp.forget_wheels()
    folders = ["--distpath", windows_path(DIST), "--workpath", windows_path(KEPT / "work")]
    command = ["-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *folders, windows_path(ROOT / "build.spec")]
    print(windows.run([program, *command], _environ(), patience=900), end="")


def _write_papers(windows: Wine, program: Path) -> None:
    """The licences and the bill of materials, by the Python that has what is bundled."""
    paths = ", ".join(repr(windows_path(path)) for path in (ROOT, BUNDLE))
    # Last: in the sources lies metadata of Hookdesk's that names no licence.
    code = (
        f"import pathlib, sys; root, bundle = {paths}; sys.path.append(root);"
        "from development.building import papers; papers.write(pathlib.Path(bundle))"
    )
    windows.run([program, "-c", code], _environ())


def _try(windows: Wine) -> None:
    for name, option in (("hookdesk.exe", "--self-check"), ("hookdeskctl.exe", "--version")):
        if not (BUNDLE / name).is_file():
            raise SystemExit(f"The bundle lacks {name}.")
        print(windows.run([BUNDLE / name, option], OFFSCREEN), end="")

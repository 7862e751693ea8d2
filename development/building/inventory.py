"""All that a bundle is made of: which part each file of it is from. Run by the Python that it was made by."""

from __future__ import annotations

import fnmatch
import platform
import re
import sys
import sysconfig
from collections.abc import Collection, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from development.building import distributions, licences, system_parts
from development.building.distributions import BUILDER, PROGRAM
from development.building.part import Part

PYTHON = "CPython"
_PYTHON_FILES = ("python3", "libpython", "vcruntime", "msvcp", "api-ms", "ucrtbase", "base_library")


class Inventory:
    """The parts of the bundle in a folder, whose Python modules are these."""

    def __init__(self, bundle: Path, modules: Collection[str]) -> None:
        self.bundle = bundle
        self._inner = bundle / "_internal"
        self._modules = distributions.of_modules()
        self._table = licences.table()
        self._used = {self._modules[module] for module in modules if module in self._modules} | {PROGRAM}
        self.files: dict[str, list[str]] = {}
        """Places of programs, libraries and fonts, by the part that they are from; "" are those of the system."""
        for path in sorted(bundle.rglob("*")):
            if path.is_file() and not path.is_symlink() and _is_told(path):
                self.files.setdefault(self._owner(path), []).append(path.relative_to(bundle).as_posix())

    def parts(self) -> list[Part]:
        """Packages, Python, and libraries of the system, the program itself first."""
        names = distributions.closure()
        # A package can be asked for by another that then imports nothing of it.
        found = [self._package(name, needs) for name, (_, needs) in names.items() if name in self._used]
        found.sort(key=lambda part: (part.name != PROGRAM, part.name))
        system = system_parts.parts(self.files.get("", ()))
        return [*found, self._package(BUILDER, ()), self._python(), *system]

    def _owner(self, path: Path) -> str:
        """The name of the part that a file is from."""
        place = path.relative_to(self.bundle)
        if place.parts[0] != self._inner.name:
            return PROGRAM
        top = place.parts[1].partition(".")[0]
        if top.lower().startswith(_PYTHON_FILES):
            return PYTHON
        if len(place.parts) == 2:
            return self._owner_beside(place.as_posix(), top)
        if top in ("models", "resources"):
            return PROGRAM
        return self._modules.get(top) or distributions.canonical(top)

    def _owner_beside(self, place: str, top: str) -> str:
        """That of a library which stands beside all packages: on Windows those of the packages do as well."""
        if top == "pyside6":
            return "pyside6-essentials"
        of_package = (about["of"] for about in self._table["inside"].values() if _matching([place], about))
        rest = PYTHON if sys.platform == "win32" else ""
        return next(of_package, self._modules.get(top, rest))

    def _package(self, name: str, needs: tuple[str, ...]) -> Part:
        here, known = distribution(name), self._table["packages"].get(name, {})
        files = tuple(self.files.get(name, ()))
        return Part(
            name=here.metadata["Name"],
            version=here.version,
            licence=licences.licence_of(here, known),
            purl="" if name == PROGRAM else f"pkg:pypi/{name}@{here.version}",
            # Ours is the source's own: metadata that a build has left beside it bring no text.
            texts=licences.ours() if name == PROGRAM else licences.texts(here, known),
            files=files,
            needs=needs,
            inside=tuple(
                self._inside(each, about, files, here.version)
                for each, about in self._table["inside"].items()
                if about["of"] == name and _matching(files, about)
            ),
        )

    def _inside(self, name: str, about: dict[str, Any], files: tuple[str, ...], version: str) -> Part:
        found = _matching(files, about)
        if name == "Qt":
            told = version  # PySide's releases are named after the Qt in them
        elif "version" in about:
            seen = re.search(about["version"].encode(), (self.bundle / found[0]).read_bytes())
            told = seen[1].decode() if seen else ""
        else:
            told = ""
        return Part(name, told, about["licence"], texts=licences.texts_of(about["texts"]), files=found)

    def _python(self) -> Part:
        version = platform.python_version()
        places = (
            Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
            Path(sys.base_prefix) / "LICENSE.txt",
            Path(f"/usr/share/doc/python{version.rpartition('.')[0]}/copyright"),
        )
        text = next((place.read_text(encoding="utf-8") for place in places if place.is_file()), None)
        if text is None:
            raise SystemExit("The licence of this Python is not beside it.")
        purl = f"pkg:generic/python@{version}"
        return Part(PYTHON, version, "PSF-2.0", purl, {"Python.txt": text}, tuple(self.files.get(PYTHON, ())))


def _matching(places: Sequence[str], about: dict[str, Any]) -> tuple[str, ...]:
    """Those of the places that a row of the table names."""
    return tuple(place for place in places if any(fnmatch.fnmatchcase(place, each) for each in about["files"]))


def _is_told(path: Path) -> bool:
    """Programs, libraries and fonts; texts and pictures are of the packages beside them."""
    with path.open("rb") as file:
        begin = file.read(4)
    return begin[:4] == b"\x7fELF" or begin[:2] == b"MZ" or path.suffix in (".ttf", ".dylib", ".so", ".zip")

"""The Python packages that the program needs at run time, each with what its metadata tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions

from packaging.requirements import Requirement

PROGRAM = "hookdesk"
EXTRAS = {PROGRAM: {"postgres"}}
"""Optional parts of packages that are bundled."""
BUILDER = "pyinstaller"
"""No import of ours: the beginning of each program is from it."""


def canonical(name: str) -> str:
    """A package's name as indexes compare them: "psycopg_binary" is "psycopg-binary"."""
    return re.sub(r"[-_.]+", "-", name).lower()


def closure() -> dict[str, tuple[Distribution, tuple[str, ...]]]:
    """Hookdesk and all that it needs, by name, each with the names that it asks for itself."""
    found: dict[str, tuple[Distribution, tuple[str, ...]]] = {}
    waiting = [(PROGRAM, frozenset(EXTRAS[PROGRAM]))]
    asked = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        here = distribution(name)
        needs = list(_requirements(here, extras))
        before = found[name][1] if name in found else ()
        found[name] = here, tuple(sorted({*before, *(each for each, _ in needs)}))
        fresh = [each for each in needs if each not in asked]
        asked.update(fresh)
        waiting += fresh
    return found


def of_modules() -> dict[str, str]:
    """Which package of the closure a top-level module is from; shared names are nobody's."""
    names = closure()
    owners: dict[str, str] = {}
    for module, packages in packages_distributions().items():
        found = {canonical(package) for package in packages} & names.keys()
        if len(found) == 1:
            owners[module] = found.pop()
    return owners


def _requirements(here: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in here.requires or ():
        wanted = Requirement(line)
        environments = [{"extra": extra} for extra in ("", *extras)]
        if wanted.marker is None or any(wanted.marker.evaluate(each) for each in environments):
            yield canonical(wanted.name), frozenset(wanted.extras)

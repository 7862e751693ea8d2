"""The project's own files agree with each other."""

import re
import tomllib
from typing import Any

import pytest

from development.environment import ROOT


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked() -> dict[str, str]:
    """Each package of the lock, in lower case, with its hashes."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.MULTILINE)[1:]
    return {entry.split("==")[0].lower(): entry for entry in entries}


def test_the_lock_holds_every_dependency_with_hashes(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"].values()
    wanted = [*project["project"]["dependencies"], *(name for extra in extras for name in extra)]
    packages = locked()

    names = {re.split(r"[\[<>=;]", line)[0].strip().lower() for line in wanted}
    assert names <= packages.keys()
    assert [name for name, entry in packages.items() if "--hash=sha256:" not in entry] == []


def test_the_lock_names_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links|/", text) == []


def test_every_package_folder_is_listed_in_the_project(project: dict[str, Any]) -> None:
    tops = ("desktop", "models", "receiver", "resources")
    folders = {path.parent for top in tops for path in (ROOT / top).rglob("*.py")}

    found = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert sorted(project["tool"]["setuptools"]["packages"]) == sorted(found)
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_nobody_asks_qt_for_a_neighbour_that_python_would_take_for_a_child() -> None:
    # PySide makes a widget the owner of the one that it names here: where it ends, the other is lost, though Qt has it.
    asking = re.compile(r"\.(nextInFocusChain|previousInFocusChain|focusProxy)\(")
    sources = [path for top in ("desktop", "tests", "bench") for path in (ROOT / top).rglob("*.py")]
    found = [path for path in sources if asking.search(path.read_text(encoding="utf-8"))]
    assert found == [ROOT / "tests" / "torture" / "weakened" / "window.py"], "which does it to see that a trial notices"


def test_the_logger_of_a_module_is_called_logger() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for top in ("bench", "desktop", "development", "models", "receiver", "tests")
        for path in (ROOT / top).rglob("*.py")
        for name in re.findall(r"^(\w+) = logging\.getLogger\(__name__\)", path.read_text(encoding="utf-8"), re.M)
    ]
    assert len(found) > 10
    assert [each for each in found if not each.endswith(": logger")] == []


def test_windows_has_the_packages_of_the_lock_but_for_what_does_not_run_under_wine(project: dict[str, Any]) -> None:
    pinned = re.compile(r"^(\S+?)==(\S+)", re.MULTILINE)
    locks = (ROOT / "packaging" / "windows" / "requirements.lock", ROOT / "requirements.lock")
    of_windows, of_all = (set(pinned.findall(lock.read_text(encoding="utf-8"))) for lock in locks)
    older = {"pefile", "pyinstaller", "pyinstaller-hooks-contrib", "pyside6-essentials", "shiboken6"}

    assert {name for name, _ in of_windows - of_all} <= older
    wanted = project["project"]["dependencies"]
    bundled = {re.split(r"[\[<>=;]", line)[0].strip().lower() for line in wanted}
    assert bundled <= {name for name, _ in of_windows}

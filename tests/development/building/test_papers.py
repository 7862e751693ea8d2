"""Every package that is bundled has a licence, and the bill of materials names what lies in a bundle."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from development.building import distributions, licences
from development.building.bill import bill
from development.building.inventory import Inventory
from development.building.papers import without_text
from development.building.part import Part, digest

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="takes a library of Linux for one that is bundled")


def test_the_packages_are_those_of_the_dependencies_and_of_what_they_need_themselves() -> None:
    names = distributions.closure()

    assert {"hookdesk", "flask", "jinja2", "markupsafe", "psycopg", "psycopg-binary"} <= names.keys()
    assert {"pytest", "mypy", "ruff", "hypothesis", "colorama"} & names.keys() == set()
    assert names["flask"][1] == ("blinker", "click", "itsdangerous", "jinja2", "markupsafe", "werkzeug")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as PyInstaller makes it, with a little of what is in the real one."""
    folder = tmp_path_factory.mktemp("hookdesk")
    inner = folder / "_internal"
    for place in ("apsw/__init__.so", "PySide6/Qt/lib/libQt6Core.so.6", "python3.11/lib-dynload/_json.so"):
        (inner / place).parent.mkdir(parents=True, exist_ok=True)
        (inner / place).write_bytes(b"\x7fELF" + place.encode())
    (folder / "hookdesk").write_bytes(b"\x7fELF program")
    (inner / "base_library.zip").write_bytes(b"PK")
    (inner / "text.txt").write_text("text")
    return folder


def test_every_package_tells_its_licence_and_has_its_text(bundle: Path) -> None:
    parts = Inventory(bundle, distributions.of_modules()).parts()

    assert without_text(parts) == []
    assert [part.name for part in parts if part.purl.startswith("pkg:pypi") and not part.licence] == []


def test_a_package_of_which_nothing_is_bundled_is_not_told(bundle: Path) -> None:
    names = {part.name for part in Inventory(bundle, {"flask", "apsw", "json"}).parts()}
    assert {"Flask", "apsw"} <= names
    assert "requests" not in names


def test_a_part_without_a_text_is_named() -> None:
    bare = Part("Bare", "1.0", "MIT", texts={"LICENSE": " \n"})
    assert without_text([Part("Whole", "1.0", "MIT", texts={"LICENSE": "text"}, inside=(bare,))]) == ["Bare 1.0"]


def test_every_text_of_the_folder_is_used_by_a_part() -> None:
    table = licences.table()
    told = (*table["packages"].values(), *table["inside"].values())

    assert {path.name for path in licences.FOLDER.glob("*.txt")} == {
        name for each in told for name in each.get("texts", ())
    }


def test_the_bill_names_each_program_and_library_with_its_hash(bundle: Path) -> None:
    document = bill(Inventory(bundle, distributions.of_modules()).parts(), bundle)

    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["component"]["name"] == "hookdesk"
    told = dict(_files([document["metadata"]["component"], *document["components"]]))
    expected = [path for path in bundle.rglob("*") if path.is_file() and path.suffix != ".txt"]
    assert told == {path.relative_to(bundle).as_posix(): digest(path) for path in expected}
    refs = [each["ref"] for each in document["dependencies"]]
    assert len(refs) == len(set(refs))


@LINUX
@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="asks dpkg")
def test_a_library_that_no_package_brings_ends_the_build_in_words(bundle: Path) -> None:
    stray = bundle / "_internal" / "libstray.so.1"
    stray.write_bytes(b"\x7fELF")
    try:
        with pytest.raises(SystemExit, match=r"Nobody says where libstray\.so\.1 is from"):
            Inventory(bundle, distributions.of_modules()).parts()
    finally:
        stray.unlink()


def _files(components: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        if component["type"] == "file":
            [told] = component["hashes"]
            yield component["name"], told["content"]
        yield from _files(component.get("components", []))

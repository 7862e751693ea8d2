"""What lies in dist/ after a build with installers: the bundle, its papers, the .deb and the .tar.xz."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from development.building import bill_schema, bundle, distributions, elf
from development.building.bill import NAME
from development.building.bundle import BUNDLE
from development.building.modules import modules_in
from development.building.part import digest
from development.building.stamp import project_version
from development.linux import needs
from models.settings.licences import BundledPart
from receiver.cli import main
from tests.end_to_end.station import post


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BUNDLE / NAME).read_text(encoding="utf-8"))
    return found


def test_the_folder_is_within_its_bound() -> None:
    assert bundle.size(BUNDLE) <= bundle.BOUND["linux"]


def test_the_bill_names_every_program_and_library_of_the_folder_as_it_is(bill: dict[str, Any]) -> None:
    told = dict(_files([bill["metadata"]["component"], *bill["components"]]))
    there = {path.relative_to(BUNDLE).as_posix(): path for path in elf.files_in(BUNDLE)}
    assert there.keys() - told.keys() == set()
    assert [place for place, hash_ in told.items() if digest(BUNDLE / place) != hash_] == []


@pytest.mark.slow
@pytest.mark.skipif(not bill_schema.is_there(), reason="the schema was not brought")
def test_the_bill_is_as_its_schema_says(tmp_path: Path) -> None:
    assert bill_schema.wrong_with(BUNDLE / NAME) == ""
    text = (BUNDLE / NAME).read_text(encoding="utf-8").replace('"library"', '"book"', 1)
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    assert "book" in bill_schema.wrong_with(tmp_path / NAME)


def test_the_bill_names_the_package_of_every_module_and_no_package_without_one(bill: dict[str, Any]) -> None:
    modules = modules_in(BUNDLE)
    owners = distributions.of_modules()
    foreign = {owners[module] for module in modules if module in owners} - {"hookdesk"}
    told = {
        each["purl"].removeprefix("pkg:pypi/").partition("@")[0]
        for each in bill["components"]
        if "pypi" in each.get("purl", "")
    }
    assert told - {"pyinstaller"} == foreign
    assert len(foreign) > 25


def test_nothing_is_bundled_of_a_package_that_the_program_does_not_need() -> None:
    needed = distributions.of_modules()
    strays = {module for module in modules_in(BUNDLE) if module in packages_distributions() and module not in needed}
    assert strays == set(), "whose licences nobody would tell"


def test_every_part_has_its_licence_in_the_folder() -> None:
    folder = BUNDLE / "_internal/resources/licences"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    parts = [BundledPart(each["part"], each["licence"], tuple(each["texts"])) for each in index]
    assert len(parts) > 60
    assert [part.title for part in parts if not part.texts] == []
    assert [name for part in parts for name in part.texts if not (folder / name).read_text(encoding="utf-8")] == []


def test_the_package_depends_on_the_glibc_that_it_needs(deb: Path) -> None:
    depends = _field(deb, "Depends")
    assert f"libc6 (>= {needs.glibc(BUNDLE)})" in depends
    assert {"libx11-6", "libfontconfig1", "libegl1"} <= {each.partition(" ")[0] for each in depends.split(", ")}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("lintian") is None, reason="there is no lintian here")
def test_lintian_finds_nothing(deb: Path) -> None:
    done = subprocess.run(
        ["lintian", "--allow-root", "--fail-on", "error,warning", deb], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_shells_complete_the_commands(deb: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-x", deb, tmp_path], check=True)
    share = tmp_path / "usr/share"
    for place in ("bash-completion/completions/hookdeskctl", "zsh/vendor-completions/_hookdeskctl"):
        assert "hookdeskctl" in (share / place).read_text()
    environ = {"COMP_WORDS": "hookdeskctl ", "COMP_CWORD": "1", "_HOOKDESKCTL_COMPLETE": "bash_complete"}
    program = tmp_path / "usr/bin/hookdeskctl"
    done = subprocess.run([program], env=os.environ | environ, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [f"plain,{name}" for name in sorted(main.commands)]


@pytest.mark.slow
def test_the_archive_runs_from_any_folder(tmp_path: Path) -> None:
    version = project_version()
    archive = BUNDLE.parent / f"hookdesk-{version}-linux-{platform.machine()}.tar.xz"
    folder = tmp_path / "a folder of mine, çok güzel"
    folder.mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", folder], check=True)
    program = folder / f"hookdesk-{version}/hookdeskctl"
    environ = os.environ | {"HOOKDESK_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"}
    command = [str(program), "serve", "--welcome", "--port", "0"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True, cwd="/") as process:
        assert process.stdout is not None
        url = next(line.strip() for line in process.stdout if "/hooks/" in line)
        assert post(url, {"text": "from a folder"}).outcome == "posted"
        process.terminate()
    assert process.returncode == 0


def _field(deb: Path, name: str) -> str:
    return subprocess.run(["dpkg-deb", "-f", deb, name], capture_output=True, text=True, check=True).stdout.strip()


def _files(components: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        if component["type"] == "file":
            yield component["name"], component["hashes"][0]["content"]
        yield from _files(component.get("components", []))

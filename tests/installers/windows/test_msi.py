"""What an administrator gets of the MSI, as GPO and Intune install it: with /qn, for all accounts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from development.building import bundle as bundles
from development.windows import bundle, icon, python, wine
from development.windows.wine import Failed, Wine
from tests.installers.windows.machine import MACHINE_FILE, PROGRAMS, Machine, take

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def test_a_silent_install_puts_all_in_its_place_and_the_program_works(machine: Machine, msi: Path) -> None:
    machine.install(
        msi, r"DATABASEURL=C:\desk\all.db", "PORT=48211", "PUBLICURL=https://hooks.example.org", "AUTOSTART=1"
    )
    assert machine.settings() == {
        "database": r"C:\desk\all.db",
        "port": "48211",
        "public_url": "https://hooks.example.org",
    }
    assert machine.starts_at_login()
    assert machine.installed() == [msi.stem.removeprefix("hookdesk-")]
    assert "Self-check passed." in machine.run("hookdesk.exe", "--self-check", **OFFSCREEN)
    given = {
        each["name"]: each["source"]
        for each in json.loads(machine.run("hookdeskctl.exe", "settings", "list", "--json"))
    }
    assert [name for name, source in given.items() if source == "machine"] == ["database", "port", "public_url"]


def test_without_properties_it_sets_nothing_and_does_not_start_at_login(machine: Machine, msi: Path) -> None:
    machine.install(msi)
    assert not machine.path(MACHINE_FILE).exists()
    assert not machine.starts_at_login()


def test_the_installed_receiver_takes_a_post_from_outside(machine: Machine, msi: Path) -> None:
    machine.install(msi)
    with machine.receiving("--port", "0") as url:
        assert take(url, "from outside") == "posted"
    assert "from outside" in machine.run("hookdeskctl.exe", "message", "list", "General")


def test_a_newer_version_replaces_an_older_one_and_keeps_what_there_is(
    machine: Machine, older: Path, msi: Path
) -> None:
    machine.install(older, "PORT=0", "AUTOSTART=1")
    with machine.receiving() as url:
        assert take(url, "before the upgrade") == "posted"
    machine.install(msi)
    assert machine.installed() == [msi.stem.removeprefix("hookdesk-")]
    assert machine.settings() == {"port": "0"}
    assert machine.starts_at_login()
    assert "before the upgrade" in machine.run("hookdeskctl.exe", "message", "list", "General")


def test_an_upgrade_ends_the_start_at_login_when_it_is_told_to(machine: Machine, older: Path, msi: Path) -> None:
    machine.install(older, "AUTOSTART=1")
    assert machine.starts_at_login()
    machine.install(msi, "AUTOSTART=0")
    assert not machine.starts_at_login()


def test_an_older_version_does_not_replace_a_newer_one(machine: Machine, older: Path, msi: Path) -> None:
    machine.install(msi)
    with pytest.raises(Failed):
        machine.install(older)
    assert machine.installed() == [msi.stem.removeprefix("hookdesk-")]


def test_a_value_that_cannot_work_leaves_the_machine_as_it_was(machine: Machine, msi: Path) -> None:
    with pytest.raises(Failed, match="many cannot be the port"):
        machine.install(msi, "PORT=many")
    assert not machine.path(PROGRAMS).exists()
    assert machine.installed() == []


def test_uninstalling_leaves_the_data_unless_it_is_told(machine: Machine, msi: Path) -> None:
    machine.install(msi, r"DATABASEURL=C:\ProgramData\Hookdesk\desk.db")
    with machine.receiving("--port", "0") as url:
        assert take(url, "kept") == "posted"
    machine.uninstall(msi)
    assert not machine.path(PROGRAMS).exists()
    assert machine.path("ProgramData", "Hookdesk", "desk.db").exists()
    assert machine.settings()

    machine.install(msi)
    assert "kept" in machine.run("hookdeskctl.exe", "message", "list", "General")
    machine.uninstall(msi, "PURGE=1")
    assert not machine.path("ProgramData", "Hookdesk").exists()


def test_the_bundle_is_small() -> None:
    assert bundles.size(bundle.BUNDLE) < 100_000_000


@pytest.mark.parametrize("name", ["hookdesk", "hookdeskctl"])
def test_a_program_shows_its_icon_its_product_and_its_version(windows: Wine, name: str) -> None:
    code = (
        "import json, pefile, sys; pe = pefile.PE(sys.argv[1]);"
        "words = {k.decode(): v.decode() for i in pe.FileInfo[0] if i.Key == b'StringFileInfo'"
        " for t in i.StringTable for k, v in t.entries.items()};"
        "kinds = {e.id: len(e.directory.entries) for e in pe.DIRECTORY_ENTRY_RESOURCE.entries};"
        "print(json.dumps([words, kinds[pefile.RESOURCE_TYPE['RT_ICON']]]))"
    )
    program = wine.windows_path(bundle.BUNDLE / f"{name}.exe")
    words, icons = json.loads(windows.run([bundle.KEPT / "python" / "python.exe", "-c", code, program]))
    assert words["ProductName"] == "Hookdesk"
    assert words["FileVersion"] == words["ProductVersion"] == python.version_in(bundle.KEPT)
    assert words["OriginalFilename"] == f"{name}.exe"
    assert icons == len(icon.SIZES)

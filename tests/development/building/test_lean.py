"""What is left out of dist/hookdesk, and what stays because something loads it."""

import shutil
import sys
from pathlib import Path

import pytest

from development.building import bundle, elf, lean
from development.building.lean import Entry

LINUX = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("objdump") is None, reason="asks objdump about programs of Linux"
)
FONT = ["solid-*.ttf", "solid-*.json"]


def kept(*entries: Entry) -> list[str]:
    return [entry[0] for entry in lean.used(list(entries), FONT)]


@pytest.mark.parametrize("place", ["PySide6/Qt/plugins/platformthemes/libqgtk3.so", "PySide6\\plugins\\tls\\q.dll"])
def test_a_plugin_that_nothing_loads_is_left_out(place: str) -> None:
    assert kept((place, "/nowhere", "DATA")) == []


def test_of_the_icon_fonts_one_stays() -> None:
    names = ["qtawesome/fonts/solid-6.ttf", "qtawesome/fonts/phosphor-1.ttf"]
    assert kept(*((name, "/nowhere", "DATA") for name in names)) == names[:1]


def test_of_the_metadata_of_a_package_its_version_stays() -> None:
    names = [f"hookdesk-1.0.dist-info/{name}" for name in ("METADATA", "direct_url.json", "RECORD")]
    assert kept(*((name, "/nowhere", "DATA") for name in names)) == names[:1]


@LINUX
def test_a_library_stays_where_something_names_it_and_goes_where_nothing_does(tmp_path: Path) -> None:
    program = Path(sys.executable).resolve()
    named = {name for names in elf.needed([program]).values() for name in names}
    assert "libc.so.6" in named

    libraries = [("libc.so.6", str(program), "BINARY"), ("libunasked.so.1", str(program), "BINARY")]
    assert kept(("lib/one.so", str(program), "EXTENSION"), *libraries) == ["lib/one.so", "libc.so.6"]


@LINUX
def test_the_glibc_that_a_program_asks_for_is_read() -> None:
    (version,) = elf.glibc([Path(sys.executable).resolve()]).values()
    assert version >= (2, 2)


@LINUX
def test_links_and_other_files_are_no_programs(tmp_path: Path) -> None:
    shutil.copy(Path(sys.executable).resolve(), tmp_path / "program")
    (tmp_path / "link").symlink_to("program")
    (tmp_path / "text").write_text("text")
    assert elf.files_in(tmp_path) == [tmp_path / "program"]


def test_a_bundle_over_its_bound_is_refused_with_what_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "large").write_bytes(bytes(2000))
    monkeypatch.setattr(bundle, "BUNDLE", tmp_path)
    monkeypatch.setattr(bundle, "BOUND", {sys.platform: 1000})

    with pytest.raises(SystemExit, match="over its bound"):
        bundle.weigh()
    assert "large" in capsys.readouterr().err

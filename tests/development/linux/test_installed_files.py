"""What an installation on Linux brings beside the program."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from desktop.app import parser
from development.environment import ROOT
from development.linux.installed_files import SOURCES
from development.linux.man_pages import page
from receiver.cli import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="is about Linux")


def commands(group: click.Group, path: str) -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        elif not command.hidden:
            yield f"{path} {name}"


def test_the_man_page_of_the_receiver_tells_every_command() -> None:
    told = page("hookdeskctl").replace("\\-", "-")
    wanted = list(commands(main, "hookdeskctl"))
    assert len(wanted) > 20
    assert [name for name in wanted if f".SS {name}" not in told] == []


def test_the_man_page_of_the_window_tells_every_option() -> None:
    told = page("hookdesk").replace("\\-", "-")
    wanted = [option for action in parser()._actions for option in action.option_strings]
    assert "--theme" in wanted
    assert [option for option in wanted if option not in told] == []


@pytest.mark.parametrize("program", ["hookdesk", "hookdeskctl"])
def test_no_line_of_a_man_page_is_taken_for_a_command_of_troff(program: str) -> None:
    known = re.compile(r"\.(TH|ad|SH|SS|TP|PP|B|I|BR|RI)( |$)")
    lines = [line for line in page(program).splitlines() if line.startswith((".", "'"))]
    assert [line for line in lines if not known.match(line)] == []


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
@pytest.mark.parametrize("program", ["hookdesk", "hookdeskctl"])
def test_troff_has_no_warning_for_a_man_page(program: str) -> None:
    environ = {**os.environ, "LC_ALL": "C.UTF-8"}
    command = ["groff", "-man", "-Tutf8", "-ww", "-z"]
    done = subprocess.run(command, input=page(program), env=environ, capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
def test_the_unit_is_exposed_less_than_three(tmp_path: Path) -> None:
    unit = shutil.copy(SOURCES / "hookdesk.service", tmp_path)
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=30", unit],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "Overall exposure level" in done.stdout


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="there is no appstreamcli here")
def test_the_metadata_for_software_centres_have_no_error(tmp_path: Path) -> None:
    text = (SOURCES / "hookdesk.metainfo.xml").read_text(encoding="utf-8")
    file = tmp_path / "hookdesk.metainfo.xml"
    file.write_text(text.replace("@VERSION@", "1.0").replace("@DATE@", "2026-01-01"), encoding="utf-8")
    done = subprocess.run(["appstreamcli", "validate", "--no-net", file], capture_output=True, text=True, check=False)
    # A name in reversed DNS is asked for, which a project without a domain has not.
    assert re.findall(r"^[EW]: \S+ (?!cid-desktopapp-is-not-rdns).*", done.stdout, re.MULTILINE) == []


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_the_scripts_of_the_package_are_read_by_a_plain_shell(script: str) -> None:
    subprocess.run(["sh", "-n", SOURCES / script], check=True)


def test_the_project_and_the_package_say_the_same_of_the_program() -> None:
    entry = (SOURCES / "hookdesk.desktop").read_text(encoding="utf-8")
    metainfo = (SOURCES / "hookdesk.metainfo.xml").read_text(encoding="utf-8")
    (comment,) = re.findall(r"^Comment=(.+)$", entry, re.MULTILINE)
    assert f"<summary>{comment}</summary>" in metainfo
    assert (ROOT / "resources/images/hookdesk.svg").exists()

"""How a command ends: exit codes, one line for a Problem, silence for a reader who leaves; and how it starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from development.environment import ROOT
from tests.end_to_end.station import posting
from tests.receiver.commands.conftest import Ctl


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["channel", "add"],
        ["case", "list", "--unknown"],
        ["case", "show", "General"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "many"],
    ],
)
def test_wrong_usage_is_2(unmade: Ctl, words: list[str]) -> None:
    done = unmade.run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Usage:" in done.stderr
    assert not unmade.station.file.exists()


@pytest.mark.parametrize("verb", ["backup", "restore", "check"])
def test_a_verb_without_its_noun_names_the_command_that_is_meant(unmade: Ctl, verb: str) -> None:
    done = unmade.run(verb)
    assert done.exit_code == 2
    assert f"No such command '{verb}'. Did you mean database {verb}?" in done.stderr


@pytest.mark.sqlite_only
@pytest.mark.parametrize("words", [["channel", "list"], ["serve", "--port", "0"]])
def test_a_file_that_is_no_database_is_a_problem_and_stays_as_it_is(empty: Ctl, words: list[str]) -> None:
    empty.station.file.write_bytes(b"a letter to somebody")
    done = empty.station.run(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert empty.station.file.read_bytes() == b"a letter to somebody"


def test_an_option_in_the_environment_that_makes_no_sense_is_a_problem(empty: Ctl) -> None:
    done = empty.run("channel", "list", HOOKDESK_PORT="many")
    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")


@pytest.mark.sqlite_only
def test_the_database_may_come_from_the_environment(unmade: Ctl, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    environ = {**unmade.station.environ, "HOOKDESK_DATABASE": str(other)}
    command = [sys.executable, "-m", "receiver.cli", "channel", "add", "General"]
    subprocess.run(command, cwd=ROOT, env=environ, check=True, capture_output=True)
    assert other.exists()
    assert not unmade.station.file.exists()


def test_a_reader_who_leaves_is_no_error(ctl: Ctl, channel: str, hook: str) -> None:
    with posting(hook) as send:
        for _ in range(4):
            send({"text": "x" * 100_000})
    process = subprocess.Popen(
        ctl.station.command("message", "list", channel, "--json"),
        cwd=ROOT,
        env=ctl.station.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1) == b"["
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("words", [["channel", "list"], ["channel", "list", "--json"]])
def test_a_reader_who_left_before_the_first_line_is_no_error(ctl: Ctl, channel: str, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            ctl.station.command(*words),
            cwd=ROOT,
            env=ctl.station.environ,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_list_starts_without_the_web_server_and_without_qt(empty: Ctl) -> None:
    command = empty.station.command("channel", "list")
    command[1:1] = ["-X", "importtime"]
    done = subprocess.run(command, cwd=ROOT, env=empty.station.environ, capture_output=True, text=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "models.channels.channels" in loaded
    assert not {"flask", "werkzeug", "waitress", "requests", "PySide6"} & loaded


def test_help_needs_no_database(unmade: Ctl) -> None:
    for words in ([], ["channel"], ["hook", "add"], ["case", "show"], ["serve"]):
        assert "Usage: hookdeskctl" in unmade(*words, "--help")
    assert not unmade.station.file.exists()


def test_output_that_cannot_be_utf_8_is_json_all_the_same(ctl: Ctl, channel: str) -> None:
    ctl("channel", "rename", channel, f"{channel} ölçüm 👋")
    done = ctl.station.run("channel", "list", "--json", environ={"PYTHONIOENCODING": "latin-1"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u00f6l\\u00e7\\u00fcm \\ud83d\\udc4b" in done.stdout
    for encoding in ("ascii", "latin-1"):
        table = ctl.station.run("channel", "list", environ={"PYTHONIOENCODING": encoding})
        assert (table.returncode, table.stderr) == (0, "")

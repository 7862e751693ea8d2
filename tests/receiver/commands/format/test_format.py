"""hookdeskctl format: formats come from files, are tried and published, and go back into files."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.station import post
from tests.receiver.commands.conftest import Ctl

_numbers = itertools.count(1)
BODY = {"check": "disk", "bad": True, "graph": "https://graphs.example/1"}


class File:
    """A format in a file, with a name of its own."""

    def __init__(self, path: Path) -> None:
        self.name = f"Watchers {next(_numbers)}"
        self.path = path

    def says(self, subject: str) -> str:
        """Write the file, and give its path."""
        text = (
            f"# By hand.\nname = '{self.name}'\nabout = 'The cellar.'\nkey = 'body.check'\n"
            f"closed_when = 'not body.bad'\nsubject = '{subject}'\n[[links]]\nurl = 'body.graph'\n"
        )
        self.path.write_text(text, encoding="utf-8")
        return str(self.path)


@pytest.fixture
def file(tmp_path: Path) -> File:
    return File(tmp_path / "watchers.toml")


def body(tmp_path: Path, value: object) -> str:
    path = tmp_path / "body.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    return str(path)


def shown(ctl: Ctl, name: str) -> dict[str, Any]:
    found: dict[str, Any] = ctl.json("format", "show", name)
    return found


def test_an_import_is_a_draft_until_it_is_published(ctl: Ctl, file: File) -> None:
    ctl("format", "import", file.says("first"))
    assert (shown(ctl, file.name)["published"], shown(ctl, file.name)["version"]) == (None, None)
    done = ctl.run("format", "import", file.says("first"), "--publish", "--note", "for the cellar")
    assert f"{file.name}, version 1, is in force." in done.stderr
    found = shown(ctl, file.name)
    assert (found["published"], found["draft_changed_at"], found["about"]) == (1, None, "The cellar.")
    assert [(one["version"], one["note"]) for one in found["versions"]] == [(1, "for the cellar")]


def test_an_import_of_what_is_in_force_changes_nothing(ctl: Ctl, file: File) -> None:
    ctl("format", "import", file.says("first"), "--publish")
    assert "says this already" in ctl.run("format", "import", file.says("first"), "--publish").stderr
    ctl("format", "import", file.says("second"), "--publish")
    assert [one["version"] for one in shown(ctl, file.name)["versions"]] == [2, 1]


def test_what_is_exported_is_what_was_imported(ctl: Ctl, file: File, tmp_path: Path) -> None:
    ctl("format", "import", file.says("first"), "--publish")
    first = file.path.read_text(encoding="utf-8")
    ctl("format", "import", file.says("second"), "--publish")
    ctl("format", "export", file.name, str(tmp_path / "out.toml"), "--version", "1")
    assert (tmp_path / "out.toml").read_text(encoding="utf-8") == first
    assert ctl("format", "export", file.name) + "\n" == file.path.read_text(encoding="utf-8")


def test_a_preset_is_exported_to_be_changed_under_another_name(ctl: Ctl, file: File) -> None:
    _, _, rest = ctl("format", "export", "slack").partition("\n")
    file.path.write_text(f"name = '{file.name}'\n{rest}\n", encoding="utf-8")
    ctl("format", "import", str(file.path), "--publish")
    assert shown(ctl, file.name)["published"] == 1


def test_own_formats_stand_before_the_presets(ctl: Ctl, file: File) -> None:
    ctl("format", "import", file.says("first"), "--publish")
    ctl("format", "import", file.says("second"))
    names = [one["name"] for one in ctl.json("format", "list")]
    assert names.index(file.name) < names.index("alertmanager")
    line = next(line for line in ctl("format", "list").splitlines() if line.startswith(file.name))
    assert " ".join(line.removeprefix(file.name).split()) == "1, draft The cellar."


def test_a_file_with_mistakes_says_all_of_them_and_is_not_taken(ctl: Ctl, file: File) -> None:
    done = ctl.run("format", "import", file.says("{{ body."), "--publish")
    assert (done.exit_code, "subject, line 1" in done.stderr) == (1, True)
    assert ctl.run("format", "show", file.name).exit_code == 1


def test_a_format_that_a_hook_reads_by_is_not_removed(ctl: Ctl, hook: str, file: File) -> None:
    ctl("format", "import", file.says("first"), "--publish")
    ctl("hook", "set", hook, "--reads", file.name)
    done = ctl.run("format", "remove", file.name)
    assert (done.exit_code, "Nightly backup" in done.stderr) == (1, True)
    ctl("hook", "set", hook, "--reads", "automatic")
    ctl("format", "remove", file.name)
    assert ctl.run("format", "show", file.name).exit_code == 1


def test_a_body_is_tried_without_a_hook(ctl: Ctl, file: File, tmp_path: Path) -> None:
    done = ctl("format", "try", file.says("{{ body.check }} is bad"), "--body", body(tmp_path, BODY))
    assert done.splitlines()[0] == "Report 1"
    assert [line.split() for line in done.splitlines()[1:3]] == [["key", "disk"], ["subject", "disk", "is", "bad"]]
    assert "https://graphs.example/1" in done


def test_headers_and_a_path_come_with_the_body(ctl: Ctl, file: File, tmp_path: Path) -> None:
    path = file.says('{{ headers["x-event"] }} at {{ path }}')
    sent = ["--body", body(tmp_path, BODY), "--header", "X-Event: push", "--path", "/close"]
    (report,) = ctl.json("format", "try", path, *sent)["reports"]
    assert (report["subject"], report["status"]) == ("push at /close", None)


def test_at_a_hook_it_says_what_the_report_would_do_and_does_nothing(
    ctl: Ctl, channel: str, hook: str, file: File, tmp_path: Path
) -> None:
    sent = ["--hook", hook, "--body", body(tmp_path, BODY)]
    assert "Report 1 opened #1" in ctl("format", "try", file.says("{{ body.check }}"), *sent)
    assert (ctl.json("case", "list", channel), ctl.json("delivery", "list", "--hook", hook)) == ([], [])


def test_the_deliveries_of_a_hook_are_tried(ctl: Ctl, hook: str, file: File) -> None:
    post(hook, BODY)
    post(hook, {"text": 5})
    post(hook, {"other": "thing"})
    tried = ctl.json("format", "try", file.says("{{ body.check or body.text }}"), "--hook", hook)
    became = [[report["status"] for report in one["draft"]["reports"]] for one in tried["deliveries"]]
    assert became == [["opened"], ["posted"], ["posted"]]
    assert tried["deliveries"][1]["in_force"]["refused"]["code"] == "invalid_report"
    assert "subject and text are empty" in tried["deliveries"][2]["draft"]["fell_back"]
    assert (tried["draft"]["opened"], tried["in_force"]["opened"]) == (1, 0)
    assert any("fails in 1 of 3 deliveries" in each["detail"] for each in tried["warnings"])
    done = ctl.run("format", "try", str(file.path), "--hook", hook)
    assert done.stdout.splitlines()[-1].split()[3:] == ["posted", "opened", "#1", "disk"]
    assert "By the file: 1 opened, 2 posted, 1 failed" in done.stderr


def test_a_try_needs_something_to_try_it_on(ctl: Ctl, file: File) -> None:
    assert ctl.run("format", "try", file.says("x")).exit_code == 2

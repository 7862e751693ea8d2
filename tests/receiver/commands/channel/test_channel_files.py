"""hookdeskctl channel export and import: what is written can be taken, here and on another desk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.station import posting
from tests.receiver.commands.conftest import Ctl

SECRET = "not-for-the-eyes-of-others"


def exported(ctl: Ctl, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ctl("channel", "export", *words))
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "channels.json"


def take(ctl: Ctl, file: Path, document: object, *words: str) -> Any:
    file.write_text(json.dumps(document), encoding="utf-8")
    done = ctl.run("channel", "import", str(file), *words)
    assert done.exit_code == 0, done.output
    return done


def refused(ctl: Ctl, file: Path, document: object) -> str:
    file.write_text(json.dumps(document), encoding="utf-8")
    done = ctl.run("channel", "import", str(file))
    assert (done.exit_code, done.stdout) == (1, "")
    return done.stderr


def document(*hooks: dict[str, Any], name: str = "Plant", **more: Any) -> dict[str, Any]:
    return {"hookdesk_channels": 1, "channels": [{"name": name, "hooks": list(hooks)}], **more}


def with_rules(ctl: Ctl, hook: str) -> None:
    ctl("hook", "set", hook, "--secret-header", "X-Secret", SECRET, "--rate-limit", "60/minute", "--reads", "own")


def test_an_export_holds_no_url_and_no_secret(ctl: Ctl, channel: str, hook: str) -> None:
    with_rules(ctl, hook)
    text = ctl("channel", "export", channel)
    assert SECRET not in text
    assert hook.rpartition("/")[2] not in text
    (written,) = json.loads(text)["channels"][0]["hooks"]
    assert written == {
        "purpose": "Nightly backup",
        "rules": {"rate_limit": "60/minute", "secret": {"kind": "header", "header": "X-Secret"}, "reads": "own"},
    }


def test_an_export_with_secrets_moves_a_hook_with_its_url(
    ctl: Ctl, channel: str, hook: str, empty: Ctl, file: Path
) -> None:
    with_rules(ctl, hook)
    ctl("channel", "set", channel, "--ids", "hook", "--on-update", "keep")
    ctl("channel", "export", channel, "--with-secrets", "--output", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    empty("channel", "import", str(file))
    assert exported(empty, channel, "--with-secrets") == exported(ctl, channel, "--with-secrets")
    assert empty.json("channel", "show", channel)["ids_per_hook"]
    with empty.station.serve() as receiver:
        moved = receiver.url + "/hooks/" + hook.partition("/hooks/")[2]
        with posting(moved) as send:
            assert send({"text": "moved"}, {"X-Secret": SECRET}).status == 200


def test_an_import_of_what_was_exported_changes_nothing(ctl: Ctl, channel: str, hook: str, file: Path) -> None:
    with_rules(ctl, hook)
    before = exported(ctl, channel, "--with-secrets")
    done = take(ctl, file, exported(ctl, channel))
    assert (done.stdout, done.stderr) == ("", "Everything is so already.\n")
    assert exported(ctl, channel, "--with-secrets") == before


def test_an_import_makes_what_is_not_there_and_prints_the_urls(empty: Ctl, file: Path) -> None:
    done = take(empty, file, document({"purpose": "Backup"}, {"purpose": "Disks", "enabled": False}))
    assert [line.split("  ")[1] for line in done.stdout.splitlines()] == ["Backup", "Disks"]
    assert "The channel Plant is made." in done.stderr
    assert [hook["enabled"] for hook in empty.json("hook", "list", "Plant")] == [False, True]


def test_an_import_changes_a_hook_and_keeps_its_url(empty: Ctl, file: Path) -> None:
    (url,) = (line.split()[0] for line in take(empty, file, document({"purpose": "Backup"})).stdout.splitlines())
    changed = document({"purpose": "backup", "rules": {"rate_limit": "5/minute"}}, name="PLANT")
    assert take(empty, file, changed).stdout == ""
    (hook,) = empty.json("hook", "list", "PLANT")
    assert (hook["url"], hook["purpose"], hook["rate_limit"]) == (url, "backup", "5/minute")


def test_a_dry_run_says_what_would_be_done_and_does_nothing(empty: Ctl, file: Path) -> None:
    done = take(empty, file, document({"purpose": "Backup"}), "--dry-run")
    assert done.stderr.splitlines() == [
        "This would be done:",
        "The channel Plant is made.",
        "The web hook Backup of Plant is made.",
    ]
    assert (done.stdout, empty.json("channel", "list")) == ("", [])


def test_a_new_hook_whose_secret_is_not_in_the_file_is_disabled(empty: Ctl, file: Path) -> None:
    secret = {"secret": {"kind": "github"}}
    done = take(empty, file, document({"purpose": "Builds", "rules": secret}))
    assert "needs its secret and is disabled" in done.stderr
    (hook,) = empty.json("hook", "list", "Plant")
    assert (hook["enabled"], hook["secret"]) == (False, None)


def test_a_format_goes_with_the_hooks_that_read_by_it(empty: Ctl, file: Path) -> None:
    lines = ["name = 'Watchers'", "text = '''", "{{ body.check }}", "on {{ body.host }}'''"]
    hook = {"purpose": "Checks", "rules": {"reads": "Watchers"}}
    take(empty, file, document(hook, formats=[{"lines": lines}]))
    found = exported(empty)
    assert (found["formats"], found["channels"][0]["hooks"]) == ([{"lines": lines}], [hook])
    assert take(empty, file, found).stderr == "Everything is so already.\n"


def test_a_file_that_cannot_be_taken_whole_changes_nothing(empty: Ctl, file: Path) -> None:
    said = refused(empty, file, document({"purpose": "Good"}, {"purpose": "Bad", "rules": {"rate_limit": "often"}}))
    assert "often" in said
    assert empty.json("channel", "list") == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"hookdesk_channels": 2, "channels": []}, "newer Hookdesk"),
        ({"hookdesk_channels": 1, "channel": []}, "channels cannot be read"),
        (document({"purpose": "A", "rules": {"colour": "red"}}), "not known: colour"),
        (document({"purpose": "A", "rules": {"silent_after": "long"}}), "rules of A cannot be read"),
        (document({"purpose": "A", "guid": "secret"}), "channels cannot be read"),
        (document({"purpose": "A", "rules": {"reads": "nothing"}}), "No format is called nothing"),
        (document({"purpose": " "}), "needs a purpose"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(empty: Ctl, file: Path, wrong: object, said: str) -> None:
    assert said in refused(empty, file, wrong)


def test_a_url_of_another_hook_or_of_a_removed_one_is_refused(ctl: Ctl, channel: str, hook: str, file: Path) -> None:
    stolen = document({"purpose": "Other", "guid": hook.rpartition("/")[2]}, name=f"{channel} again")
    assert "that of Nightly backup" in refused(ctl, file, stolen)
    ctl("hook", "remove", hook)
    assert "that is removed" in refused(ctl, file, stolen)

"""Ansible's module uri, which takes every status but 200 for a failure unless it is told others."""

import json
from pathlib import Path

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox
from tests.end_to_end.senders.recipes import snippet

CASE = {"key": "deploy/shop", "text": "Deploy of shop failed"}


def _environ(folder: Path) -> dict[str, str]:
    return {"ANSIBLE_LOCALHOST_WARNING": "False", "ANSIBLE_LOCAL_TEMP": str(folder / "ansible")}


def test_a_hook_that_answers_200_always_opens_a_case_and_closes_it(inbox: Inbox, tmp_path: Path) -> None:
    inbox.station.ctl("hook", "set", inbox.url, "--answers", "always 200")

    for body in (CASE, {**CASE, "state": "closed"}):
        arguments = {"url": inbox.url, "method": "POST", "body_format": "json", "body": body}
        words = ("localhost", "-m", "ansible.builtin.uri", "-a", json.dumps(arguments))
        programs.run(programs.python("ansible"), *words, environ=_environ(tmp_path))

    assert (inbox.case()["subject"], inbox.case()["state"]) == (CASE["text"], "closed")


def test_the_playbook_of_the_recipe(inbox: Inbox, tmp_path: Path) -> None:
    playbook = tmp_path / "tell.yml"
    playbook.write_text(snippet("Ansible", "yaml", inbox.url))

    for _ in range(2):
        programs.run(programs.python("ansible-playbook"), str(playbook), environ=_environ(tmp_path))

    assert (inbox.case()["subject"], inbox.case()["state"]) == (CASE["text"], "open")
    assert inbox.outcomes() == ["opened", "repeated"]

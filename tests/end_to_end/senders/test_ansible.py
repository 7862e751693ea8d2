"""Ansible's module uri, which takes every status but 200 for a failure unless it is told others."""

import json

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox


def _post(inbox: Inbox, body: dict[str, str], **more: object) -> None:
    arguments = {"url": inbox.url, "method": "POST", "body_format": "json", "body": body, **more}
    ansible = programs.python("ansible")
    environ = {"ANSIBLE_LOCALHOST_WARNING": "False", "ANSIBLE_LOCAL_TEMP": str(inbox.station.file.parent / "ansible")}
    programs.run(ansible, "localhost", "-m", "ansible.builtin.uri", "-a", json.dumps(arguments), environ=environ)


def test_a_message(inbox: Inbox) -> None:
    _post(inbox, {"text": "Deployed shop 1.7"})

    assert inbox.message()["text"] == "Deployed shop 1.7"


def test_a_case_that_the_next_run_closes(inbox: Inbox) -> None:
    statuses = {"status_code": [200, 201, 208]}
    _post(inbox, {"key": "deploy/shop", "text": "Deploy of shop failed"}, **statuses)
    _post(inbox, {"key": "deploy/shop", "text": "Deploy of shop worked", "state": "closed"}, **statuses)

    assert (inbox.case()["subject"], inbox.case()["state"]) == ("Deploy of shop failed", "closed")

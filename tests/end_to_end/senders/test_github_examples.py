"""Every example that octokit keeps of GitHub's posts, with its event in the header as GitHub names it."""

import json
from collections import Counter

import requests

from tests.end_to_end.senders import programs
from tests.end_to_end.senders.inbox import Inbox


def _examples() -> list[tuple[str, object]]:
    """Each event with a body of it."""
    folder = programs.npm("@octokit/webhooks-examples/package.json").parent
    kinds = [kind for index in sorted(folder.glob("*/index.json")) for kind in json.loads(index.read_text("utf-8"))]
    return [(kind["name"], body) for kind in kinds for body in kind["examples"]]


def test_none_is_refused_and_all_are_read_by_githubs_format(inbox: Inbox) -> None:
    examples = _examples()
    with requests.Session() as session:
        session.headers["User-Agent"] = "GitHub-Hookshot/1"
        answers = Counter(
            session.post(inbox.url, json=body, headers={"X-GitHub-Event": event}, timeout=60).status_code
            for event, body in examples
        )

    assert set(answers) <= {200, 201}, answers
    deliveries = inbox.deliveries()
    assert len(deliveries) == len(examples) > 700
    assert {(delivery["format"], delivery["fell_back"]) for delivery in deliveries} == {("GitHub", None)}
    messages = inbox.messages()
    assert all(len(message["text"].splitlines()[0]) > 8 for message in messages)
    cases = inbox.station.json("case", "list", inbox.channel)
    assert {case["state"] for case in cases} == {"open", "closed"}
    assert all(case["subject"].startswith("[") for case in cases)

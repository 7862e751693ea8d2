"""Senders as they are: programs that post to a hook in their own way, and what they meant arrives."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from tests.end_to_end.station import Receiver, Station, as_sent, post

TEXT = "Grüße 👋🏽 from the sender"
REPORT = json.dumps({"text": TEXT}, ensure_ascii=False)

NODE = """
const answer = await fetch(process.argv[1], {method: "POST", body: JSON.stringify({text: process.argv[2]})});
process.stdout.write(await answer.text());
"""

COMMANDS = {
    "curl -d": ["curl", "-sS", "-d", REPORT, "URL"],
    "curl --json": ["curl", "-sS", "--json", REPORT, "URL"],
    "wget --post-data": ["wget", "-q", "-O", "-", f"--post-data={REPORT}", "URL"],
    "node fetch": ["node", "--input-type=module", "-e", NODE, "--", "URL", TEXT],
}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    """One database for all senders, with one receiver and one hook."""
    return Station(tmp_path_factory.mktemp("senders"))


@pytest.fixture(scope="module")
def receiver(station: Station) -> Iterator[Receiver]:
    with station.serve() as receiver:
        yield receiver
        assert receiver.stop() == 0, station.errors.read_text()


@pytest.fixture(scope="module")
def hook(station: Station, receiver: Receiver) -> str:
    return station.hook(receiver, "General")


def _newest(station: Station) -> dict[str, Any]:
    newest: dict[str, Any] = station.json("message", "list", "General", "--limit", "1")[0]
    return newest


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_program_posts_a_message(station: Station, hook: str, command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    words = [hook if word == "URL" else word for word in command]

    said = subprocess.run(words, capture_output=True, encoding="utf-8", check=True, timeout=30).stdout

    assert json.loads(said)["status"] == "posted"
    assert _newest(station)["text"] == TEXT


def test_requests_posts_json_and_a_payload_form(station: Station, hook: str) -> None:
    with requests.Session() as session:
        sent = session.post(hook, json={"text": "as json"}, timeout=30)
        assert (sent.status_code, sent.headers["Content-Type"]) == (200, "application/json")
        assert _newest(station)["text"] == "as json"

        assert session.post(hook, data={"payload": REPORT}, timeout=30).status_code == 200
        assert _newest(station)["text"] == TEXT


def test_a_multipart_payload_form_is_taken(station: Station, hook: str) -> None:
    with requests.Session() as session:
        sent = session.post(hook, files={"payload": (None, REPORT)}, timeout=30)
    assert sent.status_code == 200, sent.text
    assert _newest(station)["text"] == TEXT


def test_three_hundred_attachments_are_taken(station: Station, hook: str) -> None:
    attachments = [{"@type": "link", "url": f"http://myserver/{number}"} for number in range(300)]
    assert post(hook, {"text": "many", "attachments": attachments}).status == 200
    assert as_sent(_newest(station)["attachments"]) == attachments


@pytest.mark.parametrize(
    "text",
    [
        "İstanbul'da ığdır, şişe; ÇĞÖŞÜ çğöşü",
        "القناة تعمل \u200fوالعربية من اليمين",  # noqa: RUF001
        "👩‍👩‍👧‍👦 family, 🇹🇷 flag",
        "tab\tand\nnew lines\r\nand a backslash \\ and </script>",
    ],
)
def test_text_comes_out_as_it_went_in(station: Station, hook: str, text: str) -> None:
    opened = post(hook, {"id": text[:20], "text": text, "subject": text.splitlines()[0]})
    assert opened.status == 201
    newest = _newest(station)
    assert (newest["text"], newest["report_id"]) == (text, text[:20])


def test_an_integer_id_is_the_same_as_its_digits(station: Station, hook: str) -> None:
    opened = post(hook, {"id": 42, "text": "opening"})
    assert opened.status == 201
    assert post(hook, {"id": "42", "text": "repeat"}).status == 208
    assert post(hook, {"id": 43, "references": [42], "text": "update"}).outcome == "updated"
    assert post(hook, {"references": 43, "text": "update without an id"}).outcome == "updated"

    messages = station.json("case", "show", "General", str(opened.body["case"]))["messages"]
    assert [(message["report_id"], message["references"]) for message in messages] == [
        ("42", []),
        ("43", ["42"]),
        (None, ["43"]),
    ]

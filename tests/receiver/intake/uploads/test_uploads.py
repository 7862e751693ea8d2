"""Files in a post are kept with the message, whatever the shape of the post."""

from __future__ import annotations

import json
import subprocess
from html import escape
from pathlib import Path

import requests

from models import search
from models.cases import cases
from models.channels.hooks import Hook
from models.files.store import Store
from models.messages import messages
from receiver.how_to_post.samples import with_file
from tests.receiver.intake.rules import newest, set_rules
from tests.receiver.intake.uploads.posting import PNG, came, content, kept, send, shown
from tests.receiver.test_senders import need


def text_of(message: int) -> str:
    return messages.text(message)


def test_a_form_of_text_and_file_is_a_message_with_the_file(hook_url: str, store: Store) -> None:
    answer = send(hook_url, ("file", "plot.png", PNG), text="The curve of today")

    (file,) = shown(answer.json()["message"])
    assert text_of(answer.json()["message"]) == "The curve of today"
    assert (file.display_name, file.url, file.state, file.content_type) == ("plot.png", "", "kept", "image/png")
    assert (file.size, content(store, file)) == (len(PNG), PNG)


def test_the_shape_of_discord_is_a_message_with_its_files_in_their_order(hook_url: str, store: Store) -> None:
    document = {"content": "Look", "username": "Camera", "attachments": [{"id": 0, "filename": "a.png"}]}
    files = ("files[0]", "a.png", PNG), ("files[1]", "notes.txt", b"two\n")
    answer = send(hook_url, *files, payload_json=json.dumps(document))

    assert newest().delivery.format == "Discord"
    assert text_of(newest().delivery.message or 0) == "Look"
    assert [(each.display_name, content(store, each)) for each in came()] == [("a.png", PNG), ("notes.txt", b"two\n")]
    assert answer.status_code == 200


def test_the_shape_of_plex_is_a_message_with_its_thumb(hook_url: str) -> None:
    document = {
        "event": "media.play",
        "Account": {"title": "elan"},
        "Server": {"title": "Office"},
        "Player": {"title": "Safari"},
        "Metadata": {"type": "track", "title": "Love The Way You Lie"},
    }
    send(hook_url, ("thumb", "thumb.jpg", b"\xff\xd8\xff\xe0" + PNG), payload=json.dumps(document))

    (thumb,) = came()
    assert newest().delivery.format == "Plex"
    assert "Love The Way You Lie is played" in text_of(newest().delivery.message or 0)
    assert (thumb.display_name, thumb.content_type) == ("thumb.jpg", "image/jpeg")


def test_a_file_alone_is_a_report_of_its_own(hook_url: str) -> None:
    one = send(hook_url, ("file", "scan.pdf", b"%PDF-1.7\n")).json()
    two = send(hook_url, ("a", "one.txt", b"1"), ("b", "two.txt", b"2")).json()

    assert text_of(one["message"]) == "A file came: scan.pdf"
    assert text_of(two["message"]) == "2 files came: one.txt, two.txt"
    assert [file.display_name for file in shown(two["message"])] == ["one.txt", "two.txt"]


def test_a_document_that_only_describes_the_files_says_no_more_than_they_do(hook_url: str) -> None:
    document = {"content": "", "embeds": [], "tts": False, "attachments": [{"id": 0, "filename": "night.log"}]}
    answer = send(hook_url, ("files[0]", "night.log", b"line 1"), payload_json=json.dumps(document)).json()

    assert text_of(answer["message"]) == "A file came: night.log"


def test_a_report_with_an_id_and_no_text_opens_a_case_with_its_file(hook_url: str, operations: Hook) -> None:
    answer = send(hook_url, ("file", "scan.txt", b"line"), id="event1").json()

    assert answer["status"] == "opened"
    assert cases.find(operations.channel_id, answer["case"]).subject == "A file came: scan.txt"


def test_a_file_that_is_the_document_is_no_attachment_and_one_that_is_none_is(hook_url: str) -> None:
    document = send(hook_url, ("data", "report.json", b'{"text": "from a file"}')).json()
    picture = send(hook_url, ("data", "plot.png", PNG)).json()

    assert (text_of(document["message"]), shown(document["message"])) == ("from a file", ())
    assert [file.display_name for file in shown(picture["message"])] == ["plot.png"]


def test_a_field_for_a_file_that_nobody_chose_is_none(hook_url: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello\r\n'
    body += b'--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--b--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = requests.post(hook_url, data=body, headers=headers, timeout=10).json()

    assert shown(answer["message"]) == ()
    assert newest().body == body


def test_the_same_bytes_are_kept_once(hook_url: str) -> None:
    send(hook_url, ("a", "one.png", PNG), ("b", "two.png", PNG), text="first")
    send(hook_url, ("a", "three.png", PNG), text="second")

    assert len(kept()) == 1
    assert [file.state for file in came()] == ["kept"]


def test_a_name_is_made_safe(hook_url: str) -> None:
    send(hook_url, ("a", "../../etc/passwd", b"x"), ("b", "CON.txt", b"y"), text="names")

    assert [file.display_name for file in came()] == ["passwd", "_CON.txt"]


def test_what_was_already_reported_is_kept_once(hook_url: str) -> None:
    send(hook_url, ("file", "a.png", PNG), id="e1", text="opened")
    again = send(hook_url, ("file", "b.png", PNG + b"other"), id="e1", text="opened")

    assert again.json()["status"] == "already_reported"
    assert len(kept()) == 1
    assert [file.name for file in newest().files] == ["b.png"]


def test_a_key_is_repeated_with_the_same_file_and_updated_with_another(hook_url: str, operations: Hook) -> None:
    first = send(hook_url, ("file", "a.png", PNG), key="camera", text="motion").json()
    same = send(hook_url, ("file", "a.png", PNG), key="camera", text="motion").json()
    other = send(hook_url, ("file", "a.png", PNG + b"other"), key="camera", text="motion").json()

    assert [each["status"] for each in (first, same, other)] == ["opened", "repeated", "updated"]
    assert len(shown(other["message"])) == 1


def test_of_several_reports_the_first_that_becomes_a_message_has_the_files(hook_url: str) -> None:
    reports = [{"id": "known", "text": "one"}, {"id": "new", "text": "two"}, {"text": "three"}]
    requests.post(hook_url, json=reports[0], timeout=10)
    answer = send(hook_url, ("file", "a.png", PNG), payload=json.dumps(reports)).json()

    messages_ = [report.get("message") for report in answer["reports"]]
    assert messages_[0] is None
    assert [len(shown(message)) for message in messages_[1:]] == [1, 0]


def test_files_stand_behind_the_attachments_of_the_report(hook_url: str) -> None:
    link = {"@type": "link", "displayName": "Search", "url": "http://127.0.0.1/"}
    send(hook_url, ("file", "a.png", PNG), payload=json.dumps({"text": "t", "attachments": [link]}))

    assert [(each.type, each.display_name) for each in came()] == [("link", "Search"), ("file", "a.png")]


def test_a_message_is_found_by_the_name_of_its_file(hook_url: str, operations: Hook) -> None:
    answer = send(hook_url, ("file", "waterlevel.csv", b"1,2\n"), text="today").json()

    found = search.messages_with("waterlevel", operations.channel_id)
    assert [hit.message_id for hit in found] == [answer["message"]]


def test_the_delivery_keeps_its_body_without_the_bytes_of_the_files(hook_url: str) -> None:
    send(hook_url, ("file", "plot.png", PNG), text="The curve of today")

    kept_ = newest()
    assert (b"The curve of today" in kept_.body, PNG in kept_.body) == (True, False)
    assert [(file.name, file.size, file.content_type) for file in kept_.files] == [("plot.png", len(PNG), "image/png")]
    assert kept_.delivery.whole
    assert kept_.delivery.size == int(dict(kept_.headers)["Content-Length"])


def test_a_web_hook_that_reads_its_own_json_only_takes_files_as_well(hook_url: str, operations: Hook) -> None:
    set_rules(operations, reads="own")
    assert send(hook_url, ("file", "a.png", PNG)).status_code == 200
    refused = send(hook_url, ("file", "a.png", PNG), payload='{"text": 5}')

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_report")
    assert len(kept()) == 1


def test_the_line_for_curl_on_the_page_of_a_web_hook_sends_a_file(hook_url: str, tmp_path: Path) -> None:
    need("curl")
    (tmp_path / "plot.png").write_bytes(PNG)
    page = requests.get(hook_url, headers={"Accept": "text/html"}, timeout=10).text
    line = with_file(hook_url).text
    assert escape(line) in page
    subprocess.run(["bash", "-c", line], cwd=tmp_path, check=True, capture_output=True, timeout=60)

    assert [(file.display_name, file.size) for file in came()] == [("plot.png", len(PNG))]

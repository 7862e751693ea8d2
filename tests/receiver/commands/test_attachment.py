"""hookdeskctl attachment: what became of files, and the files themselves."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import requests

from tests.end_to_end.station import PATIENCE, Receiver, Station, post
from tests.file_server import FileServer, status, whole
from tests.receiver.commands.conftest import Ctl

CONTENT = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9


@pytest.fixture(scope="module")
def files() -> Iterator[FileServer]:
    server = FileServer()
    server.answers = {"/kept": whole(CONTENT), "/gone": status("410 Gone")}
    yield server
    server.end()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Ctl:
    station = Station(tmp_path_factory.mktemp("attachments"))
    # In a folder on a server as well, where a test can take one away.
    station.environ["HOOKDESK_FILES"] = str(station.file.parent / "kept")
    return Ctl(station)


@pytest.fixture(scope="module")
def fetching(desk: Ctl, files: FileServer) -> Iterator[Receiver]:
    """A receiver that may fetch from this computer, after it has fetched of a case "disk" what it can."""
    with desk.station.serve(environ={"HOOKDESK_FETCH_ALSO": "127.0.0.1"}) as receiver:
        url = desk.station.hook(receiver, "Operations")
        named = [{"@type": "file", "displayName": "graph", "ext": "png", "url": files.url("/kept")}]
        named += [{"@type": "file", "url": files.url("/gone")}, {"@type": "link", "url": "http://b.example/"}]
        assert post(url, {"id": "disk", "text": "full", "attachments": named}).status == 201
        assert post(url, {"text": "beside", "attachments": named[2:]}).status == 200
        end = monotonic() + PATIENCE
        while {one["state"] for one in listed(desk)} & {"waiting", "fetching"}:
            assert monotonic() < end
        yield receiver


def listed(desk: Ctl, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.json("attachment", "list", "Operations", *words)
    return found


def test_attachments_are_listed_with_what_became_of_them(desk: Ctl, fetching: Receiver, files: FileServer) -> None:
    beside, kept, gone, link = listed(desk)
    assert (beside["case"], beside["type"], beside["state"]) == (None, "link", None)
    assert (link["case"], link["url"], link["message"]) == (1, "http://b.example/", kept["message"])
    assert kept == {
        **{"attachment": kept["attachment"], "channel": "Operations", "case": 1, "message": link["message"]},
        **{"type": "file", "name": "graph.png", "url": files.url("/kept"), "state": "kept", "why": None},
        **{"attempts": 1, "next_at": None, "received": 0, "expected": None},
        **{"size": len(CONTENT), "content_type": "image/png", "sha256": sha256(CONTENT).hexdigest()},
    }
    assert (gone["state"], gone["size"]) == ("failed", None)
    assert "410" in gone["why"]
    table = desk("attachment", "list", "Operations")
    (row,) = (row for row in table.splitlines() if row.endswith("graph.png"))
    assert "kept, 2.3 KB, image/png" in row
    shown = desk("attachment", "show", str(kept["attachment"]))
    assert f"SHA-256 {kept['sha256']}" in shown
    assert desk.json("attachment", "show", str(gone["attachment"])) == gone


def test_a_list_is_narrowed_to_a_case_and_a_state_and_has_all_pages(desk: Ctl, fetching: Receiver) -> None:
    everything = listed(desk)
    assert listed(desk, "--case", "1") == everything[1:]
    assert [one["state"] for one in listed(desk, "--state", "failed")] == ["failed"]
    assert listed(desk, "--limit", "2") == everything[:2]


def test_a_file_is_saved_byte_for_byte(desk: Ctl, fetching: Receiver, tmp_path: Path) -> None:
    (kept,) = listed(desk, "--state", "kept")
    target = tmp_path / "here.png"
    target.write_bytes(b"older")
    desk("attachment", "save", str(kept["attachment"]), str(target))
    assert target.read_bytes() == CONTENT
    assert list(tmp_path.iterdir()) == [target]
    done = desk.run("attachment", "save", str(kept["attachment"]), "-")
    assert done.stdout_bytes == CONTENT


def test_what_cannot_be_saved_or_fetched_says_why(desk: Ctl, fetching: Receiver, tmp_path: Path) -> None:
    _, kept, gone, link = (str(one["attachment"]) for one in listed(desk))
    for number in (gone, link, "999999"):
        done = desk.run("attachment", "save", number, str(tmp_path / "none"))
        assert done.exit_code == 1
    assert "it is here already" in desk.run("attachment", "retry", kept).stderr
    assert "it is a link" in desk.run("attachment", "retry", link).stderr
    assert not list(tmp_path.iterdir())


def test_a_file_that_has_gone_from_the_store_says_so_and_is_fetched_again(
    desk: Ctl, fetching: Receiver, tmp_path: Path
) -> None:
    (kept,) = listed(desk, "--state", "kept")
    number = str(kept["attachment"])
    (path,) = (desk.station.file.parent / "kept").rglob(str(kept["sha256"]))
    path.unlink()
    assert "has gone from the store" in desk.run("attachment", "save", number, str(tmp_path / "none")).stderr
    assert "It can be fetched again" in desk("attachment", "show", number)
    assert "will be fetched" in desk("attachment", "retry", number)
    end = monotonic() + PATIENCE
    while listed(desk, "--state", "kept") != [kept]:
        assert monotonic() < end
    assert path.read_bytes() == CONTENT


def test_a_retry_is_fetched_by_the_receiver(desk: Ctl, fetching: Receiver, files: FileServer) -> None:
    (gone,) = listed(desk, "--state", "failed")
    files.answers["/gone"] = whole(b"back again")
    desk("attachment", "retry", str(gone["attachment"]))
    end = monotonic() + PATIENCE
    while (again := desk.json("attachment", "show", str(gone["attachment"])))["state"] != "kept":
        assert monotonic() < end
    assert (again["size"], again["content_type"]) == (10, "text/plain")


def test_all_of_a_channel_or_a_case_that_were_not_fetched_are_asked_for(
    desk: Ctl, fetching: Receiver, files: FileServer
) -> None:
    url = desk.station.hook(fetching, "Old")
    for report in ({"id": "a"}, {"id": "b"}):
        named = [{"@type": "file", "url": files.url(f"/old-{report['id']}-{number}")} for number in range(2)]
        assert post(url, {**report, "attachments": named}).status == 201
        files.answers |= {f"/old-{report['id']}-{number}": status("403 Forbidden") for number in range(2)}

    def states(*words: str) -> list[str]:
        return [one["state"] for one in desk.json("attachment", "list", "Old", *words)]

    end = monotonic() + PATIENCE
    while states() != ["failed"] * 4:
        assert monotonic() < end
    for path in ("/old-a-0", "/old-a-1", "/old-b-0", "/old-b-1"):
        files.answers[path] = whole(b"old")
    assert "2 files will be fetched" in desk("attachment", "retry", "--all", "Old", "--case", "1")
    while states("--case", "1") != ["kept"] * 2:
        assert monotonic() < end
    assert states("--case", "2") == ["failed"] * 2
    assert "2 files will be fetched" in desk("attachment", "retry", "--all", "Old")
    for words in ((), ("1", "--all", "Old"), ("1", "--case", "1")):
        assert desk.run("attachment", "retry", *words).exit_code == 2


def test_a_case_an_export_and_the_metrics_say_what_became_of_files(
    desk: Ctl, fetching: Receiver, tmp_path: Path
) -> None:
    (message,) = desk.json("case", "show", "Operations", "1")["messages"]
    kept = message["attachments"][0]
    assert (kept["state"], kept["size"], kept["content_type"]) == ("kept", len(CONTENT), "image/png")
    assert "graph.png" in desk("case", "show", "Operations", "1")
    path = tmp_path / "messages.csv"
    desk("message", "export", "Operations", "--output", str(path))
    assert f"/kept (kept, {len(CONTENT):,} bytes)" in path.read_text("utf-8-sig")
    found = requests.get(f"{fetching.url}/metrics", timeout=10).text
    assert 'hookdesk_files{state="fetching"} 0.0' in found
    assert "hookdesk_files_bytes" in found

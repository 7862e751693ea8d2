"""The log: a line a delivery, by numbers; never a body, never a hook's URL."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import requests

from models.channels import hooks
from models.settings import log
from models.settings.options import LogFormat
from receiver.service import Service
from tests.receiver import raw


@pytest.fixture(params=["text", "json"])
def log_format(request: pytest.FixtureRequest) -> LogFormat:
    """Each test is made with both, unless it names one."""
    return "json" if request.param == "json" else "text"


@pytest.fixture
def log_file(tmp_path: Path, log_format: LogFormat) -> Iterator[Path]:
    """The log of this test, as the programs set it up."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield log.set_up(tmp_path, log_format)
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def written(log_file: Path) -> str:
    """What the log holds; it writes its lines a little later than they come."""
    for handler in logging.getLogger().handlers:
        handler.flush()
    return log_file.read_text()


def documents(log_file: Path, logger: str) -> list[dict[str, Any]]:
    """What a logger wrote as lines of JSON, which all of the lines have to be."""
    lines = [msgspec.json.decode(line, type=dict[str, Any]) for line in written(log_file).splitlines()]
    return [line for line in lines if line["logger"] == logger]


@pytest.mark.parametrize("log_format", ["text"], indirect=True)
def test_a_delivery_is_one_line_of_numbers(log_file: Path, hook_url: str, operations: hooks.Hook) -> None:
    requests.post(hook_url, data=b'{"id": "x", "text": "MARKER"}', timeout=10)
    lines = [line for line in written(log_file).splitlines() if "receiver.intake.intake" in line]
    assert len(lines) == 1
    assert "INFO receiver.intake.intake: opened 201 in " in lines[0]
    assert lines[0].endswith(f" ms, channel {operations.channel_id}, hook {operations.id}")


@pytest.mark.parametrize("log_format", ["json"], indirect=True)
def test_a_delivery_is_one_object_of_json(log_file: Path, hook_url: str, operations: hooks.Hook) -> None:
    for body in (b'{"id": "x", "text": "a"}', b"{"):
        requests.post(hook_url, data=body, timeout=10)
    opened, rejected = documents(log_file, "receiver.intake.intake")
    at = datetime.fromisoformat(opened.pop("time"))
    assert at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=1)
    milliseconds = opened.pop("milliseconds")
    where = {"channel": operations.channel_id, "hook": operations.id}
    assert opened.pop("message") == f"opened 201 in {milliseconds} ms, channel {where['channel']}, hook {where['hook']}"
    said = {"level": "INFO", "logger": "receiver.intake.intake", "outcome": "opened", "code": None, "status": 201}
    assert opened == said | where
    assert {key: rejected[key] for key in ("outcome", "code", "status")} == {
        "outcome": "rejected",
        "code": "invalid_json",
        "status": 400,
    }


@pytest.mark.parametrize("log_format", ["json"], indirect=True)
def test_a_request_to_no_hook_says_who_sent_it(log_file: Path, service: Service) -> None:
    requests.post(f"{service.url}/hooks/channels/x/y", data=b"{}", timeout=10)
    (line,) = documents(log_file, "receiver.serving.strays")
    assert (line["code"], line["status"], line["remote_address"]) == ("unknown_hook", 404, "127.0.0.1")


def test_neither_body_nor_url_is_in_any_line(
    log_file: Path, service: Service, hook_url: str, operations: hooks.Hook
) -> None:
    for body in (b'{"text": "MARKER"}', b'{"text": ["MARKER"]}', b"MARKER", b"M" * 6_000_000):
        requests.post(hook_url, data=body, timeout=10)
    for url in (hook_url, hook_url + "x", hook_url + "/", service.url + "/MARKER"):
        requests.get(url, headers={"Accept": "text/html", "X-Test": "MARKER"}, timeout=10)
    raw.exchange(hook_url, raw.post(hook_url, "Host: evil.example", body=b"MARKER"))
    raw.exchange(hook_url, raw.post(hook_url, "MARKER without a colon", body=b"MARKER"))
    with raw.connect(hook_url) as gone:  # hangs up before the answer
        gone.sendall(raw.post(hook_url, "Host: localhost", body=b'{"text": "MARKER"}') * 50)
    hooks.remove(operations.guid)
    requests.post(hook_url, data=b'{"text": "MARKER"}', timeout=10)
    assert service.stop()
    text = written(log_file)
    assert "hook_gone 410 in " in text
    assert "unknown_hook 404, no hook from 127.0.0.1" in text
    secrets = ("MARKER", operations.guid, operations.channel_guid)
    assert [line for line in text.splitlines() if any(secret in line for secret in secrets)] == []

"""hookdeskctl serve: ready, and stopped in order, however the stop is asked for."""

import json
import shlex
import signal
import socket
import subprocess
import time
from urllib.parse import urlsplit

import pytest

from tests.end_to_end.station import post, posting
from tests.receiver.commands.conftest import Ctl


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_in_order(empty: Ctl, number: signal.Signals) -> None:
    with empty.station.serve() as receiver:
        hook = empty.station.hook(receiver, "General")
        with posting(hook) as send:  # a client that keeps its connection does not hold up the stop
            assert send({"text": "hello"}).status == 200
            began = time.monotonic()
            assert receiver.stop(number) == 0
            assert time.monotonic() - began < 6
    assert empty.station.errors.read_text() == ""
    assert len(empty.json("message", "list", "General")) == 1


def test_a_second_signal_does_not_break_the_stop(empty: Ctl) -> None:
    with empty.station.serve() as receiver:
        receiver.process.send_signal(signal.SIGTERM)
        receiver.process.send_signal(signal.SIGINT)
        receiver.process.send_signal(signal.SIGTERM)
        assert receiver.wait() == 0
    assert empty.station.errors.read_text() == ""


def test_it_says_the_real_address_first(empty: Ctl) -> None:
    with empty.station.serve() as receiver:
        assert receiver.first_line == f"Receiving on {receiver.url}"
        port = urlsplit(receiver.url).port
        assert port
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass


def test_a_taken_port_is_a_problem_with_what_to_do(empty: Ctl) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = empty.station.run("serve", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert str(port) in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_options_come_from_flags_and_from_the_environment(empty: Ctl) -> None:
    environ = {"HOOKDESK_HOST": "127.0.0.2", "HOOKDESK_PUBLIC_URL": "https://desk.example"}
    with empty.station.serve(environ=environ) as receiver:
        assert urlsplit(receiver.url).hostname == "127.0.0.2"
    with empty.station.serve("--host", "127.0.0.3", environ=environ) as receiver:
        assert urlsplit(receiver.url).hostname == "127.0.0.3"


def test_welcome_prints_a_curl_line_that_works_also_the_second_time(empty: Ctl) -> None:
    urls = []
    for _ in range(2):
        with empty.station.serve("--welcome") as receiver:
            heading, url, post_to_it, curl = (receiver.next_line() for _ in range(4))
            assert heading == 'The web hook "First hook" of channel "General":'
            assert post_to_it == "Post to it:"
            urls.append(urlsplit(url.strip()).path)
            assert post(url.strip(), {"text": "to the URL"}).status == 200
            said = subprocess.run(shlex.split(curl), capture_output=True, text=True, check=True).stdout
            assert '"status":"posted"' in said.replace(" ", "")
            assert receiver.stop() == 0
    assert urls[0] == urls[1]
    assert len(empty.json("message", "list", "General")) == 4
    assert len(empty.json("hook", "list")) == 1


def test_two_receivers_and_a_command_share_a_database(empty: Ctl) -> None:
    with empty.station.serve() as first, empty.station.serve() as second:
        hook = empty.station.hook(first, "General")
        assert post(hook, {"id": "1", "text": "at the first"}).status == 201
        other = second.url + urlsplit(hook).path
        assert post(other, {"id": "1", "text": "at the second"}).status == 208
        empty("case", "close", "General", "1")
        assert post(other, {"references": ["1"], "text": "reopens"}).status == 200
        assert empty.json("case", "show", "General", "1")["state"] == "open"
        empty("hook", "remove", hook)
        assert post(hook, {"text": "x"}).status == post(other, {"text": "x"}).status == 410


def test_lines_of_json_are_on_stderr_and_nothing_else_is(empty: Ctl) -> None:
    with empty.station.serve("--log-format", "json") as receiver:
        hook = empty.station.hook(receiver, "General")
        assert post(hook, {"id": "1", "text": "MARKER"}).status == 201
        taken = empty.station.run("serve", "--log-format", "json", "--port", str(urlsplit(receiver.url).port))
        assert receiver.stop() == 0
    text = empty.station.errors.read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    assert [line["status"] for line in lines if line["logger"] == "receiver.intake.intake"] == [201]
    assert not [secret for secret in ("MARKER", *hook.split("/")[-2:]) if secret in text]
    assert taken.returncode == 1
    (problem,) = (json.loads(line) for line in taken.stderr.splitlines() if '"ERROR"' in line)
    assert str(urlsplit(hook).port) in problem["message"]
    assert [line for line in taken.stderr.splitlines() if not line.startswith("{")] == []

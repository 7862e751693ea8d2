"""Binding: an address that cannot be had is a Problem that says what to do."""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import replace

import pytest

from models.problems import Problem
from models.settings import desk_settings
from models.settings.config import Config
from models.settings.desk_settings import ReceiverPlace
from receiver.service import Service
from receiver.serving.binding import listen


def test_a_taken_port_is_a_problem_and_free_again_after_a_stop(desk_config: Config) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Problem) as caught:
            Service(replace(desk_config, port=port))
        assert caught.value.title == f"Port {port} on 127.0.0.1 is taken by another program."
        assert "another port" in caught.value.what_to_do
    service = Service(replace(desk_config, port=port))
    service.start()
    assert service.url == f"http://127.0.0.1:{port}"
    assert service.stop()


@pytest.mark.parametrize(
    ("host", "said"),
    [("192.0.2.7", "is not an address of this machine"), ("no such host", "is not known here")],
)
def test_an_address_that_is_not_here_is_a_problem(host: str, said: str) -> None:
    with pytest.raises(Problem, match=said):
        listen(host, 0)


@pytest.mark.skipif(os.name == "nt", reason="every port is open to everyone there")
def test_a_port_that_needs_rights_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)  # the tests may run with all rights
    with pytest.raises(Problem, match="may not receive on port 80"):
        listen("127.0.0.1", 80)


def test_the_address_of_the_receiver_is_known_to_all_who_use_the_database(service: Service) -> None:
    assert desk_settings.get(desk_settings.RECEIVER_URL) == service.base_url == service.url
    assert desk_settings.receivers() == (ReceiverPlace(service.url, service.base_url),)


def test_receivers_that_were_noted_do_not_become_more_and_more() -> None:
    places = [ReceiverPlace(f"http://127.0.0.1:{port}", "https://hooks.example.org") for port in range(4001, 4010)]
    for place in places:
        desk_settings.note_receiver(place)
    assert desk_settings.receivers() == tuple(reversed(places[-desk_settings.MOST_RECEIVERS :]))


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_an_ipv6_address_is_written_in_brackets(desk_config: Config) -> None:
    try:
        service = Service(replace(desk_config, host="::1"))
    except Problem:
        pytest.skip("no IPv6 on this machine")
    service.start()
    assert service.url.startswith("http://[::1]:")
    assert service.stop()

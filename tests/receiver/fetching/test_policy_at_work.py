"""Nothing forbidden is connected to: the tests own the sockets, and count."""

from __future__ import annotations

import pytest

from models.database import execute, writing
from models.messages.posted import Posted
from models.settings import fetch_options
from tests.file_server import FileServer, redirect, whole
from tests.receiver.fetching.conftest import ALLOWED, FORBIDDEN, Fetching

SECRET = whole(b"secret")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "0", "localhost", "[::ffff:127.0.0.1]", "127.0.0.1."],
)
def test_no_form_of_an_address_of_this_computer_is_asked(fetching: Fetching, inside: FileServer, host: str) -> None:
    inside.answers["/a"] = SECRET
    (one,) = fetching.fetch(inside.url("/a", host), fetch_also=())
    assert one.state in ("refused", "failed")
    assert inside.connections == 0


def test_a_refusal_says_which_rule_it_was(fetching: Fetching, inside: FileServer) -> None:
    (one,) = fetching.fetch(inside.url("/a"))
    assert (one.state, str(one.why)) == ("refused", "127.0.0.1 is this computer itself: nothing is fetched from there.")
    assert one.next_at is None


@pytest.mark.parametrize("to", ["http://127.0.0.1:{port}/a", "//2130706433:{port}/a", "http://localhost:{port}/a"])
def test_no_redirect_leads_there(fetching: Fetching, server: FileServer, inside: FileServer, to: str) -> None:
    server.answers["/a"] = redirect(to.format(port=inside.port))
    inside.answers["/a"] = SECRET
    assert [one.state for one in fetching.fetch(server.url("/a", ALLOWED))] == ["refused"]
    assert (server.connections, inside.connections) == (1, 0)


def test_a_name_that_leads_elsewhere_the_second_time_is_asked_once(
    fetching: Fetching, server: FileServer, inside: FileServer
) -> None:
    fetching.names["rebind.example.org"] = [[ALLOWED], [FORBIDDEN]]
    server.answers["/a"] = whole(b"public")
    inside.answers["/a"] = SECRET
    (one,) = fetching.fetch(server.url("/a", "rebind.example.org"))
    assert (fetching.content(one), inside.connections) == (b"public", 0)


def test_a_name_is_checked_anew_at_each_redirect(fetching: Fetching, server: FileServer, inside: FileServer) -> None:
    fetching.names["rebind.example.org"] = [[ALLOWED], [FORBIDDEN]]
    server.answers["/a"] = redirect("/b")
    inside.answers["/b"] = SECRET
    (one,) = fetching.fetch(server.url("/a", "rebind.example.org"))
    assert (one.state, inside.connections) == ("refused", 0)


def test_a_name_with_one_forbidden_address_is_not_asked(
    fetching: Fetching, server: FileServer, inside: FileServer
) -> None:
    fetching.names["both.example.org"] = [[ALLOWED, FORBIDDEN]]
    (one,) = fetching.fetch(server.url("/a", "both.example.org"))
    assert (one.state, server.connections, inside.connections) == ("refused", 0, 0)


@pytest.mark.parametrize("url", ["ftp://127.0.0.2/a", "file:///etc/passwd", "data:,x", "/a", "x"])
def test_only_http_and_https_are_followed(fetching: Fetching, url: str) -> None:
    (direct,) = fetching.fetch(url)
    assert direct.state in ("refused", "failed")
    assert direct.next_at is None


def test_no_redirect_leads_to_a_file_of_this_computer(fetching: Fetching, server: FileServer) -> None:
    server.answers["/a"] = redirect("file:///etc/passwd")
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert (one.state, str(one.why)) == ("refused", "Files are fetched by http and https only, not by file.")


def test_nobody_is_told_who_asks(
    fetching: Fetching, server: FileServer, inside: FileServer, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w") as file:
        file.write(f"machine {ALLOWED} login ada password secret\n")
    monkeypatch.setenv("NETRC", netrc)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, inside.url(""))
    server.answers["/a"] = whole(b"", Set_Cookie="a=b", Location="/b")
    server.answers["/c"] = redirect("/a")
    found: list[Posted] = fetching.fetch(server.url("/c", ALLOWED))
    assert (found[0].state, inside.connections) == ("kept", 0)
    for head in server.asked:
        assert not {"authorization", "cookie", "referer", "proxy-authorization"} & {
            line.partition(":")[0].lower() for line in head.splitlines()
        }


@pytest.mark.parametrize("way", ["url", "redirect"])
def test_nobody_writes_lines_of_their_own_into_what_is_asked(fetching: Fetching, server: FileServer, way: str) -> None:
    path = "/a\r\nX-Secret: b\r\n\r\nDELETE / HTTP/1.1\r\n"
    server.answers["/r"] = redirect(path.replace("\r\n", "%0D%0A"))
    fetching.fetch(server.url(path if way == "url" else "/r", ALLOWED))
    assert {head.count("\r\n") for head in server.asked} == {6}, server.asked
    assert not any("x-secret:" in line.lower() for head in server.asked for line in head.splitlines()[1:])


def test_a_user_in_a_url_is_refused(fetching: Fetching, server: FileServer) -> None:
    (one,) = fetching.fetch(server.url("/a", f"ada:secret@{ALLOWED}"))
    assert (one.state, server.connections) == ("refused", 0)
    assert "secret" not in str(one.why)


def test_a_proxy_that_was_chosen_is_asked_and_not_for_what_is_forbidden(fetching: Fetching, inside: FileServer) -> None:
    inside.answers["http://files.example.org/a"] = whole(b"by the proxy")
    fetching.names["files.example.org"] = [["192.0.2.7"]]
    urls = ("http://files.example.org/a", "http://169.254.169.254/a")
    first, second = fetching.fetch(*urls, fetch_proxy=inside.url(""))
    assert (fetching.content(first), second.state, inside.connections) == (b"by the proxy", "refused", 1)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "2130706433",
        "127.0.0.1.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1%25lo]",
        "%31%32%37.0.0.1",
        "1.2.3.4.5",
        "files.0x1",
    ],
)
def test_a_proxy_is_not_asked_for_what_is_forbidden_in_any_form(
    fetching: Fetching, inside: FileServer, host: str
) -> None:
    (one,) = fetching.fetch(f"http://{host}/a", fetch_proxy=inside.url(""))
    assert (one.state, inside.connections) == ("refused", 0)


def test_a_name_that_the_proxy_alone_knows_has_to_be_listed_where_there_is_a_list(
    fetching: Fetching, inside: FileServer
) -> None:
    inside.answers = {f"http://{host}.invalid/a": whole(b"by the proxy") for host in ("files", "others")}
    urls, only = list(inside.answers), fetch_options.places("files.invalid")
    found = fetching.fetch(*urls, fetch_proxy=inside.url(""), fetch_only=only)
    assert [one.state for one in found] == ["kept", "refused"]
    assert inside.connections == 1


def test_a_hook_that_lets_nothing_be_fetched(fetching: Fetching, server: FileServer) -> None:
    with writing():
        execute("UPDATE hooks SET fetches = FALSE")
    (one,) = fetching.fetch(server.url("/a", ALLOWED))
    assert (one.state, server.connections) == ("refused", 0)

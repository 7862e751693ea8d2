"""Copy as: the programs, run by what they were written for, deliver the body to the byte."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from models.channels.hook_rules import Secret
from models.deliveries import deliveries
from models.deliveries.deliveries import Shown
from models.messages import messages
from receiver.how_to_post.copy_as import Headers, programs
from tests.receiver.intake.uploads.posting import PNG
from tests.receiver.test_senders import need

JSON = (("Content-Type", "application/json"),)

# What shells, printf, heredocs, terminals and curl make something of.
HOSTILE = (
    b'{"text": "it\'s 100 %s, %d\\n and \\\\ \\u0041"}',
    b"'; touch /tmp/x; echo '",
    b"-n",
    b"-n\x00",
    b"--data @/etc/passwd",
    b"@/etc/passwd",
    b"$(id) `id` ${HOME} $'x' !! ~ * ? [a] {a,b} && || ; > < #",
    b"EOF\nEOF\n'@\n\"@\n",
    b"\n\n{}\n\n",
    b'{\r\n\t"text": "tab and CRLF"\r\n}\r\n',
    '{"text": "Çığ, €, 日本, 👩‍👩‍👧, \u2018quotes\u2019 \u201chere\u201d \u202e\u2028\ufeff"}'.encode(),
    b"\x00",
    b"a\x00b\xff\xfe%\\\x1b[201~\x03",
    b"\xc3",
    b"",
    b"%",
    b"\\",
    b'{"text": "' + b"long %s ' " * 20_000 + b'"}',
)

letters = st.sampled_from("'\"\\%$`!&;|<>(){}[]*?~#-@=^, \n\tabs0x8nrtu\u00fcğ€日😀\u2019\u201c\u2028\x7f\x85\x1b\x00")
texts = st.text(letters | st.characters(codec="utf-8"), max_size=60)
documents = st.dictionaries(texts, texts | st.lists(texts) | st.integers(), max_size=5)
bodies = st.one_of(
    documents.map(lambda one: json.dumps(one).encode()),
    documents.map(lambda one: json.dumps(one, ensure_ascii=False, indent=2).encode()),
    texts.map(str.encode),
    st.binary(max_size=60),
)

real = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def program(label: str, url: str, body: bytes, headers: Headers = JSON, secret: Secret | None = None) -> str:
    return next(sample.text for sample in programs(url, headers, body, secret) if sample.label == label)


def run(text: str, *command: str) -> None:
    """Run a program, read as the file that somebody pasted it into."""
    done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def newest(many: int) -> list[Shown]:
    """The newest deliveries, oldest first."""
    return [deliveries.shown(one.id) for one in reversed(deliveries.page(limit=many))]


@pytest.mark.parametrize("shell", ["/bin/sh", "bash"])
@settings(real, max_examples=100)
@given(bodies)
def test_the_copied_curl_line_delivers_the_identical_bytes(hook_url: str, shell: str, body: bytes) -> None:
    need("curl")
    run(program("curl", hook_url, body), need(shell))
    (found,) = newest(1)
    assert found.body == body
    assert dict(found.headers)["Content-Type"] == "application/json"


@pytest.mark.parametrize("shell", ["/bin/sh", "bash"])
@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_what_shells_and_curl_make_something_of_arrives_as_it_is(hook_url: str, shell: str, body: bytes) -> None:
    need("curl")
    run(program("curl", hook_url, body), need(shell))
    assert newest(1)[0].body == body


@settings(real, max_examples=10)
@given(st.lists(bodies, min_size=10, max_size=10))
@example(list(HOSTILE))
def test_the_python_program_delivers_the_identical_bytes(hook_url: str, sent: list[bytes]) -> None:
    run("\n".join(program("Python", hook_url, body) for body in sent), sys.executable, "-")
    assert [found.body for found in newest(len(sent))] == sent


@settings(real, max_examples=10)
@given(st.lists(bodies, min_size=10, max_size=10))
@example(list(HOSTILE))
def test_the_javascript_program_delivers_the_identical_bytes(hook_url: str, sent: list[bytes]) -> None:
    # Blocks, because each has a constant of the same name; the answers come in any order.
    run("\n".join(f"{{\n{program('JavaScript', hook_url, body)}}}" for body in sent), need("node"), "-")
    assert sorted(found.body for found in newest(len(sent))) == sorted(sent)


def test_an_everyday_line_can_be_read() -> None:
    line = program("curl", "http://127.0.0.1:4665/hooks/channels/c/h", b'{"text": "it\'s full"}')
    assert line == (
        "curl -H 'Content-Type: application/json' \\\n"
        "  --data-raw '{\"text\": \"it'\\''s full\"}' \\\n"
        "  'http://127.0.0.1:4665/hooks/channels/c/h'"
    )


@pytest.mark.parametrize(
    ("body", "written"),
    [
        (b'{"text": "it\'s"}', """UTF8.GetBytes('{"text": "it\'\'s"}')"""),
        ("\u2018a\u2019 $(x) `y`".encode(), "UTF8.GetBytes('\u2018\u2018a\u2019\u2019 $(x) `y`')"),
        (b"{\n}\n", "UTF8.GetBytes((@(\n  '{',\n  '}',\n  ''\n) -join \"`n\"))"),
        (b"{\r\n}", "UTF8.GetBytes((@(\n  '{',\n  '}'\n) -join \"`r`n\"))"),
        (b"", "UTF8.GetBytes('')"),
        (b"a\x00\xff", "FromBase64String('YQD/')"),
        (b"{\n\t1}", "FromBase64String('ewoJMX0=')"),
    ],
)
def test_powershell_is_quoted_by_its_rules(body: bytes, written: str) -> None:
    assert written in program("PowerShell", "http://h/it's", body)
    assert "-Uri 'http://h/it''s'" in program("PowerShell", "http://h/it's", body)


@pytest.mark.parametrize("label", ["curl", "PowerShell", "Python", "JavaScript"])
def test_only_meaningful_headers_are_copied(label: str) -> None:
    came = (
        ("Host", "old.example"), ("Content-Length", "2"), ("User-Agent", "Agent/1"), ("Accept", "*/*"),
        ("Connection", "keep-alive, X-Hop"), ("X-Hop", "hop"), ("X-Forwarded-For", "192.0.2.1"), ("Origin", "http://o"),
        ("Sec-Fetch-Site", "none"), ("Authorization", "Basic eA=="), ("Cookie", "c=1"), ("X-Secret", "(secret)"),
        ("X-Hub-Signature-256", "sha256=00"), ("Content-Type", "text/plain"), ("X-Event", "it's a push"),
    )  # fmt: skip
    text = program(label, "http://new.example/h", b"{}", came)
    assert [name for name, _ in came if name in text.replace("-ContentType", "Content-Type")] == [
        "Content-Type",
        "X-Event",
    ]
    assert "text/plain" in text
    assert "s a push" in text


@pytest.mark.parametrize("label", ["curl", "PowerShell", "Python", "JavaScript"])
def test_a_secret_has_its_place_and_is_not_told(label: str) -> None:
    came = (*JSON, ("X-Token", "(secret)"))
    text = program(label, "http://h/", b"{}", came, Secret("header", "hush", "X-Token"))
    assert "<the secret of the web hook>" in text
    assert text.count("X-Token") == 1
    assert "hush" not in text
    signed = program(label, "http://h/", b"{}", JSON, Secret("github", "hush"))
    assert "X-Hub-Signature-256" in signed
    assert "hush" not in signed
    assert "webhook-signature" in program(label, "http://h/", b"{}", JSON, Secret("standard", "whsec_aHVzaA=="))


@pytest.mark.parametrize("label", ["curl", "Python", "JavaScript"])
def test_a_delivery_without_a_content_type_is_sent_without_one(hook_url: str, label: str) -> None:
    command = {"curl": "/bin/sh", "Python": sys.executable, "JavaScript": "node"}[label]
    run(program(label, hook_url, b'{"text": "a"}', ()), need(command), "-" if label != "curl" else "-s")
    (found,) = newest(1)
    assert found.body == b'{"text": "a"}'
    assert "Content-Type" not in dict(found.headers)


@pytest.mark.parametrize(
    ("label", "command"), [("curl", ["bash"]), ("Python", [sys.executable, "-"]), ("JavaScript", ["node", "-"])]
)
def test_a_form_is_copied_with_its_files_from_the_folder_where_the_program_runs(
    hook_url: str, tmp_path: Path, label: str, command: list[str]
) -> None:
    need(command[0])
    names = ["it's a, b; plot.png", '-F @x "$(id)".txt']
    files = [("files[0]", (names[0], PNG)), ("files[1]", (names[1], b"two\n"))]
    said = "it's @100 %;type=text/html"  # FormData writes line ends as CRLF
    requests.post(hook_url, data={"text": said}, files=files, timeout=10)
    (first,) = newest(1)
    kept = [file.name for file in first.files]
    for name, (_, (_, content)) in zip(kept, files, strict=True):
        (tmp_path / name).write_bytes(content)

    (text,) = (
        sample.text for sample in programs(hook_url, first.headers, first.body, None, kept) if sample.label == label
    )
    done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=60, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr

    (again,) = newest(1)
    assert again.delivery.id != first.delivery.id
    assert again.files == first.files
    assert messages.text(again.delivery.message or 0) == said

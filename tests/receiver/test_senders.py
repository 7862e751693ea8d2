"""Senders: the samples and the everyday tools, run as a person would run them."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from development.environment import ROOT
from models.channels import hooks
from models.channels.hook_rules import Secret
from models.channels.hooks import HookEdit
from models.deliveries import deliveries
from models.messages import messages
from models.messages.messages import Message
from receiver.how_to_post.samples import snippets
from receiver.how_to_post.signed_samples import snippets_for


def need(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        pytest.skip(f"{tool} is not installed")
    return found


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def the_message(operations: hooks.Hook) -> Message:
    (message,) = messages.page(operations.channel_id)
    return message


def sample(label: str, url: str, secret: Secret | None = None) -> str:
    return next(sample.text for sample in snippets_for(url, secret) if sample.label == label)


def test_the_curl_sample_works_in_a_shell(hook_url: str, operations: hooks.Hook) -> None:
    need("curl")
    answer = run(need("sh"), "-c", sample("curl", hook_url))
    assert answer.startswith('{"status":"posted"')
    assert the_message(operations).text == "Hello from curl"


def test_the_python_sample_works(hook_url: str, operations: hooks.Hook) -> None:
    assert "'status': 'posted'" in run(sys.executable, "-c", sample("Python", hook_url))
    assert the_message(operations).text == "Hello from Python"


@pytest.mark.parametrize("name", ["sample.js", "sample.mjs"])
def test_the_javascript_sample_works(hook_url: str, operations: hooks.Hook, tmp_path: Path, name: str) -> None:
    node = need("node")
    (tmp_path / name).write_text(sample("JavaScript", hook_url), encoding="utf-8")
    assert "status: 'posted'" in run(node, str(tmp_path / name))
    assert the_message(operations).text == "Hello from JavaScript"


def test_the_powershell_sample_works(hook_url: str, operations: hooks.Hook) -> None:
    run(need("pwsh"), "-NoProfile", "-Command", sample("PowerShell", hook_url))
    assert the_message(operations).text == "Hello from PowerShell"


SECRETS = (
    Secret("header", "it's a $ecret", "X-Hook-Secret"),
    Secret("github", "it's a $ecret"),
    Secret("standard", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
)


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.kind)
@pytest.mark.parametrize(
    ("label", "command"),
    [("curl", ("sh", "-c")), ("Python", (sys.executable, "-c")), ("JavaScript", ("node", "-e")),
     ("PowerShell", ("pwsh", "-NoProfile", "-Command"))],
)  # fmt: skip
def test_a_sample_for_a_hook_with_a_secret_is_let_in(
    hook_url: str, operations: hooks.Hook, secret: Secret, label: str, command: tuple[str, ...]
) -> None:
    need(command[0])
    before = HookEdit(operations.guid, operations.purpose, operations.enabled, operations.rules)
    hooks.save(before, replace(before, rules=replace(before.rules, secret=secret)))
    run(*command, sample(label, hook_url, secret))
    assert the_message(operations).text == f"Hello from {label}"


def test_samples_quote_the_url_for_their_language() -> None:
    odd = """http://h/'"$(x)`y`&"""
    texts = {sample.label: sample.text for sample in snippets(odd)}
    assert list(texts) == ["curl", "PowerShell", "Python", "JavaScript"]
    assert r"""'http://h/'\''"$(x)`y`&'""" in texts["curl"]
    assert """'http://h/''"$(x)`y`&'""" in texts["PowerShell"]
    assert r"""'http://h/\'"$(x)`y`&'""" in texts["Python"]
    assert r"""'http://h/\'"$(x)`y`&'""" in texts["JavaScript"]
    compile(texts["Python"], "sample", "exec")


TURKISH = "Çığ düştü, İstanbul'da 🚨"


@pytest.mark.parametrize(
    "flags",
    [
        ["-d", '{"text": "%s"}'],
        ["--json", '{"text": "%s"}'],
        ["-F", 'payload={"text": "%s"}'],
        ["--data-urlencode", 'payload={"text": "%s"}'],
        ["-H", "Content-Type: text/plain", "-d", '{"text": "%s"}'],
        ["-H", "Content-Type:", "-d", '{"text": "%s"}'],
        ["-H", "Transfer-Encoding: chunked", "-d", '{"text": "%s"}'],
        ["-0", "-d", '{"text": "%s"}'],
        ["-H", "Expect: 100-continue", "-d", '{"text": "%s"}'],
    ],
)
def test_curl_in_all_its_ways(hook_url: str, operations: hooks.Hook, flags: list[str]) -> None:
    words = [flag.replace("%s", TURKISH) for flag in flags]
    assert '"status":"posted"' in run(need("curl"), "-sS", *words, hook_url)
    assert the_message(operations).text == TURKISH


def test_a_line_of_a_shell_that_no_output_can_break(hook_url: str, operations: hooks.Hook) -> None:
    """As it stands in the documents, with the output of a check that has everything in it."""
    (line,) = re.findall('^(curl .*"text=[$]OUTPUT".*)$', (ROOT / "docs" / "api.md").read_text("utf-8"), re.M)
    output = f"""{TURKISH} "3%" 'a' \\ & text=b; $(x) `y` <b>
second\tline+"""
    environment = {**os.environ, "OUTPUT": output, "HOST": "db 1", "SERVICE": "disk /var", "URL": hook_url}
    need("curl")
    shell = [need("sh"), "-c", line]
    answer = subprocess.run(shell, env=environment, capture_output=True, text=True, timeout=30)
    assert '"status":"posted"' in answer.stdout  # nothing was open
    assert the_message(operations).text == output
    requests.post(hook_url, data={"text": "full", "key": "db 1/disk /var"}, timeout=10).raise_for_status()
    answer = subprocess.run(shell, env=environment, capture_output=True, text=True, timeout=30)
    assert '"status":"closed"' in answer.stdout


@pytest.mark.parametrize(("coding", "packed"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_compressed_bodies(
    hook_url: str, operations: hooks.Hook, coding: str, packed: Callable[[bytes], bytes]
) -> None:
    body = packed(f'{{"text": "{TURKISH}"}}'.encode())
    assert requests.post(hook_url, data=body, headers={"Content-Encoding": coding}, timeout=10).status_code == 200
    assert the_message(operations).text == TURKISH


def test_a_compressed_body_that_becomes_too_large_is_413_and_kept(hook_url: str) -> None:
    body = gzip.compress(b'"' + b"a" * 1024 * 1024)
    answer = requests.post(hook_url, data=body, headers={"Content-Encoding": "gzip"}, timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (413, "payload_too_large")
    (delivery,) = deliveries.page()
    assert deliveries.shown(delivery.id).body == body


def test_wget(hook_url: str, operations: hooks.Hook) -> None:
    run(need("wget"), "-q", "-O", "-", f'--post-data={{"text": "{TURKISH}"}}', hook_url)
    assert the_message(operations).text == TURKISH


def test_a_browser_is_told_how_to_post(hook_url: str) -> None:
    page = requests.get(hook_url, headers={"Accept": "text/html,application/xhtml+xml;q=0.9"}, timeout=10)
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert hook_url in page.text
    assert "Monitor" in page.text
    assert "<script" not in page.text
    assert "http" not in page.text.replace(hook_url, "")
    assert "prefers-color-scheme: dark" in page.text


def test_the_page_shows_a_purpose_as_text(hook_url: str, operations: hooks.Hook) -> None:
    evil = "<img src=x onerror=alert(1)>"
    other = hooks.add(operations.channel_id, evil)
    url = hook_url.replace(operations.guid, other.guid)
    page = requests.get(url, headers={"Accept": "text/html"}, timeout=10).text
    assert evil not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page

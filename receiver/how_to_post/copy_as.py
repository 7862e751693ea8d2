"""Copy as: programs that post a delivery's body, to the byte, to a hook's URL."""

from __future__ import annotations

from collections.abc import Sequence

from models.channels.hook_rules import Secret
from receiver.how_to_post import copy_form, quoting
from receiver.how_to_post.samples import Sample
from receiver.parsing import form
from receiver.parsing.form import Part
from receiver.parsing.labels import labels

Headers = Sequence[tuple[str, str]]

# Linux takes 128 KiB in one argument of a program; printf is the shell's own and has no such limit.
_LONGEST_ARGUMENT = 100_000  # bytes

# What a client says about itself, its connection or its computation, and what proxies add: all of that is made
# anew, or would be a lie. Cookies and passwords are nobody's to copy.
_LEFT_OUT = frozenset((
    "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "expect", "via",
    "host", "content-length", "content-md5", "content-digest", "digest", "date", "user-agent",
    "accept", "accept-charset", "accept-encoding", "accept-language", "cache-control", "pragma", "origin", "referer",
    "authorization", "proxy-authorization", "cookie", "forwarded", "x-real-ip", "x-hub-signature",
    "x-hub-signature-256", "webhook-id", "webhook-timestamp", "webhook-signature",
))  # fmt: skip
_LEFT_OUT_BEGINNINGS = ("sec-", "x-forwarded-")

# In the place of what only the sender knows.
_SIGNATURES = {
    "github": (("X-Hub-Signature-256", "sha256=<signature of the body>"),),
    "standard": (
        ("webhook-id", "<id>"),
        ("webhook-timestamp", "<seconds since 1970>"),
        ("webhook-signature", "v1,<signature>"),
    ),
}


def programs(
    url: str, headers: Headers, body: bytes, secret: Secret | None = None, files: Sequence[str] = ()
) -> tuple[Sample, ...]:
    """curl (for sh and bash), PowerShell, Python and JavaScript, that post this body to this URL.

    `headers` are those of the delivery, of which the meaningful ones are kept. A hook that wants a `secret` gets a
    place for it, never the secret itself. `files` that the body came with are taken from the folder where the program
    runs, by these names.
    """
    kept = [*_kept(headers, secret), *_placeholders(secret)]
    parts = _form(headers, body, files) if files else None
    if parts is not None:
        return copy_form.programs(url, kept, parts)
    return (
        Sample("curl", _curl(url, kept, body)),
        Sample("PowerShell", _powershell(url, kept, body)),
        Sample("Python", _python(url, kept, body)),
        Sample("JavaScript", _javascript(url, kept, body)),
    )


def _form(headers: Headers, body: bytes, files: Sequence[str]) -> list[Part] | None:
    """The parts of a form with files; None where a program could not say them."""
    said = labels(next((value for name, value in headers if name.lower() == "content-type"), ""))
    parts = form.parts(body, said, files) or []
    can_be_said = all(
        quoting.is_plain(part.content) and quoting.is_plain(part.name.encode()) and "=" not in part.name
        for part in parts
    )
    return parts if parts and can_be_said and len(body) <= _LONGEST_ARGUMENT else None


def _kept(headers: Headers, secret: Secret | None) -> list[tuple[str, str]]:
    own = {name.strip().lower() for key, value in headers if key.lower() == "connection" for name in value.split(",")}
    if secret is not None:
        own.add(secret.header.lower())
    return [(name, value) for name, value in headers if name.lower() not in own and _is_kept(name.lower(), value)]


def _is_kept(name: str, value: str) -> bool:
    return not (
        name in _LEFT_OUT
        or name.startswith(_LEFT_OUT_BEGINNINGS)
        or value in ("", "(secret)")
        or not (value.isascii() and value.isprintable())
    )


def _placeholders(secret: Secret | None) -> Headers:
    if secret is None:
        return ()
    return _SIGNATURES.get(secret.kind) or ((secret.header, "<the secret of the web hook>"),)


def _has_type(headers: Headers) -> bool:
    return any(name.lower() == "content-type" for name, _ in headers)


def _curl(url: str, headers: Headers, body: bytes) -> str:
    said = [f"-H {quoting.shell(f'{name}: {value}')}" for name, value in headers]
    if not _has_type(headers):
        said.append("-H 'Content-Type:'")  # takes away the one that curl would add
    if quoting.is_plain(body) and len(body) <= _LONGEST_ARGUMENT:
        before, data = "", f"--data-raw {quoting.shell(body.decode())}"
    else:
        before, data = f"printf {quoting.shell_format(body)} |\n", "--data-binary @-"
    return before + " \\\n  ".join(["curl " + said[0], *said[1:], data, quoting.shell(url)])


def _powershell(url: str, headers: Headers, body: bytes) -> str:
    # The bytes are made by hand: Windows PowerShell 5.1 would send a string as ISO-8859-1.
    lines = [
        f"$body = {quoting.powershell_bytes(body)}",
        f"Invoke-RestMethod -Method Post -Uri {quoting.powershell(url)} `",
    ]
    others = [(name, value) for name, value in headers if name.lower() != "content-type"]
    if others:
        pairs = "; ".join(f"{quoting.powershell(name)} = {quoting.powershell(value)}" for name, value in others)
        lines.append(f"  -Headers @{{ {pairs} }} `")
    lines += [
        f"  -ContentType {quoting.powershell(value)} `" for name, value in headers if name.lower() == "content-type"
    ]
    return "\n".join([*lines, "  -Body $body"])


def _python(url: str, headers: Headers, body: bytes) -> str:
    pairs = ", ".join(f"{quoting.python(name)}: {quoting.python(value)}" for name, value in headers)
    return (
        "import requests\n"
        "\n"
        f"body = {quoting.python_bytes(body)}\n"
        "answer = requests.post(\n"
        f"    {quoting.python(url)},\n"
        "    data=body,\n"
        f"    headers={{{pairs}}},\n"
        "    timeout=10,\n"
        ")\n"
        "print(answer.status_code, answer.text)\n"
    )


def _javascript(url: str, headers: Headers, body: bytes) -> str:
    pairs = ", ".join(f"{quoting.javascript(name)}: {quoting.javascript(value)}" for name, value in headers)
    return (
        f"const body = {quoting.javascript_bytes(body)};\n"
        f"fetch({quoting.javascript(url)}, {{\n"
        "  method: 'POST',\n"
        f"  headers: {{ {pairs} }},\n"
        "  body,\n"
        "})\n"
        "  .then((answer) => answer.text())\n"
        "  .then((answer) => console.log(answer));\n"
    )

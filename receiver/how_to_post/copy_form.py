"""Copy as, of a form with files: programs that post its fields, and the files from the folder where they run."""

from __future__ import annotations

from collections.abc import Sequence

from receiver.how_to_post import quoting
from receiver.how_to_post.samples import Sample
from receiver.parsing.form import Part

Headers = Sequence[tuple[str, str]]


def programs(url: str, headers: Headers, parts: Sequence[Part]) -> tuple[Sample, ...]:
    """curl, PowerShell 7, Python and JavaScript (Node), that post these parts to this URL.

    The files are to be in the folder where the program runs, under the names that they had. `headers` are without that
    of the type, which is made anew.
    """
    others = [(name, value) for name, value in headers if name.lower() != "content-type"]
    return (
        Sample("curl", _curl(url, others, parts)),
        Sample("PowerShell", _powershell(url, others, parts)),
        Sample("Python", _python(url, others, parts)),
        Sample("JavaScript", _javascript(url, others, parts)),
    )


def _curl(url: str, headers: Headers, parts: Sequence[Part]) -> str:
    said = [f"-H {quoting.shell(f'{name}: {value}')}" for name, value in headers]
    for part in parts:
        if part.file is None:
            said.append(f"--form-string {quoting.shell(f'{part.name}={part.content.decode()}')}")
        else:
            said.append(f"-F {quoting.shell(f'{part.name}=@{_in_curl(part.file)}')}")
    return " \\\n  ".join(["curl " + said[0], *said[1:], quoting.shell(url)])


def _in_curl(name: str) -> str:
    """A name of a file in quotes, in which curl takes commas and semicolons for what they are."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _powershell(url: str, headers: Headers, parts: Sequence[Part]) -> str:
    pairs = "; ".join(f"{quoting.powershell(name)} = {quoting.powershell(value)}" for name, value in headers)
    lines = ["# PowerShell 7", "$form = @{"]
    for part in parts:
        value = (
            quoting.powershell(part.content.decode())
            if part.file is None
            else f"Get-Item -LiteralPath {quoting.powershell(part.file)}"
        )
        lines.append(f"  {quoting.powershell(part.name)} = {value}")
    lines += ["}", f"Invoke-RestMethod -Method Post -Uri {quoting.powershell(url)} `"]
    if pairs:
        lines.append(f"  -Headers @{{ {pairs} }} `")
    return "\n".join([*lines, "  -Form $form"])


def _python(url: str, headers: Headers, parts: Sequence[Part]) -> str:
    pairs = ", ".join(f"{quoting.python(name)}: {quoting.python(value)}" for name, value in headers)
    lines = [
        f"    ({quoting.python(part.name)}, (None, {quoting.python(part.content.decode())})),"
        if part.file is None
        else f"    ({quoting.python(part.name)}, open({quoting.python(part.file)}, 'rb')),"
        for part in parts
    ]
    return "\n".join(
        [
            "import requests",
            "",
            "parts = [",
            *lines,
            "]",
            f"answer = requests.post({quoting.python(url)}, files=parts, headers={{{pairs}}}, timeout=60)",
            "print(answer.status_code, answer.text)",
            "",
        ]
    )


def _javascript(url: str, headers: Headers, parts: Sequence[Part]) -> str:
    pairs = ", ".join(f"{quoting.javascript(name)}: {quoting.javascript(value)}" for name, value in headers)
    lines = ["const { openAsBlob } = require('node:fs');", "(async () => {", "  const form = new FormData();"]
    for part in parts:
        name = quoting.javascript(part.name)
        if part.file is None:
            lines.append(f"  form.append({name}, {quoting.javascript(part.content.decode())});")
        else:
            file = quoting.javascript(part.file)
            lines.append(f"  form.append({name}, await openAsBlob({file}), {file});")
    sent = f"{{ method: 'POST', headers: {{ {pairs} }}, body: form }}"
    lines += [
        f"  const answer = await fetch({quoting.javascript(url)}, {sent});",
        "  console.log(await answer.text());",
        "})();",
        "",
    ]
    return "\n".join(lines)

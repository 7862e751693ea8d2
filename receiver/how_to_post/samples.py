"""Samples: short programs that post to a hook's URL, to copy and run."""

from __future__ import annotations

from dataclasses import dataclass

from receiver.how_to_post import quoting


@dataclass(frozen=True, slots=True)
class Sample:
    """A program in one language; `label` is the language's or the tool's name."""

    label: str
    text: str


def snippets(url: str) -> tuple[Sample, ...]:
    """Programs that post a message to this URL: curl, PowerShell, Python and JavaScript."""
    return (
        Sample("curl", _curl(url)),
        Sample("PowerShell", _powershell(url)),
        Sample("Python", _python(url)),
        Sample("JavaScript", _javascript(url)),
    )


def with_file(url: str) -> Sample:
    """A program that posts a message with a file to this URL."""
    text = f"curl -F 'text=The curve of last night' -F 'file=@plot.png' \\\n  {quoting.shell(url)}"
    return Sample("curl, with a file", text)


def _curl(url: str) -> str:
    return (
        "curl -H 'Content-Type: application/json' \\\n"
        """  -d '{"text": "Hello from curl"}' \\\n"""
        f"  {quoting.shell(url)}"
    )


def _powershell(url: str) -> str:
    # The bytes are made by hand: Windows PowerShell 5.1 would send a string as ISO-8859-1.
    return (
        "$body = @{ text = 'Hello from PowerShell' } | ConvertTo-Json\n"
        f"Invoke-RestMethod -Method Post -Uri {quoting.powershell(url)} `\n"
        "  -ContentType 'application/json; charset=utf-8' `\n"
        "  -Body ([Text.Encoding]::UTF8.GetBytes($body))"
    )


def _python(url: str) -> str:
    return (
        "import requests\n"
        "\n"
        "answer = requests.post(\n"
        f"    {quoting.python(url)},\n"
        '    json={"text": "Hello from Python"},\n'
        "    timeout=10,\n"
        ")\n"
        "print(answer.json())"
    )


def _javascript(url: str) -> str:
    return (
        f"fetch({quoting.javascript(url)}, {{\n"
        '  method: "POST",\n'
        '  headers: { "Content-Type": "application/json" },\n'
        '  body: JSON.stringify({ text: "Hello from JavaScript" }),\n'
        "})\n"
        "  .then((answer) => answer.json())\n"
        "  .then((answer) => console.log(answer));"
    )

"""Signed samples: short programs that post to a hook which wants its secret, with the secret or a signature made by it.

GitHub's way is HMAC-SHA256 of the body in X-Hub-Signature-256; that of Standard Webhooks 1.0 is over the id, the time
and the body, with the key that follows whsec_ in Base64.
"""

from __future__ import annotations

from textwrap import indent

from models.channels.hook_rules import Secret
from receiver.how_to_post import quoting
from receiver.how_to_post.samples import Sample, snippets

_TEXTS = {name: f'{{"text": "Hello from {name}"}}' for name in ("curl", "PowerShell", "Python", "JavaScript")}


def snippets_for(url: str, secret: Secret | None) -> tuple[Sample, ...]:
    """Programs that post a message to this URL, and show the secret if the hook wants one."""
    if secret is None:
        return snippets(url)
    if secret.kind == "header":
        return _with_header(url, secret.header, secret.value)
    return _as_github(url, secret.value) if secret.kind == "github" else _as_standard(url, secret.value)


def _with_header(url: str, header: str, value: str) -> tuple[Sample, ...]:
    """Programs that send a secret in a header."""
    return (
        Sample(
            "curl",
            "curl -H 'Content-Type: application/json' \\\n"
            f"  -H {quoting.shell(f'{header}: {value}')} \\\n"
            f"  -d {quoting.shell(_TEXTS['curl'])} \\\n"
            f"  {quoting.shell(url)}",
        ),
        Sample("PowerShell", _powershell(url, "", f"{quoting.powershell(header)} = {quoting.powershell(value)}")),
        Sample("Python", _python(url, "", f"{quoting.python(header)}: {quoting.python(value)},")),
        Sample("JavaScript", _javascript(url, "", f"{quoting.javascript(header)}: {quoting.javascript(value)},")),
    )


def _as_github(url: str, secret: str) -> tuple[Sample, ...]:
    """Programs that sign what they send as GitHub does."""
    return (
        Sample(
            "curl",
            f"BODY={quoting.shell(_TEXTS['curl'])}\n"
            'SIGNATURE=$(printf %s "$BODY" |\n'
            f"  openssl dgst -sha256 -hmac {quoting.shell(secret)} | sed 's/^.* //')\n"
            "curl -H 'Content-Type: application/json' \\\n"
            '  -H "X-Hub-Signature-256: sha256=$SIGNATURE" \\\n'
            '  -d "$BODY" \\\n'
            f"  {quoting.shell(url)}",
        ),
        Sample(
            "PowerShell",
            _powershell(
                url,
                f"$key = [Text.Encoding]::UTF8.GetBytes({quoting.powershell(secret)})\n"
                "$hash = [Security.Cryptography.HMACSHA256]::new($key).ComputeHash($body)\n"
                "$signature = [BitConverter]::ToString($hash).Replace('-', '').ToLower()\n",
                "'X-Hub-Signature-256' = \"sha256=$signature\"",
            ),
        ),
        Sample(
            "Python",
            _python(
                url,
                f"signature = hmac.new({quoting.python(secret)}.encode(), body, hashlib.sha256).hexdigest()\n",
                '"X-Hub-Signature-256": f"sha256={signature}",',
                imports="import hashlib\nimport hmac\n",
            ),
        ),
        Sample(
            "JavaScript",
            _javascript(
                url,
                f"const hmac = createHmac('sha256', {quoting.javascript(secret)});\n"
                "const signature = hmac.update(body).digest('hex');\n",
                "'X-Hub-Signature-256': `sha256=${signature}`,",
                imports="const { createHmac } = await import('node:crypto');\n",
            ),
        ),
    )


def _as_standard(url: str, secret: str) -> tuple[Sample, ...]:
    """Programs that sign what they send as Standard Webhooks says."""
    key = secret.removeprefix("whsec_").rstrip("=")
    key += "=" * (-len(key) % 4)
    return (
        Sample(
            "curl",
            f"BODY={quoting.shell(_TEXTS['curl'])}\n"
            'ID="msg_$(openssl rand -hex 16)" TIME=$(date +%s)\n'
            f"KEY=$(printf %s {quoting.shell(key)} | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')\n"
            'SIGNATURE=$(printf %s "$ID.$TIME.$BODY" |\n'
            '  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)\n'
            "curl -H 'Content-Type: application/json' \\\n"
            '  -H "webhook-id: $ID" -H "webhook-timestamp: $TIME" -H "webhook-signature: v1,$SIGNATURE" \\\n'
            '  -d "$BODY" \\\n'
            f"  {quoting.shell(url)}",
        ),
        Sample(
            "PowerShell",
            _powershell(
                url,
                "$id = 'msg_' + [Guid]::NewGuid().ToString('N')\n"
                "$time = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds()\n"
                f"$key = [Convert]::FromBase64String({quoting.powershell(key)})\n"
                '$signed = [Text.Encoding]::UTF8.GetBytes("$id.$time.") + $body\n'
                "$hash = [Security.Cryptography.HMACSHA256]::new($key).ComputeHash($signed)\n"
                "$signature = [Convert]::ToBase64String($hash)\n",
                "'webhook-id' = $id; 'webhook-timestamp' = \"$time\"; 'webhook-signature' = \"v1,$signature\"",
            ),
        ),
        Sample(
            "Python",
            _python(
                url,
                'ident, now = f"msg_{uuid.uuid4().hex}", str(int(time.time()))\n'
                f"key = base64.b64decode({quoting.python(key)})\n"
                'signed = f"{ident}.{now}.".encode() + body\n'
                'signature = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()\n',
                '"webhook-id": ident,\n        "webhook-timestamp": now,\n'
                '        "webhook-signature": f"v1,{signature}",',
                imports="import base64\nimport hmac\nimport time\nimport uuid\n",
            ),
        ),
        Sample(
            "JavaScript",
            _javascript(
                url,
                "const id = `msg_${randomUUID()}`;\n"
                "const time = Math.floor(Date.now() / 1000).toString();\n"
                f"const key = Buffer.from({quoting.javascript(key)}, 'base64');\n"
                "const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');\n",
                "'webhook-id': id,\n    'webhook-timestamp': time,\n    'webhook-signature': `v1,${signature}`,",
                imports="const { createHmac, randomUUID } = await import('node:crypto');\n",
            ),
        ),
    )


def _powershell(url: str, signing: str, headers: str) -> str:
    # The bytes are made by hand: Windows PowerShell 5.1 would send a string as ISO-8859-1.
    return (
        f"$body = [Text.Encoding]::UTF8.GetBytes({quoting.powershell(_TEXTS['PowerShell'])})\n"
        f"{signing}"
        f"Invoke-RestMethod -Method Post -Uri {quoting.powershell(url)} `\n"
        f"  -Headers @{{ {headers} }} `\n"
        "  -ContentType 'application/json; charset=utf-8' -Body $body"
    )


def _python(url: str, signing: str, headers: str, imports: str = "") -> str:
    return (
        f"{imports}"
        f"{chr(10) if imports else ''}"
        "import requests\n"
        "\n"
        f"body = {quoting.python(_TEXTS['Python'])}.encode()\n"
        f"{signing}"
        "answer = requests.post(\n"
        f"    {quoting.python(url)},\n"
        "    data=body,\n"
        "    headers={\n"
        '        "Content-Type": "application/json",\n'
        f"        {headers}\n"
        "    },\n"
        "    timeout=10,\n"
        ")\n"
        "print(answer.json())"
    )


def _javascript(url: str, signing: str, headers: str, imports: str = "") -> str:
    program = (
        f"{imports}"
        f"const body = {quoting.javascript(_TEXTS['JavaScript'])};\n"
        f"{signing}"
        f"const answer = await fetch({quoting.javascript(url)}, {{\n"
        "  method: 'POST',\n"
        "  headers: {\n"
        "    'Content-Type': 'application/json',\n"
        f"    {headers}\n"
        "  },\n"
        "  body,\n"
        "});\n"
        "console.log(await answer.json());\n"
    )
    return f"(async () => {{\n{indent(program, '  ')}}})();"

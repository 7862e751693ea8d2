"""How to post: the page that a person sees who opens a hook's URL in a browser."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from string import Template

from receiver.how_to_post.samples import snippets, with_file

_STYLE = """
:root { color-scheme: light dark; --text: #1c2024; --muted: #5f6873; --page: #f6f7f9; --paper: #fff; --line: #d9dde3; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e9ed; --muted: #9aa4b0; --page: #16191d; --paper: #1f2328; --line: #363c44; }
}
body { margin: 0; padding: 2rem 1rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
main { max-width: 64rem; margin: 0 auto; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 .75rem; }
.muted { color: var(--muted); }
pre { margin: 0; padding: .875rem 1rem; overflow-x: auto; background: var(--paper);
  border: 1px solid var(--line); border-radius: 6px; font: 14px/1.5 ui-monospace, Consolas, Menlo, monospace; }
code { font: .9em ui-monospace, Consolas, Menlo, monospace; }
""".strip()

_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Web hook | Hookdesk</title>
<style>$style</style>
</head>
<body>
<main>
<h1>$title</h1>
<p>A browser can only look here. To write a message, send JSON to this address with POST.</p>
<p class="muted">Keep the address to yourself: whoever knows it can post.</p>
$samples
<h2>Cases</h2>
<p>A report with an <code>id</code> opens a case. A later one that names that id in its
<code>references</code> is added to it.</p>
<pre>{"id": "disk-7", "text": "Disk 7 is almost full"}
{"references": ["disk-7"], "text": "Disk 7 has room again"}</pre>
</main>
</body>
</html>
""")

# Nothing is loaded and nothing runs; the one style is named by its hash. The address is a secret, so no referrer.
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    (
        "Content-Security-Policy",
        f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
)
# For a program, which only asks whether the address works.
PLAIN_HEADERS = (
    ("Content-Type", "text/plain; charset=utf-8"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cache-Control", "no-store"),
)


def page(url: str, purpose: str) -> bytes:
    """The page for the hook with this URL and purpose, as UTF-8."""
    title = f"Web hook: {purpose}" if purpose.strip() else "A web hook"
    shown = (*snippets(url), with_file(url))
    samples = "\n".join(f"<h2>{escape(one.label)}</h2>\n<pre>{escape(one.text)}</pre>" for one in shown)
    return _PAGE.substitute(style=_STYLE, title=escape(title), samples=samples).encode()

"""The way to the receiver: does it listen, what do its URLs begin with, and does it answer under that."""

from __future__ import annotations

import json
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

from desktop.help.check import Check
from desktop.process.receiver_control import ReceiverControl
from desktop.words import problem_words
from desktop.words.language import tr

PATIENCE_SECONDS = 3.0
MOST_BYTES = 65_536


def listening(control: ReceiverControl) -> Check:
    """Whether this program receives and stores."""
    if control.viewed is not None:
        refuses = control.viewed.refuses
        look = tr("Look into its window or its log, why.") if refuses else ""
        return Check("danger" if refuses else "ok", control.words(), look)
    if control.state == "receiving":
        return Check("ok", control.words())
    wrong = control.problem or control.trouble
    if wrong is not None:
        said = f"{control.words()}. {problem_words.title(wrong)}"
        return Check("danger", said, problem_words.what_to_do(wrong))
    if control.state == "starting":
        return Check("warning", control.words(), tr("Look again in a moment."))
    return Check("danger", control.words(), tr("Choose Try to receive again in the File menu."))


def leads_here(base_url: str) -> Check:
    """Whether senders elsewhere can know where the URLs lead; block while the name is looked up."""
    host = urlsplit(base_url).hostname or ""
    if _is_loopback(host):
        return Check(
            "warning",
            tr("The URLs begin with {url}: only programs on this computer reach it.", url=base_url),
            tr("If the sender is on another machine, let the receiver listen for others in the settings."),
        )
    try:
        addresses = sorted({str(found[4][0]) for found in socket.getaddrinfo(host, None)})
    except (OSError, UnicodeError):
        return Check(
            "danger",
            tr("The URLs begin with {url}, but nobody here knows the name {host}.", url=base_url, host=host),
            tr("Correct the public URL, or have the name entered in the DNS."),
        )
    return Check("ok", tr("{host} leads to {addresses}.", host=host, addresses=", ".join(addresses)))


def answers(base_url: str) -> Check:
    """Whether a receiver answers under what the URLs begin with; block, for a few seconds at most."""
    import requests  # late: the window can be shown without it, and what it brings (tests/test_start.py)

    host = urlsplit(base_url).netloc
    try:
        with requests.Session() as session:
            session.trust_env = False  # a proxy of this person says nothing about senders
            with session.get(
                f"{base_url}/health", timeout=PATIENCE_SECONDS, allow_redirects=False, stream=True
            ) as found:
                body = next(found.iter_content(MOST_BYTES), b"")
    except requests.exceptions.SSLError:
        return Check(
            "danger",
            tr("The certificate of {host} is not trusted here.", host=host),
            tr("Senders will refuse it as well: give the proxy a certificate that they trust."),
        )
    except requests.RequestException:
        return Check(
            "danger",
            tr("Nothing answers under {url}.", url=base_url),
            tr("Look at the firewall of this computer, and at the proxy, if there is one before it."),
        )
    return _answered(base_url, found.status_code, body)


def _answered(base_url: str, status: int, body: bytes) -> Check:
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict) or "status" not in said:
        return Check(
            "danger",
            tr("Something else than Hookdesk answers under {url}.", url=base_url),
            tr("Let what listens there lead to this program, or correct the public URL."),
        )
    if status == 200:
        return Check("ok", tr("This computer gets an answer under {url}.", url=base_url))
    return Check(
        "danger",
        tr(
            "The receiver answers under {url}, and says {status}: {detail}",
            url=base_url,
            status=str(status),
            detail=str(said.get("detail", "")),
        ),
        tr("Mend that first; the receiver refuses posts until then."),
    )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

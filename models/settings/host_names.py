"""Names of machines in the one spelling that the DNS knows, however a person or a sender writes them."""

from __future__ import annotations


def ascii_name(name: str) -> str:
    """A host name in lower case, with letters beyond ASCII as xn-- (RFC 5891); what is no name stays."""
    if name.isascii():
        return name.lower()
    import idna  # few names need it, and the window would wait for it at each start

    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError:
        return name.lower()

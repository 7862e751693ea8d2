"""The rule that lets others through the firewall of this system: a command for an administrator, run by nobody here."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable


def rule(port: int, platform: str = sys.platform, has: Callable[[str], object] = shutil.which) -> str | None:
    """The command that opens a TCP port, in the shell of the system; None where no firewall is found that is known."""
    if platform == "win32":
        return (
            'netsh advfirewall firewall add rule name="Hookdesk" dir=in action=allow protocol=TCP'
            f" localport={port} profile=domain,private"
        )
    if platform == "darwin":
        # It knows programs, not ports.
        tool = "sudo /usr/libexec/ApplicationFirewall/socketfilterfw"
        return f'{tool} --add "{sys.executable}" && {tool} --unblockapp "{sys.executable}"'
    if has("ufw"):
        return f"sudo ufw allow {port}/tcp"
    if has("firewall-cmd"):
        return f"sudo firewall-cmd --permanent --add-port={port}/tcp && sudo firewall-cmd --reload"
    if has("nft"):
        return f"sudo nft add rule inet filter input tcp dport {port} accept"
    return None

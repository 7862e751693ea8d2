"""Reports of all kinds at a steady pace, to a desk whose hooks somebody may remove."""

from __future__ import annotations

import http.client
import json
import random
import threading
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from tests.torture.senders import Report

PACE_SECONDS = 0.2
SUBJECTS = ("disk", "#3", "Zürich äöü", "<b>bold</b> & 'more'", "x" * 200)


class Posts:
    """A thread that posts reports of all kinds; what the hands have removed or shut is refused, which is right."""

    def __init__(self, paths: list[str], chance: random.Random) -> None:
        self.answers = Counter[int]()
        self._paths, self._chance, self._url = paths, chance, ""
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    @property
    def unexpected(self) -> dict[int, int]:
        """Answers that only a bug gives, with how many there were."""
        return {status: count for status, count in self.answers.items() if status >= 500 and status != 503}

    def aim(self, url: str) -> None:
        """Post there from now on."""
        self._url = url

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(PACE_SECONDS):
            if self._url:
                self._post(urlsplit(self._url).netloc)

    def _post(self, address: str) -> None:
        body = b"{" if self._chance.random() < 0.1 else json.dumps(self._report()).encode()
        connection = http.client.HTTPConnection(address, timeout=10)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", self._chance.choice(self._paths), body, headers)
            self.answers[connection.getresponse().status] += 1
        except (OSError, http.client.HTTPException):  # it is being started, or receives elsewhere
            pass
        finally:
            connection.close()

    def _report(self) -> Report:
        chance = self._chance
        report: dict[str, Any] = {
            "text": chance.choice(("plain", "two\nlines", "see http://myserver/1 " * 30, "W" * 9_000))
        }
        if chance.random() < 0.5:
            report |= {"id": f"{chance.randrange(10_000)}", "subject": chance.choice(SUBJECTS)}
        if chance.random() < 0.4:
            report["references"] = [f"{chance.randrange(10_000)}"]
        if chance.random() < 0.3:
            report["attachments"] = [{"@type": "link", "displayName": "more", "url": "http://myserver/1"}]
        return report

"""Lines of the log: as text for people, or each a JSON object for the programs that collect logs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from models.settings.options import LogFormat


def fields(**values: object) -> dict[str, object]:
    """What a line says, for programs: hand it to a logger as `extra`. It is in lines of JSON only."""
    return {"fields": values}


def formatter(log_format: LogFormat) -> logging.Formatter:
    """What makes the lines of a log."""
    if log_format == "json":
        return _JsonLines()
    return logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")


class _JsonLines(logging.Formatter):
    """One object, one line, in ASCII: whatever a text holds, it is escaped and ends no line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds")
        line: dict[str, object] = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line)

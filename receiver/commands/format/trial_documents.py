"""What was tried with a format, as JSON for scripts: they live on these keys (docs/api.md), which stay as they are."""

from __future__ import annotations

from dataclasses import asdict

from models.cases.cases import PRIORITIES
from models.exports.case_document import Document, utc
from models.recording.foresight import Foreseen
from models.report import Report
from receiver.answers import Refused
from receiver.intake.findings.reads import Read
from receiver.intake.trial import Trial


def of_refused(refused: Refused | None) -> Document | None:
    """Why a body would not be read at all."""
    return None if refused is None else {"code": refused.code, "detail": refused.detail}


def of_trial(found: Trial) -> Document:
    """What the last deliveries of a hook would become, oldest first."""
    return {
        "deliveries": [
            {
                "delivery": row.delivery_id,
                "received_at": utc(row.received_at),
                "in_force": _of_read(row.in_force),
                "draft": _of_read(row.draft),
            }
            for row in found.rows
        ],
        "in_force": asdict(found.in_force),
        "draft": asdict(found.draft),
        "left_out": found.left_out,
        "warnings": [{"part": each.part, "detail": str(each.words)} for each in found.warnings],
    }


def _of_read(read: Read) -> Document:
    return {
        "format": read.format,
        "fell_back": read.fell_back,
        "refused": of_refused(read.refused),
        "reports": [
            {"status": line.status, "case": line.case, "subject": line.subject, "key": line.key}
            for line in read.reports
        ],
    }


def of_report(report: Report, foreseen: Foreseen | None) -> Document:
    """What a report says, and what it would do at a hook now."""
    return {
        "status": None if foreseen is None else foreseen.status,
        "case": None if foreseen is None else foreseen.case,
        "id": report.id,
        "key": report.key,
        "state": report.state,
        "remark": report.remark,
        "priority": None if report.priority is None else PRIORITIES[report.priority],
        "references": list(report.references),
        "subject": report.subject,
        "text": report.text,
        "links": [{"name": each.display_name, "url": each.url} for each in report.attachments],
    }

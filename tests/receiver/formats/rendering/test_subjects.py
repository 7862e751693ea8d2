"""The subject of a body without a format is what a person would have written above it."""

import pytest

from receiver.formats.arrived import Arrived
from receiver.formats.rendering.default_rendering import render


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ({"name": "shop.cart", "msg": "The cart is empty", "levelname": "ERROR"}, "ERROR: The cart is empty"),
        ({"name": "db1.example.com", "state": "DOWN"}, "DOWN: db1.example.com"),
        ({"name": "Payments", "message": "Connection timed out", "status": "down"}, "down: Payments"),
        ({"message": "up"}, "up"),
        ({"message": "42 %", "host": "x1"}, "42 %"),
    ],
)
def test_a_dotted_name_gives_way_to_words_and_short_words_are_better_than_none(body: object, subject: str) -> None:
    assert render(Arrived(body)).subject == subject


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ({"Type": "AlertStatus", "LogEntry": "Closed by the night shift"}, "AlertStatus: Closed by the night shift"),
        ({"type": "SCAN_FAILED", "data": {"name": "shop image"}}, "SCAN_FAILED: shop image"),
        ({"ImpactedEntities": [{"name": "web1"}], "ProblemTitle": "CPU busy", "State": "OPEN"}, "OPEN: CPU busy"),
        ({"jobName": "Nightly", "jobResult": "Failed", "message": "No space left"}, "Failed: No space left"),
        ({"previous_status": "failed", "message": "All is well"}, "All is well"),
        ({"subject": "zen:ticket:51", "detail": {"subject": "Printer is on fire"}}, "Printer is on fire"),
        ({"organizationName": "Our works", "alertType": "Settings changed"}, "Settings changed"),
        ({"topic": "plant/pump3", "payload": {"state": "stopped"}}, "stopped: plant/pump3"),
        ({"repo": "acme/shop", "status": "failure"}, "failure: acme/shop"),
        (["Disk full", "CPU busy"], "Disk full"),
    ],
)
def test_what_a_body_is_about_is_found_under_names_that_nobody_listed(body: object, subject: str) -> None:
    assert render(Arrived(body)).subject == subject

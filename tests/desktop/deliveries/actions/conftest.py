"""The actions of the page, and what they announce."""

from __future__ import annotations

import pytest

from desktop.deliveries.actions.delivery_actions import DeliveryActions
from desktop.deliveries.page import DeliveriesPage


@pytest.fixture
def actions(page: DeliveriesPage) -> DeliveryActions:
    return page.delivery_actions


@pytest.fixture
def announced(actions: DeliveryActions) -> list[str]:
    """What was said in the status bar."""
    said: list[str] = []
    actions.announced.connect(said.append)
    return said

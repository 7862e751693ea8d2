"""Somebody who posts what will be replayed."""

from __future__ import annotations

import json

import pytest
import requests

from models.deliveries.deliveries import Delivery
from tests.receiver.intake.replaying.tries import Post, newest


@pytest.fixture
def post(hook_url: str) -> Post:
    """Post a body; the delivery that it became."""

    def send(body: object, **headers: str) -> Delivery:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        requests.post(hook_url, data=data, headers=headers, timeout=10)
        return newest()

    return send

"""The store of a test's desk."""

import pytest

from models.files.store import Store, store_of
from models.settings.config import Config


@pytest.fixture
def store(desk_config: Config) -> Store:
    return store_of(desk_config)

"""What the tests of records share."""

from __future__ import annotations

import pytest

from tests.api.asking import ADA, CONTACTS, Teller, teller


@pytest.fixture
def ask() -> Teller:
    """A portal that knows Ada, as contact 101."""
    portal = teller(rate=None)
    portal("POST", CONTACTS, {"properties": ADA})
    return portal

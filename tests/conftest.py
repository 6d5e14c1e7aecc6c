"""How hard the property tests try."""

from __future__ import annotations

from hypothesis import settings

# No deadline, because a busy machine is no bug; few examples, because all tests without a browser are to take seconds.
settings.register_profile("quick", deadline=None, max_examples=20)
settings.load_profile("quick")

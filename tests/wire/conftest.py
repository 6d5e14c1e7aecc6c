"""How hard the property tests try."""

from __future__ import annotations

from hypothesis import settings

# No deadline, because a busy machine is no bug; few examples, because the whole folder is to take a few seconds.
settings.register_profile("quick", deadline=None, max_examples=30)
settings.load_profile("quick")

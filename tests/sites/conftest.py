"""What the tests of sample sites share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sites.visiting import Visits, VisitsOf


@pytest.fixture(scope="session")
def visits_of() -> Iterator[VisitsOf]:
    """Visits sites in browsers that stay open, each site once for all tests of a process."""
    with Visits() as visits:
        yield visits.of

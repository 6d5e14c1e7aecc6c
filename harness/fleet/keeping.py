"""Where a run's deliveries go: each report into a file, then the result into the history."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from harness.errors import FleetError
from harness.fleet.history import History
from harness.fleet.look import Delivery

__all__ = ["Keeping", "file_name"]

UNSAFE = re.compile(r"[^a-z0-9.-]+")
LONGEST = 80


@dataclass(slots=True, kw_only=True)
class Keeping:
    """Keeps what a run delivers; `kept` counts it.

    Reports are in `folder/fleet/run-N`, beside the history, and the history knows them by their path from there.
    """

    history: History
    run: int
    fleet: str
    kept: int = 0

    def keep(self, delivery: Delivery) -> None:
        """Keep a delivery; what has been kept before is left as it is."""
        result = replace(delivery.result, page=self._page(delivery))
        self.kept += self.history.add(self.run, result) is not None

    def _page(self, delivery: Delivery) -> str:
        if not delivery.page:
            return ""
        page = f"reports/{file_name(self.fleet)}/run-{self.run}/{file_name(delivery.result.site)}.html"
        file = self.history.file.parent / page
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(delivery.html)
        except OSError as error:
            fix = "make room, and go on with --resume"
            raise FleetError(f"{file}: the report cannot be written ({error.strerror}); {fix}") from None
        return page


def file_name(name: str) -> str:
    """A name of a file for the name of a site, which may hold anything; two names have two files."""
    readable = UNSAFE.sub("-", name.lower()).strip("-.")[:LONGEST]
    if readable == name:
        return readable
    return f"{readable}-{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:8]}"

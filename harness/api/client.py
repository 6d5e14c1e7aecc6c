"""Asks a running collector for the calls that it has kept; standard library only, so that any test can use it."""

from __future__ import annotations

from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from harness.api.call import ApiCall
from harness.api.json_text import read_calls
from harness.api.service import CONTROL
from harness.errors import CaptureError

__all__ = ["CollectorClient"]

TIMEOUT_S = 10.0


class CollectorClient:
    """The calls of a collector that runs elsewhere: `CollectorClient("http://127.0.0.1:8765").bad`.

    Raises CaptureError when no collector answers there.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        # The machine's proxy is for other hosts.
        self._opener = build_opener(ProxyHandler({}))

    @property
    def calls(self) -> tuple[ApiCall, ...]:
        """All calls that are kept, in order."""
        return self._ask("all")

    @property
    def good(self) -> tuple[ApiCall, ...]:
        """The calls without a fault."""
        return self._ask("good")

    @property
    def bad(self) -> tuple[ApiCall, ...]:
        """The calls with a fault."""
        return self._ask("bad")

    def reset(self) -> None:
        """Forget every call and every record."""
        self._ask("reset")

    def _ask(self, name: str) -> tuple[ApiCall, ...]:
        url = f"{self.base_url}{CONTROL}{name}"
        try:
            with self._opener.open(url, timeout=TIMEOUT_S) as answer:
                return read_calls(answer.read())
        except (URLError, OSError, ValueError) as error:
            raise CaptureError(
                f"no collector answers at {url} ({error}); start one with hstrack collector, and give the address that "
                "it prints"
            ) from None

"""The proxy that the user's own network asks for."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import proxy_bypass

from harness.errors import UsageError

__all__ = ["Upstream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """The proxy that the user's own network asks for; `credentials` as Basic authentication wants them, or empty."""

    host: str
    port: int
    credentials: str = ""

    @classmethod
    def parse(cls, url: str) -> Upstream:
        """Read `http://[user:password@]host:port`; raises UsageError."""
        try:
            parts = urlsplit(url if "://" in url else f"http://{url}")
            host, port = parts.hostname, parts.port or 80
        except ValueError:
            host = None
        if not host or parts.scheme != "http":
            raise UsageError(f"the upstream proxy must look like http://host:port, not {url!r}")
        secret = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}" if parts.username else ""
        credentials = base64.b64encode(secret.encode()).decode() if secret else ""
        return cls(host=host, port=port, credentials=credentials)

    @classmethod
    def from_environment(cls) -> Upstream | None:
        """What `HTTPS_PROXY` says, or None."""
        url = os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy")
        return cls.parse(url) if url else None

    def serves(self, host: str) -> bool:
        """Whether `host` is reached through this proxy, as `NO_PROXY` has it."""
        return not proxy_bypass(host)

    def authorization(self) -> dict[str, str]:
        """The header with the credentials, if there are any."""
        return {"Proxy-Authorization": f"Basic {self.credentials}"} if self.credentials else {}

    def connect_request(self, host: str, port: int) -> bytes:
        """The head that asks the proxy for a tunnel."""
        name = f"[{host}]" if ":" in host else host
        secret = "".join(f"{header}: {value}\r\n" for header, value in self.authorization().items())
        return f"CONNECT {name}:{port} HTTP/1.1\r\nHost: {name}:{port}\r\n{secret}\r\n".encode()

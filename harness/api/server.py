"""A thread of this process in which the service listens, on this machine only."""

from __future__ import annotations

import socket
import threading
from types import TracebackType
from typing import Self

import uvicorn

from harness.api.service import Service
from harness.api.store import Store
from harness.errors import CaptureError

__all__ = ["LOOPBACK", "ApiServer"]

LOOPBACK = "127.0.0.1"
PATIENCE_S = 10.0
LONGEST_HEAD = 64 * 1024


class ApiServer:
    """`with ApiServer(Store()) as server: ... server.base_url`; a port of 0 is chosen by the system.

    Raises CaptureError when nothing can listen there.
    """

    def __init__(self, store: Store, host: str = LOOPBACK, port: int = 0) -> None:
        self.store = store
        self._host = host
        self._wanted_port = port
        self._socket: socket.socket | None = None
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """What a client is given in the place of `https://api.hubapi.com`."""
        port = self._socket.getsockname()[1] if self._socket else self._wanted_port
        return f"http://{self._host}:{port}"

    def start(self) -> None:
        """Listen; calls that come from here on are answered."""
        self._socket = self._listening()
        config = uvicorn.Config(
            Service(self.store),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=LONGEST_HEAD,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name="hubspot-api", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        if self._server and self._thread and self._socket:
            self._server.should_exit = True
            self._thread.join(PATIENCE_S)
            self._socket.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _listening(self) -> socket.socket:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((self._host, self._wanted_port))
            # Listening at once, so that a call that comes before the loop runs waits instead of being refused.
            listening.listen(128)
        except (OSError, OverflowError) as error:
            listening.close()
            raise CaptureError(
                f"nothing can listen on {self._host} port {self._wanted_port} ({error}); name another port, or 0 for "
                "any that is free"
            ) from None
        return listening

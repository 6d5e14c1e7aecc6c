"""A hostile page in the auditor's own network: neither engine brings it to anything there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from harness.audit.gather import Gathering, gather
from harness.audit.gather.target import url_targets
from harness.capture.address import AddressBook
from harness.stage.browsers import find_browser
from harness.stage.places import Engine

if TYPE_CHECKING:
    from tests.audit.gather.conftest import Ports

pytestmark = pytest.mark.browser

WHY = "127.0.0.1 is in your own network, which no page may reach that is not of it; allow it with --allow-private"


class Neighbour:
    """A machine of the network, which hears whatever arrives at one port."""

    def __init__(self) -> None:
        self.stream = socket.create_server(("127.0.0.1", 0))
        self.port = self.stream.getsockname()[1]
        self.datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.datagrams.bind(("127.0.0.1", self.port))

    def heard(self) -> list[str]:
        """How it was reached."""
        heard = []
        for how, taken in (("TCP", self.stream.accept), ("UDP", lambda: self.datagrams.recv(9))):
            with suppress(BlockingIOError):
                taken()
                heard.append(how)
        return heard


@pytest.fixture
def neighbour() -> Iterator[Neighbour]:
    made = Neighbour()
    with made.stream, made.datagrams:
        made.stream.setblocking(False)
        made.datagrams.setblocking(False)
        yield made


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_a_hostile_page_reaches_nothing_of_the_network(ports: Ports, neighbour: Neighbour, engine: Engine) -> None:
    book = AddressBook.parse(connect_to=[f"www.acme.test:80:127.0.0.1:{ports.http}"])
    urls = [f"http://www.acme.test/{path}?{neighbour.port}" for path in ("prying", "inside")]
    targets = url_targets(urls, tracker="standin", addresses=book)
    gathered = gather(targets, Gathering(browser=find_browser(engine)))
    pried = {refusal.host for refusal in gathered.visits[0].refusals}
    assert (neighbour.heard(), pried, gathered.problems) == (
        [],
        {"127.0.0.1", "localhost"},
        [f"http://www.acme.test/inside?{neighbour.port}: {WHY}"],
    )

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from harness.capture import dial
from harness.capture.address import AddressBook
from harness.capture.hosts import HostTable
from harness.capture.reach import KeptOut, Reach

if TYPE_CHECKING:
    from tests.capture.conftest import Caller, Origin

Call = Callable[..., "Caller"]
Found = list[tuple[int, int, int, str, tuple[str, int]]]
InLoop = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[str, int]]]:
    """What names lead to; a name that is not here is unknown."""
    known: dict[str, list[tuple[str, int]]] = {}
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *args: Any, **settings: Any) -> Any:
        if not host.endswith(".test"):
            return real(host, port, *args, **settings)
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place) for place in known[host]]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


def audit_of(*urls: str, connect_to: str = "") -> HostTable:
    book = AddressBook.parse(connect_to=[connect_to] if connect_to else [])
    return HostTable(live=True, addresses=book, reach=Reach.of(urls, (), book))


def test_a_page_reaches_nothing_of_the_own_network(
    caller: Call, canary: Origin, names: dict[str, list[tuple[str, int]]]
) -> None:
    names["evil.test"] = [("127.0.0.1", canary.port)]
    ada = caller(audit_of("https://www.acme.test/"))
    replies = [ada.ask(f"http://{host}:{canary.port}/") for host in ("evil.test", "127.0.0.1", "[::ffff:127.0.0.1]")]
    with ada.dial() as connection:
        connection.sendall(ada.connect("localhost", canary.port))
        tunnelled = connection.recv(2**16)
    assert ([reply.status for reply in replies], tunnelled[:12]) == ([403] * 3, b"HTTP/1.1 403")
    assert [refusal.host for refusal in ada.lane.journal.timeline().refusals] == [
        "evil.test",
        "127.0.0.1",
        "::ffff:127.0.0.1",
        "localhost",
    ]
    assert canary.heard == []


def test_a_name_that_is_bound_anew_still_reaches_nothing(
    caller: Call, canary: Origin, names: dict[str, list[tuple[str, int]]]
) -> None:
    ada = caller(audit_of("http://evil.test/"))
    names["evil.test"] = [("93.184.215.14", 80)]
    assert ada.lane.table.reach
    assert ada.lane.table.reach.allowed("evil.test", 80, ["93.184.215.14"])
    names["evil.test"] = [("127.0.0.1", canary.port)]
    assert (ada.ask("http://evil.test/").status, canary.heard) == (403, [])


def test_an_audited_page_of_this_machine_is_reached(caller: Call, canary: Origin) -> None:
    ada = caller(audit_of(f"http://localhost:{canary.port}/"))
    assert ada.ask(f"http://localhost:{canary.port}/").body == b"ok"


def test_an_audited_page_that_was_moved_is_reached(caller: Call, canary: Origin) -> None:
    ada = caller(audit_of("https://www.acme.test/", connect_to=f"www.acme.test::127.0.0.1:{canary.port}"))
    assert ada.ask("http://www.acme.test/").body == b"ok"


def test_the_next_address_is_tried_where_one_fails(
    caller: Call, canary: Origin, names: dict[str, list[tuple[str, int]]]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        dead = closed.getsockname()
    names["own.test"] = [dead, ("127.0.0.1", canary.port)]
    assert caller(audit_of("http://own.test/")).ask("http://own.test/").body == b"ok"


def test_an_address_that_does_not_answer_is_told(caller: Call, names: dict[str, list[tuple[str, int]]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        names["own.test"] = [closed.getsockname()]
    reply = caller(audit_of("http://own.test/")).ask("http://own.test/")
    assert (reply.status, reply.body.partition(b": ")[0]) == (502, b"own.test:80 cannot be reached")


def test_a_name_that_nobody_knows_is_told(caller: Call, names: dict[str, list[tuple[str, int]]]) -> None:
    reply = caller(audit_of("http://gone.test/")).ask("http://gone.test/")
    assert (reply.status, reply.body) == (502, b"gone.test:80 cannot be reached: Name or service not known")


@pytest.mark.parametrize(
    ("leads_to", "kept_out"),
    [
        pytest.param([("10.0.0.7", 80)], True, id="into the network"),
        pytest.param([("93.184.215.14", 80)], False, id="into the world"),
        pytest.param(None, False, id="nowhere that is known here"),
    ],
)
def test_a_name_that_another_proxy_resolves_is_asked_for_here_too(
    in_loop: InLoop, names: dict[str, list[tuple[str, int]]], leads_to: list[tuple[str, int]] | None, kept_out: bool
) -> None:
    names |= {"a.test": leads_to} if leads_to else {}

    async def checked() -> bool:
        try:
            await dial.check("a.test", 80, Reach.of((), (), AddressBook()))
        except KeptOut:
            return True
        return False

    assert in_loop(checked()) is kept_out


def test_without_bounds_a_proxy_is_asked_for_anything(in_loop: InLoop) -> None:
    in_loop(dial.check("10.0.0.7", 80, None))


def test_addresses_race_when_the_first_is_slow(in_loop: InLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dial, "NEXT_S", 0.01)
    made = [socket.socket(), socket.socket()]

    async def connected(_: int, place: int) -> socket.socket:
        if place == 0:
            await asyncio.Event().wait()
        return made[place]

    monkeypatch.setattr(dial, "_connected", connected)
    assert in_loop(dial._raced([(0, 0), (0, 1)])) is made[1]
    made[0].close()
    made[1].close()


def test_of_two_that_answer_at_once_one_is_let_go(in_loop: InLoop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dial, "NEXT_S", 0.0)
    made = [socket.socket(), socket.socket()]
    both = asyncio.Event()

    async def connected(_: int, place: int) -> socket.socket:
        both.set() if place else await both.wait()
        return made[place]

    monkeypatch.setattr(dial, "_connected", connected)
    won = in_loop(dial._raced([(0, 0), (0, 1)]))
    assert sorted(each.fileno() < 0 for each in made) == [False, True]
    won.close()


@pytest.mark.parametrize("turns", range(8))
def test_a_connection_that_is_given_up_while_it_opens_is_closed(
    in_loop: InLoop, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    made: list[socket.socket] = []

    class Socket(socket.socket):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            made.append(self)

    async def give_up(server: socket.socket) -> None:
        racing = asyncio.create_task(dial._raced([(socket.AF_INET, server.getsockname())]))
        for _ in range(turns):
            await asyncio.sleep(0)
        if not racing.cancel():
            racing.result().close()
        await asyncio.wait([racing])
        await asyncio.sleep(0)

    with socket.create_server(("127.0.0.1", 0)) as server:
        # Only for what dials: other threads of the tests have sockets, too.
        own = SimpleNamespace(socket=Socket, SOCK_STREAM=socket.SOCK_STREAM, IPPROTO_TCP=socket.IPPROTO_TCP)
        monkeypatch.setattr(dial, "socket", own)
        in_loop(give_up(server))
    assert [each.fileno() for each in made] == [-1] * len(made)

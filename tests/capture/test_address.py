import pytest

from harness.capture.address import AddressBook, ConnectTo, Resolve, parse_connect_to, parse_resolve
from harness.errors import UsageError


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param(
            "WWW.acme.test:443:127.0.0.1", Resolve(host="www.acme.test", port=443, address="127.0.0.1"), id="plain"
        ),
        pytest.param("+a.test:80:127.0.0.1", Resolve(host="a.test", port=80, address="127.0.0.1"), id="may time out"),
        pytest.param("a.test:443:[::1]", Resolve(host="a.test", port=443, address="::1"), id="IPv6 in brackets"),
        pytest.param("a.test:443:::1", Resolve(host="a.test", port=443, address="::1"), id="IPv6 without brackets"),
        pytest.param(
            "a.test:443:10.0.0.1,10.0.0.2", Resolve(host="a.test", port=443, address="10.0.0.1"), id="several"
        ),
        pytest.param("*:443:10.0.0.1", Resolve(host=None, port=443, address="10.0.0.1"), id="any host"),
        pytest.param("[::1]:443:10.0.0.1", Resolve(host="::1", port=443, address="10.0.0.1"), id="IPv6 host"),
        pytest.param("-a.test:443", Resolve(host="a.test", port=443, address=None), id="removed"),
    ],
)
def test_resolve_is_read(text: str, entry: Resolve) -> None:
    assert parse_resolve(text) == entry


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a.test", "is not understood; write host:port:address", id="no port"),
        pytest.param(":443:127.0.0.1", "is not understood", id="no host"),
        pytest.param("-a.test:443:127.0.0.1", "is not understood", id="an address to remove"),
        pytest.param("a.test::127.0.0.1", "names no port", id="an empty port"),
        pytest.param("a.test:https:127.0.0.1", "has the port 'https'; a port is a number from 1 to 65535", id="a word"),
        pytest.param("a.test:65536:127.0.0.1", "has the port '65536'", id="a port too high"),
        pytest.param("a.test:0:127.0.0.1", "has the port '0'", id="port nought"),
        pytest.param("a.test:443:b.test", "has the address 'b.test', which is no IP address", id="a name"),
        pytest.param("a.test:443:", "has the address '', which is no IP address", id="no address"),
    ],
)
def test_a_resolve_that_curl_would_not_take_is_told(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        parse_resolve(text)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        pytest.param(
            "A.test:443:b.test:8443",
            ConnectTo(host="a.test", port=443, new_host="b.test", new_port=8443),
            id="plain",
        ),
        pytest.param(
            "::b.test:", ConnectTo(host=None, port=None, new_host="b.test", new_port=None), id="any to a host"
        ),
        pytest.param(":443::8443", ConnectTo(host=None, port=443, new_host=None, new_port=8443), id="another port"),
        pytest.param(
            "[::1]:443:[fe80::2]:8443",
            ConnectTo(host="::1", port=443, new_host="fe80::2", new_port=8443),
            id="IPv6",
        ),
    ],
)
def test_connect_to_is_read(text: str, entry: ConnectTo) -> None:
    assert parse_connect_to(text) == entry


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("a.test:443", "has 2 of 4 fields; write host:port:host2:port2", id="too few"),
        pytest.param("a:1:b:2:c", "has 5 of 4 fields", id="too many"),
        pytest.param("a:x:b:2", "has the port 'x'", id="a word for a port"),
    ],
)
def test_a_connect_to_that_curl_would_not_take_is_told(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        parse_connect_to(text)


BOOK = AddressBook.parse(
    resolve=["*:443:10.0.0.9", "www.acme.test:443:10.0.0.1", "www.acme.test:443:10.0.0.2", "b.test:8443:10.0.0.3"],
    connect_to=["a.test:443:b.test:8443", "a.test::c.test:", ":8080::80"],
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(("WWW.acme.test", 443), ("10.0.0.2", 443), id="the last entry of a name"),
        pytest.param(("docs.acme.test", 443), ("10.0.0.9", 443), id="any host"),
        pytest.param(("www.acme.test", 80), ("www.acme.test", 80), id="another port"),
        pytest.param(("a.test", 443), ("10.0.0.3", 8443), id="connect to a name that is resolved"),
        pytest.param(("a.test", 81), ("c.test", 81), id="the port stays"),
        pytest.param(("d.test", 8080), ("d.test", 80), id="the host stays"),
        pytest.param(("[::1]", 80), ("::1", 80), id="brackets are taken off"),
    ],
)
def test_a_connection_goes_to(asked: tuple[str, int], found: tuple[str, int]) -> None:
    assert BOOK.lookup(*asked) == found


def test_an_empty_book_changes_nothing() -> None:
    assert AddressBook().lookup("www.acme.test", 443) == ("www.acme.test", 443)


def test_a_removed_entry_is_gone() -> None:
    book = AddressBook.parse(resolve=["a.test:443:10.0.0.1", "-a.test:443"])
    assert book.lookup("a.test", 443) == ("a.test", 443)

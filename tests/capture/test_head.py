import base64

import pytest

from harness.capture.head import HeadError, ProxyHead, close_after, read_head


def credentials(text: str) -> bytes:
    return b"Proxy-Authorization: Basic " + base64.b64encode(text.encode())


def test_a_tunnel_is_read() -> None:
    head = read_head(
        b"CONNECT WWW.acme.test:443 HTTP/1.1\r\nHost: www.acme.test\r\n" + credentials("ada:x") + b"\r\n\r\n"
    )
    assert (head.host, head.port, head.is_tunnel) == ("www.acme.test", 443, True)


@pytest.mark.parametrize(
    ("target", "place"),
    [
        pytest.param(b"http://www.acme.test/", ("www.acme.test", 80), id="port of the scheme"),
        pytest.param(b"HTTP://www.acme.test:8080/", ("www.acme.test", 8080), id="port of its own"),
        pytest.param(b"ws://www.acme.test", ("www.acme.test", 80), id="WebSocket"),
        pytest.param(b"https://www.acme.test/", ("www.acme.test", 443), id="https without a tunnel"),
        pytest.param(b"http://[::1]:8080/", ("::1", 8080), id="IPv6"),
    ],
)
def test_a_plain_request_names_its_host(target: bytes, place: tuple[str, int]) -> None:
    head = read_head(b"GET " + target + b" HTTP/1.1\r\n\r\n")
    assert (head.host, head.port, head.is_tunnel) == (*place, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(b"\r\n\r\n", "the request line is not 'METHOD target HTTP/1.x'", id="nothing"),
        pytest.param(b"\x16\x03\x01\x02\x00\r\n\r\n", "the request line is not", id="TLS"),
        pytest.param(b"GET http://a.test/ HTTP/2\r\n\r\n", "the request line is not", id="HTTP/2"),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", "this is a proxy, not a web server", id="a request to a web server"),
        pytest.param(b"GET ftp://a.test/ HTTP/1.1\r\n\r\n", "not an absolute http address", id="another scheme"),
        pytest.param(b"CONNECT a.test HTTP/1.1\r\n\r\n", "names no host and port", id="no port"),
        pytest.param(b"CONNECT :443 HTTP/1.1\r\n\r\n", "names no host and port", id="no host"),
        pytest.param(
            b"CONNECT a.test:99999 HTTP/1.1\r\n\r\n", "cannot be read: Port out of range", id="a port too high"
        ),
        pytest.param(b"CONNECT [::1:443 HTTP/1.1\r\n\r\n", "cannot be read: Invalid IPv6 URL", id="half a bracket"),
    ],
)
def test_a_head_that_cannot_be_understood_is_told(text: bytes, told: str) -> None:
    with pytest.raises(HeadError, match=told):
        read_head(text)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        pytest.param("http://www.acme.test/a%20b;c?d=e&f", "/a%20b;c?d=e&f", id="path and query"),
        pytest.param("http://www.acme.test", "/", id="no path"),
        pytest.param("http://www.acme.test?a=1", "/?a=1", id="query alone"),
        pytest.param("http://www.acme.test/?", "/?", id="an empty query stays"),
        pytest.param("http://www.acme.test/http://b.test/", "/http://b.test/", id="an address in the path"),
    ],
)
def test_the_origin_gets_the_path_as_it_was_written(target: str, path: str) -> None:
    head = read_head(f"GET {target} HTTP/1.1\r\n\r\n".encode())
    assert head.origin_form() == f"GET {path} HTTP/1.1\r\nConnection: close\r\n\r\n".encode()


def test_the_origin_gets_no_proxy_headers() -> None:
    lines = [b"POST http://a.test/ HTTP/1.1", b"Host: a.test", credentials("ada:x"), b"Proxy-Connection: keep-alive"]
    head = read_head(b"\r\n".join([*lines, b"connection: keep-alive", b"X-Note: caf\xe9", b"", b""]))
    assert head.origin_form() == (b"POST / HTTP/1.1\r\nHost: a.test\r\nX-Note: caf\xe9\r\nConnection: close\r\n\r\n")


def test_an_answer_says_that_the_connection_ends() -> None:
    answer = b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nKeep-Alive: timeout=5\r\nContent-Length: 2"
    assert close_after(answer) == b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2"


def test_a_head_keeps_its_lines() -> None:
    assert read_head(b"CONNECT a.test:443 HTTP/1.1\r\nHost: a.test\r\n\r\n") == ProxyHead(
        method="CONNECT",
        target="a.test:443",
        host="a.test",
        port=443,
        lines=(b"CONNECT a.test:443 HTTP/1.1", b"Host: a.test"),
    )


@pytest.mark.parametrize(
    ("host", "secret", "sent"),
    [
        pytest.param("a.test", "", b"GET http://a.test:81/b?c HTTP/1.1\r\nConnection: close\r\n\r\n", id="open"),
        pytest.param(
            "::1",
            "YTpi",
            b"GET http://[::1]:81/b?c HTTP/1.1\r\nProxy-Authorization: Basic YTpi\r\nConnection: close\r\n\r\n",
            id="with credentials, to an IPv6 address",
        ),
    ],
)
def test_another_proxy_gets_the_whole_address_and_its_own_credentials(host: str, secret: str, sent: bytes) -> None:
    head = read_head(b"GET http://www.acme.test/b?c HTTP/1.1\r\n" + credentials("ada:x") + b"\r\n\r\n")
    assert head.proxy_form(host, 81, secret) == sent

import pytest

from harness.capture.upstream import Upstream
from harness.errors import UsageError


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("http://proxy.test:3128", Upstream(host="proxy.test", port=3128), id="plain"),
        pytest.param("proxy.test", Upstream(host="proxy.test", port=80), id="host alone"),
        pytest.param(
            "http://ada:a%3Ab@[::1]:1", Upstream(host="::1", port=1, credentials="YWRhOmE6Yg=="), id="credentials"
        ),
    ],
)
def test_its_address_is_read(text: str, read: Upstream) -> None:
    assert Upstream.parse(text) == read


@pytest.mark.parametrize("text", ["socks5://proxy.test:1080", "http://", "http://proxy.test:x", "http://[half"])
def test_an_address_that_cannot_be_used_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="must look like http://host:port, not "):
        Upstream.parse(text)


def test_the_environment_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.test:3128")
    assert Upstream.from_environment() == Upstream(host="proxy.test", port=3128)


def test_there_may_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.delenv("https_proxy", raising=False)
    assert Upstream.from_environment() is None


def test_an_ipv6_address_is_asked_for_in_brackets() -> None:
    asked = Upstream(host="proxy.test", port=1).connect_request("::1", 443)
    assert asked == b"CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n\r\n"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.audit.crawl.robots import Robots, read_robots, robots_address

TEXT = b"""\xef\xbb\xbfUser-agent: hstrack
Disallow: /*.pdf$
Disallow: /private
Crawl-delay: 2.5

User-agent: *
Disallow: /

Sitemap: https://www.acme.test/sitemap.xml
"""


def rules(text: bytes = TEXT, agent: str = "hstrack") -> Robots:
    """The wishes of a host with this file."""
    return read_robots(200, text, agent)


@pytest.mark.parametrize(
    ("path", "agent", "allowed"),
    [
        pytest.param("/", "hstrack", True, id="nothing said"),
        pytest.param("/private/a", "hstrack", False, id="a folder"),
        pytest.param("/a.pdf", "hstrack", False, id="a pattern"),
        pytest.param("/a.pdf?page=2", "hstrack", True, id="the end of a pattern"),
        pytest.param("/", "another", False, id="another crawler"),
    ],
)
def test_a_host_says_what_is_allowed(path: str, agent: str, allowed: bool) -> None:
    assert rules(agent=agent).allows(f"https://www.acme.test{path}") is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        pytest.param(404, True, id="no such file"),
        pytest.param(403, True, id="a file that may not be read"),
        pytest.param(503, False, id="a host that fails"),
        pytest.param(None, False, id="a host that does not answer"),
    ],
)
def test_a_missing_file_allows_and_a_failing_host_forbids(status: int | None, allowed: bool) -> None:
    found = read_robots(status, TEXT, "hstrack")
    assert (found.allows("https://www.acme.test/a.pdf"), found.sitemaps, found.delay_s) == (allowed, (), 0.0)


@pytest.mark.parametrize(
    ("said", "delay_s"),
    [("2.5", 2.5), ("3600", 60.0), ("-1", 0.0), ("nan", 0.0), ("inf", 0.0), ("soon", 0.0)],
)
def test_a_delay_is_heeded_within_reason(said: str, delay_s: float) -> None:
    assert rules(f"User-agent: *\nDisallow:\nCrawl-delay: {said}".encode()).delay_s == delay_s


def test_sitemaps_are_named() -> None:
    assert rules().sitemaps == ("https://www.acme.test/sitemap.xml",)


@given(st.binary())
def test_any_bytes_can_be_read(body: bytes) -> None:
    found = rules(body)
    assert (isinstance(found.allows("https://www.acme.test/a?b"), bool), found.delay_s >= 0, len(found.sitemaps)) >= (
        True, True, 0,
    )  # fmt: skip


def test_each_host_has_a_file_of_its_own() -> None:
    assert robots_address("https://www.acme.test:8443/a/b?c#d") == "https://www.acme.test:8443/robots.txt"

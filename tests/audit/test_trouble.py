import pytest

from harness.audit.trouble import checked_url, reason_of
from harness.errors import UsageError


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(
            "Page.goto: net::ERR_NAME_NOT_RESOLVED at https://a.test/", "the host cannot be reached", id="name"
        ),
        pytest.param("Page.goto: net::ERR_TUNNEL_CONNECTION_FAILED", "the host cannot be reached", id="relay"),
        pytest.param("Page.goto: NS_ERROR_UNKNOWN_HOST", "the host cannot be reached", id="name, Firefox"),
        pytest.param("Page.goto: net::ERR_TOO_MANY_REDIRECTS", "the page redirects for ever", id="redirects"),
        pytest.param("Page.goto: NS_ERROR_REDIRECT_LOOP", "the page redirects for ever", id="redirects, Firefox"),
        pytest.param(
            "Page.goto: net::ERR_CERT_DATE_INVALID at",
            "its certificate is not trusted (ERR_CERT_DATE_INVALID)",
            id="date",
        ),
        pytest.param(
            "SEC_ERROR_UNKNOWN_ISSUER", "its certificate is not trusted (SEC_ERROR_UNKNOWN_ISSUER)", id="issuer"
        ),
        pytest.param("Page.goto: Download is starting", "it sent no page but a download or nothing", id="download"),
        pytest.param("Page.goto: Page crashed", "the tab crashed", id="crash"),
        pytest.param("Page.goto: Timeout 30000ms exceeded.", "it did not answer in time", id="time"),
        pytest.param("net::ERR_EMPTY_RESPONSE", "the connection failed (ERR_EMPTY_RESPONSE)", id="empty"),
        pytest.param("Target page has been closed", "the browser was closed", id="closed"),
        pytest.param("odd\nmore", "the browser could not open it (odd)", id="anything else"),
    ],
)
def test_what_a_browser_says_has_a_meaning(error: str, reason: str) -> None:
    assert reason_of(error).startswith(reason)


@pytest.mark.parametrize("url", ["https://www.acme.test/", "http://localhost:8000/a?b#c", "https://[::1]/"])
def test_an_address_of_a_page_is_taken(url: str) -> None:
    assert checked_url(url) == url


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(
            "www.acme.test/a", "'www.acme.test/a' is not the address of a web page; write https://www", id="bare"
        ),
        pytest.param("acme", "write one such as https://www.acme.com/", id="a word"),
        pytest.param("file:///etc/passwd", "is not the address of a web page", id="a file"),
        pytest.param("https://", "is not the address of a web page", id="no host"),
        pytest.param("https://[::1", "is not the address of a web page", id="a broken host"),
        pytest.param("https://a.test:99999/", "is not the address of a web page", id="a port too high"),
        pytest.param("https://a.test/\x1b[2J", "is not the address of a web page", id="a control character"),
    ],
)
def test_anything_else_is_told(text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_url(text)
    assert told in str(caught.value)

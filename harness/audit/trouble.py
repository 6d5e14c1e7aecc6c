"""Why a page could not be visited, in one sentence, from what a browser says about it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from harness.errors import UsageError
from harness.wire.words import plain

__all__ = ["checked_url", "reason_of"]

# What Chromium and Firefox say -> what it means and what to do; the first that fits counts.
REASONS: tuple[tuple[str, str], ...] = (
    (
        r"ERR_NAME_NOT_RESOLVED|UNKNOWN_HOST|ERR_TUNNEL_CONNECTION_FAILED|PROXY_BAD_GATEWAY|ERR_CONNECTION_REFUSED"
        r"|ERR_ADDRESS_UNREACHABLE|CONNECTION_REFUSED|PROXY_CONNECTION_REFUSED",
        "the host cannot be reached: its name is unknown or nothing answers there; check the address and the network, "
        "or point the name elsewhere with --resolve",
    ),
    (r"TOO_MANY_REDIRECTS|REDIRECT_LOOP", "the page redirects for ever; open it with curl -L to see the loop"),
    (
        r"ERR_CERT_\w+|SEC_ERROR_\w+|SSL_ERROR_BAD_CERT\w*|MOZILLA_PKIX\w+|ERR_SSL_\w+|SSL_ERROR_\w+",
        "its certificate is not trusted ({0}); renew it, or visit all the same with --insecure",
    ),
    (
        r"Download is starting|Download is|ERR_ABORTED|BINDING_ABORTED",
        "it sent no page but a download or nothing; give the address of a page",
    ),
    (r"crash", "the tab crashed"),
    (
        r"Timeout \d+ms exceeded|NET_TIMEOUT|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT",
        "it did not answer in time; raise --timeout",
    ),
    (
        r"ERR_EMPTY_RESPONSE|ERR_CONNECTION_(?:CLOSED|RESET)|ERR_INVALID_\w+|NET_RESET|NET_INTERRUPT|NS_ERROR_\w+|ERR_\w+",
        "the connection failed ({0}); open the page in a browser to see whether the site works",
    ),
    (r"[Cc]losed", "the browser was closed"),
)


def reason_of(error: str) -> str:
    """What Playwright's error text means for the person who asked for the page."""
    for pattern, reason in REASONS:
        if found := re.search(pattern, error):
            return reason.format(found[0])
    return f"the browser could not open it ({plain(error.strip().partition(chr(10))[0], 200)})"


def checked_url(text: str) -> str:
    """`text` if it is the address of a web page; UsageError says what to write instead."""
    try:
        parts = urlsplit(text)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fits = False
    if fits and text.isprintable() and " " not in text:
        return text
    bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?", text)
    hint = f"write https://{text}" if bare else "write one such as https://www.acme.com/"
    raise UsageError(f"{plain(text, 200)!r} is not the address of a web page; {hint}")

"""Cross-domain linking: which links lead to another domain of the account, and what is written into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from harness.tracker.model.steps import LINK_PARTS
from harness.wire.cookies import cookie_domain

__all__ = ["decorated", "leads_elsewhere"]


def decorated(address: str, values: Sequence[str], parts: Iterable[str] = LINK_PARTS) -> str:
    """`address` with link parameters at the end of its query, before the fragment; those it had are replaced."""
    head, mark, fragment = address.partition("#")
    base, _, query = head.partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0] not in LINK_PARTS]
    added = [f"{name}={value}" for name, value in zip(LINK_PARTS, values, strict=True) if name in parts]
    return f"{base}{'?' if kept or added else ''}{'&'.join(kept + added)}{mark}{fragment}"


def leads_elsewhere(host: str, domains: Sequence[str]) -> Callable[[str], bool]:
    """Whether a link on a page of `host` leads to a domain of the account that is not this page's own."""

    def elsewhere(link: str) -> bool:
        address = urlsplit(link)
        if address.scheme not in ("http", "https"):
            return False
        theirs = [domain for domain in domains if cookie_domain(address.hostname or "", [domain])]
        return bool(theirs) and not any(cookie_domain(host, [domain]) for domain in theirs)

    return elsewhere

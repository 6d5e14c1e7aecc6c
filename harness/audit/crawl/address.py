"""The address under which a crawl knows a page, so that none is visited twice under two names."""

from __future__ import annotations

import ipaddress
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit, urlunsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

__all__ = ["LONGEST", "know_suffixes", "page_address", "site_of"]

LONGEST = 2_000
"""Characters of an address; longer ones are made by scripts that never end."""

MOST_HOSTS = 1_000
PORTS = {"http": 80, "https": 443}
# What campaigns and HubSpot itself add to links: the page is the same without.
TAGS = re.compile(
    r"utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|yclid|ttclid|li_fat_id|mc_[ce]id|_hsenc|_hsmi|hsctatracking"
    r"|hsa_\w+|__hs(?:tc|sc|fp)",
    re.IGNORECASE,
)
FILES = re.compile(
    r"\.(?:7z|avif|avi|bmp|bz2|css|csv|dmg|docx?|eot|epub|exe|flac|gif|gz|ico|ics|iso|jpe?g|js|json|m4[av]|mjs|mov|mp[34]"
    r"|mpe?g|msi|od[pst]|og[agv]|otf|pdf|pkg|png|pptx?|rar|rss|rtf|svg|tar|tgz|tiff?|ttf|txt|vcf|wasm|wav|web[mp]|woff2?"
    r"|xlsx?|xml|xz|zip)$",
    re.IGNORECASE,
)
# What a visitor would not do in passing.
DEEDS = re.compile(
    r"[/=?&](?:(?:log|sign)[-_]?(?:out|off)|unsubscribe|delete|remove|add[-_]to[-_]cart)(?=[/=?&.]|$)", re.IGNORECASE
)


def page_address(link: str, base: str = "") -> str | None:
    """The address of the page behind a link, without fragment and campaign tags; None where no page is to be expected.

    Pictures, downloads, other schemes, addresses with credentials and those that do something (log out) are no pages.
    """
    try:
        parts = urlsplit(urljoin(base, link.strip()))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc:
        return None
    named = f"[{host}]" if ":" in host else host
    netloc = named if port in (None, PORTS[parts.scheme]) else f"{named}:{port}"
    address = urlunsplit((parts.scheme, netloc, parts.path or "/", _without_tags(parts.query), ""))
    fits = len(address) <= LONGEST and address.isprintable() and " " not in address
    return address if fits and not FILES.search(parts.path) and not DEEDS.search(address) else None


def site_of(address: str) -> str:
    """The site that an address belongs to: its registrable domain; host and port where there is none (`localhost`)."""
    parts = urlsplit(address)
    return _domain_of((parts.hostname or "").rstrip(".")) or parts.netloc.lower()


def know_suffixes() -> None:
    """Read the public suffixes now, which takes 50 ms, and not when the first site is to be known."""
    _suffixes()


@lru_cache(MOST_HOSTS)
def _domain_of(host: str) -> str | None:
    """The registrable domain of a host, if it has one."""
    return None if _is_ip(host) else _suffixes().privatesuffix(host)


def _without_tags(query: str) -> str:
    pairs = [pair for pair in query.split("&") if pair]
    return "&".join(pair for pair in pairs if not TAGS.fullmatch(pair.partition("=")[0]))


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _suffixes() -> PublicSuffixList:
    # Only here: the list takes 50 ms to read, and most audits crawl nothing.
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()

"""The cookie jar of a browser, and the way in which a script of one page writes to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from harness.wire.cookies import cookie_domain, domain_hash, hashed_domain

__all__ = ["DAY_S", "TRACKING_COOKIES", "Cookie", "Jar", "Scope"]

DAY_S = 86_400
TRACKING_COOKIES = ("__hstc", "hubspotutk", "__hssc", "__hssrc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """One cookie; a `domain` with a dot in front reaches subdomains. `life_s` None: until the browser is closed."""

    name: str
    value: str
    domain: str
    life_s: float | None = None
    secure: bool = False

    def reaches(self, host: str) -> bool:
        """Whether a page of `host` can read it."""
        return f".{host}".endswith(self.domain) if self.domain.startswith(".") else host == self.domain


@dataclass(slots=True)
class Jar:
    """The cookies of a browser, oldest first: of two with one name a page reads the older first.

    A cookie that gets another value counts as a new one (observed in Chromium).
    """

    works: bool = True
    _cookies: dict[tuple[str, str], Cookie] = field(default_factory=dict)

    def put(self, cookie: Cookie) -> None:
        """Take a cookie in; one whose life is over goes, and a domain of one label is refused."""
        key = (cookie.name, cookie.domain)
        over = cookie.life_s is not None and cookie.life_s <= 0
        old = self._cookies.get(key)
        if old and (over or old.value != cookie.value):
            del self._cookies[key]
        if self.works and not over and cookie.domain.count(".") > cookie.domain.startswith("."):
            self._cookies[key] = cookie

    def forget(self, names: Iterable[str]) -> None:
        """Drop every cookie of these names."""
        gone = set(names)
        self._cookies = {key: cookie for key, cookie in self._cookies.items() if cookie.name not in gone}

    def seen_by(self, host: str) -> tuple[Cookie, ...]:
        """The cookies that a page of `host` can read."""
        return tuple(cookie for cookie in self._cookies.values() if cookie.reaches(host))


@dataclass(slots=True)
class Scope:
    """Where one script of a page keeps its cookies: the account's cookie domains and the switches of the page."""

    jar: Jar
    host: str
    domains: list[str] = field(default_factory=list)
    host_only: bool = False
    secure: bool = False

    @property
    def covers_host(self) -> bool:
        """Whether the page belongs to one of the account's domains."""
        return cookie_domain(self.host, self.domains) is not None

    @property
    def hash(self) -> int:
        """The number that cookies written now begin with."""
        return domain_hash(hashed_domain(self.host, () if self.host_only else self.domains))

    def add_domain(self, domain: object) -> None:
        """Count one more domain to the account."""
        self.domains.append(str(domain))

    def read(self, name: str) -> str:
        """The value of a cookie; empty when there is none."""
        return next((cookie.value for cookie in self.jar.seen_by(self.host) if cookie.name == name), "")

    def write(self, name: str, value: str, life_s: float | None) -> None:
        """Write for the account's domain; what cannot be read back is written again for this host alone."""
        domain = None if self.host_only else cookie_domain(self.host, self.domains)
        self._put(name, value, domain, life_s)
        if domain and self.read(name) != value:
            self._put(name, value, None, life_s)

    def remove(self, name: str) -> None:
        """Remove a cookie from wherever this script can have put it."""
        for domain in (None, *(domain for domain in self.domains if cookie_domain(self.host, [domain]))):
            self._put(name, "", domain, 0)

    def _put(self, name: str, value: str, domain: str | None, life_s: float | None) -> None:
        self.jar.put(Cookie(name=name, value=value, domain=domain or self.host, life_s=life_s, secure=self.secure))

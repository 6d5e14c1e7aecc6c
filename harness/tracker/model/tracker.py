"""The tracker of one page: what it knows, and the hits that it makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from harness.tracker.model.consent import Consent
from harness.tracker.model.content import Content
from harness.tracker.model.jar import DAY_S, TRACKING_COOKIES, Scope
from harness.tracker.model.link import decorated, leads_elsewhere
from harness.tracker.model.page import Page
from harness.tracker.model.values import encoded, fields, present
from harness.tracker.model.visitor import Known, arrival, email_in, meet, new_session, new_visitor, read_cookie
from harness.tracker.model.world import PageError, PredictedHit, World
from harness.wire.cookies import Hssc, Hstc, domain_hash
from harness.wire.pairs import join_pairs
from harness.wire.times import epoch_ms

__all__ = ["Tracker"]

SESSION_S = 30 * 60
POLICIES = {"notify": 0, "opt-in": 1, "no-cookies": 2, "categories": 3}
LIMITED_LIFE = (POLICIES["opt-in"], POLICIES["categories"])
VIEWS, EVENTS, CLICKS, ERRORS = "/__ptq.gif", "/__ptbe.gif", "/__ptc.gif", "/__pto.gif"


@dataclass(slots=True)
class Tracker:
    """What the tracker of one page knows; `visitor` is None until the account's `setPortalId` has run."""

    world: World
    page: Page
    scope: Scope
    content: Content = field(default_factory=Content)
    host: str = "track.hubspot.com"
    enabled: bool = True
    limited: bool = False
    links_automatically: bool = False
    was_reset: bool = False
    visitor: Known | None = None
    identity: dict[str, object] | None = None
    consent: Consent | None = None
    policy: int | None = None
    listeners: dict[str, list[object]] = field(default_factory=dict)

    @property
    def has_consent(self) -> bool:
        """Whether the banner allowed analytics."""
        return self.consent is not None and self.consent.analytics

    @property
    def fingerprint(self) -> str:
        """What the third link parameter says."""
        return self.world.client.fingerprint

    def send(self, path: str, own: Mapping[str, object]) -> None:
        """Make a hit: its own parameters first, and a standard one in the place of its namesake."""
        if self.visitor and self._may_send():
            parts = self._client(), self.content.parameters(self.page), self._visitor(self.visitor), self._privacy()
            given = dict(own)
            for part in parts:
                given |= part
            self.world.hits.append(PredictedHit(host=self.host, path=path, pairs=encoded(given)))

    def report(self) -> None:
        """Make the tracker's own error report; what it says of the error is not predicted."""
        self.world.hits.append(PredictedHit(host=self.host, path=ERRORS))

    def identify(self, properties: object) -> None:
        """Merge properties into the identity, which goes out with every later hit."""
        self.identity = {**(self.identity or {}), **fields(properties)}

    def meet_visitor(self) -> None:
        """Find out who the visitor is; once for each page."""
        if self.visitor:
            return
        hashes = [domain_hash(domain) for domain in self.scope.domains]
        brought = arrival(self.page.url, self.fingerprint, hashes)
        running = read_cookie(Hssc, self.scope.read("__hssc")) if self.scope.read("__hssrc") else None
        own = read_cookie(Hstc, self.scope.read("__hstc"))
        token = self.scope.read("hubspotutk") or self.world.token()
        self.visitor = meet(own, running, brought, token, self.world.now)
        known_otherwise = present({"visitor": self.visitor.other, "email": email_in(self.page.url)})
        if known_otherwise:
            self.identify(known_otherwise)
        self._store()

    def reset(self) -> None:
        """Somebody new from here on: token, session and identity."""
        self.identity, self.was_reset = None, True
        for name in TRACKING_COOKIES:
            self.scope.remove(name)
        if self.visitor:
            now = self.world.now
            visitor, session = new_visitor(self.world.token(), now), new_session(now)
            self.visitor = Known(visitor=visitor, session=session, is_new=True)
            self._store()
            self.tell("identity")
            self.tell("token")

    def on_policy(self, policy: str | None) -> None:
        """The banner's policy; one that is told as a number (None here) is not understood."""
        self.policy = POLICIES.get(policy or "")

    def on_consent(self, consent: Consent) -> None:
        """The banner told a decision."""
        self.consent = consent
        withdrawn = "analytics" in consent.before
        if self.has_consent:
            self._store()
            self.decorate()
        elif self.world.traits.every_refusal_resets or withdrawn:
            self.reset()

    def decorate(self) -> None:
        """The automatic linker: decorate the links that are there now."""
        if self.links_automatically and self.visitor and self.has_consent:
            elsewhere = leads_elsewhere(self.page.host, self.scope.domains)
            self.page.links = [
                decorated(link, self.link_parameters) if elsewhere(link) else link for link in self.page.links
            ]

    @property
    def link_parameters(self) -> tuple[str, str, str]:
        """What a link to another domain of the account carries: `__hstc`, `__hssc`, `__hsfp`."""
        visitor, session = self.visitor.cookies(self.scope.hash) if self.visitor else ("", "")
        return visitor, session, self.fingerprint

    def listen(self, kind: str, listener: object) -> None:
        """Add a listener, and tell it what is known already. Raises PageError when it throws."""
        self.listeners.setdefault(kind, []).append(listener)
        self._tell_one(kind, listener)

    def tell(self, kind: str) -> None:
        """Tell all listeners of a kind; those that throw are reported."""
        for listener in self.listeners.get(kind, ()):
            try:
                self._tell_one(kind, listener)
            except PageError:
                self.report()

    def _tell_one(self, kind: str, listener: object) -> None:
        values = self._news(kind)
        if values:
            self.world.tell(listener, *values)

    def _news(self, kind: str) -> tuple[object, ...]:
        if kind in ("identity", "token"):
            return self._visitor_news(kind) if self.visitor else ()
        return (self.content.told[kind],) if kind in self.content.told else ()

    def _visitor_news(self, kind: str) -> tuple[object, ...]:
        visitor, session, fingerprint = self.link_parameters
        if kind == "token":
            return (visitor.split(".")[1],)
        is_number = fingerprint.isdecimal() and not self.world.traits.hex_fingerprint
        return visitor, session, int(fingerprint) if is_number else fingerprint

    def _may_send(self) -> bool:
        foreign = self.limited and not self.scope.covers_host
        return self.enabled and not foreign and not self.scope.read("__hs_do_not_track")

    def _store(self) -> None:
        if self.visitor and self.has_consent:
            visitor, session = self.visitor.cookies(self.scope.hash)
            life_s = self._visitor_life_s(self.visitor)
            self.scope.write("__hstc", visitor, life_s)
            self.scope.write("hubspotutk", self.visitor.visitor.visitor, life_s)
            self.scope.write("__hssc", session, SESSION_S)
            self.scope.write("__hssrc", "1", None)

    def _visitor_life_s(self, known: Known) -> float:
        """The whole life, but for a visitor who was asked and returns what is left since the first visit."""
        life = timedelta(days=self.world.traits.cookie_days)
        if self.policy in LIMITED_LIFE and not known.is_new:
            life -= self.world.now - known.visitor.first
        return life.total_seconds()

    @property
    def long_life_s(self) -> float:
        """How long the tracker's long cookies live."""
        return self.world.traits.cookie_days * DAY_S

    def _client(self) -> dict[str, object]:
        client, traits = self.world.client, self.world.traits
        silent = traits.fingerprint_needs_consent and not self.has_consent
        return present(
            {
                "sd": client.screen,
                "cd": client.colour_depth,
                "cs": client.charset,
                "ln": client.language,
                "bfp": None if silent else client.fingerprint,
            }
        )

    def _visitor(self, known: Known) -> dict[str, object]:
        identity = {} if self.identity is None else {"i": join_pairs(encoded(self.identity))}
        return {
            "cts": epoch_ms(self.world.now),
            **identity,
            **({"rv": 1} if self.was_reset else {}),
            "vi": known.visitor.visitor,
            "nc": known.is_new,
            **present({"u": self.scope.read("__hstc"), "b": self.scope.read("__hssc")}),
        }

    def _privacy(self) -> dict[str, object]:
        refused = {} if self.has_consent else {"ce": False}
        return {**refused, **present({"pt": self.policy}), "cc": self.consent.bits if self.consent else 0}

"""The consent banner: what it decides by itself, what the visitor answers, whom it tells, what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from harness.tracker.model.answers import Answers
from harness.tracker.model.consent import ALL, CATEGORIES, NONE, Consent
from harness.tracker.model.jar import Scope
from harness.tracker.model.values import UNDEFINED, fields, truthy
from harness.tracker.model.world import PageError, World

__all__ = ["Banner"]


@dataclass(slots=True)
class Banner:
    """The banner of one page; `report` hands a call to the tracker's queue.

    Until it has started, `waiting` keeps what is pushed on `_hsp`.
    """

    world: World
    scope: Scope
    report: Callable[[object], None]
    started: bool = False
    visible: bool = False
    consent: Consent | None = None
    waiting: list[object] = field(default_factory=list)
    listeners: list[object] = field(default_factory=list)

    @property
    def policy(self) -> str:
        """The policy of the portal."""
        return self.world.portal.consent.policy

    @property
    def asks(self) -> bool:
        """Whether the policy wants an answer of the visitor."""
        return self.policy in ("opt-in", "categories") and not self.refused_by_browser

    @property
    def answers(self) -> Answers:
        """What is remembered of earlier answers."""
        return Answers(self.scope, self.policy, self.is_second, self.world.traits.banner_days)

    @property
    def is_second(self) -> bool:
        """Whether it is the banner of 2024 and after."""
        return self.world.traits.second_banner

    @property
    def refused_by_browser(self) -> bool:
        """Global Privacy Control is a refusal where a policy has it switched on."""
        return self.is_second and self.world.client.gpc and self.world.portal.consent.gpc and self.policy != "none"

    def start(self) -> None:
        """Decide what can be decided without the visitor, and run what was pushed so far."""
        self.started = True
        for domain in self.world.portal.cookie_domains:
            self.scope.add_domain(domain)
        if self.is_second:
            self.answers.forget_first_banner()
        given = self._first_decision()
        if given is not None:
            self._decide(given)
        waiting, self.waiting = self.waiting, []
        for entry in waiting:
            self.execute(entry)
        self.visible = self.visible or self._has_a_question()

    def push(self, *entries: object) -> None:
        """`_hsp.push(...)`: a plain array takes every entry, that of a banner that has started the first one."""
        if self.started:
            for entry in entries[:1]:
                self.execute(entry)
        else:
            self.waiting += entries

    def execute(self, entry: object) -> None:
        """Run one call; what a listener throws is nobody's business."""
        match entry:
            case (str(name), *arguments) if name in CALLS and (self.is_second or name not in SECOND_ONLY):
                with suppress(PageError):
                    CALLS[name](self, next(iter(arguments), UNDEFINED))
            case _:
                pass

    def answer(self, choice: str | frozenset[str]) -> None:
        """The visitor presses a button; what is not there cannot be pressed."""
        if not self.visible:
            return
        if choice == "accept" and not self.asks:
            self._dismiss()
        elif choice == "accept":
            self._choose(ALL)
        elif choice == "decline" and self.asks:
            self._choose(NONE)
        elif isinstance(choice, frozenset) and self.asks and self.policy == "categories":
            self._choose(choice & ALL)

    def add_listener(self, listener: object) -> None:
        """addPrivacyConsentListener: told at once if there is a decision, and of every change."""
        self.listeners.append(listener)
        if self.consent:
            self._tell(listener, self.consent)

    def add_settings_listener(self, listener: object) -> None:
        """addPrivacySettingsListener: told the policy; only the first banner tells it by its name."""
        if self.policy != "none" and callable(listener):
            listener(None if self.is_second else self.policy)

    def revoke(self) -> None:
        """revokeCookieConsent."""
        self.answers.forget_all()
        self._decide(NONE)
        self._tell_all()
        self.report(("trackRevokeCookieConsent",))

    def show(self) -> None:
        """showBanner: the first banner has something to show only when it asks."""
        self.visible = self.visible or self.asks or (self.is_second and self.policy != "none")

    def hide(self) -> None:
        """hideBanner."""
        self.visible = False

    def set_consent(self, choice: object) -> None:
        """setHubSpotConsent: for this page only."""
        switches = fields(choice)
        self._decide(frozenset(name for name in CATEGORIES if truthy(switches.get(name))))
        self._tell_all()

    def _first_decision(self) -> frozenset[str] | None:
        if self.policy == "no-cookies" or self.refused_by_browser:
            return NONE
        if not self.asks:
            return ALL
        stored = self.answers.stored()
        return NONE if stored is None and self.is_second else stored

    def _has_a_question(self) -> bool:
        if self.asks:
            return self.answers.stored() is None
        is_notice = self.policy == "notify" or self.refused_by_browser
        return self.policy != "no-cookies" and is_notice and not self.answers.dismissed(self.refused_by_browser)

    def _dismiss(self) -> None:
        self.visible = False
        self.answers.dismiss(self.refused_by_browser)

    def _choose(self, given: frozenset[str]) -> None:
        """The choice is remembered, then told, then reported: the report already speaks of the new state."""
        self.visible = False
        self.answers.remember(given)
        self._decide(given)
        self._tell_all()
        decision = "trackApproveCookieConsent" if "analytics" in given else "trackDeclineCookieConsent"
        self.report((decision,))

    def _decide(self, given: frozenset[str]) -> None:
        self.consent = Consent(given, self.consent.given if self.consent else NONE)

    def _tell_all(self) -> None:
        consent = self.consent or Consent()
        for listener in self.listeners:
            with suppress(PageError):
                self._tell(listener, consent)

    def _tell(self, listener: object, consent: Consent) -> None:
        if callable(listener):
            listener(consent)
        else:
            self.world.tell(listener, consent.told())


def _set_host_only(banner: Banner, host_only: object) -> None:
    banner.scope.host_only = truthy(host_only)


def _set_secure(banner: Banner, secure: object) -> None:
    banner.scope.secure = truthy(secure)


CALLS: Mapping[str, Callable[[Banner, object], None]] = {
    "addPrivacyConsentListener": Banner.add_listener,
    "addPrivacySettingsListener": Banner.add_settings_listener,
    "revokeCookieConsent": lambda banner, _: banner.revoke(),
    "showBanner": lambda banner, _: banner.show(),
    "hideBanner": lambda banner, _: banner.hide(),
    "setHubSpotConsent": Banner.set_consent,
    "addCookieDomain": lambda banner, domain: banner.scope.add_domain(domain),
    "setCookiesToSubdomain": _set_host_only,
    "setUseSecureCookies": _set_secure,
}
SECOND_ONLY = frozenset({"hideBanner", "setHubSpotConsent"})

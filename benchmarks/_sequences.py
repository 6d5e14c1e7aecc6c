"""Random sequences of what can happen in a browser, each made from its seed alone, and their shrinking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TypeVar

from harness.tracker.config import ConsentConfig, Generation, PortalConfig
from harness.tracker.model import (
    UNDEFINED,
    Answer,
    Client,
    Cookie,
    Follow,
    ForgetCookies,
    GiveCookie,
    Listener,
    Load,
    Push,
    PushBanner,
    Pushing,
    PushState,
    Retitle,
    Returning,
    Step,
    Throwing,
    Wait,
)
from harness.tracker.model.steps import LINK_PARTS

__all__ = ["Script", "random_script", "shrunk"]

T = TypeVar("T")

OLD = "abcdef0123456789abcdef0123456789"
MINUTE_S, DAY_S = 60.0, 86_400.0

HOSTS = ("www.acme.test", "www.acme.test", "acme.test", "a.docs.acme.test", "www.acme-shop.test", "stranger.test")
PATHS = ("/", "/pricing", "/a%20b?q=1", "/?__hs_email=ada%40acme.test", "/app#/home", "/?x=1&y=%C3%A9#top")
TITLES = ("Shop", "", "Preise & Größen (neu!)", "100 % ~ 'a+b'", "日本")
DOMAINS = (
    (".acme.test", ".acme-shop.test"),
    (".acme.test", ".acme-shop.test"),
    (".acme.test", ".acme-shop.test"),
    (".www.acme.test", ".acme.test"),
    (".test", ".acme.test"),
    (),
)
LINKS = (
    "https://www.acme-shop.test/p?x=1&__hsfp=1#h",
    "https://acme-shop.test/",
    "https://docs.acme.test/",
    "https://notacme-shop.test/",
    "mailto:ada@acme-shop.test",
)
COOKIES = ("__hstc", "hubspotutk", "__hssc", "__hssrc", "__hs_do_not_track", "__hs_opt_out", "__hs_cookie_cat_pref")
EARLIER = (
    ("__hstc", f"9333610.{OLD}.1600000000000.1600000100000.1600000200000.3"),
    ("__hstc", f"1.{OLD}.1772400000000.1772400000000.1772400000000.1"),
    ("__hstc", "garbled"),
    ("__hssc", "9333610.4.1772441000000"),
    ("__hssrc", "1"),
    ("hubspotutk", OLD),
    ("__hs_opt_out", "no"),
    ("__hs_cookie_cat_pref", "1:true,2:false,3:false"),
)
VALUES: tuple[object, ...] = (
    *(None, UNDEFINED, "", "-", 0, False, True, 1.5, 20.0, -7, "text", "a+b c%20", "é'(~)!*", "ada@acme.test"),
    *((), (1, 2), ("a", None), ((1, 2), "b"), {"inner": 1}, Returning("called"), Returning(None), Returning((1, 2))),
)
KEYS = ("email", "Email", "id", "Favorite Color", "_x", "7", "3", "k", "pu", "vi", "i", "value", "name", "visitor")
PATH_VALUES: tuple[object, ...] = (
    "/home",
    "about",
    "",
    "/#/x",
    "?q=1",
    "/ä b",
    "https://acme.test/x",
    None,
    42,
    {"a": 1},
)
CATEGORIES = ("analytics", "advertisement", "functionality")
JUNK: tuple[object, ...] = (
    *(None, UNDEFINED, 42, "trackPageView", {}, (), ("noSuchCall",), ("TrackPageView",), (" trackPageView ",)),
    *(("toString",), ((),), (None, 1), ("portalId",), Throwing("thrown by the page"), Returning(1)),
)
LISTENERS = (
    *("addIdentityListener", "addCookieListener", "addUserTokenListener", "addPageIdListener"),
    *("addContentTypeListener", "addContentMetadataListener", "addPrivacyConsentListener"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is played: a portal, a browser that may lack cookies or object to tracking, and the steps."""

    seed: int
    portal: PortalConfig
    client: Client
    steps: tuple[Step, ...]


def random_script(seed: int, generation: Generation) -> Script:
    """The script of this seed."""
    dice = _Dice(f"{generation} {seed}")
    portal = dice.portal(generation)
    client = Client(gpc=dice.chance(0.15), cookies=not dice.chance(0.04))
    steps = (dice.load(), *(dice.step() for _ in range(dice.random.randint(2, 10))))
    return Script(seed=seed, portal=portal, client=client, steps=steps)


def shrunk(script: Script, fails: Callable[[Script], bool]) -> Script:
    """The script without any part that it fails without."""
    smaller = next(filter(fails, _smaller(script)), None)
    return shrunk(smaller, fails) if smaller else script


def _smaller(script: Script) -> Iterator[Script]:
    """One part less; the first step stays, because it opens the page."""
    for index, step in enumerate(script.steps):
        before, after = script.steps[:index], script.steps[index + 1 :]
        if index:
            yield replace(script, steps=before + after)
        for simpler in _simpler(step):
            yield replace(script, steps=(*before, simpler, *after))


def _simpler(step: Step) -> Iterator[Step]:
    match step:
        case Load():
            yield from (replace(step, queue=queue) for queue in _without_one(step.queue))
            yield from (replace(step, banner_queue=queue) for queue in _without_one(step.banner_queue))
            yield from (replace(step, links=links) for links in _without_one(step.links))
        case Follow():
            yield step.load
            yield from (replace(step, load=load) for load in _simpler(step.load) if isinstance(load, Load))
        case Push(entries) | PushBanner(entries):
            yield from (type(step)(fewer) for fewer in _without_one(entries) if fewer)
        case ForgetCookies(names):
            yield from map(ForgetCookies, filter(None, _without_one(names)))
        case _:
            pass


def _without_one(items: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    return (items[:index] + items[index + 1 :] for index in range(len(items)))


class _Dice:
    def __init__(self, seed: str) -> None:
        self.random = Random(seed)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, items: Sequence[T]) -> T:
        return self.random.choice(items)

    def some(self, items: Sequence[T], most: int = 3) -> tuple[T, ...]:
        return tuple(self.random.choices(items, k=self.random.randint(0, most)))

    def portal(self, generation: Generation) -> PortalConfig:
        policy = self.one(("none", "none", "notify", "opt-in", "opt-in", "categories", "categories", "no-cookies"))
        return PortalConfig(
            generation=generation,
            hublet="eu1" if self.chance(0.1) else "na1",
            cookie_domains=self.one(DOMAINS),
            automatic_linker=self.chance(0.4),
            limit_to_cookie_domains=self.chance(0.08),
            banner="absent" if self.chance(0.07) else "own",
            consent=ConsentConfig(policy=policy, gpc=self.chance(0.5)),  # type: ignore[arg-type]  # a word of Policy
            banner_delay_ms=400 if self.chance(0.15) else 0,
        )

    def load(self) -> Load:
        return Load(
            url=f"https://{self.one(HOSTS)}{self.one(PATHS)}",
            title=self.one(TITLES),
            referrer="https://search.test/" if self.chance(0.3) else "",
            canonical=self.one(("/canonical", "https://www.acme.test/c?x=1")) if self.chance(0.3) else None,
            queue=tuple(self.entry() for _ in range(self.random.randint(0, 5))),
            banner_queue=tuple(self.banner_entry() for _ in range(self.random.randint(0, 2))),
            links=self.some(LINKS),
            trackers=2 if self.chance(0.05) else 1,
        )

    def step(self) -> Step:
        kinds = (self.push, self.load, self.follow, self.push_banner, self.push_state, self.retitle, self.answer)
        kinds += (self.wait, self.forget, self.give)  # type: ignore[arg-type,assignment]  # each makes a Step
        return self.random.choices(kinds, weights=(45, 12, 6, 8, 4, 3, 14, 6, 4, 2))[0]()

    def push(self) -> Push:
        return Push(tuple(self.entry() for _ in range(self.one((1, 1, 1, 2)))))

    def push_banner(self) -> PushBanner:
        return PushBanner(tuple(self.banner_entry() for _ in range(self.one((1, 1, 2)))))

    def follow(self) -> Follow:
        parts = self.one((LINK_PARTS, LINK_PARTS, LINK_PARTS[::2], LINK_PARTS[1:], LINK_PARTS[:2]))
        return Follow(load=self.load(), parts=parts, place=self.one(("query", "query", "fragment")))

    def push_state(self) -> PushState:
        return PushState(self.one(("/later", "?page=2", "#fragment", "/later?x=%20#y")))

    def retitle(self) -> Retitle:
        return Retitle(self.one(TITLES))

    def answer(self) -> Answer:
        if self.chance(0.3):
            return Answer(frozenset(self.some(CATEGORIES)))
        return Answer(self.one(("accept", "accept", "decline")))

    def wait(self) -> Wait:
        return Wait(self.one((0.04, 0.4, MINUTE_S, 31 * MINUTE_S, DAY_S, 100 * DAY_S, 200 * DAY_S)))

    def forget(self) -> ForgetCookies:
        return ForgetCookies(self.one((("__hssc",), ("__hssc", "__hssrc"), COOKIES, self.some(COOKIES))))

    def give(self) -> GiveCookie:
        name, value = self.one(EARLIER)
        domain = self.one((".acme.test", "www.acme.test"))
        return GiveCookie(Cookie(name=name, value=value, domain=domain, life_s=DAY_S))

    def entry(self) -> object:
        if self.chance(0.12):
            return self.one(JUNK)
        if self.chance(0.06):
            return Pushing(tuple(self.call() for _ in range(self.random.randint(0, 3))))
        return self.call()

    def banner_entry(self) -> object:
        calls: tuple[object, ...] = (
            *(("revokeCookieConsent",), ("showBanner",), ("hideBanner",), None, 42, ("noSuchCall",)),
            *(("setUseSecureCookies", True), ("setCookiesToSubdomain", True), ("addCookieDomain", ".acme-shop.test")),
            *(("setHubSpotConsent", self.choice()), ("setHubSpotConsent", self.choice())),
            *(("addPrivacyConsentListener", self.listener()), ("addPrivacyConsentListener", self.listener())),
        )
        return self.one(calls)

    def choice(self) -> dict[str, object]:
        return {name: self.one((True, True, False)) for name in self.some(CATEGORIES)}

    def listener(self) -> Listener:
        return Listener(self.one(("first", "second")), throws=self.chance(0.15))

    def properties(self) -> object:
        if self.chance(0.15):
            return self.one((None, UNDEFINED, {}, "ab", ("a", 1), 5, True))
        return {key: self.one(VALUES) for key in self.some(KEYS, 4)}

    def call(self) -> tuple[object, ...]:
        makers = (self._common_call, self._event_call, self._page_call, self._rare_call)
        return self.random.choices(makers, weights=(8, 5, 4, 4))[0]()

    def _common_call(self) -> tuple[object, ...]:
        calls: tuple[tuple[object, ...], ...] = (
            *(("trackPageView",), ("trackPageView",), ("setPath", self.one(PATH_VALUES)), ("setPath",)),
            *(("identify", self.properties()), ("identify", self.properties()), ("identify",)),
            *(("doNotTrack",), ("doNotTrack", {"track": True}), ("revokeCookieConsent",)),
            *(("resetVisitor",), ("resetVisitorIdentity",), (self.one(LISTENERS), self.listener())),
        )
        return self.one(calls)

    def _event_call(self) -> tuple[object, ...]:
        event = {"name": self.one(("pe4242_course", "course", "", UNDEFINED)), "properties": self.properties(), "x": 1}
        legacy: object = {"id": self.one(("Bought", 12, "0021")), "value": self.one(VALUES), "x": self.one(VALUES)}
        calls: tuple[tuple[object, ...], ...] = (
            *(("trackCustomBehavioralEvent", event), ("trackCustomBehavioralEvent", event)),
            (
                "trackCustomBehavioralEvent",
                self.one((None, UNDEFINED, {}, "course", 5, ("course", 1), {"properties": 1})),
            ),
            *(("trackCustomBehavioralEvent", "course", {"x": 1}), ("trackCustomBehavioralEvent",)),
            *(("trackEvent", legacy), ("trackConversion", legacy), ("trackEvent", self.properties())),
            *(("trackEvent", "Bought", {"value": 5, "x": "y"}), ("trackEvent", 12, 5), ("trackEvent",)),
            ("trackClickEvent", {"properties": self.properties()}),
        )
        return self.one(calls)

    def _page_call(self) -> tuple[object, ...]:
        metadata = {"contentPageId": 1, "languageCode": self.one(("de", "", None)), "mabData": {"correlationId": "c"}}
        bandit = {"mabData": {"correlationId": "c", "experimentId": self.one(("e", ""))}, "abTestId": 5}
        calls: tuple[tuple[object, ...], ...] = (
            *(("setCanonicalUrl", "https://www.acme.test/set"), ("setCanonicalUrl", "")),
            *(("setContentType", "blog-post"), ("setPageId", self.one((777, "p7")))),
            *(("setContentMetadata", metadata), ("setContentMetadata", bandit)),
            ("setTargetedContentMetadata", (("a", "b", "c"),) * self.random.randint(0, 7)),
            *(
                ("setTrackingEnabled", self.one((True, False))),
                ("setLimitTrackingToCookieDomains", self.one((True, False))),
            ),
            *(("setPortalId", 999), ("setTrackingDomain", "track-eu1.hubspot.com"), ("enableAutomaticLinker", True)),
            *(
                ("addCookieDomain", self.one((".acme.test", ".stranger.test", ".test"))),
                ("setCookiesToSubdomain", True),
            ),
            *(("enableSecureCookie",), ("refreshPageHandlers",), ("setTrackingGate", "gate"), ("setDebugMode", True)),
        )
        return self.one(calls)

    def _rare_call(self) -> tuple[object, ...]:
        form = self.one(("trackFormView", "trackFormInstall", "trackFormVisible", "trackFormInteraction"))
        calls: tuple[tuple[object, ...], ...] = (
            *((form, "F1"), (form, "F1", {"fvi": "V2", "ft": "x"}), ("trackFormCompletion", "F1")),
            *(("trackFeedbackView", {"surveyType": "NPS", "surveyId": 7}), ("trackFeedbackView", None)),
            *(("trackCtaView", "cta", "variant"), ("_loadImage", {"k": 77})),
            *(("trackApproveCookieConsent",), ("trackDeclineCookieConsent",), ("trackRevokeCookieConsent",)),
            *(("setHubSpotConsent", self.choice()), ("showBanner",), ("addIdentityListener", self.listener())),
        )
        return self.one(calls)

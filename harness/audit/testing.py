"""For rule authors and their tests: build a visit or a timeline in one line, with no browser and no JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, TypedDict, TypeVar, Unpack
from urllib.parse import urljoin

from harness.audit.config import AuditConfig, Option, RuleConfig
from harness.audit.pacing import START, AnyItem, Item, moment, paced
from harness.audit.result import RuleResult
from harness.audit.rule import Rule
from harness.audit.run import judge
from harness.audit.visit import (
    ConsentChoice,
    CookieFact,
    ElementMatch,
    FormFact,
    LinkFact,
    LoaderTag,
    PageVisit,
    PortalFacts,
    Redirect,
    ScriptLoad,
    SecurityPolicy,
    StoredItem,
    Visit,
)
from harness.capture.timeline import Entry, JsonValue, Navigation, PageFault, QueueCall, Refusal, SourceLine, Timeline
from harness.wire.cookies import Hstc
from harness.wire.hits import (
    Consent,
    ConsentHit,
    CustomEvent,
    Hit,
    Identity,
    LegacyEvent,
    Malformed,
    PageRef,
    PageView,
    RawRequest,
    Visitor,
)

__all__ = [
    "HOME",
    "PORTAL_ID",
    "START",
    "HitFacts",
    "Item",
    "VisitFacts",
    "choice",
    "consent_decision",
    "event",
    "fault",
    "legacy_event",
    "malformed",
    "moment",
    "navigation",
    "page",
    "page_view",
    "push",
    "refusal",
    "run_rule",
    "sent",
    "timeline",
    "told",
    "visit",
]

HOME = "https://www.acme.test/"
"""The page that every path is resolved against."""

PORTAL_ID = 4242

NavigationKind = Literal["load", "push", "replace", "pop", "hash"]

AnyHit = TypeVar("AnyHit", bound=Hit)


class HitFacts(TypedDict, total=False):
    """What may be said of a hit: `on` is the address bar (path or URL), `set_path` what the page gave to `setPath`.

    `email` is short for an identity of that one pair.
    """

    at_s: float
    on: str
    set_path: str
    previous_path: str
    title: str
    canonical: str
    referrer: str
    email: str
    identity: Mapping[str, str]
    usertoken: str
    hstc: Hstc
    fingerprint: str
    is_new: bool
    consent: Consent
    portal_id: int
    hublet: str


class VisitFacts(TypedDict, total=False):
    """What may be said of a visit besides its entries."""

    journey: str
    start_url: str
    browser: str
    banner: str | None
    settled: bool
    undecided: tuple[str, ...]
    scripts: tuple[ScriptLoad, ...]
    portals: tuple[PortalFacts, ...]
    lacks: tuple[str, ...]


class PageFacts(TypedDict, total=False):
    """What may be said of a page besides what everybody says; the names are those of `PageVisit`."""

    redirects: tuple[Redirect, ...]
    was_read: bool
    robots: str
    queue: str
    switches: tuple[str, ...]
    banners: tuple[str, ...]
    platforms: tuple[str, ...]
    frameworks: tuple[str, ...]
    csp: tuple[SecurityPolicy, ...] | None
    storage: tuple[StoredItem, ...]
    forms: tuple[FormFact, ...]
    links: tuple[LinkFact, ...]
    elements: tuple[ElementMatch, ...]


def sent(hit: AnyHit, **facts: Unpack[HitFacts]) -> AnyHit:
    """`hit` as it left a page: `sent(event("pe4242_course", course_id="Math101"), on="/courses", email=…)`."""
    at = moment(facts.get("at_s"))
    identity = {"email": facts["email"]} if "email" in facts else facts.get("identity")
    return replace(
        hit,
        portal_id=facts.get("portal_id", PORTAL_ID),
        hublet=facts.get("hublet", "na1"),
        page=PageRef(
            url=urljoin(HOME, facts.get("on", "/")),
            path=facts.get("set_path"),
            previous_path=facts.get("previous_path"),
            title=facts.get("title"),
            canonical=facts.get("canonical"),
            referrer=facts.get("referrer"),
        ),
        visitor=Visitor(
            usertoken=facts.get("usertoken", "0" * 32),
            hstc=facts.get("hstc"),
            fingerprint=facts.get("fingerprint"),
            is_new=facts.get("is_new"),
        ),
        identity=None if identity is None else Identity(pairs=tuple(identity.items())),
        consent=facts.get("consent", Consent()),
        sent_at=at,
        request=RawRequest(url="https://track.hubspot.com/__ptq.gif", arrived_at=at),
    )


def page_view(path: str = "/", **facts: Unpack[HitFacts]) -> PageView:
    """A page view with `path` (or a whole URL) in the address bar."""
    addressed: HitFacts = {**facts, "on": path}
    return sent(PageView(), **addressed)


def event(name: str | None, *, at_s: float | None = None, **properties: str) -> CustomEvent:
    """A custom behavioral event with its properties."""
    return sent(CustomEvent(name=name, properties=tuple(properties.items())), **_at(at_s))


def legacy_event(id: str | None, value: str | None = None, *, at_s: float | None = None) -> LegacyEvent:  # noqa: A002 - the field's name
    """A legacy event."""
    return sent(LegacyEvent(id=id, value=value), **_at(at_s))


def consent_decision(decision: str, *, at_s: float | None = None) -> ConsentHit:
    """The hit that reports a consent decision: `approved`, `declined` or `revoked`."""
    return sent(ConsentHit(decision=decision), **_at(at_s))


def malformed(*reasons: str, url: str = "https://track.hubspot.com/__ptq.gif", at_s: float | None = None) -> Malformed:
    """A request to a tracking endpoint that cannot be read."""
    return Malformed(request=RawRequest(url=url, arrived_at=moment(at_s)), reasons=reasons)


def push(
    function: str,
    *arguments: JsonValue,
    queue: str = "_hsq",
    at_s: float | None = None,
    source: str = "",
    before_takeover: bool = False,
    **keys: JsonValue,
) -> QueueCall:
    """A queue call; `keys` make an object that is the last argument: `push("identify", email="ada@acme.test")`.

    `source` is the line that made the call, `app.js:41` or `app.js:41 onRouteChange`.
    """
    return QueueCall(
        queue=queue,
        function=function,
        arguments=(*arguments, dict(keys)) if keys else arguments,
        at=moment(at_s),
        before_takeover=before_takeover,
        frame_url=HOME,
        stack=_stack(source),
    )


def navigation(url: str, kind: NavigationKind = "push", *, at_s: float | None = None, source: str = "") -> Navigation:
    """A change of the address bar to `url` (or a path)."""
    return Navigation(kind=kind, url=urljoin(HOME, url), at=moment(at_s), frame_url=HOME, stack=_stack(source))


def refusal(host: str, reason: str = "not in the host table", *, at_s: float | None = None) -> Refusal:
    """A connection that the relay refused."""
    return Refusal(host=host, port=443, reason=reason, at=moment(at_s))


def fault(kind: str, text: str, *, at_s: float | None = None) -> PageFault:
    """Something a page reported; the kinds are those of `PageFault`."""
    return PageFault(kind=kind, text=text, at=moment(at_s), url=HOME)


def page(
    url: str = "/",
    *,
    status: int = 200,
    title: str = "",
    canonical: str | None = None,
    loaders: Iterable[LoaderTag] = (
        LoaderTag(src=f"https://js.hs-scripts.com/{PORTAL_ID}.js", element_id="hs-script-loader"),
    ),
    cookies: Iterable[CookieFact] = (),
    takeover: bool | None = True,
    at_s: float | None = None,
    **facts: Unpack[PageFacts],
) -> PageVisit:
    """A document that was loaded, with the usual loader in it."""
    address, tags = urljoin(HOME, url), tuple(loaders)
    return PageVisit(
        url=address,
        final_url=address,
        status=status,
        title=title,
        canonical=canonical,
        loaders=tags,
        loader_count=len(tags),
        cookies=tuple(cookies),
        loaded_at=moment(at_s),
        takeover=takeover,
        **facts,
    )


def choice(decision: str, *, at_s: float | None = None) -> ConsentChoice:
    """What the visitor chose in a consent banner: `accept`, `decline`, `partial` or `revoke`."""
    return ConsentChoice(decision=decision, chosen_at=moment(at_s))


def timeline(*entries: Entry) -> Timeline:
    """The entries in the order given; one without a time of its own follows the one before it by 0.1 s."""
    return Timeline(tuple(paced(entries)))


def visit(*items: Item, **facts: Unpack[VisitFacts]) -> Visit:
    """A first visit to the home page that left `items`, timed as `timeline` does it."""
    timed = paced(items)

    def of(kind: type[AnyItem]) -> tuple[AnyItem, ...]:
        return tuple(item for item in timed if isinstance(item, kind))

    settings: VisitFacts = {"journey": "first-visit", "start_url": HOME, **facts}
    return Visit(
        started_at=START,
        pages=of(PageVisit),
        hits=of(Hit),
        malformed=of(Malformed),
        calls=of(QueueCall),
        navigations=of(Navigation),
        faults=of(PageFault),
        refusals=of(Refusal),
        choices=of(ConsentChoice),
        **settings,
    )


def run_rule(rule: Rule, visit: Visit, **options: Option) -> RuleResult:
    """What one rule says of one visit: `run_rule(placeholder_email, visit(…)).findings`."""
    config = AuditConfig(rules={rule.id: RuleConfig(options=options)})
    return judge([visit], [rule], config).results[0]


def told(rule: Rule, visit: Visit, **options: Option) -> list[str]:
    """What one rule says of one visit, a line each, nothing when all is well.

    `error: …` and the other severities are findings, `undecided: …`, `crashed: …` and `does-not-apply: …` reasons.
    """
    result = run_rule(rule, visit, **options)
    return [
        *(f"{finding.severity}: {finding.message}" for finding in result.findings),
        *(f"undecided: {reason}" for reason in result.undecided),
        *(f"crashed: {reason}" for reason in result.crashes),
        *(f"does-not-apply: {reason}" for reason in result.not_applicable),
    ]


def _at(at_s: float | None) -> HitFacts:
    return {} if at_s is None else {"at_s": at_s}


def _stack(source: str) -> tuple[SourceLine, ...]:
    place, _, function = source.partition(" ")
    file, _, line = place.rpartition(":")
    return (SourceLine(url=urljoin(HOME, file), line=int(line), column=1, function=function),) if source else ()

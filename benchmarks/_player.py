"""Scripts played in a browser against the stand-in tracker, and compared with what the model predicts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from html import escape
from itertools import groupby
from time import time
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Route
from playwright.sync_api import Cookie as BrowserCookie

from benchmarks._sequences import Script
from harness.tracker.config import Generation, PortalConfig
from harness.tracker.model import (
    UNDEFINED,
    Answer,
    Client,
    Follow,
    ForgetCookies,
    GiveCookie,
    Listener,
    Load,
    Outcome,
    Push,
    PushBanner,
    Pushing,
    PushState,
    Retitle,
    Returning,
    Step,
    Throwing,
    Wait,
    predict,
)
from harness.tracker.model.jar import DAY_S
from harness.tracker.model.steps import LINK_PARTS
from harness.tracker.model.world import START
from harness.tracker.render import render

__all__ = ["Player"]

SCRIPTS_PER_CONTEXT = 40
INSIDE = (Push, PushBanner, PushState, Retitle, Answer)
TOKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")

LAB = """(() => {
  const lab = (window.lab = { hits: [], told: [] });
  XMLHttpRequest.prototype.send = () => {};
  lab.listener = (name, throws) => (...values) => {
    lab.told.push([name, values]);
    if (throws) throw new Error(name);
  };
  lab.pushing = (entries) => () => entries.forEach((entry) => window._hsq.push(entry));
  lab.press = (...ids) => ids.map((id) => document.getElementById(id)).forEach((button) => button && button.click());
  lab.choose = (categories) => {
    if (!document.getElementById('hs-modal-save-settings')) lab.press('hs-eu-cookie-settings-button');
    document.querySelectorAll('[id^=hs-category-toggle-]').forEach((box) => {
      box.checked = categories.includes(box.id.slice('hs-category-toggle-'.length));
    });
    lab.press('hs-modal-save-settings');
  };
  lab.seen = () => [
    lab.hits.splice(0), lab.told.splice(0), document.cookie, [...document.links].map((link) => link.href),
  ];
  lab.run = (steps) => steps.map((step) => {
    step();
    return lab.seen();
  });
  lab.decorated = (address) => {
    window._hsq.push((tracker) => {
      lab.made = tracker.handleLink(address, '', true);
    });
    return lab.made;
  };
})();"""

# Hits are taken where they are asked for, and nothing leaves the page: no request, nothing to wait for.
IMAGES = """Object.defineProperty(HTMLImageElement.prototype, 'src', {
  configurable: true,
  set(address) {
    lab.hits.push(address);
  },
});"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a step left: addresses of hits, listeners' calls, `document.cookie`, links, cookies with all they have.

    `stored` is looked at after the last step of a page alone.
    """

    hits: Sequence[str]
    told: Sequence[object]
    cookies: str
    links: Sequence[str]
    stored: Sequence[str] | None = None


class Player:
    """Plays scripts in one browser; a context serves many of them, one after the other."""

    addresses: str | re.Pattern[str] = "**/*"
    """What is answered with the page of the step."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._context: BrowserContext | None = None
        self._page: Page
        self._html = ""
        self._played = 0
        self._now = START
        self._fingerprints: dict[Generation, str] = {}

    def disagreement(self, script: Script) -> str | None:
        """The first step at which browser and model differ, and how; None when they agree in everything."""
        client = replace(script.client, fingerprint=self._fingerprint(script.portal.generation))
        self._make_ready()
        wanted = predict(script.portal, script.steps, client=client, start=self._now)
        seen = self._play(script.portal, client, script.steps)
        return _first_difference(script.steps, [_predicted(one) for one in wanted], seen)

    def play(self, script: Script) -> None:
        """Play a script, whatever comes of it."""
        self._make_ready()
        self._play(script.portal, script.client, script.steps)

    def new_context(self) -> BrowserContext:
        """The context in which pages are opened, as it is before it knows what is played."""
        context = self._browser.new_context(locale="en-US", viewport={"width": 1280, "height": 720})
        context.add_init_script(IMAGES)
        return context

    def scripts(self, portal: PortalConfig) -> str:
        """The tags that bring the tracker into a page."""
        return _scripts(portal)

    def close(self) -> None:
        """Close what was opened in the browser."""
        if self._context:
            self._context.close()

    def _make_ready(self) -> None:
        if self._context is None or self._played % SCRIPTS_PER_CONTEXT == 0:
            self.close()
            self._open()
        self._played += 1
        self._context.clear_cookies()  # type: ignore[union-attr]  # opened above

    def _open(self) -> None:
        self._context = self.new_context()
        self._now = START
        self._context.clock.install(time=START - timedelta(hours=1))
        self._context.clock.pause_at(START)
        self._context.add_init_script(LAB)
        self._context.route(self.addresses, self._answer)
        self._page = self._context.new_page()

    def _answer(self, route: Route) -> None:
        route.fulfill(content_type="text/html; charset=utf-8", body=self._html)

    def _fingerprint(self, generation: Generation) -> str:
        """What the stand-in makes of this browser; the model is given it."""
        if generation not in self._fingerprints:
            self._make_ready()
            self._load(PortalConfig(generation=generation), Client(), Load(url="https://www.acme.test/"))
            made = str(self._page.evaluate("lab.decorated('https://www.acme.test/')"))
            self._fingerprints[generation] = made.partition("__hsfp=")[2]
        return self._fingerprints[generation]

    def _play(self, portal: PortalConfig, client: Client, steps: Sequence[Step]) -> list[Seen]:
        seen: list[Seen] = []
        for inside, group in groupby(steps, lambda step: isinstance(step, INSIDE)):
            if inside:
                seen += (Seen(*one) for one in self._page.evaluate(f"lab.run([{', '.join(map(_statement, group))}])"))
            else:
                for step in group:
                    if seen and isinstance(step, Load | Follow):
                        seen[-1] = self._with_stored(seen[-1])
                    self._do(portal, client, step)
                    seen.append(Seen(*self._page.evaluate("lab.seen()")))
        return [*seen[:-1], self._with_stored(seen[-1])]

    def _with_stored(self, seen: Seen) -> Seen:
        # Playwright also names cookies that belong to a parent of this host alone.
        host = urlsplit(self._page.url).hostname
        cookies = self._page.context.cookies(self._page.url)
        own = (one for one in cookies if one["domain"] == host or one["domain"].startswith("."))
        return replace(seen, stored=list(map(_stored, own)))

    def _do(self, portal: PortalConfig, client: Client, step: Step) -> None:
        context = self._page.context
        match step:
            case Load():
                self._load(portal, client, step)
            case Follow():
                self._load(portal, client, replace(step.load, url=self._link(step)))
            case Wait(seconds):
                context.clock.run_for(round(seconds * 1000))
                self._now += timedelta(seconds=seconds)
            case ForgetCookies(names):
                context.clear_cookies(name=re.compile("|".join(map(re.escape, names)) or "^$"))
            case GiveCookie(cookie) if client.cookies:
                context.add_cookies(
                    [
                        {
                            "name": cookie.name,
                            "value": cookie.value,
                            "domain": cookie.domain,
                            "path": "/",
                            "expires": time() + (cookie.life_s or DAY_S),
                        }
                    ]
                )
            case _:
                pass

    def _load(self, portal: PortalConfig, client: Client, load: Load) -> None:
        self._html = _html(self.scripts(portal) * load.trackers, client, load)
        if self._page.url.partition("#")[0] == load.url.partition("#")[0]:
            self._page.goto("about:blank")  # an address that differs in its fragment alone would not be loaded
        self._page.goto(load.url, wait_until="load")

    def _link(self, step: Follow) -> str:
        made = str(self._page.evaluate(f"lab.decorated({json.dumps(step.load.url)})"))
        for part in LINK_PARTS:
            if part not in step.parts:
                made = re.sub(rf"{part}=[^&#]*&?", "", made)
        made = re.sub(r"[?&]+(?=#|$)", "", made)
        return made.replace("?", "#", 1) if step.place == "fragment" else made


@cache
def _scripts(portal: PortalConfig) -> str:
    scripts = render(portal)
    banner = "" if portal.banner == "absent" else f"<script>{scripts.banner}</script>"
    return f'{banner}<script id="hs-script-loader">{scripts.analytics}</script>'


def _html(scripts: str, client: Client, load: Load) -> str:
    canonical = "" if load.canonical is None else f'<link rel="canonical" href="{escape(load.canonical)}">'
    title = f"<title>{escape(load.title)}</title>" if load.title else ""
    links = "".join(f'<a href="{escape(link)}">link</a>' for link in load.links)
    calls = f"var _hsq = window._hsq = {_js(load.queue)}; var _hsp = window._hsp = {_js(load.banner_queue)};"
    head = f'<meta charset="utf-8">{title}{canonical}<script>{_surroundings(client, load)}{calls}</script>'
    return f"<!doctype html><html><head>{head}</head><body>{links}{scripts}</body></html>"


def _surroundings(client: Client, load: Load) -> str:
    # Not every engine is told a referrer by Playwright, so each page is told its own.
    referrer = f"Object.defineProperty(document, 'referrer', {{ value: {json.dumps(load.referrer)} }});"
    signal = "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });"
    no_cookies = "Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });"
    return referrer + (signal if client.gpc else "") + ("" if client.cookies else no_cookies)


def _statement(step: Step) -> str:
    match step:
        case Push(entries):
            return f"() => window._hsq.push({_arguments(entries)})"
        case PushBanner(entries):
            return f"() => window._hsp.push({_arguments(entries)})"
        case PushState(url):
            return f"() => history.pushState(null, '', {json.dumps(url)})"
        case Retitle(title):
            return f"() => {{ document.title = {json.dumps(title)}; }}"
        case Answer("accept"):
            return "() => lab.press('hs-eu-confirmation-button')"
        case Answer("decline"):
            return "() => lab.press('hs-eu-decline-button')"
        case Answer(choice):
            return f"() => lab.choose({json.dumps(sorted(choice))})"
        case _:
            return "() => {}"


def _arguments(entries: Sequence[object]) -> str:
    return ", ".join(map(_js, entries))


def _js(value: object) -> str:
    """The JavaScript that makes a value of the model."""
    match value:
        case Listener(name, throws):
            return f"lab.listener({json.dumps(name)}, {json.dumps(throws)})"
        case Returning(result):
            return f"(() => ({_js(result)}))"
        case Pushing(entries):
            return f"lab.pushing([{_arguments(entries)}])"
        case Throwing(message):
            return f"(() => {{ throw new Error({json.dumps(message)}); }})"
        case Mapping():
            return f"({{{', '.join(f'{json.dumps(key)}: {_js(item)}' for key, item in value.items())}}})"
        case list() | tuple():
            return f"[{_arguments(value)}]"
        case _:
            return "undefined" if value is UNDEFINED else json.dumps(value)


def _predicted(outcome: Outcome) -> Seen:
    return Seen(
        hits=[hit.url for hit in outcome.hits],
        told=[[told.listener, list(told.values)] for told in outcome.told],
        cookies="; ".join(f"{cookie.name}={cookie.value}" for cookie in outcome.cookies),
        links=outcome.links,
        stored=[_line(one.name, one.value, one.domain, one.life_s, one.secure) for one in outcome.cookies],
    )


def _stored(cookie: BrowserCookie) -> str:
    life_s = None if cookie["expires"] == -1 else cookie["expires"] - time()
    return _line(cookie["name"], cookie["value"], cookie["domain"], life_s, cookie["secure"])


def _line(name: str, value: str, domain: str, life_s: float | None, secure: bool) -> str:
    life = "until the browser closes" if life_s is None else f"{life_s / 60:.0f} min"
    return f"{name} of {domain}: {value}, {life}{', secure' if secure else ''}"


def _first_difference(steps: Sequence[Step], wanted: Sequence[Seen], seen: Sequence[Seen]) -> str | None:
    names: tuple[dict[str, str], dict[str, str]] = ({}, {})
    for number, (step, expected, found) in enumerate(zip(steps, wanted, seen, strict=True)):
        known = expected if found.stored is not None else replace(expected, stored=None)
        left, right = (_comparable(one, named) for one, named in zip((known, found), names, strict=True))
        if left != right:
            return f"step {number}, {step}:\n{_difference(left, right)}"
    return None


def _comparable(seen: Seen, names: dict[str, str]) -> list[str]:
    """One line for each thing, tokens by order of appearance."""
    lines = [
        *(f"hit {_without_time(hit)}" for hit in seen.hits),
        *(f"told {json.dumps(one, sort_keys=True)}" for one in seen.told),
        *(f"cookie {cookie}" for cookie in sorted(seen.cookies.split("; "), key=_name) if cookie),
        *(f"link {link}" for link in seen.links),
        *(f"stored {cookie}" for cookie in sorted(seen.stored or ())),
    ]
    return [TOKEN.sub(lambda found: names.setdefault(found[0], f"<token {len(names) + 1}>"), line) for line in lines]


def _name(cookie: str) -> str:
    return cookie.partition("=")[0]


def _without_time(url: str) -> str:
    head, _, query = url.partition("?")
    if head.endswith("/__pto.gif"):
        return head
    return f"{head}?{re.sub(r'&cts=[0-9]+', '', query)}"


def _difference(expected: Sequence[str], found: Sequence[str]) -> str:
    lost = [f"- {line}" for line in expected if line not in found]
    more = [f"+ {line}" for line in found if line not in expected]
    return "\n".join([*lost, *more] or [f"- {expected}", f"+ {found}"])

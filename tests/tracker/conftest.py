"""A lab for the stand-in tracker: pages at made-up addresses, and every hit that they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Cookie, Page, Route

from harness.tracker.config import ConsentConfig, PortalConfig
from harness.tracker.model import Client, Load, Outcome, Step, predict
from harness.tracker.model.world import START
from harness.tracker.render import Scripts, render

HOME = "https://www.acme.test/"
DOMAINS = (".acme.test", ".acme-shop.test")
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")

# Hits are taken where they are asked for: the order is that of asking, and nothing has to be waited for.
NOTE_HITS = """(() => {
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  window.asked = [];
  window.posted = [];
  Object.defineProperty(HTMLImageElement.prototype, 'src', {
    configurable: true,
    get,
    set(address) {
      if (address.includes('/__pt')) window.asked.push(address);
      set.call(this, address);
    },
  });
  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url) {
    this.line = [method, url];
    open.call(this, method, url);
  };
  XMLHttpRequest.prototype.send = function (body) {
    window.posted.push([...this.line, body || '']);
    send.call(this, body);
  };
})();"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One hit as it stands in the address of its image."""

    url: str

    @property
    def host(self) -> str:
        """The tracking host."""
        return urlsplit(self.url).hostname or ""

    @property
    def path(self) -> str:
        """The endpoint."""
        return urlsplit(self.url).path

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every pair, decoded once, in wire order."""
        return parse_qsl(urlsplit(self.url).query, keep_blank_values=True)

    @property
    def values(self) -> dict[str, str]:
        """The pairs by name; of a repeated name the last."""
        return dict(self.pairs)


@dataclass
class Lab:
    """One portal, and the page of a browser that visits its sites."""

    page: Page
    portal: PortalConfig
    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    blocked: str = "nothing is blocked"
    faults: list[str] = field(default_factory=list)
    earlier: list[Asked] = field(default_factory=list)
    opened: bool = False

    def __post_init__(self) -> None:
        self.scripts: Scripts = render(self.portal)

    def write(self, address: str, *, before: str = "", head: str = "", body: str = "", loader: bool = True) -> None:
        """Say what stands at `address`; a page that nobody wrote is empty but for the loader."""
        hublet = "" if self.portal.hublet == "na1" else f"-{self.portal.hublet}"
        src = f"https://js{hublet}.hs-scripts.com/{self.portal.portal_id}.js"
        tag = f'<script id="hs-script-loader" async defer src="{src}"></script>'
        title = "" if "<title" in head else "<title>Shop</title>"
        self.pages[urljoin(HOME, address)] = (
            f'<!doctype html><html><head><meta charset="utf-8">{title}{head}</head>'
            f"<body><script>{before}</script>{body}{tag if loader else ''}</body></html>"
        )

    def open(self, address: str = "/", **content: object) -> None:
        """Load a page; when this returns, what the page did while loading is done."""
        plain = re.sub(r"[?#].*", "", address)
        if content:
            self.write(plain, **content)  # type: ignore[arg-type]  # passed through
        self.earlier = self.hits
        self.opened = True
        self.page.goto(urljoin(HOME, address), wait_until="load")

    def run(self, script: str) -> None:
        """Run statements in the page."""
        self.page.evaluate(f"() => {{ {script} }}")

    def ask(self, expression: str) -> object:
        """The value of an expression in the page."""
        return self.page.evaluate(f"() => ({expression})")

    def push(self, *calls: str) -> None:
        """Push calls on _hsq, each written as the inside of an array: `"'setPath', '/about'"`."""
        self.run(" ".join(f"_hsq.push([{call}]);" for call in calls))

    def wait_for(self, condition: str) -> None:
        """Wait until an expression in the page is true."""
        self.page.wait_for_function(f"() => ({condition})")

    @property
    def hits(self) -> list[Asked]:
        """Every hit so far, over all pages, in the order of asking."""
        asked = self.page.evaluate("() => window.asked") if self.opened else []
        return self.earlier + [Asked(url) for url in asked]

    @property
    def posted(self) -> list[tuple[str, str, str]]:
        """Method, address and body of every XMLHttpRequest of the page that is open."""
        return [(method, url, body) for method, url, body in self.page.evaluate("() => window.posted")]

    def sent(self, *names: str) -> list[dict[str, str]]:
        """Of every hit the named parameters that it has."""
        return [{name: hit.values[name] for name in names if name in hit.values} for hit in self.hits]

    def cookies(self, *names: str) -> dict[str, str]:
        """The cookies of the page by name; all of them if none is named."""
        found = {cookie["name"]: cookie["value"] for cookie in self.jar()}
        return {name: value for name, value in found.items() if not names or name in names}

    def jar(self) -> list[Cookie]:
        """The cookies of the page."""
        return self.page.context.cookies(self.page.url)

    def keep(self, **cookies: str) -> None:
        """Put cookies of the portal's first domain into the browser."""
        for name, value in cookies.items():
            self.page.context.add_cookies([{"name": name, "value": value, "domain": DOMAINS[0], "path": "/"}])

    def forget(self, *names: str) -> None:
        """Remove cookies from the outside, as a browser does when they expire."""
        for name in names:
            self.page.context.clear_cookies(name=name)

    def answer(self, route: Route) -> None:
        """Answer a request of the page."""
        url = route.request.url
        host = urlsplit(url).hostname or ""
        script = self._script(host) if route.request.resource_type == "script" else None
        if re.search(self.blocked, url):
            route.abort()
        elif url.partition("?")[0].endswith(".gif"):
            route.fulfill(content_type="image/gif", body=GIF)
        elif script:
            route.fulfill(content_type="text/javascript", body=script)
        elif host.endswith(("acme.test", "acme-shop.test", "stranger.test")):
            self._answer_page(route)
        else:
            cross_origin = {"access-control-allow-origin": "*", "access-control-allow-headers": "*"}
            route.fulfill(status=204, headers=cross_origin)

    def _script(self, host: str) -> str | None:
        scripts = {
            "hs-scripts.com": self.scripts.loader,
            "hs-analytics.net": self.scripts.analytics,
            "hs-banner.com": self.scripts.banner,
            "hscollectedforms.net": self.scripts.forms,
        }
        return next((text for domain, text in scripts.items() if host.endswith(domain)), None)

    def _answer_page(self, route: Route) -> None:
        url = re.sub(r"[?#].*", "", route.request.url)
        if url not in self.pages:
            self.write(url)
        route.fulfill(content_type="text/html; charset=utf-8", body=self.pages[url], headers=self.headers)


class Bench:
    """One context of a browser; a lab at a time works at it, and finds it without cookies."""

    def __init__(self, browser: Browser) -> None:
        self.lab: Lab | None = None
        self.context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 720})
        self.context.add_init_script(NOTE_HITS)
        self.context.route("**/*", self._answer)
        self.page = self.context.new_page()
        self.page.on("pageerror", self._fault)

    def _answer(self, route: Route) -> None:
        if self.lab:
            self.lab.answer(route)
        else:
            route.abort()

    def _fault(self, error: object) -> None:
        if self.lab:
            self.lab.faults.append(str(error))

    def clear(self) -> None:
        """Make ready for the next lab, whose first page takes the place of the one that is open."""
        self.context.clear_cookies()
        self.lab = None


class Benches:
    """Benches of one browser, made when they are first wanted."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.benches: dict[str, Bench] = {}

    def bench(self, purpose: str) -> Bench:
        """The bench for this purpose."""
        if purpose not in self.benches:
            self.benches[purpose] = Bench(self.browser)
        return self.benches[purpose]


@pytest.fixture(scope="session")
def benches(browser: Browser) -> Iterator[Benches]:
    """All benches, closed at the end."""
    made = Benches(browser)
    yield made
    for bench in made.benches.values():
        bench.context.close()


# Which settings lead to which values is arithmetic of the scripts; that scripts, cookies and buttons work in an engine
# is held by the specifications around.
whatever_the_engine = pytest.mark.only_browser("chromium")


def portal(*, policy: str = "none", gpc: bool = False, **settings: object) -> PortalConfig:
    """A portal of the generation 2023 with two cookie domains and the given settings."""
    usual = {"generation": "2023", "cookie_domains": DOMAINS, "consent": ConsentConfig(policy=policy, gpc=gpc)}
    return PortalConfig(**{**usual, **settings})  # type: ignore[arg-type]  # settings are free


@pytest.fixture
def lab(benches: Benches) -> Iterator[Callable[..., Lab]]:
    """Opens a lab for a portal with the given settings; what reaches the page as an error fails the test."""
    bench = benches.bench("visits")

    def new_lab(**settings: object) -> Lab:
        bench.lab = Lab(bench.page, portal(**settings))
        return bench.lab

    yield new_lab
    faults = bench.lab.faults if bench.lab else []
    bench.clear()
    assert faults == []


@pytest.fixture
def running(benches: Benches) -> Lab:
    """A page whose tracker runs already, for calls that leave nothing behind but path and visitor; no hits yet."""
    bench = benches.bench("calls")
    if bench.lab is None:
        bench.lab = Lab(bench.page, portal())
        bench.lab.open("/running")
    bench.lab.push("'resetVisitorIdentity'")
    bench.lab.run("window.asked = [];")
    bench.lab.earlier = []
    return bench.lab


@dataclass(frozen=True)
class Foretold:
    """What the model said of one browser, in short: tokens are V1, V2 …, times T and seconds since the start."""

    outcomes: tuple[Outcome, ...]

    @property
    def hits(self) -> list[dict[str, str]]:
        """Every hit: its pairs by name, and its endpoint."""
        hits = [hit for outcome in self.outcomes for hit in outcome.hits]
        return [{"path": hit.path} | {name: short(value) for name, value in hit.pairs} for hit in hits]

    @property
    def told(self) -> list[tuple[object, ...]]:
        """Every call of a listener: its name, then what it got."""
        calls = [told for outcome in self.outcomes for told in outcome.told]
        return [(told.listener, *map(short, told.values)) for told in calls]

    @property
    def cookies(self) -> dict[str, tuple[str, str, float | None]]:
        """The cookies of the page at the end: value, domain, life in days."""
        cookies = self.outcomes[-1].cookies
        return {
            one.name: (short(one.value), one.domain, one.life_s and round(one.life_s / 86400, 3)) for one in cookies
        }

    @property
    def links(self) -> list[object]:
        """The links of the page at the end."""
        return [short(link) for link in self.outcomes[-1].links]

    def sent(self, *names: str) -> list[dict[str, str]]:
        """Of every hit the named parameters that it has."""
        return [{name: hit[name] for name in names if name in hit} for hit in self.hits]


def short(value: object) -> object:
    """A value with tokens of the model and times of its clock made short."""
    if not isinstance(value, str):
        return value
    numbered = re.sub(r"\b0{24}\d{8}\b", lambda found: f"V{int(found[0])}", value)
    begin = int(START.timestamp()) * 1000
    return re.sub(r"\b17\d{11}\b", lambda found: f"T{(int(found[0]) - begin) // 1000}", numbered)


@pytest.fixture
def foretold() -> Callable[..., Foretold]:
    """Predicts what happens in a browser; steps that follow no load follow that of the home page."""

    def ask(*steps: Step, client: Client | None = None, **settings: object) -> Foretold:
        opened = steps if steps and isinstance(steps[0], Load) else (Load(url=HOME), *steps)
        return Foretold(predict(portal(**settings), opened, client=client))

    return ask

"""A page that tells what it pushes and what its tracker sends, one line for each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote_plus

from harness.audit.testing import HOME, START
from harness.capture.timeline import AskedHit, Entry, JsonValue, Navigation, QueueCall, SilentCall, SourceLine, Timeline
from harness.expect.consistency import Scene, checks, scene_of
from harness.wire.decode import decode
from harness.wire.hits import Pairs, RawRequest

ADA = "ada0" * 8
GRACE = "ca11" * 8
HSTC = f"1.{ADA}.1767603600000.1767603600000.1767603600000.1"
HSSC = "1.1.1767603600000"
TRACKER = SourceLine(url="https://js.hs-analytics.net/analytics/1/4242.js", line=1, column=9)
APP = SourceLine(url="https://www.acme.test/app.js", line=41, column=1, function="onRoute")
JAR: Pairs = (("__hstc", HSTC), ("hubspotutk", ADA), ("__hssc", HSSC), ("__hssrc", "1"))


class Page:
    """One document; `address`, `title` and `cookies` are what it shows and may be changed as it goes on.

    `others` are documents of the same visit whose entries go among its own.
    """

    def __init__(self, *others: Page, document: str = "ada's", tab: int = 1) -> None:
        self.address = HOME
        self.title: str | None = "Home"
        self.cookies: Pairs | None = JAR
        self.entries: list[Entry] = others[0].entries if others else []
        self._document = document
        self._tab = tab
        self._calls = 0

    def load(self, address: str) -> None:
        """The tab goes to an address."""
        self.address = address
        self.entries.append(Navigation(kind="load", url=address, at=self._now, page=self._tab))

    def push(
        self,
        function: str,
        *arguments: JsonValue,
        queue: str = "_hsq",
        early: bool = False,
        ignored: bool = False,
        by: SourceLine = APP,
        number: int | None = None,
    ) -> int:
        """A queue call; its number."""
        self._calls += 1
        call = QueueCall(
            queue=queue,
            function=function,
            arguments=arguments,
            at=self._now,
            before_takeover=early,
            frame_url=self.address,
            page=self._tab,
            stack=(by,),
            document=self._document,
            number=self._calls if number is None else number,
            ignored=ignored,
        )
        self.entries.append(call)
        return call.number

    def hit(
        self,
        path: str = "/__ptq.gif",
        *,
        during: int = 0,
        takeover: str = "",
        stack: Sequence[SourceLine] = (TRACKER,),
        changed: tuple[int, ...] | None = (),
        **own: Any,
    ) -> None:
        """A hit with its image, a page view that agrees with the page; `own` are other parameters, None is one less."""
        kind = {"k": "1"} if path == "/__ptq.gif" else {}
        usual = {"v": "1.1", "a": "4242", "pu": self.address, "t": self.title, "vi": ADA, "nc": "true", "cc": "15"}
        usual |= {key: dict(self.cookies or ()).get(name) for key, name in (("u", "__hstc"), ("b", "__hssc"))}
        given = {**kind, **own, **{key: value for key, value in usual.items() if key not in own}}
        given.setdefault("cts", str(1767603600000 + len(self.entries)))
        query = "&".join(f"{key}={quote_plus(value)}" for key, value in given.items() if value is not None)
        url = f"https://track.hubspot.com{path}?{query}"
        asked = AskedHit(
            url=url,
            document=self._document,
            at=self._now,
            frame_url=self.address,
            page=self._tab,
            stack=tuple(stack),
            during=during,
            takeover=takeover,
            title=self.title,
            cookies=self.cookies,
            changed=changed,
        )
        self.entries += [asked, decode(RawRequest(url=url, arrived_at=self._now))]

    def event(self, during: int, name: str | None = "pe4242_course", **own: Any) -> None:
        """A custom behavioral event, sent while a call was executed."""
        self.hit("/__ptbe.gif", during=during, n=name, **own)

    def say_nothing(self, number: int) -> None:
        """The call of that number asked for no image."""
        silent = SilentCall(document=self._document, number=number, at=self._now, cookies=self.cookies)
        self.entries.append(silent)

    @property
    def timeline(self) -> Timeline:
        """Everything that was told."""
        return Timeline(tuple(self.entries))

    @property
    def scene(self) -> Scene:
        """What the checks look at."""
        return scene_of(self.timeline)

    def alarms(self, name: str) -> list[str]:
        """What one check says."""
        (check,) = (check for check in checks() if check.name == name)
        return [found.sentence for found in check.find(self.scene)]

    @property
    def _now(self) -> datetime:
        return START + timedelta(seconds=len(self.entries) / 10)

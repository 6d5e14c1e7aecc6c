"""What a test can ask for: the methods that make queries."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from copy import copy
from typing import TYPE_CHECKING, Self

from harness.capture.timeline import Cookie, Link, QueueCall, Timeline
from harness.errors import UsageError
from harness.expect.condition import Condition
from harness.expect.demands import asked, demands, heading, page_demands
from harness.expect.fields import argument, attribute, form_step, identity_pairs, identity_value, own_value
from harness.expect.match import ANYTHING, Wanted
from harness.expect.query import CallQuery, CookieQuery, HitQuery, LinkQuery, Links
from harness.expect.scope import EVERYWHERE, Scope, cookie_on, scope
from harness.wire.cookies import COOKIES
from harness.wire.hits import (
    CollectedForm,
    ConsentHit,
    CustomEvent,
    ElementClick,
    FormHit,
    FormSubmission,
    Hit,
    LegacyEvent,
    PageView,
)
from harness.wire.words import plain

if TYPE_CHECKING:
    from harness.expect.judge import Judgement, Verdict

__all__ = ["Queries"]

SELECTOR = re.compile(r""" selector=(['"])(?:internal:)?(.*)\1>$""", re.DOTALL)


class Queries(ABC):
    """Makes queries into a timeline; a capture is one of these, and so is a window of it.

    Every argument is a wanted value: plain, a compiled pattern (searched), a predicate, or anything with `==`. An
    argument that is left out or None is not asked about, while a property given as None must not be there.
    """

    _scope: Scope = EVERYWHERE

    @property
    @abstractmethod
    def timeline(self) -> Timeline:
        """Everything that was captured so far."""

    @abstractmethod
    def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict | Coroutine[object, None, Verdict]:
        """Judge, and wait as long as the verdict is open, at most `timeout_s`; awaited with an async API."""

    def page_view(
        self,
        path: Wanted = None,
        *,
        host: Wanted = None,
        url: Wanted = None,
        title: Wanted = None,
        referrer: Wanted = None,
        canonical: Wanted = None,
        previous_path: Wanted = None,
        portal_id: Wanted = None,
    ) -> HitQuery:
        """Page views; `path` is the one HubSpot counts: of `setPath`, else of the canonical link, else of the address.

        A path without `?` leaves the query open, one without `#` the fragment.
        """
        named = {"path": path, "host": host, "url": url, "title": title, "referrer": referrer}
        more = {"canonical": canonical, "previous_path": previous_path, "portal_id": portal_id}
        return self._hits(PageView, page_demands({**named, **more}))

    def event(self, name: Wanted = None, /, **properties: Wanted) -> HitQuery:
        """Custom behavioral events by internal name (`pe4242_course_registration`) and properties."""
        return self._hits(CustomEvent, heading("name", name, attribute("name")), demands(properties, own_value))

    def legacy_event(self, id: Wanted = None, value: Wanted = None) -> HitQuery:  # noqa: A002 - HubSpot's word
        """Legacy events (`trackEvent`) by id and value."""
        return self._hits(LegacyEvent, heading("id", id, attribute("id")), demands(asked(value=value), attribute))

    def identity(self, email: Wanted = None, id: Wanted = None, **pairs: Wanted) -> HitQuery:  # noqa: A002 - HubSpot's word
        """Hits of any kind that carry this identity; without arguments, any identity at all."""
        named = demands({**asked(email=email, id=id), **pairs}, identity_value)
        anyone = (Condition(name="identity", wanted=ANYTHING, read=identity_pairs),)
        return self._hits(Hit, named or anyone)

    def click(self, **properties: Wanted) -> HitQuery:
        """Clicks that the tracker captured by itself, by property (`hs_element_text` and the like)."""
        return self._hits(ElementClick, demands(properties, own_value))

    def form(self, step: Wanted = None, *, form_id: Wanted = None, **fields: Wanted) -> HitQuery:
        """Steps of forms: `view`, `install`, `visible`, `interaction`, `completion`, or `submission` with its fields.

        A form that is not HubSpot's but collected by its script counts as a submission.
        """
        kinds = (FormHit, FormSubmission, CollectedForm)
        form = demands(asked(form_id=form_id), attribute)
        return self._hits(kinds, heading("step", step, form_step), form, demands(fields, own_value))

    def consent(self, decision: Wanted = None) -> HitQuery:
        """Consent decisions: `approved`, `declined` or `revoked`."""
        return self._hits(ConsentHit, heading("decision", decision, attribute("decision")))

    def hit(
        self,
        *,
        path: Wanted = None,
        host: Wanted = None,
        url: Wanted = None,
        title: Wanted = None,
        portal_id: Wanted = None,
        hublet: Wanted = None,
        usertoken: Wanted = None,
    ) -> HitQuery:
        """Hits of any kind."""
        named = {"path": path, "host": host, "url": url, "title": title}
        more = {"portal_id": portal_id, "hublet": hublet, "usertoken": usertoken}
        return self._hits(Hit, page_demands({**named, **more}))

    def call(self, function: Wanted = None, /, *arguments: Wanted, queue: Wanted = None) -> CallQuery:
        """The site's own queue calls by function and leading arguments; an object names the keys it wants.

        `hubspot.call("identify", {"email": ANY})` leaves all other keys open.
        """
        if self._scope.calls is None:
            raise UsageError("a queue call names no portal; ask for calls with on(page=), on(frame=) or on(host=)")
        leading = (
            Condition(name=f"argument {place + 1}", wanted=wanted, read=argument(place))
            for place, wanted in enumerate(arguments)
        )
        conditions: tuple[Condition[QueueCall], ...] = (
            *heading("function", function, attribute("function"), "of"),
            *leading,
            *heading("queue", queue, attribute("queue"), "on"),
            *self._scope.calls,
        )
        return CallQuery(noun="call", kinds=(QueueCall,), conditions=conditions, source=self)

    def cookie(self, name: Wanted = None, *, host: Wanted = None, value: Wanted = None) -> CookieQuery:
        """HubSpot's cookies by name (`hubspotutk`), host whose pages have them, and value; any of them without a name.

        Raises UsageError for a name that no cookie of HubSpot's has.
        """
        if isinstance(name, str) and name not in COOKIES:
            raise UsageError(f"{name!r} is no cookie of HubSpot's; there are {', '.join(COOKIES)}")
        conditions: tuple[Condition[Cookie], ...] = (
            *heading("name", name, attribute("name")),
            *(() if host is None else (cookie_on(host),)),
            *(() if value is None else (Condition(name="value", wanted=value, read=attribute("value")),)),
        )
        return self._cookies("any cookie of HubSpot's" if name is None else "cookie", conditions)

    def link(self, where: Links | str) -> LinkQuery:
        """All links of a locator of Playwright's, or an address that is at hand; UsageError for anything else."""
        if not isinstance(where, str) and not hasattr(where, "evaluate_all"):
            raise UsageError(f"link() takes a locator or an address, not {plain(repr(where))}; try page.locator('a')")
        return LinkQuery(noun=f"link {_place(where)}", kinds=(Link,), where=where, source=self)

    def on(self, *, page: object = None, frame: Wanted = None, host: Wanted = None, portal_id: Wanted = None) -> Self:
        """The part of the visit that takes place on a page, in a frame (`top` or its address), on a host, in a portal.

        Only hits that a document asked for belong to a page or frame; those of a worker do not.
        """
        number = None if page is None else self.page_number(page)
        part = copy(self)
        part._scope = scope(page=number, frame=frame, host=host, portal_id=portal_id)
        return part

    def page_number(self, page: object) -> object:
        """The number that entries of a timeline give to a page."""
        return page

    def _hits(self, kinds: type[Hit] | tuple[type[Hit], ...], *groups: tuple[Condition[Hit], ...]) -> HitQuery:
        kinds = kinds if isinstance(kinds, tuple) else (kinds,)
        conditions = tuple(condition for group in (*groups, self._scope.hits) for condition in group)
        return HitQuery(noun=kinds[0].kind, kinds=kinds, conditions=conditions, source=self)

    def _cookies(self, noun: str, conditions: tuple[Condition[Cookie], ...]) -> CookieQuery:
        if self._scope.cookies is None:
            raise UsageError("cookies belong to the whole browser context; ask for those of a host: on(host=)")
        return CookieQuery(noun=noun, kinds=(Cookie,), conditions=(*conditions, *self._scope.cookies), source=self)


def _place(where: Links | str) -> str:
    """An address, or what a locator was made of."""
    if isinstance(where, str):
        return f"to {plain(where.partition('?')[0])}"
    selector = SELECTOR.search(str(where))
    return f"at {plain(selector[2] if selector else str(where))}"

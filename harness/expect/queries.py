"""What a test can ask for: the methods that make queries."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, TypeVar

from harness.capture.timeline import QueueCall, Timeline
from harness.expect.fields import (
    PAGE_FIELDS,
    Reader,
    argument,
    attribute,
    form_step,
    identity_pairs,
    identity_value,
    own_value,
)
from harness.expect.match import ANYTHING, Wanted, matches, path_matches
from harness.expect.query import CallQuery, Condition, HitQuery
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

if TYPE_CHECKING:
    from harness.expect.judge import Judgement, Verdict

__all__ = ["Queries"]

Item = TypeVar("Item", bound=Hit | QueueCall)


class Queries(ABC):
    """Makes queries into a timeline; a capture is one of these, and so is a window of it.

    Every argument is a wanted value: plain, a compiled pattern (searched), a predicate, or anything with `==`. An
    argument that is left out or None is not asked about, while a property given as None must not be there.
    """

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
        asked = {"path": path, "host": host, "url": url, "title": title, "referrer": referrer}
        more = {"canonical": canonical, "previous_path": previous_path, "portal_id": portal_id}
        return self._hits(PageView, _page_demands({**asked, **more}))

    def event(self, name: Wanted = None, /, **properties: Wanted) -> HitQuery:
        """Custom behavioral events by internal name (`pe4242_course_registration`) and properties."""
        return self._hits(CustomEvent, _heading("name", name, attribute("name")), _demands(properties, own_value))

    def legacy_event(self, id: Wanted = None, value: Wanted = None) -> HitQuery:  # noqa: A002 - HubSpot's word
        """Legacy events (`trackEvent`) by id and value."""
        heading = _heading("id", id, attribute("id"))
        return self._hits(LegacyEvent, heading, _demands(_asked(value=value), attribute))

    def identity(self, email: Wanted = None, id: Wanted = None, **pairs: Wanted) -> HitQuery:  # noqa: A002 - HubSpot's word
        """Hits of any kind that carry this identity; without arguments, any identity at all."""
        named = _demands({**_asked(email=email, id=id), **pairs}, identity_value)
        anyone = (Condition(name="identity", wanted=ANYTHING, read=identity_pairs),)
        return self._hits(Hit, named or anyone)

    def click(self, **properties: Wanted) -> HitQuery:
        """Clicks that the tracker captured by itself, by property (`hs_element_text` and the like)."""
        return self._hits(ElementClick, _demands(properties, own_value))

    def form(self, step: Wanted = None, *, form_id: Wanted = None, **fields: Wanted) -> HitQuery:
        """Steps of forms: `view`, `install`, `visible`, `interaction`, `completion`, or `submission` with its fields.

        A form that is not HubSpot's but collected by its script counts as a submission.
        """
        demands = (*_demands(_asked(form_id=form_id), attribute), *_demands(fields, own_value))
        return self._hits((FormHit, FormSubmission, CollectedForm), _heading("step", step, form_step), demands)

    def consent(self, decision: Wanted = None) -> HitQuery:
        """Consent decisions: `approved`, `declined` or `revoked`."""
        return self._hits(ConsentHit, _heading("decision", decision, attribute("decision")))

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
        asked = {"path": path, "host": host, "url": url, "title": title}
        more = {"portal_id": portal_id, "hublet": hublet, "usertoken": usertoken}
        return self._hits(Hit, _page_demands({**asked, **more}))

    def call(self, function: Wanted = None, /, *arguments: Wanted, queue: Wanted = None) -> CallQuery:
        """The site's own queue calls by function and leading arguments; an object names the keys it wants.

        `hubspot.call("identify", {"email": ANY})` leaves all other keys open.
        """
        leading = enumerate(arguments)
        demands: tuple[Condition[QueueCall], ...] = (
            *_heading("function", function, attribute("function"), "of"),
            *(
                Condition(name=f"argument {place + 1}", wanted=wanted, read=argument(place))
                for place, wanted in leading
            ),
            *_heading("queue", queue, attribute("queue"), "on"),
        )
        return CallQuery(noun="call", kinds=(QueueCall,), conditions=demands, source=self)

    def _hits(self, kinds: type[Hit] | tuple[type[Hit], ...], *demands: tuple[Condition[Hit], ...]) -> HitQuery:
        kinds = kinds if isinstance(kinds, tuple) else (kinds,)
        conditions = tuple(condition for group in demands for condition in group)
        return HitQuery(noun=kinds[0].kind, kinds=kinds, conditions=conditions, source=self)


def _page_demands(asked: Mapping[str, Wanted]) -> tuple[Condition[Hit], ...]:
    prepositions = {"path": "of", "host": "on"}
    return tuple(
        Condition(
            name=name,
            wanted=wanted,
            read=PAGE_FIELDS[name],
            agree=path_matches if name == "path" else matches,
            preposition=prepositions.get(name),
        )
        for name, wanted in _asked(**asked).items()
    )


def _heading(
    name: str, wanted: Wanted, read: Callable[[Item], object], preposition: str = ""
) -> tuple[Condition[Item], ...]:
    """The demand that names the thing itself: `event pe4242_course`."""
    return () if wanted is None else (Condition(name=name, wanted=wanted, read=read, preposition=preposition),)


def _demands(asked: Mapping[str, Wanted], reader: Callable[[str], Reader]) -> tuple[Condition[Hit], ...]:
    return tuple(Condition(name=name, wanted=wanted, read=reader(name)) for name, wanted in asked.items())


def _asked(**named: Wanted) -> dict[str, Wanted]:
    return {name: wanted for name, wanted in named.items() if wanted is not None}

"""What calls have counted, as hits, so that expectations speak of them as of those of a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from harness.api.call import ApiCall, Counted, CountedKind
from harness.wire.hits import ApiEvent, CustomEvent, FormField, FormSubmission, Hit, Identity, PageRef, Pairs, Visitor
from harness.wire.parts import RawRequest
from harness.wire.words import plain

__all__ = ["CompanyWrite", "ContactWrite", "RecordWrite", "hits_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWrite(Hit):
    """A record of the CRM that was made or changed, with the properties that were given."""

    kind: ClassVar[str] = "record"
    object_type: str = ""
    record_id: str | None = None
    properties: Pairs = ()

    @property
    def _subject(self) -> str:
        named = (self.identity and self.identity.email) or f"{self.record_id} of {self.object_type}"
        return plain(named)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactWrite(RecordWrite):
    """A contact that was made or changed."""

    kind: ClassVar[str] = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyWrite(RecordWrite):
    """A company that was made or changed."""

    kind: ClassVar[str] = "company"


def hits_of(call: ApiCall) -> tuple[Hit, ...]:
    """A hit for everything that a call has counted, in order."""
    return tuple(_hit(each, call) for each in call.counted)


def _hit(counted: Counted, call: ApiCall) -> Hit:
    return replace(
        _MAKE[counted.kind](counted),
        portal_id=counted.portal_id,
        identity=Identity(pairs=counted.identity) if counted.identity else None,
        visitor=Visitor(usertoken=counted.usertoken),
        page=PageRef(url=counted.page_url, title=counted.page_title),
        raw=counted.properties,
        request=RawRequest(
            method=call.method,
            url=call.path,
            headers=call.headers,
            body=call.body.encode("utf-8", "replace"),
            context="API",
            arrival=call.number,
            arrived_at=call.at,
        ),
    )


def _event(counted: Counted) -> Hit:
    return CustomEvent(name=counted.name, properties=counted.properties)


def _legacy_event(counted: Counted) -> Hit:
    value = dict(counted.properties).get("value")
    contact = tuple(pair for pair in counted.properties if pair[0] != "value")
    return ApiEvent(name=counted.name, value=value, contact=contact)


def _form(counted: Counted) -> Hit:
    fields = tuple(FormField(name=name, value=value) for name, value in counted.properties)
    return FormSubmission(form_id=counted.name, fields=fields)


def _record(kind: type[RecordWrite]) -> Callable[[Counted], Hit]:
    return lambda each: kind(object_type=each.name, record_id=each.record_id, properties=each.properties)


_MAKE: Mapping[CountedKind, Callable[[Counted], Hit]] = {
    "event": _event,
    "legacy event": _legacy_event,
    "form submission": _form,
    "contact": _record(ContactWrite),
    "company": _record(CompanyWrite),
    "record": _record(RecordWrite),
}

"""A call of one of HubSpot's server APIs: what was asked, what was answered, and what it counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from harness.wire.hits import Pairs
from harness.wire.words import plain

__all__ = ["FAULTS", "Answer", "ApiCall", "ApiRequest", "Counted", "CountedKind", "Fault", "FaultKind", "JsonValue"]

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]

FaultKind = Literal[
    "unknown-endpoint",
    "unauthorized",
    "rate-limit",
    "unreadable",
    "invalid-value",
    "missing-identity",
    "foreign-portal",
    "lost-value",
]

FAULTS: Mapping[FaultKind, str] = {
    "unknown-endpoint": "an address or a method that the collector does not know",
    "unauthorized": "no access token, or a wrong one",
    "rate-limit": "more calls than HubSpot takes in this time",
    "unreadable": "a body that is too large, of the wrong type, or not the JSON that is wanted",
    "invalid-value": "a name or a value that HubSpot refuses",
    "missing-identity": "an event that belongs to nobody",
    "foreign-portal": "an event or a form of another portal",
    "lost-value": "something that HubSpot takes and forgets",
}
"""Why a call is bad, by the name that a test allows it with."""

CountedKind = Literal["event", "legacy event", "form submission", "contact", "company", "record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiRequest:
    """One request as it reached the service; header names are in lower case, `path` is without the query.

    A body that was longer than the service reads is empty, and `too_large` says so.
    """

    method: str
    path: str
    query: Pairs = ()
    headers: Pairs = ()
    body: bytes = b""
    at: datetime
    too_large: bool = False

    def header(self, name: str) -> str:
        """The first header of this name, or an empty text."""
        return next((value for key, value in self.headers if key == name), "")

    def parameter(self, name: str) -> str | None:
        """The first query parameter of this name, or None."""
        return next((value for key, value in self.query if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the caller is told; a `body` of None is no body at all."""

    status: int = 200
    body: JsonValue = None
    media_type: str = "application/json"
    headers: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One reason why a call is bad, whatever was answered."""

    kind: FaultKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Something that HubSpot would keep: an event, a submitted form, a contact that was written.

    `name` is the event's name, the form's id or the type of the record, `usertoken` the visitor that it is tied to.
    """

    kind: CountedKind
    name: str = ""
    portal_id: int | None = None
    identity: Pairs = ()
    properties: Pairs = ()
    usertoken: str | None = None
    record_id: str | None = None
    page_url: str | None = None
    page_title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiCall:
    """A call that was judged and kept; credentials are not.

    `operation` is what was asked for in words, empty for an unknown address. `body` is text, bytes that are none
    replaced; `answer` is the JSON value that was answered, or None.
    """

    number: int
    at: datetime
    method: str
    path: str
    query: Pairs = ()
    headers: Pairs = ()
    body: str = ""
    operation: str = ""
    status: int
    answer: object = None
    faults: tuple[Fault, ...] = ()
    counted: tuple[Counted, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing is wrong with the call; an answer that tells of the portal (404, 409) is no fault."""
        return not self.faults

    @property
    def phrase(self) -> str:
        """The call in a few words: `POST /events/v3/send, answered with 400`."""
        return f"{plain(self.method)} {plain(self.path)}, answered with {self.status}"

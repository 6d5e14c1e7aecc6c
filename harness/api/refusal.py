"""Answers of an operation: what is given back and what is refused, in the words of HubSpot's error bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harness.api.call import Answer, Counted, Fault, FaultKind, JsonValue
from harness.api.portal import Portal

__all__ = ["Outcome", "Refused", "error_body", "refused", "unknown_record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an operation makes of a call: the answer, the portal as it is then, what was counted, what is wrong."""

    answer: Answer
    portal: Portal
    counted: tuple[Counted, ...] = ()
    faults: tuple[Fault, ...] = ()


class Refused(Exception):  # noqa: N818 - no error of ours: an answer that leaves the portal as it was
    """Raised by an operation that answers and changes nothing; never leaves this package."""

    def __init__(self, answer: Answer, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(answer.status)
        self.answer = answer
        self.faults = faults


def error_body(message: str, category: str = "", more: Mapping[str, JsonValue] | None = None) -> dict[str, JsonValue]:
    """An error as "Error handling" shows it; the number of the call gives it a `correlationId` later on."""
    return {"status": "error", "message": message, **({"category": category} if category else {}), **(more or {})}


def refused(
    status: int,
    message: str,
    *,
    kind: FaultKind | None = None,
    reason: str = "",
    category: str = "",
    errors: Sequence[JsonValue] = (),
    more: Mapping[str, JsonValue] | None = None,
) -> Refused:
    """A refusal with HubSpot's kind of body; without a `kind` the call is good all the same.

    `reason` is what a test is told where HubSpot's own message says too little.
    """
    listed: dict[str, JsonValue] = {"errors": list(errors)} if errors else {}
    faults = (Fault(kind=kind, text=reason or message),) if kind else ()
    return Refused(Answer(status=status, body=error_body(message, category, {**listed, **(more or {})})), faults)


def unknown_record() -> Refused:
    """No such record: an answer that many clients ask for before they create one, so no fault."""
    return refused(404, "resource not found", category="OBJECT_NOT_FOUND")

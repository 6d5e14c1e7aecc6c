"""What the marker `hubspot_api(...)` of a test says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harness.api.call import FAULTS
from harness.api.figures import API_RATE, Rate
from harness.api.portal import PortalSettings
from harness.marks import Keys, Mark, check_mark

__all__ = ["ApiMark", "read_api_mark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiMark:
    """The portal that the collector is for a test, and the faults that its calls may have."""

    settings: PortalSettings
    allow: frozenset[str] = frozenset()


def read_api_mark(marks: Iterable[Mark], portal_id: int | None) -> ApiMark:
    """The nearest marker's arguments, completed by those further out; raises UsageError for what cannot be meant.

    `portal_id` is the portal where no marker names one.
    """
    said: dict[str, object] = {}
    for mark in marks:
        check_mark(mark, "hubspot_api", KNOWN)
        said = {**mark.kwargs, **said}
    portal, token = said.get("portal", portal_id), said.get("token")
    return ApiMark(
        settings=PortalSettings(
            portal_id=portal if isinstance(portal, int) else None,
            token=token if isinstance(token, str) else None,
            rate=_rate(said["rate"]) if "rate" in said else API_RATE,
        ),
        allow=_allowed(said.get("allow", ())),
    )


def _rate(value: object) -> Rate | None:
    return Rate.parse(value) if isinstance(value, str) else None


def _allowed(value: object) -> frozenset[str]:
    return frozenset((value,) if isinstance(value, str) else (str(each) for each in value))  # type: ignore[attr-defined]  # check_mark() has seen it


def _is_portal(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def _is_token(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_rate(value: object) -> bool:
    try:
        return value is None or (isinstance(value, str) and Rate.parse(value) is not None)
    except ValueError:
        return False


def _are_faults(value: object) -> bool:
    many = value if isinstance(value, list | tuple | set | frozenset) else (value,)
    return all(each in FAULTS for each in many)


KNOWN: Keys = {
    "portal": (_is_portal, "a portal id"),
    "token": (_is_token, "the access token that is taken"),
    "rate": (_is_rate, "calls and seconds such as '100/10', or None for no limit"),
    "allow": (_are_faults, f"one or several of {', '.join(FAULTS)}"),
}

"""How many calls a portal takes in a rolling window; time is told by the calls themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from harness.api.call import ApiRequest
from harness.api.figures import Rate
from harness.api.portal import Portal, RateName
from harness.api.refusal import Refused, refused

__all__ = ["POLICIES", "admitted", "rate_headers"]

POLICIES: Mapping[float, str] = {1: "SECONDLY", 10: "TEN_SECONDLY_ROLLING"}
"""What HubSpot calls its windows, by seconds; "API usage guidelines and limits"."""


def admitted(request: ApiRequest, portal: Portal, name: RateName) -> Portal:
    """The portal with one call more; raises Refused with 429 when the window is full, which then counts no further."""
    rate = portal.settings.limit(name)
    if rate is None:
        return portal
    since = request.at - timedelta(seconds=rate.seconds)
    recent = tuple(at for at in portal.recent.get(name, ()) if at > since)
    if len(recent) >= rate.calls:
        raise _too_many(rate)
    return replace(portal, recent={**portal.recent, name: (*recent, request.at)})


def rate_headers(portal: Portal, name: RateName) -> tuple[tuple[str, str], ...]:
    """The headers by which HubSpot tells how many calls are left; searches and open submissions have none."""
    rate = portal.settings.limit(name)
    if rate is None or name != "api":
        return ()
    left = rate.calls - len(portal.recent.get(name, ()))
    return (
        ("x-hubspot-ratelimit-max", str(rate.calls)),
        ("x-hubspot-ratelimit-remaining", str(left)),
        ("x-hubspot-ratelimit-interval-milliseconds", str(round(rate.seconds * 1000))),
    )


def _too_many(rate: Rate) -> Refused:
    policy = POLICIES.get(rate.seconds, "CUSTOM")
    window = "one second" if rate.seconds == 1 else f"{rate.seconds:g} seconds"
    return refused(
        429,
        f"You have reached your {policy.lower()} limit.",
        kind="rate-limit",
        reason=f"more than {rate.calls} calls in {window}",
        more={"errorType": "RATE_LIMIT", "policyName": policy},
    )

"""A plan and a timeline in, faults out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from harness.capture.timeline import Timeline
from harness.plan.fault import Fault
from harness.plan.plan import EventPlan, IdentityRule, Plan
from harness.plan.reader import nearest
from harness.plan.routes import missed_routes, unviewed_routes
from harness.plan.value_fault import value_fault
from harness.plan.values import Event, Given, given_values, own_texts
from harness.wire.hits import CustomEvent, ElementClick, Hit, LegacyEvent, PageView
from harness.wire.words import plain, quoted

__all__ = ["TELLING", "plan_faults"]

TELLING = (PageView, CustomEvent, LegacyEvent, ElementClick)
"""The hits that have to carry an identity where one is required; others are HubSpot's own affair."""


def plan_faults(plan: Plan, timeline: Timeline, *, complete: bool = False) -> tuple[Fault, ...]:
    """What of a timeline does not fit the plan: hit by hit in the order of sending, then the routes.

    With `complete`, also the routes that were never viewed and the events that were never sent.
    """
    causes = timeline.causes
    of_hits = (fault for hit in timeline.hits for fault in _of_hit(plan, hit, given_values(causes.of(hit).call)))
    rest = (*unviewed_routes(plan, timeline), *_unsent(plan, timeline)) if complete else ()
    return (*of_hits, *missed_routes(plan, timeline), *rest)


def _of_hit(plan: Plan, hit: Hit, given: Given | None) -> Iterator[Fault]:
    if plan.portal_id and hit.portal_id not in (None, plan.portal_id):
        told = f"{hit.phrase} was sent to portal {hit.portal_id}, not to {plan.portal_id}"
        yield Fault(kind="unexpected portal", text=told, at=hit)
    for address in plan.silent:
        if address.covers(hit.page.url):
            told = f"{hit.phrase} was sent from {plain(str(hit.page.url))}, which may send nothing"
            yield Fault(kind="unexpected hit", text=told, at=hit, line=address.line)
    for rule in plan.identity:
        if any(address.covers(hit.page.url) for address in rule.pages):
            yield from _identity_faults(rule, hit)
    match hit:
        case CustomEvent():
            yield from _event_faults(plan.events, hit, hit.name, given)
        case LegacyEvent():
            yield from _event_faults(plan.legacy_events, hit, hit.id, given)


def _event_faults(
    events: Mapping[str, EventPlan], hit: Event, name: str | None, given: Given | None
) -> Iterator[Fault]:
    planned = events.get(name or "")
    if planned is None:
        told = f"{hit.phrase} is not in the plan{nearest(name or '', events)}"
        yield Fault(kind="unexpected event", text=told, at=hit)
        return
    sent = own_texts(hit)
    for required in planned.required:
        if required not in sent:
            told = f"{hit.phrase} carries no {quoted(required)}"
            yield Fault(kind="missing required", text=told, at=hit, line=planned.line)
    for own, texts in sent.items():
        if own not in planned.properties:
            told = f"{hit.phrase} carries {quoted(own)}, which is not in the plan{nearest(own, planned.properties)}"
            yield Fault(kind="unexpected property", text=told, at=hit, line=planned.line)
        elif fault := value_fault(planned.properties[own], texts, own, given):
            told = f"{quoted(own)} of {hit.phrase} {fault.text}"
            yield Fault(kind=fault.kind, text=told, at=hit, line=planned.line)


def _identity_faults(rule: IdentityRule, hit: Hit) -> Iterator[Fault]:
    pairs = hit.identity.pairs if hit.identity else ()
    for told in _identity_breaches(rule, hit, {name: value for name, value in pairs if value}):
        yield Fault(kind="identity rule broken", text=f"{hit.phrase} {told}", at=hit, line=rule.line)


def _identity_breaches(rule: IdentityRule, hit: Hit, known: Mapping[str, str]) -> Iterator[str]:
    if rule.never:
        if known:
            names = plain(", ".join(known))
            yield f"carries an identity ({names}), which no hit from {plain(str(hit.page.url))} may"
        return
    if isinstance(hit, TELLING):
        yield from (f"carries no {quoted(name)} of the visitor" for name in rule.required if name not in known)
    for name, value in known.items():
        if name in rule.properties and (fault := value_fault(rule.properties[name], (value,), name, None)):
            yield f"carries an {quoted(name)} of the visitor that {fault.text}"


def _unsent(plan: Plan, timeline: Timeline) -> Iterator[Fault]:
    sent = {hit.name for hit in timeline.of(CustomEvent)}
    sent_before = {hit.id for hit in timeline.of(LegacyEvent)}
    for kind, events, seen in (("event", plan.events, sent), ("legacy event", plan.legacy_events, sent_before)):
        for name, planned in events.items():
            if name not in seen:
                yield Fault(kind="event not sent", text=f"{kind} {plain(name)} was never sent", line=planned.line)

"""A judgement in words: what was wanted, and what happened instead."""

from __future__ import annotations

from collections.abc import Iterable

from harness.capture.timeline import Timeline
from harness.expect.claim import AnyQuery, StateClaim
from harness.expect.claims import ArriveWith, BeSent, Carry, Come, ComeFrom, HaveWalked, walked_paths
from harness.expect.condition import AnyItem
from harness.expect.judge import Judgement, Verdict
from harness.expect.moments import seconds_of, signs_of
from harness.expect.phrases import count, joined, shown, times
from harness.expect.query import CallQuery
from harness.wire.hits import Hit
from harness.wire.words import plain

__all__ = ["happened", "wanted"]


def wanted(judgement: Judgement) -> str:
    """The expectation: `expected page view of /pricing to be sent once`."""
    subject = "the visit" if isinstance(judgement.claim, HaveWalked) else judgement.query.phrase
    return f"expected {subject} {'not ' if judgement.negated else ''}to {_predicate(judgement)}"


def happened(verdict: Verdict, timeline: Timeline) -> str:
    """What was there instead: `but it was sent twice`."""
    return f"but {_breach(verdict, timeline) if verdict.judgement.negated else _lack(verdict, timeline)}"


def _predicate(judgement: Judgement) -> str:
    match judgement.claim:
        case BeSent(times=number):
            return f"be {_done(judgement.query)}" + ("" if number is None else f" {times(number)}")
        case Carry(conditions=conditions):
            return f"carry {joined([condition.phrase for condition in conditions])}"
        case ArriveWith(other=other):
            return f"arrive with {other.phrase}"
        case Come(order=order, other=query):
            return f"come {order} {query.phrase}"
        case ComeFrom(usertoken=usertoken):
            return f"come from visitor {plain(usertoken)}"
        case StateClaim() as claim:
            return claim.predicate
    return f"have walked {_walk(judgement.claim.paths)}"


def _lack(verdict: Verdict, timeline: Timeline) -> str:
    """Why a `to_` is not met."""
    query, claim, found = verdict.judgement.query, verdict.judgement.claim, verdict.found
    match claim:
        case HaveWalked():
            return f"it walked {_walk(walked_paths(query, timeline))}"
        case StateClaim():
            return claim.lack(timeline)
        case Come():
            return _out_of_order(claim, verdict, timeline)
        case ArriveWith(other=other):
            tallies = [_tally(each, len(each.of(timeline))) for each in (query, other)]
            return f"{joined(tallies)}, never as one hit"
    if not found:
        return _nothing_of(query, timeline)
    match claim:
        case BeSent():
            return f"it was {_done(query)} {times(len(found))}{_merged(found)}"
        case Carry():
            return f"it was sent {times(len(found))}, without that"
    return f"{count(len(found), 'hit')} came from {joined(_visitors(found))}"


def _breach(verdict: Verdict, timeline: Timeline) -> str:
    """Why a `not_to_` is not met."""
    query, claim, found = verdict.judgement.query, verdict.judgement.claim, verdict.found
    match claim:
        case HaveWalked():
            return "it did"
        case StateClaim():
            return claim.breach(timeline)
        case BeSent():
            return f"it was {_done(query)} {times(len(found))}{_merged(found)}"
        case Come(other=other) if len(found) == 1:
            return f"it was {_done(query)}, and {other.phrase} never was"
        case Come():
            return f"it came {_gap_s(found, timeline):.3f} s {claim.order} it"
    return f"{count(len(found), 'hit')} did"


def _out_of_order(claim: Come, verdict: Verdict, timeline: Timeline) -> str:
    queries: tuple[AnyQuery, ...] = (verdict.judgement.query, claim.other)
    if missing := [query for query in queries if not query.of(timeline)]:
        return joined([_tally(query, 0) for query in missing])
    return f"it came {_gap_s(verdict.found, timeline):.3f} s {'after' if claim.order == 'before' else 'before'} it"


def _tally(query: AnyQuery, number: int) -> str:
    return f"{query.phrase} was " + (f"{_done(query)} {times(number)}" if number else f"never {_done(query)}")


def _gap_s(found: tuple[AnyItem, ...], timeline: Timeline) -> float:
    one, other = signs_of(found[0], found[1], timeline)
    return abs(seconds_of(one) - seconds_of(other))


def _nothing_of(query: AnyQuery, timeline: Timeline) -> str:
    """How many there were of the same kind, or that there was nothing at all."""
    others = len(query.candidates(timeline))
    if others:
        return f"none was {_done(query)}; {count(others, f'other {query.noun}')} {'was' if others == 1 else 'were'}"
    if isinstance(query, CallQuery):
        return "no call was made at all"
    return "none was sent" if timeline.hits else "no hit was sent at all"


def _merged(found: tuple[AnyItem, ...]) -> str:
    """Two hits of one millisecond have one address, for which the browser makes one request."""
    merged = sum(isinstance(item, Hit) and item.merged for item in found)
    return f", {times(merged)} merged by the browser into the request before it" if merged else ""


def _visitors(found: tuple[AnyItem, ...]) -> list[str]:
    tokens = dict.fromkeys(hit.visitor.usertoken for hit in found if isinstance(hit, Hit))
    return [f"visitor {plain(token)}" if token else "a visitor without a usertoken" for token in tokens]


def _done(query: AnyQuery) -> str:
    return "made" if isinstance(query, CallQuery) else "sent"


def _walk(paths: Iterable[object]) -> str:
    return " → ".join(plain(path) if isinstance(path, str) else shown(path) for path in paths) or "nowhere"

"""Links that should hand the visitor over to another domain."""

from __future__ import annotations

from harness.capture.timeline import Link
from harness.expect.case import Case
from harness.expect.hints.registry import GUIDE, hint
from harness.expect.states.links import BEHIND_HASH, BeLinked
from harness.wire.linking import LinkParams

CROSS_DOMAIN = f"{GUIDE}#cross-domain-linking"


@hint(see=CROSS_DOMAIN)
def never_decorated(case: Case) -> str | None:
    """Nothing writes the parameters into the link."""
    link = _missed(case)
    if link is None or case.difference("host") or LinkParams.find(link.href):
        return None
    return (
        "the link has none of the three parameters; write the arguments of addIdentityListener into it, and into links "
        "that are added later"
    )


@hint(see=CROSS_DOMAIN)
def hidden_behind_hash(case: Case) -> str | None:
    """Behind the hash the parameters count only when there is no query."""
    if _missed(case) is None or not case.difference(BEHIND_HASH):
        return None
    return "parameters behind # are read only when the address has no query; write them into the query"


@hint(see=f"{GUIDE}#fingerprints")
def foreign_fingerprint(case: Case) -> str | None:
    """A wrong fingerprint makes the whole link worthless."""
    hsfp = case.difference("__hsfp")
    if _missed(case) is None or not hsfp or hsfp.was is None:
        return None
    return "the fingerprint is not this browser's, and so the link is ignored; take the listener's third argument"


@hint(see=CROSS_DOMAIN)
def strange_values(case: Case) -> str | None:
    """The parameters are of another visitor, or of this one before a reset."""
    strange = [name for name in ("__hstc", "__hssc", "visitor in __hstc") if _is_strange(case, name)]
    if _missed(case) is None or not strange:
        return None
    return (
        "the values are not this visitor's own; addIdentityListener tells new ones when the visitor is reset, so write "
        "its arguments into the links each time"
    )


def _missed(case: Case) -> Link | None:
    """The link that is not linked."""
    item = case.miss.item if case.miss and isinstance(case.judgement.claim, BeLinked) else None
    return item if isinstance(item, Link) else None


def _is_strange(case: Case, name: str) -> bool:
    difference = case.difference(name)
    return difference is not None and difference.was is not None

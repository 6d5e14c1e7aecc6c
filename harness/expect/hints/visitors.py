"""Visitors that were not recognised, or not to be tracked."""

from __future__ import annotations

from harness.expect.case import Case
from harness.expect.claims import ComeFrom
from harness.expect.hints.registry import API, GUIDE, at, hint
from harness.wire.hits import Hit
from harness.wire.linking import LinkParams


@hint(see=f"{GUIDE}#consent")
def without_consent(case: Case) -> str | None:
    """Without consent every page load makes up a usertoken of its own."""
    if not any(not hit.consent.given for hit in _strangers(case)):
        return None
    return "the hit was sent without consent, and then its usertoken is made up anew on every page"


@hint(see=f"{GUIDE}#cross-domain-linking")
def undecorated_link(case: Case) -> str | None:
    """The link to the other domain did not carry the visitor."""
    hits = _strangers(case)
    if not hits or any(_link_parameters(hit) for hit in hits):
        return None
    return "the address holds no __hstc, __hssc and __hsfp; add them to the link with addIdentityListener"


@hint(see=f"{GUIDE}#fingerprints")
def another_fingerprint(case: Case) -> str | None:
    """A visitor is taken over only by a browser that has the same fingerprint."""
    for hit in _strangers(case):
        handed, own = _link_parameters(hit), hit.visitor.fingerprint
        if handed and handed.hsfp and own and handed.hsfp != own:
            return (
                "the fingerprint in the link is not this browser's; contexts that differ in user agent, locale, colour "
                "depth or time zone never hand a visitor over, so give both the same"
            )
    return None


@hint(see=f"{API}/do-not-track")
def told_not_to_track(case: Case) -> str | None:
    """The page itself told the tracker to be silent."""
    calls = [call for call in case.calls("doNotTrack") if not call.arguments]
    if not calls or not case.lacks(Hit):
        return None
    return f"doNotTrack{at(calls[-1])} stops every hit on this and all later pages"


@hint(see=f"{GUIDE}#consent")
def anonymous_hit(case: Case) -> str | None:
    """The tracker sends hits before the visitor has chosen; they only lack the cookies."""
    if not case.judgement.negated or not any(not hit.consent.given for hit in case.found_hits):
        return None
    return "the tracker sends hits without consent too, only anonymous; load the tracking code after the choice"


def _strangers(case: Case) -> tuple[Hit, ...]:
    """The hits of another visitor than the wanted one."""
    awaited = isinstance(case.judgement.claim, ComeFrom) and not case.judgement.negated
    return case.found_hits if awaited else ()


def _link_parameters(hit: Hit) -> LinkParams | None:
    return LinkParams.find(hit.page.url or "")

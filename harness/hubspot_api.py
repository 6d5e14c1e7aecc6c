"""What a test calls `hubspot_api`: the server APIs of a portal, to be pointed at and asked about.

Here the calls that were kept and judging meet: what they counted becomes hits, of which the usual expectations speak.
"""

from __future__ import annotations

from harness.api.call import ApiCall
from harness.api.hits import CompanyWrite, ContactWrite, RecordWrite, hits_of
from harness.api.store import Store
from harness.capture.timeline import Entry, PageFault, Timeline
from harness.expect.condition import Condition
from harness.expect.demands import asked, demands, heading
from harness.expect.fields import attribute, identity_value, own_value
from harness.expect.judge import Judgement, Verdict
from harness.expect.match import Wanted
from harness.expect.phrases import count
from harness.expect.query import HitQuery
from harness.wire.hits import ApiEvent, CustomEvent, FormSubmission, Hit

__all__ = ["HubspotApi"]

MOST_TOLD = 5
"""Bad calls that are told in full."""


class HubspotApi:
    """The calls that a collector was asked, and queries into what they counted.

    Arguments of queries are wanted values as those of `hubspot` are: plain, a compiled pattern, a predicate, or
    anything with `==`. What a bad call asked for is counted by no query.
    """

    def __init__(self, store: Store, base_url: str, allowed: frozenset[str] = frozenset()) -> None:
        self.base_url = base_url
        self._store = store
        self._allowed = allowed

    @property
    def calls(self) -> tuple[ApiCall, ...]:
        """All calls so far, in order."""
        return self._store.calls

    @property
    def good(self) -> tuple[ApiCall, ...]:
        """The calls without a fault."""
        return tuple(call for call in self.calls if call.good)

    @property
    def bad(self) -> tuple[ApiCall, ...]:
        """The calls with a fault."""
        return tuple(call for call in self.calls if not call.good)

    def reset(self) -> None:
        """Forget every call and every record."""
        self._store.reset()

    @property
    def timeline(self) -> Timeline:
        """What was counted, as hits, and the bad calls, in order."""
        return _timeline(self.calls)

    def wait_for(self, judgement: Judgement, timeout_s: float) -> Verdict:
        """Judge, and wait as long as the verdict is open, at most `timeout_s`.

        Absence and counts are judged when no call is being answered; what a server will yet send, nobody can know.
        """

        def decided(calls: tuple[ApiCall, ...]) -> Verdict | None:
            verdict = judgement.judge(_timeline(calls), settled=True)
            return None if verdict.outcome == "open" else verdict

        return self._store.until(decided, timeout_s) or judgement.judge(self.timeline, settled=True)

    def event(
        self,
        name: Wanted = None,
        /,
        *,
        email: Wanted = None,
        object_id: Wanted = None,
        usertoken: Wanted = None,
        **properties: Wanted,
    ) -> HitQuery:
        """Custom event occurrences by name (`pe4242_signed_up`), by whom they belong to, and by properties."""
        named = demands(asked(email=email, objectId=object_id), identity_value)
        visitor = heading("usertoken", usertoken, _usertoken, "of visitor")
        return self._query(
            CustomEvent, *heading("name", name, attribute("name")), *visitor, *named, *demands(properties, own_value)
        )

    def legacy_event(self, name: Wanted = None, /, *, value: Wanted = None, **contact: Wanted) -> HitQuery:
        """Events of `GET /v1/event` by id or name, by value, and by what they say of the contact."""
        own = demands(asked(value=value), attribute)
        return self._query(ApiEvent, *heading("name", name, attribute("name")), *own, *demands(contact, own_value))

    def contact(self, email: Wanted = None, /, **properties: Wanted) -> HitQuery:
        """Contacts that were made or changed, by their e-mail address and by the properties that were given."""
        named = heading("email", email, identity_value("email"))
        return self._query(ContactWrite, *named, *demands(properties, own_value))

    def company(self, **properties: Wanted) -> HitQuery:
        """Companies that were made or changed, by the properties that were given."""
        return self._query(CompanyWrite, *demands(properties, own_value))

    def record(self, object_type: Wanted = None, /, **properties: Wanted) -> HitQuery:
        """Records of any type (`deals`) that were made or changed, by the properties that were given."""
        named = heading("object_type", object_type, attribute("object_type"), "of type")
        return self._query(RecordWrite, *named, *demands(properties, own_value))

    def form(self, form_id: Wanted = None, /, **fields: Wanted) -> HitQuery:
        """Submitted forms by id and fields."""
        named = heading("form_id", form_id, attribute("form_id"), "of")
        return self._query(FormSubmission, *named, *demands(fields, own_value))

    def problems(self) -> list[str]:
        """The bad calls that were left behind and not allowed, as one text; nothing when there are none."""
        left = [call for call in self.bad if any(fault.kind not in self._allowed for fault in call.faults)]
        if not left:
            return []
        kinds = dict.fromkeys(fault.kind for call in left for fault in call.faults if fault.kind not in self._allowed)
        names = ", ".join(f'"{kind}"' for kind in kinds)
        allowed = names if len(kinds) == 1 else f"[{names}]"
        return [
            f"{count(len(left), 'bad call')} to HubSpot's server APIs\n\n"
            + "\n\n".join([*map(_told, left[:MOST_TOLD]), *_more(len(left) - MOST_TOLD)])
            + f"\n\nIf this is on purpose, allow it by name: @pytest.mark.hubspot_api(allow={allowed})"
        ]

    def told(self) -> str:
        """The timeline in text."""
        from harness.expect.trace import trace

        return trace(self.timeline)

    def _query(self, kind: type[Hit], *conditions: Condition[Hit]) -> HitQuery:
        return HitQuery(noun=kind.kind, kinds=(kind,), conditions=conditions, source=self)


def _timeline(calls: tuple[ApiCall, ...]) -> Timeline:
    return Timeline(tuple(entry for call in calls for entry in _entries(call)), of_servers=True)


def _entries(call: ApiCall) -> tuple[Entry, ...]:
    told = tuple(PageFault(kind="API call", text=_line(call), at=call.at, url=call.path) for _ in call.faults[:1])
    return (*hits_of(call), *told)


def _line(call: ApiCall) -> str:
    return f"{call.phrase}: {'; '.join(fault.text for fault in call.faults)}"


def _told(call: ApiCall) -> str:
    return "\n".join([call.phrase, *(f"  {fault.kind}: {fault.text}" for fault in call.faults)])


def _more(number: int) -> list[str]:
    return [f"… and {number} more"] if number > 0 else []


def _usertoken(hit: Hit) -> str | None:
    return hit.visitor.usertoken

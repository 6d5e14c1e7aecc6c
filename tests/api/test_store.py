"""The store keeps calls in order, forgets them on demand, and waits for what is under way."""

from __future__ import annotations

import threading

from harness.api.call import ApiCall
from harness.api.portal import PortalSettings
from harness.api.store import MOST_CALLS, MOST_CHARACTERS, Store
from tests.api.asking import CONTACTS, request

ADA = {"properties": {"email": "ada@acme.test"}}


def phrases(calls: tuple[ApiCall, ...]) -> list[str]:
    return [call.phrase for call in calls]


def unlimited() -> Store:
    return Store(PortalSettings(rate=None))


def test_calls_are_kept_in_order() -> None:
    store = unlimited()

    answers = [store.ask(request("POST", CONTACTS, ADA)), store.ask(request("GET", "/nowhere"))]

    assert [answer.status for answer in answers] == [201, 404]
    assert phrases(store.calls) == [
        "POST /crm/v3/objects/contacts, answered with 201",
        "GET /nowhere, answered with 404",
    ]


def test_a_reset_forgets_calls_records_and_limits() -> None:
    store = Store()
    for_ada = [store.ask(request("POST", CONTACTS, ADA)).status for _ in range(11)]

    store.reset()

    assert for_ada == [201, *[409] * 9, 429]
    assert store.calls == ()
    assert store.ask(request("POST", CONTACTS, ADA)).status == 201


def test_a_reset_may_take_another_portals_place() -> None:
    store = Store()

    store.reset(PortalSettings(portal_id=7))

    assert store.settings == PortalSettings(portal_id=7)


def test_of_very_many_calls_the_newest_are_kept() -> None:
    store = unlimited()
    for_nothing = request("GET", "/nowhere")

    assert {store.ask(for_nothing).status for _ in range(MOST_CALLS + 2)} == {404}

    assert (len(store.calls), store.left_out, store.calls[0].number) == (MOST_CALLS, 2, 3)


def test_of_very_large_calls_the_newest_are_kept() -> None:
    store = unlimited()
    large = request("POST", CONTACTS, b" " * 1_000_000)

    assert {store.ask(large).status for _ in range(MOST_CHARACTERS // 1_000_000 + 3)} == {400}

    assert (len(store.calls), store.left_out) == (MOST_CHARACTERS // 1_000_000, 3)


def test_a_listener_hears_each_call() -> None:
    store, heard = unlimited(), list[ApiCall]()
    store.listen(heard.append)

    store.ask(request("GET", "/nowhere"))

    assert tuple(heard) == store.calls


def test_waiting_ends_with_the_call_that_is_waited_for() -> None:
    store = unlimited()
    sender = threading.Timer(0.02, store.ask, [request("POST", CONTACTS, ADA)])
    sender.start()

    found = store.until(lambda calls: phrases(calls) or None, timeout_s=10)

    assert found == ["POST /crm/v3/objects/contacts, answered with 201"]
    sender.join()


def test_nothing_is_looked_at_while_a_call_is_under_way() -> None:
    store = unlimited()
    looked: list[int] = []

    with store.under_way():
        found = store.until(lambda calls: looked.append(len(calls)), timeout_s=0.01)

    assert (found, looked) == (None, [0])

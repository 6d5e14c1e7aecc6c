"""Segment's destination for HubSpot, its own action code from npm, takes the collector for HubSpot."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness import expect
from harness.api.portal import PortalSettings
from harness.api.server import ApiServer
from harness.api.store import Store
from harness.errors import HarnessError
from harness.hubspot_api import HubspotApi
from harness.stage.packages import locked_packages, package_folders

HERE = Path(__file__).parent
PATIENCE_S = 120
COMPANY = {"groupid": "g1", "name": "Acme", "createNewCompany": True, "associateContact": True}
STEPS = [
    {
        "action": "upsertContact",
        "event": {},
        "mapping": {
            "email": "ada@acme.test",
            "firstname": " Ada ",
            "lifecyclestage": "Lead",
            "properties": {"tags": ["a", "b"]},
        },
    },
    {"action": "upsertCompany", "event": {}, "mapping": COMPANY},
    {"action": "upsertCompany", "event": {}, "mapping": {**COMPANY, "companysearchfields": {"name": "Acme"}}},
    {"action": "upsertContact", "event": {}, "mapping": {"email": "ada@acme.test", "lifecyclestage": "subscriber"}},
    {
        "action": "sendCustomBehavioralEvent",
        "event": {},
        "mapping": {
            "eventName": "pe4242_Bought Item",
            "email": "ada@acme.test",
            "properties": {"price": 20.5, "items": ["x", "y"]},
            "occurredAt": "2026-11-22T12:00:00Z",
        },
    },
    {
        "action": "customEvent",
        "event": {},
        "mapping": {
            "__segment_internal_sync_mode": "upsert",
            "event_name": "Course",
            "record_details": {"object_type": "contact", "email": "ada@acme.test"},
            "properties": {"price": 90},
        },
    },
    {
        "action": "upsertContact",
        "events": [{}],
        "mapping": {"email": "grace@acme.test", "firstname": "Grace", "enable_batching": True},
    },
]


@dataclass(frozen=True, slots=True)
class Ran:
    """What each action said, and the portal that it asked."""

    said: list[str]
    api: HubspotApi


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder from which Node.js takes the packages, fetched on first use."""
    if not shutil.which("node"):
        pytest.skip("Segment's code runs in Node.js, which is not here; install it from https://nodejs.org")
    try:
        folders = package_folders(locked_packages(HERE))
    except HarnessError as error:
        pytest.skip(str(error))
    modules = tmp_path_factory.mktemp("modules")
    for name, folder in folders.items():
        (modules / name).parent.mkdir(exist_ok=True)
        (modules / name).symlink_to(folder)
    return modules


@pytest.fixture(scope="module")
def ran(modules: Path) -> Iterator[Ran]:
    """All actions, one after the other, in one process."""
    with ApiServer(Store(PortalSettings(portal_id=4242, token="secret", rate=None))) as server:
        done = subprocess.run(  # noqa: S603 - Node.js, with our own script
            [str(shutil.which("node")), str(HERE / "segment.cjs"), server.base_url, "secret"],
            input=json.dumps(STEPS),
            env={**os.environ, "NODE_PATH": str(modules)},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield Ran(json.loads(done.stdout), HubspotApi(server.store, server.base_url))


def test_every_action_is_done_but_the_one_that_segment_repeats(ran: Ran) -> None:
    assert ran.said == [
        "done",
        "The ’segment_group_id’ property doesn't exist in HubSpot. Segment will attempt to create the property and "
        "retry the action.",
        *["done"] * 5,
    ]


def test_it_asks_in_the_order_that_is_known_of_it(ran: Ran) -> None:
    assert [(call.operation, call.status) for call in ran.api.calls] == [
        ("update a record", 404),
        ("create a record", 201),
        ("update a record", 400),
        ("define a property", 201),
        ("update a record", 404),
        ("search records", 200),
        ("create a record", 201),
        ("associate records", 200),
        ("update a record", 200),
        ("update a record", 200),
        ("update a record", 200),
        ("send an event", 204),
        ("read an event definition", 404),
        ("define an event", 201),
        ("send an event", 204),
        ("read a batch of records", 207),
        ("create a batch of records", 201),
    ]


def test_nothing_that_it_asks_is_bad(ran: Ran) -> None:
    assert ran.api.problems() == []


def test_contacts_and_companies_are_counted_with_their_properties(ran: Ran) -> None:
    expect(ran.api.contact("ada@acme.test", firstname="Ada", tags="a;b")).to_be_sent(times=1)
    expect(ran.api.contact("grace@acme.test")).to_carry(firstname="Grace")
    expect(ran.api.company(segment_group_id="g1")).to_carry(name="Acme")


def test_a_stage_is_cleared_before_it_moves_back(ran: Ran) -> None:
    stages = [dict(call.counted[0].properties)["lifecyclestage"] for call in ran.api.calls[8:11]]

    assert stages == ["subscriber", "", "subscriber"]


def test_events_come_under_their_full_names(ran: Ran) -> None:
    expect(ran.api.event("pe4242_bought_item", email="ada@acme.test", price=20.5, items="x;y")).to_be_sent(times=1)
    expect(ran.api.event("pe4242_course", price=90)).to_be_sent(times=1)

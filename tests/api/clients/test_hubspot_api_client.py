"""HubSpot's own client for Python takes the collector for HubSpot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hubspot import HubSpot
from hubspot.crm.companies import SimplePublicObjectInputForCreate as NewCompany
from hubspot.crm.contacts import (
    BatchInputSimplePublicObjectBatchInputForCreate,
    BatchInputSimplePublicObjectBatchInputUpsert,
    BatchReadInputSimplePublicObjectId,
    Filter,
    FilterGroup,
    PublicObjectSearchRequest,
    SimplePublicObjectBatchInputForCreate,
    SimplePublicObjectBatchInputUpsert,
    SimplePublicObjectId,
    SimplePublicObjectInput,
    SimplePublicObjectInputForCreate,
)
from hubspot.crm.contacts import exceptions as contacts
from hubspot.events.send import (
    BatchedBehavioralEventHttpCompletionRequest,
    BehavioralEventHttpCompletionRequest,
)
from hubspot.events.send import exceptions as events

from harness import expect
from harness.api.figures import Rate
from harness.api.portal import PortalSettings
from harness.api.server import ApiServer
from harness.api.store import Store
from harness.hubspot_api import HubspotApi
from tests.api.asking import NOW, USERTOKEN

ADA = {"email": "ada@acme.test", "firstname": "Ada"}


@pytest.fixture(scope="module")
def server() -> Iterator[ApiServer]:
    """One server for all claims; its time stands still, so that calls are never too slow to be too many."""
    with ApiServer(Store(clock=lambda: NOW)) as server:
        yield server


@pytest.fixture
def api(server: ApiServer) -> HubspotApi:
    """The portal 4242, with nothing in it."""
    server.store.reset(PortalSettings(portal_id=4242, token="secret", rate=None))
    return HubspotApi(server.store, server.base_url)


@pytest.fixture
def client(api: HubspotApi) -> HubSpot:
    """HubSpot's client, pointed at it."""
    return HubSpot(access_token="secret", host=api.base_url)


def new_contact(**properties: str) -> SimplePublicObjectInputForCreate:
    return SimplePublicObjectInputForCreate(properties={**ADA, **properties}, associations=[])


def test_it_sends_an_event(client: HubSpot, api: HubspotApi) -> None:
    client.events.send.basic_api.send(
        BehavioralEventHttpCompletionRequest(
            event_name="pe4242_signed_up", email="ada@acme.test", utk=USERTOKEN, properties={"plan": "gold"}
        )
    )

    expect(api.event("pe4242_signed_up", email="ada@acme.test", plan="gold")).to_be_sent(times=1)
    expect(api.event("pe4242_signed_up")).to_come_from(USERTOKEN)


def test_it_sends_a_batch_of_events(client: HubSpot, api: HubspotApi) -> None:
    inputs = [BehavioralEventHttpCompletionRequest(event_name="pe4242_a", object_id=str(number)) for number in (7, 8)]

    client.events.send.batch_api.send(BatchedBehavioralEventHttpCompletionRequest(inputs=inputs))

    expect(api.event("pe4242_a")).to_be_sent(times=2)


def test_it_hears_what_is_wrong_with_an_event(client: HubSpot) -> None:
    with pytest.raises(events.ApiException) as error:
        client.events.send.basic_api.send(BehavioralEventHttpCompletionRequest(event_name="pe4242_a"))

    assert error.value.status == 400
    assert "email, utk, or objectId is required" in error.value.body


def test_it_hears_that_its_token_is_wrong(api: HubspotApi) -> None:
    with pytest.raises(contacts.UnauthorizedException):
        HubSpot(access_token="wrong", host=api.base_url).crm.contacts.basic_api.get_page()


def test_it_hears_that_it_calls_too_often(server: ApiServer, client: HubSpot) -> None:
    # Ten calls may take longer than a second where the machine is busy.
    server.store.reset(PortalSettings(rate=Rate(10, 600)))

    with pytest.raises(contacts.ApiException) as error:
        _ = [client.crm.contacts.basic_api.get_page() for _ in range(11)]

    assert error.value.status == 429


def test_it_makes_reads_changes_and_deletes_a_contact(client: HubSpot, api: HubspotApi) -> None:
    basic = client.crm.contacts.basic_api
    made = basic.create(new_contact())
    read = basic.get_by_id("ada@acme.test", id_property="email", properties=["phone"])
    changed = basic.update(made.id, SimplePublicObjectInput(properties={"firstname": "Grace"}))
    listed = basic.get_page()
    basic.archive(made.id)

    assert (read.id, read.properties["phone"]) == (made.id, None)
    assert changed.properties["firstname"] == "Grace"
    assert [contact.id for contact in listed.results] == [made.id]
    with pytest.raises(contacts.NotFoundException):
        basic.get_by_id(made.id)
    expect(api.contact("ada@acme.test")).to_be_sent(times=2)


def test_it_hears_that_a_contact_is_there_already(client: HubSpot) -> None:
    made = client.crm.contacts.basic_api.create(new_contact())

    with pytest.raises(contacts.ApiException) as error:
        client.crm.contacts.basic_api.create(new_contact())

    assert error.value.status == 409
    assert f"Contact already exists. Existing ID: {made.id}" in error.value.body


def test_it_works_with_batches(client: HubSpot, api: HubspotApi) -> None:
    batch = client.crm.contacts.batch_api
    made = batch.create(
        BatchInputSimplePublicObjectBatchInputForCreate(
            inputs=[SimplePublicObjectBatchInputForCreate(properties=ADA, associations=[])]
        )
    )
    upserted = batch.upsert(
        BatchInputSimplePublicObjectBatchInputUpsert(
            inputs=[
                SimplePublicObjectBatchInputUpsert(id=email, id_property="email", properties={"plan": "gold"})
                for email in ("ada@acme.test", "grace@acme.test")
            ]
        )
    )
    read = batch.read(
        BatchReadInputSimplePublicObjectId(
            id_property="email",
            properties=["plan"],
            properties_with_history=[],
            inputs=[SimplePublicObjectId(id="ada@acme.test"), SimplePublicObjectId(id="nobody@acme.test")],
        )
    )

    assert [each.new for each in upserted.results] == [False, True]
    assert [each.id for each in read.results] == [made.results[0].id]
    assert (read.num_errors, read.errors[0].category) == (1, "OBJECT_NOT_FOUND")
    expect(api.contact(plan="gold")).to_be_sent(times=2)


def test_it_searches_contacts(client: HubSpot) -> None:
    made = client.crm.contacts.basic_api.create(new_contact())
    wanted = FilterGroup(filters=[Filter(property_name="email", operator="EQ", value="ada@acme.test")])

    found = client.crm.contacts.search_api.do_search(PublicObjectSearchRequest(filter_groups=[wanted]))

    assert (found.total, found.results[0].id) == (1, made.id)


def test_it_makes_a_company(client: HubSpot, api: HubspotApi) -> None:
    client.crm.companies.basic_api.create(NewCompany(properties={"name": "Acme"}, associations=[]))

    expect(api.company(name="Acme")).to_be_sent(times=1)

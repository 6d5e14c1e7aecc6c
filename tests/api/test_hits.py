"""What a call has counted is told as hits, of the same types as those of a browser where there are such."""

from __future__ import annotations

from harness.api.hits import CompanyWrite, ContactWrite, RecordWrite, hits_of
from harness.wire.hits import ApiEvent, CustomEvent, FormField, FormSubmission, Identity, PageRef, Visitor
from tests.api.asking import COMPANIES, CONTACTS, FORM, NOW, USERTOKEN, teller

ADA = Identity(pairs=(("email", "ada@acme.test"),))


def test_an_event_is_one_of_the_visitor_it_names() -> None:
    said = {"eventName": "pe4242_a", "email": "ada@acme.test", "utk": USERTOKEN, "properties": {"plan": "gold"}}

    (hit,) = hits_of(teller()("POST", "/events/v3/send", said))

    assert hit == CustomEvent(
        name="pe4242_a",
        properties=(("plan", "gold"),),
        portal_id=4242,
        identity=ADA,
        visitor=Visitor(usertoken=USERTOKEN),
    )
    assert hit.request is not None
    assert (hit.request.method, hit.request.url, hit.request.arrived_at) == ("POST", "/events/v3/send", NOW)


def test_a_legacy_event_keeps_its_value_apart() -> None:
    (hit,) = hits_of(teller()("GET", "/v1/event?_a=4242&_n=Bought&_m=7&email=ada@acme.test"))

    assert hit == ApiEvent(
        name="Bought", value="7", contact=(("email", "ada@acme.test"),), portal_id=4242, identity=ADA
    )


def test_a_form_speaks_of_its_page_and_its_visitor() -> None:
    context = {"hutk": USERTOKEN, "pageUri": "https://www.acme.test/a", "pageName": "A"}
    body = {"fields": [{"name": "email", "value": "ada@acme.test"}], "context": context}

    (hit,) = hits_of(teller()("POST", FORM, body))

    assert hit == FormSubmission(
        form_id="f1",
        fields=(FormField(name="email", value="ada@acme.test"),),
        page=PageRef(url="https://www.acme.test/a", title="A"),
        portal_id=4242,
        identity=ADA,
        visitor=Visitor(usertoken=USERTOKEN),
    )


def test_records_have_types_of_their_own() -> None:
    ask = teller()
    calls = [
        ask("POST", CONTACTS, {"properties": {"email": "ada@acme.test"}}),
        ask("POST", COMPANIES, {"properties": {"name": "Acme"}}),
        ask("POST", "/crm/v3/objects/deals", {"properties": {"dealname": "Course"}}),
    ]

    assert [hits_of(call)[0] for call in calls] == [
        ContactWrite(
            object_type="contacts",
            record_id="101",
            properties=(("email", "ada@acme.test"),),
            portal_id=4242,
            identity=ADA,
        ),
        CompanyWrite(object_type="companies", record_id="102", properties=(("name", "Acme"),), portal_id=4242),
        RecordWrite(object_type="deals", record_id="103", properties=(("dealname", "Course"),), portal_id=4242),
    ]
    assert [hits_of(call)[0].phrase for call in calls] == [
        "contact ada@acme.test",
        "company 102 of companies",
        "record 103 of deals",
    ]

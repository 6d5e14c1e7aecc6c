"""The contact API of before 2020, `POST /contacts/v1/contact/createOrUpdate/email/...`."""

from __future__ import annotations

from harness.api.asked import Asked
from harness.api.call import Answer, JsonValue
from harness.api.people import is_email
from harness.api.records import create, found, read_properties, write
from harness.api.refusal import Outcome, Refused, refused
from harness.api.routes import operation
from harness.wire.words import quoted

MOST_PROPERTIES = 1000


@operation("create or update a contact", "POST", "/contacts/v1/contact/createOrUpdate/email/{email}")
def create_or_update(asked: Asked) -> Outcome:
    """200 with the contact's id, and whether it is new."""
    email = asked.parts["email"].strip()
    if not is_email(email):
        raise refused(400, f"Email address {quoted(email)} is invalid", kind="invalid-value")
    listed = asked.objects(asked.json_object("properties"), "properties", MOST_PROPERTIES)
    given: dict[str, JsonValue] = {str(each.get("property")): each.get("value") for each in listed}
    properties = {"email": email, **read_properties({"properties": given})}
    try:
        record = found(asked.portal, "contacts", email, "email")
    except Refused:
        written = create(asked.portal, "contacts", properties, asked.at)
    else:
        written = write(asked.portal, "contacts", record, properties, asked.at)
    body: dict[str, JsonValue] = {"vid": int(written.record.id), "isNew": written.is_new}
    return Outcome(answer=Answer(body=body), portal=written.portal, counted=(written.counted,))

"""Submissions of forms, `POST /submissions/v3/integration/submit/...`; "Submit data to a form"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from harness.api.asked import Asked, text_of
from harness.api.call import Answer, Counted, Fault, FaultKind, JsonValue
from harness.api.figures import FORM_VALUES, LONGEST_FORM_VALUE
from harness.api.people import is_email, is_usertoken
from harness.api.refusal import Outcome, Refused, error_body, refused
from harness.api.routes import operation
from harness.wire.words import plain, quoted

Members = Mapping[str, JsonValue]
Complaint = tuple[str, str]
"""HubSpot's `errorType`, and its message."""

THANKS = Answer(body={"inlineMessage": "Thanks for submitting the form."})


@operation(
    "submit a form",
    "POST",
    "/submissions/v3/integration/submit/{portal}/{form}",
    rate="forms",
    authorized=False,
)
def submit(asked: Asked) -> Outcome:
    """A submission, as a browser or a server makes it without a token."""
    return _submitted(asked)


@operation("submit a form with a token", "POST", "/submissions/v3/integration/secure/submit/{portal}/{form}")
def submit_secure(asked: Asked) -> Outcome:
    """A submission by a server that shows its token."""
    return _submitted(asked)


def _submitted(asked: Asked) -> Outcome:
    portal_id, form_id = int(asked.parts["portal"]), asked.parts["form"]
    wanted = asked.portal.settings.portal_id
    if wanted not in (None, portal_id):
        raise refused(404, "resource not found", kind="foreign-portal", reason=f"portal {portal_id}, not {wanted}")
    body = asked.json_object("fields")
    context = body.get("context") or {}
    if not isinstance(context, dict):
        raise _refusal([("INVALID_METADATA", "Error in 'context'. Wanted an object")])
    fields = asked.objects(body, "fields", FORM_VALUES)
    complaints = [*_field_complaints(fields), *_context_complaints(context)]
    if complaints:
        raise _refusal(complaints)
    return Outcome(answer=THANKS, portal=asked.portal, counted=(_counted(fields, context, portal_id, form_id),))


def _refusal(complaints: list[Complaint]) -> Refused:
    errors: list[JsonValue] = [{"message": message, "errorType": kind} for kind, message in complaints]
    kind: FaultKind = "invalid-value"
    faults = tuple(Fault(kind=kind, text=f"{error}: {message}") for error, message in complaints)
    return Refused(Answer(status=400, body=error_body("The request is not valid", more={"errors": errors})), faults)


def _field_complaints(fields: list[dict[str, JsonValue]]) -> Iterator[Complaint]:
    for field in fields:
        name = field.get("name")
        if not isinstance(name, str) or not name:
            yield "REQUIRED_FIELD", "Error in 'fields'. Every field has a name"
            continue
        yield from _value_complaints(name, field.get("value"))


def _value_complaints(name: str, value: JsonValue) -> Iterator[Complaint]:
    place = f"Error in 'fields.{plain(name)}'."
    try:
        text = text_of(value)
    except ValueError as error:
        yield "INVALID_METADATA", f"{place} {str(error).capitalize()}"
        return
    if len(text) > LONGEST_FORM_VALUE:
        yield "INPUT_TOO_LARGE", f"{place} The most are {LONGEST_FORM_VALUE} characters"
    elif name == "email" and not is_email(text):
        yield "INVALID_EMAIL", f"{place} Invalid email address"


def _context_complaints(context: Members) -> Iterator[Complaint]:
    """What is said of the visitor and the page; what is left out is no error, HubSpot then counts an offline source."""
    given = {name: value for name, value in context.items() if value not in (None, "")}
    checks = {"hutk": is_usertoken, "pageUri": _is_address, "ipAddress": _is_ip}
    kinds = {"hutk": "INVALID_HUTK", "pageUri": "INVALID_PAGE_URI", "ipAddress": "INVALID_IP_ADDRESS"}
    for name, holds in checks.items():
        value = given.get(name)
        if value is not None and not (isinstance(value, str) and holds(value)):
            yield kinds[name], f"Error in 'context.{name}'. {quoted(str(value))} cannot be used"


def _is_address(text: str) -> bool:
    try:
        return bool(urlsplit(text).scheme and urlsplit(text).netloc)
    except ValueError:
        return False


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _counted(fields: list[dict[str, JsonValue]], context: Members, portal_id: int, form_id: str) -> Counted:
    pairs = tuple((str(field["name"]), text_of(field.get("value"))) for field in fields)
    texts = {name: value for name, value in context.items() if isinstance(value, str) and value}
    return Counted(
        kind="form submission",
        name=form_id,
        portal_id=portal_id,
        identity=tuple(pair for pair in pairs if pair[0] == "email"),
        properties=pairs,
        usertoken=texts.get("hutk"),
        page_url=texts.get("pageUri"),
        page_title=texts.get("pageName"),
    )

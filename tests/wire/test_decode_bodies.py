"""Requests with a body, to their meaning."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from harness.wire.decode import decode
from harness.wire.hits import BannerReport, CollectedForm, FormField, FormSubmission, Hit, PageRef, RawRequest, Visitor

UNIORG = "4f3c2b1a09f8e7d6c5b4a39281706f5e"


def post(url: str, body: object) -> RawRequest:
    return RawRequest(method="POST", url=url, body=json.dumps(body).encode())


@pytest.mark.parametrize(
    ("request_", "hit"),
    [
        pytest.param(
            post(
                "https://forms.hscollectedforms.net/collected-forms/submit/form",
                {
                    "contactFields": {"email": "ada@acme.test", "firstName": "Ada"},
                    "formSelectorClasses": ".contact",
                    "formSelectorId": "#contact",
                    "formValues": {"Newsletter": "Checked"},
                    "labelToNameMap": {"E-mail": "email"},
                    "pageTitle": "Contact",
                    "pageUrl": "https://acme.test/contact",
                    "portalId": 4242,
                    "type": "SCRAPED",
                    "utk": UNIORG,
                    "uuid": "u1",
                    "version": "1.0",
                    "extra": [1],
                },
            ),
            CollectedForm(
                portal_id=4242,
                version="1.0",
                contact=(("email", "ada@acme.test"), ("firstName", "Ada")),
                values=(("Newsletter", "Checked"),),
                labels=(("E-mail", "email"),),
                form_selector="#contact",
                form_classes=".contact",
                source="SCRAPED",
                uuid="u1",
                page=PageRef(url="https://acme.test/contact", title="Contact"),
                visitor=Visitor(usertoken=UNIORG),
                unknown=(("extra", "[1]"),),
            ),
            id="collected form",
        ),
        pytest.param(
            post(
                "https://api-eu1.hsforms.com/submissions/v3/integration/submit/4242/f1",
                {
                    "submittedAt": 1783937751329,
                    "fields": [{"objectTypeId": "0-1", "name": "email", "value": "ada@acme.test"}],
                    "context": {
                        "hutk": UNIORG,
                        "pageUri": "https://acme.test/",
                        "pageName": "Home",
                        "ipAddress": "::1",
                    },
                    "legalConsentOptions": {"consent": True},
                },
            ),
            FormSubmission(
                portal_id=4242,
                hublet="eu1",
                form_id="f1",
                fields=(FormField(name="email", value="ada@acme.test", object_type="0-1"),),
                visitor=Visitor(usertoken=UNIORG),
                page=PageRef(url="https://acme.test/", title="Home"),
                sent_at=datetime(2026, 7, 13, 10, 15, 51, 329000, tzinfo=UTC),
                unknown=(("legalConsentOptions", '{"consent":true}'), ("context.ipAddress", "::1")),
            ),
            id="form submission",
        ),
        pytest.param(
            post("https://js.hs-banner.com/v2/activity/click", {"portalId": 4242, "action": "accept", "policy": 1}),
            BannerReport(portal_id=4242, activity="click", details={"action": "accept", "policy": "1"}),
            id="banner report",
        ),
    ],
)
def test_a_body_is_read(request_: RawRequest, hit: Hit) -> None:
    assert decode(request_) == hit

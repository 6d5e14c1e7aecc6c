"""Hits for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from harness.report.hit_json import hit_values
from harness.wire.decode import decode
from harness.wire.hits import BannerReport, Malformed, RawRequest

URL = "https://track-eu1.hubspot.com/__ptbe.gif?n=pe4242_course&_id=7&a=4242&cts=1783937751329&cc=3&zz=1"


def test_a_hit_is_told_field_by_field() -> None:
    values = hit_values(decode(URL))

    assert {key: values[key] for key in ("type", "kind", "phrase", "portal_id", "hublet", "name", "properties")} == {
        "type": "CustomEvent",
        "kind": "event",
        "phrase": "event pe4242_course",
        "portal_id": 4242,
        "hublet": "eu1",
        "name": "pe4242_course",
        "properties": [["id", "7"]],
    }
    assert (values["sent_at"], values["consent"], values["unknown"]) == (
        "2026-07-13T10:15:51.329Z",
        {"given": True, "policy": None, "categories": ["necessary", "analytics"]},
        [["zz", "1"]],
    )


def test_every_pair_and_the_request_stay() -> None:
    values = hit_values(decode(URL))

    assert (values["raw"][0], values["request"]["url"]) == (["n", "pe4242_course"], URL)


def test_bytes_and_mappings_become_json() -> None:
    request = RawRequest(url="https://acme.test/", body=b"\xff", arrived_at=datetime(2026, 7, 13, tzinfo=UTC))
    malformed = hit_values(Malformed(request=request, reasons=("why",)))
    report = hit_values(BannerReport(activity="view", details={"a": "b"}))

    assert (malformed["request"]["body"], malformed["reasons"], report["details"]) == ("\ufffd", ["why"], {"a": "b"})


def test_the_values_are_json() -> None:
    assert json.loads(json.dumps(hit_values(decode(URL)))) == hit_values(decode(URL))

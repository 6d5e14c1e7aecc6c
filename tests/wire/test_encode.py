"""From hits back to requests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.wire import codecs as c
from harness.wire.cookies import Hssc, Hstc
from harness.wire.decode import decode
from harness.wire.encode import encode
from harness.wire.fields import SPECS
from harness.wire.hits import (
    Client,
    Consent,
    ConsentCategories,
    Content,
    FormField,
    FormHit,
    FormSubmission,
    Hit,
    Identity,
    PageRef,
    PageView,
    RawRequest,
    Visitor,
)
from harness.wire.spec import Field, Rest, Spec

TRACKER_HITS = [
    url
    for url in Path(__file__).with_name("real_hits.txt").read_text(encoding="utf-8").splitlines()
    if "k=14" not in url
]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.integers(min_value=0, max_value=10**15 - 1)
TIMES = st.integers(min_value=0, max_value=253402300799999).map(
    lambda number: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)
)
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=4).map(tuple)
HSTCS = st.builds(
    Hstc,
    domain_hash=NUMBERS,
    visitor=st.text("0123456789abcdef", min_size=1, max_size=32),
    first=TIMES,
    previous=TIMES,
    current=TIMES,
    sessions=NUMBERS,
)
HSSCS = st.builds(Hssc, domain_hash=NUMBERS, page_views=NUMBERS, started=TIMES)

VALUES: Mapping[int, st.SearchStrategy[Any]] = {
    id(c.TEXT): TEXTS,
    id(c.TWICE_ENCODED): TEXTS,
    id(c.NUMBER): NUMBERS,
    id(c.POLICY): NUMBERS,
    id(c.EPOCH_MS): TIMES,
    id(c.TRUE_FALSE): st.booleans(),
    id(c.ONE): st.just(True),
    id(c.CONSENT_GIVEN): st.booleans(),
    id(c.CATEGORIES): st.integers(0, 255).map(ConsentCategories),
    id(c.HSTC): HSTCS,
    id(c.HSSC): HSSCS,
    id(c.IDENTITY): st.builds(Identity, pairs=PAIRS),
    id(c.TEXTS): st.lists(st.text(max_size=5), max_size=3).map(tuple),
}
PARTS: Mapping[str, type[Any]] = {
    "page": PageRef,
    "client": Client,
    "content": Content,
    "visitor": Visitor,
    "consent": Consent,
}
IN_PATH: Mapping[str, st.SearchStrategy[Any]] = {
    "portal_id": NUMBERS,
    "form_id": st.text("0123456789abcdef-", min_size=1, max_size=36),
    "activity": st.sampled_from(["view", "click"]),
    "path": st.just("/__new.gif"),
}


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """What a field may hold, by its codec."""
    if field.keyed:
        return st.lists(st.tuples(st.just(field.key), TEXTS), max_size=3).map(tuple)
    if field.collects:
        return st.lists(TEXTS, max_size=3).map(tuple)
    if field.codec.codes:
        return st.sampled_from([field.codec.read(code) for code in field.codec.codes])
    return VALUES[id(field.codec)]


def rest_values(spec: Spec, rest: Rest) -> st.SearchStrategy[Any]:
    """What a rest may hold: names that are no field of this kind."""
    known = {field.key for field in spec.fields}
    names = TEXTS.filter(lambda name: rest.prefix + name not in known)
    if rest.place == "fields":
        return st.lists(st.builds(FormField, name=TEXTS, value=TEXTS, object_type=st.none() | st.just("0-1"))).map(
            tuple
        )
    if rest.place == "details":
        plain = names.filter(lambda name: "." not in name and name != "fields")
        return st.dictionaries(plain, TEXTS, max_size=4)
    unique = st.lists(st.tuples(names, TEXTS), max_size=4, unique_by=lambda pair: pair[0])
    return unique.map(tuple)


@st.composite
def hits_of(draw: st.DrawFn, spec: Spec) -> Hit:
    """A hit of one kind, each of its fields there or not."""
    places = {field.path: field for field in spec.fields if field.place}
    needed = {"portal_id"} if spec.needs_portal else set()
    drawn = {
        path: draw(values_of(field))
        for path, field in places.items()
        if path in needed or field.key == "k" or draw(st.booleans())
    }
    own = {path: value for path, value in drawn.items() if "." not in path}
    for part, kind in PARTS.items():
        inner = {path.partition(".")[2]: value for path, value in drawn.items() if path.startswith(f"{part}.")}
        own |= {part: kind(**inner)} if inner else {}
    own |= {rest.place: draw(rest_values(spec, rest)) for rest in spec.rests}
    own |= {name: draw(IN_PATH[name]) for name in spec.in_path}
    own["hublet"] = draw(st.sampled_from(["na1", "na2", "eu1", "ap1"]))
    if spec.shared:
        own["torn_cookies"] = draw(st.lists(st.tuples(st.sampled_from("ub"), st.just("1.x")), max_size=2).map(tuple))
        own["unknown"] = draw(st.sampled_from([(), (("zz", "1"), ("zz", "ü"))])) if not _takes_all(spec) else ()
    return spec.hit(**own)


def _takes_all(spec: Spec) -> bool:
    return any(rest.prefix == "" for rest in spec.rests)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.hit.kind)
@given(st.data())
def test_a_hit_reads_as_it_was_encoded(spec: Spec, data: st.DataObject) -> None:
    hit = data.draw(hits_of(spec))

    assert decode(encode(hit)) == hit


@pytest.mark.parametrize("url", TRACKER_HITS)
def test_a_real_hit_is_encoded_as_the_tracker_wrote_it(url: str) -> None:
    hit = decode(url)

    assert isinstance(hit, Hit)
    assert encode(hit) == RawRequest(url=url)


KEYS = st.sampled_from(["a", "cts", "i", "u", "b", "cc", "tc", "tc", "cpi", "lvc", "_x", "n", "m", "id", "", "zz"])
VALUES_ON_THE_WIRE = st.sampled_from(["", "0", "1", "x", "1.a.1.1.1.1", "1.1.1", "a%3D1%26b", "%ff", "%zz"])


@given(
    st.sampled_from(["__ptq.gif?k=1", "__ptq.gif?k=3", "__ptq.gif?k=77", "__ptbe.gif?_", "__ptc.gif?_", "x?y"]),
    st.data(),
)
def test_a_hit_that_was_read_can_be_sent_again(start: str, data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.tuples(KEYS, VALUES_ON_THE_WIRE), max_size=8))
    hit = decode(f"https://track.hubspot.com/{start}&a=4242&" + "&".join(f"{key}={value}" for key, value in pairs))

    assert decode(encode(hit)) == hit if isinstance(hit, Hit) else True


def test_an_address_needs_its_parts() -> None:
    with pytest.raises(ValueError, match="a form submission has no address without portal_id and form_id"):
        encode(FormSubmission())


def test_a_word_without_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="'bogus' is none of view, install"):
        encode(FormHit(step="bogus"))


def test_parameters_are_encoded_as_the_tracker_encodes_them() -> None:
    hit = PageView(
        portal_id=4242,
        page=PageRef(title="What's new (2026)? 1+1", url="https://acme.test/a b"),
        identity=Identity(pairs=(("email", "ada@acme.test"),)),
    )

    assert encode(hit).url == (
        "https://track.hubspot.com/__ptq.gif?k=1&a=4242&pu=https%3A%2F%2Facme.test%2Fa+b&"
        "t=What's+new+(2026)%3F+1%2B1&i=email%3Dada%2540acme.test"
    )

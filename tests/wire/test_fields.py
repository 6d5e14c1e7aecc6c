"""The declared table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from typing import get_type_hints

import pytest

from harness.wire.fields import SHARED, SPECS, spec_of
from harness.wire.hits import Hit, PageView
from harness.wire.spec import Field, Rest, Spec

DOCUMENT = Path(__file__).parents[2] / "docs" / "wire-format.md"
ROW = re.compile(r"\| `(?P<key>.*?)` \| (?P<name>.*?) \| (?:`(?P<place>.*?)`|decides the kind) \| .+ \|")


@pytest.mark.parametrize("field", SHARED, ids=lambda field: field.key)
def test_a_shared_key_has_a_place_in_every_hit(field: Field) -> None:
    assert attrgetter(field.path)(Hit()) in (None, (), False, True)


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.hit.kind)
def test_every_place_of_a_kind_exists(spec: Spec) -> None:
    places = {field.path.partition(".")[0] for field in spec.fields if field.place}
    places |= {rest.place for rest in spec.rests} | set(spec.in_path)

    assert places - set(get_type_hints(spec.hit)) == set()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.hit.kind)
def test_a_key_is_declared_once_in_a_kind(spec: Spec) -> None:
    assert [key for key, times in Counter(field.key for field in spec.fields).items() if times > 1] == []


def test_every_kind_of_hit_has_a_table() -> None:
    of_browsers = {kind.__name__ for kind in Hit.__subclasses__() if kind.__module__.startswith("harness.wire.")}

    assert {spec.hit.__name__ for spec in SPECS} == of_browsers


def test_a_kind_is_found_by_its_type() -> None:
    assert spec_of(PageView).codes == ("1",)


def documented(heading: str) -> list[tuple[str, str, str]]:
    """Key, name and place of the table under a heading of the page."""
    section = re.split(r"^##+ ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(f"{heading}\n")]
    return [(row["key"], row["name"], row["place"] or "") for row in ROW.finditer(text)]


def declared(items: Iterable[Field | Rest]) -> list[tuple[str, str, str]]:
    """The same of the declared table."""
    return [(item.key if isinstance(item, Field) else f"{item.prefix}*", item.name, item.place) for item in items]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.hit.kind)
def test_the_page_on_the_wire_format_tells_the_keys_of_a_kind(spec: Spec) -> None:
    assert documented(spec.hit.kind) == declared(spec.own)


def test_the_page_on_the_wire_format_tells_the_shared_keys() -> None:
    assert documented("Shared keys") == declared(SHARED)

"""From a request to its meaning: total, so that whatever a page sends becomes a `Hit` or a `Malformed`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from harness.wire.bodies import BODIES, BodyError
from harness.wire.endpoints import Endpoint, EndpointKind, endpoint_of
from harness.wire.fields import SPECS
from harness.wire.hits import Client, Consent, Content, Hit, Malformed, PageRef, RawRequest, Visitor
from harness.wire.pairs import MAX_PAIRS, split_pairs
from harness.wire.spec import Field, Rest, Spec
from harness.wire.words import quoted

__all__ = ["decode"]


def decode(request: RawRequest | str) -> Hit | Malformed:
    """What `request` (or a GET of that URL) says; never raises.

    A key that is unknown, or known but given twice, is kept in `unknown`. A known value that cannot be read makes the
    whole request malformed, with one reason for each.
    """
    if isinstance(request, str):
        request = RawRequest(url=request)
    url = request.url if request.url.isascii() else request.url.encode("utf-8", "replace").decode()
    endpoint = endpoint_of(url)
    if endpoint is None:
        return _malformed(request, [f"{quoted(url)} is the address of no tracking endpoint"])
    query = url.partition("#")[0].partition("?")[2]
    if query.count("&") >= MAX_PAIRS:
        return _malformed(request, [f"more than {MAX_PAIRS} pairs in the query; none was read"])
    pairs = split_pairs(query)
    try:
        if endpoint.kind in BODIES:
            pairs += BODIES[endpoint.kind](request)
    except BodyError as error:
        return _malformed(request, [str(error)], pairs)
    return _read(request, endpoint, pairs)


class _Slot(NamedTuple):
    """Where the value of one key goes: a part of the hit and its attribute; a slot without `read` collects."""

    part: int
    attribute: str
    read: Callable[[str], Any] | None
    field: Field


class _Layout(NamedTuple):
    """A spec of the table, made ready for the loop over the pairs."""

    spec: Spec
    slots: dict[str, _Slot]


_Values = tuple[dict[str, Any], ...]
"""Values by attribute, one dict for each part, then one for the hit's own and one for what is kept nowhere."""


def _read(request: RawRequest, endpoint: Endpoint, pairs: list[tuple[str, str]]) -> Hit | Malformed:
    layout = _layout_of(endpoint, pairs)
    if layout is None:
        return _malformed(request, ["k (hit type) is missing: wanted the number that says what is counted"], pairs)
    spec, slots = layout
    parts, left, torn, reasons = _sort(pairs, slots)
    own = parts[_OWN]
    for name in spec.in_path:
        own[name] = getattr(endpoint, name)
    if spec.needs_portal and "portal_id" not in own and spec.portal_key not in dict(pairs):
        reasons.append(f"{spec.portal_key} (portal id) is missing: every hit of this kind names its portal")
    if reasons:
        return _malformed(request, reasons, pairs)
    for (name, make), values in zip(_PARTS, parts, strict=False):
        if values:
            own[name] = make(**values)
    if left:
        own["unknown"] = _collect_rests(spec, slots, left, own)
    if torn:
        own["torn_cookies"] = tuple(torn)
    own["hublet"] = endpoint.hublet
    own["raw"] = tuple(pairs)
    own["request"] = request
    return spec.hit(**own)


def _sort(
    pairs: list[tuple[str, str]], slots: dict[str, _Slot]
) -> tuple[_Values, list[tuple[str, str]], list[tuple[str, str]], list[str]]:
    """What the fields take, what they leave, torn cookies, and the reasons why a value cannot be read."""
    parts: _Values = ({}, {}, {}, {}, {}, {}, {})
    left: list[tuple[str, str]] = []
    torn: list[tuple[str, str]] = []
    reasons: list[str] = []
    for pair in pairs:
        key, value = pair
        slot = slots.get(key)
        if slot is None:
            left.append(pair)
            continue
        part, attribute, read, field = slot
        values = parts[part]
        if read is None:
            values.setdefault(attribute, []).append(pair if field.keyed else value)
        elif attribute in values:
            left.append(pair)
        else:
            try:
                values[attribute] = read(value)
            except ValueError:
                if field.torn:
                    torn.append(pair)
                else:
                    reasons.append(f"{key} ({field.name}) is {quoted(value)}: wanted {field.codec.wanted}")
    return parts, left, torn, reasons


def _collect_rests(
    spec: Spec, slots: dict[str, _Slot], left: list[tuple[str, str]], own: dict[str, Any]
) -> tuple[tuple[str, str], ...]:
    """Puts the pairs that a prefix explains where they belong; gives back the others."""
    unknown = []
    found: dict[Rest, list[tuple[str, str]]] = {rest: [] for rest in spec.rests}
    for key, value in left:
        rest = None if key in slots else spec.rest_of(key)
        if rest:
            found[rest].append((key.removeprefix(rest.prefix), value))
        else:
            unknown.append((key, value))
    for rest, pairs in found.items():
        own[rest.place] = rest.gather(pairs)
    return tuple(unknown)


def _malformed(request: RawRequest, reasons: list[str], pairs: list[tuple[str, str]] | None = None) -> Malformed:
    return Malformed(request=request, reasons=tuple(reasons), raw=tuple(pairs or ()))


def _content(**values: Any) -> Content:
    for name in ("metadata", "targeted"):
        if name in values:
            values[name] = tuple(values[name])
    return Content(**values)


_PARTS: tuple[tuple[str, Callable[..., Any]], ...] = (
    ("page", PageRef),
    ("client", Client),
    ("content", _content),
    ("visitor", Visitor),
    ("consent", Consent),
)
_PART_NUMBERS = {name: number for number, (name, _) in enumerate(_PARTS)}
_OWN = len(_PARTS)
_NOWHERE = _OWN + 1


def _slot(field: Field) -> _Slot:
    part, dot, attribute = field.path.rpartition(".")
    read = None if field.collects else field.codec.read
    if not field.place:
        return _Slot(_NOWHERE, field.key, read, field)
    return _Slot(_PART_NUMBERS[part] if dot else _OWN, attribute, read, field)


def _layouts() -> Iterator[tuple[tuple[EndpointKind, str | None], _Layout]]:
    for spec in SPECS:
        layout = _Layout(spec, {field.key: _slot(field) for field in spec.fields})
        for code in spec.codes or (None,):
            yield (spec.endpoint, code), layout


_LAYOUTS = dict(_layouts())
_UNKNOWN = _LAYOUTS["other", None]


def _layout_of(endpoint: Endpoint, pairs: list[tuple[str, str]]) -> _Layout | None:
    if endpoint.kind != "hit":
        return _LAYOUTS[endpoint.kind, None]
    code = next((value for key, value in pairs if key == "k"), None)
    return None if code is None else _LAYOUTS.get(("hit", code), _UNKNOWN)

"""Bodies of the form and banner requests as wire pairs, so that one table reads queries and bodies alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from harness.wire.endpoints import EndpointKind
from harness.wire.pairs import MAX_PAIRS, split_pairs
from harness.wire.parts import FormField, RawRequest
from harness.wire.words import quoted

__all__ = ["BODIES", "BodyError", "gather_fields", "json_body", "json_pairs", "spread_fields"]

# Objects whose members become pairs of their own (`context.hutk`); any other object stays JSON text.
_GROUPS = ("contactFields", "formValues", "labelToNameMap", "context")
_FIELDS = "fields"
_NUMBERS = frozenset({"portalId", "submittedAt"})
_BOUNDARY = re.compile(r'boundary="?([^";]{1,200})', re.IGNORECASE)
_PART_NAME = re.compile(rb'\bname="([^"\r\n]*)"')


class BodyError(ValueError):
    """Raised when a body cannot be read; the text says what was wanted and what was there."""


def json_pairs(body: bytes) -> list[tuple[str, str]]:
    """The members of a JSON object as pairs: plain ones, those of the known groups, form fields; null is absence."""
    members = _object(body)
    entries = members.pop(_FIELDS, None) or []
    flat: dict[str, str] = {}
    for key, value in members.items():
        inner = {f"{key}.{name}": item for name, item in value.items()} if _is_group(key, value) else {key: value}
        flat |= {name: _text(item) for name, item in inner.items() if item is not None}
    if not isinstance(entries, list):
        raise BodyError(f"fields {quoted(_text(entries))} in the body: wanted a list")
    if len(flat) + len(entries) > MAX_PAIRS:
        raise BodyError(f"more than {MAX_PAIRS} values in the body; none was read")
    return sorted(flat.items(), key=_rank) + [_form_field(entry) for entry in entries]


def json_body(pairs: Iterable[tuple[str, str]]) -> bytes:
    """The JSON object that `json_pairs` reads as `pairs`."""
    members: dict[str, Any] = {}
    for key, value in pairs:
        group, dot, name = key.partition(".")
        if group == _FIELDS and dot:
            kind, _, name = name.partition("/")
            entry = {"objectTypeId": kind} if kind else {}
            members.setdefault(_FIELDS, []).append({**entry, "name": name, "value": value})
        elif group in _GROUPS and dot:
            members.setdefault(group, {})[name] = value
        else:
            members[key] = int(value) if key in _NUMBERS and value.isdecimal() else value
    return _dumps(members).encode("ascii")


def form_pairs(request: RawRequest) -> list[tuple[str, str]]:
    """The pairs of a submission, whose body is JSON, form-encoded or in several parts."""
    content_type = next((value for name, value in request.headers if name.lower() == "content-type"), "")
    if "urlencoded" in content_type.lower():
        return _submitted(split_pairs(_utf8(request.body)))
    if boundary := _BOUNDARY.search(content_type):
        return _submitted(_multipart(request.body, boundary[1].encode("utf-8", "replace")))
    return json_pairs(request.body)


def gather_fields(pairs: Iterable[tuple[str, str]]) -> tuple[FormField, ...]:
    """Form fields out of pairs whose name is object type, slash, field name."""
    named = ((*key.partition("/"), value) for key, value in pairs)
    return tuple(FormField(name=name, value=value, object_type=kind or None) for kind, _, name, value in named)


def spread_fields(fields: Iterable[FormField]) -> tuple[tuple[str, str], ...]:
    """The pairs that `gather_fields` reads as `fields`."""
    return tuple((f"{field.object_type or ''}/{field.name}", field.value) for field in fields)


def _submitted(fields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Fields by name, with the members of `hs_context` beside them as a JSON submission has them."""
    pairs: list[tuple[str, str]] = []
    for name, value in fields:
        if name == "hs_context":
            context = _object(value.encode("utf-8", "replace"))
            pairs += [
                (f"context.{_CONTEXT_NAMES.get(key, key)}", _text(item))
                for key, item in context.items()
                if item is not None
            ]
        else:
            pairs.append((f"{_FIELDS}./{name}", value))
    if len(pairs) > MAX_PAIRS:
        raise BodyError(f"more than {MAX_PAIRS} values in the body; none was read")
    return pairs


# A form-encoded submission says `pageUrl` where a JSON submission says `pageUri`.
_CONTEXT_NAMES: Mapping[str, str] = MappingProxyType({"pageUrl": "pageUri"})


def _multipart(body: bytes, boundary: bytes) -> list[tuple[str, str]]:
    pairs = []
    for part in body.split(b"--" + boundary)[: MAX_PAIRS + 2]:
        head, _, content = part.partition(b"\r\n\r\n")
        if named := _PART_NAME.search(head):
            pairs.append((_utf8(named[1]), _utf8(content.removesuffix(b"\r\n"))))
    return pairs


def _object(body: bytes) -> dict[str, Any]:
    # Imported here: most processes meet no body, and the wire layer is to start fast.
    import json

    try:
        members = json.loads(body)
    except (ValueError, RecursionError):
        members = None
    if not isinstance(members, dict):
        raise BodyError(f"body {quoted(_utf8(body[:200]))}: wanted a JSON object")
    return members


def _is_group(key: str, value: object) -> bool:
    if key in _GROUPS and not isinstance(value, dict | None):
        raise BodyError(f"{key} {quoted(_text(value))} in the body: wanted an object")
    return key in _GROUPS and value is not None


def _form_field(entry: object) -> tuple[str, str]:
    if not isinstance(entry, dict) or "name" not in entry:
        raise BodyError(f"field {quoted(_text(entry))} in the body: wanted an object with a name")
    kind, name, value = (_text(entry.get(key) or "") for key in ("objectTypeId", "name", "value"))
    return f"{_FIELDS}.{kind}/{name}", value


def _rank(pair: tuple[str, str]) -> int:
    group, dot, _ = pair[0].partition(".")
    return _GROUPS.index(group) if dot and group in _GROUPS else -1


def _text(value: object) -> str:
    return value if isinstance(value, str) else _dumps(value)


def _dumps(value: object) -> str:
    import json

    return json.dumps(value, separators=(",", ":"))


def _utf8(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _json_of(request: RawRequest) -> list[tuple[str, str]]:
    return json_pairs(request.body)


BODIES: Mapping[EndpointKind, Callable[[RawRequest], list[tuple[str, str]]]] = MappingProxyType(
    {"collected form": _json_of, "banner report": _json_of, "form submission": form_pairs}
)
"""How the body of each kind of request is read; a kind that is not here says everything in its query."""

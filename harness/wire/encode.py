"""From a hit back to the request that a browser would send: the inverse of decode, by the same table."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from harness.wire.bodies import BODIES, json_body
from harness.wire.endpoints import url_of
from harness.wire.fields import spec_of
from harness.wire.hits import Hit, RawRequest
from harness.wire.pairs import join_pairs
from harness.wire.spec import Field, Rest, Spec

__all__ = ["encode"]

_JSON = (("content-type", "application/json"),)


def encode(hit: Hit) -> RawRequest:
    """The request of `hit` in the tracker's own order and encoding, so that `decode(encode(hit)) == hit`.

    ValueError when the address needs a part that the hit has not, or a field holds a word that has no code.
    """
    spec = spec_of(type(hit))
    pairs = [*_pairs(hit, spec), *hit.unknown]
    url = url_of(spec.endpoint, hit.hublet, **_in_path(hit, spec))
    if spec.endpoint in BODIES:
        return RawRequest(method="POST", url=url, headers=_JSON, body=json_body(pairs))
    return RawRequest(url=f"{url}?{join_pairs(pairs)}")


def _in_path(hit: Hit, spec: Spec) -> dict[str, object]:
    blanks = {name: getattr(hit, name) for name in spec.in_path}
    missing = [name for name, value in blanks.items() if value is None]
    if missing:
        raise ValueError(f"a {hit.kind} has no address without {' and '.join(missing)}")
    return blanks


def _pairs(hit: Hit, spec: Spec) -> Iterator[tuple[str, str]]:
    collected: set[str] = set()
    torn = iter(hit.torn_cookies)
    for item in spec.keys:
        if isinstance(item, Field) and item.torn:
            # Before the whole ones: a copy that follows a whole one would be a repeated key.
            yield from torn
        if isinstance(item, Rest):
            yield from ((item.prefix + name, value) for name, value in item.spread(getattr(hit, item.place)))
        elif item.collects:
            if item.place not in collected:
                yield from _collected(hit, item)
            collected.add(item.place)
        else:
            yield from _single(hit, item)


def _collected(hit: Hit, field: Field) -> Iterator[tuple[str, str]]:
    value = attrgetter(field.path)(hit)
    yield from value if field.keyed else ((field.key, text) for text in value)


def _single(hit: Hit, field: Field) -> Iterator[tuple[str, str]]:
    if not field.place:
        yield field.key, field.codec.codes[0]
        return
    value = attrgetter(field.path)(hit)
    text = None if value is None else field.codec.write(value)
    if text is not None:
        yield field.key, text

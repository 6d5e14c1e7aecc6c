"""What a line of the table says: a key, a beginning of keys, a kind of hit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from harness.wire.codecs import TEXT, Codec
from harness.wire.endpoints import EndpointKind
from harness.wire.hit import Hit

__all__ = ["Field", "Rest", "Spec"]


@dataclass(frozen=True, slots=True)
class Field:
    """One key: where its value goes in a `Hit` (`page.url`), what people call it, how it is read.

    A place that ends in `[]` collects every occurrence, one that ends in `[=]` key and value. An empty place is read
    and written but kept nowhere. A value that cannot be read makes the hit malformed, unless the field is `torn`.
    """

    key: str
    place: str
    name: str
    codec: Codec[Any] = TEXT
    torn: bool = False

    @property
    def path(self) -> str:
        """The place without what it says of collecting."""
        return self.place.partition("[")[0]

    @property
    def collects(self) -> bool:
        """Whether every occurrence is kept."""
        return self.place.endswith("]")

    @property
    def keyed(self) -> bool:
        """Whether the key is kept with the value."""
        return self.place.endswith("[=]")


@dataclass(frozen=True, slots=True)
class Rest:
    """The keys that start with `prefix` and are no field: collected at `place`, without the prefix.

    `gather` makes the value of the place from the pairs, `spread` the pairs from the value.
    """

    prefix: str
    place: str
    name: str
    gather: Callable[[Iterable[tuple[str, str]]], Any] = tuple
    spread: Callable[[Any], Iterable[tuple[str, str]]] = tuple


@dataclass(frozen=True, slots=True)
class Spec:
    """One kind of hit: its endpoint and its keys in wire order; the own ones stand before the shared ones.

    `in_path` names the attributes that the path of the address says. A hit that `needs_portal` is malformed without a
    portal id.
    """

    hit: type[Hit]
    endpoint: EndpointKind
    own: tuple[Field | Rest, ...] = ()
    shared: tuple[Field, ...] = ()
    in_path: tuple[str, ...] = ()
    needs_portal: bool = True

    @property
    def keys(self) -> tuple[Field | Rest, ...]:
        """Everything in wire order; an own field takes the place of a shared one of the same key."""
        taken = {item.key for item in self.own if isinstance(item, Field)}
        return self.own + tuple(field for field in self.shared if field.key not in taken)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The keys that are known by name."""
        return tuple(item for item in self.keys if isinstance(item, Field))

    @property
    def rests(self) -> tuple[Rest, ...]:
        """The keys that are known by their beginning."""
        return tuple(item for item in self.own if isinstance(item, Rest))

    @property
    def codes(self) -> tuple[str, ...]:
        """The values of `k` that mean this kind; empty where the endpoint alone says it."""
        return next((field.codec.codes for field in self.fields if field.key == "k"), ())

    @property
    def portal_key(self) -> str:
        """The key that carries the portal id."""
        return next((field.key for field in self.fields if field.place == "portal_id"), "")

    def rest_of(self, key: str) -> Rest | None:
        """The rest that `key` belongs to, or None."""
        return next((rest for rest in self.rests if key.startswith(rest.prefix)), None)

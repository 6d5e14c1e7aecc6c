"""How the values of wire pairs are read, written and said in words: one codec per kind of value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from harness.wire.consent import POLICIES, ConsentCategories, parse_categories
from harness.wire.cookies import Hssc, Hstc
from harness.wire.identity import Identity, identity_text, parse_identity
from harness.wire.pairs import quote, unquote
from harness.wire.times import epoch_ms, from_epoch_ms, iso

__all__ = [
    "CATEGORIES",
    "CONSENT_GIVEN",
    "EPOCH_MS",
    "HSSC",
    "HSTC",
    "IDENTITY",
    "NUMBER",
    "ONE",
    "POLICY",
    "TEXT",
    "TEXTS",
    "TRUE_FALSE",
    "TWICE_ENCODED",
    "Codec",
    "choice",
]

Value = TypeVar("Value")
_LONGEST_NUMBER = 15


@dataclass(frozen=True, slots=True)
class Codec(Generic[Value]):
    """Reads a value from its text, writes it back, says it to people.

    `read` raises ValueError for a text that is not as `wanted` says. `write` gives None for a value that the wire
    expresses by leaving the pair out. `codes` lists the texts it knows, if it knows only some.
    """

    wanted: str
    read: Callable[[str], Value]
    write: Callable[[Value], str | None]
    say: Callable[[Value], str] = str
    codes: tuple[str, ...] = ()


def choice(codes: Mapping[str, str]) -> Codec[str]:
    """A code that stands for a word."""
    words = {word: code for code, word in codes.items()}
    return Codec(f"one of {', '.join(codes)}", _lookup(codes), _lookup(words), codes=tuple(codes))


def _lookup(table: Mapping[str, str]) -> Callable[[str], str]:
    def look_up(key: str) -> str:
        try:
            return table[key]
        except KeyError:
            raise ValueError(f"{key!r} is none of {', '.join(table)}") from None

    return look_up


def _number(text: str) -> int:
    if not (text.isdecimal() and text.isascii() and len(text) <= _LONGEST_NUMBER):
        raise ValueError("not a whole number")
    return int(text)


def _true_false(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("neither true nor false")
    return text == "true"


def _one(text: str) -> bool:
    if text != "1":
        raise ValueError("not 1")
    return True


def _texts(text: str) -> tuple[str, ...]:
    # Imported here: only the rare call-to-action hit and bodies need it, and the wire layer is to start fast.
    import json

    try:
        items = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("not a JSON array of texts")
    return tuple(items)


def _texts_text(items: tuple[str, ...]) -> str:
    import json

    return json.dumps(items, separators=(",", ":"))


def _words(categories: ConsentCategories) -> str:
    return ", ".join(bit.name.lower() for bit in categories if bit.name) or "none: the banner has not answered"


def _policy(number: int) -> str:
    return POLICIES.get(number, str(number))


def _visits(cookie: Hstc) -> str:
    return (
        f"visitor {cookie.visitor}, first seen {iso(cookie.first)}, previous session {iso(cookie.previous)}, "
        f"this session {iso(cookie.current)} is number {cookie.sessions}, domain hash {cookie.domain_hash}"
    )


def _session(cookie: Hssc) -> str:
    return f"{cookie.page_views} page views since {iso(cookie.started)}, domain hash {cookie.domain_hash}"


def _people(identity: Identity) -> str:
    return ", ".join(f"{key}={value}" for key, value in identity.pairs) or "empty"


TEXT: Codec[str] = Codec("text", str, str)
NUMBER: Codec[int] = Codec("a whole number", _number, str)
EPOCH_MS: Codec[datetime] = Codec("milliseconds since 1970", from_epoch_ms, epoch_ms, iso)
TRUE_FALSE: Codec[bool] = Codec(
    "true or false", _true_false, lambda flag: str(flag).lower(), lambda flag: str(flag).lower()
)
ONE: Codec[bool] = Codec("1", _one, lambda flag: "1" if flag else None, lambda flag: "yes" if flag else "no")
CONSENT_GIVEN: Codec[bool] = Codec(
    "false, or nothing", _true_false, lambda given: None if given else "false", lambda given: "yes" if given else "no"
)
POLICY: Codec[int] = Codec("a whole number", _number, str, _policy)
CATEGORIES: Codec[ConsentCategories] = Codec(
    "a sum of 1, 2, 4 and 8", parse_categories, lambda categories: str(int(categories)), _words
)
HSTC: Codec[Hstc] = Codec("hash.visitor.first.previous.current.sessions", Hstc.parse, str, _visits)
HSSC: Codec[Hssc] = Codec("hash.page_views.session_start", Hssc.parse, str, _session)
IDENTITY: Codec[Identity] = Codec("a form-encoded list", parse_identity, identity_text, _people)
TEXTS: Codec[tuple[str, ...]] = Codec("a JSON array of texts", _texts, _texts_text, ", ".join)
# Feed readers get this address percent-encoded twice; an address that was encoded once reads the same.
TWICE_ENCODED: Codec[str] = Codec("text", unquote, lambda text: quote(text).replace("+", "%20"))

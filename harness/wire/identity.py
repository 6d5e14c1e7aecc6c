"""The identity of a hit (`i`): a form-encoded list inside the value, so encoded twice on the wire."""

from __future__ import annotations

from dataclasses import dataclass

from harness.wire.pairs import join_pairs, split_pairs

__all__ = ["Identity", "identity_text", "parse_identity"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What `identify` said (`i`), pair by pair, keys as written by the page."""

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str) -> str | None:
        """The last value of `key`, or None."""
        return next((value for name, value in reversed(self.pairs) if name == key), None)

    @property
    def email(self) -> str | None:
        """The e-mail address, or None."""
        return self.get("email")

    @property
    def id(self) -> str | None:
        """The external id, or None."""
        return self.get("id")


def parse_identity(text: str) -> Identity:
    """The identity in the value of `i`, its outer encoding already resolved."""
    return Identity(pairs=tuple(split_pairs(text)))


def identity_text(identity: Identity) -> str:
    """The value of `i`, its outer encoding still to come."""
    return join_pairs(identity.pairs)

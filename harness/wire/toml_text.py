"""Reads TOML that others wrote."""

from __future__ import annotations

import tomllib
from typing import Any

__all__ = ["TomlError", "read_toml"]


class TomlError(ValueError):
    """A text is not TOML, or nested so deeply that it cannot be read."""


def read_toml(text: str) -> dict[str, Any]:
    """The table of a TOML document; TomlError says where another ceases to be one.

    Python's own reader goes one call deeper with each bracket, and raises RecursionError after a few hundred.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(str(error)) from None
    except RecursionError:
        raise TomlError("its values are nested too deeply") from None

"""When a value that was seen agrees with the value that was wanted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote

from harness.errors import UsageError
from harness.wire.words import plain

__all__ = ["ANYTHING", "Wanted", "matches", "path_matches"]

Wanted = object
"""A plain value, a compiled pattern (searched), a predicate that takes the value, or anything with `==`."""


class _Anything:
    """Agrees with every value that is there."""

    def __eq__(self, other: object) -> bool:
        return other is not None

    def __hash__(self) -> int:
        return hash(_Anything)

    def __repr__(self) -> str:
        return "anything"


ANYTHING = _Anything()

_ADDRESS = re.compile(r"(?:[^:/?#]+://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)


def matches(wanted: Wanted, was: object) -> bool:
    """Whether `was` is what was wanted.

    None is a value that was not there: only a wanted None agrees with it, even `unittest.mock.ANY` does not. Numbers
    and booleans agree with the text that the tracker makes of them; a mapping names the keys it wants and leaves the
    others open. A predicate that raises ValueError (`lambda text: int(text) > 3`) says no; what else it raises, or `==`
    does, is told as a UsageError.
    """
    if was is None:
        return wanted is None
    if isinstance(wanted, re.Pattern):
        return isinstance(was, str) and _asked(lambda: wanted.search(was), wanted, was)
    if _asked(lambda: wanted == was, wanted, was):
        return True
    if isinstance(wanted, Mapping):
        return isinstance(was, Mapping) and all(matches(value, was.get(key)) for key, value in wanted.items())
    if isinstance(wanted, (list, tuple)):
        return _each_matches(wanted, was)
    if isinstance(wanted, (bool, int, float)):
        return was == _script_text(wanted)
    return callable(wanted) and not isinstance(wanted, type) and _asked(lambda: wanted(was), wanted, was)


def path_matches(wanted: Wanted, was: object) -> bool:
    """Whether a tracked path is the wanted one, compared only in the parts that a wanted text names.

    Without `?` the query is left open, without `#` the fragment, without a host the host; a fragment that holds a path
    (`/#/about`) is compared in the same way. Percent-encoding makes no difference.
    """
    if not (isinstance(wanted, str) and isinstance(was, str)):
        return matches(wanted, was)
    return _names(wanted, was)


def _names(wanted: str, was: str) -> bool:
    host, path, query, fragment = _parts(wanted)
    has_host, has_path, has_query, has_fragment = _parts(was)
    return (
        (host is None or host == has_host)
        and (path or "/") == (has_path or "/")
        and (query is None or query == has_query)
        and (fragment is None or (has_fragment is not None and _names(fragment, has_fragment)))
    )


def _parts(address: str) -> tuple[str | None, ...]:
    # Not urlsplit: it raises on a bracket in the wrong place, and a page may give anything to setPath.
    return tuple(part and unquote(part) for part in _ADDRESS.fullmatch(address).groups())  # type: ignore[union-attr]  # matches every text


def _each_matches(wanted: Sequence[object], was: object) -> bool:
    return isinstance(was, (list, tuple)) and len(wanted) == len(was) and all(map(matches, wanted, was))


def _script_text(value: float) -> str:
    """How a script prints a boolean or a number: `true`, `20.5`, `20`."""
    return json.dumps(int(value) if isinstance(value, float) and value.is_integer() else value)


def _asked(question: Callable[[], object], wanted: Wanted, was: object) -> bool:
    """The answer of something that is the test's own."""
    try:
        return bool(question())
    except ValueError:
        return False
    except Exception as error:  # whatever a test's own code raises
        name = plain(str(getattr(wanted, "__name__", None) or repr(wanted)), 60)
        raise UsageError(
            f"{name} was asked about {plain(repr(was))} and raised {type(error).__name__} "
            f"({plain(str(error), 200)}); let it say yes or no of every value, most of which are texts"
        ) from None

"""The journeys that an audit can make: each file of the folder `gather/journeys` is one, found by its name."""

from __future__ import annotations

import difflib
import keyword
from pathlib import Path

from harness.errors import UsageError
from harness.wire.words import quoted

__all__ = ["FIRST_VISIT", "RECORDING", "all_journeys", "checked_journeys", "journey_names", "module_of"]

FIRST_VISIT = "first-visit"
RECORDING = "recording"
FOLDER = Path(__file__).parent / "gather" / "journeys"


def journey_names() -> tuple[str, ...]:
    """Every journey by name."""
    names = (file.stem for file in FOLDER.glob("*.py"))
    return tuple(sorted(name.rstrip("_").replace("_", "-") for name in names if not name.startswith("_")))


def module_of(name: str) -> str:
    """The file of a journey, without ending; `return` has an underscore, for it is a word of Python's own."""
    return name.replace("-", "_") + "_" * keyword.iskeyword(name)


def all_journeys() -> tuple[str, ...]:
    """The journeys that need nothing but an address."""
    return tuple(name for name in journey_names() if name != RECORDING)


def checked_journeys(names: tuple[str, ...]) -> tuple[str, ...]:
    """The journeys meant by these names, each once, `all` being all of them; UsageError for a name that is none."""
    known = journey_names()
    for name in names:
        if name not in (*known, "all"):
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}, and all"
            raise UsageError(f"there is no journey {quoted(name)}; {hint}")
    meant = (each for name in names for each in (all_journeys() if name == "all" else (name,)))
    return tuple(dict.fromkeys(meant))

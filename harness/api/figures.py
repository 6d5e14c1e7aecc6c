"""HubSpot's limits, as its documents give them; each figure names the document."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "API_RATE",
    "BATCHED_EVENTS",
    "BATCHED_RECORDS",
    "EVENT_PROPERTIES",
    "FORMS_RATE",
    "FORM_VALUES",
    "LARGEST_BODY",
    "LONGEST_FORM_VALUE",
    "LONGEST_PROPERTY_NAME",
    "LONGEST_TEXT",
    "LONGEST_URL",
    "PROPERTY_NAME",
    "SEARCH_RATE",
    "Rate",
]


@dataclass(frozen=True, slots=True)
class Rate:
    """So many calls in any so many seconds."""

    calls: int
    seconds: float

    @classmethod
    def parse(cls, text: str) -> Rate:
        """A rate written as `100/10`, a hundred calls in ten seconds; raises ValueError for anything else."""
        found = re.fullmatch(r"([1-9]\d{0,8})/([1-9]\d{0,5}(?:\.\d{1,3})?)", text)
        if not found:
            raise ValueError(f"{text!r}: wanted calls and seconds, such as 100/10")
        return cls(int(found[1]), float(found[2]))


API_RATE = Rate(10, 1)
"""Calls of the authorized APIs. "API usage guidelines and limits" allows 100 to 190 in 10 seconds, by subscription."""

SEARCH_RATE = Rate(5, 1)
"""Searches; "Search the CRM"."""

FORMS_RATE = Rate(50, 10)
"""Submissions without a token; "Submit data to a form"."""

LARGEST_BODY = 1024 * 1024
"""Bytes of a body that are read. Ours: HubSpot names no figure, and a memory has to end somewhere."""

# "Send custom event occurrences", section "Limits". In 2021 texts were 200 and 50 characters long.
EVENT_PROPERTIES = 50
LONGEST_PROPERTY_NAME = 50
LONGEST_URL = 1024
LONGEST_TEXT = 256
BATCHED_EVENTS = 500
PROPERTY_NAME = re.compile(r"[a-z][a-z0-9_]*")

BATCHED_RECORDS = 100
"""Records of one batch; "Contacts", "Companies"."""

# "Submit data to a form", table of errors.
FORM_VALUES = 1000
LONGEST_FORM_VALUE = 65_536

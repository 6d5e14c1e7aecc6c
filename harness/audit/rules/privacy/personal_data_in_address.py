"""Rule personal-data-in-address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from harness.audit.documents import place_of
from harness.audit.finding import DoesNotApply, Findings, finding
from harness.audit.rule import rule
from harness.audit.visit import Visit
from harness.wire.pairs import split_pairs
from harness.wire.words import plain

__all__ = ["personal_data_in_address"]

NAME = re.compile(r"(?:first|last|full|sur|family|given)[_-]?name|[fl]name|vorname|nachname", re.IGNORECASE)
NUMBER = re.compile(
    r"(?:[a-z]+[_-])?(?:phone|telephone|mobile)(?:[_-]?number)?|tel|ssn|iban|passport(?:[_-]?number)?"
    r"|(?:date[_-]?of[_-]?)?birth(?:date|day)?|dob|card[_-]?number",
    re.IGNORECASE,
)


@rule(family="privacy", severity="error", needs={"hits"})
def personal_data_in_address(visit: Visit) -> Findings:
    """The address of a page holds a visitor's name, telephone number or date of birth.

    Why: A form without method="post" puts what was filled in into the address of the next page; every hit carries it to
        HubSpot, which lists a page of its own for each person.
    Fix: Send the form with method="post", or give setPath a path without its query.
    Bad: <form action="/thanks"> with a field called phone
    Good: <form action="/thanks" method="post">
    See: https://developers.google.com/analytics/solutions/best-practices-pii
    """
    if not visit.hits:
        raise DoesNotApply("no hit was sent")
    known: set[tuple[str, ...]] = set()
    for hit in visit.hits:
        address = hit.page.url or ""
        names = tuple(_personal(address))
        if names and names not in known:
            known.add(names)
            yield finding(
                f"the address of {plain(place_of(address))} holds {plain(', '.join(names))} of a visitor; "
                "HubSpot will record a page of that address",
                at=hit,
            )


def _personal(address: str) -> Iterator[str]:
    """The names of the parameters that hold what they promise: letters in a name, digits in a number."""
    for name, value in split_pairs(address.partition("#")[0].partition("?")[2]):
        letters, digits = sum(map(str.isalpha, value)), sum(map(str.isdigit, value))
        if (NAME.fullmatch(name) and letters > 1) or (NUMBER.fullmatch(name) and digits > 5):
            yield name

"""What makes two findings the same one: not its words, its line or its time, but what is wrong, where, and by what."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from harness.audit.finding import Finding
from harness.capture.timeline import SourceLine
from harness.plan.places import VARIABLE
from harness.wire.address import host_of, path_of, without_origin
from harness.wire.words import plain

__all__ = ["FindingIdentity", "identity_of", "page_pattern"]

LONGEST = 200
# `app.3f2a91bc.js`, `app-3f2a91bc.js`: bundlers put a hash of the content into the name.
_CONTENT_HASH = re.compile(r"(?<=[.-])(?=[0-9a-z]*[0-9])[0-9a-z]{6,}(?=\.)", re.IGNORECASE)
_SHORTEST_NAME = 3
"""Names that are shorter are a minifier's, and others in the next build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingIdentity:
    """A finding's name for good: rule, site (host), page as a pattern, what it points at, and the code to blame.

    `page` has `*` for what differs from visit to visit, `cause` is a file and a function without line and column.
    """

    rule: str
    site: str = ""
    page: str = ""
    subject: str = ""
    cause: str = ""

    @property
    def fingerprint(self) -> str:
        """Sixteen hex digits that stand for it."""
        parts = "\0".join((self.rule, self.site, self.page, self.subject, self.cause))
        return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()[:16]


def identity_of(finding: Finding) -> FindingIdentity:
    """The name of a finding, the same for the same fault in another visit and after other lines have moved."""
    return FindingIdentity(
        rule=finding.rule,
        site=plain(host_of(finding.page), LONGEST),
        page=page_pattern(finding.page),
        subject=plain(" ".join(map(_word, finding.evidence.split(" "))), LONGEST),
        cause=plain(_code(finding.cause), LONGEST) if finding.cause else "",
    )


def page_pattern(url: str) -> str:
    """The path of an address with `*` for numbers, ids and addresses of people; a route in the fragment counts."""
    fragment = url.partition("#")[2].removeprefix("!")
    path = path_of(fragment) if fragment.startswith("/") else path_of(url)
    return plain("/".join("*" if VARIABLE.fullmatch(step) else step for step in path.split("/")), LONGEST)


def _word(word: str) -> str:
    return page_pattern(word) if "/" in word else "*" if VARIABLE.fullmatch(word) else word


def _code(cause: SourceLine) -> str:
    file = _CONTENT_HASH.sub("*", path_of(without_origin(cause.url))).lstrip("/")
    name = cause.function if len(cause.function) >= _SHORTEST_NAME else ""
    return f"{file} {name}".strip()

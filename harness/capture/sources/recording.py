"""A recording of a portal's tracking code: a HAR, whoever wrote it."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from harness.capture.har_file import har_text
from harness.errors import EvidenceError
from harness.wire.address import host_of, path_of
from harness.wire.endpoints import DEFAULT_HUBLET, endpoint_of, host_role, hublet_of, portal_of_loader
from harness.wire.har import Answer, answers_of_har
from harness.wire.words import plain

__all__ = ["Recording"]

LONGEST_URL = 200
# The analytics script's path has the time of the request in it, rounded up to five minutes.
BUCKET = re.compile(r"^/analytics/[0-9]+/")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """What HubSpot's hosts answered when `path` was recorded, and the portals whose code that is."""

    path: Path
    answers: tuple[Answer, ...]
    portal_ids: tuple[int, ...]

    @classmethod
    def read(cls, path: Path) -> Recording:
        """Read a HAR, or Playwright's ZIP of one; what was read stays read until the file changes.

        Raises:
            EvidenceError: the file cannot be read, is no HAR, or holds no tracking code.
        """
        try:
            state = path.stat()
            return _read(path, state.st_mtime_ns, state.st_size)
        except OSError as error:
            raise EvidenceError(
                f"{path}: a recording of the tracking code was wanted here, {error.strerror}; "
                f"make one with {_command('ID', DEFAULT_HUBLET, path)}"
            ) from None

    def find(self, url: str) -> Answer | None:
        """The answer that was recorded for `url`, whatever its time bucket; None when there is none.

        Of several with other queries, a successful one with the most pairs in common is taken.
        """
        place, asked = _place(url), _pairs(url)
        known = (answer for answer in self.answers if _place(answer.url) == place)
        return max(known, key=lambda answer: (answer.status < 400, *_likeness(asked, _pairs(answer.url))), default=None)

    def lacks(self, url: str) -> str:
        """The sentence on something that was asked for and not recorded."""
        portal_id, hublet = portal_of_loader(url), hublet_of(host_of(url)) or DEFAULT_HUBLET
        of = "" if portal_id in (None, *self.portal_ids) else f" is of portal {self._portals()} and"
        again = _command(portal_id or self.portal_ids[0], hublet, self.path)
        return f"the recording {self.path}{of} has no {plain(url, LONGEST_URL)}; record it again with {again}"

    def objection(self, portal_id: int) -> str | None:
        """The sentence on a portal that is none of those recorded."""
        if portal_id in self.portal_ids:
            return None
        return (
            f"{self.path} is a recording of portal {self._portals()}, and the tracking code of portal {portal_id} is "
            f"wanted; record it with {_command(portal_id, DEFAULT_HUBLET, self.path)}"
        )

    def _portals(self) -> str:
        return " and ".join(map(str, self.portal_ids))


@lru_cache(maxsize=8)
def _read(path: Path, _changed_ns: int, _size: int) -> Recording:
    try:
        answers = [answer for answer in answers_of_har(*har_text(path)) if _is_configuration(answer.url)]
    except ValueError as error:
        raise EvidenceError(
            f"{path} is no recording of the tracking code: {error}; name a HAR, such as hstrack tracker record writes"
        ) from None
    loaded = (portal_of_loader(answer.url) for answer in answers if answer.status < 300)
    portal_ids = tuple(dict.fromkeys(portal_id for portal_id in loaded if portal_id))
    if not portal_ids:
        raise EvidenceError(
            f"{path} is a HAR without the tracking code of any portal; record one with "
            f"{_command('ID', DEFAULT_HUBLET, path)}, or open a page that has it while your tool records"
        )
    return Recording(path=path, answers=tuple(answers), portal_ids=portal_ids)


def _is_configuration(url: str) -> bool:
    return host_role(host_of(url)) in ("script", "banner", "forms") and endpoint_of(url) is None


def _place(url: str) -> tuple[str, str]:
    return host_of(url), BUCKET.sub("/analytics/*/", path_of(url))


def _pairs(url: str) -> frozenset[str]:
    return frozenset(filter(None, url.partition("#")[0].partition("?")[2].split("&")))


def _likeness(asked: frozenset[str], recorded: frozenset[str]) -> tuple[int, int]:
    return len(asked & recorded), -len(recorded - asked)


def _command(portal: int | str, hublet: str, path: Path) -> str:
    place = "" if hublet == DEFAULT_HUBLET else f" --hublet {hublet}"
    return f"hstrack tracker record --portal {portal}{place} -o {shlex.quote(str(path))}"

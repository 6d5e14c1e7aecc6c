"""What a visit is to be: where it starts, what surrounds it, which journey is made there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from harness.audit.journeys import FIRST_VISIT
from harness.capture.tap import Surroundings
from harness.stage.site import Site

__all__ = ["Target", "Wishes", "site_target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What is said of a site that a journey cannot know by itself.

    The selectors are of the consent banner's buttons and go before those of the known platforms; `domains` are the
    site's other domains; only with `submit_forms` a form is sent where it reaches a real server; `recording` is the
    file of a recorded journey.
    """

    accept: str = ""
    decline: str = ""
    settings: str = ""
    save: str = ""
    revoke: str = ""
    domains: tuple[str, ...] = ()
    submit_forms: bool = False
    recording: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a visit starts, what surrounds it, and which links it walks (None: those that the application takes)."""

    url: str
    surroundings: Surroundings
    walk: tuple[str, ...] | None = None
    journey: str = FIRST_VISIT
    wishes: Wishes = Wishes()

    @property
    def most_steps(self) -> int:
        """More steps than the visit takes; each has a bound of its own, this is for what hangs all the same."""
        return 2 + len(self.walk or ()) + 10 * (self.journey != FIRST_VISIT)


def site_target(site: Site, journey: str = FIRST_VISIT) -> Target:
    """The visit that a sample site declares: everything is served on this machine, nothing is reached outside."""
    return Target(url=site.start, surroundings=Surroundings(site=site), walk=site.walk, journey=journey)

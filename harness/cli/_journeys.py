"""The options that say which journeys an audit makes; a command gets them as one argument, `journeys`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from harness.audit.journeys import RECORDING, checked_journeys, journey_names
from harness.cli._command import under
from harness.errors import UsageError

if TYPE_CHECKING:
    from harness.audit.gather import Target

__all__ = ["Journeys", "journey_options"]

Command = TypeVar("Command", bound=Callable[..., Any])

BUTTONS = {
    "accept": "accepts everything in the consent banner",
    "decline": "declines everything in it",
    "settings": "opens its settings",
    "save": "saves them",
    "revoke": "takes the consent back",
}

_journey = under("Journeys")

_OPTIONS = (
    _journey(
        "--journey",
        "names",
        multiple=True,
        metavar="NAME",
        help=f"Make this journey: {', '.join(journey_names())}, or all; may be given several times.  [first-visit]",
    ),
    _journey(
        "--recording",
        type=click.Path(dir_okay=False, exists=True, path_type=Path),
        help="Do what FILE says: an export of the DevTools Recorder (JSON), or a Python file with "
        "'async def journey(page)'.",
    ),
    *(
        _journey(f"--{name}-selector", metavar="CSS", default="", help=f"The button that {does}.")
        for name, does in BUTTONS.items()
    ),
    _journey("--stress", is_flag=True, help="Visit the page under several orders of arrival: --journey stress."),
    _journey("--submit-forms", is_flag=True, help="Let the journey form submit a form to the site's own server."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journeys:
    """The journeys that are asked for, and what is said of the site; see `harness.audit.gather.Wishes`."""

    names: tuple[str, ...]
    recording: Path | None
    accept_selector: str
    decline_selector: str
    settings_selector: str
    save_selector: str
    revoke_selector: str
    submit_forms: bool
    stress: bool = False

    def targets(self, places: Iterable[Target], domains: tuple[str, ...], *, usual: bool) -> list[Target]:
        """A target for each place and journey; without any asked for, the usual one of the place, if that is wanted.

        Raises UsageError for a journey that there is none of, and for one that lacks its file.
        """
        names = checked_journeys((*self.names, *["stress"] * self.stress, *[RECORDING] * (self.recording is not None)))
        if RECORDING in names and not self.recording:
            raise UsageError("the journey recording wants a file; name it with --recording")
        return [
            replace(place, journey=name, wishes=self._wishes(place, domains))
            for place in places
            for name in names or ((place.journey,) if usual else ())
        ]

    def begun(self) -> str | None:
        """The address at which the recording begins, or None."""
        if self.recording is None or self.recording.suffix == ".py":
            return None
        from harness.audit.gather.journeys.recording import recording_of

        return recording_of(self.recording).start

    def _wishes(self, place: Target, domains: tuple[str, ...]) -> Any:
        known = place.wishes
        return replace(
            known,
            **{name: getattr(self, f"{name}_selector") for name in BUTTONS},
            domains=(*known.domains, *domains),
            submit_forms=known.submit_forms or self.submit_forms,
            recording=self.recording,
        )


def journey_options(command: Command) -> Command:
    """Give a command the options of journeys; they come as one argument, `journeys`."""

    @wraps(command)
    def collected(**values: Any) -> Any:
        own = {each.name: values.pop(each.name) for each in fields(Journeys)}
        return command(**values, journeys=Journeys(**own))

    optioned: Any = collected
    for option in reversed(_OPTIONS):
        optioned = option(optioned)
    return optioned  # type: ignore[no-any-return]  # the command with options is a command

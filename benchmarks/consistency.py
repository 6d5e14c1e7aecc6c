"""Whether the checks of strict mode keep still where nothing is wrong: `python -m benchmarks.consistency`.

Random sequences are played against the stand-in tracker of each generation, whose hits agree with their pages by
definition, so every alarm is a false one. Every second sequence is without what the spy cannot look into (functions,
entries that only the tracker reads, links that hand a visitor over), which is as most sites are. In these, single
parameters of hits are changed, one at a time, as if the tracker had sent something else, and counted is how many of the
changes each check tells. Missed are mostly the only hits of a page load, which have no other hit to be compared with,
hits of visitors who were reset, and odd values, of which nothing is certain.

Exit status 1 when there is a false alarm.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import get_args

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks._ground import print_table
from benchmarks._player import Player
from benchmarks._sequences import Script, random_script
from benchmarks.tracker_model import launched
from harness import Hubspot, Surroundings, Tap
from harness.capture.timeline import Entry, Timeline
from harness.expect.consistency import Moment, scene_of
from harness.expect.strict import LEFT_BEHIND, Problem, strictness
from harness.stage.places import Engine
from harness.tracker.config import Generation, PortalConfig
from harness.tracker.model import Follow, Listener, Load, Push, Pushing, Returning, Step, Throwing
from harness.wire.decode import decode
from harness.wire.hits import CustomEvent, Hit, LegacyEvent, RawRequest
from harness.wire.pairs import join_pairs

CHANGED = {
    "address": ("pu",),
    "canonical": ("rcu",),
    "content": ("ct", "pi", "ccu"),
    "event": ("n", "m", "_"),
    "identity": ("i",),
    "path": ("po", "rpo"),
    "referrer": ("r",),
    "session": ("b",),
    "title": ("t",),
    "visitor": ("u", "vi", "nc", "bfp"),
}
"""The parameters that are changed, by the check that is to tell; `_` stands for an event's properties."""

OWN_KEYS: Mapping[str, type[Hit] | tuple[type[Hit], ...]] = {
    "n": (CustomEvent, LegacyEvent),
    "m": LegacyEvent,
    "_": CustomEvent,
}
"""Parameters that are of one kind of hit; others may have them from the page."""

SHOWN = 3


def plain(script: Script) -> Script:
    """The script without functions, odd entries and handed-over visitors."""
    steps = (step.load if isinstance(step, Follow) else step for step in script.steps)
    return replace(script, steps=tuple(kept for step in steps if (kept := _plain_step(step))))


def _plain_step(step: Step) -> Step | None:
    match step:
        case Load():
            url = step.url.partition("?__hs_email")[0]
            return replace(step, url=url, queue=_plain_entries(step.queue))
        case Push():
            entries = _plain_entries(step.entries)
            return replace(step, entries=entries[:1]) if entries else None
    return step


def _plain_entries(entries: Sequence[object]) -> tuple[object, ...]:
    return tuple(entry for entry in entries if _is_call(entry) and not _has_function(entry))


def _is_call(entry: object) -> bool:
    return isinstance(entry, tuple) and bool(entry) and isinstance(entry[0], str) and entry[0][:1] not in ("", "_")


def _has_function(value: object) -> bool:
    match value:
        case Returning() | Listener() | Pushing() | Throwing():
            return True
        case Mapping():
            return any(map(_has_function, value.values()))
        case tuple() | list():
            return any(map(_has_function, value))
    return False


class Watcher(Player):
    """Plays a script in a tapped context, with the tracker from HubSpot's hosts, so that all is as in a test."""

    addresses = re.compile(r"^https://[a-z.-]+\.test/")

    def __init__(self, browser: Browser, tap: Tap, script: Script) -> None:
        super().__init__(browser)
        self._tap = tap
        self._script = script
        self._hubspot: Hubspot

    def new_context(self) -> BrowserContext:
        """A tapped context; the player has a clock of its own."""
        around = Surroundings(portal=self._script.portal, clock=False)
        context = self._browser.new_context(**self._tap.context_args(around), locale="en-US")
        self._hubspot = self._tap.attach(context)
        return context

    def scripts(self, portal: PortalConfig) -> str:
        """The loader, as a page has it."""
        hublet = "" if portal.hublet == "na1" else f"-{portal.hublet}"
        return f'<script id="hs-script-loader" src="https://js{hublet}.hs-scripts.com/{portal.portal_id}.js"></script>'

    def watch(self) -> Timeline:
        """What was captured while the script was played."""
        self.play(self._script)
        self._hubspot.settle()
        timeline = self._hubspot.timeline
        self.close()
        return timeline


@dataclass(slots=True)
class Tally:
    """What was counted in one generation: hits, alarms by check, and changes by check and parameter."""

    hits: int = 0
    linked: int = 0
    alarms: Counter[str] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    told: Counter[tuple[str, str]] = field(default_factory=Counter)

    def judge(self, timeline: Timeline) -> list[str]:
        """Judge a timeline as it is; the texts of the alarms."""
        alarms = consistency_problems(timeline)
        self.alarms.update(problem.name for problem in alarms)
        self.hits += len(timeline.hits)
        self.linked += len(scene_of(timeline).moments)
        return [problem.text for problem in alarms]

    def change(self, timeline: Timeline, dice: Random) -> None:
        """Judge a timeline with one change after the other."""
        for check, key, moment, name in chances(scene_of(timeline).moments, dice):
            self.changed[check, key] += 1
            found = {problem.name for problem in consistency_problems(changed(timeline, moment, name))}
            self.told[check, key] += check in found


def consistency_problems(timeline: Timeline) -> list[Problem]:
    """What strict mode finds, script errors left out: the sequences provoke them on purpose."""
    return strictness(timeline, frozenset(LEFT_BEHIND))


def chances(moments: Sequence[Moment], dice: Random) -> Iterator[tuple[str, str, Moment, str]]:
    """One change of each parameter that a timeline has: check, parameter, moment, and the pair's whole name."""
    trackers = [moment for moment in moments if moment.is_trackers]
    for check, keys in CHANGED.items():
        for key in keys:
            found = [(moment, name) for moment in trackers if (name := _pair(moment, key))]
            if found:
                yield check, key, *dice.choice(found)


def _pair(moment: Moment, key: str) -> str | None:
    """The name of the pair that a parameter is on a hit; None where the hit has none, or a value of its own there."""
    if key in OWN_KEYS and not isinstance(moment.hit, OWN_KEYS[key]):
        return None
    return next((name for name in moment.sent if (name.startswith("_") if key == "_" else name == key)), None)


def changed(timeline: Timeline, moment: Moment, name: str) -> Timeline:
    """The timeline with another value under one name of a hit, as if the tracker had asked for it so."""
    base = moment.asked.url.partition("?")[0]
    pairs = [(key, other(key, value) if key == name else value) for key, value in moment.hit.raw]
    url = f"{base}?{join_pairs(pairs)}"
    request = moment.hit.request or RawRequest(url=url)
    hit = decode(replace(request, url=url))
    assert isinstance(hit, Hit), url
    instead: dict[int, Entry] = {id(moment.asked): replace(moment.asked, url=url), id(moment.hit): hit}
    return Timeline(tuple(instead.get(id(entry), entry) for entry in timeline))


def other(key: str, value: str) -> str:
    """Another value that reads as well."""
    match key:
        case "u" | "b":
            head, _, number = value.rpartition(".")
            return f"{head}.{int(number) + 1}" if number.isdecimal() else f"{value}0"
        case "nc":
            return "false" if value == "true" else "true"
        case "vi" | "bfp":
            return value[:-1] + ("1" if value.endswith("0") else "0")
    return f"{value}x"


def main(generations: Sequence[Generation], first: int, sequences: int, engine: Engine) -> int:
    """Play, print, and say by the exit status whether there was a false alarm."""
    tallies = {}
    with sync_playwright() as playwright, Tap() as tap:
        browser = launched(playwright, engine)
        for generation in generations:
            tallies[generation] = tally = Tally()
            for seed in range(first, first + sequences):
                script = random_script(seed, generation)
                timeline = Watcher(browser, tap, plain(script) if seed % 2 else script).watch()
                for text in tally.judge(timeline)[:SHOWN]:
                    print(f"\n--generation {generation} --seed {seed} --sequences 1\n{text}")
                if seed % 2:
                    tally.change(timeline, Random(f"{generation} {seed}"))
    _print(tallies, sequences)
    return int(any(tally.alarms.total() for tally in tallies.values()))


def _print(tallies: Mapping[Generation, Tally], sequences: int) -> None:
    print_table(
        ("generation", "sequences", "hits", "with their image", "false alarms"),
        [(name, sequences, each.hits, each.linked, each.alarms.total()) for name, each in tallies.items()],
    )
    print()
    rows = [(check, key) for check, keys in CHANGED.items() for key in keys]
    print_table(
        ("check", "changed", *(f"told, {name}" for name in tallies)),
        [(check, key, *(_share(each, check, key) for each in tallies.values())) for check, key in rows],
    )


def _share(tally: Tally, check: str, key: str) -> str:
    made = tally.changed[check, key]
    return f"{tally.told[check, key]} of {made}, {tally.told[check, key] / made:.0%}" if made else "none made"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sequences", type=int, default=200, help="how many of each generation")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first one")
    parser.add_argument("--generation", choices=get_args(Generation), action="append", help="one alone; else all three")
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    sys.exit(main(given.generation or get_args(Generation), given.seed, given.sequences, given.browser))

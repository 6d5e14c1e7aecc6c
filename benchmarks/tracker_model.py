"""Whether the stand-in tracker does in a browser what the model says: random sequences, played and predicted."""

from __future__ import annotations

import argparse
import sys
from time import perf_counter
from typing import get_args

from playwright.sync_api import Browser, Playwright, sync_playwright

from benchmarks._player import Player
from benchmarks._sequences import Script, random_script, shrunk
from harness.stage.browsers import find_browser, launch_options
from harness.stage.places import Engine
from harness.tracker.config import Generation

SHOWN = 5

# A page of another site would get a process of its own, which takes longer than all that is looked at here.
ONE_PROCESS = ("--disable-site-isolation-trials", "--renderer-process-limit=1")


def main(generation: Generation, first: int, sequences: int, engine: Engine) -> int:
    """Play, print what disagrees and how to see it again; the exit status tells whether anything did."""
    with sync_playwright() as playwright:
        player = Player(launched(playwright, engine))
        began = perf_counter()
        failing = [seed for seed in range(first, first + sequences) if _disagrees(player, seed, generation)]
        took = perf_counter() - began
        for seed in failing[:SHOWN]:
            _explain(player, random_script(seed, generation))
    rate = f"{sequences / took:.0f} a second"
    print(f"{generation} in {engine}: {sequences} sequences from seed {first}, {len(failing)} disagreements, {rate}")
    return bool(failing)


def launched(playwright: Playwright, engine: Engine) -> Browser:
    """The browser in which sequences are played."""
    options = launch_options(find_browser(engine))
    if engine == "chromium":
        options["args"] = [*options.get("args", ()), *ONE_PROCESS]
    browser: Browser = getattr(playwright, engine).launch(**options)
    return browser


def _disagrees(player: Player, seed: int, generation: Generation) -> bool:
    return player.disagreement(random_script(seed, generation)) is not None


def _explain(player: Player, script: Script) -> None:
    small = shrunk(script, lambda smaller: player.disagreement(smaller) is not None)
    again = f"python -m benchmarks.tracker_model --generation {script.portal.generation} --seed {script.seed}"
    print(f"\nseed {script.seed}; to see it again: {again}")
    print(small.portal, small.client, *small.steps, sep="\n")
    print(player.disagreement(small) or "it agreed when it was played again")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sequences", type=int, help="how many; 2000, or one if a seed is given")
    parser.add_argument("--seed", type=int, help="the seed of the first one")
    parser.add_argument("--generation", choices=get_args(Generation), default="current")
    parser.add_argument("--browser", choices=get_args(Engine), default="chromium")
    given = parser.parse_args()
    count = given.sequences or (2000 if given.seed is None else 1)
    sys.exit(main(given.generation, given.seed or 0, count, given.browser))

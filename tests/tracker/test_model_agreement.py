"""Model and stand-in agree: random sequences, played in a browser and predicted. The benchmark plays thousands."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from benchmarks._player import Player
from benchmarks._sequences import random_script, shrunk
from harness.tracker.config import Generation
from harness.tracker.model import Follow, Load, Push
from tests.tracker.conftest import whatever_the_engine

SEEDS = range(10)
GENERATIONS = get_args(Generation)


@pytest.fixture(scope="module")
def player(browser):
    """Plays in the browser that the other tests use."""
    one = Player(browser)
    yield one
    one.close()


@whatever_the_engine
@pytest.mark.parametrize("generation", GENERATIONS)
def test_what_the_model_predicts_is_what_happens(player, generation):
    scripts = (random_script(seed, generation) for seed in SEEDS)
    assert [said for script in scripts if (said := player.disagreement(script))] == []


def test_a_seed_makes_the_same_sequence_again():
    assert random_script(7, "current") == random_script(7, "current") != random_script(8, "current")


def test_a_failing_sequence_is_shrunk_to_what_makes_it_fail():
    def fails(script):
        return any(("trackPageView",) in step.entries for step in script.steps if isinstance(step, Push))

    failing = next(script for script in map(random_script, range(1000), ["2023"] * 1000) if fails(script))
    small = shrunk(failing, fails)
    (opened, pushed) = small.steps
    assert pushed == Push((("trackPageView",),))
    assert isinstance(opened, Load)
    assert (opened.queue, opened.banner_queue, opened.links) == ((), (), ())


def test_a_link_shrinks_to_a_plain_load():
    linked = Follow(load=Load(url="https://www.acme-shop.test/"))
    script = replace(random_script(7, "2023"), steps=(linked, linked))
    assert shrunk(script, lambda smaller: len(smaller.steps) == 2).steps == (linked.load, linked.load)

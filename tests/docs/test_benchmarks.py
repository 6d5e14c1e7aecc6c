"""The page of benchmarks, and what puts figures on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.__main__ import SUBJECTS
from benchmarks._result import Figure, Subject

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def quick(**more: object) -> Figure:
    """A figure of which less is better."""
    return Figure(**{"what": "a page", "unit": "ms", "own": 11.0, "floor": 10.0, "why": "it looks", **more})


def test_the_page_has_every_subject() -> None:
    assert set(re.findall(r"`python -m benchmarks --only (\w+)", PAGE.read_text(encoding="utf-8"))) == set(SUBJECTS)


@pytest.mark.parametrize(
    ("figure", "behind"),
    [
        pytest.param(quick(), (), id="near the floor"),
        pytest.param(quick(own=13.0), ("the floor",), id="far from the floor"),
        pytest.param(quick(peers={"crawlee": 9.0, "Lighthouse": None}), ("crawlee",), id="slower than a peer"),
        pytest.param(quick(wanted=10.5), ("what is wanted",), id="slower than wanted"),
        pytest.param(quick(own=9.0, more_is_better=True, floor=10.0), (), id="nearly as many"),
        pytest.param(quick(own=9.0, more_is_better=True, peers={"a": 10.0}), ("a",), id="fewer than a peer"),
        pytest.param(quick(floor=None), (), id="without a floor"),
        pytest.param(quick(floor=0.0, own=0.0), (), id="nothing, like the floor"),
    ],
)
def test_a_figure_says_what_it_is_behind(figure: Figure, behind: tuple[str, ...]) -> None:
    assert figure.behind == behind


def test_a_subject_is_a_table_with_its_reasons() -> None:
    figures = (quick(own=13.0, peers={"crawlee": 20.0}), quick(what="two pages", own=26.0, floor=20.0, wanted=30.0))

    assert Subject(title="Pages", remarks=("Two.", "Three."), figures=figures).markdown() == (
        "## Pages\n\nTwo.\nThree.\n\n"
        "| what | harness | floor | of the floor | wanted | crawlee |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| a page | 13.0 ms | 10.0 ms | 1.30 |  | 20.0 ms |\n"
        "| two pages | 26.0 ms | 20.0 ms | 1.30 | ≤ 30.0 ms |  |\n\n"
        "- a page (behind the floor), two pages (behind the floor): it looks.\n"
    )

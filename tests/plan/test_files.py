"""Where plans are found, and files that hold none."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import PlanError
from harness.plan.files import FILE_NAME, LARGEST_FILE, load_plan, plan_of, read_plan
from harness.plan.nodes import Mistake, Place
from harness.plan.plan import Plan

PLAN = "portal_id: 4242\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, and a folder below it that is the current one."""
    (tmp_path / FILE_NAME).write_text(PLAN, encoding="utf-8")
    (tmp_path / "tests").mkdir()
    monkeypatch.chdir(tmp_path / "tests")
    return tmp_path


def test_a_plan_is_itself() -> None:
    plan = Plan(portal_id=7)

    assert plan_of(plan) is plan


def test_a_plan_is_named_by_its_path(project: Path) -> None:
    assert plan_of(str(project / FILE_NAME)).portal_id == 4242


def test_the_projects_plan_is_found_here_or_above(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from_below = plan_of(None)
    monkeypatch.chdir(project)

    assert (from_below.name, plan_of(None).name) == (f"../{FILE_NAME}", FILE_NAME)


def test_a_project_without_a_plan_is_told(project: Path) -> None:
    (project / FILE_NAME).unlink()

    with pytest.raises(PlanError) as caught:
        plan_of(None)

    assert str(caught.value) == (
        f"there is no {FILE_NAME} in {project / 'tests'} or above; make one with hstrack plan infer, or name yours"
    )


def test_every_mistake_is_told_with_its_file(project: Path) -> None:
    (project / FILE_NAME).write_text("evnts: {}\nportal_id: x\n", encoding="utf-8")

    with pytest.raises(PlanError) as caught:
        load_plan(Path(f"../{FILE_NAME}"))

    assert str(caught.value).splitlines() == [
        f"../{FILE_NAME}:1:1: 'evnts' is not known in a plan; did you mean 'events'?",
        f"../{FILE_NAME}:2:12: portal_id is 'x'; wanted a number such as 4242",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(
            b"#" * 5_000_000, f"plan.yaml: is longer than {LARGEST_FILE:,} bytes, which no plan is", id="huge"
        ),
        pytest.param(
            None, "plan.yaml: cannot be read (No such file or directory); a plan is a YAML file", id="missing"
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, data: bytes | None, told: str
) -> None:
    monkeypatch.chdir(project)
    _ = data and Path("plan.yaml").write_bytes(data)

    with pytest.raises(PlanError) as caught:
        read_plan(Path("plan.yaml"))

    assert str(caught.value) == told


def test_what_is_no_utf_8_is_told_with_its_place(project: Path) -> None:
    file = project / FILE_NAME
    file.write_bytes(b"routes:\n  - /caf\xe9\n")

    assert read_plan(file) == (Mistake(Place(2, 9), "is not text in UTF-8; save the file in that encoding"),)


def test_a_byte_order_mark_is_no_mistake(project: Path) -> None:
    file = project / FILE_NAME
    file.write_bytes(b"\xef\xbb\xbf" + PLAN.encode())

    assert read_plan(file) == Plan(portal_id=4242)

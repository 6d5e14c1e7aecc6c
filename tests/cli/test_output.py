"""Where verbs write, and where people are told meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.cli._output import STDOUT, sayer, write
from harness.errors import UsageError

FILE = Path("plan.yaml")
DEAR = "is there already, and a plan is too dear to be overwritten; name another"
TOO_LONG = "a plan cannot be written (File name too long); name another file"


@pytest.mark.parametrize(
    ("files", "out", "err"),
    [
        pytest.param((FILE, None), "done\n", "", id="files"),
        pytest.param((FILE, STDOUT), "", "done\n", id="standard output is taken"),
    ],
)
def test_people_are_told_where_nothing_is_written(
    capsys: pytest.CaptureFixture[str], files: tuple[Path | None, ...], out: str, err: str
) -> None:
    sayer(*files)("done")

    assert capsys.readouterr() == (out, err)


def test_standard_output_takes_one_file_only() -> None:
    with pytest.raises(UsageError, match="name a file for the other"):
        sayer(STDOUT, STDOUT)


def test_a_text_is_written_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    write("text", STDOUT, "a plan")

    assert capsys.readouterr().out == "text"


def test_a_text_is_written_to_a_file_anew(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("before")
    write("text", tmp_path / FILE, "the recording")

    assert (tmp_path / FILE).read_text() == "text"


@pytest.mark.parametrize(
    ("name", "new", "said"),
    [
        pytest.param("plan.yaml", True, DEAR, id="there"),
        pytest.param("x" * 300, False, TOO_LONG, id="no file"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str, new: bool, said: str) -> None:
    (tmp_path / FILE).write_text("before")
    file = tmp_path / name

    with pytest.raises(UsageError) as caught:
        write("text", file, "a plan", new=new)

    assert str(caught.value) == f"{file}: {said}"

"""Files that are written beside others, never over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.codegen.files import check_place, usual_test, write_new
from harness.errors import UsageError


def test_a_test_goes_where_tests_are(tmp_path: Path) -> None:
    assert usual_test(tmp_path) == tmp_path / "test_tracking.py"
    (tmp_path / "tests").mkdir()
    assert usual_test(tmp_path) == tmp_path / "tests" / "test_tracking.py"


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "test_tracking.py"

    written = [write_new(path, text) for text in ("first", "second", "third")]

    assert [file.name for file in written] == ["test_tracking.py", "test_tracking_2.py", "test_tracking_3.py"]
    assert [file.read_text() for file in written] == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        pytest.param("there.py", "is there already and is not overwritten; name another file", id="taken"),
        pytest.param(
            "gone/new.py", "cannot be written, for {}/gone is no folder to write into; name another", id="folder"
        ),
    ],
)
def test_a_place_that_will_not_do_is_told_before_recording(name: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "there.py").touch()

    with pytest.raises(UsageError) as caught:
        check_place(tmp_path / name, may_exist=False)

    assert str(caught.value).startswith(f"{tmp_path / name}: {sentence.format(tmp_path)}")


@pytest.mark.parametrize("name", ["there.py", "new.py"])
def test_a_usual_name_may_be_taken(name: str, tmp_path: Path) -> None:
    (tmp_path / "there.py").touch()

    check_place(tmp_path / name, may_exist=True)


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250 + ".py.and.more")

    with pytest.raises(UsageError) as caught:
        write_new(path, "text")

    assert str(caught.value) == f"{path}: cannot be written (File name too long); name another file"

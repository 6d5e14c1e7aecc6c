import pytest

from harness.capture.stacks import read_stack
from harness.capture.timeline import SourceLine

APP = "https://www.acme.test/app.js"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(f"    at {APP}:3:14", SourceLine(url=APP, line=3, column=14), id="top level"),
        pytest.param(
            f"    at buy ({APP}?v=1:3:14)",
            SourceLine(url=f"{APP}?v=1", line=3, column=14, function="buy"),
            id="function",
        ),
        pytest.param(
            f"    at async load ({APP}:3:14)", SourceLine(url=APP, line=3, column=14, function="load"), id="async"
        ),
        pytest.param(
            f"    at new Shop ({APP}:3:14)", SourceLine(url=APP, line=3, column=14, function="Shop"), id="constructor"
        ),
        pytest.param(f"    at <anonymous> ({APP}:3:14)", SourceLine(url=APP, line=3, column=14), id="anonymous"),
        pytest.param(
            f"    at HTMLDocument.<anonymous> ({APP}:3:14)",
            SourceLine(url=APP, line=3, column=14),
            id="a listener",
        ),
        pytest.param(
            "    at f (webpack-internal:///(app)/./a(1).ts:7:5)",
            SourceLine(url="webpack-internal:///(app)/./a(1).ts", line=7, column=5, function="f"),
            id="brackets in the address",
        ),
        pytest.param(
            f"    at eval (eval at boot ({APP}:7:5), <anonymous>:1:6)", SourceLine(url=APP, line=7, column=5), id="eval"
        ),
        pytest.param(
            f"    at eval (eval at a (eval at b ({APP}:7:5), <anonymous>:1:6), <anonymous>:2:6)",
            SourceLine(url=APP, line=7, column=5),
            id="eval in eval",
        ),
        pytest.param(
            "    at f (http://[::1]:8000/app.js:3:14)",
            SourceLine(url="http://[::1]:8000/app.js", line=3, column=14, function="f"),
            id="IPv6",
        ),
    ],
)
def test_a_frame_of_chromium_is_read(text: str, line: SourceLine) -> None:
    assert read_stack(f"Error\n{text}") == (line,)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(f"@{APP}:3:14", SourceLine(url=APP, line=3, column=14), id="top level"),
        pytest.param(f"buy@{APP}:3:14", SourceLine(url=APP, line=3, column=14, function="buy"), id="function"),
        pytest.param(f"shop/buy@{APP}:3:14", SourceLine(url=APP, line=3, column=14, function="buy"), id="nested"),
        pytest.param(f"boot/<@{APP}:3:14", SourceLine(url=APP, line=3, column=14), id="anonymous"),
        pytest.param(
            f"setTimeout handler*boot@{APP}:3:14", SourceLine(url=APP, line=3, column=14, function="boot"), id="async"
        ),
        pytest.param(f"@{APP} line 7 > eval:1:6", SourceLine(url=APP, line=7, column=6), id="eval"),
        pytest.param(
            f"f@{APP}?to=a@b:3:14", SourceLine(url=f"{APP}?to=a@b", line=3, column=14, function="f"), id="an @"
        ),
    ],
)
def test_a_frame_of_firefox_is_read(text: str, line: SourceLine) -> None:
    assert read_stack(f"{text}\n") == (line,)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Error: no\n    at Array.forEach (<anonymous>)", id="native code"),
        pytest.param("    at push (hstrack-spy.js:3:14)\npush@https://www.acme.test/hstrack-spy.js:3:14", id="the spy"),
        pytest.param(
            "f@https://www.acme.test/app.js:" + "9" * 5000 + ":1", id="a number that no integer may be read from"
        ),
        pytest.param("f@https://www.acme.test/" + "a" * 5000 + ":1:1", id="an endless line"),
    ],
)
def test_what_is_no_frame_is_left_out(text: str) -> None:
    assert read_stack(text) == ()


def test_frames_stay_in_order() -> None:
    stack = read_stack(f"Error\n    at buy ({APP}:3:14)\n    at Array.forEach (<anonymous>)\n    at {APP}:9:1")
    assert [str(line) for line in stack] == ["app.js:3 buy", "app.js:9"]

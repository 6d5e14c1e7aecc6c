"""The fix that a framework's users are told."""

from __future__ import annotations

import pytest

from harness.audit.documents import documents
from harness.audit.route_hooks import route_fix
from harness.audit.testing import navigation, page, visit


@pytest.mark.parametrize(
    ("frameworks", "begins"),
    [
        pytest.param(("react",), "React: in an effect on useLocation()", id="a framework"),
        pytest.param(("react", "next"), "Next.js: in a client component", id="the more special one"),
        pytest.param(("alpine", "htmx"), "htmx: in listeners to htmx:afterSettle", id="beside one without routes"),
    ],
)
def test_the_fix_names_the_place_of_the_framework(frameworks: tuple[str, ...], begins: str) -> None:
    case = visit(navigation("/", "load", at_s=0), page("/", frameworks=frameworks, at_s=0))
    fix = route_fix(case, documents(case)[0])

    assert fix.startswith(begins)
    assert fix.endswith("the tracking code counts the first view by itself.")


def test_no_framework_has_no_fix_of_its_own() -> None:
    case = visit(navigation("/", "load", at_s=0), page("/", frameworks=("wordpress",), at_s=0))

    assert route_fix(case, documents(case)[0]) == ""

"""Page views that are counted again without a step of the visitor."""

import pytest

from harness.audit.documents import documents
from harness.audit.repeats import repeats
from harness.audit.testing import navigation, page_view, visit
from harness.audit.visit import Visit


@pytest.mark.parametrize(
    ("case", "counted"),
    [
        pytest.param(visit(), [], id="none"),
        pytest.param(visit(page_view("/"), page_view("/menu")), [1, 1], id="two places"),
        pytest.param(visit(page_view("/"), page_view("/#top"), page_view("/menu")), [2, 1], id="one place twice"),
        pytest.param(visit(page_view("/"), navigation("/"), page_view("/")), [1, 1], id="a step to the same place"),
        pytest.param(visit(page_view("/"), navigation("/", "replace"), page_view("/")), [2], id="replaced by itself"),
        pytest.param(visit(page_view("/"), page_view("/", set_path="/step-2")), [1, 1], id="another set path"),
    ],
)
def test_views_of_one_place_without_a_step_between_are_together(case: Visit, counted: list[int]) -> None:
    (document,) = documents(case)
    assert [len(views) for views in repeats(document)] == counted

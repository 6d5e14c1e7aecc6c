"""Cases of the rule internal-page-counted."""

import pytest

from harness.audit.rules.page_views.internal_page_counted import internal_page_counted
from harness.audit.testing import page_view, told, visit
from harness.audit.visit import Visit

CASES = {
    "the administration is counted": (
        visit(page_view("/wp-admin/post.php?post=7"), page_view("/wp-admin/")),
        ["warning: /wp-admin/post.php was counted; HubSpot will record its users as visitors of the site"],
    ),
    "a page only begins like it": (visit(page_view("/admin-software")), []),
    "nothing is counted": (visit(), ["does-not-apply: no page view was sent"]),
}


@pytest.mark.parametrize(("case", "lines"), CASES.values(), ids=CASES)
def test_it_says(case: Visit, lines: list[str]) -> None:
    assert told(internal_page_counted, case) == lines


def test_the_site_s_own_areas_can_be_named() -> None:
    case = visit(page_view("/admin"), page_view("/team/plan"))
    assert told(internal_page_counted, case, paths=("/team/",)) == [
        "warning: /team/plan was counted; HubSpot will record its users as visitors of the site"
    ]

import pytest

from harness.audit.gather.limits import MOST, REASONS, Allowance, Deed


@pytest.mark.parametrize("deed", MOST)
def test_a_page_may_do_a_thing_so_often(deed: Deed) -> None:
    allowance = Allowance()
    reasons = [allowance.spend(deed) for _ in range(MOST[deed] + 1)]
    assert reasons == [*[""] * MOST[deed], REASONS[deed]]


def test_what_was_counted_elsewhere_is_taken_as_it_is() -> None:
    allowance = Allowance()
    assert [allowance.spend("load", done) for done in (MOST["load"], 1, MOST["load"] + 1)] == ["", "", REASONS["load"]]

import pytest

from harness.audit.words import count


@pytest.mark.parametrize(("number", "told"), [(0, "0 hits"), (1, "1 hit"), (1200, "1,200 hits")])
def test_a_number_of_things_is_told(number: int, told: str) -> None:
    assert count(number, "hit") == told


def test_a_plural_of_its_own_is_told() -> None:
    assert count(2, "query", "queries") == "2 queries"

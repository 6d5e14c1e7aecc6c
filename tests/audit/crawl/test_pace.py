import pytest

from harness.audit.crawl.pace import Pace


@pytest.mark.parametrize(
    ("rate", "delay_s", "waits"),
    [
        pytest.param(2.0, 0.0, [0.0, 0.5, 1.0], id="a rate"),
        pytest.param(2.0, 3.0, [0.0, 3.0, 6.0], id="a host that asks for more"),
        pytest.param(0.0, 0.0, [0.0, 0.0, 0.0], id="no limit"),
        pytest.param(0.0, 3.0, [0.0, 3.0, 6.0], id="no limit but the host's"),
    ],
)
def test_pages_of_a_host_come_one_after_the_other(rate: float, delay_s: float, waits: list[float]) -> None:
    pace = Pace(rate)
    assert [pace.wait_s("www.acme.test", 100.0, delay_s) for _ in waits] == waits


def test_each_host_has_a_pace_of_its_own_and_none_saves_moments_up() -> None:
    pace = Pace(1.0)
    waits = [pace.wait_s(host, now) for host, now in [("a", 0.0), ("b", 0.0), ("a", 10.0), ("a", 10.0)]]
    assert waits == [0.0, 0.0, 0.0, 1.0]

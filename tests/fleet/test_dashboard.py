"""The pages of a fleet."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from harness.fleet.change import Change
from harness.fleet.dashboard import ROWS, Bar, Fleet, SiteRow, pages_of, row_of
from harness.fleet.reading import Course, Look, RunSeen
from harness.fleet.result import Health
from tests.fleet.cases import finding

HOSTILE = "</title><script>harmed = 1</script><img src=x onerror=harmed=1>{{ 7 * 7 }}"


def look(health: Health = "clean", errors: int = 0, day: int = 1, page: str = "") -> Look:
    return Look(
        run=day,
        started_at=f"2026-03-0{day}T02:00:00+00:00",
        health=health,
        errors=errors,
        warnings=0,
        notes=0,
        pages=1,
        hits=3,
        page=page,
    )


def row(site: str, health: Health = "clean", errors: int = 0, url: str = "") -> SiteRow:
    looks = (look(), look(health, errors, day=2, page="reports/x.html"))
    return row_of(Course(site=site, url=url or f"https://{site}/", looks=looks), lambda page: f"../{page}")


def fleet(*rows: SiteRow, news: tuple[tuple[str, Change], ...] = (), name: str = "clients") -> Fleet:
    run = RunSeen(
        number=2, fleet=name, started_at="2026-03-02T02:00:00", ended_at=None, sites=4, healths={"error": 1, "clean": 2}
    )
    return Fleet(name=name, runs=[run], regressions=news, rows=rows)


class Seen(HTMLParser):
    """The tags, links and first cells of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_the_worst_sites_come_first() -> None:
    made = dict(
        pages_of(fleet(row("a.test"), row("b.test", "error", 1), row("c.test", "error", 2), row("d.test", "failed")))
    )

    assert re.findall(r"<bdi>(\w\.test)</bdi>", made["index.html"]) == ["d.test", "c.test", "b.test", "a.test"]


def test_regressions_are_told() -> None:
    news = (("2026-03-02T02:00:00", Change(site="a.test", what="new", thing=finding())),)

    assert "finding new: identity-never-sent: f1" in dict(pages_of(fleet(row("a.test"), news=news)))["index.html"]


def test_each_site_leads_to_its_report_and_each_page_to_the_others() -> None:
    index = dict(pages_of(fleet(row("a.test"))))["index.html"]

    assert Seen(index).links == ["https://a.test/", "../reports/x.html", "sites-1.html"]


def test_a_fleet_of_many_sites_has_many_pages() -> None:
    made = dict(pages_of(fleet(*(row(f"{number}.test") for number in range(ROWS + 1)))))

    assert [*made] == ["index.html", "sites-1.html", "sites-2.html"]
    assert "of 501 sites" in made["index.html"]
    assert "sites-2.html" not in Seen(made["sites-2.html"]).links


def test_a_page_is_named_after_its_first_site() -> None:
    many = [row(f"{number:03}.test", "error" if number == ROWS else "clean") for number in range(ROWS + 1)]

    assert re.findall(r"from <bdi>(.*?)</bdi>", dict(pages_of(fleet(*many)))["index.html"]) == [
        "error 500.test",
        "clean 499.test",
    ]


def test_a_fleet_without_a_site_has_a_page() -> None:
    assert [name for name, _ in pages_of(fleet())] == ["index.html"]


def test_what_strangers_wrote_stays_text() -> None:
    news = (("2026-03-02T02:00:00", Change(site=HOSTILE, what="new", thing=finding(HOSTILE))),)
    made = dict(pages_of(fleet(row(HOSTILE, url="javascript:harmed=1"), news=news, name=HOSTILE)))

    assert not {"script", "img"} & (Seen(made["index.html"]).tags | Seen(made["sites-1.html"]).tags)
    assert not [link for link in Seen(made["index.html"]).links if "javascript" in link]
    assert "{{ 7 * 7 }}" in made["index.html"]


def test_a_page_obeys_no_style_but_its_own() -> None:
    assert "default-src 'none'; style-src &#39;sha256-" in dict(pages_of(fleet()))["index.html"]


def test_runs_are_drawn_as_stacks_of_their_sites() -> None:
    assert fleet().stacks == [
        Bar(x=0, y=90.0, width=20, height=30.0, health="error", text="run 2, 2026-03-02: 1 error"),
        Bar(x=0, y=30.0, width=20, height=60.0, health="clean", text="run 2, 2026-03-02: 2 clean"),
    ]


def test_the_trend_of_a_site_has_a_bar_for_each_time_of_one_health_the_higher_the_worse() -> None:
    looks = (look(), look(day=2), look("failed", day=3))

    assert row_of(Course(site="a.test", url="", looks=looks), str).trend == (
        Bar(x=0, y=14.4, width=13, height=3.6, health="clean", text="2026-03-01 to 2026-03-02: clean"),
        Bar(x=14, y=0.0, width=6, height=18.0, health="failed", text="2026-03-03: failed"),
    )

"""What a site costs that never ends: `python -m benchmarks.hostile`.

The sample site `hostile` is crawled: scripts and redirects without end, dialogs, downloads, thousands of frames, hits
that are none. Each page has a line: the seconds until it was done with, and what is said of it.

Exit status 1 when the crawl took longer than wanted, or when a page has no visit, or is neither read nor in doubt.
"""

from __future__ import annotations

import argparse
import sys
from time import monotonic

from benchmarks._ground import print_table
from harness.audit.crawl.plan import CrawlPlan
from harness.audit.gather import Gathered, Gathering, crawls, gather, site_target
from harness.audit.visit import Visit
from harness.stage.browsers import find_browser
from harness.stage.site import bundled_sites, load_site

PAGES = 16
MOST_S = 150.0


def told(visit: Visit, gathered: Gathered) -> str:
    """What is said of a page; empty when it was read and came to rest."""
    problems = [problem for problem in gathered.problems if problem.startswith(f"{visit.start_url}: ")]
    return "; ".join((*problems, *visit.undecided))[:110]


def main(concurrency: int) -> int:
    """Crawl, print, and say by the exit status whether it ended as it should."""
    plan = CrawlPlan(concurrency=concurrency, pages_a_visit=1)
    targets = crawls([site_target(load_site(bundled_sites()["hostile"]))], plan)
    begun = monotonic()
    gathered = gather(targets, Gathering(browser=find_browser(), timeout_s=10.0, rest_s=10.0))
    taken = monotonic() - begun
    rows = [
        (visit.start_url.rpartition("/")[2], len(visit.hits), len(visit.malformed), told(visit, gathered))
        for visit in gathered.visits
    ]
    print_table(("page", "hits", "malformed", "told"), sorted(rows))
    lost = [
        visit.start_url
        for visit in gathered.visits
        if not told(visit, gathered) and not all(page.was_read for page in visit.pages)
    ]
    print(f"{len(rows)} of {PAGES} pages in {taken:.0f} s (at most {MOST_S:.0f}); without a word: {lost or 'none'}")
    return int(taken > MOST_S or len(rows) != PAGES or bool(lost))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--concurrency", type=int, default=4)
    sys.exit(main(parser.parse_args().concurrency))

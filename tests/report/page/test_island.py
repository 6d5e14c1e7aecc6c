"""What scripts show on demand."""

from __future__ import annotations

import json

from harness.report.page.island import Island


def test_a_text_is_written_once() -> None:
    island = Island()
    island.add("places", [("a.test/", 3), ("b.test/", 0)])
    island.add("more", [("b.test/", "a.test/")])

    assert json.loads(island.text()) == {
        "texts": ["a.test/", "b.test/"],
        "tables": {"places": [[0, 3], [1, 0]], "more": [[1, 0]]},
    }


def test_nothing_in_it_can_end_the_script() -> None:
    island = Island()
    island.add("texts", [("</script><!-- & >",)])

    assert (set("<>&") & set(island.text()), json.loads(island.text())["texts"]) == (set(), ["</script><!-- & >"])

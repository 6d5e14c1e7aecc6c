"""The matrix of consent and page."""

from __future__ import annotations

from dataclasses import replace

from harness.audit.result import AuditReport
from harness.audit.testing import choice, consent_decision, event, page, page_view, visit
from harness.audit.visit import Visit
from harness.report.build import report_of
from harness.report.page.matrix import Cell, Matrix, matrix_of
from harness.wire.hits import BannerReport, Consent


def matrix(*visits: Visit) -> Matrix:
    return matrix_of(report_of(AuditReport(visits=visits)).visits)


def test_a_page_has_a_cell_for_each_state_of_consent() -> None:
    asked = visit(
        page("/"),
        page_view("/", consent=Consent(given=False)),
        choice("accept"),
        page_view("/", email="ada@acme.test"),
        event("pe4242_open"),
        banner="hubspot",
    )
    unasked = visit(page("/about"), page_view("/about"))

    assert matrix(asked, unasked) == Matrix(
        columns=("no banner", "before a choice", "accepted"),
        rows=(
            (
                "www.acme.test/",
                (
                    Cell(),
                    Cell(text="1 page view, without consent", delicate=True),
                    Cell(text="1 page view, 1 event, identified"),
                ),
            ),
            ("www.acme.test/about", (Cell(text="1 page view"), Cell(), Cell())),
        ),
    )


def test_what_a_banner_reports_is_nothing_delicate() -> None:
    report = replace(BannerReport(activity="view"), request=consent_decision("declined").request)
    case = visit(report, banner="hubspot")

    assert matrix(case).rows == (("no page", (Cell(text="1 banner report"),)),)


def test_a_page_that_sent_nothing_has_an_empty_row() -> None:
    assert matrix(visit(page("/quiet"), banner="hubspot")).rows == (("www.acme.test/quiet", (Cell(),)),)


def test_a_choice_that_nobody_knows_has_a_column_of_its_own() -> None:
    case = visit(choice("shrug"), page_view("/"))

    assert matrix(case).columns == ("shrug",)

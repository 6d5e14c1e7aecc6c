"""A report in every format that a program reads, read again by a parser of that format."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree as ET

from harness.report.formats.json import parse_report
from harness.report.model import Report
from harness.report.registry import format_named

__all__ = ["read_again"]


def read_again(report: Report) -> dict[str, int]:
    """How many findings each format holds, as its parser tells; JSON that is another report holds none."""

    def printed(name: str) -> str:
        return format_named(name).render(report)

    cases = ET.fromstring(printed("junit")).iter("testcase")  # noqa: S314 - our own
    again = parse_report(printed("json").encode())
    return {
        "json": len(again.findings) if again == report else 0,
        "junit": sum(case.find("failure") is not None or case.find("system-out") is not None for case in cases),
        "sarif": len(json.loads(printed("sarif"))["runs"][0]["results"]),
        "csv": len([*csv.reader(io.StringIO(printed("csv"), newline=""))]) - 1,
        "html": printed("html").count('<li id="f-'),
    }

"""Source as the formatter leaves it, and locators that can be nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from harness.codegen.code import arguments, checked_locator, laid_out, literal, names_in

LONG = "A rather long name of a link that goes on and on and does not fit"
URL = f"https://www.acme.test/{'a-path-that-is-longer-than-a-line/' * 3}"
STATEMENTS = (
    'page.get_by_role("link", name="Shop").click()',
    f'page.get_by_role("link", name="{LONG}").click()',
    f'page.get_by_role("listitem").filter(has_text="{LONG}").get_by_role("button").click()',
    f'page.locator("#frame").content_frame.get_by_role("link", name="{LONG}").nth(3).click(modifiers=["Shift"])',
    f'page.goto("{URL}")',
    f'page.locator("{"x" * 100}").locator("{"y" * 100}").click()',
    f'expect(hubspot.event("pe4242_{"course_" * 7}")).to_carry(course_id="Math101", price=90)',
    'expect(hubspot.identity(email="ada@example.test", first="Ada", last="L")).to_arrive_with(hubspot.page_view("/"))',
    f'expect(hubspot.event("pe4242_course")).to_carry(price=90, **{{"a-b": "{"x" * 60}", "class": True}})',
    f'expect(hubspot).to_have_walked("/", re.compile("^/order/[^/?#]+"), "/welcome", "{"/step" * 9}")',
    'page.get_by_label("Password").fill(os.environ["TEST_PASSWORD"])',
    "page.get_by_text('Say \"hello\"').click()",
)


@pytest.mark.parametrize("length", [88, 100, 120])
def test_statements_stand_as_the_formatter_leaves_them(length: int) -> None:
    text = "def test() -> None:\n" + "".join(f"{laid_out(statement)}\n" for statement in STATEMENTS)

    done = subprocess.run(  # noqa: S603 - the project's own formatter
        [sys.executable, "-m", "ruff", "format", "--isolated", f"--line-length={length}", "-"],
        input=text, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert text == done.stdout


@pytest.mark.parametrize(
    ("statement", "lines"),
    [
        pytest.param("page.reload()", ["    page.reload()"], id="short"),
        pytest.param(
            STATEMENTS[1],
            ["    page.get_by_role(", '        "link",', f'        name="{LONG}",', "    ).click()"],
            id="one call broken",
        ),
        pytest.param(
            STATEMENTS[6],
            [
                "    expect(",
                f'        hubspot.event("pe4242_{"course_" * 7}"),',
                '    ).to_carry(course_id="Math101", price=90)',
            ],
            id="the call with the long text",
        ),
        pytest.param(
            f"page.{'first.' * 20}click()", [f"    page.{'first.' * 20}click()  # fmt: skip"], id="nothing to break"
        ),
    ],
)
def test_a_long_statement_is_broken_where_it_reads_best(statement: str, lines: list[str]) -> None:
    assert laid_out(statement).splitlines() == lines


@pytest.mark.parametrize(
    ("told", "locator"),
    [
        pytest.param('get_by_role("link", name="Shop")', 'get_by_role("link", name="Shop")', id="role"),
        pytest.param("locator('#a').nth(1)", 'locator("#a").nth(1)', id="quotation marks"),
        pytest.param(
            r'get_by_text(re.compile(r"^\d$", re.IGNORECASE)).first',
            r'get_by_text(re.compile("^\\d$", re.IGNORECASE)).first',
            id="pattern",
        ),
    ],
)
def test_what_playwright_writes_is_a_locator(told: str, locator: str) -> None:
    assert checked_locator(told) == locator


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("", id="nothing"),
        pytest.param('get_by_role("a"); import os', id="a second statement"),
        pytest.param('get_by_role(open("/etc/passwd"))', id="another function"),
        pytest.param("context", id="another attribute"),
        pytest.param('locator(f"{1}")', id="a text that is computed"),
        pytest.param("first or 1", id="an operator"),
        pytest.param("locator(" * 120, id="depth"),
        pytest.param('locator("\0")', id="a null"),
        pytest.param(f'locator("{"x" * 1_000}")', id="length"),
    ],
)
def test_what_a_page_tells_instead_is_none(told: str) -> None:
    assert checked_locator(told) is None


@pytest.mark.parametrize(
    ("value", "source"),
    [
        pytest.param("plain", '"plain"', id="text"),
        pytest.param('say "hi"', "'say \"hi\"'", id="double quotation marks"),
        pytest.param("it's \"so\" 'so'", '"it\'s \\"so\\" \'so\'"', id="both"),
        pytest.param("a\\b\n\x1b\u202e", '"a\\\\b\\n\\x1b\\u202e"', id="what cannot be seen"),
        pytest.param(90, "90", id="number"),
    ],
)
def test_a_value_is_written_so_that_it_reads_back(value: object, source: str) -> None:
    assert literal(value) == source
    assert eval(source) == value  # noqa: S307 - our own source


def test_names_that_no_argument_can_have_are_given_in_a_dictionary() -> None:
    assert arguments({"price": "90", "a-b": '"x"', "class": "1"}) == 'price=90, **{"a-b": "x", "class": 1}'
    assert arguments({"price": "90"}) == "price=90"


def test_names_are_found_for_the_imports() -> None:
    assert names_in("expect(hubspot.hit(url=ANY))") == {"expect", "hubspot", "ANY"}

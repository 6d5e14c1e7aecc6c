"""What the text of a served script says of its source map and its functions."""

from __future__ import annotations

import pytest

from harness.capture.served_script import ServedScript, inline_map


@pytest.mark.parametrize(
    ("text", "link"),
    [
        pytest.param("go();\n//# sourceMappingURL=app.js.map", "app.js.map", id="last line"),
        pytest.param("go();\n//@ sourceMappingURL=app.js.map\n", "app.js.map", id="as it once was written"),
        pytest.param("//# sourceMappingURL=a.map\n//# sourceMappingURL=b.map", "b.map", id="the last of two"),
        pytest.param('x = "//# sourceMappingURL=";', None, id="a text that speaks of it"),
        pytest.param("go(); // sourceMappingURL=app.js.map", None, id="another comment"),
        pytest.param("go();", None, id="none"),
    ],
)
def test_the_map_is_named_in_a_comment(text: str, link: str | None) -> None:
    assert ServedScript(text).map_link == link


@pytest.mark.parametrize(
    ("link", "text"),
    [
        pytest.param("data:application/json;charset=utf-8;base64,e30=", b"{}", id="base 64"),
        pytest.param("data:application/json,%7B%7D", b"{}", id="percent signs"),
        pytest.param("data:application/json;base64,e", b"", id="what cannot be read"),
        pytest.param("app.js.map", None, id="an address"),
    ],
)
def test_a_map_may_stand_in_its_address(link: str, text: bytes | None) -> None:
    assert inline_map(link) == text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("function n(){go()}", (1, 10), id="function"),
        pytest.param("async function*n (){go()}", (1, 16), id="generator"),
        pytest.param("const n=()=>{go()}", (1, 7), id="arrow"),
        pytest.param("let n = x =>{go()}", (1, 5), id="arrow of one"),
        pytest.param("n=async()=>{go()}", (1, 1), id="async arrow"),
        pytest.param("x.y={};n=function(){go()}", (1, 8), id="function value"),
        pytest.param("function n(){}function m(){}function n(){go()}", (1, 38), id="the last of two"),
        pytest.param("a();\r\nfunction n(){\u2028go()}", (2, 10), id="on an earlier line"),
        pytest.param("x.n=function(){go()}", None, id="member"),
        pytest.param("function nn(){n();go()}", None, id="another function"),
        pytest.param("if(n==(1)){go()}", None, id="comparison"),
    ],
)
def test_a_function_is_found_where_it_is_declared(text: str, place: tuple[int, int] | None) -> None:
    lines = text.replace("\r\n", "\n").replace("\u2028", "\n").split("\n")
    here = (len(lines), lines[-1].index("go()") + 1)

    assert ServedScript(text).declaration(here, "n") == place


@pytest.mark.parametrize(
    ("place", "function"),
    [pytest.param((1, 9), "", id="no function"), pytest.param((7, 9), "n", id="a line that is not there")],
)
def test_without_function_or_line_no_declaration_is_looked_for(place: tuple[int, int], function: str) -> None:
    assert ServedScript("function n(){go()}").declaration(place, function) is None

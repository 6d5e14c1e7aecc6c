from __future__ import annotations

import pytest

from harness.codegen.frameworks import FRAMEWORKS, PLAIN, framework_of, packages_of


@pytest.mark.parametrize(
    ("packages", "name"),
    [
        pytest.param({"react", "react-router-dom"}, "React Router", id="a router"),
        pytest.param({"next", "react", "react-router"}, "Next.js", id="a framework with a router beside it"),
        pytest.param({"gatsby"}, "Gatsby", id="Gatsby"),
        pytest.param({"nuxt", "vue-router"}, "Nuxt", id="Nuxt"),
        pytest.param({"vue", "vue-router"}, "Vue Router", id="Vue Router"),
        pytest.param({"@angular/core"}, "Angular", id="Angular"),
        pytest.param({"angular"}, "AngularJS", id="AngularJS"),
        pytest.param({"@hotwired/turbo-rails"}, "Turbo", id="Turbo"),
        pytest.param({"htmx.org"}, "htmx", id="htmx"),
        pytest.param({"react"}, "plain pages", id="nothing that changes routes"),
    ],
)
def test_a_framework_is_told_by_its_packages(packages: set[str], name: str) -> None:
    assert framework_of(packages).name == name


def test_each_package_tells_of_one_framework() -> None:
    named = [package for framework in FRAMEWORKS for package in framework.packages]

    assert len(named) == len(set(named))


def test_packages_are_those_of_the_site_and_of_its_tools() -> None:
    package = b'{"name": "acme", "dependencies": {"vue": "3"}, "devDependencies": {"vite": "6"}}'

    assert packages_of(package) == {"vue", "vite"}


@pytest.mark.parametrize("text", [b"{", b'{"dependencies": ["vue"]}', b"\xff"])
def test_a_package_file_that_is_none_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        packages_of(text)


def test_a_server_is_on_this_machine() -> None:
    assert PLAIN.server == "http://localhost:8000"

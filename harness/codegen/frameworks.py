"""What a project is made with, told by the packages that its package.json names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

__all__ = ["FRAMEWORKS", "PLAIN", "Framework", "framework_of", "packages_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A way to build a site: its name, the packages that tell it, and where its development server usually listens.

    `moves` says what a visitor's click makes: a change of route within one document, or another page.
    """

    name: str
    packages: tuple[str, ...] = ()
    port: int
    moves: str = "route"

    @property
    def server(self) -> str:
        """The address of the development server."""
        return f"http://localhost:{self.port}"


FRAMEWORKS = (
    # Those that bring a router along come before the routers.
    Framework(name="Next.js", packages=("next",), port=3000),
    Framework(name="Gatsby", packages=("gatsby",), port=8000),
    Framework(name="Nuxt", packages=("nuxt",), port=3000),
    Framework(name="React Router", packages=("react-router", "react-router-dom", "@react-router/dev"), port=5173),
    Framework(name="Vue Router", packages=("vue-router",), port=5173),
    Framework(name="Angular", packages=("@angular/router", "@angular/core"), port=4200),
    Framework(name="AngularJS", packages=("angular-route", "angular"), port=8000),
    Framework(name="Turbo", packages=("@hotwired/turbo", "@hotwired/turbo-rails"), port=3000),
    Framework(name="htmx", packages=("htmx.org", "htmx"), port=8000),
)
"""All that are known, the telling ones first."""

PLAIN = Framework(name="plain pages", port=8000, moves="page")
"""Every other site."""


class _Package(msgspec.Struct, frozen=True):
    dependencies: dict[str, object] = {}
    dev_dependencies: dict[str, object] = msgspec.field(default={}, name="devDependencies")


def packages_of(package_json: bytes) -> frozenset[str]:
    """The names of the packages that a package.json depends on; ValueError says why it cannot be read."""
    try:
        package = msgspec.json.decode(package_json, type=_Package)
    except msgspec.DecodeError as error:
        raise ValueError(str(error)) from None
    return frozenset({*package.dependencies, *package.dev_dependencies})


def framework_of(packages: Iterable[str]) -> Framework:
    """The framework that a project with these packages is made with."""
    named = frozenset(packages)
    return next((each for each in FRAMEWORKS if named.intersection(each.packages)), PLAIN)

"""What one document says about itself, as data: tags, policies, storage, forms, links, frameworks, banners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "ElementMatch",
    "FormFact",
    "FormField",
    "LinkFact",
    "LoaderTag",
    "PageFacts",
    "SecurityPolicy",
    "StoredItem",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoaderTag:
    """A script element that loads HubSpot's tracking code: its address, element id and type attribute.

    `kept_in` is the attribute that holds the address where `src` does not: no browser loads such an element.
    """

    src: str
    element_id: str = ""
    type: str = ""
    kept_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityPolicy:
    """A Content Security Policy: its text, from a `header` or a `meta` element, enforced unless `report_only`."""

    text: str
    source: Literal["header", "meta"] = "header"
    report_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """A key of the document's `local` or `session` storage, with the length of its value in characters.

    `value` is kept, its beginning, where the key looks like HubSpot's or a consent platform's; otherwise it is None.
    """

    area: Literal["local", "session"] = "local"
    key: str
    value: str | None = None
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A control of a form that has a name: its type, and whether it holds something; what it holds is not kept."""

    name: str
    type: str = "text"
    filled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFact:
    """A form of the document, or of a frame of the same site in it (`framed`).

    `action` is absolute. `hubspot` says that it is one of HubSpot's forms, `portal_id` (0 when unknown) and `form_id`
    whose. `visible` is whether it is laid out.
    """

    element_id: str = ""
    name: str = ""
    action: str = ""
    method: str = "get"
    fields: tuple[FormField, ...] = ()
    hubspot: bool = False
    portal_id: int = 0
    form_id: str = ""
    framed: bool = False
    visible: bool = True

    @property
    def has_password(self) -> bool:
        """Whether it asks for a password: a login, a registration, a reset."""
        return any(field.type == "password" for field in self.fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFact:
    """A link of the document: absolute address, text, and whether it leads to another host."""

    href: str
    text: str = ""
    crosses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementMatch:
    """What a configured selector of clicked elements finds: how many elements, how many that the tracker has marked.

    A selector that no browser understands is `invalid`.
    """

    selector: str
    count: int = 0
    marked: int = 0
    invalid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """One document, read when it had come to rest.

    `loader_count` counts the loaders, of which `loaders` keeps the first, and `link_count` the links. `takeover` is
    whether the tracker runs, `queue` what `_hsq` is: `absent`, `array`, `tracker` or `other`. `switches` are HubSpot's
    global switches that the site has set (`disableHubSpotCookieBanner` ...). `banners` are the consent banners that are
    seen, `platforms` the consent platforms whose script is there. `csp` holds the policies of meta elements, `robots`
    the content of the one of that name.
    """

    title: str = ""
    canonical: str | None = None
    robots: str = ""
    loaders: tuple[LoaderTag, ...] = ()
    loader_count: int = 0
    takeover: bool = False
    queue: str = "absent"
    switches: tuple[str, ...] = ()
    banners: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    csp: tuple[SecurityPolicy, ...] = ()
    storage: tuple[StoredItem, ...] = ()
    forms: tuple[FormFact, ...] = ()
    links: tuple[LinkFact, ...] = ()
    link_count: int = 0
    elements: tuple[ElementMatch, ...] = ()

    @property
    def banner(self) -> str | None:
        """The first consent banner that is seen, or None."""
        return next(iter(self.banners), None)

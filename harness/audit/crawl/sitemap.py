"""Sitemaps: the pages that a site names itself: XML, an index of further sitemaps, or a list of lines; also packed."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from xml.parsers import expat

__all__ = ["Sitemap", "read_sitemap"]

LARGEST = 50 * 1024 * 1024
"""Bytes of an unpacked sitemap, as sitemaps.org has it."""

MOST = 50_000
"""Addresses of one sitemap, by the same source."""

GZIP = b"\x1f\x8b"
LONGEST = 2_048


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages and further sitemaps that a sitemap names, as written."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_sitemap(body: bytes) -> Sitemap:
    """What a sitemap holds, as far as it can be read; nothing for what is none."""
    text = _unpacked(body)
    if not text.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lines = (line.strip() for line in text.decode("utf-8-sig", "replace").splitlines())
        return Sitemap(pages=tuple(line for line in lines if line.startswith(("http://", "https://")))[:MOST])
    reader = _Reader()
    reader.read(text)
    return Sitemap(tuple(reader.pages), tuple(reader.sitemaps))


def _unpacked(body: bytes) -> bytes:
    """The body without its packing; what cannot be unpacked, or would grow too large, ends where it does."""
    if not body.startswith(GZIP):
        return body[:LARGEST]
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, LARGEST)
    except zlib.error:
        return b""


class _Enough(Exception):  # noqa: N818 - ends the reading; nobody else sees it
    """Nothing more is to be read."""


class _Reader:
    """Collects what stands in `loc`, which is within a `url` or a `sitemap`."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.sitemaps: list[str] = []
        self._found = {"url": self.pages, "sitemap": self.sitemaps}
        self._above: list[str] = []
        self._text: list[str] = []

    def read(self, text: bytes) -> None:
        """Read as far as it is XML."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = self._type
        try:
            parser.Parse(text, True)
        except (expat.ExpatError, ValueError, LookupError, _Enough):  # no XML, or an encoding that does not exist
            return

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._above.append(name.rpartition(":")[2])
        self._text.clear()

    def _end(self, _: str) -> None:
        name, address = self._above.pop(), "".join(self._text).strip()
        self._text.clear()
        found = self._found.get(self._above[-1] if self._above else "")
        if name != "loc" or found is None or not 0 < len(address) <= LONGEST:
            return
        found.append(address)
        if len(self.pages) + len(self.sitemaps) >= MOST:
            raise _Enough

    def _type(self, *_: object) -> None:
        """No sitemap needs a document type, and one may define entities that grow without end."""
        raise _Enough

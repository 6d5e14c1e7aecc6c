"""E-mail addresses: which of them name nobody, and how the others are masked in what is saved and printed."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote

__all__ = ["EmailKind", "Masker", "email_kind", "emails_in"]

EmailKind = Literal["placeholder", "doubtful", "own"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOBODY = _words(
    """
    anonymous anon anonymous-user unknown unknown-user unidentified nobody noone no-one none null undefined nan
    noreply no-reply donotreply do-not-reply guest guest-user visitor placeholder dummy noemail no-email nomail no-mail
    not-set notset not-provided notprovided
    """
)
"""Local parts that name nobody, on whatever domain; dots and underscores count as dashes."""

ANYBODY = _words(
    """
    test tester testing test-user testuser user username demo example sample email mail name your-email youremail
    your-name yourname foo bar foobar baz abc asdf qwerty xxx fake temp default me
    """
)
"""Local parts that may be somebody's test account on the site's own domain, and name nobody on a stock domain."""

STOCK_DOMAINS = _words(
    """
    example.com example.org example.net test.com domain.com yourdomain.com mydomain.com email.com mail.com foo.com
    bar.com company.com yourcompany.com website.com site.com localhost nowhere.com none.com null.com unknown.com
    """
)
"""Domains that are written where a real one is missing; the first three are reserved by RFC 2606."""

RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|invalid|localhost)$")

_AT = r"(?:@|%(?:25)*40|\\u0040)"
_LOCAL = r"(?:[\w.+\-]|%(?:25)*(?:2B|2D|2E|5F|7E|[89A-F][0-9A-F]))"
# An address starts behind an escape (`%3D`), behind what stands for a space (`+`, `_`), or where a word starts that is
# no mask's number, so that a long text is not read again from each of its letters.
_START = r"(?:(?P<escape>%(?:25)*[0-9A-F]{2})|(?<![^\W_])(?<![.\-])(?<!\*{3}))"
_DOMAIN = r"[^\W_](?:[^\W_]|-(?=[^\W_])|\.(?=[^\W_])){0,252}"
_ADDRESS = re.compile(rf"{_START}(?P<local>{_LOCAL}{{1,64}})(?P<at>{_AT})(?P<domain>{_DOMAIN})", re.IGNORECASE)

_MASKED = re.compile(rf"(?P<local>[\w]\*{{3}}[0-9]*)(?P<at>{_AT})(?P<domain>{_DOMAIN})", re.IGNORECASE)
_FILE = re.compile(r"avif|css|gif|html?|ico|jpe?g|js|json|mjs|mp[34]|pdf|png|svg|ts|webp|woff2?|xml|zip")


def emails_in(text: str) -> list[str]:
    """The addresses of people in a text, in lower case, masked ones too; those that name nobody are left out.

    `logo@2x.png` and `vue@3.5.22` are none: what follows the last dot is a file's ending, or no letters.
    """
    if "@" not in text and "40" not in text:
        return []
    found = [*_ADDRESS.finditer(text), *_MASKED.finditer(text)]
    # `/@ada@acme.test` is a name in a network of servers.
    plain = (each for each in found if not text[: each.start()].endswith("@"))
    addresses = dict.fromkeys(f"{_unquoted(each['local'])}@{each['domain']}".lower() for each in plain)
    return [address for address in addresses if _is_mail(address) and email_kind(address) != "placeholder"]


def _is_mail(address: str) -> bool:
    ending = address.rpartition(".")[2]
    return "." in address.rpartition("@")[2] and len(ending) > 1 and ending.isalpha() and not _FILE.fullmatch(ending)


def email_kind(address: str) -> EmailKind:
    """Whether an address is a placeholder, may be one, or is somebody's own.

    A reserved domain (RFC 2606) with a name that could be a person's is doubtful: it cannot receive mail, but a test
    may use it on purpose. An address that is none (no `@`) is not judged: `own`.
    """
    local, at, domain = address.strip().lower().rpartition("@")
    if not at:
        return "own"
    name = re.sub(r"[._-]+", "-", local).strip("-")
    if name in NOBODY or (name in ANYBODY and (domain in STOCK_DOMAINS or domain.partition(".")[0] == name)):
        return "placeholder"
    return "doubtful" if name in ANYBODY or RESERVED.search(domain) else "own"


@dataclass(slots=True)
class Masker:
    """Masks the e-mail addresses in texts: `ada@acme.test` becomes `a***@acme.test`, the same wherever it stands.

    Addresses are found in plain text, in URLs (also encoded twice and more) and in JSON. Two addresses that would look
    alike are told apart by a number (`a***2@acme.test`), so that saved evidence can still be judged. An address that
    names nobody (`noreply@acme.test`) is no secret and stays.
    """

    masks: dict[str, str] = field(default_factory=dict)
    looks: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __call__(self, text: str) -> str:
        """`text` with its addresses masked."""
        return _ADDRESS.sub(self._replacement, text) if "@" in text or "40" in text else text

    def _replacement(self, found: re.Match[str]) -> str:
        address = f"{_unquoted(found['local'])}@{found['domain']}".lower()
        if email_kind(address) == "placeholder" or address.partition("@")[0] in ANYBODY:
            return found[0]
        return (found["escape"] or "") + self._mask(address) + found["at"] + found["domain"]

    def _mask(self, address: str) -> str:
        """The masked local part; the first address of a look is plain, the next ones are numbered."""
        if address not in self.masks:
            local, _, domain = address.partition("@")
            look = f"{local[0]}***"
            self.looks[look, domain] += 1
            alike = self.looks[look, domain]
            self.masks[address] = look + (str(alike) if alike > 1 else "")
        return self.masks[address]


def _unquoted(text: str) -> str:
    """`text` without its encodings, however deep they nest."""
    while (once := unquote(text)) != text:
        text = once
    return text

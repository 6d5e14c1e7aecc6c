"""Hosts that are nobody's public site: a developer's machine, a preview, a staging system."""

from __future__ import annotations

import re

__all__ = ["is_local_host", "is_test_host"]

_LOCAL = re.compile(
    r"localhost|.*\.(?:localhost|local|internal|lan|ddev\.site|lndo\.site)"
    r"|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|\[::1\]"
)
_PREVIEW = re.compile(
    r".*-git-.*\.vercel\.app|deploy-preview-.*\.netlify\.app|.*--.*\.netlify\.app|.*\.(?:ngrok(?:-free)?\.(?:io|app|dev)"
    r"|trycloudflare\.com|loca\.lt|gitpod\.io|app\.github\.dev|csb\.app|webcontainer\.io)"
)
_STAGE = re.compile(r"(?:.*[.-])?(?:staging|stage|stg|preview|preprod|pre-prod|uat|qa|sandbox|dev|develop)(?:[.-].*)?")


def is_local_host(host: str) -> bool:
    """Whether a host can only be reached from the machine or the network that it is on."""
    return bool(_LOCAL.fullmatch(host))


def is_test_host(host: str) -> bool:
    """Whether a host's name is that of a local machine, a preview, or a staging system (`staging.acme.com`)."""
    name, _, rest = host.partition(".")
    staged = bool(rest) and "." in rest and bool(_STAGE.fullmatch(name))
    return staged or is_local_host(host) or bool(_PREVIEW.fullmatch(host))

"""Hosts that are nobody's public site."""

from __future__ import annotations

import pytest

from harness.audit.staging_hosts import is_local_host, is_test_host

LOCAL = ("localhost", "127.0.0.1", "192.168.1.7", "10.0.0.2", "[::1]", "acme.local", "app.localhost", "acme.ddev.site")
TESTED = ("staging.acme.com", "www-stg.acme.com", "qa.acme.com", "preview-7.acme.com", "acme-git-fix.vercel.app")
PUBLIC = ("www.acme.com", "acme.test", "developers.acme.com", "dev.to", "acme.vercel.app", "devices.acme.com", "")


@pytest.mark.parametrize("host", LOCAL)
def test_a_local_host_is_known(host: str) -> None:
    assert (is_local_host(host), is_test_host(host)) == (True, True)


@pytest.mark.parametrize("host", TESTED)
def test_a_test_host_is_known(host: str) -> None:
    assert (is_local_host(host), is_test_host(host)) == (False, True)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_host_is_none(host: str) -> None:
    assert is_test_host(host) is False

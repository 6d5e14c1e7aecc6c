"""From a portal's settings to script text."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import get_args

import msgspec
import pytest

from harness.tracker.config import ClickEvent, ConsentConfig, Policy, PortalConfig
from harness.tracker.generations import GENERATIONS
from harness.tracker.render import Scripts, render

LARGEST = 40_000


def constant(text: str, name: str) -> object:
    """The value that the renderer wrote in front of a script."""
    found = re.search(rf"^const {name} = (.*);$", text, re.MULTILINE)
    assert found
    return json.loads(found[1])


def calls(config: PortalConfig) -> list[object]:
    """The account's own calls."""
    header = constant(render(config).analytics, "HEADER")
    assert isinstance(header, list)
    return header


def test_the_usual_portal_makes_these_calls() -> None:
    assert calls(PortalConfig()) == [
        ["setPortalId", 4242],
        ["trackPageView"],
        ["embedHubSpotScript", "https://js.hs-scripts.com/4242.js", "hs-script-loader"],
        ["setTrackingDomain", "track.hubspot.com"],
    ]


def test_every_setting_is_a_call() -> None:
    rule = ClickEvent(selector="#buy", event="pe1_buy", url="https://acme.test/*", tracking_config_id=7)
    config = PortalConfig(
        portal_id=1,
        hublet="eu1",
        cookie_domains=(".acme.test",),
        automatic_linker=True,
        limit_to_cookie_domains=True,
        click_events=(rule, ClickEvent(selector="a", event="b")),
        gates=("Gate",),
    )
    assert calls(config) == [
        ["setTrackingGate", "Gate"],
        ["setPortalId", 1],
        ["trackPageView"],
        ["trackClick", "#buy", "pe1_buy", {"url": "https://acme.test/*", "trackingConfigId": 7}],
        ["trackClick", "a", "b", {}],
        ["addCookieDomain", ".acme.test"],
        ["enableAutomaticLinker", True],
        ["setLimitTrackingToCookieDomains", True],
        ["embedHubSpotScript", "https://js-eu1.hs-scripts.com/1.js", "hs-script-loader"],
        ["setTrackingDomain", "track-eu1.hubspot.com"],
    ]


@pytest.mark.parametrize(
    ("config", "wanted"),
    [
        pytest.param(
            PortalConfig(generation="2021"),
            [
                ["cookieBanner-4242", "https://js.hs-banner.com/4242.js"],
                ["hs-analytics", "https://js.hs-analytics.net/analytics/{time}/4242.js"],
            ],
            id="2021",
        ),
        pytest.param(
            PortalConfig(banner="absent", collected_forms=True, hublet="eu1"),
            [
                ["hs-analytics", "https://js-eu1.hs-analytics.net/analytics/{time}/4242.js"],
                ["CollectedForms-4242", "https://js-eu1.hscollectedforms.net/collectedforms.js"],
            ],
            id="forms without a banner",
        ),
    ],
)
def test_the_loader_is_told_what_to_put_in(config: PortalConfig, wanted: list[object]) -> None:
    assert constant(render(config).loader, "LOADER") == {
        "scripts": wanted,
        "keepsFirstAddress": config.generation == "current",
    }


def test_the_banner_is_told_its_policy() -> None:
    config = PortalConfig(
        generation="2021",
        hublet="eu1",
        cookie_domains=(".acme.test",),
        consent=ConsentConfig(policy="opt-in", gpc=True),
        banner_delay_ms=5,
    )
    assert constant(render(config).banner, "BANNER") == {
        "portalId": 4242,
        "policy": "opt-in",
        "gpc": True,
        "second": False,
        "days": 390,
        "delay": 5,
        "domains": [".acme.test"],
        "api": "https://js-eu1.hs-banner.com/cookie-banner-public/v1",
    }


@pytest.mark.parametrize(
    ("generation", "host"), [("2023", "forms.hubspot.com"), ("current", "forms.hscollectedforms.net")]
)
def test_forms_go_to_the_host_of_their_time(generation: str, host: str) -> None:
    config = msgspec.convert({"generation": generation}, PortalConfig)
    assert constant(render(config).forms, "FORMS") == {
        "portalId": 4242,
        "host": host,
        "version": GENERATIONS[config.generation].version,
    }


def test_a_banner_that_asks_nobody_has_nothing_to_ask_with() -> None:
    asking = render(PortalConfig(consent=ConsentConfig(policy="notify"))).banner
    silent = render(PortalConfig()).banner
    assert ["function showSurface" in text for text in (asking, silent)] == [True, False]


def test_values_can_neither_end_a_script_element_nor_a_line() -> None:
    config = PortalConfig(gates=("</script><script>alert(1)//", "a\u2028b\n", '"];alert(1)//'))
    text = render(config).analytics
    assert ("</script" in text, "\u2028" in text) == (False, False)
    assert calls(config)[:3] == [["setTrackingGate", gate] for gate in config.gates]


@pytest.mark.parametrize("policy", get_args(Policy))
@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_scripts_are_small(generation: str, policy: str) -> None:
    config = msgspec.convert({"generation": generation, "consent": {"policy": policy}}, PortalConfig)
    scripts = render(config)
    assert sum(len(getattr(scripts, script.name)) for script in fields(Scripts)) < LARGEST


@pytest.mark.parametrize("name", ["loader", "analytics", "banner", "forms"])
def test_each_script_is_one_strict_function_without_comments(name: str) -> None:
    text = getattr(render(PortalConfig()), name)
    assert text.startswith("(() => {\n'use strict';\n")
    assert text.endswith("})();\n")
    assert re.findall(r"^\s*//", text, re.MULTILINE) == []
    assert re.findall(r"\beval\b|new Function|setAttribute\('style'", text) == []

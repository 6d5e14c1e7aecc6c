"""A portal's configuration in its scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.tracker.config import ClickEvent, ConsentConfig, Generation, Policy, PortalConfig
from harness.tracker.generations import GENERATIONS
from harness.tracker.render import render
from harness.wire.portal import NAMES, ClickRule, PortalFacts, PortalScripts, policy_of_banner, portal_of_script

ID = "_hsq.push(['setPortalId', 4242]);"


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_settings_of_a_portal_are_read_from_its_scripts(generation: Generation) -> None:
    scripts = render(
        PortalConfig(
            hublet="eu1",
            generation=generation,
            cookie_domains=(".acme.test", ".acme-shop.test"),
            automatic_linker=True,
            limit_to_cookie_domains=True,
            click_events=(
                ClickEvent(
                    selector="#buy[data-a='b']", event="pe4242_buy", url="*acme.test/shop*", tracking_config_id=7
                ),
                ClickEvent(selector="</script>", event="000000002100"),
            ),
            gates=("Tracking:Gate",),
            consent=ConsentConfig(policy="opt-in", gpc=True),
        )
    )

    read = PortalScripts()
    for host, script in (("hs-scripts.com", scripts.loader), ("hs-analytics.net", scripts.analytics)):
        read.read(f"https://js-eu1.{host}/4242.js", script.encode())
    read.read("https://js-eu1.hs-banner.com/v2/4242/banner.js", scripts.banner.encode())
    assert read.facts == (
        PortalFacts(
            portal_id=4242,
            hublet="eu1",
            cookie_domains=(".acme.test", ".acme-shop.test"),
            automatic_linker=True,
            limit_to_cookie_domains=True,
            click_rules=(
                ClickRule(selector="#buy[data-a='b']", event="pe4242_buy", url="*acme.test/shop*"),
                ClickRule(selector="</script>", event="000000002100"),
            ),
            gates=("Tracking:Gate",),
            policy="opt-in",
            gpc=True,
        ),
    )


def test_a_portal_without_a_banner_has_no_known_policy() -> None:
    read = PortalScripts()
    read.read("https://js.hs-analytics.net/analytics/1/4242.js", ID.encode())
    assert read.facts == (PortalFacts(portal_id=4242),)


@pytest.mark.parametrize(
    ("script", "facts"),
    [
        pytest.param(ID, PortalFacts(portal_id=4242), id="the id alone"),
        pytest.param(f"{ID}_hsq.push([`addCookieDomain`, x])", PortalFacts(portal_id=4242), id="in another manner"),
        pytest.param(
            f"{ID}_hsq.push(['addCookieDomain', domain]); _hsq.push(['trackClick', f()])",
            PortalFacts(portal_id=4242, unread=("addCookieDomain", "trackClick")),
            id="settings that are not written out",
        ),
        pytest.param(
            f"{ID}const first = ['setPortalId', 'setPath'], then = ['addCookieDomain', 'trackClick', 'x'], "
            "more = ['trackClick', 'addCookieDomain', 'x'], last = ['enableAutomaticLinker', 'setPath']",
            PortalFacts(portal_id=4242),
            id="lists of names",
        ),
        pytest.param(
            f"{ID}_hsq.push(['enableAutomaticLinker']); _hsq.push(['autocaptureClicks'])",
            PortalFacts(portal_id=4242, automatic_linker=True, autocapture=True),
            id="without an argument",
        ),
        pytest.param(
            f"{ID}_hsq.push(['enableAutomaticLinker', !0]); _hsq.push(['enableAutomaticLinker', !1])",
            PortalFacts(portal_id=4242),
            id="the last one counts",
        ),
        pytest.param(
            f"{ID}_hsq.push(['setCookiesToSubdomain', true])",
            PortalFacts(portal_id=4242, host_only_cookies=True),
            id="cookies of the host alone",
        ),
        pytest.param(
            f"{ID}_hsq.push(['setTrackingDomain', 'track.acme.test']); _hsq.push(['trackClick', '#a'])",
            PortalFacts(portal_id=4242),
            id="a host and a rule that say nothing",
        ),
        pytest.param(
            f"{ID}_hsq.push(['trackClick', '#a', 'pe4242_a', {{url: 7}}]); _hsq.push(['trackClick', '#a', 'b', 3])",
            PortalFacts(
                portal_id=4242,
                click_rules=(ClickRule(selector="#a", event="pe4242_a"), ClickRule(selector="#a", event="b")),
            ),
            id="options that make no sense",
        ),
        pytest.param(
            f"{ID}_hsq.push(function () {{}})", PortalFacts(portal_id=4242, custom_code=True), id="a function"
        ),
        pytest.param(f"{ID}_hsq.push([(t) => 1])", PortalFacts(portal_id=4242, custom_code=True), id="an arrow"),
        pytest.param("", None, id="nothing"),
        pytest.param("_hsq.push(['setPortalId', '4242'])", None, id="an id that is a text"),
        pytest.param("_hsq.push(['setPortalId', true])", None, id="an id that is no number"),
        pytest.param("_hsq.push(['setPortalId', 0])", None, id="an id that is none"),
    ],
)
def test_only_what_is_written_out_is_known(script: str, facts: PortalFacts | None) -> None:
    assert portal_of_script(script.encode()) == facts


@pytest.mark.parametrize("policy", ["none", "notify", "opt-in", "no-cookies", "categories"])
def test_the_policy_of_a_banner_is_read(policy: Policy) -> None:
    script = render(PortalConfig(consent=ConsentConfig(policy=policy))).banner
    assert policy_of_banner(script.encode()) == (policy, False)


def test_a_banner_that_is_not_understood_says_nothing() -> None:
    assert policy_of_banner(b"settings.push({policy: 17})") == (None, None)


CALLS = st.builds("_hsq.push(['{}', {}])".format, st.sampled_from(NAMES), st.text())


@given((st.lists(CALLS).map("".join).map(str.encode)) | st.binary())
def test_no_script_is_too_much(script: bytes) -> None:
    facts = portal_of_script(ID.encode() + script)
    assert (facts is None or facts.portal_id > 0, len(policy_of_banner(script))) == (True, 2)

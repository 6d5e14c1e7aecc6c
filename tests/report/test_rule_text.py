from dataclasses import replace

from harness.audit.rule import RulePage
from harness.audit.rules.identity.placeholder_email import placeholder_email
from harness.report.rule_text import rule_list, rule_text

PAGE = """\
placeholder-email  (identity, error)

A placeholder is sent as the e-mail address of visitors who are not known.

Why: HubSpot keeps one contact per e-mail address, so every visitor with the placeholder becomes the
same contact and their histories are mixed for good.

Fix: Push identify only once you know the visitor's own e-mail address; leave it out before.

Bad:
    _hsq.push(["identify", { email: user?.email ?? "anonymous@acme.test" }]);

Good:
    if (user) _hsq.push(["identify", { email: user.email }]);

See: https://developers.hubspot.com/docs/api-reference/latest/tracking-code/overview
"""


def test_a_rules_page_is_its_docstring() -> None:
    assert rule_text(placeholder_email) == PAGE


def test_a_rule_without_sections_shows_its_title_and_options() -> None:
    bare = replace(placeholder_email, page=RulePage(title="It is so."), options={"limit_s": 2.0})
    assert rule_text(bare) == "placeholder-email  (identity, error)\n\nIt is so.\n\nOptions: limit_s = 2.0\n"


def test_a_list_has_one_line_a_rule_by_family() -> None:
    title = "A placeholder is sent as the e-mail address of visitors who are not known."
    install = replace(placeholder_email, id="loader", family="install", severity="note")
    own = replace(placeholder_email, id="brand", family="acme")
    assert rule_list((own, install, placeholder_email)) == (
        f"install\n  loader             note     {title}\n\n"
        f"identity\n  placeholder-email  error    {title}\n\n"
        f"acme\n  brand              error    {title}\n"
    )


def test_a_list_of_no_rules_is_empty() -> None:
    assert rule_list(()) == ""

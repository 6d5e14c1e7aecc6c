"""What changed, as others are told of it: a mail, a message for a webhook, the text of an issue. All is pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.message import EmailMessage

from harness.audit.words import count
from harness.fleet.change import Change
from harness.report.formats.markdown import escaped
from harness.wire.words import plain

__all__ = ["headline", "issue_text", "mail", "webhook_payload"]

SHOWN = 40
LONGEST = 300


def headline(fleet: str, changes: Sequence[Change]) -> str:
    """`clients: 2 regressions on 1 site, 1 repair`."""
    worse = [change for change in changes if change.is_regression]
    sites = count(len({change.site for change in worse}), "site")
    told = [f"{count(len(worse), 'regression')} on {sites}"] if worse else []
    better = len(changes) - len(worse)
    return f"{plain(fleet, 100)}: {', '.join([*told, *[count(better, 'repair')] * bool(better)])}"


def mail(fleet: str, changes: Sequence[Change], *, sender: str, to: Sequence[str], link: str = "") -> EmailMessage:
    """A mail in plain text."""
    message = EmailMessage()
    message["Subject"] = f"HubSpot tracking of {headline(fleet, changes)}"
    message["From"] = sender
    message["To"] = ", ".join(to)
    message.set_content("\n".join(_lines(changes, link)) + "\n")
    return message


def webhook_payload(fleet: str, changes: Sequence[Change], *, link: str = "") -> dict[str, str]:
    """A message as Slack's incoming webhooks take it, and what took over their form (Mattermost, Discord's /slack).

    https://api.slack.com/reference/surfaces/formatting#escaping
    """
    lines = "\n".join((f"HubSpot tracking of {headline(fleet, changes)}", *_lines(changes, link)))
    return {"text": lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}


def issue_text(fleet: str, changes: Sequence[Change], *, link: str = "") -> str:
    """The text of an issue in Markdown: the first line is its title."""
    blocks = [f"# HubSpot tracking of {escaped(headline(fleet, changes), LONGEST)}"]
    for name, is_told in (("Worse", True), ("Better", False)):
        found = [change for change in changes if change.is_regression is is_told]
        rows = [
            f"- **{change.severity}** {escaped(change.site, LONGEST)}: {escaped(change.phrase, LONGEST)}"
            for change in found[:SHOWN]
        ]
        rows += [f"- and {len(found) - SHOWN} more"] * (len(found) > SHOWN)
        blocks += [f"## {name}", "\n".join(rows)] if rows else []
    return "\n\n".join([*blocks, *[f"The whole fleet: {link}"] * bool(link)]) + "\n"


def _lines(changes: Sequence[Change], link: str) -> Iterator[str]:
    for change in changes[:SHOWN]:
        sign = "!" if change.is_regression else "+"
        yield f"{sign} {change.severity}  {plain(change.site, LONGEST)}  {plain(change.phrase, LONGEST)}"
    if len(changes) > SHOWN:
        yield f"and {len(changes) - SHOWN} more"
    if link:
        yield link

"""The channels of alerts, as the command line names them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from harness.cli._reporting import write
from harness.errors import FleetError, UsageError

if TYPE_CHECKING:
    from harness.audit.finding import Severity
    from harness.fleet.history import History
    from harness.fleet.ledger import News

__all__ = ["Channels", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """Where to tell."""

    webhook: str | None
    to: tuple[str, ...]
    sender: str
    smtp: str
    issue: Path | None

    def each(self, fleet: str, link: str) -> Iterator[tuple[str, Callable[[News], None]]]:
        """Each channel by the name under which the history knows it, with what tells it."""
        from harness.fleet.alert import issue_text, mail, webhook_payload
        from harness.fleet.sending import post, send_mail

        if (webhook := self.webhook) is not None:
            # Whoever has the address can post; the history does not keep it.
            secret = hashlib.sha256(webhook.encode()).hexdigest()[:12]
            yield f"webhook {secret}", lambda news: post(webhook, webhook_payload(fleet, news, link=link))
        if self.to:
            yield (
                f"mail {' '.join(sorted(self.to))}",
                lambda news: send_mail(self.smtp, mail(fleet, news, sender=self.sender, to=self.to, link=link)),
            )
        if (issue := self.issue) is not None:
            yield "issue", lambda news: write(issue_text(fleet, news, link=link), str(issue))


def told(history: History, fleet: str, channels: Channels, least: Severity, link: str) -> Iterator[str]:
    """Tell every channel what it has not been told; a line says of each what it was."""
    from harness.fleet.alert import headline
    from harness.fleet.ledger import claimed

    named = [*channels.each(fleet, link)]
    if not named:
        raise UsageError("nobody is to be told; name a channel: --webhook, --mail-to or --issue")
    failures = []
    for name, tell in named:
        kind = name.partition(" ")[0]
        try:
            with claimed(history, fleet, name, datetime.now(UTC), least) as news:
                if news:
                    tell(news)
        except FleetError as error:
            # The other channels are told all the same.
            failures.append(str(error))
        else:
            yield f"{kind}: {headline(fleet, news) if news else 'nothing to tell'}"
    if failures:
        raise FleetError("; ".join(failures))

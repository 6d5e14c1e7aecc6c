"""Carries alerts to where people read them: a mail server, a webhook."""

from __future__ import annotations

import json
import smtplib
import ssl
from email.message import EmailMessage
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from harness.errors import FleetError, UsageError
from harness.wire.words import plain

__all__ = ["post", "send_mail"]

WAIT_S = 30.0


def post(url: str, payload: dict[str, str]) -> None:
    """Post JSON to a webhook; FleetError where it is not taken. The address is a secret, and is not told."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError("--webhook wants an address that begins with https://; take the one that your chat shows")
    asked = Request(url, json.dumps(payload).encode(), {"Content-Type": "application/json"})  # noqa: S310 - checked above
    try:
        with urlopen(asked, timeout=WAIT_S):  # noqa: S310 - checked above
            pass
    except HTTPError as error:
        with error:
            raise _untaken(f"the webhook at {parts.hostname}", f"status {error.code}") from None
    except (URLError, HTTPException, OSError, ValueError) as error:
        why = getattr(error, "reason", type(error).__name__)
        raise _untaken(f"the webhook at {parts.hostname}", str(why)) from None


def send_mail(server: str, message: EmailMessage) -> None:
    """Give a mail to `smtp://[user:password@]host[:port]` or `smtps://...`; FleetError where it is not taken.

    Over smtp, TLS begins as soon as the server offers it; a password is not sent without.
    """
    parts = urlsplit(server)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise UsageError("--smtp wants smtp://host:port or smtps://host:port; write your mail server so")
    try:
        with _opened(parts.scheme, parts.hostname, parts.port or 0) as client:
            if parts.username:
                client.login(unquote(parts.username), unquote(parts.password or ""))
            client.send_message(message)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _untaken(f"the mail server {parts.hostname}", str(error)) from None


def _untaken(by: str, why: str) -> FleetError:
    return FleetError(f"{by} did not take the alert ({plain(why, 200)}); it is told the next time")


def _opened(scheme: str, host: str, port: int) -> smtplib.SMTP:
    trust = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=WAIT_S, context=trust)
    client = smtplib.SMTP(host, port, timeout=WAIT_S)
    try:
        client.ehlo()
        if client.has_extn("starttls"):
            client.starttls(context=trust)
            client.ehlo()
    except BaseException:
        client.close()
        raise
    if not isinstance(client.sock, ssl.SSLSocket):
        # A login would be readable on the way.
        client.esmtp_features.pop("auth", None)
    return client

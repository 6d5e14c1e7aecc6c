"""Access tokens of OAuth, `POST /oauth/v1/token`; "Manage OAuth tokens"."""

from __future__ import annotations

from harness.api.asked import Asked
from harness.api.call import Answer, JsonValue
from harness.api.refusal import Outcome
from harness.api.routes import operation

LIFE_S = 1800


@operation("refresh a token", "POST", "/oauth/{version}/token", rate=None, authorized=False)
def refresh(asked: Asked) -> Outcome:
    """The token that the collector wants, whoever asks: it keeps nobody's secrets and checks none."""
    token = asked.portal.settings.token or "an-access-token"
    body: dict[str, JsonValue] = {
        "access_token": token,
        "refresh_token": "a-refresh-token",
        "expires_in": LIFE_S,
        "token_type": "bearer",
    }
    return Outcome(answer=Answer(body=body), portal=asked.portal)

"""Secrets of webhooks, and signatures as Standard Webhooks wants them."""

import secrets
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from standardwebhooks import Webhook as Signer

from papi.kit.secretbox import SecretBox
from papi.kit.types import new_id
from papi.webhooks.models import WebhookSecret

_BYTES = 32
_AGENT = "PAPI-Tracker-Webhooks/1"


def new_secret(box: SecretBox, webhook_id: UUID, now: datetime) -> tuple[WebhookSecret, str]:
    """A secret, as it is kept and as it is told once."""
    secret = f"whsec_{b64encode(secrets.token_bytes(_BYTES)).decode()}"
    row_id = new_id()
    sealed, key = box.seal(secret, row_id)
    return WebhookSecret(id=row_id, webhook_id=webhook_id, sealed=sealed, sealing_key=key, created_at=now), secret


def headers_for(delivery_id: UUID, body: str, live: Iterable[str], at: datetime) -> Mapping[str, str]:
    """What goes with a body: the id that stays, the moment of this try, and a signature for each live secret."""
    moment, known = at.astimezone(UTC), message_id(delivery_id)
    signatures = [Signer(secret).sign(known, moment, body) for secret in live]
    return {
        "content-type": "application/json",
        "user-agent": _AGENT,
        "webhook-id": known,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def message_id(delivery_id: UUID) -> str:
    """The `webhook-id` of a delivery."""
    return str(delivery_id)

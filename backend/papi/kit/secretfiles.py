"""Secrets as files, readable by their owner alone from the first moment."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_secret(path: Path, content: bytes) -> None:
    """Store a secret under a name that is still free; whoever comes second leaves the first one's in place."""
    # 0600 from the first moment: a chmod after the write would leave the key open to others for an instant. It gets its name when
    # it is whole, so that another process never reads half of it
    draft = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()

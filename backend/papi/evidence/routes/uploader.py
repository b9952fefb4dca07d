"""Who may send files at all, asked before a byte is read."""

from typing import Annotated

from fastapi import Depends

from papi.access.actor import Actor
from papi.access.dependencies import StreamingActor
from papi.evidence import actions


async def _uploader(actor: StreamingActor) -> Actor:
    actions.require_upload(actor)
    return actor


Uploader = Annotated[Actor, Depends(_uploader)]
"""The caller, who may upload for the own unit; no database connection is held for them."""

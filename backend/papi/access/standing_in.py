"""Somebody who is not there: a request that work for later makes in the name of who asked for it.

It goes through the same endpoint, and who they are and what they may is read from the database as of now, as with every request; only
instead of a token the order shows who asks. A request from outside cannot bear one: it stands beside the request, not in it.
"""

from dataclasses import dataclass
from uuid import UUID

from fastapi import Request


@dataclass(frozen=True)
class StandIn:
    """Who asked for an order, in which membership, by which personal token if by one, from where."""

    order_id: UUID
    person_id: UUID
    membership_id: UUID
    token_id: UUID | None
    address: str | None


def stand_in_of(request: Request) -> StandIn | None:
    """In whose name the application itself sends this request; None of every other."""
    return request.scope.get("state", {}).get("stand_in")

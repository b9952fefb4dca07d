"""Which documents a pack takes, and what they prove."""

from papi.packs.queries.contents import Chosen, Pack, plan_pack
from papi.packs.queries.tickets import find_ticket

__all__ = ["Chosen", "Pack", "find_ticket", "plan_pack"]

"""Which documents a pack takes, and what they prove."""

from papi.packs.queries.contents import Chosen, Pack, count_pack, plan_pack
from papi.packs.queries.tickets import find_ticket

__all__ = ["Chosen", "Pack", "count_pack", "find_ticket", "plan_pack"]

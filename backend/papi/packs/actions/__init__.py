"""Drawing packs, and the addresses by which browsers draw them."""

from papi.packs.actions.drawing import Drawn, draw, length_of_pack
from papi.packs.actions.tickets import create_ticket

__all__ = ["Drawn", "create_ticket", "draw", "length_of_pack"]

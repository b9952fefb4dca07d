"""From which addresses something may be used: a list of addresses and networks, where none means any."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network


def network_of(text: str) -> Network:
    """One address, or a network in CIDR; ValueError for anything else, and for a network with bits beside it."""
    return ip_network(text.strip())


def is_within(address: str | None, allowed: Sequence[str]) -> bool:
    """Whether somebody at the address may. One that is not known is nowhere."""
    if not allowed:
        return True
    known = _address(address)
    return known is not None and any(known in network_of(text) for text in allowed)


def _address(text: str | None) -> IPv4Address | IPv6Address | None:
    try:
        known = ip_address((text or "").partition("%")[0])
    except ValueError:
        return None
    mapped = known.ipv4_mapped if isinstance(known, IPv6Address) else None  # how a socket for both kinds names an IPv4 caller
    return mapped or known

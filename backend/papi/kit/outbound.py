"""Requests to addresses that people typed in: no way leads from them into our own network.

A name is resolved once, every address that it stands for is judged, and the connection goes to the very address that was judged. No
redirect is followed, no proxy of the environment is asked, and no more of an answer is read than is kept.
"""

import asyncio
import socket
import ssl
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, cast

import httpcore
import httpx

from papi.kit.addresses import Target, WrongAddress, parse_target

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_RESOLVING, _CONNECTING, _LISTENING = 5.0, 5.0, 2.0
_NAMES_AT_ONCE = 8
_PORTS = frozenset({443, 8443})
"""Elsewhere than in the networks that the installation allows: other ports are other services."""

# What `ipaddress` of some Python calls global although nobody on the internet answers there, or a provider's own machinery does.
_NEVER_PUBLIC: tuple[Network, ...] = tuple(
    ip_network(text)
    for text in (
        *("0.0.0.0/8", "100.64.0.0/10", "168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"),
        *("64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fec0::/10"),
    )
)
_NAT64, _COMPATIBLE = IPv6Network("64:ff9b::/96"), IPv6Network("::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)


class Trouble(StrEnum):
    """Why there is no answer."""

    NOT_RESOLVED = "not_resolved"
    FORBIDDEN_ADDRESS = "forbidden_address"
    FORBIDDEN_PORT = "forbidden_port"
    NOT_ENCRYPTED = "not_encrypted"
    NOT_CONNECTED = "not_connected"
    NOT_TRUSTED = "not_trusted"
    TIMED_OUT = "timed_out"
    BROKEN_OFF = "broken_off"


class Unreached(Exception):
    """There is no answer, and why; whether the request was read over there nobody knows."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers, and the beginning of the body."""

    status: int
    headers: Mapping[str, str]
    beginning: str


@dataclass(frozen=True)
class Outbound:
    """How we call others. `allowed` are inner networks that the installation lets us call, by http too where they are this machine."""

    allowed: tuple[Network, ...] = ()
    patience: float = 15.0
    most: int = 1024
    resolve: Resolve | None = None

    @classmethod
    def of(cls, networks: str) -> "Outbound":
        """From a setting such as `10.20.0.0/16, 127.0.0.1/32`."""
        return cls(tuple(ip_network(part.strip()) for part in networks.split(",") if part.strip()))

    async def judge(self, url: str) -> tuple[Target, tuple[Address, ...]]:
        """Where a URL leads, if we may go there; refused with `WrongAddress` or `Unreached`."""
        target = parse_target(url)
        try:
            async with asyncio.timeout(_RESOLVING):
                found = await (self.resolve or _resolve)(target.host, target.port)
        except (OSError, UnicodeError, TimeoutError):
            raise Unreached(Trouble.NOT_RESOLVED) from None
        addresses = tuple(dict.fromkeys(ip_address(text.partition("%")[0]) for text in found))
        if not addresses:
            raise Unreached(Trouble.NOT_RESOLVED)
        for address in addresses:  # one wrong address among good ones is how a name is turned round between looking and calling
            self._judge(target, address)
        return target, addresses

    def _judge(self, target: Target, address: Address) -> None:
        inner = reached_by(address)
        allowed = all(self._allows(each) for each in inner)
        if not allowed and not all(map(is_public, inner)):
            raise Unreached(Trouble.FORBIDDEN_ADDRESS)
        if not target.encrypted and not (allowed and all(each.is_loopback for each in inner)):
            raise Unreached(Trouble.NOT_ENCRYPTED)
        if not allowed and target.port not in _PORTS:
            raise Unreached(Trouble.FORBIDDEN_PORT)

    def _allows(self, address: Address) -> bool:
        never = address.is_multicast or address.is_unspecified
        return not never and any(address in network for network in self.allowed if network.version == address.version)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send it and wait for the answer, in all no longer than our patience; `Unreached` where there is none."""
        try:
            target, addresses = await self.judge(url)
            async with asyncio.timeout(self.patience) as limit:
                return await self._exchange(target, addresses, (body, headers), limit)
        except WrongAddress:
            raise Unreached(Trouble.FORBIDDEN_ADDRESS) from None
        except TimeoutError:
            raise Unreached(Trouble.TIMED_OUT) from None
        except httpcore.TimeoutException:
            raise Unreached(Trouble.TIMED_OUT) from None
        except httpcore.ConnectError as error:
            raise Unreached(Trouble.NOT_TRUSTED if _speaks_of_trust(error) else Trouble.NOT_CONNECTED) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):  # an alert of TLS after the handshake comes as it is
            raise Unreached(Trouble.BROKEN_OFF) from None

    async def _exchange(
        self, target: Target, addresses: Sequence[Address], sending: tuple[bytes, Mapping[str, str]], limit: asyncio.Timeout
    ) -> Answer:
        body, headers = sending
        sent = {"host": target.authority, "accept-encoding": "identity", "content-length": str(len(body)), **headers}
        url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
        async with (
            _pinned_to(addresses) as pool,
            pool.stream("POST", url, headers=list(sent.items()), content=body, extensions={"timeout": self._timeouts}) as response,
        ):
            limit.reschedule(None)  # the answer is there
            told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            return Answer(response.status, told, await self._beginning(response))

    @property
    def _timeouts(self) -> dict[str, float]:
        return {"connect": _CONNECTING, "read": self.patience, "write": self.patience, "pool": self.patience}

    async def _beginning(self, response: httpcore.Response) -> str:
        """The answer stands with its status: whatever goes wrong with its body, or takes too long, is no failure."""
        read = b""
        with suppress(httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, OSError):
            async with asyncio.timeout(_LISTENING):
                async for piece in response.aiter_stream():
                    read += piece[: self.most]
                    if len(read) >= self.most:
                        break
        return read[: self.most].decode("utf-8", "replace").replace("\x00", "\ufffd")


@asynccontextmanager
async def _pinned_to(addresses: Sequence[Address]) -> AsyncGenerator[httpcore.AsyncConnectionPool]:
    backend = _Pinned(addresses)
    async with httpcore.AsyncConnectionPool(ssl_context=_trust(), network_backend=backend, max_connections=1, retries=0) as pool:
        yield pool


class _Pinned(httpcore.AsyncNetworkBackend):
    """Connects to the addresses that were judged, whatever the name says now."""

    def __init__(self, addresses: Sequence[Address]) -> None:
        self._addresses = addresses
        self._network: httpcore.AsyncNetworkBackend = cast(Any, httpcore).AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        failure: Exception = httpcore.ConnectError("no address")
        for address in self._addresses:
            try:
                return await self._network.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


@cache
def _trust() -> ssl.SSLContext:
    """Certificates as this machine trusts them (`SSL_CERT_FILE` names others)."""
    return httpx.create_ssl_context()


def _speaks_of_trust(error: Exception) -> bool:
    return isinstance(error.__cause__ or error.__context__, ssl.SSLError) or "SSL" in str(error).upper()


@cache
def _resolvers() -> ThreadPoolExecutor:
    """Threads for names alone: a nameserver that is silent holds one for half a minute, whoever waits, and passwords are hashed in the
    others."""
    return ThreadPoolExecutor(_NAMES_AT_ONCE, thread_name_prefix="resolving")


async def _resolve(host: str, port: int) -> Sequence[str]:
    asking = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_resolvers(), asking)
    return [str(each[4][0]) for each in found]


def reached_by(address: Address) -> tuple[Address, ...]:
    """What an address leads to: itself, or the IPv4 address in it (mapped, compatible, NAT64, 6to4, Teredo). ISATAP may be said of any
    network, so that of it both count."""
    if isinstance(address, IPv4Address):
        return (address,)
    low = IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return (low,)
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    if inner is not None:
        return (inner,)
    return (address, low) if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP else (address,)


def is_public(address: Address) -> bool:
    """Whether this is an address on the internet, of one machine."""
    special = (
        address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_reserved
    ) or address.is_unspecified
    return address.is_global and not special and not any(address in network for network in _NEVER_PUBLIC)


def elapsed_ms(since: float) -> int:
    """Since a moment of `time.monotonic()`."""
    return round((time.monotonic() - since) * 1000)

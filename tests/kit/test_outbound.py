"""No address that somebody types in leads into our own network, whatever it is dressed up as and whatever names say later."""

import asyncio
import socket
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address, ip_network

import pytest

from papi.kit.addresses import WrongAddress, parse_target
from papi.kit.outbound import Outbound, Trouble, Unreached

FORBIDDEN = (
    *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.254", "192.168.1.1", "169.254.169.254"),
    *("100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.7", "198.18.0.1", "198.51.100.1", "203.0.113.9"),
    *("192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "100::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
    ),
    *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:a00:1", "::127.0.0.1", "::ffff:0.0.0.0"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::808:808", "2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe::"),
    *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "2606:4700::5efe:10.0.0.1", "fd00::5efe:8.8.8.8", "2606:4700::200:5efe:7f00:1"),
)
PUBLIC = ("8.8.8.8", "1.1.1.1", "203.162.0.11", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1")


def out(*addresses: str, allowed: Sequence[str] = ()) -> Outbound:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return addresses

    return Outbound(tuple(ip_network(each) for each in allowed), patience=0.5, resolve=resolve)


async def trouble_of(outbound: Outbound, url: str = "https://receiver.example/hook") -> Trouble | None:
    try:
        await outbound.judge(url)
    except Unreached as unreached:
        return unreached.trouble
    return None


async def test_no_address_that_is_not_on_the_internet_is_called() -> None:
    let_through = [each for each in FORBIDDEN if await trouble_of(out(each)) is not Trouble.FORBIDDEN_ADDRESS]
    assert let_through == []
    assert [each for each in PUBLIC if await trouble_of(out(each)) is not None] == []


async def test_one_wrong_address_among_good_ones_is_enough() -> None:
    assert await trouble_of(out("8.8.8.8", "127.0.0.1")) is Trouble.FORBIDDEN_ADDRESS


async def test_numbers_written_strangely_are_judged_by_where_they_lead() -> None:
    for host in ("2130706433", "0x7f.1", "0177.0.0.1", "127.1"):
        assert await trouble_of(Outbound(), f"https://{host}/") in {Trouble.FORBIDDEN_ADDRESS, Trouble.NOT_RESOLVED}


async def test_an_installation_may_allow_networks_of_its_own_and_no_more() -> None:
    inner = ["10.20.0.0/16", "127.0.0.1/32", "0.0.0.0/0"]
    assert await trouble_of(out("10.20.3.4", allowed=inner[:2]), "https://receiver.example:9443/") is None
    assert await trouble_of(out("10.21.3.4", allowed=inner[:2])) is Trouble.FORBIDDEN_ADDRESS
    assert await trouble_of(out("::ffff:10.20.3.4", allowed=inner[:2])) is None
    assert await trouble_of(out("127.0.0.1", allowed=inner[:2]), "http://receiver.example/") is None
    assert await trouble_of(out("10.20.3.4", allowed=inner[:2]), "http://receiver.example/") is Trouble.NOT_ENCRYPTED
    for never in ("224.0.0.1", "0.0.0.0"):
        assert await trouble_of(out(never, allowed=inner)) is Trouble.FORBIDDEN_ADDRESS


async def test_only_https_at_its_ports_leaves() -> None:
    assert await trouble_of(out("8.8.8.8"), "http://receiver.example/") is Trouble.NOT_ENCRYPTED
    assert await trouble_of(out("8.8.8.8"), "https://receiver.example:22/") is Trouble.FORBIDDEN_PORT
    assert await trouble_of(out("8.8.8.8"), "https://receiver.example:8443/") is None


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://receiver.example/", "file:///etc/passwd", "//receiver.example/", "https:///path", "receiver.example", "https://"),
        *(
            "https://user:pass@receiver.example/",
            "https://user@receiver.example/",
            "https://receiver.example#@127.0.0.1/",
            "https://a\\@b/",
        ),
        *(
            "https://receiver.example:99999/",
            "https://receiver.example:-1/",
            "https://re ceiver.example/",
            "https://receiver.example/\r\nX: y",
        ),
        *("https://máychủ.vn/", "https://[::1/", "https://-a.example/", "https://a..b/", "https://a/" + "x" * 2000, "https://%31%32/"),
    ],
)
def test_what_can_be_read_in_two_ways_is_no_address(url: str) -> None:
    with pytest.raises(WrongAddress):
        parse_target(url)


async def test_a_name_that_is_turned_round_after_the_look_gains_nothing() -> None:
    """The receiver listens on 127.0.0.2 alone; the name says 127.0.0.2 when it is judged and 127.0.0.3 ever after."""
    came, asked = list[bytes](), list[str]()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()
        writer.close()

    async def turning(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.2"] if len(asked) == 1 else ["127.0.0.3"]

    async with await asyncio.start_server(take, "127.0.0.2", 0) as server:
        port = server.sockets[0].getsockname()[1]
        outbound = Outbound((ip_network("127.0.0.2/32"),), patience=2, resolve=turning)
        answer = await outbound.post(f"http://turned.example:{port}/hook", b"{}", {})
        with pytest.raises(Unreached) as second:
            await outbound.post(f"http://turned.example:{port}/hook", b"{}", {})

    assert (answer.status, asked) == (204, ["turned.example"] * 2)
    assert f"host: turned.example:{port}".encode() in came[0].lower()
    assert second.value.trouble is Trouble.FORBIDDEN_ADDRESS
    assert len(came) == 1


async def test_a_nameserver_that_is_silent_keeps_nobody_waiting_but_who_asks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, told = threading.Event(), threading.Event()

    def silent(*_asked: object, **_more: object) -> list[object]:
        asked.set()
        told.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))
    asking = asyncio.create_task(trouble_of(Outbound()))
    while not asked.is_set():  # noqa: ASYNC110 - it is set in a thread
        await asyncio.sleep(0.01)
    try:
        assert await asyncio.wait_for(asyncio.to_thread(int, "7"), 2) == 7
    finally:
        told.set()
        loop.set_default_executor(ThreadPoolExecutor())
    assert await asking is Trouble.NOT_RESOLVED


def test_what_is_judged_is_an_address() -> None:
    assert all(ip_address(each.partition("%")[0]) for each in (*FORBIDDEN, *PUBLIC))

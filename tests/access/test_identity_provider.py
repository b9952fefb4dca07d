"""A provider that does not answer keeps nobody waiting in turn; one that tells little in the token is asked beside it."""

import asyncio

import pytest

from papi.access.identity_provider import Client, IdentityProvider, ProviderSilent


async def test_one_that_does_not_answer_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[bytes] = []

    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(await reader.readline())
        writer.close()

    async with await asyncio.start_server(hang_up, "127.0.0.1", 0) as server:
        issuer = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        provider = IdentityProvider(Client(issuer, "papi", "bí mật", "openid", "http://127.0.0.1:8000/back", frozenset()))
        answers = await asyncio.gather(*(provider.ask() for _ in range(20)), provider.address_of_leaving("x"), return_exceptions=True)
        once = len(came)
        monkeypatch.setattr("papi.access.identity_provider._SILENT_FOR", 0)
        monkeypatch.setattr(provider, "_silent_until", 0.0)
        for _ in range(2):
            with pytest.raises(ProviderSilent):
                await provider.ask()

    assert {type(answer) for answer in answers} == {ProviderSilent}
    assert (once, len(came)) == (1, 3)

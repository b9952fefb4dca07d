"""A real identity provider for tests (npm oidc-provider), and a browser that walks there and back."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx

from papi.access.identity_provider import Client, IdentityProvider
from papi.kit.transport import API
from tests.support.processes import END_WITH_PARENT
from tests.support.world import BASE, Caller, World

_PROGRAM = Path(__file__).with_name("oidc_provider.mjs")
CLIENT_ID, SECRET = "papi", "only-for-tests-and-long-enough-to-be-taken"
ACCOUNTS: Mapping[str, Mapping[str, Any]] = {
    "s-mai": {"preferred_username": "Mai.TT", "email": "mai@vungtau.example.vn", "email_verified": True},
    "s-moi": {"preferred_username": "mai.moi", "email": "Mai@VungTau.example.vn", "email_verified": True},
    "s-chua": {"preferred_username": "chua", "email": "mai@vungtau.example.vn", "email_verified": False},
    "s-la": {"preferred_username": "la", "email": "la@vungtau.example.vn", "email_verified": True},
    "s-hai": {"preferred_username": "mai.tt", "email": "mai@vungtau.example.vn", "email_verified": True, "amr": ["pwd", "mfa"]},
}


@dataclass
class Provider:
    """The running provider. `base` is where our own application is reached."""

    process: "subprocess.Popen[str]"
    issuer: str
    base: str

    def told(self, **what: Any) -> None:
        httpx.post(f"{self.issuer}/told", json=what, trust_env=False).raise_for_status()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()

    def asked_by_us(self, *second_factor: str) -> IdentityProvider:
        redirect_uri = f"{self.base}{API}/auth/oidc/callback"
        return IdentityProvider(Client(self.issuer, CLIENT_ID, SECRET, "openid profile email", redirect_uri, frozenset(second_factor)))


def started(base: str = BASE, *, accounts: Mapping[str, Mapping[str, Any]] = ACCOUNTS, claims_by_userinfo: bool = False) -> Provider:
    wish = {
        "clientId": CLIENT_ID,
        "clientSecret": SECRET,
        "redirectUri": f"{base}{API}/auth/oidc/callback",
        "logoutUri": f"{base}/sign-in",
        "accounts": accounts,
        "claimsByUserinfo": claims_by_userinfo,
    }
    command = [*END_WITH_PARENT, "node", str(_PROGRAM), json.dumps(wish)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    issuer = next((line.strip() for line in process.stdout if line.startswith("http://")), "")
    if not issuer:
        raise RuntimeError("the identity provider did not start: is Node.js there, and `scripts/setup packages` done?")
    return Provider(process, issuer, base)


def connect(world: World, provider: Provider, *second_factor: str, **settings: Any) -> None:
    """Let the application of a test know the provider."""
    world.app.state.identity_provider = provider.asked_by_us(*second_factor)
    given = {"oidc_issuer": provider.issuer, "oidc_link_by": "email", **settings}
    world.app.state.settings = world.app.state.settings.model_copy(update=given)


async def begin(browser: Caller, next_path: str = "/") -> str:
    """The address to which the sign-in page sends the browser."""
    answer = await browser.post("/auth/oidc/start", {"next": next_path})
    assert answer.status_code == 200, answer.text
    return answer.json()["url"]


async def enter_there(url: str, login: str) -> str:
    """Sign in at the provider; the address to which it sends the browser back."""
    async with httpx.AsyncClient(trust_env=False) as there:
        answer = await there.get(url)
        for _ in range(6):
            if answer.is_redirect:
                url = urljoin(str(answer.url), answer.headers["location"])
                if API in url:
                    return url
                answer = await there.get(url)
            else:
                assert answer.status_code == 200, answer.text
                answer = await there.post(str(answer.url), data={"login": login})
    raise AssertionError(f"the provider never sent the browser back, but to {answer.url}: {answer.text[:500]}")


async def come_back(browser: Caller, url: str) -> str:
    """Where our application sends the browser then."""
    answer = await browser.get(url.partition(API)[2])
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def walk(browser: Caller, login: str, next_path: str = "/") -> str:
    """There and back."""
    return await come_back(browser, await enter_there(await begin(browser, next_path), login))

"""An authenticator on somebody's telephone, and a clock that can be moved to its next code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from pyotp.totp import TOTP

from papi.kit import clock
from tests.support.accounts_world import PASSWORD
from tests.support.world import Caller


@dataclass
class Authenticator:
    """Codes of one secret; `recovery` are those that were shown when it was set up."""

    secret: str
    recovery: list[str]

    def code(self, steps: int = 0) -> str:
        """The code of now, or of so many half minutes later."""
        return TOTP(self.secret).generate_otp(int(clock.real().timestamp()) // 30 + steps)


class Hands:
    """Moves the clock by which codes are made and judged."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._real, self._ahead = clock.real, timedelta()
        patch.setattr(clock, "real", self.now)

    def now(self) -> datetime:
        return self._real() + self._ahead

    def move(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


async def set_up(caller: Caller, password: str = PASSWORD) -> Authenticator:
    """Set up a second factor, as the account's page does."""
    begun = await caller.post("/me/totp", {"current_password": password})
    assert begun.status_code == 201, begun.text
    made = Authenticator(begun.json()["secret"], [])
    confirmed = await caller.post("/me/totp/confirm", {"code": made.code()})
    assert confirmed.status_code == 200, confirmed.text
    made.recovery = confirmed.json()["recovery_codes"]
    return made


def refusal(answer: httpx.Response) -> tuple[int, Any]:
    return answer.status_code, answer.json()["code"]

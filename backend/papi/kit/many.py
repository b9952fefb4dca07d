"""One of many acts in one request: it stands or falls alone, and what became of it is told as if it had been asked for alone."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from papi.kit.errors import Refusal, StaleVersion

Result = TypeVar("Result")


async def try_alone(session: AsyncSession, language: str, act: Callable[[], Awaitable[Result]]) -> tuple[Result | None, dict[str, Any]]:
    """What the act gives, and `status`, `code` and `detail` of its outcome. A refused one changes nothing, and keeps no other back."""
    try:
        async with session.begin_nested():
            done = await act()
    except (Refusal, StaleDataError) as error:
        refused = error if isinstance(error, Refusal) else StaleVersion()
        detail = " ".join([refused.detail(language), *(field.to_wire(language)["detail"] for field in refused.errors)])
        return None, {"status": refused.status, "code": refused.code, "detail": detail}
    return done, {"status": 200, "code": None, "detail": None}

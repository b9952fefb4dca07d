"""The rules in force: what somebody wrote down, else what is shipped."""

from sqlalchemy.ext.asyncio import AsyncSession

from papi.privacy.retention import SHIPPED, Rules


async def load_rules(session: AsyncSession) -> Rules:
    """The rules in force."""
    return SHIPPED

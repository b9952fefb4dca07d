"""What is stored already and helps to read a workbook rightly."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from papi.framework.models import Score, ScoreLevel
from papi.framework.official.provinces import Provinces
from papi.framework.official.reading import Official
from papi.framework.reading import BadLine, BadLines

_SAME = 1e-6


async def known_provinces(session: AsyncSession) -> Provinces:
    """The provinces by the names under which scores are stored."""
    rows = await session.execute(select(Score.province_code, Score.province_name).distinct().order_by(Score.province_code))
    return Provinces((row.province_code, row.province_name) for row in rows)


async def require_own_year(session: AsyncSession, official: Official) -> None:
    """Refuse totals that were published for another year: a wrong tab, or a file under a wrong name."""
    totals = {line.province_code: line.value for line in official.scores.lines if line.level is ScoreLevel.TOTAL}
    year = official.choice.year
    rows = await session.execute(
        select(Score.year, Score.province_code, Score.value).where(Score.level == ScoreLevel.TOTAL, Score.year != year)
    )
    same = Counter(row.year for row in rows if abs(totals.get(row.province_code, -1) - row.value) < _SAME)
    for other, number in same.most_common(1):
        if number * 2 > len(totals):
            vi = f"Số liệu trong tệp là của năm {other}, không phải năm {year}. Đề nghị kiểm tra tên tệp, tên trang và năm đã chọn."
            en = f"The figures are those of {other}, not of {year}. Check the names of file and sheets, and the year that was said."
            raise BadLines([BadLine(0, vi, en)])

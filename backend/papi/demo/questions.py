"""What the ad-hoc report of July asks in questions of its own, and what the units answer."""

from sqlalchemy.ext.asyncio import AsyncSession

from papi.access.actor import Actor
from papi.kit.etag import Precondition
from papi.reports import actions
from papi.reports.actions.answers import list_answers
from papi.reports.answering import Value
from papi.reports.models import QuestionKind, Report
from papi.reports.schemas.answers import AnswerUpdate
from papi.reports.schemas.questions import QuestionWrite

QUESTIONS = [
    QuestionWrite(
        text="Số hồ sơ thủ tục hành chính trễ hạn phải xin lỗi trong tháng",
        kind=QuestionKind.NUMBER,
        required=True,
        measure="hồ sơ",
        hint="Chỉ tính hồ sơ đã có thư xin lỗi gửi người dân, tổ chức.",
    ),
    QuestionWrite(
        text="Tỷ lệ hồ sơ nộp trực tuyến trong tháng",
        kind=QuestionKind.NUMBER,
        required=True,
        measure="%",
        hint="Theo số liệu Cổng dịch vụ công.",
    ),
    QuestionWrite(text="Đã niêm yết công khai đường dây nóng tiếp nhận phản ánh, kiến nghị chưa?", kind=QuestionKind.YES_NO, required=True),
    QuestionWrite(
        text="Nhà vệ sinh phục vụ người dân tại nơi tiếp công dân, bộ phận một cửa",
        kind=QuestionKind.CHOICE,
        required=True,
        choices=["Sạch, có người trực dọn hằng ngày", "Có nhưng cần sửa chữa", "Chưa có"],
    ),
    QuestionWrite(text="Khó khăn cần thành phố tháo gỡ ngay", kind=QuestionKind.TEXT, required=False, hint="Không có thì để trống."),
]
_WANTS = (
    "Đề nghị bổ sung kinh phí sửa chữa khu vệ sinh tại bộ phận một cửa; dự toán đã gửi Phòng Tài chính – Kế hoạch.",
    "Đề nghị bổ sung 01 máy quét hồ sơ; máy hiện có thường xuyên kẹt giấy vào giờ cao điểm.",
    None,
    "Đường truyền vào Cổng dịch vụ công chậm vào buổi sáng; đề nghị Phòng Văn hóa và Thông tin làm việc với nhà mạng.",
    None,
)


async def answer_questions(session: AsyncSession, officer: Actor, report: Report) -> None:
    """The officer answers whatever the report asks; each unit has something of its own to say."""
    pairs = await list_answers(session, report)
    told = sum(officer.unit_name.encode())
    values: tuple[Value, ...] = (
        float(told % 4),
        62.5 + told % 30,
        told % 5 != 0,
        "123"[told % 7 // 3],
        _WANTS[told % len(_WANTS)],
    )
    for (answer, _question), value in zip(pairs, values, strict=False):
        if value is not None:
            await actions.update_report_answer(session, officer, answer.id, AnswerUpdate(value=value), Precondition())

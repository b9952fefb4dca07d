"""What the codes of activities are called, and the one sentence that tells of an activity in a report."""

from typing import Any

from papi.activities.models import ActivityForm, ActivityKind, ActivityState
from papi.kit.text import Words, format_day, spoken_number

KIND_WORDS: Words = {
    ActivityKind.COMMUNICATION: ("Tuyên truyền", "Communication"),
    ActivityKind.LEGAL_EDUCATION: ("Phổ biến, giáo dục pháp luật", "Legal education"),
    ActivityKind.TRAINING: ("Tập huấn, bồi dưỡng", "Training"),
    ActivityKind.DIALOGUE: ("Đối thoại", "Dialogue"),
    ActivityKind.SELF_INSPECTION: ("Tự kiểm tra", "Self-inspection"),
}
FORM_WORDS: Words = {
    ActivityForm.CONFERENCE: ("Hội nghị", "Conference"),
    ActivityForm.CLASS: ("Lớp tập huấn", "Class"),
    ActivityForm.RESIDENTS_MEETING: ("Họp dân, sinh hoạt khu phố", "Residents' meeting"),
    ActivityForm.LOUDSPEAKER: ("Loa truyền thanh", "Loudspeakers"),
    ActivityForm.SOCIAL_MEDIA: ("Mạng xã hội", "Social media"),
    ActivityForm.WEBSITE: ("Trang thông tin điện tử", "Website"),
    ActivityForm.LEAFLET: ("Tờ rơi, tờ gấp", "Leaflets"),
    ActivityForm.BANNER: ("Pa nô, băng rôn", "Banners"),
    ActivityForm.MOBILE: ("Xe tuyên truyền lưu động", "Touring car"),
    ActivityForm.CHECK: ("Kiểm tra tại chỗ", "Check on site"),
    ActivityForm.OTHER: ("Hình thức khác", "Another form"),
}
STATE_WORDS: Words = {
    ActivityState.PLANNED: ("Dự kiến", "Planned"),
    ActivityState.HELD: ("Đã tổ chức", "Held"),
    ActivityState.CANCELLED: ("Đã hủy", "Cancelled"),
}
_ACTS = {
    ActivityKind.COMMUNICATION: "tổ chức tuyên truyền",
    ActivityKind.LEGAL_EDUCATION: "tổ chức phổ biến, giáo dục pháp luật",
    ActivityKind.TRAINING: "tổ chức tập huấn",
    ActivityKind.DIALOGUE: "tổ chức đối thoại",
    ActivityKind.SELF_INSPECTION: "tự kiểm tra",
}


def sentence_of(activity: Any) -> str:
    """What a report says of an activity: day, topic, form, place, and who came. Reports are Vietnamese, so is this."""
    first, last = activity.begins_on, activity.ends_on
    days = f"Ngày {format_day(first)}" if first == last else f"Từ ngày {format_day(first)} đến ngày {format_day(last)}"
    form = FORM_WORDS[activity.form][0]
    how = "" if activity.form is ActivityForm.OTHER else f" ({form[:1].lower()}{form[1:]})"
    where = f" tại {activity.place}" if activity.place else ""
    return f"{days}, {_ACTS[activity.kind]} “{activity.title}”{how}{where}{_who(activity)}."


def _who(activity: Any) -> str:
    if activity.participants is None:
        return ""
    women = f", trong đó {spoken_number(activity.women, 'vi')} nữ" if activity.women is not None else ""
    return f", {spoken_number(activity.participants, 'vi')} lượt người tham gia{women}"

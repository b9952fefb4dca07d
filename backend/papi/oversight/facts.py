"""What is done about late work, as facts: each unit hears of it in one, the timeline of each thing tells of it in another."""

from papi.outbox.facts import FactKind
from papi.oversight.models import ReminderKind, Wording

# of reports too, which not everybody reads who reads assignments
REMINDED = FactKind("reminder.sent", "report.read", vi="đôn đốc {about_vi}", en="urges: {about_en}", relayed=True)
REQUESTED = FactKind(
    "reminder.requested",
    "report.read",
    vi="kính đề nghị quan tâm {about_vi}",
    en="kindly asks for your cooperation: {about_en}",
    relayed=True,
)
DIRECTED = FactKind("directive.given", "report.read", vi="có ý kiến chỉ đạo: {about_vi}", en="directs: {about_en}", relayed=True)
NOTED = FactKind("reminder.noted", "report.read", vi="đôn đốc đơn vị", en="urged the unit")
NOTED_REQUEST = FactKind("reminder.request_noted", "report.read", vi="gửi lời đề nghị đến cơ quan", en="sent the body a request")
NOTED_DIRECTIVE = FactKind("directive.noted", "report.read", vi="có ý kiến chỉ đạo", en="gave a directive")
LADDER_WRITTEN = FactKind(
    "escalation_ladder.written", "period.read", vi="ghi thang đôn đốc, {steps} bậc", en="wrote the ladder of escalation, {steps} steps"
)


def told_by(kind: ReminderKind, wording: Wording) -> FactKind:
    """What the unit hears: nobody directs a body that is asked."""
    if wording is Wording.REQUEST:
        return REQUESTED
    return DIRECTED if kind is ReminderKind.DIRECTIVE else REMINDED


def noted_by(kind: ReminderKind, wording: Wording) -> FactKind:
    """What the timeline of one of several things says."""
    if wording is Wording.REQUEST:
        return NOTED_REQUEST
    return NOTED_DIRECTIVE if kind is ReminderKind.DIRECTIVE else NOTED

"""Areas of work: what a person's own script may be made for, and which area each address of the API belongs to.

A token that names areas serves in them alone. An address in no area is closed to it, so a new one is closed until it is written down here.
What everybody needs is open: who calls, and what periods, units and indicators there are. What tells of many areas is an area of its own,
or is judged by what it is asked about.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from papi.kit.db import SAFE_METHODS
from papi.kit.errors import Forbidden
from papi.kit.text import Words, spoken
from papi.kit.transport import API

AREAS: Words = {
    "plans": ("Kế hoạch và nhiệm vụ", "Plans and tasks"),
    "reports": ("Báo cáo", "Reports"),
    "evidence": ("Tài liệu kiểm chứng", "Documents of proof"),
    "measures": ("Số liệu đo lường", "Measured values"),
    "scores": ("Kết quả PAPI", "PAPI results"),
    "activities": ("Hoạt động", "Activities"),
    "oversight": ("Kiểm tra và đôn đốc", "Inspections and reminders"),
    "personal_data": ("Dữ liệu cá nhân", "Personal data"),
    "directory": ("Đơn vị và danh mục", "Units and common lists"),
    "events": ("Lịch sử mọi việc", "History of everything"),
    "overview": ("Tổng quan mọi việc", "Overview of everything"),
}
"""In words. An area says which addresses; what the person may do there, and whether the token may write, is asked beside it."""

_BEGINNINGS: Mapping[str, Sequence[str]] = {
    "plans": (
        *("plans", "amendments", "legal-bases", "tasks", "task-steps", "task-status"),
        *("assignments", "sub-tasks", "extensions", "unit-plans", "unit-plan-items"),
    ),
    "reports": (
        *("periods", "completeness", "reports", "report-lines", "report-answers", "report-outlines", "report-regime"),
        *("corrections", "consolidated-reports", "consolidated-blocks", "dispatches"),
    ),
    "evidence": ("evidence", "uploads"),
    "measures": ("measures", "measure-values"),
    "scores": ("scores",),
    "activities": ("activities",),
    "oversight": (
        *("inspections", "findings", "reminders", "escalations", "escalation-ladder"),
        *("attention-lists", "attention-rules"),
    ),
    "personal_data": ("erasures", "retention", "retention-rules", "subject-requests"),
    "directory": ("units", "users", "delegations", "calendar", "paper-templates"),
    "events": ("events", "history", "audit", "integration"),
    "overview": ("dashboards", "search", "notifications"),
}
"""How the addresses of an area begin."""

_WITHIN: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"/evidence/[^/]+/(hold|tombstone)(/|$)"), "personal_data"),
    (re.compile(r"/periods/[^/]+/reminders(/|$)"), "oversight"),
    (re.compile(r"/units/[^/]+/history(/|$)"), "events"),
)
"""What belongs to another area than the thing whose address it bears."""

_OF_SEVERAL: Mapping[str, tuple[str, ...]] = {"paper-jobs": ("plans", "reports", "oversight")}
"""What keeps matters of several areas side by side: all of them are needed."""

_COMMENTS = "comments"
_OF_THINGS: Mapping[str, str] = {
    "report": "reports",
    "report_line": "reports",
    "evidence": "evidence",
    "finding": "oversight",
    "inspection": "oversight",
    "unit_plan": "plans",
    "activity": "activities",
}
"""A conversation belongs where its subject does, and a document's link where the thing does that it proves."""

_OPEN_TO_READING = frozenset(
    {
        *("/me", "/integration/self", "/periods", "/periods/{period_id}", "/units", "/units/{unit_id}", "/unit-groups"),
        *("/frameworks", "/frameworks/{year}", "/indicators", "/indicators/{indicator_id}", "/measures"),
        *("/calendar/{year}", "/calendar/term"),
    }
)
_JUDGED_BY_THE_LIST = "exports"
"""A list as a file: it is asked for the list at once, in the name of the token, and shows a token only what that asked for."""

_AREA_OF = {beginning: area for area, beginnings in _BEGINNINGS.items() for beginning in beginnings}


def area_words(area: str, language: str) -> str:
    """An area as people say it; one that is no more, as it was written down."""
    return spoken(AREAS, area, language) if area in AREAS else area


def in_words(areas: Iterable[str], language: str) -> str:
    """Areas as people say them."""
    return ", ".join(area_words(area, language) for area in areas)


def areas_of(method: str, path: str, subjects: Collection[str]) -> tuple[str, ...] | None:
    """The areas that a call needs, none where it is open to every token; None for an address that is in no area.

    `path` is that of the route, or as it was sent where the route is not yet known; `subjects` are what it is asked about.
    """
    place = path.removeprefix(API)
    first = place.removeprefix("/").partition("/")[0]
    if first == _JUDGED_BY_THE_LIST or (method in SAFE_METHODS and place in _OPEN_TO_READING):
        return ()
    if first == _COMMENTS:
        return _of_subjects(subjects)
    if first in _OF_SEVERAL:
        return _OF_SEVERAL[first]
    within = next((area for pattern, area in _WITHIN if pattern.match(place)), _AREA_OF.get(first))
    return None if within is None else (within,)


def _of_subjects(subjects: Collection[str]) -> tuple[str, ...] | None:
    """However often one is named: which of them counts is not for this to know."""
    found = {_OF_THINGS.get(subject.partition(":")[0]) for subject in subjects}
    known = {area for area in found if area is not None}
    return tuple(sorted(known)) if found and len(known) == len(found) else None


class PersonalTokenNarrow(Forbidden):
    """`insufficient_scope` of RFC 6750, section 3.1."""

    code = "personal_token_scope"
    vi = "Mã truy cập cá nhân này không dùng cho “{areas}”. Tạo mã khác có chọn mảng việc đó."
    en = "This personal access token does not serve for “{areas_en}”. Make one for which that is chosen."

    def __init__(self, missing: Sequence[str] = ()) -> None:
        scope = " ".join(missing)
        told = f', scope="{scope}"' if missing else ""
        challenge = {"WWW-Authenticate": f'Bearer realm="papi", error="insufficient_scope"{told}'}
        members, vi, en = {"scope": scope} if missing else None, in_words(missing, "vi"), in_words(missing, "en")
        super().__init__(headers=challenge, members=members, areas=vi, areas_en=en)


class PersonalTokenOutside(PersonalTokenNarrow):
    """Asked for what belongs to no area, so no other choice of areas would help."""

    vi = "Mã truy cập cá nhân chỉ dùng cho một số mảng việc không gọi được địa chỉ này, hoặc cần nêu hỏi về việc gì. Dùng mã cho mọi việc."
    en = "A token for some areas of work cannot call this address, or it must say what it asks about. Use one for everything."


def serves_things(kind: str, given: Collection[str]) -> bool:
    """Whether a token for these areas serves for things of this kind."""
    return not given or _OF_THINGS.get(kind) in given


def require_things(kind: str, given: Collection[str]) -> None:
    """Refuse a token for other areas than that of things of this kind."""
    require_areas(_of_subjects([kind]), given)


def require_areas(needed: Sequence[str] | None, given: Collection[str]) -> None:
    """Refuse a token that was made for other areas. Made for none in particular, it serves for all that its person may."""
    if not given:
        return
    if needed is None:
        raise PersonalTokenOutside
    if missing := tuple(area for area in needed if area not in given):
        raise PersonalTokenNarrow(missing)

"""What a report says of an activity, in one sentence."""

from datetime import date
from typing import Any

import pytest

from papi.activities.models import Activity, ActivityForm, ActivityKind
from papi.activities.words import sentence_of


def told(**given: Any) -> str:
    from_day = given.pop("begins_on", date(2024, 8, 2))
    said: dict[str, Any] = {"kind": ActivityKind.COMMUNICATION, "form": ActivityForm.CONFERENCE, "title": "Chỉ số PAPI", "place": ""}
    return sentence_of(Activity(begins_on=from_day, ends_on=given.pop("ends_on", from_day), **{**said, **given}))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Ngày 02/8/2024, tổ chức tuyên truyền “Chỉ số PAPI” (hội nghị)."),
        (
            {"place": "Hội trường", "participants": 1250, "women": 600},
            "Ngày 02/8/2024, tổ chức tuyên truyền “Chỉ số PAPI” (hội nghị) tại Hội trường, 1.250 lượt người tham gia, trong đó 600 nữ.",
        ),
        (
            {"kind": ActivityKind.SELF_INSPECTION, "form": ActivityForm.OTHER, "ends_on": date(2024, 8, 15), "participants": 0},
            "Từ ngày 02/8/2024 đến ngày 15/8/2024, tự kiểm tra “Chỉ số PAPI”, 0 lượt người tham gia.",
        ),
    ],
)
def test_it_says_day_topic_form_place_and_who_came(given: dict[str, Any], sentence: str) -> None:
    assert told(**given) == sentence

"""Answers of an accepted report are corrected as its lines are: sent by the head, decided by the reviewer, sealed anew, never silently."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from papi.cli.seal import app
from tests.support.asking import answered_report, answers_of, asked_period
from tests.support.reporting import Reporting

WHY = "Cộng thiếu một khu phố."


async def accepted(reporting: Reporting) -> tuple[str, list[dict[str, Any]]]:
    """The ward's report of questions alone, accepted, its period closed; and its answers."""
    period = await asked_period(reporting)
    report = await answered_report(reporting, reporting.officer, head=reporting.head)
    assert (await reporting.coordinator.post(f"/reports/{report['id']}/accept")).status_code == 200
    assert (await reporting.coordinator.post(f"/periods/{period}/close")).status_code == 200
    return report["id"], await answers_of(reporting.officer, report["id"])


def corrected(*wanted: tuple[dict[str, Any], Any]) -> dict[str, Any]:
    return {"reason": WHY, "answers": [{"answer_id": item["id"], "value": value} for item, value in wanted]}


async def let_stand(reporting: Reporting, report: str, path: str) -> list[dict[str, Any]]:
    """The correction is sent and accepted; the report's seals."""
    for who, step in ((reporting.head, "submit"), (reporting.coordinator, "accept")):
        done = await who.post(f"{path}/{step}")
        assert done.status_code == 200, done.text
    return [(await reporting.coordinator.get(f"/reports/{report}/seal?number={number}")).json() for number in (1, 2)]


async def test_a_corrected_answer_stands_once_it_is_accepted_and_the_history_tells(reporting: Reporting) -> None:
    report, (people, _posted, _trend, why) = await accepted(reporting)
    drafted = await reporting.officer.post(f"/reports/{report}/corrections", corrected((people, 150), (why, "Mưa nhiều.")))
    path = f"/corrections/{drafted.json()['id']}"
    kept = await reporting.officer.patch(path, {"reason": "Cộng thiếu khu phố 4."})
    meanwhile = [item["value"] for item in await answers_of(reporting.coordinator, report)]
    await let_stand(reporting, report, path)
    [listed] = (await reporting.coordinator.get("/corrections")).json()["items"]

    said = [(item["before_text"], item["after_text"]) for item in kept.json()["answers"]]
    assert said == [("128 người", "150 người"), ("", "Mưa nhiều.")]
    assert meanwhile == [128, True, "1", None]
    assert (listed["lines"], listed["answers"], listed["number"]) == (0, 2, 1)
    seen = await answers_of(reporting.coordinator, report)
    assert [item["value"] for item in seen] == [150, True, "1", "Mưa nhiều."]
    assert [item["changed_since"] and item["changed_since"]["value"] for item in seen] == [128, None, None, None]
    told = [fact["text"] for fact in (await reporting.coordinator.get(f"/reports/{report}/timeline")).json()["items"]]
    assert "chấp nhận đính chính lần 1, 2 câu trả lời" in told


async def test_both_seals_of_a_corrected_answer_are_whole_and_one_that_was_touched_is_not(reporting: Reporting, tmp_path: Path) -> None:
    report, (people, *_rest) = await accepted(reporting)
    drafted = await reporting.officer.post(f"/reports/{report}/corrections", corrected((people, 150)))
    seals = await let_stand(reporting, report, f"/corrections/{drafted.json()['id']}")
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [seals[0]["public_key"]]}), "utf-8")
    first, second = [json.dumps(seal, ensure_ascii=False) for seal in seals]
    codes: list[int] = []
    for text in (first, second, second.replace("150 người", "151 người")):
        (tmp_path / "seal.json").write_text(text, "utf-8")
        codes.append(CliRunner().invoke(app, ["seal", "verify", str(tmp_path / "seal.json"), "--key", str(keys)]).exit_code)

    assert codes == [0, 0, 1]
    contents = [json.loads(seal["content"]) for seal in seals]
    assert [content["answers"][0]["said"] for content in contents] == ["128 người", "150 người"]
    assert ["corrections" in content for content in contents] == [False, True]
    assert seals[1]["changed_since"] is False


async def test_a_correction_answers_what_is_asked_and_says_something_new(reporting: Reporting) -> None:
    report, (people, posted, trend, _why) = await accepted(reporting)
    path = f"/reports/{report}/corrections"
    bodies = [
        corrected((people, 128)),
        corrected((posted, False), (people, "nhiều")),
        corrected((trend, None)),
        corrected(({"id": report}, 1)),
        {"reason": WHY},
    ]
    answers = [(await reporting.officer.post(path, body)) for body in bodies]

    assert [answer.status_code for answer in answers] == [422] * 5
    codes = [answer.json()["code"] for answer in answers]
    assert codes == ["nothing_corrected", "invalid", "correction_too_short", "unknown_answers", "nothing_corrected"]
    assert answers[1].json()["errors"][0]["pointer"] == "/answers/1/value"
    assert "Câu 3 “So với năm trước”: chưa trả lời." in answers[2].json()["detail"]
    assert (await reporting.officer.get(path)).json()["items"] == []


async def test_a_correction_does_not_replace_an_answer_that_was_accepted_otherwise_meanwhile(reporting: Reporting) -> None:
    report, (people, *_rest) = await accepted(reporting)
    period = (await reporting.officer.get(f"/reports/{report}")).json()["period"]["id"]
    own_end = {"unit_id": str(reporting.ward.id), "ends_at": "2024-12-31T17:00:00+07:00", "reason": "Bão số 3"}
    await reporting.coordinator.post(f"/periods/{period}/exceptions", own_end)
    drafted = (await reporting.officer.post(f"/reports/{report}/corrections", corrected((people, 150)))).json()
    await reporting.head.post(f"/corrections/{drafted['id']}/submit")
    back = {"reason": "Sai số", "answers": [{"id": people["id"], "reason_code": "other", "reason": "Sai số"}]}
    assert (await reporting.coordinator.post(f"/reports/{report}/reopen", back)).status_code == 200
    assert (await reporting.officer.patch(f"/report-answers/{people['id']}", {"value": 140})).status_code == 200
    await reporting.head.post(f"/reports/{report}/submit")
    assert (await reporting.coordinator.post(f"/reports/{report}/accept")).status_code == 200

    refused = await reporting.coordinator.post(f"/corrections/{drafted['id']}/accept")

    assert (refused.status_code, refused.json()["code"]) == (409, "correction_outdated")
    assert (await answers_of(reporting.coordinator, report))[0]["value"] == 140

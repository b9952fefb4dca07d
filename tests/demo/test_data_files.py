"""What the demo's data files promise to the loader and to the people who look at it."""

import csv
import json
import re
import unicodedata
from collections import Counter
from itertools import chain
from typing import Any

import pytest

from papi.demo.files import DATA, list_templates

TEXT_FILES = sorted(path.name for path in DATA.iterdir() if path.suffix in {".json", ".csv", ".md"})
PLACEHOLDERS = {"unit", "so", "ngay", "n1", "n2", "kp"}
REASON_CODES = {"not_enough_detail", "figures_mismatch", "evidence_missing", "evidence_wrong", "wrong_period", "off_topic"}


def read(name: str) -> Any:
    return json.loads((DATA / name).read_text("utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PLAN = read("plan-2024.json")
UNITS = {unit["code"]: unit for unit in read("units.json")["units"]}
NAMED_GROUPS = {group["name_vi"]: group["members"] for group in read("units.json")["groups"]}
GROUPS = {key: [code for name in names for code in NAMED_GROUPS[name]] for key, names in PLAN["groups"].items()}
TASKS = {task["key"]: task for task in PLAN["tasks"]}
NARRATIVES = read("narratives.json")


def parts_by_unit(task: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Each unit of a task once, with its part and mandate; the first mention holds."""
    found: dict[str, tuple[str, str]] = {}
    for assignee in task["assignees"]:
        for code in [assignee["unit"]] if "unit" in assignee else GROUPS[assignee["group"]]:
            found.setdefault(code, (assignee["part"], assignee["mandate"]))
    return found


def audience(code: str) -> str:
    if code in GROUPS["wards"]:
        return "ward"
    return "body" if UNITS[code]["kind"] in {"MTTQ", "Đảng"} else "department"


@pytest.mark.parametrize("name", TEXT_FILES)
def test_text_is_composed_and_ends_lines_in_one_way(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text


def test_groups_have_the_sizes_that_the_plan_names() -> None:
    assert {key: len(set(codes)) for key, codes in GROUPS.items()} == {"wards": 17, "departments": 12, "all": 32}


def test_every_unit_and_group_of_a_task_is_known() -> None:
    for assignee in chain.from_iterable(task["assignees"] for task in TASKS.values()):
        assert assignee.get("unit") in UNITS or assignee.get("group") in GROUPS, assignee


def test_thirty_five_units_take_part_and_the_city_committee_and_receivers_do_not() -> None:
    taking_part = {code for task in TASKS.values() for code in parts_by_unit(task)}
    assert len(taking_part) == 35
    assert {"747", "D-TTTU"} == set(UNITS) - taking_part


def test_the_plan_has_its_27_paragraphs_and_55_example_tasks() -> None:
    assert len(TASKS) == len(PLAN["tasks"]) == 82
    assert Counter(task["example"] for task in TASKS.values()) == {False: 27, True: 55}
    assert Counter(task["kind"] for task in TASKS.values()) == {"general": 12, "specific": 55, "organisational": 15}
    assert [task["sort"] for task in PLAN["tasks"]] == sorted({task["sort"] for task in PLAN["tasks"]})


def test_paragraphs_give_550_assignments_and_examples_1096() -> None:
    assignments: Counter[bool] = Counter()
    for task in TASKS.values():
        assignments[task["example"]] += len(parts_by_unit(task))
    assert assignments == {False: 550, True: 1096}


def test_each_paragraph_goes_to_as_many_units_as_it_names() -> None:
    counts = {key: len(parts_by_unit(task)) for key, task in TASKS.items() if not task["example"]}
    everyone = {f"II.1-{number:02}": 32 for number in range(1, 13)} | {"II.2-R": 32, "III.1-1": 32, "III.1-4": 32, "III.1-5": 32}
    single = dict.fromkeys(["III.2-1", "III.2-2", "III.2-3", "III.3", "III.4", "III.5-1", "III.5-2", "III.6", "III.7"], 1)
    assert counts == everyone | single | {"III.1-2": 12, "III.1-3": 17}


def test_only_front_and_party_bodies_are_asked_and_all_others_are_assigned() -> None:
    for task in TASKS.values():
        for code, (_, mandate) in parts_by_unit(task).items():
            assert (mandate == "requested") == (audience(code) == "body"), (task["key"], code)


def test_units_of_a_task_for_each_all_lead_and_a_joint_task_has_a_lead() -> None:
    for task in TASKS.values():
        parts = {part for part, _ in parts_by_unit(task).values()}
        assert parts == {"lead"} if task["mode"] == "each" else "lead" in parts, task["key"]


def test_a_wards_report_of_the_third_quarter_has_71_lines() -> None:
    lines: Counter[tuple[bool, str]] = Counter()
    for task in TASKS.values():
        # A once-task still open on 15 June belongs to the quarter, whatever its last day.
        if task["reportable"] and "26506" in parts_by_unit(task):
            lines[task["example"], task["cadence"]] += 1
    assert lines == {(False, "each_period"): 15, (False, "once"): 1, (True, "each_period"): 43, (True, "once"): 12}
    assert sum(lines.values()) == 71


def test_the_report_itself_is_the_only_task_without_a_line() -> None:
    assert [task["key"] for task in TASKS.values() if not task["reportable"]] == ["III.1-5"]


def test_all_118_indicators_have_a_task() -> None:
    indicators = rows("indicators-2023.csv")
    assert len(indicators) == 118
    assert {row["subdimension"] for row in indicators} == {task["subdimension"] for task in TASKS.values() if task["example"]}
    assert all(task["subdimension"] is None for task in TASKS.values() if not task["example"])


def test_days_and_products_follow_the_cadence() -> None:
    for task in TASKS.values():
        assert (task["due_on"] is not None) == (task["cadence"] == "once"), task["key"]
        assert task["requires_evidence"] or task["cadence"] != "once", task["key"]
    assert (TASKS["III.1-1"]["due_on"], TASKS["III.1-1"]["due_text"]) == ("2024-06-28", "trước ngày 29/6/2024")
    assert (TASKS["III.4"]["due_on"], TASKS["III.4"]["due_text"]) == ("2024-07-31", "trong tháng 7 năm 2024")


def test_titles_are_short_and_paragraphs_stand_in_the_plan_word_for_word() -> None:
    # Page breaks and marks of emphasis are the only difference between the paper and the encoded text.
    paper = re.sub(r"\s+", " ", (DATA / "plan-2024.md").read_text("utf-8").replace("*", ""))
    for task in TASKS.values():
        assert len(task["title"]) <= 140, task["key"]
        assert task["example"] or task["text"] in paper, task["key"]


def test_targets_cover_the_framework_and_improve_what_stood_below_the_median() -> None:
    framework = read("framework-2023.json")
    parts = [part["code"] for dimension in framework["dimensions"] for part in dimension["subdimensions"]]
    targets = {target["code"]: target for target in PLAN["targets"]}
    assert set(targets) == {"PAPI", *parts, *(dimension["code"] for dimension in framework["dimensions"])}
    assert {target["basis"] for target in PLAN["targets"]} == {"example"}
    own = {row["code"]: float(row["value"]) for row in rows("scores.csv") if (row["year"], row["province_code"]) == ("2023", "77")}
    improving = {code for code in parts if targets[code]["stance"] == "improve"}
    assert improving == {"1.2", "1.3", "1.4", "3.2", "3.3", "7.3"}
    assert all(targets[code]["target"] > own[code] for code in improving)
    for code in "12345678":
        assert targets[code]["target"] == pytest.approx(sum(targets[part]["target"] for part in parts if part[0] == code))


def test_scores_are_all_there() -> None:
    levels = Counter(row["level"] for row in rows("scores.csv"))
    assert levels == {"total": 869, "dimension": 6094, "subdimension": 21891, "indicator": 6}


def test_the_low_rated_list_ships_empty_and_says_by_which_rule_the_demo_marks() -> None:
    assert PLAN["low_rated"]["indicators"] == []
    assert (PLAN["low_rated"]["label"], PLAN["low_rated"]["year"], PLAN["low_rated"]["quartile"]) == ("ví dụ", 2023, 1)


def test_every_line_of_every_unit_finds_words_of_its_own_audience() -> None:
    for key, task in TASKS.items():
        if task["reportable"]:
            assert set(NARRATIVES["lines"][key]) == {audience(code) for code in parts_by_unit(task)}, key


def test_wards_have_four_full_variants_and_supporters_a_short_one() -> None:
    for key, words in NARRATIVES["lines"].items():
        full = {who: sum(not variant["short"] for variant in variants) for who, variants in words.items()}
        assert full.get("ward", 4) >= 4, key
        assert min(full.values()) >= 2, key
        for code, (part, _) in parts_by_unit(TASKS[key]).items():
            assert part == "lead" or any(variant["short"] for variant in words[audience(code)]), (key, code)


def test_narratives_have_a_length_that_officers_write_and_known_placeholders_only() -> None:
    written = [
        (key, variant)
        for occasion in ("lines", "july")
        for key, words in NARRATIVES[occasion].items()
        for variant in chain.from_iterable(words.values())
    ]
    variants = [variant for _key, variant in written]
    for key, variant in written:
        low, high = (50, 200) if variant["short"] else (150, 600)
        assert low <= len(variant["result"]) <= high, variant["result"]
        figures = {figure["key"] for figure in TASKS[key].get("figures", ())}
        assert set(re.findall(r"\{(.*?)\}", variant["result"])) <= PLACEHOLDERS | figures, variant["result"]
        assert 0 <= variant["percent"][0] <= variant["percent"][1] <= 100
    assert len({variant["result"] for variant in variants}) > 0.95 * len(variants)


def test_july_asks_for_the_two_tasks_of_its_ad_hoc_period() -> None:
    assert {key: set(words) for key, words in NARRATIVES["july"].items()} == {"II.1-06": {"ward"}, "III.4": {"department"}}


def test_remarks_are_many_enough_and_use_the_known_reasons() -> None:
    assert {remark["reason_code"] for remark in NARRATIVES["review_comments"]} == REASON_CODES
    assert [len(NARRATIVES[name]) for name in ("review_comments", "lead_comments", "officer_comments")] == [12, 12, 8]


def test_every_unit_has_a_head_and_an_officer_and_no_two_people_share_a_name() -> None:
    people = read("people.json")
    slots = {code: set(names) for code, names in people["units"].items()}
    assert slots.pop("747") == {"leader", "admin"}
    assert set(slots) == set(UNITS) - {"747", "D-TTTU"}
    assert all({"head", "officer"} <= names for names in slots.values())
    for account in people["named_accounts"]:
        assert account["slot"] in people["units"][account["unit"]], account["username"]
    names = [name for unit in people["units"].values() for name in unit.values()]
    assert len(set(names)) == len(names) == 74


def test_evidence_belongs_to_tasks_that_its_issuers_have() -> None:
    templates = list_templates()
    assert len({template.key for template in templates}) == len(templates) == 45
    for template in templates:
        for key in template.task_keys:
            assert template.issuing in {audience(code) for code in parts_by_unit(TASKS[key])}, (template.key, key)


def test_every_task_that_demands_proof_has_a_paper_for_each_kind_of_unit() -> None:
    proved = {(template.issuing, key) for template in list_templates() for key in template.task_keys}
    for key, task in TASKS.items():
        if task["requires_evidence"]:
            wanted = {audience(code) for code in parts_by_unit(task)} - {"body"}
            assert {who for who in wanted if (who, key) not in proved} == set(), key

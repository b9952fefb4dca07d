"""What the report says in numbers, as sentences."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from papi.consolidation.material import Line, Material, TaskNamed
from papi.consolidation.naming import units_in_words
from papi.kit.clock import day_of
from papi.kit.text import format_day, spoken_number
from papi.plans.models import Cadence, FigureRule

_DONE = 100
_MOST = re.compile(r"\b(?:nhất|tối đa)\b")


def opening(material: Material) -> list[str]:
    """What was asked, who reported, and what this report is made of."""
    period, board = material.period, material.board
    number = f" số {period.plan_number}" if period.plan_number else ""
    day = f" ngày {format_day(period.adopted_on)}" if period.adopted_on else ""
    came = board["on_time"] + board["late"]
    late = f" ({board['on_time']} đúng hạn, {board['late']} trễ hạn)" if board["late"] else ""
    asked = _asked(material)
    about = period.plan_title.removeprefix("Kế hoạch ")
    window = f"số liệu từ ngày {format_day(period.data_from)} đến ngày {format_day(period.data_to)}"
    done = "các cơ quan, đơn vị đã triển khai các nhiệm vụ, giải pháp được giao và báo cáo kết quả"
    sent = f"có {came}/{board['expected']} cơ quan, đơn vị đã gửi báo cáo{late}{asked}"
    made = f"báo cáo này tổng hợp từ {len(material.inputs)} báo cáo đã được thẩm tra, chấp nhận"
    return [
        f"Thực hiện Kế hoạch{number}{day} {about}, {done} theo kỳ “{period.title}” ({window}).",
        # by the day, as such reports say it: by the minute this sentence would differ each time that the report is looked at anew
        f"Tính đến ngày {format_day(day_of(material.as_of))}, {sent}; {made}.",
    ]


def _asked(material: Material) -> str:
    board = material.board
    if not board["asked"]:
        return ""
    return f"; {board['asked_submitted']}/{board['asked']} cơ quan được đề nghị phối hợp đã có báo cáo"


def task_in_words(task: TaskNamed, lines: Sequence[Line]) -> str:
    """How far those who report have come with a task."""
    percents = [line.percent for line in lines if line.percent is not None]
    done = sum(percent >= _DONE for percent in percents)
    rest = sorted(percent for percent in percents if percent < _DONE)
    said = [f"{len(lines)} cơ quan, đơn vị báo cáo" if len(lines) > 1 else f"{lines[0].unit.name} báo cáo"]
    if done:
        word = "hoàn thành" if task.cadence is Cadence.ONCE else "đạt 100% yêu cầu trong kỳ"
        said.append(word if len(lines) == 1 else f"{done} đơn vị {word}" if done < len(lines) else f"tất cả {word}")
    if rest:
        spread = f"{rest[0]}%" if rest[0] == rest[-1] else f"từ {rest[0]}% đến {rest[-1]}%"
        said.append(f"các đơn vị còn lại đạt {spread}" if done else f"mức độ thực hiện {spread}")
    title = task.title.rstrip(" .;")
    return f"{title}: {', '.join(said)}."


def figures_in_words(lines: Sequence[Line], definitions: Sequence[Mapping[str, Any]]) -> list[str]:
    """The figures of a task over all units, by the rule of each: summed up, or the largest; what is only ever the latest is no sum."""
    said = [words for definition in definitions if (words := _figure(lines, definition))]
    return [f"Số liệu: {'; '.join(said)}."] if said else []


def _figure(lines: Sequence[Line], asked: Mapping[str, Any]) -> str:
    values = [value for line in lines if isinstance(value := line.figures.get(asked["key"]), (int, float))]
    if not values:
        return ""
    measure = f" {asked['measure']}" if asked["measure"] else ""
    label = asked["label"][:1].lower() + asked["label"][1:]
    lowest, highest = number_in_words(min(values)), number_in_words(max(values))
    if asked["rule"] == FigureRule.SUM:
        return f"{label} {number_in_words(sum(values))}{measure}"
    if asked["rule"] == FigureRule.MAX:
        most = "" if _MOST.search(label) else " cao nhất"
        return f"{label}{most} {highest}{measure}"
    return f"{label} {highest}{measure}" if lowest == highest else f"{label} từ {lowest} đến {highest}{measure}"


def number_in_words(value: float) -> str:
    """1.250 and 29,82 as Vietnamese papers write them."""
    return spoken_number(round(value, 2), "vi")


def results(material: Material) -> list[str]:
    """How the plan stands, as the overview counts it."""
    total = material.status_by_unit["total"]
    given = sum(total[name] for name in COUNTS)
    if not given:
        return []
    done = total["done_on_time"] + total["done_late"]
    stand = [
        f"{number_in_words(done)} hoàn thành ({_share(done, given)}{_late_of(total)})",
        f"{number_in_words(total['open_in_time'])} đang thực hiện trong hạn",
    ]
    if total["no_deadline"]:
        stand.append(f"{number_in_words(total['no_deadline'])} thực hiện thường xuyên hoặc không có thời hạn")
    stand.append(f"{total['open_overdue'] or 'không có lượt nào'} quá hạn chưa hoàn thành")
    best = _best(material)
    where = "chi tiết theo nội dung tại Phụ lục I, theo cơ quan, đơn vị tại Phụ lục II"
    return [
        f"Trong {number_in_words(given)} lượt nhiệm vụ đã giao cho các cơ quan, đơn vị có {', '.join(stand)} ({where}).",
        *([f"Các nội dung có tỷ lệ hoàn thành cao: {best}."] if best else []),
    ]


COUNTS = ("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline")
_BEST = 3


def _late_of(total: Mapping[str, Any]) -> str:
    return f", trong đó {total['done_late']} hoàn thành sau thời hạn" if total["done_late"] else ""


def _share(part: int, whole: int) -> str:
    return f"{number_in_words(round(100 * part / whole, 1))}%"


def _best(material: Material) -> str:
    shares = [(row["label"], done_share(row)) for row in material.status_by_dimension["items"] if row["key"]]
    found = sorted(((label, share) for label, share in shares if share), key=lambda pair: (-pair[1], pair[0]))[:_BEST]
    return "; ".join(f"{label} ({number_in_words(round(100 * share, 1))}%)" for label, share in found)


def done_share(row: Mapping[str, Any]) -> float | None:
    """What is done of what is given; None where nothing is."""
    given = sum(row[name] for name in COUNTS)
    return (row["done_on_time"] + row["done_late"]) / given if given else None


def delays(material: Material) -> list[str]:
    """Who has not reported, who reported late, where work is overdue. Bodies that are asked are none of these."""
    naming = material.naming
    rows = [row for row in material.board["items"] if row["standing"] in {"missing", "late"}]
    of = {
        standing: [naming.units[row["unit"]["id"]] for row in rows if row["standing"] == standing and row["unit"]["id"] in naming.units]
        for standing in ("missing", "late")
    }
    found: list[str] = []
    if of["missing"]:
        found.append(f"Còn {len(of['missing'])} cơ quan, đơn vị chưa gửi báo cáo khi đã hết hạn: {units_in_words(of['missing'], naming)}.")
    if of["late"]:
        found.append(f"Gửi báo cáo sau thời hạn có {len(of['late'])} cơ quan, đơn vị: {units_in_words(of['late'], naming)}.")
    overdue = [(row["key"], row["open_overdue"]) for row in material.status_by_unit["items"] if row["open_overdue"]]
    if overdue:
        most = sorted(overdue, key=lambda pair: -pair[1])
        named = ", ".join(f"{_name(material, code)} ({number})" for code, number in most)
        found.append(
            f"Còn {sum(number for _code, number in overdue)} lượt nhiệm vụ quá hạn chưa hoàn thành tại {len(overdue)} đơn vị: {named}."
        )
    return found


def _name(material: Material, code: str) -> str:
    return material.naming.units[material.unit_ids[code]].name


def outlook(material: Material) -> list[str]:
    """What falls due next, and what is to be caught up with."""
    found: list[str] = []
    overdue = material.status_by_unit["total"]["open_overdue"]
    if overdue:
        found.append(f"Đôn đốc hoàn thành dứt điểm {overdue} lượt nhiệm vụ đã quá hạn; làm rõ trách nhiệm của cơ quan, đơn vị để chậm.")
    for task in material.upcoming:
        count = f"{len(task.units)} cơ quan, đơn vị" if len(task.units) > 1 else task.units[0].name
        found.append(f"- {task.title.rstrip(' .;')}: hoàn thành trước hết ngày {format_day(task.due_on)} ({count}).")
    return found

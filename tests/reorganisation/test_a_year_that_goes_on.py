"""Units are merged between the first quarter and the half year: the line of the one that came after is filled from those of all before."""

from datetime import datetime

from papi.access.permissions import Role
from papi.kit import clock
from tests.support.cumulative import (
    IN_JUNE,
    IN_MARCH,
    IN_SEPTEMBER,
    accept_of,
    ask_for_figures,
    line_of,
    open_of_year,
    plan_of_the_whole_year,
    write_all,
)
from tests.support.reorganising import decided, merger, now_in, unit_called
from tests.support.reporting import Reporting

BETWEEN = datetime(2024, 4, 1, 9, 0, tzinfo=clock.TIMEZONE)
FIRST = {"so_buoi": 4, "ho_ngheo": 21, "dong_nhat": 120}
SECOND = {"so_buoi": 3, "ho_ngheo": 30, "dong_nhat": 80}


async def test_the_successors_line_is_filled_from_all_before_it_by_the_rule_of_each_figure(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    await ask_for_figures(reporting)
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    with clock.business_at(IN_MARCH):
        quarter = await open_of_year(reporting, "2024Q1")
        first = await write_all(reporting, reporting.officer, quarter, result="Đã tổ chức 04 buổi.", percent=60, figures=FIRST)
        other = await write_all(reporting, second, quarter, result="Đã tổ chức 03 buổi.", percent=50, figures=SECOND)
        await accept_of(reporting, reporting.head, first["id"])
        await accept_of(reporting, reporting.stranger, other["id"])
        before = [await line_of(reporting, who, quarter) for who in (reporting.officer, second)]
    with clock.business_at(BETWEEN):
        await decided(reporting.admin, merger(reporting, effective_on="2024-04-01", confirmed_on="2024-04-01"))
    with clock.business_at(IN_JUNE):
        half = await open_of_year(reporting, "20246M")
        heir = await unit_called(reporting.admin, "Phường Vũng Tàu")
        line = await line_of(reporting, await now_in(reporting.world, reporting.officer, heir["id"]), half)

    assert line["result"] == "Quý I/2024, Phường 1: Đã tổ chức 04 buổi.\nQuý I/2024, Phường 2: Đã tổ chức 03 buổi."
    # sums add up and the largest stays the largest; how many poor households there are together, nobody has said
    assert line["figures"] == {"so_buoi": 7, "dong_nhat": 120}
    assert (line["percent"], line["carried_forward"]) == (50, True)
    fields = ["result", "percent", "figures.so_buoi", "figures.dong_nhat"]
    told = [(source["line_id"], source["unit"], source["fields"]) for source in line["carried_from"]]
    assert told == [(before[0]["id"], "Phường 1", fields), (before[1]["id"], "Phường 2", fields)]
    assert len(line["evidence"]) == 2


async def test_the_successor_takes_what_all_before_it_said_from_the_period_before(reporting: Reporting) -> None:
    await plan_of_the_whole_year(reporting)
    second = await reporting.world.person(Role.OFFICER, reporting.other_ward)
    with clock.business_at(IN_MARCH):
        quarter = await open_of_year(reporting, "2024Q1")
        first = await write_all(
            reporting, reporting.officer, quarter, result="Đã tổ chức 04 buổi.", percent=60, proposals="Bố trí kinh phí."
        )
        other = await write_all(reporting, second, quarter, result="Đã tổ chức 03 buổi.", percent=50, proposals="Bố trí kinh phí.")
        await accept_of(reporting, reporting.head, first["id"])
        await accept_of(reporting, reporting.stranger, other["id"])
    with clock.business_at(BETWEEN):
        await decided(reporting.admin, merger(reporting, effective_on="2024-04-01", confirmed_on="2024-04-01"))
    with clock.business_at(IN_SEPTEMBER):
        third = await open_of_year(reporting, "2024Q3")
        heir = await now_in(reporting.world, reporting.officer, (await unit_called(reporting.admin, "Phường Vũng Tàu"))["id"])
        offered = (await line_of(reporting, heir, third))["previous"]
        report = (await heir.get(f"/reports?period={third}")).json()["items"][0]
        taken = await heir.post(f"/reports/{report['id']}/carry-forward", {})
        line = await line_of(reporting, heir, third)

    said = "Phường 1: Đã tổ chức 04 buổi.\nPhường 2: Đã tổ chức 03 buổi."
    assert (taken.status_code, line["result"], line["percent"], line["carried_forward"]) == (200, said, 50, True), taken.text
    assert line["proposals"] == "Phường 1; Phường 2: Bố trí kinh phí."
    told = (offered["period"], offered["result"], offered["percent"], offered["figures"], len(offered["documents"]))
    assert told == ("Báo cáo quý I/2024", said, 50, {}, 2)

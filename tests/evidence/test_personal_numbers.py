"""Numbers that may be somebody's own are told from all the others that stand in administrative papers, and told masked."""

import pytest

from papi.evidence.isolated.personal import personal_numbers

LETTERHEAD = """ỦY BAN NHÂN DÂN PHƯỜNG 1
Số: 112/BC-UBND          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Địa chỉ: 89 Lê Lợi; điện thoại: 0254.3852.123; fax: 0254 3852 124
Đường dây nóng: 0913.852.123; email: phuong1@vungtau.baria-vungtau.gov.vn
Vũng Tàu, ngày 28 tháng 8 năm 2024
"""


def told(text: str) -> list[tuple[str, str, int]]:
    return [(number["kind"], number["masked"], number["page"]) for number in personal_numbers(text)]


PERSONAL = {
    "an identity number": ("Ông Nguyễn Văn An, CCCD 077085001234 cấp ngày 01/7/2021", [("cccd", "0770…1234", 1)]),
    "one in groups": ("Số định danh: 077 185 001 234", [("cccd", "0771…1234", 1)]),
    "one in fours": ("0772 0500 1234", [("cccd", "0772…1234", 1)]),
    "one that a table holds": ("1\tLê Thị Bảy\t079302009876\tKhu phố 3", [("cccd", "0793…9876", 1)]),
    "two, on their pages": ("077085001234\f\f001190004321", [("cccd", "0770…1234", 1), ("cccd", "0011…4321", 3)]),
    "an older number where cards are spoken of": ("TT\tHọ tên\tSố CMND\n1\tTrần Văn Ba\t273 123 456", [("cmnd", "27…456", 1)]),
    "a mobile beside a person": ("Liên hệ bà Phạm Thị Hoa, điện thoại 0903 123 456.", [("phone", "0903…456", 1)]),
    "one that is written from abroad": ("chị Lê Thị Bảy (+84 90 312 34 56)", [("phone", "0903…456", 1)]),
    "two mobiles": ("0903123456\n0987.654.321", [("phone", "0903…456", 1), ("phone", "0987…321", 1)]),
    "a mobile beside an identity number": ("077085001234 0903123456", [("cccd", "0770…1234", 1), ("phone", "0903…456", 1)]),
}
NOBODYS = {
    "a letterhead": LETTERHEAD,
    "one mobile without a person": "Gửi tin nhắn về số 0903 123 456 để nhận kết quả.",
    "the same mobile twice": "Số 0903123456.\nGọi 0903.123.456.",
    "hotlines": "Đường dây nóng 0903 123 456\nTổng đài: 0987 654 321",
    "numbers of papers and dates": "Thông tư số 226/2016/TT-BTC; mã hồ sơ 000.14.08-0137-240828; 15/8/2024 17:30",
    "sums of money": "Tổng kinh phí 077.085.001.234 đồng; còn lại 273.123.456 đồng, đạt 123456789 đồng",
    "nine digits without a card": "Mã số dự án 273123456",
    "twelve digits of no province": "Số tài khoản 103085001234; 005085001234",
    "a year that is still to come": "077299001234",
    "thirteen digits": "0770850012345",
    "account numbers with signs": "077085001234/KB 1-077085001234",
}


@pytest.mark.parametrize(("text", "numbers"), PERSONAL.values(), ids=PERSONAL)
def test_what_may_be_somebodys_own_is_told_masked_with_its_page(text: str, numbers: list[tuple[str, str, int]]) -> None:
    assert told(text) == numbers
    assert told(LETTERHEAD + text) == numbers


@pytest.mark.parametrize("text", NOBODYS.values(), ids=NOBODYS)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert told(text) == []


def test_a_long_list_is_told_by_its_first_fifty() -> None:
    assert len(told("\n".join(f"0770850{number:05}" for number in range(200)))) == 50

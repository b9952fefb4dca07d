"""The rooms of inspections: who inspects, and the unit that remedies."""

from tests.browser.room import Room, pressing

INSPECTION_ROOMS = [
    Room("pnv.chuyenvien", "/inspections"),
    Room("pnv.chuyenvien", "/inspections?view=findings", in_english=False),
    Room("pnv.chuyenvien", "/inspections", pressing("Lập cuộc kiểm tra"), in_english=False),
    Room("pnv.chuyenvien", "/inspections/{inspected}", pressing("Xác nhận đã khắc phục"), in_english=False, only_desk=True),
    Room("26506.officer", "/inspections/{inspected}"),
    Room("26506.officer", "/findings/{to_remedy}", pressing("Báo cáo đã khắc phục"), in_english=False),
]

"""Which province a heading means: by the names that are known, in any spelling, and never by likeness."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from papi.kit.text import fold

# The 63 provinces before 1/7/2025 by their codes of the General Statistics Office: what PAPI publishes, 2024 included.
SIXTY_THREE: Mapping[str, str] = {
    "01": "Hà Nội", "02": "Hà Giang", "04": "Cao Bằng", "06": "Bắc Kạn", "08": "Tuyên Quang", "10": "Lào Cai", "11": "Điện Biên",
    "12": "Lai Châu", "14": "Sơn La", "15": "Yên Bái", "17": "Hoà Bình", "19": "Thái Nguyên", "20": "Lạng Sơn", "22": "Quảng Ninh",
    "24": "Bắc Giang", "25": "Phú Thọ", "26": "Vĩnh Phúc", "27": "Bắc Ninh", "30": "Hải Dương", "31": "Hải Phòng", "33": "Hưng Yên",
    "34": "Thái Bình", "35": "Hà Nam", "36": "Nam Định", "37": "Ninh Bình", "38": "Thanh Hóa", "40": "Nghệ An", "42": "Hà Tĩnh",
    "44": "Quảng Bình", "45": "Quảng Trị", "46": "Thừa Thiên Huế", "48": "Đà Nẵng", "49": "Quảng Nam", "51": "Quảng Ngãi",
    "52": "Bình Định", "54": "Phú Yên", "56": "Khánh Hòa", "58": "Ninh Thuận", "60": "Bình Thuận", "62": "Kon Tum", "64": "Gia Lai",
    "66": "Đắk Lắk", "67": "Đắk Nông", "68": "Lâm Đồng", "70": "Bình Phước", "72": "Tây Ninh", "74": "Bình Dương", "75": "Đồng Nai",
    "77": "Bà Rịa - Vũng Tàu", "79": "Hồ Chí Minh", "80": "Long An", "82": "Tiền Giang", "83": "Bến Tre", "84": "Trà Vinh",
    "86": "Vĩnh Long", "87": "Đồng Tháp", "89": "An Giang", "91": "Kiên Giang", "92": "Cần Thơ", "93": "Hậu Giang", "94": "Sóc Trăng",
    "95": "Bạc Liêu", "96": "Cà Mau",
}  # fmt: skip
# Other names in use for the same provinces: a list, so that nothing is guessed.
_ALSO = {
    "06": ("Bắc Cạn",),
    "46": ("TT Huế", "Huế"),
    "66": ("Đắc Lắc", "Đắk Lắc", "Đắc Lắk"),
    "67": ("Đắc Nông",),
    "77": ("BR-VT", "BRVT"),
    "79": ("HCM", "HCMC", "TPHCM", "Sài Gòn"),
}
_AROUND = re.compile(r"^(?:tp|t p|thanh pho|tinh) | (?:city|province)$")
# Columns and rows that stand among the provinces and are none.
_NO_PROVINCE = re.compile(
    r"^(?:trung binh|trung vi|ca nuoc|toan quoc|chung|tong|so tinh|do lech chuan|nho nhat|lon nhat|thap nhat|cao nhat|national|overall|"
    r"average|mean|median|min|max|minimum|maximum|std|standard|total|n|ghi chu|note|nguon|source)\b"
)


def key_of(name: str) -> str:
    """A name without diacritics, blanks, hyphens, "TP.", "tỉnh" and "City"."""
    return _AROUND.sub("", fold(name)).replace(" ", "")


def is_summary(name: str) -> bool:
    """Whether this heads figures that are no province's, such as a mean."""
    return _NO_PROVINCE.match(fold(name)) is not None


class Provinces:
    """The provinces that are known: those of the stored scores, and the 63."""

    def __init__(self, stored: Iterable[tuple[str, str]]) -> None:
        self.names: dict[str, str] = {**SIXTY_THREE, **dict(stored)}
        self._codes: dict[str, set[str]] = defaultdict(set)
        known = [*SIXTY_THREE.items(), *self.names.items(), *((code, name) for code, names in _ALSO.items() for name in names)]
        for code, name in known:
            self._codes[key_of(name)].add(code)
        self._seen: dict[str, frozenset[str]] = {}

    def codes(self, cell: object) -> frozenset[str]:
        """The provinces that the text may mean: one, or none, or several where two bear the name."""
        if not isinstance(cell, str) or not cell.strip() or len(cell) > 100:
            return frozenset()
        if cell not in self._seen:
            self._seen[cell] = frozenset(self._codes.get(key_of(cell), ())) or self._of_parts(cell)
        return self._seen[cell]

    def _of_parts(self, cell: str) -> frozenset[str]:
        """The province of "Hà Nội / Ha Noi" or of two lines: all parts say the same."""
        parts = [frozenset(self._codes.get(key_of(part), ())) for part in re.split(r"[/\n]", cell)]
        return parts[0] if len(parts) > 1 and all(part == parts[0] for part in parts) else frozenset()

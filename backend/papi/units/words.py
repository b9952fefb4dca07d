"""What the kinds of units are called."""

from papi.directory.models import UnitKind

KIND_WORDS: dict[str, tuple[str, str]] = {
    UnitKind.CITY: ("Thành phố", "City"),
    UnitKind.DEPARTMENT: ("Phòng, ban", "Department"),
    UnitKind.VERTICAL: ("Ngành dọc", "Vertical branch"),
    UnitKind.SERVICE: ("Đơn vị sự nghiệp", "Service unit"),
    UnitKind.FRONT: ("Mặt trận Tổ quốc", "Fatherland Front"),
    UnitKind.PARTY: ("Cơ quan Đảng", "Party body"),
    UnitKind.WARD: ("Phường", "Ward"),
    UnitKind.COMMUNE: ("Xã", "Commune"),
}

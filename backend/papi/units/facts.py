"""What happens to units, as facts."""

from typing import Any

from papi.directory.models import Unit
from papi.outbox.facts import Fact, FactKind

_FIELDS = {
    "name": ("Tên", "Name"),
    "short_name": ("Tên ngắn", "Short name"),
    "parent": ("Cấp trên", "Parent"),
    "coordinating": ("Cơ quan tham mưu", "Coordinating unit"),
    "basis": ("Căn cứ", "Basis"),
    "note": ("Ghi chú", "Note"),
    "valid_to": ("Ngày sử dụng cuối cùng", "Last day in use"),
}
CREATED = FactKind("unit.created", "units.read", vi="thêm đơn vị", en="added the unit")
CHANGED = FactKind("unit.changed", "units.read", vi="sửa đơn vị từ ngày {since}", en="changed the unit from {since}", fields=_FIELDS)


def about(kind: FactKind, unit: Unit, **data: Any) -> Fact:
    """A fact about a unit; everyone inside may read it."""
    return Fact(kind, "unit", unit.id, unit.name, data=data)

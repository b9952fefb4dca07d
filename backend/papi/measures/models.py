from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from papi.kit.db import Base, Identified
from papi.kit.types import Exact


class MeasureValue(Identified, Base):
    """What a source told of a measure of a unit in a period. Rows are only ever added.

    Unit, measure, period and source are its natural key; `number` counts what was told under it, and the latest is the one that holds:
    the one before gets `superseded_at`, which alone ever changes. `received_from` is the name of the system or person, `received_by` the
    person of one written down by hand, `client_id` the application that sent it. `source_at`: when the source says that it counted.
    """

    __tablename__ = "measure_values"
    __table_args__ = (
        UniqueConstraint("unit_id", "measure", "period", "source", "number"),
        Index("ix_measure_values_received_at_id", "received_at", "id"),
        Index("ix_measure_values_measure_first_day", "measure", "first_day"),
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("units.id"))
    measure: Mapped[str] = mapped_column(String(40))
    period: Mapped[str] = mapped_column(String(8))
    first_day: Mapped[date]
    last_day: Mapped[date]
    source: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    value: Mapped[Decimal] = mapped_column(Exact)
    numerator: Mapped[Decimal | None] = mapped_column(Exact)
    denominator: Mapped[Decimal | None] = mapped_column(Exact)
    source_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    received_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    received_from: Mapped[str]
    client_id: Mapped[UUID | None]
    reason: Mapped[str | None]
    superseded_at: Mapped[datetime | None]

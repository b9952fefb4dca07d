"""What a copy holds that another system keeps with its own credentials: the packages of the exchange, and the events it is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from papi.mirror.tables import Table, same

_CCHC = "/integration/cchc"
_OF_UNIT = {"unit_id": "unit.id", "unit_code": "unit.code", "unit_name": "unit.name"}
_OF_PERIOD = {"period": "period.code", "period_code": "period.period_code"}

PACKAGES: tuple[Table, ...] = (
    Table("units", f"{_CCHC}/units", same("code", "name", "kind", "parent_code", "status", "valid_from", "valid_to")),
    Table(
        "periods",
        f"{_CCHC}/periods",
        same("code", "period_code", "title", "kind", "status", "data_from", "data_to", "cumulative"),
        key=("code",),
    ),
    Table(
        "indicators",
        f"{_CCHC}/indicators",
        same("code", "name", "name_en", "level", "parent_code", "valid_from", "valid_to", "status"),
        key=("valid_from", "code"),
    ),
    Table(
        "scores",
        f"{_CCHC}/scores",
        same("period_code", "province_code", "province_name", "level", "code", "value", "rank", "quartile", "source"),
        key=("period_code", "province_code", "code"),
    ),
    Table(
        "task_status",
        f"{_CCHC}/task-status",
        {
            **_OF_UNIT,
            **same("done_on_time", "done_late", "open_in_time", "open_overdue", "no_deadline", "requested_done", "requested_open"),
        },
        asked={"limit": ""},
        key=("unit.id",),
        daily=True,
    ),
    Table(
        "reports",
        f"{_CCHC}/reports",
        {
            **_OF_UNIT,
            **_OF_PERIOD,
            "kind": "kind",
            "state": "status.state",
            "submitted_at": "status.submitted_at",
            "accepted_at": "status.accepted_at",
            "edition": "source.edition",
            "sha256": "source.sha256",
            "updated_at": "updated_at",
        },
        asked={"limit": "50"},  # as a whole: that one was taken up again does not move its `updated_at`
    ),
    Table(
        "evidence",
        f"{_CCHC}/evidence",
        {
            **_OF_UNIT,
            **_OF_PERIOD,
            **same("report_id", "version", "title", "document_number", "issued_on", "file_name", "media_type", "size", "sha256"),
            **same("sealed_sha256", "redacted", "withheld", "updated_at"),
        },
        key=("report_id", "id", "version"),
    ),
    Table(
        "measure_values",
        f"{_CCHC}/measures",
        {
            **_OF_UNIT,
            **same("measure", "period", "period_code", "value", "numerator", "denominator", "source", "source_at", "edition", "updated_at"),
        },
        key=("unit.id", "measure", "period", "source"),
        since="updated_at",
    ),
)

_CHANGED_BY: Mapping[str, Sequence[str]] = {
    "unit": ("units", "task_status"),
    "succession": ("units", "task_status", "reports", "evidence", "measure_values"),
    "indicator": ("indicators", "scores"),
    "scores": ("scores",),
    "plan": ("task_status",),
    "task": ("task_status",),
    "assignment": ("task_status",),
    "period": ("periods", "task_status"),
    "report": ("reports", "evidence", "task_status"),
    "consolidated_report": ("reports",),
    "evidence": ("evidence",),
    "measure_value": ("measure_values",),
}
_OF_ITS_OWN: Mapping[str, Sequence[str]] = {"measure_values.received": ("measure_values",)}


def packages_after(event: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The packages to read anew after an event, each as a whole or as far as it has changed."""
    return [(name, "") for name in _OF_ITS_OWN.get(event["type"]) or _CHANGED_BY.get(event["subject"]["type"], ())]


PACKAGE_VIEWS = """
DROP VIEW IF EXISTS don_vi;
CREATE VIEW don_vi AS SELECT id, code AS ma, name AS ten, kind AS loai, status AS trang_thai, valid_to AS ngay_ket_thuc FROM units;

DROP VIEW IF EXISTS tinh_hinh_nhiem_vu;
CREATE VIEW tinh_hinh_nhiem_vu AS
SELECT unit_name AS don_vi, done_on_time AS dung_han, done_late AS tre_han, open_in_time AS trong_han, open_overdue AS qua_han,
       no_deadline AS khong_han
FROM task_status;

DROP VIEW IF EXISTS bao_cao;
CREATE VIEW bao_cao AS
SELECT id, unit_name AS don_vi, period AS ma_ky, kind AS loai, state AS trang_thai, submitted_at AS gui_luc, accepted_at AS chap_nhan_luc,
       edition AS ban
FROM reports;

DROP VIEW IF EXISTS dong_bao_cao;
CREATE VIEW dong_bao_cao AS
SELECT r.id AS bao_cao, r.unit_name AS don_vi, r.period AS ma_ky, json_extract(l.value, '$.number') AS stt,
       json_extract(l.value, '$.task_title') AS nhiem_vu, json_extract(l.value, '$.percent') AS phan_tram,
       json_extract(l.value, '$.result') AS ket_qua, json_extract(l.value, '$.difficulties') AS kho_khan,
       json_extract(l.value, '$.proposals') AS de_xuat
FROM reports r, json_each(r.item, '$.data.lines') l WHERE r.kind = 'unit';

DROP VIEW IF EXISTS tai_lieu;
CREATE VIEW tai_lieu AS
SELECT id, unit_name AS don_vi, period AS ma_ky, title AS ten, document_number AS so_ky_hieu, issued_on AS ngay_ban_hanh, sha256 AS ma_bam,
       withheld AS ly_do_khong_gui
FROM evidence;

DROP VIEW IF EXISTS so_lieu;
CREATE VIEW so_lieu AS
SELECT unit_name AS don_vi, measure AS chi_tieu, period AS ma_ky, value AS gia_tri, numerator AS tu_so, denominator AS mau_so,
       source AS nguon, source_at AS nguon_chot_luc, edition AS lan
FROM measure_values;

DROP VIEW IF EXISTS diem_papi;
CREATE VIEW diem_papi AS
SELECT period_code AS nam, province_code AS ma_tinh, province_name AS tinh, level AS cap, code AS ma, value AS diem, rank AS hang,
       quartile AS nhom
FROM scores;
"""

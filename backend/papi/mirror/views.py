"""The same tables under Vietnamese names, joined as analysts ask for them."""

VIEWS = """
DROP VIEW IF EXISTS don_vi;
CREATE VIEW don_vi AS SELECT id, code AS ma, name AS ten, short_name AS ten_ngan, kind AS loai, valid_to AS ngay_ket_thuc FROM units;

DROP VIEW IF EXISTS nhiem_vu_duoc_giao;
CREATE VIEW nhiem_vu_duoc_giao AS
SELECT a.id, u.name AS don_vi, t.title AS nhiem_vu, t.dimension AS noi_dung, a.part AS vai_tro, a.mandate AS giao_hay_de_nghi,
       a.work_state AS trang_thai, a.deadline_state AS tinh_trang_han, a.due_on AS han, a.percent AS phan_tram, p.year AS nam
FROM assignments a
LEFT JOIN units u ON u.id = a.unit_id LEFT JOIN tasks t ON t.id = a.task_id LEFT JOIN plans p ON p.id = a.plan_id;

DROP VIEW IF EXISTS bao_cao;
CREATE VIEW bao_cao AS
SELECT r.id, u.name AS don_vi, k.code AS ma_ky, k.title AS ky, r.state AS trang_thai, r.late AS tre_han, r.due_at AS han,
       r.first_submitted_at AS gui_lan_dau, r.accepted_at AS chap_nhan_luc
FROM reports r LEFT JOIN units u ON u.id = r.unit_id LEFT JOIN periods k ON k.id = r.period_id;

DROP VIEW IF EXISTS dong_bao_cao;
CREATE VIEW dong_bao_cao AS
SELECT l.id, u.name AS don_vi, k.code AS ma_ky, t.title AS nhiem_vu, l.percent AS phan_tram, l.result AS ket_qua,
       l.difficulties AS kho_khan, l.proposals AS de_xuat, l.evidence_count AS so_tai_lieu
FROM report_lines l
LEFT JOIN units u ON u.id = l.unit_id LEFT JOIN periods k ON k.id = l.period_id LEFT JOIN tasks t ON t.id = l.task_id;

DROP VIEW IF EXISTS tai_lieu;
CREATE VIEW tai_lieu AS
SELECT e.id, u.name AS don_vi, e.title AS ten, e.document_number AS so_ky_hieu, e.issued_on AS ngay_ban_hanh,
       e.review_state AS tham_tra, e.sha256 AS ma_bam
FROM evidence e LEFT JOIN units u ON u.id = e.unit_id;

DROP VIEW IF EXISTS diem_papi;
CREATE VIEW diem_papi AS
SELECT year AS nam, province_code AS ma_tinh, province_name AS tinh, level AS cap, code AS ma, value AS diem, rank AS hang, quartile AS nhom
FROM scores;

DROP VIEW IF EXISTS so_lieu;
CREATE VIEW so_lieu AS
SELECT v.id, u.name AS don_vi, v.measure AS chi_tieu, v.period AS ma_ky, v.value AS gia_tri, v.numerator AS tu_so, v.denominator AS mau_so,
       v.source AS nguon, v.source_at AS nguon_chot_luc, v.received_at AS nhan_luc, v.number AS lan
FROM measure_values v LEFT JOIN units u ON u.id = v.unit_id
WHERE v.superseded_at IS NULL;

DROP VIEW IF EXISTS su_kien;
CREATE VIEW su_kien AS
SELECT e.number AS so, e.at AS luc, e.type AS loai, u.name AS don_vi, e.subject_type AS doi_tuong, e.subject_id AS ma_doi_tuong,
       e.data AS du_lieu
FROM events e LEFT JOIN units u ON u.id = e.unit_id;
"""

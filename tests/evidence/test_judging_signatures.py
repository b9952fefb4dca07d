"""What a signature is worth is told as it is: who, when, how much of the file, unchanged or not, by whose root."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from papi.evidence.isolated import signing
from papi.evidence.queries.signatures import told
from papi.kit import clock
from tests.support.files import pdf
from tests.support.signing import (
    SIGNED_AT,
    Office,
    holder,
    hybrid,
    make_office,
    paper,
    signed,
    tampered,
    with_page_changed,
    with_proofs,
)

NOW = datetime(2024, 9, 10, 9, tzinfo=UTC)
START = "Chữ ký số của Nguyễn Văn A, UBND Phường 1, ký lúc 09:12 ngày 22/8/2024 (theo đồng hồ của người ký)"
SOUND = f"{START}; ký toàn bộ tệp; không bị sửa sau khi ký; chứng thư thuộc gốc tin cậy; chưa kiểm tra thu hồi."


@pytest.fixture(scope="module")
def office() -> Office:
    return make_office()


@pytest.fixture
def read(office: Office, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """Signatures as the wire tells them, judged by the office's root unless told otherwise."""
    trusted = office.trust(tmp_path / "roots")

    def judged(content: bytes, roots: str = trusted, language: str = "vi") -> list[dict[str, Any]]:
        file = tmp_path / "paper.pdf"
        file.write_bytes(content)
        with clock.business_at(NOW):
            return [told(signature, language) for signature in json.loads(signing.main(str(file), roots))["signatures"]]

    return judged


Read = Callable[..., list[dict[str, Any]]]


def test_a_sound_signature_is_one_plain_sentence(office: Office, read: Read) -> None:
    [found] = read(paper(office))
    [english] = read(paper(office), language="en")

    assert (found["sentence"], found["sound"], found["certificate_expired"]) == (SOUND, True, False)
    assert (found["signer"], found["organisation"], found["issuer"]) == ("Nguyễn Văn A", "UBND Phường 1", "Cơ quan chứng thực thử nghiệm")
    assert (found["signed_at"], found["time_source"]) == (SIGNED_AT, "signer")
    assert english["sentence"] == (
        "Digital signature of Nguyễn Văn A, UBND Phường 1, signed at 09:12 on 22 Aug 2024 (by the signer's clock); the whole file signed; "
        "not changed since; the certificate belongs to a trusted root; revocation not checked."
    )


def test_a_time_stamp_is_told_from_the_signers_clock_and_from_one_of_unknown_origin(office: Office, read: Read) -> None:
    stranger = holder("Dấu thời gian lạ", holder("Gốc lạ"), stamps=True)

    [stamped], [strange] = read(paper(office, stamper=office.stamper)), read(paper(office, stamper=stranger))

    assert (stamped["time_source"], "09:12 ngày 22/8/2024 (có dấu thời gian);" in stamped["sentence"]) == ("timestamp", True)
    assert (strange["time_source"], "(dấu thời gian không rõ nguồn);" in strange["sentence"]) == ("untrusted_timestamp", True)
    assert strange["signed_at"] == SIGNED_AT


def test_a_file_that_was_changed_after_signing_says_so(office: Office, read: Read) -> None:
    [found] = read(tampered(paper(office)))

    assert (found["intact"], found["sound"]) == (False, False)
    assert "; tệp đã bị sửa sau khi ký;" in found["sentence"]


def test_a_root_that_is_not_ours_is_told_and_without_roots_nothing_is_claimed(office: Office, read: Read) -> None:
    [stranger] = read(signed(pdf(), holder("Kẻ lạ", holder("Gốc lạ"))))
    [alone] = read(signed(pdf(), holder("Tự ký", authority=False)))
    [unchecked] = read(paper(office), "")

    assert [found["trust"] for found in (stranger, alone, unchecked)] == ["unknown_root", "unknown_root", "not_checked"]
    assert [found["sound"] for found in (stranger, alone, unchecked)] == [False, False, True]
    assert "; chứng thư không thuộc gốc tin cậy;" in stranger["sentence"]
    assert "; chưa kiểm tra gốc tin cậy; chưa kiểm tra thu hồi." in unchecked["sentence"]


def test_what_was_added_after_signing_is_not_signed(office: Office, read: Read) -> None:
    [found] = read(with_page_changed(paper(office)))

    assert (found["coverage"], found["later"], found["intact"], found["sound"]) == ("revision", "content", True, False)
    assert "; chỉ ký một phần tệp, nội dung còn lại được thêm sau khi ký; phần đã ký không bị sửa;" in found["sentence"]


def test_bytes_behind_the_signed_ones_are_a_part_of_the_file_that_nobody_signed(office: Office, read: Read) -> None:
    [found] = read(paper(office) + b"\n% more\n")
    [ended] = read(paper(office) + b"\r\n")

    assert (found["coverage"], found["sound"]) == ("part", False)
    assert (ended["coverage"], ended["sound"]) == ("whole", True)
    assert "; chỉ ký một phần tệp; phần đã ký không bị sửa;" in found["sentence"]


def test_a_certificate_that_had_expired_when_it_was_used_differs_from_one_that_has_since(office: Office, read: Read) -> None:
    early = holder("Hết hạn", office.authority, end=SIGNED_AT - timedelta(days=30))
    since = holder("Vừa hết hạn", office.authority, end=SIGNED_AT + timedelta(days=5))
    late = holder("Chưa có hiệu lực", office.authority, begin=SIGNED_AT + timedelta(days=5))

    [expired], [past], [future] = (read(signed(pdf(), who)) for who in (early, since, late))

    assert [found["validity"] for found in (expired, past, future)] == ["expired", "valid", "not_yet"]
    assert [found["sound"] for found in (expired, past, future)] == [False, True, False]
    assert [found["trust"] for found in (expired, past, future)] == ["trusted"] * 3
    assert "; chứng thư đã hết hạn khi ký (hết hạn 23/7/2024);" in expired["sentence"]
    assert "; nay chứng thư đã hết hạn (ngày 27/8/2024);" in past["sentence"]
    assert "; chứng thư chưa có hiệu lực khi ký;" in future["sentence"]


def test_of_several_signers_each_has_a_sentence_in_the_order_of_signing(office: Office, read: Read) -> None:
    chairman = holder("Trần Văn B", office.authority, organisation="UBND Phường 1")
    both = signed(paper(office), chairman, field="Chu-ky-2", at=SIGNED_AT + timedelta(hours=1))

    first, second = read(both)

    assert (first["signer"], first["coverage"], first["later"], first["sound"]) == ("Nguyễn Văn A", "revision", "forms", True)
    assert (second["signer"], second["coverage"], second["sound"]) == ("Trần Văn B", "whole", True)
    assert "; ký toàn bộ tệp lúc đó, sau đó chỉ ký thêm hoặc điền biểu mẫu; không bị sửa sau khi ký;" in first["sentence"]


@pytest.mark.parametrize("revoked", [False, True])
def test_revocation_is_told_only_where_the_file_shows_it(office: Office, read: Read, revoked: bool) -> None:
    shown = with_proofs(paper(office), [office.signer] if revoked else [], office.root, office.authority)

    [found] = read(shown)

    assert (found["revocation"], found["sound"]) == (("revoked", False) if revoked else ("good", True))
    assert found["later"] == "proofs"
    said = "chứng thư đã bị thu hồi." if revoked else "chứng thư chưa bị thu hồi theo dữ liệu kèm tệp."
    assert found["sentence"].endswith(said)


def test_a_hybrid_file_is_judged_like_any_other(office: Office, read: Read) -> None:
    [found] = read(signed(hybrid(), office.signer))

    assert found["sentence"] == SOUND


def test_a_broken_signature_spoils_no_other(office: Office, read: Read) -> None:
    both = signed(paper(office), office.signer, field="Chu-ky-2")
    broken = re.sub(rb"/Contents <[0-9A-F]{64}", b"/Contents <" + b"FF" * 32, both, count=1)

    first, second = read(broken)

    assert (first["readable"], first["sound"]) == (False, False)
    assert first["sentence"] == "Chữ ký số của người không rõ tên: không kiểm tra được chữ ký này."
    assert (second["readable"], second["intact"]) == (True, False)


def test_a_name_stays_on_one_line_and_is_cut(office: Office, read: Read) -> None:
    [found] = read(signed(pdf(), holder("A\nB\u202e", office.authority, organisation="Cơ quan " * 8)))

    assert found["signer"] == "A B"
    assert "\u202e" not in found["sentence"]

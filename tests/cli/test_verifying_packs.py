"""A pack is checked by itself: each file that was changed, taken out or put in is named, and nothing hostile is unpacked or believed."""

import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from papi.access.keys import load_keys
from papi.cli.pack import app
from papi.evidence.packing.manifest import INDEX, MANIFEST, SEAL, sealed
from tests.support.packing import packed, zipped

FILES = {"Phường 1/01 Niêm yết/Biên bản.pdf": b"%PDF-1.4 a", "Phường 1/02 Tập huấn/Ảnh.jpg": b"\xff\xd8\xff" * 50}
FIRST, SECOND = FILES


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def pack(keys: Any) -> bytes:
    """As the server hands it out."""
    return packed(keys.seals[0], FILES)


@pytest.fixture
def key(keys: Any, tmp_path: Path) -> str:
    """The published keys, as a file."""
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"keys": [key.public for key in keys.seals]}), "utf-8")
    return str(path)


def verify(folder: Path, content: bytes, *options: str) -> tuple[int, str]:
    path = folder / "goi.zip"
    path.write_bytes(content)
    done = CliRunner().invoke(app, ["pack", "verify", str(path), *options])
    return done.exit_code, done.output


def members_of(content: bytes, folder: Path) -> dict[str, bytes]:
    path = folder / "whole.zip"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_is_genuine_by_a_key_that_was_brought(tmp_path: Path, pack: bytes, key: str) -> None:
    code, said = verify(tmp_path, pack, "--key", key)

    assert (code, "Đủ 2/2 tệp" in said, "NGUYÊN VẸN" in said, "Phường 1 – Báo cáo quý III/2024" in said) == (0, True, True, True)


def test_the_key_within_is_only_a_claim(tmp_path: Path, pack: bytes) -> None:
    vietnamese, english = verify(tmp_path, pack), verify(tmp_path, pack, "--language", "en")

    assert (vietnamese[0], "Khóa trong tệp, chưa đối chiếu" in vietnamese[1]) == (3, True)
    assert (english[0], "not compared" in english[1]) == (3, True)


def test_what_was_changed_taken_out_and_put_in_is_named(tmp_path: Path, pack: bytes, key: str) -> None:
    members = members_of(pack, tmp_path)
    members[FIRST] = b"%PDF-1.4 b"
    del members[SECOND]
    members["Phường 1/thêm.pdf"] = b"x"

    code, said = verify(tmp_path, zipped(members), "--key", key)

    assert code == 1
    assert [line for line in said.splitlines() if line.startswith("SAI")] == [
        "SAI   Chỉ 0/2 tệp còn nguyên.",
        f"SAI   Đã bị sửa: {FIRST}",
        f"SAI   Thiếu: {SECOND}",
        "SAI   Thêm vào, không có trong bản kê: Phường 1/thêm.pdf",
    ]


def test_a_changed_index_is_named(tmp_path: Path, pack: bytes, key: str) -> None:
    code, said = verify(tmp_path, zipped({**members_of(pack, tmp_path), INDEX: b"another"}), "--key", key)

    assert (code, f"Đã bị sửa: {INDEX}" in said, "Chỉ 2/2 tệp" in said) == (1, True, True)


def forged_by_another(pack: bytes, folder: Path) -> bytes:
    return packed(load_keys(folder / "forger").seals[0], FILES)


def manifest_rewritten(pack: bytes, folder: Path) -> bytes:
    members = members_of(pack, folder)
    return zipped({**members, MANIFEST: members[MANIFEST].replace(b'"title":"Ph', b'"title":"XPh')})


def manifest_of_another_pack(pack: bytes, folder: Path) -> bytes:
    """Ours, signed by us, but another one's seal."""
    members, other = members_of(pack, folder), packed(load_keys(folder.parent / "same").seals[0], {FIRST: FILES[FIRST]})
    return zipped({**members, SEAL: members_of(other, folder)[SEAL]})


@pytest.mark.parametrize("forge", [forged_by_another, manifest_rewritten, manifest_of_another_pack])
def test_a_forged_manifest_is_not_believed(tmp_path: Path, pack: bytes, key: str, forge: Callable[[bytes, Path], bytes]) -> None:
    code, said = verify(tmp_path, forge(pack, tmp_path), "--key", key)

    assert (code, "NGUYÊN VẸN, ký" in said, "Đủ 2/2" in said) == (1, False, False)


def pretty(pack: bytes, folder: Path) -> bytes:
    members = members_of(pack, folder)
    return zipped({**members, MANIFEST: json.dumps(json.loads(members[MANIFEST]), indent=1).encode()})


def without_manifest(pack: bytes, folder: Path) -> bytes:
    return zipped(FILES)


def truncated(pack: bytes, folder: Path) -> bytes:
    return pack[:-40]


def appended(pack: bytes, folder: Path) -> bytes:
    return pack + b"%PDF-1.4 a second file"


def commented(pack: bytes, folder: Path) -> bytes:
    return pack[:-2] + struct.pack("<H", 5) + b"hello"


def prepended(pack: bytes, folder: Path) -> bytes:
    return b"MZ a program" + pack


def filled_between(pack: bytes, folder: Path) -> bytes:
    """Bytes before the directory that belong to no file; the end record is moved along."""
    at = pack.index(b"PK\x01\x02")
    start = struct.unpack_from("<I", pack, len(pack) - 6)[0]
    return pack[:at] + b"hidden" + pack[at:-6] + struct.pack("<I", start + 6) + pack[-2:]


def compressed(pack: bytes, folder: Path) -> bytes:
    path = folder / "compressed.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members_of(pack, folder).items():
            made.writestr(name, content)
        made.writestr("bomb", b"0" * 50_000_000)
    return path.read_bytes()


def overlapping(pack: bytes, folder: Path) -> bytes:
    """The second file's directory entry points to the first file."""
    at = pack.rindex(b"PK\x01\x02")
    return pack[: at + 42] + struct.pack("<I", 0) + pack[at + 46 :]


def header_of_another_name(pack: bytes, folder: Path) -> bytes:
    at = pack.index(b"manifest.json")
    return pack[:at] + b"Manifest.json" + pack[at + 13 :]


def of_many_entries(pack: bytes, folder: Path) -> bytes:
    return pack[:-14] + struct.pack("<HH", 60_000, 60_000) + pack[-10:]


def a_link_to_elsewhere(pack: bytes, folder: Path) -> bytes:
    at = pack.rindex(b"PK\x01\x02")
    return pack[: at + 38] + struct.pack("<I", 0o120777 << 16) + pack[at + 42 :]


HOSTILE = {
    pretty: "chuẩn tắc",
    without_manifest: "Thiếu bản kê",
    truncated: "cắt cụt",
    appended: "thêm vào sau",
    commented: "thêm vào sau",
    prepended: "nằm ngoài",
    filled_between: "nằm ngoài",
    compressed: "không ở dạng",
    overlapping: "nằm ngoài",
    header_of_another_name: "khác với mục lục",
    of_many_entries: "Mục lục",
    a_link_to_elsewhere: "không ở dạng",
}


@pytest.mark.parametrize(("harm", "words"), HOSTILE.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_hostile_archives_are_refused(tmp_path: Path, pack: bytes, key: str, harm: Callable[[bytes, Path], bytes], words: str) -> None:
    code, said = verify(tmp_path, harm(pack, tmp_path), "--key", key)

    wrong = [line for line in said.splitlines() if line.startswith("SAI")]
    assert (code, len(wrong)) == (1, 1)
    assert words in wrong[0]


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a//b", "C:x", "a\\b", "a\x1b[2Jb", "./x", "x\u202egpj"])
def test_dangerous_paths_are_refused_even_when_signed(tmp_path: Path, keys: Any, key: str, path: str) -> None:
    code, said = verify(tmp_path, packed(keys.seals[0], {path: b"x"}), "--key", key)

    assert (code, "Đường dẫn nguy hiểm" in said, "\x1b" in said) == (1, True, False)


def test_a_path_that_stands_twice_is_refused_even_when_signed(tmp_path: Path, keys: Any, key: str) -> None:
    code, said = verify(tmp_path, packed(keys.seals[0], {"a/B.pdf": b"x", "a/b.pdf": b"x"}), "--key", key)

    assert (code, "Đường dẫn có hai lần: a/b.pdf" in said) == (1, True)


def test_a_long_archive_is_read_too(tmp_path: Path, keys: Any, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("papi.evidence.packing.archive._PLAIN", 10)
    content = packed(keys.seals[0], FILES)

    assert content.count(b"PK\x06\x06") == 1
    assert verify(tmp_path, content, "--key", key)[0] == 0
    assert verify(tmp_path, content.replace(b"PK\x06\x07", b"PK\x06\x08"), "--key", key)[0] == 1


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"{}", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_pack_at_all_is_refused(tmp_path: Path, content: bytes, key: str) -> None:
    assert verify(tmp_path, content, "--key", key)[0] == 1


def test_what_cannot_be_read_ends_with_two(tmp_path: Path, pack: bytes) -> None:
    absent = CliRunner().invoke(app, ["pack", "verify", str(tmp_path / "none.zip")])
    folder = CliRunner().invoke(app, ["pack", "verify", str(tmp_path)])

    assert (absent.exit_code, folder.exit_code) == (2, 2)
    assert verify(tmp_path, pack, "--key", str(tmp_path / "goi.zip"))[0] == 2


@pytest.fixture
def long(keys: Any, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A pack in the form of those beyond 4 GB."""
    monkeypatch.setattr("papi.evidence.packing.archive._PLAIN", 10)
    return packed(keys.seals[0], FILES)


DOUBLE = [
    *((b"PK\x01\x02", at, 7) for at in (20, 24, 34, 36, 42)),
    *((b"PK\x05\x06", at, 7) for at in (4, 6, 8, 10, 12, 16)),
    *((b"PK\x06\x06", at, 7) for at in (4, 16, 20, 24)),
    *((b"PK\x06\x07", at, 7) for at in (4, 16)),
]


@pytest.mark.parametrize("change", DOUBLE)
def test_numbers_that_two_readers_would_read_differently_are_refused(
    tmp_path: Path, key: str, long: bytes, change: tuple[bytes, int, int]
) -> None:
    """Whoever unpacks takes from the longer form of a header only what its shorter form leaves open."""
    sign, at, told = change
    place = long.rindex(sign) + at

    assert verify(tmp_path, long, "--key", key)[0] == 0
    assert verify(tmp_path, long[:place] + told.to_bytes(2, "little") + long[place + 2 :], "--key", key)[0] == 1


def test_a_size_beyond_the_file_is_refused_in_words(tmp_path: Path, key: str, long: bytes) -> None:
    size = len(FILES[min(FILES)]).to_bytes(8, "little")

    code, said = verify(tmp_path, long.replace(size * 2, (1 << 63).to_bytes(8, "little") * 2), "--key", key)

    assert (code, "SAI" in said) == (1, True)


def test_nothing_unsigned_rides_along_with_the_seal(tmp_path: Path, keys: Any, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.packing.sealed", lambda *of: sealed(*of) + b" ")

    assert verify(tmp_path, packed(keys.seals[0], FILES), "--key", key)[0] == 1

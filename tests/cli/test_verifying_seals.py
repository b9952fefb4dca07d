"""A sealed copy is checked by itself: whole as it was downloaded, and refused when anything in it was touched."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import rfc8785
from typer.testing import CliRunner

from papi.access.keys import load_keys
from papi.access.signatures import sign_statement
from papi.cli.seal import app
from papi.reports.sealed import SEAL_FORMAT

Seal = dict[str, Any]
PROOF = b"bien ban co chu ky"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load_keys(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def seal(keys: Any) -> Seal:
    """As the server hands it out."""
    document = {
        "id": "0190c000-0000-7000-8000-000000000001",
        "title": "Biên bản",
        "version": 1,
        "sha256": sha256(PROOF).hexdigest(),
        "size": 18,
    }
    unit, period = {"code": "26506", "name": "UBND Phường 1"}, {"code": "2024Q3", "title": "Báo cáo quý III/2024"}
    content = {
        "format": SEAL_FORMAT,
        "report": {"id": "0190a000-0000-7000-8000-000000000001", "unit": unit, "period": period},
        "lines": [{"number": 1, "result": "Đã tổ chức 04 buổi", "evidence": [document]}],
    }
    return signed(content, keys.seals[0])


def signed(content: Any, key: Any, **statement: Any) -> Seal:
    raw = rfc8785.dumps(content)
    said = {"number": 1, "sealed_at": "2024-09-18T09:00:00+07:00", "sha256": sha256(raw).hexdigest()}
    stated = {"format": SEAL_FORMAT, "report": content["report"]["id"], **said, **statement}
    known = {"report_id": content["report"]["id"], "key_id": key.kid, "public_key": key.public}
    return {**said, **known, "content": raw.decode(), "signature": sign_statement(key, stated), "changed_since": False}


def verify(folder: Path, seal: Seal | str, *options: str) -> tuple[int, str]:
    file = folder / "niem-phong.json"
    file.write_text(seal if isinstance(seal, str) else json.dumps(seal, ensure_ascii=False), "utf-8")
    done = CliRunner().invoke(app, ["seal", "verify", str(file), *options])
    return done.exit_code, done.output


def key_set(folder: Path, *keys: Any) -> str:
    file = folder / "keys.json"
    file.write_text(json.dumps({"keys": [key.public for key in keys]}), "utf-8")
    return str(file)


def test_a_copy_is_genuine_by_a_key_that_was_brought(tmp_path: Path, seal: Seal, keys: Any) -> None:
    code, said = verify(tmp_path, seal, "--key", key_set(tmp_path, *keys.tokens, *keys.seals))

    assert (code, "NGUYÊN VẸN" in said, "Báo cáo quý III/2024, UBND Phường 1" in said) == (0, True, True)


def test_the_key_within_the_file_is_only_a_claim(tmp_path: Path, seal: Seal) -> None:
    vietnamese, english = verify(tmp_path, seal), verify(tmp_path, seal, "--language", "en")

    assert (vietnamese[0], "Khóa trong tệp, chưa đối chiếu" in vietnamese[1]) == (3, True)
    assert (english[0], "not compared" in english[1]) == (3, True)


def test_a_copy_sealed_anew_with_another_key_is_unmasked_by_the_true_one(tmp_path: Path, seal: Seal, keys: Any) -> None:
    forger = load_keys(tmp_path / "forger")
    forged = signed(json.loads(seal["content"].replace("04", "40")), forger.seals[0])

    alone = verify(tmp_path, forged)[0]
    compared = verify(tmp_path, forged, "--key", key_set(tmp_path, *keys.seals))
    renamed = {**forged, "key_id": keys.seals[0].kid}

    assert (alone, compared[0], "không có trong các khóa đã cho" in compared[1]) == (3, 1, True)
    assert verify(tmp_path, renamed)[0] == 1
    assert verify(tmp_path, renamed, "--key", key_set(tmp_path, *keys.seals))[0] == 1


def _reordered(seal: Seal) -> str:
    return json.dumps(dict(reversed(json.loads(seal["content"]).items())), ensure_ascii=False)


def _flipped(signature: str) -> str:
    head, body, tail = signature.split(".")
    return f"{head}.{body}.{'A' if tail[0] != 'A' else 'B'}{tail[1:]}"


TAMPERED: dict[str, Callable[[Seal], Seal]] = {
    "content": lambda seal: {**seal, "content": seal["content"].replace("04 buổi", "40 buổi")},
    "content and its hash": lambda seal: {
        **seal,
        "content": (changed := seal["content"].replace("04 buổi", "40 buổi")),
        "sha256": sha256(changed.encode()).hexdigest(),
    },
    "order of the content": lambda seal: {**seal, "content": (other := _reordered(seal)), "sha256": sha256(other.encode()).hexdigest()},
    "hash": lambda seal: {**seal, "sha256": "0" * 64},
    "signature": lambda seal: {**seal, "signature": _flipped(seal["signature"])},
    "no signature": lambda seal: {**seal, "signature": ""},
    "number": lambda seal: {**seal, "number": 2},
    "day": lambda seal: {**seal, "sealed_at": "2024-09-01T09:00:00+07:00"},
    "report": lambda seal: {**seal, "report_id": "0190a000-0000-7000-8000-000000000002"},
    "key id": lambda seal: {**seal, "key_id": "0" * 16},
    "key": lambda seal: {**seal, "public_key": {**seal["public_key"], "x": seal["public_key"]["y"]}},
    "no key": lambda seal: {**seal, "public_key": {}},
    "a member less": lambda seal: {name: value for name, value in seal.items() if name != "sha256"},
    "a member of another type": lambda seal: {**seal, "number": True},
}


@pytest.mark.parametrize("part", TAMPERED)
def test_a_copy_that_was_touched_is_refused(tmp_path: Path, seal: Seal, keys: Any, part: str) -> None:
    touched = TAMPERED[part](dict(seal))

    for options in ([], ["--key", key_set(tmp_path, *keys.seals)]):
        code, said = verify(tmp_path, touched, *options)
        assert (code, "KHÔNG NGUYÊN VẸN" in said) == (1, True) or (part in {"key", "no key"} and options), (part, options, said)


def test_another_seal_of_the_same_key_does_not_lend_its_signature(tmp_path: Path, seal: Seal, keys: Any) -> None:
    other = signed({**json.loads(seal["content"]), "lines": []}, keys.seals[0])

    assert verify(tmp_path, {**seal, "signature": other["signature"]})[0] == 1


def test_another_format_and_another_kind_of_signature_are_refused(tmp_path: Path, seal: Seal, keys: Any) -> None:
    content = {**json.loads(seal["content"]), "format": "papi-report-seal/2"}

    assert verify(tmp_path, signed(content, keys.seals[0], format="papi-report-seal/2"))[0] == 1


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"number": 1, "number": 2}', "[" * 100_000])
def test_what_is_no_sealed_copy_is_refused_in_words(tmp_path: Path, text: str) -> None:
    code, said = verify(tmp_path, text)

    assert (code, "không phải bản niêm phong" in said) == (1, True)


def test_a_member_that_stands_twice_is_refused(tmp_path: Path, seal: Seal) -> None:
    text = json.dumps(seal)

    assert verify(tmp_path, f'{{"number": 7, {text[1:]}')[0] == 1


def test_documents_are_found_by_their_hashes_whatever_they_are_called(tmp_path: Path, seal: Seal, keys: Any) -> None:
    proofs = tmp_path / "tai-lieu" / "phuong-1"
    proofs.mkdir(parents=True)
    (proofs / "scan.pdf").write_bytes(PROOF)
    options = ["--key", key_set(tmp_path, *keys.seals), "--evidence", str(tmp_path / "tai-lieu")]

    whole = verify(tmp_path, seal, *options)
    (proofs / "scan.pdf").write_bytes(PROOF + b".")
    touched = verify(tmp_path, seal, *options)

    assert (whole[0], "Đủ 1/1 tài liệu" in whole[1]) == (0, True)
    assert (touched[0], "Thiếu, hoặc đã bị sửa: “Biên bản”." in touched[1]) == (1, True)


def test_what_cannot_be_read_ends_in_one_sentence_of_the_language(tmp_path: Path, seal: Seal) -> None:
    (tmp_path / "none.json").write_text("{}", "utf-8")
    ways = {
        ("--key", str(tmp_path / "absent.json")): ("không có tệp này", "there is no such file"),
        ("--key", str(tmp_path / "none.json")): ("không phải bộ khóa", "is not a key set"),
        ("--key", str(tmp_path)): ("là thư mục, không phải tệp", "is a directory"),
        ("--key", "https://keys:port"): ("địa chỉ không hợp lệ", "is not an address"),
        ("--evidence", str(tmp_path / "absent")): ("không phải thư mục", "is not a directory"),
    }
    absent = CliRunner().invoke(app, ["seal", "verify", str(tmp_path / "absent.json")])

    for way, (vietnamese, english) in ways.items():
        for said, options in ((vietnamese, way), (english, (*way, "--language", "en"))):
            code, told = verify(tmp_path, seal, *options)
            assert (code, told.count("papi: "), said in told) == (2, 1, True), told
    assert (absent.exit_code, "không có tệp này" in absent.output) == (2, True)


def test_help_is_vietnamese_unless_english_is_asked_for() -> None:
    vietnamese, english = (CliRunner().invoke(app, ["seal", "verify", "--help", *more]).output for more in ([], ["--language", "en"]))

    assert ("Kiểm tra một bản niêm phong" in vietnamese, "Thư mục chứa tài liệu" in vietnamese, "sealed copy" in vietnamese) == (
        True,
        True,
        False,
    )
    assert ("Check a sealed copy" in english, "Directory with the documents" in english, "niêm phong" in english) == (True, True, False)


@pytest.fixture
def published(tmp_path: Path, keys: Any) -> Iterator[str]:
    """The keys as a server publishes them."""
    key_set(tmp_path, *keys.seals)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_keys_are_read_from_where_they_are_published(tmp_path: Path, seal: Seal, published: str) -> None:
    found = verify(tmp_path, seal, "--key", f"{published}/keys.json")
    absent = verify(tmp_path, seal, "--key", f"{published}/other.json")

    assert (found[0], absent[0], "không tải được bộ khóa" in absent[1]) == (0, 2, True)

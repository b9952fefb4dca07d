from pathlib import Path
from typing import Annotated, Literal

import typer

from papi.access.verdicts import Verdict
from papi.cli.verifying import at_of, content_of, end, keys_of, tell
from papi.cli.verifying_words import KEY_WORDS
from papi.privacy.tombstones import examine_tombstone

app = typer.Typer()
group = typer.Typer(no_args_is_help=True, help="Biên bản xóa tài liệu (records of erased documents)")
app.add_typer(group, name="tombstone")

_HELP = "Kiểm tra biên bản xóa một tài liệu, không cần máy chủ. (Check the record of an erased document by itself.)"
_WORDS: dict[tuple[str, bool], tuple[str, str]] = {
    **KEY_WORDS,
    ("form", True): ("Tệp đúng dạng biên bản xóa.", "The file has the form of a record of an erasure."),
    ("form", False): ("Tệp không phải biên bản xóa, hoặc đã hỏng.", "The file is no record of an erasure, or is damaged."),
    ("canonical", True): ("Nội dung ở dạng JSON chuẩn tắc.", "The content is canonical JSON."),
    ("canonical", False): ("Nội dung không ở dạng chuẩn tắc: đã bị sửa.", "The content is not canonical: it was changed."),
    ("hash", True): ("Mã băm khớp nội dung.", "The hash fits the content."),
    ("hash", False): ("Mã băm không khớp nội dung.", "The hash does not fit the content."),
    ("statement", True): ("Chữ ký đúng cho tài liệu này.", "The signature is for this document."),
    ("statement", False): ("Chữ ký là của biên bản khác.", "The signature belongs to another record."),
}


@group.callback()
def tombstone() -> None:
    """So that `verify` stands behind the name, though it is the only command."""


@group.command(help=_HELP)
def verify(
    file: Annotated[Path, typer.Argument(help="Biên bản xóa, như khi tải về (the record, as it was downloaded)")],
    key: Annotated[list[str] | None, typer.Option(help="Bộ khóa (JWKS): tệp hoặc địa chỉ (key set: a file or an address)")] = None,
    language: Annotated[Literal["vi", "en"], typer.Option(help="vi, en")] = "vi",
) -> None:
    """Exit codes are those of `papi seal verify`: 0 genuine, 3 whole by the file's own key, 1 changed, 2 unreadable."""
    at = at_of(language)
    found = examine_tombstone(content_of(file, at), keys_of(key, at))
    tell(found, _WORDS, at)
    if found.verdict is not Verdict.REFUSED:
        typer.echo(f"      {found.content['document']['unit']['name']}, {found.content['erasure']['erased_at']}")
    raise end(found, at)

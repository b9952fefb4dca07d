import time
from collections.abc import Coroutine, Sequence
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

import typer

from papi.cli.refusals import run, stop
from papi.cli.storage_words import words
from papi.kit.masterkeys import MasterKeys
from papi.settings import Settings
from papi.stores import checking, copying, rewriting
from papi.stores import keys as masters
from papi.stores.opening import Progress, Tell, opened

app = typer.Typer()
storage = typer.Typer(no_args_is_help=True, help="Kho tệp: khóa, mã hóa, chuyển kho, đối chiếu (the store of files).")
keys = typer.Typer(help="Khóa lưu trữ (master keys of the store); without a command, list them.")
app.add_typer(storage, name="storage")
storage.add_typer(keys, name="keys")

Language = Annotated[Literal["vi", "en"], typer.Option(help="Ngôn ngữ (language)")]
Result = TypeVar("Result")
_EVERY = 2.0
_MB = 1024 * 1024


@keys.callback(invoke_without_command=True)
def list_keys(context: typer.Context, language: Language = "vi") -> None:
    """Liệt kê khóa và số tệp cần từng khóa (list the keys and how many files need each)."""
    if context.invoked_subcommand is not None:
        return
    states = run(masters.list_keys(Settings()))
    for state in states:
        values = {"id": state.key.id, "made": state.key.created_at, "count": state.needed_by}
        line = words("key", language, state=words("in_use" if state.primary else "kept", language), **values)
        typer.echo(line + (words(state.fault, language) if state.fault else ""))
    if not states:
        typer.echo(words("no_keys", language))
    if any(state.fault for state in states):
        raise typer.Exit(1)


@keys.command("create")
def create_key(language: Language = "vi") -> None:
    """Tạo khóa đầu tiên, bật mã hóa (make the first key: new files are encrypted from now on)."""
    key_id = run(masters.create_key(Settings()))
    typer.echo(words("created", language, id=key_id))
    _tell_of_file(key_id, language)


@keys.command("rotate")
def rotate_keys(language: Language = "vi") -> None:
    """Đổi khóa, không phải mã hóa lại tệp (put a new key in place and wrap every data key with it; goes on where it was broken off)."""
    done = _long(masters.rotate_keys(Settings(), _teller(language)), language)
    typer.echo(words("rotated" if done.fresh else "resumed", language, id=done.key_id, count=done.wrapped))
    _tell_of_file(done.key_id, language)
    typer.echo(words("old_keys", language))


@keys.command("retire")
def retire_key(
    key: Annotated[UUID, typer.Argument(help="Mã khóa (the id that `papi storage keys` shows)")],
    language: Language = "vi",
) -> None:
    """Bỏ một khóa không tệp nào cần nữa (take a key away; refused while a row needs it)."""
    run(masters.retire_key(Settings(), key))
    typer.echo(words("retired", language, id=key))


@storage.command("encrypt")
def encrypt(language: Language = "vi") -> None:
    """Mã hóa các tệp có từ trước (encrypt the files that lie open; goes on where it was broken off)."""
    count, unsound = _long(rewriting.encrypt_files(Settings(), _teller(language)), language)
    typer.echo(f"{words('encrypted', language, count=count)}\n{words('papers', language)}")
    _end_with(unsound, language)


@storage.command("reencrypt")
def reencrypt(language: Language = "vi") -> None:
    """Mã hóa lại mọi tệp cũ hơn khóa đang dùng, sau khi lộ khóa: đổi khóa trước (after a key leaked: rotate, then give new data keys)."""
    count, unsound = _long(rewriting.reencrypt_files(Settings(), _teller(language)), language)
    typer.echo(words("reencrypted", language, count=count))
    _end_with(unsound, language)


@storage.command("copy")
def copy(
    to: Annotated[str, typer.Argument(help="file:///THƯ-MỤC hoặc s3://BUCKET (the other store)")],
    language: Language = "vi",
) -> None:
    """Chép sang kho khác và đối chiếu, không xóa gì (copy to another store, verified; goes on where it was broken off)."""
    found = _long(copying.copy_store(Settings(), to, _teller(language)), language)
    typer.echo(words("copied", language, copied=found.copied, before=found.before))
    _list("lost", found.missing, language)
    _list("damaged", found.damaged, language)
    typer.echo(words("switch", language, to=found.url))
    if found.missing or found.damaged:
        raise typer.Exit(1)


@storage.command("check")
def check(
    deep: Annotated[bool, typer.Option("--deep", help="Đọc mọi tệp, so mã băm (read every file and compare its hash)")] = False,
    language: Language = "vi",
) -> None:
    """Đối chiếu cơ sở dữ liệu với kho (compare rows and store).

    Exit code 0: all is there. 1: something is missing, damaged or cannot be decrypted. 3: only old objects without a row. 2: not examined.
    """
    found = _long(_compare(_teller(language) if deep else None), language)
    lists = {"lost": found.missing, "damaged": found.damaged, "locked": found.locked, "stray": found.stray}
    counts = {"missing": len(found.missing), "damaged": len(found.damaged), "locked": len(found.locked), "stray": len(found.stray)}
    typer.echo(words("checked", language, rows=found.rows, encrypted=found.encrypted, **counts))
    for name, entries in lists.items():
        _list(name, entries, language)
    if not found.sound:
        raise typer.Exit(1)
    if found.old:
        raise typer.Exit(3)


async def _compare(tell: Tell | None) -> checking.Agreement:
    async with opened(Settings()) as place:
        return await checking.compare(place, tell)


def _long(work: Coroutine[Any, Any, Result], language: str) -> Result:
    try:
        return run(work)
    except KeyboardInterrupt:
        raise stop(words("broken_off", language), 130) from None


def _teller(language: str) -> Tell:
    last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        if time.monotonic() - last < _EVERY:
            return
        last = time.monotonic()
        sizes = {"size": progress.size / _MB, "size_done": progress.size_done / _MB}
        typer.echo(words("progress", language, done=progress.done, total=progress.total, **sizes), err=True)

    return tell


def _list(name: str, entries: Sequence[str], language: str) -> None:
    if entries:
        typer.echo(words(name, language))
    for entry in entries:
        typer.echo(f"  {entry}")


def _end_with(unsound: Sequence[str], language: str) -> None:
    if unsound:
        typer.echo(words("unsound", language, count=len(unsound)))
        for entry in unsound:
            typer.echo(f"  {entry}")
        raise typer.Exit(1)


def _tell_of_file(key_id: UUID, language: str) -> None:
    typer.echo(words("keep_key", language, path=MasterKeys(Settings().secrets_path).path(key_id)))

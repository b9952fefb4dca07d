from pathlib import Path
from typing import Annotated, Literal

import typer

from papi.access.verdicts import Verdict
from papi.cli.pack_words import EXAMINED_WORDS, GROUP_HELP, HELP, LEFT_OUT_WORDS, PARAMETER_WORDS
from papi.cli.verifying import at_of, end, in_two_languages, keys_of, tell, unreadable, why_unreadable
from papi.evidence.packing.verifying import examine_pack

app = typer.Typer()
pack = typer.Typer(no_args_is_help=True, help=GROUP_HELP)
app.add_typer(pack, name="pack")


@pack.command(cls=in_two_languages(HELP, PARAMETER_WORDS), help=HELP[0])
def verify(
    file: Annotated[Path, typer.Argument()],
    key: Annotated[list[str] | None, typer.Option()] = None,
    language: Annotated[Literal["vi", "en"], typer.Option()] = "vi",
) -> None:
    """Check a pack by itself; `HELP` says it to who asks."""
    at = at_of(language)
    keys = keys_of(key, at)
    try:
        found = examine_pack(file, keys)
    except OSError as error:
        raise unreadable(why_unreadable(error), file, at) from None
    tell(found, EXAMINED_WORDS, at)
    if found.verdict is not Verdict.REFUSED:
        typer.echo(f"      {found.content['title']} ({found.content['made_at']})")
        if found.content["left_out"]:
            typer.echo(f"      {LEFT_OUT_WORDS[at].format(count=len(found.content['left_out']))}")
    raise end(found, at)

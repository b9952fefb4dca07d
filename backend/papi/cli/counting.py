"""How many there are of each state, a line each."""

from collections.abc import Mapping
from typing import TypeVar

import typer

State = TypeVar("State")


def tell_counts(counts: Mapping[State, int], words: Mapping[State, str], nothing: str) -> None:
    """Say of each state that there is, in the order of the words, how many files it has; `nothing` where none is counted."""
    for state, said in words.items():
        if counts.get(state):
            typer.echo(f"{counts[state]} files {said}.")
    if not counts:
        typer.echo(nothing)

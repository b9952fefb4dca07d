"""Finding rows by the words of a long text: SQLite's FTS5 and PostgreSQL's GIN behind one condition, with the rules of `q` everywhere.

A row keeps the distinct words of its text, folded, in one column; each word of a question must begin one of them. On PostgreSQL an index
over that column answers. On SQLite it is a table of its own beside, which holds no text and is kept in step by triggers: so a row that
anybody adds, restores or erases, by whatever statement, is found or no longer found from that moment. A migration that rebuilds the table
must make the triggers anew (`statements_for_sqlite`): SQLite drops them with it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import DDL, Boolean, SQLColumnExpression, Table, Text, event, literal, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from papi.kit.text import fold, search_words

_LONGEST_WORD = 64
_MOST_BYTES = 900_000  # a tsvector holds 1 MB
_SUFFIX = "_words"
_BEGINS_ON_SQLITE, _BEGINS_ON_POSTGRESQL = '"{}"*'.format, "'{}':*".format


def distinct_words(text: str) -> tuple[str, bool]:
    """What is kept of a text to find it by, and whether that is all of it."""
    kept, size = list[str](), 0
    for word in sorted({word[:_LONGEST_WORD] for word in fold(text).split()}):
        size += len(word.encode()) + 1
        if size > _MOST_BYTES:
            return " ".join(kept), False
        kept.append(word)
    return " ".join(kept), True


def index_words(table: Table, words: str, place: str) -> None:
    """Let rows of the table be found by the column `words`; `place` is a whole number that no two rows share."""
    name = str(table.name)
    _MADE_BESIDE.update((f"{name}{_SUFFIX}", _index_on_postgresql(name, words)))
    _when(table, "after_create", "sqlite", statements_for_sqlite(name, words, place))
    _when(table, "after_create", "postgresql", statements_for_postgresql(name, words))
    _when(table, "after_drop", "sqlite", [f"DROP TABLE {name}{_SUFFIX}"])


_MADE_BESIDE: set[str] = set()


def _when(table: Table, moment: str, dialect: str, statements: Iterable[str]) -> None:
    for statement in statements:
        event.listen(table, moment, DDL(statement).execute_if(dialect=dialect))


def statements_for_postgresql(table: str, words: str) -> Iterator[str]:
    """What makes PostgreSQL's index. The words are taken as they are: its own parser would part some of them."""
    index = _index_on_postgresql(table, words)
    yield f"CREATE INDEX {index} ON {table} USING gin (array_to_tsvector(string_to_array({words}, ' ')))"


def _index_on_postgresql(table: str, words: str) -> str:
    return f"ix_{table}_{words}"


def statements_for_sqlite(table: str, words: str, place: str) -> Iterator[str]:
    """What makes SQLite's table of words, and keeps it in step."""
    index = f"{table}{_SUFFIX}"
    how = "content='', columnsize=0, detail='none', tokenize='unicode61 remove_diacritics 0'"
    yield f"CREATE VIRTUAL TABLE {index} USING fts5({words}, {how})"
    # a table without content forgets a row only when it is told what it knew
    forget = f"INSERT INTO {index}({index}, rowid, {words}) VALUES ('delete', old.{place}, old.{words});"  # noqa: S608 - names of our own
    learn = f"INSERT INTO {index}(rowid, {words}) VALUES (new.{place}, new.{words});"  # noqa: S608 - names of our own
    yield f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {learn} END"
    yield f"CREATE TRIGGER {index}_removed AFTER DELETE ON {table} BEGIN {forget} END"
    yield f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {words}, {place} ON {table} BEGIN {forget} {learn} END"


def is_described(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether a table or index of the database is one that the models describe (`include_name`): what finds words is made beside them."""
    return not any(f"{name}_".startswith(f"{made}_") for made in _MADE_BESIDE)


class _Holds(FunctionElement[bool]):
    """Compiled for each database in its own words."""

    type = Boolean()
    inherit_cache = True
    name = "holds_words"


def holds_words(table: Table, words: SQLColumnExpression[str], place: SQLColumnExpression[int], *queries: str) -> _Holds:
    """Every word of one of the queries, which hold at least one each, begins one of the row's words: one question to the index."""
    wanted = [[word[:_LONGEST_WORD] for word in search_words(query)] for query in queries]
    for_sqlite = " OR ".join(f"({' AND '.join(map(_BEGINS_ON_SQLITE, words))})" for words in wanted)
    for_postgresql = " | ".join(f"({' & '.join(map(_BEGINS_ON_POSTGRESQL, words))})" for words in wanted)
    return _Holds(words, place, literal(for_sqlite, Text()), literal(for_postgresql, Text()), literal_column(f"{table.name}{_SUFFIX}"))


@compiles(_Holds, "sqlite")
def _on_sqlite(element: _Holds, compiler: SQLCompiler, **options: Any) -> str:
    _words, place, asked, _other, index = element.clauses
    said = {name: compiler.process(part, **options) for name, part in (("place", place), ("asked", asked), ("index", index))}
    return "{place} IN (SELECT rowid FROM {index} WHERE {index} MATCH {asked})".format_map(said)


@compiles(_Holds, "postgresql")
def _on_postgresql(element: _Holds, compiler: SQLCompiler, **options: Any) -> str:
    words, _place, _other, asked, _index = element.clauses
    column, wanted = compiler.process(words, **options), compiler.process(asked, **options)
    # written as in the index, which answers nothing else
    return f"array_to_tsvector(string_to_array({column}, ' ')) @@ CAST({wanted} AS tsquery)"

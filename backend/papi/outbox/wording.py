"""Facts in words: what a person reads in a timeline, never JSON."""

from collections.abc import Mapping
from typing import Any

from papi.kit.text import format_day
from papi.kit.text import spoken as word_of
from papi.outbox.facts import FactKind, kind_named

_LONGEST = 160
_UNNAMED = ("tài liệu ngoài phạm vi được xem", "a document out of sight")


def sentence(kind: str, data: Mapping[str, Any], language: str, document: str | None = None) -> str:
    """What happened, as a sentence without its subject. A document is called what the caller may tell of it, never what the fact holds."""
    declared = kind_named(kind)
    if declared is None:
        return kind
    if declared.name_document:
        data = {**data, "title": document or _UNNAMED[language == "en"]}
    data = {**data, **_in_words(declared, data, language)}
    template = declared.en if language == "en" else declared.vi
    return template.format_map(_Lenient({key: spoken(value) for key, value in data.items()}))


def _in_words(kind: FactKind, data: Mapping[str, Any], language: str) -> dict[str, str]:
    """What codes in the data are called; one that this version does not know stays as it is."""
    return {key: word_of(table, data[key], language) for key, table in kind.codes.items() if data.get(key) in table}


def changed_fields(kind: str, data: Mapping[str, Any], language: str) -> list[dict[str, str]]:
    """The changed fields as `{label, before, after}`, every value in words, in the order in which the kind declares its fields."""
    declared = kind_named(kind)
    fields: Mapping[str, tuple[str, str]] = declared.fields if declared else {}
    places = {name: place for place, name in enumerate(fields)}
    return [
        {
            "label": fields.get(change["field"], (change["field"],) * 2)[1 if language == "en" else 0],
            "before": spoken(change["from"]),
            "after": spoken(change["to"]),
        }
        for change in sorted(data.get("changes", []), key=lambda change: places.get(change["field"], len(places)))
    ]


def spoken(value: Any) -> str:
    """A value as people write it; a long text is cut, because the full one stands with its subject."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "✓" if value else "–"
    if hasattr(value, "year"):
        return format_day(value)
    text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def signed_name(name: str, behalf: str | None, language: str) -> str:
    """Who did it, and for whom, as people write it."""
    if behalf is None:
        return name
    return f"{name} (on behalf of {behalf})" if language == "en" else f"{name} (thay mặt {behalf})"


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"

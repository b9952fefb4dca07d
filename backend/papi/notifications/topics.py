"""How urgent what kind of news is: classes as data, in the order in which a digest names them."""

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple


class Channel(StrEnum):
    """When somebody hears of a class by mail. The bell has everything at once."""

    NOW = "now"
    DIGEST = "digest"
    OFF = "off"


class Topic(NamedTuple):
    """A class of news. `kinds` are the kinds of facts in it, each with the heading under which a digest gathers it, if it has its own."""

    name: str
    vi: str
    en: str
    mail: Channel
    kinds: Mapping[str, str | None]


def _read() -> dict[str, Topic]:
    given: list[dict[str, Any]] = json.loads(Path(__file__).with_name("topics.json").read_text(encoding="utf-8"))
    return {one["topic"]: Topic(one["topic"], one["vi"], one["en"], Channel(one["mail"]), one["kinds"]) for one in given}


TOPICS = _read()
"""By name; the last one takes what no other names."""

_OTHER = "news"
_TOPIC_OF = {kind: topic.name for topic in TOPICS.values() for kind in topic.kinds}


def topic_of(kind: str, data: Mapping[str, Any]) -> str:
    """The class of a fact: that of its kind, unless the fact itself says otherwise, as the opening of an ad-hoc period does."""
    said = data.get("topic")
    return said if said in TOPICS else _TOPIC_OF.get(kind, _OTHER)


def heading_of(topic: str, kind: str) -> str:
    """Under what a digest gathers it: bodies that are asked read of requests alone."""
    return TOPICS[topic].kinds.get(kind) or TOPICS[topic].vi

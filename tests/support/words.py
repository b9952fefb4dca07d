"""Reads a page as its user does, tooltips and labels included, and says what no user should have to read."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page

FRONTEND = Path(__file__).parents[2] / "frontend" / "src"
DESCRIPTION = Path(__file__).parents[2] / "openapi" / "papi.json"

# One entry for each run of visible text, and for each word that a pointer or a screen reader brings out.
_READ = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (holder.closest('script, style, noscript, [lang]:not(html)') || !holder.checkVisibility({ visibilityProperty: true })) continue;
    if (node.data.trim()) found.push(node.data.trim());
  }
  for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description']) {
    for (const holder of document.querySelectorAll(`[${name}]`)) {
      if (holder.checkVisibility({ visibilityProperty: true })) found.push(holder.getAttribute(name).trim());
    }
  }
  return found;
}"""

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?<!\d)20\d\d-\d\d-\d\d(?!\d)")
_BROKEN = re.compile(r"\b(null|undefined|NaN|Invalid Date|Infinity)\b|\[object |\$\{|\bfunction\b|=>")
# Codes that are also names of people's accounts, or Vietnamese by chance, cannot be told from data.
_ALSO_DATA = {"admin", "ok"}


async def read(page: Page) -> list[str]:
    """All that can be read on the page as it stands."""
    return list(await page.evaluate(_READ))


def unfit(texts: list[str]) -> list[str]:
    """Codes, ids, machine dates and broken values among what is read."""
    codes = _codes()
    checks = (_UUID, _ISO_DAY, _BROKEN, codes)
    return sorted({text[:120] for text in texts if any(check.search(text) for check in checks)})


@cache
def _codes() -> re.Pattern[str]:
    """Every enumeration on the wire, as a word of its own; user names such as 26506.officer and file names are not words."""
    values: set[str] = set()
    _collect(json.loads(DESCRIPTION.read_text("utf-8")), values)
    words = "|".join(sorted(values - _ALSO_DATA))
    return re.compile(rf"(?<![\w.@/-])({words})(?![\w.@/-])")


def _collect(part: Any, values: set[str]) -> None:
    if isinstance(part, dict):
        values.update(value for value in part.get("enum", []) if isinstance(value, str))  # a number is no code
        for inner in part.values():
            _collect(inner, values)
    elif isinstance(part, list):
        for inner in part:
            _collect(inner, values)


@cache
def vietnamese_chrome() -> set[str]:
    """The fixed words of the screens that read otherwise in English. (Data stay Vietnamese in both languages.)"""
    english = _literals("en")
    return {word for word in _literals("vi") if word not in english and len(word) > 2}


def _literals(language: str) -> set[str]:
    sources = (path.read_text("utf-8") for path in sorted((FRONTEND / "i18n" / language).glob("*.ts")))
    return {literal for source in sources for literal in re.findall(r"'([^'\n]+)'", source)}

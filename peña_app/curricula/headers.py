"""Changing what a header or a heading says, and nothing else: comments and order stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import tomlkit

_ATTRIBUTE = r'\s{key}=(?:"[^"]*"|[“”„«][^“”„«»"]*[“”»]|[^\s"}}]*)(?=[\s}}])'


def altered(head: str, values: Mapping[str, Any]) -> str:
    """The header of an activity, between its lines "+++", with some values set; None takes a key away."""
    before, inside, behind = head.split("+++", 2)
    held = tomlkit.parse(inside)
    for key, value in values.items():
        if value is None:
            held.pop(key, None)
        elif held.get(key) != value:
            held[key] = _tables(value) if isinstance(value, list) and value and isinstance(value[0], dict) else value
    return f"{before}+++{tomlkit.dumps(held)}+++{behind}"


def _tables(rows: list[dict[str, Any]]) -> Any:
    listed = tomlkit.aot()
    for each in rows:
        table = tomlkit.table()
        table.update(each)
        listed.append(table)
    return listed


def with_attributes(heading: str, attributes: Mapping[str, str]) -> str:
    """A block's heading line with some attributes set; an empty one is taken away.

    >>> with_attributes("## {#a kind=step min=5}", {"min": "8", "spiral": "action"})
    '## {#a kind=step min=8 spiral=action}'
    """
    for key, value in attributes.items():
        said = f" {key}={_quoted(value)}" if value else ""
        fresh, found = re.subn(_ATTRIBUTE.format(key=re.escape(key)), lambda _match, said=said: said, heading, count=1)  # type: ignore[misc]
        heading = fresh if found else re.sub(r"\s*\}\s*$", lambda _match, said=said: f"{said}}}", heading)  # type: ignore[misc]
    return heading


def _quoted(value: str) -> str:
    plain = " ".join(value.replace('"', "”").replace("}", ")").split())
    return f'"{plain}"' if re.search(r"\s", plain) else plain

"""Compiles the gettext catalogues whenever the package is built or installed in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface):
    """Writes a .mo beside each .po; a fuzzy message stays untranslated."""

    def initialize(
        self,
        version: str,  # noqa: ARG002 - hatchling's signature
        build_data: dict[str, Any],
    ) -> None:
        for po in Path(self.root, "locales").glob("*/LC_MESSAGES/*.po"):
            with po.open("rb") as source, po.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(source, locale=po.parts[-3]))
            build_data["artifacts"].append(f"locales/{po.parts[-3]}/LC_MESSAGES/*.mo")

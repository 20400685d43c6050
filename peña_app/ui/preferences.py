"""What this computer remembers between two evenings: language, theme, size, and which workspace was open. No personal data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from peña_app import paths
from peña_app.errors import write_down
from peña_app.languages import INTERFACE

_FILE = "settings.json"


@dataclass(slots=True)
class Preferences:
    """The settings of this computer, kept beside the workspaces."""

    language: str = "es"
    theme: str = "light"
    scale: int = 100
    workspace: str = ""

    @classmethod
    def read(cls) -> Preferences:
        """The settings as they were left; what cannot be read is as at the first start."""
        try:
            held: dict[str, Any] = json.loads((paths.home() / _FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls()
        kept = cls()
        for field in fields(cls):
            if isinstance(held.get(field.name), type(getattr(kept, field.name))):
                setattr(kept, field.name, held[field.name])
        if kept.language not in INTERFACE:
            kept.language = INTERFACE[0]
        kept.scale = min(200, max(80, kept.scale))
        return kept

    def write(self) -> None:
        """Keep the settings; where that cannot be, the evening goes on without."""
        try:
            paths.home().mkdir(parents=True, exist_ok=True)
            (paths.home() / _FILE).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        except OSError as error:
            write_down(error)

"""The languages a sheet can speak, and whether a native speaker has read its words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from kosidesk.i18n import GERMAN
from kosidesk.paths import RESOURCES


@dataclass(frozen=True)
class Language:
    """One entry of `resources/locale/languages.toml`; `tag` is BCP 47."""

    code: str
    own_name: str
    german_name: str
    direction: str
    tag: str
    checked_by: str = ""
    checked_on: date | None = None

    @property
    def right_to_left(self) -> bool:
        return self.direction == "rtl"

    @property
    def checked(self) -> bool:
        return bool(self.checked_by and self.checked_on)

    @property
    def foreign(self) -> bool:
        """Whether who reads German has to be told what it says; Leichte Sprache is German."""
        return self.tag != GERMAN


@cache
def languages() -> Mapping[str, Language]:
    """All of them by their code, in the order in which they are offered."""
    entries = tomllib.loads((RESOURCES / "locale" / "languages.toml").read_text(encoding="utf-8"))["language"]
    return MappingProxyType({entry["code"]: Language(**entry) for entry in entries})

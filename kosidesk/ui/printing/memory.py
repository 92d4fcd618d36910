"""What of a sheet's choices is remembered for the next client: how it looks, and what stands on every sheet.

Language and notes belong to one client and are never written down.
"""

from dataclasses import replace

from kosidesk.services.sheets import Choices, Format
from kosidesk.settings import Settings

PARTS = ("logo", "map", "counsellor", "follow_up", "slip", "privacy")
"""The yes-or-no choices, in the order in which they are asked."""


def recall(settings: Settings) -> Choices:
    proposed = Choices()
    parts = {part: settings.sheet_parts.get(part, getattr(proposed, part)) for part in PARTS}
    is_known = settings.sheet_format in list(Format)
    return replace(proposed, format=Format(settings.sheet_format) if is_known else proposed.format, **parts)


def keep(settings: Settings, choices: Choices) -> Settings:
    parts = {part: getattr(choices, part) for part in PARTS}
    return replace(settings, sheet_format=choices.format.value, sheet_parts=parts)

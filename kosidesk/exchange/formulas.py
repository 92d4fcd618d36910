"""Keeps spreadsheets from calculating what somebody typed (OWASP ASVS 5.0, 1.2.10)."""

# The apostrophe itself is among them, so that one that was typed is not taken for ours.
_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\0", "'")


def guarded(text: str) -> str:
    """With an apostrophe before what a spreadsheet would calculate."""
    return f"'{text}" if text.startswith(_BEGINNINGS) else text


def bare(cell: str) -> str:
    """The text that was guarded."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_BEGINNINGS) else cell


def is_guarded(text: str) -> bool:
    return guarded(text) != text

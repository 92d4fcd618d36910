"""What kind of paper it is: no more is told of it to whoever sees it pass."""

from enum import StrEnum


class Title(StrEnum):
    """On printers, in queues and in the names of files, where others read it too.

    They are ASCII, because printers show them.
    """

    SHEET = "Vermittlungsbogen"
    DIRECTORY = "Angebotsverzeichnis"
    LETTER = "Nachfrage"
    WAIVER = "Bescheinigung"
    LIST = "Liste"
    TEST = "Testseite"

"""What is odd in a feed without stopping it: noted by code, counted, and shown before the import.

A notice counts offers, unless the table says otherwise; an offer with two such values counts once.

| code | what was seen | what is done |
|---|---|---|
| count_mismatch | the head announces another number of offers (file) | the offers present are read |
| single_not_list | one value where a list belongs | read as a list of one |
| null_entry | `null` in place of an offer (entries) | skipped |
| coordinates_unknown | none, 0/0, the centre of Germany, or impossible | left out, marked `none` |
| coordinates_town | the centre of the town | left out, marked `town` |
| coordinates_outside | far from the town | kept, marked `outside` |
| html | HTML in a text | made plain text |
| nbsp | non-breaking blanks | made plain blanks |
| control_signs | invisible or impossible characters | left out |
| postcode_bad | not five digits | left out |
| town_as_district | the town in the column of the district | left out there |
| district_in_town | a district behind the town | moved to the district |
| town_misspelt | nearly the name of the town | corrected |
| town_missing | a place without a town | left empty |
| anywhere | "Ortsunabhängig" as a district | kept, place marked `anywhere` |
| all_districts | every district of the town listed | kept, none of them is the place's |
| spellings | one organisation spelt differently (organisations) | kept as it is |
| same_title | organisation and title stood there before | kept as it is |
| title_long | a title of more than 80 characters | kept as it is |
| date_unknown | a date in 1970 or no date at all | left out |
| number_unknown | no number where one belongs | left out |
| no_organisation | an offer without an organisation | kept without |
| no_organisation_number | an organisation without a number, others have one | known by its name |
| no_open_places | zero open places | kept as it is |
| web_unclear | no web address where one belongs | left out |
| mail_unclear | no mail address where one belongs | left out |
| header_padded | a column name with blanks around it (columns) | trimmed |
| header_unclear | a column without a name, or with a name given twice (columns) | named anew |
| column_empty | a column without any value (columns) | skipped |
| cell_padded | blanks around a value | trimmed |
| python_dict | an address written as a Python dict | read |
| dict_unclear | an address that cannot be read | left out |

Codes of `Refused`, where one entry is left out and the others are taken: no_title, no_number (an entry that
could only enrich an offer does not say which), number_twice, row_width, not_an_offer, text_too_long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kosidesk.exchange.feed import Notice

COUNT_MISMATCH = "count_mismatch"
SINGLE_NOT_LIST = "single_not_list"
NULL_ENTRY = "null_entry"
COORDINATES_UNKNOWN = "coordinates_unknown"
COORDINATES_TOWN = "coordinates_town"
COORDINATES_OUTSIDE = "coordinates_outside"
HTML = "html"
NBSP = "nbsp"
CONTROL_SIGNS = "control_signs"
POSTCODE_BAD = "postcode_bad"
TOWN_AS_DISTRICT = "town_as_district"
DISTRICT_IN_TOWN = "district_in_town"
TOWN_MISSPELT = "town_misspelt"
TOWN_MISSING = "town_missing"
ANYWHERE_DISTRICT = "anywhere"
ALL_DISTRICTS = "all_districts"
SPELLINGS = "spellings"
SAME_TITLE = "same_title"
TITLE_LONG = "title_long"
DATE_UNKNOWN = "date_unknown"
NUMBER_UNKNOWN = "number_unknown"
NO_ORGANISATION = "no_organisation"
NO_ORGANISATION_NUMBER = "no_organisation_number"
NO_OPEN_PLACES = "no_open_places"
WEB_UNCLEAR = "web_unclear"
MAIL_UNCLEAR = "mail_unclear"
HEADER_PADDED = "header_padded"
HEADER_UNCLEAR = "header_unclear"
COLUMN_EMPTY = "column_empty"
CELL_PADDED = "cell_padded"
PYTHON_DICT = "python_dict"
DICT_UNCLEAR = "dict_unclear"

NO_TITLE = "no_title"
NO_NUMBER = "no_number"
NUMBER_TWICE = "number_twice"
ROW_WIDTH = "row_width"
NOT_AN_OFFER = "not_an_offer"
TEXT_TOO_LONG = "text_too_long"

SHOWN = 10
"""Of many lines or examples a notice names so many."""
_EXAMPLE = 80


@dataclass
class _Tally:
    count: int = 0
    lines: list[int] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)


class Notices:
    """Gathers notices while a file is read."""

    def __init__(self) -> None:
        self._tallies: dict[str, _Tally] = {}

    def add(self, code: str, line: int = 0, example: str = "") -> None:
        """Counts one more; line 0 is the file as a whole."""
        tally = self._tallies.setdefault(code, _Tally())
        tally.count += 1
        if line and line not in tally.lines and len(tally.lines) < SHOWN:
            tally.lines.append(line)
        shown = " ".join(example[:_EXAMPLE].split())
        if shown and shown not in tally.examples and len(tally.examples) < SHOWN:
            tally.examples.append(shown)

    def __iter__(self) -> Iterator[Notice]:
        for code, tally in sorted(self._tallies.items()):
            yield Notice(code, tally.count, tuple(tally.lines), tuple(tally.examples))


class Spot:
    """One entry of the file, for those who find a value of it odd: each code counts once."""

    def __init__(self, line: int, notices: Notices) -> None:
        self.line = line
        self._notices = notices
        self._noted: set[str] = set()

    def note(self, code: str, example: str = "") -> None:
        if code not in self._noted:
            self._noted.add(code)
            self._notices.add(code, self.line, example)

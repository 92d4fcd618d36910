"""How much a file may hold, and the codes by which a whole file is refused.

Codes of `Unreadable`:

| code          | the file …                                                    | detail             |
|---------------|---------------------------------------------------------------|--------------------|
| no_file       | is not there, or is a folder                                  |                    |
| denied        | may not be read, or the disk fails                            |                    |
| empty         | holds nothing                                                 |                    |
| not_a_feed    | is no kind of file that is known here                         | what it looks like |
| old_excel     | is an old or a password-protected Excel file                  |                    |
| size          | is larger than its kind may be                                | bytes              |
| depth         | is nested deeper than `DEPTH`                                 |                    |
| rows          | has more than `ROWS` entries                                  |                    |
| columns       | has more than `COLUMNS` columns                               |                    |
| field         | has a value longer than `FIELD` characters                    |                    |
| encoding      | is in no encoding that can be told                            |                    |
| truncated     | ends in the middle                                            |                    |
| malformed     | breaks the rules of its format                                | what the reader says |
| nul           | contains the sign NUL                                         |                    |
| number        | has a number that no value here can be                        | the number         |
| duplicate_key | names one key of an object twice                              | the key            |
| bomb          | grows without measure when unpacked or expanded               |                    |
| macros        | carries macros                                                |                    |
| external      | refers to other files                                         |                    |
| mapping       | is a mapping that cannot be used                              | what is wrong      |
| time          | took longer than `SECONDS`                                    |                    |
| memory        | needs more than `MEMORY`                                      |                    |
| crashed       | ended its reader                                              |                    |
| cancelled     | is no longer wanted                                           |                    |
"""

from kosidesk.domain.errors import Unreadable

XML_BYTES = 256 * 1024 * 1024  # read as a stream: 100,000 offers in detail
TABLE_BYTES = 20 * 1024 * 1024  # CSV, XLSX and JSON are held whole
MAPPING_BYTES = 1024 * 1024
DEPTH = 32
ROWS = 100_000
COLUMNS = 200
FIELD = 1_000_000  # before cleaning: texts come with pictures pasted into them
TEXT = 32_768  # after cleaning; a longer one refuses its entry, not the file

UNPACKED_BYTES = 100 * 1024 * 1024
RATIO = 200
PARTS = 200

SECONDS = 120.0
CPU_SECONDS = 100
MEMORY = 1024 * 1024 * 1024
FRAME_BYTES = 64 * 1024 * 1024

NO_FILE = "no_file"
DENIED = "denied"
EMPTY = "empty"
NOT_A_FEED = "not_a_feed"
OLD_EXCEL = "old_excel"
TOO_LARGE = "size"
TOO_DEEP = "depth"
TOO_MANY_ROWS = "rows"
TOO_MANY_COLUMNS = "columns"
FIELD_TOO_LONG = "field"
ENCODING_UNKNOWN = "encoding"
TRUNCATED = "truncated"
MALFORMED = "malformed"
NUL_INSIDE = "nul"
NO_NUMBER = "number"
DUPLICATE_KEY = "duplicate_key"
BOMB = "bomb"
MACROS = "macros"
EXTERNAL = "external"
MAPPING = "mapping"
TIME = "time"
OUT_OF_MEMORY = "memory"
CRASHED = "crashed"
CANCELLED = "cancelled"


def unreadable(code: str, line: int | None = None, detail: str = "") -> Unreadable:
    """The refusal of the file being read; `reading` adds its name."""
    return Unreadable("", code, line, detail[:200])
